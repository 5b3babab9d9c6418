"""What is a message for: advice, a rule, a greeting, a person, something else?"""

import re
from collections.abc import Sequence
from functools import lru_cache

from advisor.reading.asking import Words, spoken_in
from advisor.reading.clauses import Clause, Kind
from advisor.reading.words import Read, Said, found, lexicon, one_of, phrases, says
from advisor.vocabulary.conversation import Intent
from advisor.vocabulary.learner import Slot

LETTER = re.compile(r"[^\W\d_]")
GOAL = frozenset({Slot.GOAL_TEXT, Slot.GOAL_OCCUPATION, Slot.GOAL_SKILL})
LIMITS = frozenset(Slot) - GOAL - {Slot.BACKGROUND, Slot.HELD_SKILL, Slot.SPEAKS}
PLACES = frozenset({Slot.NEAR, Slot.COUNTRY})
SMALL = "intent.small_talk"
MUCH = 0.6
"""Share of a message's letters that a courtesy must make up to be all that it says."""


def courtesy(text: Said) -> Intent | None:
    """Say whether the message is a greeting or thanks and nothing else."""
    for key, intent in (("intent.thanks", Intent.THANKS), ("intent.greeting", Intent.GREETING)):
        if _is_all(text, key) or (says(key, text) and _is_all(text, "intent.thanks", "intent.greeting", SMALL)):
            return intent
    return None


def is_small_talk(text: Said) -> bool:
    """Say whether nothing stands in it but "hm", "ok", "haha" or a picture: it asks nothing and tells nothing."""
    rest = phrases(SMALL, spoken_in(text, None)).sub(" ", text.plain)
    rest = phrases("intent.thanks", spoken_in(text, None)).sub(" ", rest)
    return bool(text.plain.strip(" ?.!")) and not any(c.isalnum() for c in rest) and "?" not in rest


def _is_all(text: Said, *keys: str) -> bool:
    rest = text.plain
    for key in keys:
        rest = phrases(key).sub(" ", rest)
    letters, left = len(LETTER.findall(text.plain)), len(LETTER.findall(rest))
    return (
        letters > 0
        and left / letters <= 1 - MUCH
        and len(rest.split()) <= 1 + sum(not w.isalpha() for w in rest.split())
    )


def wants_a_person(text: Said) -> bool:
    """Say whether the learner asks for a human being."""
    return says("intent.person", text) or Words(text, spoken_in(text, None)).says("boundary.person")


def wants_to_apply(text: Said) -> bool:
    """Say whether the learner wants to be handed over to a provider."""
    return any(match.start() <= 1 or not text.plain[: match.start()].strip(" ,.!") or _opens(text, match.start())
               for match in found("intent.apply", text))  # fmt: skip


def _opens(text: Said, place: int) -> bool:
    return text.plain[:place].rstrip().endswith((".", ",", "!", "?", "please", "ok", "yes", "da", "ja", "ya"))


def asks_for_a_rule(text: Said, said: Sequence[Clause], reads: Sequence[Read]) -> bool:
    """Say whether a rule is asked for: recognition, validity, meaning, who pays."""
    if not says("intent.policy", text):
        return False
    if says("cue.strong_goal", text) and not says("cue.to_know", text):
        return False
    asks = "?" in text.text or says("intent.question", text) or says("cue.to_know", text)
    if asks:
        return not _wishes_for_a_course(said, reads)
    return not any(r.slot in LIMITS for r in reads) and not any(c.kind is Kind.GOAL for c in said)


def _wishes_for_a_course(said: Sequence[Clause], reads: Sequence[Read]) -> bool:
    """Say whether it is a question for courses: "Is there a free welding course with a recognised certificate?"."""
    concept = any(r.slot in {Slot.GOAL_OCCUPATION, Slot.GOAL_SKILL} for r in reads)
    return concept and any(c.kind is Kind.GOAL for c in said)


def is_off_topic(text: Said, reads: Sequence[Read]) -> bool:
    """Say whether it is about the weather and the like, and no wish to learn or work."""
    if Words(text, spoken_in(text, None)).says("boundary.off_topic") and not speaks_of_learning(text):
        return True
    if not says("intent.off_topic", text):
        return False
    if any(r.slot in {Slot.GOAL_OCCUPATION, Slot.BACKGROUND, *(LIMITS - PLACES)} for r in reads):
        return False
    return not speaks_of_learning(text)


def speaks_of_learning(text: Said) -> bool:
    """Say whether a word of learning or of work stands in it."""
    return _learning().search(text.plain) is not None


@lru_cache(maxsize=1)
def _learning() -> re.Pattern[str]:
    return one_of(lexicon("learning_words")["words"])
