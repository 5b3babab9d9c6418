"""Which courses could a plan be chosen from, and what does each close?"""

from advisor.ground import Ground
from advisor.offers import Offer
from advisor.problem import closed
from advisor.vocabulary.planned import Considered

MOST = 40
"""Courses that are listed."""


def considered(ground: Ground) -> tuple[Considered, ...]:
    """List the courses within the limits, what closes most first; the score is the share of the whole gap."""
    weights, whole = ground.weights, max(1, ground.whole)
    scored = [(round(closed((offer,), weights) / whole, 4), offer) for offer in ground.offers]
    best = sorted(scored, key=_by_score)[:MOST]
    return tuple(
        Considered(micro_credential_id=offer.key[0], opportunity_id=offer.key[1], score=score) for score, offer in best
    )


def _by_score(pair: tuple[float, Offer]) -> tuple[float, tuple[str, str]]:
    return -pair[0], pair[1].key
