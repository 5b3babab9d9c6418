"""Which offers could close the gap within the hard limits?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from advisor.gaps import SAID, TEXT
from advisor.limits import charge, filters_of, within_limits
from advisor.offers import Offer, mark_of, travel_of
from advisor.vocabulary.learner import LearnerProfile
from advisor.vocabulary.pathway import SkillGap, SkillNeed
from knowledge.library import Library
from knowledge.money import convert
from knowledge.vocabulary.credential import ConceptUri, MicroCredential, MicroCredentialId, PrerequisiteKind
from knowledge.vocabulary.opportunity import LearningOpportunity
from knowledge.vocabulary.search import Filters, Match, Question

EVERY = 100_000
"""Courses that a plan chooses from: all that teach something missing. A best of some would be no proven best."""
WORDS_LIMIT = 40
"""Search results that may close a need known by words only."""
FAR_ABOVE = 3.0
"""Standard deviations above a typical record from which a search result is about what was asked at all."""
GRADES = {0.85: 100, 0.7: 80, 0.6: 60}
"""Share of the best result's score → hundredths to which a result closes a need known by words."""
COMMON = 5
"""Occupations to which a skill is essential from which it belongs to no work in particular (team work, safety rules)."""
COMMON_AMONG = 100
"""Where very many occupations are known, one in so many must ask for it: of ESCO's 3,007 that is 30."""
SURE_ENOUGH = 30
"""Hundredths of confidence from which a course counts as teaching a skill."""


class Published:
    """What is published, by id, looked up at most once a plan."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._marks: dict[str, str] = {}

    @cached_property
    def records(self) -> dict[str, MicroCredential]:
        return {str(record.id): record for record in self._library.micro_credentials()}

    def mark(self, record: MicroCredential, opportunity: LearningOpportunity) -> str:
        if opportunity.id not in self._marks:
            self._marks[opportunity.id] = mark_of(record, opportunity)
        return self._marks[opportunity.id]


def candidates(
    gap: SkillGap,
    profile: LearnerProfile,
    library: Library,
    today: date,
    held: Iterable[str],
    published: Published,
) -> tuple[Offer, ...]:
    """List the offers within every limit that close something, those to keep, and the prerequisites that these need.

    They are sorted by rank.
    """
    filters = filters_of(profile.constraints)
    relevance = _relevance(gap, library, filters)
    taught = _teaching(gap, library, filters)
    records = {m.micro_credential.id: m.micro_credential for m in (*taught, *relevance.matches)}
    skills = frozenset(held)
    unwanted = skills.union(profile.not_wanted)
    records |= {r.id: r for r in map(published.records.get, profile.locked) if r}
    known = {r.id: r for r in records.values() if r.id not in unwanted}
    _add_courses_before(known, published)
    for match in _bringing(known, skills, library, filters):
        known.setdefault(match.micro_credential.id, match.micro_credential)
    required = _add_courses_before(known, published)
    waived = {str(r.id) for r in known.values() if _holds_all(r, skills)}
    wanted = [r for r in known.values() if r.id not in unwanted and admits(r, profile.eqf_level)]
    kept = within_limits(wanted, profile.constraints, today)
    aims = Aims.of(gap, library)
    offers = _offers(kept, aims, relevance.scores, skills, required - skills - waived, profile)
    marked = (replace(o, mark=published.mark(o.record, o.opportunity)) for o in offers)
    return tuple(sorted(marked, key=lambda offer: offer.rank))


def admits(record: MicroCredential, level: int | None) -> bool:
    """Say whether somebody of that level of education may take the course; where either is not stated, nobody knows."""
    asked = [p.reference for p in record.prerequisites if p.kind is PrerequisiteKind.EQF_LEVEL]
    return level is None or all(not one.isdecimal() or int(one) <= level for one in asked)


def _bringing(
    known: dict[MicroCredentialId, MicroCredential], held: frozenset[str], library: Library, filters: Filters
) -> Sequence[Match]:
    """List courses that bring the skills that others ask for, best covered first."""
    asked = sorted({skill for record in known.values() for skill in _skills_before(record, held)})
    return library.teaching([ConceptUri(skill) for skill in asked], filters, EVERY) if asked else ()


def _holds_all(record: MicroCredential, held: frozenset[str]) -> bool:
    """Say whether the learner brings all that a course states to teach: then it need not come before another."""
    taught = {str(s.uri) for s in record.skills if not s.inferred}
    return bool(taught) and taught <= held


def is_common(need: SkillNeed, library: Library) -> bool:
    """Say whether most work asks for the skill, so that learning it leads to this goal no more than to others."""
    least = max(COMMON, library.occupation_count() // COMMON_AMONG)
    return library.asked_by(need.skill) >= least and need.source != SAID


@dataclass(frozen=True)
class Aims:
    """What the goal asks for, by skill."""

    asked: frozenset[str]
    missing: frozenset[str]
    telling: frozenset[str]
    """Essential, missing, and asked for by few occupations: a course that teaches one is about this goal."""

    @classmethod
    def of(cls, gap: SkillGap, library: Library) -> "Aims":
        telling = {need.skill for need in gap.missing if need.essential and not is_common(need, library)}
        return cls(
            asked=frozenset(need.skill for need in gap.required),
            missing=frozenset(need.skill for need in gap.missing),
            telling=frozenset(telling),
        )

    def covers(self, record: MicroCredential, skills: dict[str, int]) -> dict[str, int]:
        """Give what a course closes; nothing where it is about something else and touches the goal only by the way.

        A course on container yards that mentions protective equipment is no step towards welding. Of what a provider
        states a quarter must be asked for, half where none of it tells this goal from others; of what we inferred we do
        not know how much is left unsaid, so something telling must be there.
        """
        tells = not self.telling.isdisjoint(skills)
        share = len(self.asked & skills.keys()) / len(skills) if skills else 0.0
        stated = any(not skill.inferred for skill in record.skills)
        about = share >= (1 / 4 if tells else 1 / 2) if stated else tells
        return {s: c for s, c in skills.items() if s in self.missing} if about else {}


def _offers(
    pairs: Sequence[tuple[MicroCredential, LearningOpportunity]],
    aims: Aims,
    relevance: dict[str, dict[str, int]],
    held: frozenset[str],
    required: frozenset[str],
    profile: LearnerProfile,
) -> tuple[Offer, ...]:
    """Turn records with their opportunities into offers; `required` are the courses that have to be taken first."""
    dearest = max((_euro_cents(o) or 0 for _, o in pairs), default=0)
    longest = max((_minutes(r) or 0 for r, _ in pairs), default=0)
    offers = []
    for record, opportunity in pairs:
        skills = _skills(record)
        cost, minutes = _euro_cents(opportunity), _minutes(record)
        offers.append(
            Offer(
                record=record,
                opportunity=opportunity,
                covers={**aims.covers(record, skills), **relevance.get(record.id, {})},
                teaches=frozenset(skills),
                needs_courses=tuple(sorted({str(c) for c in _courses_of(record)} & required)),
                needs_skills=tuple(_skills_before(record, held)),
                cost=max(dearest, 1) if cost is None else cost,
                minutes=max(longest, 1) if minutes is None else minutes,
                charge=charge(opportunity.price, profile.constraints.max_price),
                locked=str(record.id) in profile.locked,
                travel=travel_of(opportunity, profile.constraints.near),
            )
        )
    return tuple(offers)


@dataclass(frozen=True)
class Relevance:
    """What a search found for the needs known by words: need → record → hundredths."""

    matches: tuple[Match, ...]
    scores: dict[str, dict[str, int]]


def _relevance(gap: SkillGap, library: Library, filters: Filters) -> Relevance:
    matches: list[Match] = []
    scores: dict[str, dict[str, int]] = {}
    for need in gap.missing:
        if not need.skill.startswith(TEXT):
            continue
        # what is best of all, limits aside, says what "near" means: within limits the best may be beside the point
        best = max((m.score for m in library.search(Question(text=need.label, limit=1))), default=0.0)
        for match in library.search(Question(text=need.label, filters=filters, limit=WORDS_LIMIT)):
            share = match.score / best if best > 0 else 0.0
            grade = next((g for least, g in GRADES.items() if share >= least), 0)
            if grade and match.score >= FAR_ABOVE:
                matches.append(match)
                scores.setdefault(match.micro_credential.id, {})[need.skill] = grade
    return Relevance(tuple(matches), scores)


def _teaching(gap: SkillGap, library: Library, filters: Filters) -> Sequence[Match]:
    skills = [ConceptUri(need.skill) for need in gap.missing if not need.skill.startswith(TEXT)]
    return library.teaching(skills, filters, EVERY) if skills else ()


def _add_courses_before(known: dict[MicroCredentialId, MicroCredential], published: Published) -> frozenset[str]:
    """Complete the records with the courses that they require, and those that these require; give their ids.

    Only what is published: a withdrawn course can still be looked up, and not be taken.
    """
    open_ends, required = list(known.values()), set()
    while open_ends:
        for identifier in _courses_of(open_ends.pop()):
            if identifier in published.records:
                required.add(str(identifier))
                if identifier not in known:
                    known[identifier] = published.records[identifier]
                    open_ends.append(known[identifier])
    return frozenset(required)


def _courses_of(record: MicroCredential) -> list[MicroCredentialId]:
    return [
        MicroCredentialId(p.reference)
        for p in record.prerequisites
        if p.kind is PrerequisiteKind.COURSE and p.reference
    ]


def _skills(record: MicroCredential) -> dict[str, int]:
    """Give each skill that the record teaches with its confidence in hundredths, to the nearest five."""
    found: dict[str, int] = {}
    for skill in record.skills:
        confidence = 5 * round(skill.confidence * 20)
        if skill.uri and confidence >= SURE_ENOUGH:
            found[skill.uri] = max(confidence, found.get(skill.uri, 0))
    return found


def _skills_before(record: MicroCredential, held: frozenset[str]) -> list[str]:
    return sorted(
        {
            p.reference
            for p in record.prerequisites
            if p.kind is PrerequisiteKind.SKILL and p.reference and p.reference not in held
        }
    )


def _euro_cents(opportunity: LearningOpportunity) -> int | None:
    if opportunity.price is None:
        return None
    euros = convert(opportunity.price.amount, opportunity.price.currency, "EUR")
    return None if euros is None else round(euros * 100)


def _minutes(record: MicroCredential) -> int | None:
    return None if record.workload.hours is None else round(record.workload.hours * 60)
