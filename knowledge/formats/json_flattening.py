"""Which cells does a nested JSON object hold, under which headings?"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from knowledge.submissions.codes import ALPHA_3_OF_LANGUAGE

DEEPEST = 4
_NAMES = ("name", "title", "label", "preferredLabel", "preflabel", "text", "displayName", "value", "@value", "naziv")
_LANGUAGE_KEY = re.compile(r"^[A-Za-z]{2}(?:[-_][A-Za-z]{2})?$")


def cells_of(record: Mapping[str, Any], prefix: str = "", depth: int = 0) -> dict[str, str]:
    """Write an object as flat cells: {"price": {"amount": 5}} has the heading `price.amount`; lists stand between bars."""
    cells: dict[str, str] = {}
    for key, value in record.items():
        heading = f"{prefix}{key}"
        if isinstance(value, Mapping) and _is_in_languages(value):
            cells |= _in_languages(value, heading)
            continue
        inner = as_text(value)
        if inner is not None:
            cells[heading] = inner
        elif isinstance(value, Mapping):
            cells |= _inside(value, heading, depth)
        else:
            cells |= _listed(value, heading, depth)
    return cells


def lists_of(record: Mapping[str, Any], prefix: str = "") -> set[str]:
    """Name the headings whose cells were lists: their items are apart already, whatever signs they hold."""
    found: set[str] = set()
    for key, value in record.items():
        if isinstance(value, list):
            found.add(f"{prefix}{key}")
        elif isinstance(value, Mapping) and prefix.count(".") < DEEPEST:
            found |= lists_of(value, f"{prefix}{key}.")
    return found


def as_text(value: Any) -> str | None:
    """Write a plain value, a list of plain values, a text in several languages or a single name; None for anything else."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str | int | float):
        return str(value)
    if isinstance(value, Mapping):
        return _one_name(value)
    texts = [as_text(item) for item in value]
    if any(text is None for text in texts):
        return None
    return "|".join(text.replace("|", "/") for text in texts if text)


def _is_in_languages(value: Mapping[str, Any]) -> bool:
    return bool(value) and all(_LANGUAGE_KEY.match(key) and key[:2].lower() in ALPHA_3_OF_LANGUAGE for key in value)


def _in_languages(value: Mapping[str, Any], heading: str) -> dict[str, str]:
    """Take the first language that is there; the others stand under headings of their own, so that they are told of."""
    texts = {language: text for language, inner in value.items() if (text := as_text(inner))}
    return {
        heading if place == 0 else f"{heading}.{language}": text for place, (language, text) in enumerate(texts.items())
    }


def _one_name(value: Mapping[str, Any]) -> str | None:
    if not value:
        return ""
    if _is_in_languages(value):
        return next((text for inner in value.values() if (text := as_text(inner))), "")
    told = [key for key in _NAMES if value.get(key) not in (None, "")]
    if told and all(
        key in _NAMES or key in {"id", "@id", "@type", "type", "uri", "url", "slug", "code", "key", "@language", "lang"}
        for key in value
    ):
        return as_text(value[told[0]])
    return None


def _inside(value: Mapping[str, Any], heading: str, depth: int) -> dict[str, str]:
    if depth >= DEEPEST:
        return {heading: ""}
    return cells_of(value, f"{heading}.", depth + 1)


def _listed(value: Sequence[Any], heading: str, depth: int) -> dict[str, str]:
    """Write a list of objects column by column: all starts of `sessions` under `sessions.start`."""
    if depth >= DEEPEST:
        return {heading: ""}
    columns: dict[str, dict[str, None]] = {}
    for item in value:
        inner = (
            cells_of(item, f"{heading}.", depth + 1) if isinstance(item, Mapping) else {heading: as_text(item) or ""}
        )
        for name, text in inner.items():
            if text:
                columns.setdefault(name, {})[text.replace("|", "/") if len(value) > 1 else text] = None
    return {name: "|".join(texts) for name, texts in columns.items()}


def one_heading_for_a_name(rows: list[tuple[int, dict[str, str]]]) -> list[tuple[int, dict[str, str]]]:
    """Write `provider.name` as `provider` where other objects state nothing but the name there."""
    headings = {heading for _, cells in rows for heading in cells}
    same = {
        heading: outer
        for heading in headings
        if (outer := heading.rpartition(".")[0]) in headings and heading.rpartition(".")[2] in _NAMES
    }
    if not same:
        return rows
    return [(number, _renamed(cells, same)) for number, cells in rows]


def _renamed(cells: dict[str, str], same: Mapping[str, str]) -> dict[str, str]:
    renamed: dict[str, str] = {}
    for heading, text in cells.items():
        name = same.get(heading, heading)
        renamed[name] = renamed.get(name) or text
    return renamed
