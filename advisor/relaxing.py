"""Which wish empties the result, and what is the smallest change that helps?"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from advisor.checking import NOT_STATED, wanted_text
from advisor.greedy import greedy
from advisor.ground import Ground, problem_of
from advisor.limits import calendar_of, first_day
from advisor.offers import Offer
from advisor.ordering import line_of
from advisor.planning_model import solve
from advisor.problem import closed
from advisor.translations import translate
from advisor.vocabulary.learner import Constraints
from advisor.vocabulary.pathway import Relaxation
from advisor.widening import LIMITS, Limit

MOST_WHEN_EMPTY = 3
MOST_WHEN_POOR = 2
WORTH_SAYING = 0.1
"""Share of what is missing that another wish must gain to be mentioned beside a pathway."""
GAINS = "{share} % more of what is missing"
GAINS_TOGETHER = "{share} % more of what is missing, together with the other changes"


@dataclass(frozen=True)
class Change:
    won: int
    """What is closed with it, in the unit of closed()."""
    value: Any
    """The new limit; the lifted one where only offers help that do not state their part."""
    stated: bool = True


def relaxations(ground: Ground, reached: int) -> tuple[Relaxation, ...]:
    """Widen each limit alone, plan again for the smallest change, and say what it gains over what is `reached`.

    Without a pathway every limit that helps is told, the most helpful first, and where none helps alone, the fewest
    that help together. Beside a pathway only those are told that gain much.
    """
    limits = ground.profile.constraints
    names = [n for n in LIMITS if getattr(limits, n) not in (None, ()) or (n == "languages" and ground.assumed)]
    changes = [(name, _change(name, ground, reached)) for name in names]
    least = reached + (WORTH_SAYING * ground.whole if reached else 0)
    helpful = [(name, change) for name, change in changes if change and change.won > least]
    if not helpful and not reached:
        return _together(names, ground)
    helpful.sort(key=lambda pair: -pair[1].won)
    most = MOST_WHEN_POOR if reached else MOST_WHEN_EMPTY
    return tuple(_told(name, change, ground, change.won - reached, GAINS) for name, change in helpful[:most])


def _told(name: str, change: Change, ground: Ground, won: int, gains: str) -> Relaxation:
    limits, language = ground.profile.constraints, ground.profile.language
    if name == "languages" and ground.assumed:
        limits = limits.model_copy(update={"languages": ground.own_languages})
    new = limits.model_copy(update={name: change.value})
    to = wanted_text(name, new, language) if change.stated else translate(language, NOT_STATED)
    share = max(1, round(100 * won / ground.whole))
    return Relaxation(
        constraint=name,
        from_=wanted_text(name, limits, language),
        to=to,
        gains=translate(language, gains, share=share),
        value=new.model_dump(mode="json")[name] if change.stated else None,
    )


def _change(name: str, ground: Ground, reached: int) -> Change | None:
    """Find the smallest change of one limit that closes more; None where it does not help."""
    limit = LIMITS[name]
    wider = ground.profile.constraints.model_copy(update={name: limit.lifted})
    offers = ground.within(wider, () if name == "languages" else ground.assumed)
    sure = tuple(o for o in offers if limit.stated(o))
    change = _among(sure, limit, wider, ground, reached)
    if change is None and len(sure) < len(offers):
        problem = problem_of(offers, ground.weights, ground.budget_under(wider))
        won = closed(greedy(problem), ground.weights)
        return Change(won, limit.lifted, stated=False) if won >= _floor(ground, reached) else None
    return change


def _floor(ground: Ground, reached: int) -> int:
    """Give what has to be closed for a change to help."""
    return max(ground.least, reached + 1)


def _among(offers: tuple[Offer, ...], limit: Limit, wider: Constraints, ground: Ground, reached: int) -> Change | None:
    if limit.values:
        return _best_value(offers, limit, wider, ground, reached)
    problem = problem_of(offers, ground.weights, ground.budget_under(wider))
    start = greedy(problem)
    won = closed(start, ground.weights)
    floor = _floor(ground, reached)
    if won < floor or limit.needed is None:
        return None
    # beside a pathway the gain counts: keep it and make the number small; without one any course is a help
    order = tuple(dict.fromkeys((limit.smallest, "coverage")))
    chosen = solve(replace(problem, order=order, least_coverage=won if reached else floor), start).chosen
    limits = ground.profile.constraints
    first = first_day(wider, ground.today)
    needed = limit.needed(line_of(chosen, calendar_of(wider, ground.today)), limits, first)
    return Change(closed(chosen, ground.weights), needed)


def _best_value(
    offers: tuple[Offer, ...], limit: Limit, wider: Constraints, ground: Ground, reached: int
) -> Change | None:
    """Allow one value more: the one with which most is closed, of equal ones the first in the alphabet."""
    if limit.values is None:
        return None
    known = {o.key for o in ground.offers}
    old = ground.own_languages if limit.name == "languages" and ground.assumed else _old(limit, ground)
    best: Change | None = None
    allowed_already = set(old) if isinstance(old, tuple) else {old}
    for value in sorted({v for o in offers for v in limit.values(o)} - allowed_already):
        # what keeps the old limit may be there only because a course asks for it before
        wider_set = {value, *allowed_already}
        allowed = tuple(o for o in offers if o.key in known or not wider_set.isdisjoint(limit.values(o)))
        problem = problem_of(allowed, ground.weights, ground.budget_under(wider))
        won = closed(greedy(problem), ground.weights)
        if won >= max(_floor(ground, reached), best.won + 1 if best else 0):
            best = Change(won, (*old, value) if isinstance(old, tuple) else value)
    return best


def _old(limit: Limit, ground: Ground) -> Any:
    return getattr(ground.profile.constraints, limit.name)


def _together(names: Sequence[str], ground: Ground) -> tuple[Relaxation, ...]:
    """Lift every limit, put back each one that leaves something, and find the smallest change of those that remain."""
    stated = ground.profile.constraints
    lifted = {name: LIMITS[name].lifted for name in names}
    if ground.assumed:
        stated = stated.model_copy(update={"languages": ground.assumed})
    for name in reversed(names):
        tried = {n: v for n, v in lifted.items() if n != name}
        if _reachable(ground.under(stated.model_copy(update=tried))):
            lifted = tried
    told: list[tuple[str, Change]] = []
    limits = stated.model_copy(update=lifted)
    for name in lifted:
        limits = limits.model_copy(update={name: getattr(stated, name)})
        change = _change(name, ground.under(limits), 0)
        if change is None:
            return ()
        limits = limits.model_copy(update={name: change.value})
        told.append((name, change))
    return tuple(_told(name, change, ground, told[-1][1].won, GAINS_TOGETHER) for name, change in told)


def _reachable(ground: Ground) -> bool:
    return closed(greedy(ground.problem()), ground.weights) >= ground.least
