"""Which offers could close the gap within the hard limits?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

import numpy as np

from advisor.gaps import TEXT
from advisor.limits import charge, filters_of, within_limits
from advisor.vocabulary.learner import LearnerProfile
from advisor.vocabulary.pathway import SkillGap
from knowledge.errors import NotFound
from knowledge.library import Library
from knowledge.money import convert
from knowledge.vocabulary.credential import ConceptUri, MicroCredential, MicroCredentialId, PrerequisiteKind
from knowledge.vocabulary.opportunity import LearningOpportunity
from knowledge.vocabulary.search import Filters, Match, Question

WORDS_LIMIT = 40
"""Search results that may close a need known by words only."""
NEAR_ENOUGH = 0.6
"""Share of the best score that a search result needs to close a need known by words."""
SURE_ENOUGH = 30
"""Hundredths of confidence from which a course counts as teaching a skill."""


@dataclass(frozen=True)
class Offer:
    """One way to take one micro-credential, with what it closes and what it costs, in whole numbers for the solver."""

    record: MicroCredential
    opportunity: LearningOpportunity
    covers: dict[str, int] = field(default_factory=dict)
    """Missing skill → hundredths of confidence."""
    teaches: frozenset[str] = frozenset()
    needs_courses: tuple[str, ...] = ()
    needs_skills: tuple[str, ...] = ()
    cost: int = 0
    """Euro cents, to compare only; a price that nobody stated counts as the dearest stated one."""
    minutes: int = 0
    """Minutes, to compare only; hours that nobody stated count as the longest stated ones."""
    charge: Decimal = Decimal(0)
    """What counts against the learner's price limit, in its currency."""

    @property
    def key(self) -> tuple[str, str]:
        return (self.record.id, self.opportunity.id)

    @property
    def quality(self) -> int:
        """Count what is stated of how the learning is tested and assured."""
        return (self.record.assessment is not None) + (self.record.quality_assurance is not None)

    @property
    def currency(self) -> str:
        return self.opportunity.price.currency if self.opportunity.price else ""

    @property
    def stacks(self) -> int:
        return int(bool(self.record.stacks_into))


def candidates(
    gap: SkillGap,
    profile: LearnerProfile,
    library: Library,
    today: date,
    held: Iterable[str],
    limit: int = 200,
) -> tuple[Offer, ...]:
    """List the offers within every limit that close something, and the prerequisites that those need; sorted by id."""
    filters = filters_of(profile.constraints)
    relevance = _relevance(gap, library, filters, limit)
    taught = _teaching(gap, library, filters, limit)
    records = {m.micro_credential.id: m.micro_credential for m in (*taught, *relevance.matches)}
    closing = [r for r in records.values() if r.id not in profile.not_wanted]
    known = {r.id: r for r in closing}
    _add_prerequisites(known, library, frozenset(profile.not_wanted))
    kept = within_limits(tuple(sorted(known.values(), key=lambda r: r.id)), profile.constraints, today)
    return offers_of_pairs(kept, gap, relevance.scores, frozenset(held), profile)


def offers_of_pairs(
    pairs: Sequence[tuple[MicroCredential, LearningOpportunity]],
    gap: SkillGap,
    relevance: dict[str, dict[str, int]],
    held: frozenset[str],
    profile: LearnerProfile,
) -> tuple[Offer, ...]:
    """Turn records with their opportunities into offers."""
    missing = frozenset(need.skill for need in gap.missing)
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
                covers={**{s: c for s, c in skills.items() if s in missing}, **relevance.get(record.id, {})},
                teaches=frozenset(skills),
                needs_courses=tuple(_courses_before(record, held)),
                needs_skills=tuple(_skills_before(record, held)),
                cost=max(dearest, 1) if cost is None else cost,
                minutes=max(longest, 1) if minutes is None else minutes,
                charge=charge(opportunity.price, profile.constraints.max_price),
            )
        )
    return tuple(sorted(offers, key=lambda offer: offer.key))


@dataclass(frozen=True)
class Relevance:
    """What a search found for the needs known by words: need → record → hundredths."""

    matches: tuple[Match, ...]
    scores: dict[str, dict[str, int]]


def _relevance(gap: SkillGap, library: Library, filters: Filters, limit: int) -> Relevance:
    matches: list[Match] = []
    scores: dict[str, dict[str, int]] = {}
    for need in gap.missing:
        if not need.skill.startswith(TEXT):
            continue
        found = library.search(Question(text=need.label, filters=filters, limit=min(limit, WORDS_LIMIT)))
        best = max((m.score for m in found), default=0.0)
        for match in found:
            share = match.score / best if best > 0 else 0.0
            if share >= NEAR_ENOUGH:
                matches.append(match)
                scores.setdefault(match.micro_credential.id, {})[need.skill] = 10 * round(10 * share)
    return Relevance(tuple(matches), scores)


def _teaching(gap: SkillGap, library: Library, filters: Filters, limit: int) -> Sequence[Match]:
    skills = [ConceptUri(need.skill) for need in gap.missing if not need.skill.startswith(TEXT)]
    return library.teaching(skills, filters, limit) if skills else ()


def _add_prerequisites(
    known: dict[MicroCredentialId, MicroCredential], library: Library, turned_down: frozenset[str]
) -> None:
    """Complete the records with the courses that they require, and those that these require."""
    open_ends = list(known.values())
    while open_ends:
        for prerequisite in open_ends.pop().prerequisites:
            identifier = MicroCredentialId(prerequisite.reference)
            if prerequisite.kind is not PrerequisiteKind.COURSE or identifier in known or identifier in turned_down:
                continue
            try:
                known[identifier] = library.find(identifier)
            except NotFound:
                continue
            open_ends.append(known[identifier])


def _skills(record: MicroCredential) -> dict[str, int]:
    """Give each skill that the record teaches with its confidence in hundredths, to the nearest five."""
    found: dict[str, int] = {}
    for skill in record.skills:
        confidence = 5 * round(skill.confidence * 20)
        if skill.uri and confidence >= SURE_ENOUGH:
            found[skill.uri] = max(confidence, found.get(skill.uri, 0))
    return found


def _courses_before(record: MicroCredential, held: frozenset[str]) -> list[str]:
    """List the courses to take before, without those that the learner has or need not take."""
    return sorted(
        {
            p.reference
            for p in record.prerequisites
            if p.kind is PrerequisiteKind.COURSE and p.reference and p.reference not in held
        }
    )


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


def undominated(offers: Sequence[Offer], *, one_currency: bool = False) -> tuple[Offer, ...]:
    """Leave out each offer that another one can always replace: it teaches no more, costs and takes no less.

    The other one needs no more before, and is preferred by the planner's whole order, so the optimum stays the same.
    Offers that another one requires stay. With `one_currency`, paid offers replace only those of their own currency.
    """
    if not offers:
        return ()
    required = frozenset(c for o in offers for c in o.needs_courses)
    asked = frozenset(s for o in offers for s in o.needs_skills)
    skills = sorted({s for o in offers for s in o.covers})
    place = {s: i for i, s in enumerate(skills)}
    covers = np.zeros((len(offers), max(len(skills), 1)), np.int16)
    for row, offer in enumerate(offers):
        for skill, confidence in offer.covers.items():
            covers[row, place[skill]] = confidence
    cost = np.array([o.cost for o in offers])
    minutes = np.array([o.minutes for o in offers])
    kept = []
    for row, offer in enumerate(offers):
        if offer.record.id in required:
            kept.append(offer)
            continue
        better = (cost <= cost[row]) & (minutes <= minutes[row]) & (covers >= covers[row]).all(axis=1)
        better[row] = False
        if not any(
            _replaces(offers[int(other)], offer, asked, one_currency=one_currency) for other in np.flatnonzero(better)
        ):
            kept.append(offer)
    return tuple(kept)


def _replaces(other: Offer, offer: Offer, asked: frozenset[str], *, one_currency: bool) -> bool:
    if not set(other.needs_courses) <= set(offer.needs_courses) or not set(other.needs_skills) <= set(
        offer.needs_skills
    ):
        return False
    if not (offer.teaches & asked) <= other.teaches or other.charge > offer.charge:
        return False
    if one_currency and other.charge and other.currency != offer.currency:
        return False
    return preference(other) < preference(offer)


def preference(offer: Offer) -> tuple[int, int, int, int, tuple[str, str]]:
    """Order offers that close the same: the cheaper, the shorter, the better assured, the stackable, the first by id."""
    return (offer.cost, offer.minutes, -offer.quality, -offer.stacks, offer.key)
