"""To what did the learner say yes, in which words and when, and how do they take it back?"""

from collections.abc import Sequence
from datetime import datetime

from advisor.translations import translate
from advisor.vocabulary.learner import Fact, Slot

FILES = "files"
VERSION = "2026-11-22"
"""Of the words below: new words, new version; a yes holds for the words that were read."""
WORDS = (
    "I read your CV on this system, with fixed rules: what it says of work, skills, languages and schooling. I check a "
    "digital certificate for its signature, its validity and its issuer. Nobody else gets the file. The file and its "
    "text are deleted at once. I keep the list that I show you until you have answered, and then only what you confirm; "
    "of a certificate also its title and the result. You can take your yes back at any time: write /forget_cv."
)
YES = "Yes, read my file"
FORGET = "/forget_cv"
WITHDRAW = "withdraw"
"""What a message is about that takes the yes back."""
BY = "document"
"""Who stated a fact that the learner confirmed of a document."""


def words(language: str) -> str:
    """Give what somebody agrees to who hands in a file."""
    return translate(language, WORDS)


def given(language: str, now: datetime, turn: int) -> Fact:
    """Make the row that keeps a yes: to what, in which version and language, and when."""
    value: dict[str, str | float | None] = {
        "to": FILES,
        "version": VERSION,
        "language": language,
        "at": now.isoformat(timespec="seconds"),
    }
    return Fact(slot=Slot.CONSENT, value=value, turn=turn, by="choice", confirmed=True)


def stands(facts: Sequence[Fact]) -> bool:
    """Say whether the yes to files was given and not taken back; that to a counsellor is another (`inviting.py`)."""
    last = next((fact for fact in reversed(facts) if fact.slot is Slot.CONSENT and _to_files(fact)), None)
    return last is not None and last.value is not None


def _to_files(fact: Fact) -> bool:
    return not isinstance(fact.value, dict) or fact.value.get("to") == FILES


def taken_back(facts: Sequence[Fact], turn: int) -> tuple[Fact, ...]:
    """Take back the yes, and all that was confirmed of a document."""
    stated = {(fact.slot, str(fact.value)): fact for fact in facts if fact.by == BY and fact.value is not None}
    taken = (
        fact.model_copy(update={"turn": turn, "withdrawn": True} if fact.slot in ONE_BY_ONE else _nothing(turn))
        for fact in stated.values()
    )
    return (Fact(slot=Slot.CONSENT, value=None, words=FORGET, turn=turn, by="choice", confirmed=True), *taken)


ONE_BY_ONE = frozenset({Slot.BACKGROUND, Slot.HELD_SKILL, Slot.COMPLETED})
"""Slots that add: each value is taken back for itself; another slot is emptied."""


def _nothing(turn: int) -> dict[str, object]:
    return {"turn": turn, "value": None}
