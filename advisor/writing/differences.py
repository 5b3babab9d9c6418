"""What differs between two pathways, in a sentence?"""

from collections.abc import Sequence

from advisor.translations import count, translate
from advisor.vocabulary.pathway import Pathway, PathwayStep
from advisor.writing import words

COVERS = "it covers {now} % of what is missing instead of {before} %"
ENTERS = "new: {titles}"
LEAVES = "no longer in it: {titles}"
SOONER = "{n} week sooner|{n} weeks sooner"
LATER = "{n} week later|{n} weeks later"
ENOUGH = 0.01
"""Difference of coverage that is told."""


def difference(language: str, before: Pathway, now: Pathway) -> list[str]:
    """List what becomes less or more, how much of the gap is covered, and which courses come and go."""
    return [*figures(language, before, now), *courses(language, before, now)]


def figures(language: str, before: Pathway, now: Pathway) -> list[str]:
    told = [*words.changes(language, before.totals, now.totals), *_weeks(language, before, now)]
    shares = [share(before), share(now)]
    if abs(shares[0] - shares[1]) >= ENOUGH:
        told.append(translate(language, COVERS, now=round(shares[1] * 100), before=round(shares[0] * 100)))
    return told


def courses(language: str, before: Pathway, now: Pathway) -> list[str]:
    """Name the courses that enter and leave; nothing where all are others."""
    enters, leaves = _not_in(now.steps, before.steps), _not_in(before.steps, now.steps)
    told = [translate(language, ENTERS, titles=words.listed(language, enters))] if enters else []
    return told + ([translate(language, LEAVES, titles=words.listed(language, leaves))] if leaves else [])


def _not_in(some: Sequence[PathwayStep], others: Sequence[PathwayStep]) -> list[str]:
    known = {step.micro_credential_id for step in others}
    return [f"“{step.title}”" for step in some if step.micro_credential_id not in known]


def _weeks(language: str, before: Pathway, now: Pathway) -> list[str]:
    if before.totals.weeks is None or now.totals.weeks is None or before.totals.weeks == now.totals.weeks:
        return []
    if not all(any(step.week_to is not None for step in each.steps) for each in (before, now)):
        return []
    message = SOONER if now.totals.weeks < before.totals.weeks else LATER
    return [count(language, message, abs(now.totals.weeks - before.totals.weeks))]


def share(found: Pathway) -> float:
    """Give the share of all that the goal asks for that is held or closed by a step."""
    if found.gap.required:
        whole = sum(need.weight for need in found.gap.required)
        left = sum(need.weight for need in found.uncovered)
        return 1 - left / whole if whole else 1.0
    return found.coverage.essential
