"""Which courses could a plan be chosen from, what does each close, and which did a limit keep out?"""

import numpy as np

from advisor.ground import Ground
from advisor.limits import keeping, keeps_limits
from advisor.offers import Offer
from advisor.problem import closed
from advisor.vocabulary.learner import Constraints
from advisor.vocabulary.planned import Considered, LeftOut
from knowledge.vocabulary.credential import MicroCredential

MOST = 40
"""Courses that are listed."""
MOST_LEFT_OUT = 8
MOST_LOOKED_AT = 24


def considered(ground: Ground) -> tuple[Considered, ...]:
    """List the courses within the limits, what closes most first; the score is the share of the whole gap."""
    weights, whole = ground.weights, max(1, ground.whole)
    scored = [(round(closed((offer,), weights) / whole, 4), offer) for offer in ground.offers]
    best = sorted(scored, key=_by_score)[:MOST]
    return tuple(
        Considered(micro_credential_id=offer.key[0], opportunity_id=offer.key[1], score=score) for score, offer in best
    )


def not_stated(ground: Ground) -> dict[str, int]:
    """Count the courses within the limits that leave open what a plan is chosen by: level, price, hours."""
    return {
        "eqf_level": sum(offer.record.eqf_level is None for offer in ground.offers),
        "price": sum(offer.opportunity.price is None for offer in ground.offers),
        "hours": sum(offer.record.workload.hours is None for offer in ground.offers),
    }


def left_out(ground: Ground) -> tuple[LeftOut, ...]:
    """List the courses outside the limits that teach most of what is missing, each with the limits in its way."""
    columns = ground.published.columns
    inside = {offer.record.id for offer in ground.offers}
    worth = np.zeros(len(columns.opportunities))
    for skill in sorted(ground.weights.keys() & columns.skills.keys()):
        worth += ground.weights[skill] * columns.skills[skill]
    limits = _stated(ground)
    # dates are looked at course by course; the mask knows the other limits
    dated = limits.start_from is not None or limits.finish_by is not None
    kept = np.zeros(len(worth), np.bool_) if dated else keeping(columns, limits)
    outside = [(-worth[row], columns.records[columns.credential[row]]) for row in np.flatnonzero((worth > 0) & ~kept)]
    outside.sort(key=lambda pair: (pair[0], pair[1].id))
    records = dict.fromkeys(record for _, record in outside[:MOST_LOOKED_AT])
    found = [(str(record.id), _broken(record, limits, ground)) for record in records if record.id not in inside]
    listed = [LeftOut(micro_credential_id=each, limits=names) for each, names in found if names]
    return tuple(listed[:MOST_LEFT_OUT])


def _stated(ground: Ground) -> Constraints:
    limits = ground.profile.constraints
    return limits.model_copy(update={"languages": ground.assumed}) if ground.assumed else limits


def _broken(record: MicroCredential, limits: Constraints, ground: Ground) -> tuple[str, ...]:
    """List the limits that no way to take the course keeps, each tried alone."""
    alone = {name: limits.model_copy(update=_only(name)) for name in Constraints.model_fields}
    set_ones = {name: one for name, one in alone.items() if one != Constraints()}
    return tuple(name for name, one in set_ones.items() if not keeps_limits(record, one, ground.today))


def _only(name: str) -> dict[str, object]:
    """Say how all limits but one are lifted."""
    return {other: field.default for other, field in Constraints.model_fields.items() if other != name}


def _by_score(pair: tuple[float, Offer]) -> tuple[float, tuple[str, str]]:
    return -pair[0], pair[1].key
