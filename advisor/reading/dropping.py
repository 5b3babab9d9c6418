"""Which limit no longer holds?"""

from collections.abc import Iterator, Sequence

from advisor.reading.clauses import piece_of
from advisor.reading.languages import language_lists
from advisor.reading.words import Read, Said, found
from advisor.vocabulary.learner import Slot
from knowledge.vocabulary.opportunity import Support

TOPICS: dict[str, tuple[Slot, ...]] = {
    "topic.price": (Slot.MAX_PRICE,),
    "topic.time": (Slot.HOURS_PER_WEEK, Slot.MAX_HOURS),
    "topic.language": (Slot.LANGUAGES,),
    "topic.mode": (Slot.MODES,),
    "topic.place": (Slot.NEAR, Slot.COUNTRY),
    "topic.schedule": (Slot.SCHEDULES,),
    "topic.deadline": (Slot.FINISH_BY,),
    "topic.start": (Slot.START_BY, Slot.START_FROM),
    "topic.level": (Slot.MAX_EQF_LEVEL,),
    "topic.steps": (Slot.MAX_STEPS,),
}
NEEDS: dict[str, Support] = {
    "topic.childcare": Support.CHILDCARE,
    "topic.step_free": Support.STEP_FREE,
    "topic.transport": Support.TRANSPORT,
    "topic.devices": Support.DEVICES,
    "topic.sign_language": Support.SIGN_LANGUAGE,
    "topic.career_assistance": Support.CAREER_ASSISTANCE,
}
WHOLE: dict[str, tuple[Slot, ...]] = {
    "drop.price": (Slot.MAX_PRICE,),
    "drop.time": (Slot.HOURS_PER_WEEK, Slot.MAX_HOURS),
    "drop.language": (Slot.LANGUAGES,),
    "drop.mode": (Slot.MODES,),
    "drop.place": (Slot.NEAR, Slot.COUNTRY),
    "drop.schedule": (Slot.SCHEDULES,),
    "drop.deadline": (Slot.FINISH_BY,),
    "drop.start": (Slot.START_BY, Slot.START_FROM),
}
"""Phrases that say the whole of it: "no rush", "any language is fine"."""
REACH = 30
"""Characters between "forget" and what is to be forgotten."""


def read_dropped(text: Said) -> list[Read]:
    """Read "the price does not matter any more", "it need not be online", "I no longer need child care"."""
    return [*_whole(text), *_topics(text), *_needs(text)]


def _whole(text: Said) -> Iterator[Read]:
    for key, slots in WHOLE.items():
        for match in found(key, text):
            yield from (Read(slot, None, match.start(), match.end()) for slot in slots)


def _topics(text: Said) -> Iterator[Read]:
    for key, slots in TOPICS.items():
        # "English is no problem" names the language that it wants
        if Slot.LANGUAGES in slots and language_lists(text):
            continue
        for start, end in _said_of(text, key, ("drop.cue",)):
            yield from (Read(slot, None, start, end) for slot in slots)


def _needs(text: Said) -> Iterator[Read]:
    for key, need in NEEDS.items():
        for start, end in _said_of(text, key, ("drop.cue", "drop.need")):
            yield Read(Slot.NEED, need.value, start, end, withdrawn=True)


def _said_of(text: Said, topic: str, cues: Sequence[str]) -> Iterator[tuple[int, int]]:
    """List where a word of giving up stands by a word for the topic, in the same piece of a sentence."""
    for match in found(topic, text):
        opening, close = piece_of(text, match.start())
        first, last = max(opening, match.start() - REACH), min(close, match.end() + REACH)
        around = [cue for key in cues for cue in found(key, text, first, last)]
        # the cue may hold the topic's word itself: "not online any more"
        if around:
            yield min(around[0].start(), match.start()), max(around[0].end(), match.end())
