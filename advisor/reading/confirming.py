"""What of the skills that were shown does an answer confirm, and what does it deny?"""

import re
from collections.abc import Sequence

from advisor.reading.intents import LIMITS
from advisor.reading.words import Said, found, says
from advisor.vocabulary.blocks import SkillItem, SkillsBlock
from advisor.vocabulary.conversation import Conversation, Intent, Understanding
from advisor.vocabulary.learner import Evidence, Fact, Slot
from knowledge.library import Library
from knowledge.transliteration import folded

WORD = re.compile(r"[^\W\d_]{4,}")
STEM = 5
"""Letters by which inflected words are compared."""
NEAREST = 6
"""Skills nearest to what is excepted among which a shown one is looked for."""
LIKELY, SURE = 0.3, 0.8
"""Confidence from which words mean a skill that was shown, and one that was not."""
TOLD_BESIDE = frozenset({Slot.HELD_SKILL, Slot.NOT_HELD, Slot.BACKGROUND, Slot.EQF_LEVEL}) | LIMITS
CONFIRMING = "confirmed"
"""What such a message is about."""


def read_confirmed(
    text: Said, conversation: Conversation, turn: int, library: Library, *, limited: bool = False
) -> Understanding | None:
    """Read "yes", "that's right, except bookkeeping", "no, I never led people" after skills were shown.

    `limited`: the message states a limit, whose "not" ("10 hours, not 6") denies no skill.
    """
    shown = _shown(conversation)
    if not shown:
        return None
    yes, excepted = _starts_with_yes(text, apart=limited), _excepted(text)
    if not yes and (limited or not (excepted and says("confirm.no", text))):
        return None
    denied = _named(excepted, shown, implied(conversation, library), text.language, library) if excepted else ()
    words = " ".join(text.text.split())
    kept = [item for item in shown if item.uri not in denied] if yes else []
    skills = [uri for uri in denied if all(i.slot is Slot.HELD_SKILL for i in shown if i.uri == uri)]
    facts = (
        *(_yes(item, words, turn) for item in kept),
        *(Fact(slot=Slot.NOT_HELD, value=uri, words=words, turn=turn, confirmed=True) for uri in skills),
    )
    asks_on = not yes and _of_a_cv(conversation)  # of a CV, what is left is asked about
    return Understanding(
        intent=Intent.DOCUMENT if asks_on else Intent.ADVICE,
        about=CONFIRMING,
        facts=facts,
        targets=denied if asks_on else (),
        language=text.language,
    )


def _yes(item: SkillItem, words: str, turn: int) -> Fact:
    """State what a yes to an item states; what was read from a document keeps that as its origin."""
    if item.value is None:
        return Fact(slot=Slot.HELD_SKILL, value=_held(item), words=words, turn=turn, confirmed=True)
    return Fact(slot=item.slot, value=item.value, words=item.words, turn=turn, by="document", confirmed=True)


def with_more(confirmed: Understanding, told: Sequence[Fact]) -> Understanding:
    """Add what is told beside the answer: "that's right, and I know Italian too"."""
    known = {_skill(fact) for fact in confirmed.facts}
    more = [fact for fact in told if fact.slot in TOLD_BESIDE and _skill(fact) not in known]
    return confirmed.model_copy(update={"facts": (*confirmed.facts, *more)})


def _skill(fact: Fact) -> str:
    return str(fact.value.get("skill") if isinstance(fact.value, dict) else fact.value)


def _shown(conversation: Conversation) -> tuple[SkillItem, ...]:
    """Give what the last reply showed and nobody has confirmed."""
    replies = [turn.reply for turn in conversation.turns if turn.reply is not None]
    blocks = replies[-1].blocks if replies else ()
    return tuple(i for block in blocks if isinstance(block, SkillsBlock) for i in block.items if not i.confirmed)


def _of_a_cv(conversation: Conversation) -> bool:
    replies = [turn.reply for turn in conversation.turns if turn.reply is not None]
    blocks = replies[-1].blocks if replies else ()
    return any(isinstance(block, SkillsBlock) and block.source == "document" for block in blocks)


def _starts_with_yes(text: Said, *, apart: bool) -> bool:
    """Say whether it begins with a yes; beside a limit only one that stands apart: "može i online" accepts no skill."""
    start = re.search(r"\w", text.plain)
    ends = [m.end() for m in found("confirm.yes", text) if start and m.start() <= start.start() + 2]
    return bool(ends) and (not apart or not text.plain[max(ends) :].lstrip(" ")[:1].isalnum())


def _excepted(text: Said) -> str:
    """Give the words behind "except", "but not", "only … never"; all of them where it begins with "no"."""
    marks = [m.start() for m in found("confirm.except", text)]
    return text.plain[min(marks) :] if marks else ""


def _named(
    excepted: str, shown: Sequence[SkillItem], further: frozenset[str], language: str, library: Library
) -> tuple[str, ...]:
    """Find the skills that words speak of: shown ones by their own words, else by meaning one that the work speaks for."""
    said = _stems(excepted)
    shares = {item.uri: _share(said, item.label) for item in shown}
    best = max(shares.values(), default=0.0)
    if best:
        return tuple(uri for uri, share in shares.items() if share >= max(best * 0.75, 0.3))
    near = [str(m.uri) for m in library.nearest_skills(excepted, language, NEAREST) if m.confidence >= LIKELY]
    meant = [uri for uri in near if uri in shares or uri in further][:1]
    return tuple(meant or (str(m.uri) for m in library.skills_in(excepted, language, 3) if m.confidence >= SURE))


def implied(conversation: Conversation, library: Library) -> frozenset[str]:
    """List what the work that was told speaks for, shown or not."""
    jobs = [library.occupation(str(f.value)) for f in conversation.facts if f.slot is Slot.BACKGROUND and f.value]
    return frozenset(str(each.skill) for job in jobs if job for each in job.requirements)


def _share(said: frozenset[str], label: str) -> float:
    own = _stems(label)
    return len(said & own) / len(own) if own else 0.0


def _stems(text: str) -> frozenset[str]:
    return frozenset(word[:STEM] for word in WORD.findall(folded(text)))


def _held(item: SkillItem) -> dict[str, str | float | None]:
    return {"skill": item.uri, "evidence": Evidence.CONFIRMED.value, "label": item.label, "words": item.evidence}
