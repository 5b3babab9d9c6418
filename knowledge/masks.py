"""Which offers keep the hard limits? Not stated never passes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from knowledge.money import within
from knowledge.transliteration import folded
from knowledge.vocabulary.credential import MicroCredential
from knowledge.vocabulary.opportunity import DeliveryMode, LearningOpportunity, Price, Support, TimeOfDay
from knowledge.vocabulary.search import Filters

K = TypeVar("K")
Mask = NDArray[np.bool_]
NOT_STATED = np.nan
FAR_AWAY = np.iinfo(np.int32).max


@dataclass(frozen=True)
class Offers:
    """The opportunities of a catalogue as columns: row i of each array is the same offer."""

    credential: NDArray[np.int32]
    """Row of the micro-credential in `records`; ascending, so that an offer's neighbours are of the same credential."""
    records: tuple[MicroCredential, ...]
    opportunities: tuple[LearningOpportunity, ...]
    hours: NDArray[np.float64]
    eqf_level: NDArray[np.float64]
    price: NDArray[np.int32]
    """Place in `prices`; -1 where not stated."""
    prices: tuple[Price, ...]
    languages: dict[str, Mask]
    modes: dict[DeliveryMode, Mask]
    times: dict[TimeOfDay, Mask]
    support: dict[Support, Mask]
    countries: dict[str, Mask]
    skills: dict[str, Mask]
    location: NDArray[np.int32]
    """Place in `locations`."""
    locations: tuple[str, ...]
    first_start: NDArray[np.int32]
    """Ordinal of the earliest start; 0 where one can start on any day, FAR_AWAY where not stated."""


def offers_of(records: Sequence[MicroCredential]) -> Offers:
    """Lay a catalogue out as columns."""
    pairs = [(row, record, offer) for row, record in enumerate(records) for offer in record.opportunities]
    prices = tuple(dict.fromkeys(o.price for _, _, o in pairs if o.price))
    price_place = {price: place for place, price in enumerate(prices)}
    locations = tuple(dict.fromkeys(folded(o.location) for _, _, o in pairs))
    location_place = {location: place for place, location in enumerate(locations)}
    return Offers(
        credential=np.array([row for row, _, _ in pairs], np.int32),
        records=tuple(records),
        opportunities=tuple(offer for _, _, offer in pairs),
        hours=_numbers([record.workload.hours for _, record, _ in pairs]),
        eqf_level=_numbers([record.eqf_level for _, record, _ in pairs]),
        price=np.array([price_place[o.price] if o.price else -1 for _, _, o in pairs], np.int32),
        prices=prices,
        languages=_columns([o.languages for _, _, o in pairs]),
        modes=_columns([o.modes for _, _, o in pairs]),
        times=_columns([o.schedule.times for _, _, o in pairs]),
        support=_columns([o.support for _, _, o in pairs]),
        countries=_columns([(o.provider.country.upper(),) for _, _, o in pairs]),
        skills=_columns([tuple(str(s.uri) for s in record.skills if s.uri) for _, record, _ in pairs]),
        location=np.array([location_place[folded(o.location)] for _, _, o in pairs], np.int32),
        locations=locations,
        first_start=np.array([_first_start(o) for _, _, o in pairs], np.int32),
    )


def mask_of(offers: Offers, filters: Filters) -> Mask:
    """Say for each offer whether it keeps every limit."""
    mask = np.ones(len(offers.opportunities), np.bool_)
    for name, limit in LIMITS.items():
        wanted = getattr(filters, name)
        if wanted is not None and wanted != ():
            mask &= limit(offers, filters)
    return mask


def _hours(offers: Offers, filters: Filters) -> Mask:
    return np.asarray(offers.hours <= (filters.max_hours or 0), np.bool_)


def _eqf_level(offers: Offers, filters: Filters) -> Mask:
    return np.asarray(offers.eqf_level <= (filters.max_eqf_level or 0), np.bool_)


def _price(offers: Offers, filters: Filters) -> Mask:
    if filters.max_price is None:
        return _nowhere(offers)
    kept = [within(price, filters.max_price, filters.currency) for price in offers.prices]
    # the last place answers for -1, the price that nobody stated
    return np.array([*kept, False], np.bool_)[offers.price]


def _languages(offers: Offers, filters: Filters) -> Mask:
    return _any(offers, offers.languages, filters.languages)


def _modes(offers: Offers, filters: Filters) -> Mask:
    return _any(offers, offers.modes, filters.modes)


def _times(offers: Offers, filters: Filters) -> Mask:
    return _any(offers, offers.times, (*filters.times, TimeOfDay.SELF_PACED))


def _support(offers: Offers, filters: Filters) -> Mask:
    mask = ~_nowhere(offers)
    for need in filters.support:
        mask &= _any(offers, offers.support, (need,))
    return mask


def _country(offers: Offers, filters: Filters) -> Mask:
    return _any(offers, offers.countries, ((filters.country or "").upper(),)) | _online(offers)


def _near(offers: Offers, filters: Filters) -> Mask:
    city = folded(filters.near or "").strip()
    there = np.array([bool(city) and _names_city(location, city) for location in offers.locations] or [False], np.bool_)
    near = there[offers.location] if len(offers.location) else _nowhere(offers)
    return np.asarray(near | _online(offers), np.bool_)


def _start_by(offers: Offers, filters: Filters) -> Mask:
    return np.asarray(offers.first_start <= (filters.start_by or date.min).toordinal(), np.bool_)


def _skills(offers: Offers, filters: Filters) -> Mask:
    return _any(offers, offers.skills, tuple(str(s) for s in filters.skills))


LIMITS: dict[str, Callable[[Offers, Filters], Mask]] = {
    "max_hours": _hours,
    "max_price": _price,
    "languages": _languages,
    "modes": _modes,
    "times": _times,
    "support": _support,
    "country": _country,
    "near": _near,
    "max_eqf_level": _eqf_level,
    "start_by": _start_by,
    "skills": _skills,
}
"""Field of Filters → the offers that keep it; `currency` belongs to `max_price`."""


def _online(offers: Offers) -> Mask:
    return _any(offers, offers.modes, (DeliveryMode.ONLINE,))


def _names_city(location: str, city: str) -> bool:
    """Find the city's name as whole words of the location."""
    letters = "".join(c if c.isalnum() else " " for c in location)
    wanted = "".join(c if c.isalnum() else " " for c in city)
    return f" {' '.join(wanted.split())} " in f" {' '.join(letters.split())} "


def _first_start(offer: LearningOpportunity) -> int:
    if offer.schedule.continuous:
        return 0
    return min((day.toordinal() for day in offer.schedule.start_dates), default=FAR_AWAY)


def _numbers(values: Sequence[float | None]) -> NDArray[np.float64]:
    """Columns of numbers; NaN, which is below no limit, where not stated."""
    return np.array([NOT_STATED if value is None else value for value in values], np.float64)


def _columns(values: Sequence[tuple[K, ...]]) -> dict[K, Mask]:
    columns: dict[K, Mask] = {}
    for row, stated in enumerate(values):
        for value in stated:
            columns.setdefault(value, np.zeros(len(values), np.bool_))[row] = True
    return columns


def _any(offers: Offers, columns: dict[K, Mask], wanted: Sequence[K]) -> Mask:
    mask = _nowhere(offers)
    for value in wanted:
        if value in columns:
            mask |= columns[value]
    return mask


def _nowhere(offers: Offers) -> Mask:
    return np.zeros(len(offers.opportunities), np.bool_)
