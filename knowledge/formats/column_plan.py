"""How do the cells of one row become our fields?"""

import ast
import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from knowledge.formats.cell_kinds import YES, is_date, is_weekly_hours
from knowledge.formats.heading_meaning import UNITS, per_week, unit_of
from knowledge.formats.headings import LISTS
from knowledge.submissions.numbers import is_free
from knowledge.submissions.words import plain
from knowledge.vocabulary.submission import Finding

Cells = Mapping[str, str]
_BARE_DOLLAR = re.compile(r"(?<![A-Za-z])\$(?![A-Za-z])")
_JOINTS = {"description": "\n", "further_information": "\n"}
_SENTENCES = frozenset({"learning_outcomes", "prerequisites", "stacks_into"})


class Source(NamedTuple):
    """A column of the file that feeds one of ours."""

    heading: str
    how: str
    sure: float


@dataclass(frozen=True)
class Plan:
    """What was decided about the columns of a file."""

    sources: dict[str, tuple[Source, ...]]
    """Our column → the headings whose cells make it up."""
    flags: tuple[tuple[str, str, str], ...]
    """Heading, our column, what a "yes" adds to it."""
    noted: tuple[str, ...]
    """Headings that are kept under their own name in further_information."""
    unmapped: tuple[str, ...]
    separators: dict[str, str]
    """List column → what separates its items in this file."""
    in_united_states: str = ""
    """The heading that holds nothing but states of the USA."""
    cells: Mapping[str, Sequence[str]] = field(default_factory=dict)
    notes_for_people: tuple[Finding, ...] = ()

    @property
    def read(self) -> frozenset[str]:
        """The headings that feed one of our columns."""
        fed = {source.heading for group in self.sources.values() for source in group}
        return frozenset(fed | {heading for heading, _, _ in self.flags} | set(self.noted) | {self.in_united_states})

    @property
    def shown(self) -> dict[str, str]:
        """Our column → the file's heading, as people see it."""
        listed = {ours: [source.heading for source in group] for ours, group in self.sources.items()}
        for heading, ours, _item in self.flags:
            listed.setdefault(ours, []).append(heading)
        for heading in self.noted:
            listed.setdefault("further_information", []).append(heading)
        return {ours: " + ".join(headings) for ours, headings in listed.items()}

    def fields(self, cells: Cells) -> dict[str, str]:
        """Make our fields of one row; empty ones are left out."""
        found = {ours: self._cell(ours, group, cells) for ours, group in self.sources.items()}
        for heading, ours, item in self.flags:
            if cells.get(heading, "").strip().lower() in YES:
                found[ours] = (
                    "|".join(filter(None, (found.get(ours, ""), item))) if ours in LISTS else found.get(ours) or item
                )
        self._add_notes(found, cells)
        self._add_money_and_country(found, cells)
        return {ours: text for ours, text in found.items() if text}

    def _cell(self, ours: str, group: tuple[Source, ...], cells: Cells) -> str:
        texts = [
            _with_unit(ours, heading, text)
            for heading, _, _ in group
            if (text := plain_list(cells.get(heading, "").strip()))
        ]
        if ours in LISTS:
            return "|".join(_split(text, self.separators.get(ours, "|")) for text in texts)
        joint = " " if ours == "hours" and len(texts) > 1 and plain(texts[-1]) in UNITS else _JOINTS.get(ours, ", ")
        return joint.join(dict.fromkeys(texts))

    def _add_notes(self, found: dict[str, str], cells: Cells) -> None:
        lines = [
            f"{heading}: {', '.join(items)}" for heading in self.noted if (items := _noted(cells.get(heading, "")))
        ]
        if lines:
            found["further_information"] = "\n".join(filter(None, (found.get("further_information", ""), *lines)))

    def _add_money_and_country(self, found: dict[str, str], cells: Cells) -> None:
        if self.in_united_states and cells.get(self.in_united_states, "").strip():
            found["country"] = found.get("country") or "US"
        if found.get("currency") or not found.get("price") or not (_is_bare(found["price"]) or is_free(found["price"])):
            return
        named = next(
            (code for source in self.sources.get("price", ()) if (code := unit_of(source.heading).currency)), ""
        )
        if named == "USD" and not self.in_united_states and _BARE_DOLLAR.search(self.sources["price"][0].heading):
            # Which dollar the sign means is told by the country
            found["price"] = found["price"] if is_free(found["price"]) else f"$ {found['price']}"
        elif named or self.in_united_states:
            found["currency"] = named or "USD"


def _noted(cell: str) -> list[str]:
    return list(
        dict.fromkeys(item for piece in plain_list(cell.strip()).split("|") if (item := " ".join(piece.split())))
    )


def _is_bare(price: str) -> bool:
    return not any(c.isalpha() or c in "€$£¥฿₱₫₹₺₴" for c in price)


def _with_unit(ours: str, heading: str, text: str) -> str:
    """Write the heading's unit of time behind a bare number: 'Trajanje (min)' 90 is 90 minutes."""
    unit = unit_of(heading).time
    if ours == "hours" and unit not in {"", "hours"} and not per_week(heading) and not any(c.isalpha() for c in text):
        return f"{text} {unit}"
    if ours == "hours" and per_week(heading):
        return (
            text
            if is_weekly_hours(text)
            else f"{text} per week"
            if any(map(str.isalpha, text))
            else f"{text} hours per week"
        )
    return text


def separator_of(ours: str, group: Sequence[Source], rows: Sequence[Cells]) -> str:
    """Find what separates the items of a list: what the cells of the column hold."""
    cells = [cell for row in rows for source in group if (cell := row.get(source.heading, "").strip())]
    if ours == "start_dates":
        return next((sign for sign in "|\n;," if any(_all_dates(cell, sign) for cell in cells)), "|")
    candidates = "|\n;" if ours in _SENTENCES else "|\n;,"
    return next((sign for sign in candidates if any(sign in cell for cell in cells)), "|")


def _all_dates(cell: str, sign: str) -> bool:
    # A comma may belong to the date: March 15, 2027
    return sign in cell and all(is_date(piece.strip()) for piece in cell.split(sign) if piece.strip())


def _split(text: str, separator: str) -> str:
    if separator == "|" or "|" in text:
        return text
    return "|".join(item for piece in text.split(separator) if (item := piece.strip(" \t•·–-*").replace("|", "/")))


def plain_list(text: str) -> str:
    """Turn a list written as Python or JSON text into items; other text stays."""
    if not (text.startswith("[") and text.endswith("]")):
        return text
    readers: tuple[Callable[[str], object], ...] = (json.loads, ast.literal_eval)
    for read in readers:
        try:
            listed = read(text)
        except (ValueError, SyntaxError, RecursionError, MemoryError):
            continue
        if isinstance(listed, list):
            return "|".join(_item(item).replace("|", "/") for item in listed)
    return text


def _item(item: object) -> str:
    if isinstance(item, dict):
        return next(
            (str(item[key]) for key in ("name", "title", "label", "preferredLabel", "value") if item.get(key)), ""
        )
    return str(item)
