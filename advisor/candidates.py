"""Which offers could close the gap within the hard limits?"""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np

from advisor.aims import Aims
from advisor.gaps import TEXT
from advisor.limits import charge, filters_of, first_day, in_time, keeping, still_to_come
from advisor.offers import Offer, mark_of, travel_of
from advisor.published import Published
from advisor.vocabulary.learner import Constraints, LearnerProfile
from advisor.vocabulary.pathway import SkillGap
from advisor.wholes import Wholes, wholes_of, with_wholes
from advisor.wishes import FAR_ABOVE, grade, wishes_of
from knowledge.library import Library
from knowledge.masks import Mask
from knowledge.money import convert
from knowledge.vocabulary.credential import MicroCredential, MicroCredentialId, PrerequisiteKind
from knowledge.vocabulary.opportunity import LearningOpportunity
from knowledge.vocabulary.search import Filters, Match, Question

MOST_FOLLOWED = 500
"""Offers up to which the skills are followed that one course asks for, which another brings that asks for others …"""
WORDS_LIMIT = 40
"""Search results that may close a need known by words only."""
SURE_ENOUGH = 30
"""Hundredths of confidence from which a course counts as teaching a skill."""


class Candidates:
    """The offers that a plan may choose from, under the learner's limits and under others; looked up once a plan."""

    def __init__(
        self,
        gap: SkillGap,
        profile: LearnerProfile,
        library: Library,
        today: date,
        held: Iterable[str],
        published: Published,
    ) -> None:
        self._gap, self._profile, self._library, self._today = gap, profile, library, today
        self._held, self._published = frozenset(held), published
        self._aims = Aims.of(gap, library, wishes_of(gap, profile, library))
        self._plain: dict[tuple[date, int], Offer | None] = {}

    def within(self, limits: Constraints) -> tuple[Offer, ...]:
        """List the offers within limits that close something, those to keep, and what these need before, by rank."""
        # what is taken from home need not state every need: only the mask knows that
        filters = filters_of(limits).model_copy(update={"support": ()})
        relevance = _relevance(self._gap, self._library, filters)
        mask = keeping(self._published.columns, limits)
        named = self._published.rows_of((*relevance.scores, *self._profile.locked))
        roots = self._kept([*np.flatnonzero(self._teaching & mask), *(r for r in named if mask[r])], limits)
        roots = {r: o for r, o in roots.items() if o.covers or o.locked or o.record.id in relevance.scores}
        found = self._completed(roots, mask, limits)
        dearest = max((o.cost for o in found), default=0)
        longest = max((o.minutes for o in found), default=0)
        counted = (_under(o, limits, relevance.scores, max(dearest, 1), max(longest, 1)) for o in found)
        return tuple(sorted(counted, key=lambda offer: offer.rank))

    @cached_property
    def _teaching(self) -> Mask:
        """Mark what teaches something that is missing."""
        return self._bringing({need.skill for need in self._gap.missing} | self._wholes.keys())

    @cached_property
    def _wholes(self) -> Wholes:
        return wholes_of(self._gap, self._library, self._published.columns.skills.keys())

    def _taught(self, record: MicroCredential) -> dict[str, int]:
        """Give what a course teaches, and what that is a part of."""
        return with_wholes(_skills(record), self._wholes)

    def _bringing(self, skills: AbstractSet[str]) -> Mask:
        columns = self._published.columns
        mask = np.zeros(len(columns.opportunities), np.bool_)
        for skill in skills & columns.skills.keys():
            mask |= columns.skills[skill]
        return mask

    def _completed(self, roots: dict[int, Offer], mask: Mask, limits: Constraints) -> Sequence[Offer]:
        """Add the courses that these require, and what brings the skills that they ask for; and so on for the added ones.

        Of a great many, what brings a skill is added for the first ones only: one step back, not a chain of them.
        """
        found, asked, open_ends = dict(roots), set[str](), list(roots.values())
        while open_ends:
            named = {course for offer in open_ends for course in offer.needs_courses}
            skills = {skill for offer in open_ends for skill in offer.needs_skills} - asked
            rows = [r for r in self._published.rows_of(sorted(named)) if mask[r] and r not in found]
            if not asked or len(found) < MOST_FOLLOWED:
                asked |= skills
                rows += [int(r) for r in np.flatnonzero(self._bringing(skills) & mask) if r not in found]
            added = self._kept(rows, limits)
            found |= added
            open_ends = list(added.values())
        return list(found.values())

    def _kept(self, rows: Iterable[int], limits: Constraints) -> dict[int, Offer]:
        """Give the offers of the rows that may be taken in time."""
        first = first_day(limits, self._today)
        offers = {int(row): self._plain_offer(int(row), first) for row in rows}
        return {row: o for row, o in offers.items() if o and in_time(o.record, o.opportunity, limits, first)}

    def _plain_offer(self, row: int, first: date) -> Offer | None:
        """Give an offer as it is under any limits; None where nothing would make the learner take it."""
        if (first, row) not in self._plain:
            self._plain[first, row] = self._made(row, first)
        return self._plain[first, row]

    def _made(self, row: int, first: date) -> Offer | None:
        columns, profile = self._published.columns, self._profile
        record = columns.records[columns.credential[row]]
        opportunity = still_to_come(columns.opportunities[row], self._today, first)
        unwanted = str(record.id) in self._held or str(record.id) in profile.not_wanted
        if opportunity is None or unwanted or not admits(record, profile.eqf_level):
            return None
        skills, cost, minutes = self._taught(record), _euro_cents(opportunity), _minutes(record)
        return Offer(
            record=record,
            opportunity=opportunity,
            covers=self._aims.covers(record, skills),
            teaches=frozenset(skills),
            needs_courses=tuple(sorted({str(c) for c in _courses_of(record) if self._is_needed(str(c))})),
            needs_skills=tuple(_skills_before(record, self._held)),
            cost=cost or 0,
            minutes=minutes or 0,
            mark=mark_of(record, opportunity),
            locked=str(record.id) in profile.locked,
            travel=travel_of(opportunity, None),
        )

    def _is_needed(self, course: str) -> bool:
        """Say whether a course that another one requires has to be taken.

        Not one that the learner has or brings all of, and only what is published: a withdrawn course can still be
        looked up, and not be taken.
        """
        record = self._published.records.get(course)
        return record is not None and course not in self._held and not _holds_all(record, self._held)


def _under(
    plain: Offer, limits: Constraints, relevance: dict[str, dict[str, int]], dearest: int, longest: int
) -> Offer:
    """Say what an offer counts under the limits; what nobody stated counts as the dearest and longest that is stated."""
    price, changes = plain.opportunity.price, dict[str, Any]()
    if plain.record.id in relevance:
        changes["covers"] = {**plain.covers, **relevance[plain.record.id]}
    if price is None or (plain.cost == 0 and _euro_cents(plain.opportunity) is None):
        changes["cost"] = dearest
    if plain.record.workload.hours is None:
        changes["minutes"] = longest
    if limits.max_price is not None and price and price.amount:
        changes["charge"] = charge(price, limits.max_price)
    if limits.near and plain.travel:
        changes["travel"] = travel_of(plain.opportunity, limits.near)
    return replace(plain, **changes) if changes else plain


def admits(record: MicroCredential, level: int | None) -> bool:
    """Say whether somebody of that level of education may take the course; where either is not stated, nobody knows."""
    asked = [p.reference for p in record.prerequisites if p.kind is PrerequisiteKind.EQF_LEVEL]
    return level is None or all(not one.isdecimal() or int(one) <= level for one in asked)


def _holds_all(record: MicroCredential, held: frozenset[str]) -> bool:
    """Say whether the learner brings all that a course states to teach: then it need not come before another."""
    taught = {str(s.uri) for s in record.skills if not s.inferred}
    return bool(taught) and taught <= held


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
            hundredths = grade(match.score, best)
            if hundredths and match.score >= FAR_ABOVE:
                matches.append(match)
                scores.setdefault(match.micro_credential.id, {})[need.skill] = hundredths
    return Relevance(tuple(matches), scores)


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
