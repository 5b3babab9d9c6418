"""In which order can chosen offers be taken?"""

from collections.abc import Sequence
from math import inf

from advisor.candidates import Offer


def ordered(offers: Sequence[Offer]) -> tuple[Offer, ...]:
    """Put prerequisites first, then the lower level, then the shorter course; what cannot be placed is left out."""
    placed: list[Offer] = []
    waiting = sorted(offers, key=_easier)
    while ready := [offer for offer in waiting if not unmet(offer, placed)]:
        placed.append(ready[0])
        waiting.remove(ready[0])
    return tuple(placed)


def stuck(offers: Sequence[Offer]) -> tuple[Offer, ...]:
    """List the offers whose prerequisites none of the others brings in time."""
    placed = {offer.key for offer in ordered(offers)}
    return tuple(offer for offer in offers if offer.key not in placed)


def unmet(offer: Offer, before: Sequence[Offer]) -> tuple[str, ...]:
    """List the courses and skills that the offer requires and that do not come before it."""
    courses = {str(o.record.id) for o in before}
    skills = frozenset[str]().union(*(o.teaches for o in before))
    return tuple(c for c in offer.needs_courses if c not in courses) + tuple(
        s for s in offer.needs_skills if s not in skills
    )


def provides(offer: Offer, requirement: str) -> bool:
    """Say whether taking the offer meets the requirement, a course or a skill."""
    return offer.record.id == requirement or requirement in offer.teaches


def _easier(offer: Offer) -> tuple[float, int, tuple[str, str]]:
    level = offer.record.eqf_level
    return (inf if level is None else level, offer.minutes, offer.key)
