"""Which courses need not be taken, because of what the learner has already, and who decides on it?"""

from collections.abc import Iterator, Sequence

from advisor.gaps import PROVEN, held_skills
from advisor.ground import Ground
from advisor.offers import Offer
from advisor.reasons import Argument, Quotes
from advisor.vocabulary.learner import Evidence
from advisor.vocabulary.pathway import Waived
from knowledge.vocabulary.credential import MicroCredential, PrerequisiteKind

STRENGTH = tuple(Evidence)
"""From the weakest on."""


def waived(ground: Ground, chosen: Sequence[Offer], quotes: Quotes) -> tuple[Waived, ...]:
    """List what was taken before, and what the chosen courses ask for first and the learner brings all of."""
    records = ground.published.records
    sources = held_skills(ground.profile, ground.library)
    done = [records[c] for c in ground.profile.completed if c in records]
    brought = [r for r in _asked_for(chosen, ground) if r.id not in ground.profile.completed]
    told = [*((r, _shown(r, sources)) for r in done), *((r, _weakest(r, sources)) for r in brought)]
    once = {record.id: (record, evidence) for record, evidence in reversed(told)}
    return tuple(_waived(record, evidence, ground, quotes) for record, evidence in reversed(once.values()))


def _asked_for(chosen: Sequence[Offer], ground: Ground) -> Iterator[MicroCredential]:
    """Go through the courses that the chosen ones require and that are not among them."""
    taken = {offer.record.id for offer in chosen}
    for offer in chosen:
        for prerequisite in offer.record.prerequisites:
            course = ground.published.records.get(prerequisite.reference)
            if prerequisite.kind is PrerequisiteKind.COURSE and course is not None and course.id not in taken:
                yield course


def _weakest(record: MicroCredential, sources: dict[str, str]) -> str:
    """Give the weakest of what the skills of a course rest on; an occupation is no proof of a single skill."""
    found = [sources[str(s.uri)] for s in record.skills if str(s.uri) in sources]
    occupations = [source for source in found if source not in STRENGTH]
    return occupations[0] if occupations else min(found, key=_strength, default=Evidence.SAID.value)


def _shown(record: MicroCredential, sources: dict[str, str]) -> str:
    """Say of a course that was taken whether a document shows it; else it is the learner's word."""
    found = {sources.get(str(skill.uri), "") for skill in record.skills} & PROVEN
    return max(found, key=_strength, default=Evidence.SAID.value)


def _strength(source: str) -> int:
    return STRENGTH.index(Evidence(source))


def _waived(record: MicroCredential, evidence: str, ground: Ground, quotes: Quotes) -> Waived:
    language = ground.profile.language
    labels = [ground.library.label(str(s.uri), language) if s.uri else s.label for s in record.skills if not s.inferred]
    offering = next((o.provider.name for o in record.opportunities), "")
    return Waived(
        micro_credential_id=record.id,
        title=record.title,
        skills=tuple(dict.fromkeys(labels)),
        evidence=evidence,
        ask=record.awarding_body.name or offering,
        citation=quotes.reason(Argument("", record, "skills" if record.skills else "title")).citation,
    )
