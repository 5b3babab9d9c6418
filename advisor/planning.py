"""Which pathway leads to the goal, within the limits, and is it the best one?"""

import hashlib
import json
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date

from advisor.checking import assumptions, checks
from advisor.considered import considered, left_out, not_stated
from advisor.dominance import preference
from advisor.gaps import goal_label
from advisor.greedy import greedy
from advisor.ground import Ground, ground_of
from advisor.limits import calendar_of, first_day
from advisor.locking import locked_checks
from advisor.offers import Offer
from advisor.ordering import line_of
from advisor.planning_model import Solution, solve
from advisor.prior import waived
from advisor.problem import closed, keeps
from advisor.reasons import Quotes, reasons
from advisor.relaxing import relaxations
from advisor.stacking import stacking
from advisor.steps import closed_by, coverage, steps_of, totals_of, uncovered
from advisor.variants import VARIANTS, lost, ways
from advisor.vocabulary.learner import LearnerProfile
from advisor.vocabulary.pathway import Pathway, PathwayStep, Proof, Relaxation
from advisor.vocabulary.planned import PathwayKind, PlannedPathway
from knowledge.library import Library

POOR = 0.5
"""Share of the missing weight below which a pathway is told with what would make it better."""
MOST_SWAPS = 3


def plan(profile: LearnerProfile, library: Library, today: date) -> PlannedPathway:
    """Plan the pathway: what is to be kept, most of the gap within every limit, then the cheapest, the shortest …

    Steps that one has to go to are all in one country. Where no language of teaching was stated, the learner's own is
    assumed, as long as something is taught in it. The same profile on the same catalogue version gives the same bytes;
    `today` changes them only where it must, and then the receipt too: when the learner set a date, or when a start
    that a step names has passed or comes nearer.
    """
    ground, best = _best(profile, library, today)
    return _written(ground, best, "recommended")


def alternatives(
    profile: LearnerProfile,
    library: Library,
    today: date,
    n: int = 3,
    kinds: Collection[PathwayKind] | None = None,
) -> tuple[PlannedPathway, ...]:
    """Plan up to `n` other pathways of these kinds (all where none are named), each better than the plan in its own way.

    They differ from the recommended one and from each other, and say what of the gap they leave open that it closes.
    """
    ground, best = _best(profile, library, today)
    found = ways(ground, best, VARIANTS if kinds is None else kinds, n) if best.chosen else ()
    return tuple(
        _written(ground, solution, kind).model_copy(update={"loses": lost(ground, best.chosen, solution.chosen)})
        for kind, solution in found
    )


def _best(profile: LearnerProfile, library: Library, today: date) -> tuple[Ground, Solution]:
    """Solve; where no way leads there in the assumed languages, because courses build on others, in any language."""
    ground = ground_of(profile, library, today)
    best = _solved(ground)
    if best.chosen or not ground.assumed:
        return ground, best
    wider = replace(ground, assumed=(), offers=ground.within(profile.constraints))
    return wider, _solved(wider)


def _solved(ground: Ground) -> Solution:
    """Solve; a set that closes next to nothing is no pathway, and what would help is told instead."""
    problem = ground.problem()
    best = solve(problem, greedy(problem))
    leads_somewhere = closed(best.chosen, ground.weights) >= ground.least or any(o.locked for o in best.chosen)
    return best if leads_somewhere else replace(best, chosen=())


def _written(ground: Ground, solution: Solution, kind: PathwayKind) -> PlannedPathway:
    profile, gap, library, today = ground.profile, ground.gap, ground.library, ground.today
    chosen = line_of(solution.chosen, calendar_of(profile.constraints, today))
    quotes = Quotes(library, ground.published)
    bare = steps_of(chosen, gap, profile, today)
    others = _swaps(chosen, ground)
    steps = tuple(
        step.model_copy(
            update={
                "reasons": reasons(offer, step, bare, quotes, profile.language, profile.eqf_level),
                "alternatives": others[offer.key],
            }
        )
        for offer, step in zip(chosen, bare, strict=True)
    )
    totals = totals_of(steps)
    relaxed = _relaxed(ground, solution) if kind == "recommended" else ()
    emptying = frozenset(r.constraint for r in relaxed)
    receipt = _receipt(profile, library.catalogue_version(), kind, _dates(profile, steps, today))
    pathway = Pathway(
        id=f"pathway-{receipt[:16]}",
        receipt=receipt,
        catalogue_version=library.catalogue_version(),
        goal=profile.goal,
        goal_label=goal_label(profile, library),
        gap=gap,
        steps=steps,
        totals=totals,
        coverage=coverage(gap, steps),
        uncovered=uncovered(gap, steps),
        constraints=(*checks(chosen, totals, profile, today, emptying), *locked_checks(ground, chosen)),
        relaxations=relaxed,
        waived=waived(ground, chosen, quotes),
        stacking=stacking(chosen, profile.completed, ground.published),
        assumptions=assumptions(steps, profile, language_matters=ground.language_matters),
        proof=Proof(optimal=solution.optimal, gap=solution.gap),
    )
    return PlannedPathway(
        pathway=pathway,
        citations=quotes.numbered(),
        kind=kind,
        considered=considered(ground),
        candidates=len(ground.offers),
        not_stated=not_stated(ground),
        left_out=left_out(ground) if kind == "recommended" else (),
    )


def _relaxed(ground: Ground, solution: Solution) -> tuple[Relaxation, ...]:
    won = closed(solution.chosen, ground.weights)
    return relaxations(ground, won) if won < POOR * ground.whole else ()


def _swaps(chosen: Sequence[Offer], ground: Ground) -> dict[tuple[str, str], tuple[str, ...]]:
    """Find for each step up to three other courses that close the same skills and keep every limit in its place."""
    taken = {o.record.id for o in chosen}
    closing, budget = closed_by(chosen, ground.gap), ground.budget
    others = sorted((o for o in ground.offers if o.record.id not in taken), key=preference)
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for offer, closes in zip(chosen, closing, strict=True):
        rest = [o for o in chosen if o is not offer]
        same = [o for o in others if closes and all(c.skill in o.covers for c in closes)]
        swaps: dict[str, None] = {}
        for other in same:
            if len(swaps) < MOST_SWAPS and str(other.record.id) not in swaps and keeps((*rest, other), budget):
                swaps[str(other.record.id)] = None
        found[offer.key] = tuple(swaps)
    return found


def _dates(profile: LearnerProfile, steps: Sequence[PathwayStep], today: date) -> list[object]:
    """List what of the calendar is in the pathway: starts and weeks, and the day where the learner set one."""
    limits = profile.constraints
    a_date = limits.start_by or limits.finish_by or limits.start_from
    return [
        *((step.starts, step.week_from, step.week_to) for step in steps),
        first_day(limits, today).isoformat() if a_date else None,
    ]


def _receipt(profile: LearnerProfile, version: int, kind: str, dates: list[object]) -> str:
    content = {"profile": profile.model_dump(mode="json"), "catalogue_version": version, "kind": kind, "dates": dates}
    canonical = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()
