"""Which offers would one take by always adding the one that closes most? The solver starts from it, and never ends worse."""

from collections.abc import Sequence

from advisor.dominance import preference
from advisor.offers import Offer
from advisor.ordering import provides, unmet
from advisor.problem import Problem, closed, keeps


def greedy(problem: Problem) -> tuple[Offer, ...]:
    """Add, as long as the limits allow and something is gained, the offer that closes most, the cheaper and shorter first."""
    chosen = _kept(problem)
    while True:
        bundles = [_with_prerequisites(offer, chosen, problem.offers) for offer in problem.offers if offer.covers]
        gains = [(_gain(bundle, chosen, problem), bundle) for bundle in bundles if bundle]
        fitting = sorted(((g, b) for g, b in gains if g[0] < 0), key=lambda pair: pair[0])
        added = next((b for _, b in fitting if keeps((*chosen, *b), problem.budget)), None)
        if added is None:
            return chosen
        chosen = (*chosen, *added)


def _kept(problem: Problem) -> tuple[Offer, ...]:
    """Begin with the courses that the learner wants to keep, as many as the limits allow."""
    chosen: tuple[Offer, ...] = ()
    for offer in sorted((o for o in problem.offers if o.locked), key=preference):
        bundle = () if offer in chosen else _with_prerequisites(offer, chosen, problem.offers)
        if bundle and keeps((*chosen, *bundle), problem.budget):
            chosen = (*chosen, *bundle)
    return chosen


def _gain(
    bundle: Sequence[Offer], chosen: Sequence[Offer], problem: Problem
) -> tuple[int, int, int, tuple[str, str, str]]:
    """Weigh a bundle: what it closes more (negative, most first), its price, its minutes, its rank."""
    touched = {s: problem.weights[s] for offer in bundle for s in offer.covers if s in problem.weights}
    more = closed((*chosen, *bundle), touched) - closed(chosen, touched)
    return (-more, sum(o.cost for o in bundle), sum(o.minutes for o in bundle), bundle[0].rank)


def _with_prerequisites(offer: Offer, chosen: Sequence[Offer], offers: Sequence[Offer]) -> tuple[Offer, ...]:
    """Give the offer with the cheapest offers that meet what it requires; empty where that is impossible."""
    bundle: tuple[Offer, ...] = (offer,)
    while True:
        taken = (*chosen, *bundle)
        if len({o.record.id for o in taken}) < len(taken):
            return ()
        missing = [(o, r) for o in bundle for r in unmet(o, [other for other in taken if other is not o])]
        if not missing:
            return bundle
        helping = [o for o in offers if provides(o, missing[0][1]) and o is not missing[0][0]]
        if not helping:
            return ()
        bundle = (*bundle, min(helping, key=lambda o: (o.cost, o.minutes, o.rank)))
