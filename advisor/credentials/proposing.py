"""Which skills does a certificate speak for?"""

from collections.abc import Iterator, Sequence

from advisor.credentials.examined import Achievement, Examined
from advisor.vocabulary.blocks import SkillItem
from advisor.vocabulary.credential import Worth
from knowledge.library import Library

NAMED, ALIKE = 1.0, 0.7
"""Confidence of a skill that the certificate names, and the most that its words alone can give."""
NEAR_ENOUGH = 0.6
"""Confidence from which the words of a certificate mean a skill: below it, it is one that is taught beside it."""
MOST_BY_WORDS = 4
MOST = 8


def proposed(certificates: Sequence[Examined], library: Library, language: str) -> tuple[SkillItem, ...]:
    """List the skills that the certificates that count for something speak for, none of them confirmed yet."""
    found: dict[str, SkillItem] = {}
    for one in certificates:
        if one.check.worth is Worth.NOTHING:
            continue
        for uri, confidence in spoken_for(one.achievement, library):
            found.setdefault(uri, _item(uri, confidence, one, library, language))
    return tuple(found.values())[:MOST]


def spoken_for(achievement: Achievement, library: Library) -> Iterator[tuple[str, float]]:
    """Give what is named first; the words are asked only where nothing that we know is named."""
    named = list(dict.fromkeys(_named(achievement, library)))
    if named:
        yield from ((uri, NAMED) for uri in named)
        return
    for text in (achievement.title, f"{achievement.description}\n{achievement.criteria}".strip()):
        if text:
            matches = library.skills_in(text, achievement.language or None, MOST_BY_WORDS)
            yield from ((str(m.uri), min(ALIKE, m.confidence)) for m in matches if m.confidence >= NEAR_ENOUGH)


def _named(achievement: Achievement, library: Library) -> Iterator[str]:
    """Find each alignment among our skills, by its address or by its very name."""
    for alignment in achievement.alignments:
        skill = library.skill(alignment.address) or library.skill(alignment.name)
        if skill is not None:
            yield str(skill.concept_uri)


def _item(uri: str, confidence: float, one: Examined, library: Library, language: str) -> SkillItem:
    label = library.label(uri, language)
    return SkillItem(uri=uri, label=label, confidence=confidence, evidence=source(one), confirmed=False)


def source(one: Examined) -> str:
    """Name the certificate as the evidence of a skill."""
    issuer = one.check.issuer_name or one.check.issuer
    return ", ".join(part for part in (f"“{one.check.title}”" if one.check.title else "", issuer) if part)
