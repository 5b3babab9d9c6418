"""Which of the things said before does a learner take back?"""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from advisor.profiling import standing_facts
from advisor.reading.asking import Words
from advisor.reading.clauses import piece_of, sentence_of
from advisor.reading.words import LANGUAGES, Read, lexicon
from advisor.vocabulary.conversation import Conversation
from advisor.vocabulary.learner import Fact, Slot
from knowledge.transliteration import folded

STEM = 4
NAMED: dict[str, tuple[Slot, ...]] = {
    "act.about.price": (Slot.MAX_PRICE,),
    "act.about.time": (Slot.HOURS_PER_WEEK, Slot.MAX_HOURS),
    "act.about.schedule": (Slot.SCHEDULES,),
    "act.about.place": (Slot.NEAR, Slot.COUNTRY),
    "act.about.mode": (Slot.MODES,),
    "act.about.language": (Slot.LANGUAGES,),
    "act.about.deadline": (Slot.FINISH_BY,),
    "act.about.start": (Slot.START_FROM, Slot.START_BY),
    "act.about.needs": (Slot.NEED,),
    "act.about.level": (Slot.MAX_EQF_LEVEL, Slot.EQF_LEVEL),
    "act.about.job": (Slot.BACKGROUND,),
    "act.about.skills": (Slot.HELD_SKILL, Slot.NOT_HELD),
    "act.about.rejected": (Slot.NOT_WANTED,),
    "act.about.goal": (Slot.GOAL_TEXT, Slot.GOAL_OCCUPATION, Slot.GOAL_SKILL, Slot.INTEREST),
}
"""Words for what is taken back → the slots."""
DATES = frozenset({Slot.FINISH_BY, Slot.START_BY, Slot.START_FROM})
GOAL = frozenset(NAMED["act.about.goal"])
STAYS = frozenset({Slot.SPEAKS})


def without_everything(conversation: Conversation, words: str, turn: int) -> tuple[Fact, ...]:
    """Withdraw all that was said; the goal's text always, as the mark of a new beginning."""
    held = {*standing_facts(conversation.facts), Slot.GOAL_TEXT} - STAYS
    return _withdrawn(sorted(held), words, turn)


def forgotten(
    text: Words, spans: Sequence[tuple[int, int]], reads: Sequence[Read], conversation: Conversation, turn: int
) -> tuple[Fact, ...]:
    """Withdraw what is named behind "forget": by its name ("the price"), by its value ("the evenings"), or all of it."""
    standing = {slot: facts for slot, facts in standing_facts(conversation.facts).items() if facts}
    if any(_follows(text, "act.about.all", end) for _, end in spans):
        return without_everything(conversation, text.text.text, turn)
    named = {slot for key, slots in NAMED.items() if _says_near(text, key, spans) for slot in slots}
    read = {r.slot for r in reads if r.slot and _is_near(text, r.start, spans)} - GOAL
    read |= DATES if read & DATES else set()
    meant = ((named | read) & set(standing)) or _quoted(text, spans, standing)
    slots = meant - STAYS
    if not slots or slots <= GOAL:
        part = _part_of_goal(text, spans, standing.get(Slot.GOAL_TEXT, ()), turn)
        return part or _withdrawn(sorted(slots), text.text.text, turn)
    return _withdrawn(sorted(slots), text.text.text, turn)


def _quoted(text: Words, spans: Sequence[tuple[int, int]], standing: Mapping[Slot, Sequence[Fact]]) -> set[Slot]:
    """Give the limits whose own words are said again: "forget the summer" where "done by summer" was said."""
    said = _stems(_rest(text, spans))
    return {slot for slot, facts in standing.items() if slot not in GOAL and any(_stems(f.words) & said for f in facts)}


def _rest(text: Words, spans: Sequence[tuple[int, int]]) -> str:
    rest = text.text.plain
    for start, end in spans:
        rest = rest[:start] + " " * (end - start) + rest[end:]
    return rest


def _follows(text: Words, key: str, end: int) -> bool:
    return any(start >= end and not text.text.plain[end:start].strip(" ,.:") for start, _ in text.found(key))


def _says_near(text: Words, key: str, spans: Sequence[tuple[int, int]]) -> bool:
    """Look in the words of "forget" too, "the price no longer matters", not in another sentence: "the hours stay"."""
    return any(_is_near(text, start, spans) for start, _ in text.found(key))


def _is_near(text: Words, place: int, spans: Sequence[tuple[int, int]]) -> bool:
    opening, close = piece_of(text.text, place)
    if any(opening <= start < close for start, _ in text.found("drop.stays")):
        return False
    first, last = sentence_of(text.text, place)
    return any(start < last and first < end for start, end in spans)


def _withdrawn(slots: Iterable[Slot], words: str, turn: int) -> tuple[Fact, ...]:
    said = " ".join(words.split())[:160]
    return tuple(Fact(slot=slot, value=None, words=said, turn=turn, confirmed=True) for slot in slots)


def _part_of_goal(text: Words, spans: Sequence[tuple[int, int]], goals: Sequence[Fact], turn: int) -> tuple[Fact, ...]:
    """Take one of several wishes back: "drop the online selling part"."""
    pieces = [piece.strip() for piece in str(goals[-1].value).split(",")] if goals else []
    said = _stems(_rest(text, spans))
    kept = [piece for piece in pieces if not (_stems(piece) & said)]
    if not kept or len(kept) == len(pieces):
        return ()
    words = " ".join(text.text.text.split())[:160]
    dropped = (Slot.GOAL_OCCUPATION, Slot.GOAL_SKILL)
    return (
        *(Fact(slot=slot, value=None, words=words, turn=turn) for slot in dropped),
        Fact(slot=Slot.GOAL_TEXT, value=", ".join(kept), words=words, turn=turn, confirmed=True),
    )


def _stems(text: str) -> frozenset[str]:
    letters = "".join(c if c.isalnum() else " " for c in folded(text))
    return frozenset(w[:STEM] for w in letters.split() if len(w) >= STEM) - _usual()


@lru_cache(maxsize=1)
def _usual() -> frozenset[str]:
    return frozenset(folded(w)[:STEM] for language in LANGUAGES for w in lexicon(language).get("act.usual", ()))
