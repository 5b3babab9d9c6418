"""Which course does a draft describe, once its text fields are believed?"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar
from urllib.parse import urlsplit

from knowledge.formats.cleaning import clean, clean_description, hides_text, is_boilerplate, without_entities
from knowledge.submissions import numbers
from knowledge.submissions.durations import hours_of
from knowledge.submissions.rules import finding
from knowledge.submissions.words import (
    COUNTRIES,
    CURRENCY_OF_COUNTRY,
    DOLLARS,
    LANGUAGES,
    MODES,
    SUPPORT,
    TIMES,
    UNSTATED,
    plain,
    times_and_forms,
)
from knowledge.vocabulary.opportunity import DeliveryMode, Price, Schedule, Support, TimeOfDay
from knowledge.vocabulary.submission import CourseDraft, Finding

LONGEST_FIELD = 4_000
MOST_HOURS, MANY_HOURS, MOST_ECTS = 10_000, 1_500, 300
_LONGEST_PLACEHOLDER = 30
_AND = re.compile(r"\s*[&+]\s*|\s+(?:and|und|i|dan|dhe|et|y|e|и)\s+", re.IGNORECASE)
_BESIDE = {"mode": "schedule", "schedule": "mode"}
_RUNNING_TEXT = frozenset({"description", "further_information"})
Choice = TypeVar("Choice", bound=StrEnum)


@dataclass
class DraftReader:
    """Reads the fields of one draft and notes what was found on the way."""

    draft: CourseDraft
    columns: Mapping[str, str] = field(default_factory=dict)
    """Our column → the heading in the file, for the findings."""
    findings: list[Finding] = field(default_factory=list)

    def note(self, code: str, column: str, value: str = "", evidence: str = "", **more: str) -> None:
        found = finding(code, row=self.draft.row, field=column, value=value, evidence=evidence, **more)
        self.findings.append(found.model_copy(update={"column": self.columns.get(column, "")}))

    def text(self, column: str) -> str:
        """Give the cleaned text of a field; empty where nothing is stated."""
        raw = self.draft.fields.get(column, "")
        if not raw:
            return ""
        running = column in _RUNNING_TEXT
        if (running or not raw.isascii()) and hides_text(raw):
            self.note("hidden_text", column, evidence=clean(raw))
        text = clean_description(raw) if running else clean(without_entities(raw))
        return text if len(text) <= LONGEST_FIELD else self._cut(column, text)

    def _cut(self, column: str, text: str) -> str:
        self.note("cut", column, f"{len(text):,}", most=f"{LONGEST_FIELD:,}", evidence=text)
        return text[:LONGEST_FIELD].rsplit(None, 1)[0]

    def items(self, column: str) -> tuple[str, ...]:
        """Give the items of a list without repetitions; a dash alone is none."""
        items = (clean(item) for item in self.text(column).split("|"))
        return tuple(dict.fromkeys(item for item in items if any(c.isalnum() for c in item)))

    def stated(self, column: str) -> str:
        """Give a short field; 'n/a', 'on request' and their like are nothing stated."""
        text = self.text(column)
        return "" if is_unstated(text) else text


def is_unstated(text: str) -> bool:
    """Say whether a short text only says that nothing is stated: 'n/a', 'tba', a dash."""
    return len(text) <= _LONGEST_PLACEHOLDER and (plain(text) in UNSTATED or not any(c.isalnum() for c in text))


def read_description(reader: DraftReader, title: str) -> str:
    """Give the description; boilerplate that tells nothing of the course counts as not stated."""
    text = reader.stated("description")
    if text and (is_boilerplate(text) or text.casefold().strip(" .") == title.casefold().strip(" .")):
        reader.note("boilerplate_description", "description", text)
        return ""
    return text


def read_country(reader: DraftReader) -> str:
    text = reader.stated("country")
    code = COUNTRIES.get(plain(text), "")
    if text and not code:
        reader.note("unknown_country", "country", text)
    return code


def read_url(reader: DraftReader) -> str:
    """Give an https or http address of a named host; it is shown to people and never fetched."""
    text = reader.stated("url")
    address = text if "://" in text or not text else f"https://{text}"
    if text and not _is_public(address):
        reader.note("unsafe_address", "url", text)
        return ""
    return address


def _is_public(address: str) -> bool:
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return False
    named = "." in host and not host.endswith((".local", ".localhost", ".internal")) and any(c.isalpha() for c in host)
    clean_text = not any(c.isspace() or c in "<>\"'`\\" for c in address)
    return parts.scheme in {"https", "http"} and named and clean_text and not parts.username and "0x" not in host


def read_hours(reader: DraftReader) -> float | None:
    value = _plausible(reader, "hours", numbers.hours, MOST_HOURS)
    text = reader.stated("hours")
    if value is not None and (found := hours_of(text)) and found.how:
        reader.note(f"hours_{found.how}", "hours", text, hours=f"{value:g}")
    if value is not None and value > MANY_HOURS:
        reader.note("long_for_a_micro_credential", "hours", f"{value:g}")
    return value


def read_ects(reader: DraftReader) -> float | None:
    return _plausible(reader, "ects", numbers.ects, MOST_ECTS)


def _plausible(reader: DraftReader, column: str, read: Callable[[str], Decimal | None], most: int) -> float | None:
    text = reader.stated(column)
    value = read(text) if text else None
    if value is not None and 0 < value <= most:
        return round(float(value), 2)
    if text:
        kind = "unreadable" if value is None else "negative" if value < 0 else "implausible"
        reader.note(f"{kind}_{column}", column, text)
    return None


def read_level(reader: DraftReader) -> int | None:
    text = reader.stated("eqf_level")
    value = numbers.level(text) if text else None
    if value is not None and 1 <= value <= 8:
        return value
    if text:
        reader.note("unreadable_eqf_level" if value is None else "implausible_eqf_level", "eqf_level", text)
    return None


def read_price(reader: DraftReader, country: str) -> Price | None:
    """Give the price where both amount and currency are sure; an unknown currency keeps the row out."""
    text, stated_currency = reader.stated("price"), reader.stated("currency")
    if not text:
        return None
    found = numbers.amount(text)
    if found is None or found.number < 0:
        reader.note("unreadable_price" if found is None else "negative_price", "price", text)
        return None
    if found.how:
        reader.note("price_range", "price", text)
    code = numbers.currency_code(stated_currency) if stated_currency else found.currency
    if code is None:
        reader.note("unknown_currency", "currency", stated_currency)
        return None
    if not stated_currency and code == "USD" and _is_bare_dollar(text):
        code = _dollar(reader, country)
    code = code or _assumed_currency(reader, found.number, country)
    return Price(amount=_shortest(found.number), currency=code) if code else None


def _is_bare_dollar(text: str) -> bool:
    return "$" in text and not any(c.isalpha() for c in text)


def _dollar(reader: DraftReader, country: str) -> str:
    """Say which dollar a bare sign means: that of the country where it has one."""
    home = CURRENCY_OF_COUNTRY.get(country, "")
    code = home if home in DOLLARS else "USD"
    if country != "US":
        reader.note("which_dollar", "currency", code)
    return code


def _assumed_currency(reader: DraftReader, amount: Decimal, country: str) -> str:
    if amount == 0:
        return CURRENCY_OF_COUNTRY.get(country, "EUR")
    code = CURRENCY_OF_COUNTRY.get(country, "")
    if code:
        reader.note("currency_assumed", "currency", code)
    else:
        reader.note("price_without_currency", "price", str(amount))
    return code


def _shortest(value: Decimal) -> Decimal:
    """Drop zeros behind the point, so that 0, 0.0 and 0.00 are one value."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


def read_languages(reader: DraftReader) -> tuple[str, ...]:
    found: list[str] = []
    for item in _tokens(reader.items("language"), LANGUAGES):
        # Such as: English & Malay
        several = [_language(piece) for piece in _AND.split(item)]
        if code := _language(item):
            found.append(code)
        elif len(several) > 1 and all(several):
            found += several
        elif not is_unstated(item):
            reader.note("unknown_language", "language", item)
    return tuple(dict.fromkeys(found))


def _language(item: str) -> str:
    # Such as: Spanish (Latin America); en-GB; Portuguese - Brazil
    names = (item, item.split("(", maxsplit=1)[0], item.split("-", maxsplit=1)[0], item.split("_", maxsplit=1)[0])
    return next((LANGUAGES[plain(name)] for name in names if plain(name) in LANGUAGES), "")


def read_choices(reader: DraftReader, column: str, table: Mapping[str, str], kind: type[Choice]) -> tuple[Choice, ...]:
    """Read items of a fixed list, written in any of our languages; unknown ones are noted and left out."""
    found: list[Choice] = []
    for item in _tokens(tuple(item for item in reader.items(column) if not _is_day(column, item)), table):
        ours = [table[plain(item)]] if plain(item) in table else times_and_forms(item)
        found += [kind(one) for one in ours if one in set(kind)]
        if not ours and not is_unstated(item):
            reader.note(f"unknown_{column}", column, item)
    # Providers write 'self-paced' under the form and 'online' under the times
    beside = _tokens(reader.items(_BESIDE[column]), table) if column in _BESIDE else []
    found += [kind(one) for item in beside for one in times_and_forms(item) if one in set(kind)]
    return tuple(dict.fromkeys(found))


def _is_day(column: str, item: str) -> bool:
    """Say whether a day stands under the times: `Termin` may mean either."""
    return column == "schedule" and numbers.start(item) is not None


def read_modes(reader: DraftReader) -> tuple[DeliveryMode, ...]:
    return read_choices(reader, "mode", MODES, DeliveryMode)


def read_support(reader: DraftReader) -> tuple[Support, ...]:
    return read_choices(reader, "support", SUPPORT, Support)


def read_schedule(reader: DraftReader, country: str, today: date) -> Schedule:
    dates: list[date] = []
    continuous = False
    for item in reader.items("start_dates"):
        if numbers.is_continuous(item):
            continuous = True
        elif day := numbers.start(item, country):
            dates.append(day)
        elif not is_unstated(item):
            reader.note("unreadable_date", "start_dates", item)
    dates += [day for item in reader.items("schedule") if (day := numbers.start(item, country))]
    if past := [day.isoformat() for day in dates if day < today]:
        reader.note("past_start_date", "start_dates", ", ".join(past))
    times = read_choices(reader, "schedule", TIMES, TimeOfDay)
    return Schedule(times=times, start_dates=tuple(sorted(set(dates))), continuous=continuous)


def _tokens(items: tuple[str, ...], known: Mapping[str, str]) -> list[str]:
    """Split items that hold several words of a fixed list: 'online, evening', 'bs/hr/sr'."""
    split: list[str] = []
    for item in items:
        whole = plain(item) in known
        split.extend(
            [item] if whole else (piece.strip() for piece in item.replace(";", ",").replace("/", ",").split(","))
        )
    return [item for item in split if item]
