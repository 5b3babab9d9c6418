"""What does a provider's "you need first …" refer to: a course, a skill, a level, or only words?"""

import re
from collections.abc import Callable, Iterable

from knowledge.submissions.describing import SkillResolver
from knowledge.submissions.identifiers import micro_credential_id
from knowledge.transliteration import folded
from knowledge.vocabulary.credential import MicroCredential, MicroCredentialId, Prerequisite, PrerequisiteKind

_LEVEL = re.compile(r"^(?:EQF|EQR)\s*(?:level|nivo|razina|niveau)?\s*([1-8])$", re.IGNORECASE)
CourseFinder = Callable[[str, str], MicroCredentialId | None]
"""Provider's name and a course's external id or title → the course's identifier."""


def course_finder(records: Iterable[MicroCredential]) -> CourseFinder:
    """Look courses up among the same provider's, by external id first, then by title."""
    by_id: dict[str, MicroCredentialId] = {}
    by_title: dict[tuple[str, str], MicroCredentialId] = {}
    for record in records:
        by_id.setdefault(record.id, record.id)
        by_title.setdefault((folded(_provider(record)), folded(record.title)), record.id)

    def find(provider: str, named: str) -> MicroCredentialId | None:
        return by_id.get(micro_credential_id(provider, named)) or by_title.get((folded(provider), folded(named)))

    return find


def with_references(record: MicroCredential, find: CourseFinder, resolve_skill: SkillResolver) -> MicroCredential:
    """Give the record with its prerequisites resolved as far as they can be."""
    if not record.prerequisites:
        return record
    provider = _provider(record) or record.awarding_body.name
    resolved = tuple(_resolved(item.text, record.id, provider, find, resolve_skill) for item in record.prerequisites)
    return record.model_copy(update={"prerequisites": resolved})


def _resolved(
    text: str, own: MicroCredentialId, provider: str, find: CourseFinder, resolve_skill: SkillResolver
) -> Prerequisite:
    if level := _LEVEL.match(text):
        return Prerequisite(kind=PrerequisiteKind.EQF_LEVEL, text=text, reference=level[1])
    course = find(provider, text)
    if course and course != own:
        return Prerequisite(kind=PrerequisiteKind.COURSE, text=text, reference=course)
    if skill := resolve_skill(text):
        return Prerequisite(kind=PrerequisiteKind.SKILL, text=text, reference=skill)
    return Prerequisite(kind=PrerequisiteKind.TEXT, text=text)


def _provider(record: MicroCredential) -> str:
    return next((opportunity.provider.name for opportunity in record.opportunities), "")
