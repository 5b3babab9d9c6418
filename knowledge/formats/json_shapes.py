"""Which other shapes of JSON are a list of objects in disguise: tables, columns, JSON:API?"""

from collections.abc import Mapping, Sequence
from typing import Any

from knowledge.formats.heading_meaning import meaning_of

_ROWS = ("data", "rows", "records", "values")
_HEADINGS = ("columns", "fields", "headers", "header")


def as_objects(parsed: Any) -> Any:
    """Write rows under headings, columns by number and JSON:API as plain objects; anything else stays."""
    if isinstance(parsed, list):
        return _table(parsed[0], parsed[1:]) if _is_table(parsed) else parsed
    if not isinstance(parsed, dict):
        return parsed
    if _is_by_column(parsed):
        return _by_row(parsed)
    if found := _headed(parsed):
        return found
    return _typed(parsed) or parsed


def _is_table(listed: Sequence[Any]) -> bool:
    rows = len(listed) > 1 and all(isinstance(row, list) for row in listed)
    return rows and all(isinstance(name, str) for name in listed[0]) and any(map(meaning_of, listed[0]))


def _table(headings: Sequence[str], rows: Sequence[Sequence[Any]]) -> list[dict[str, Any]]:
    return [dict(zip(headings, row, strict=False)) for row in rows]


def _headed(parsed: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Read {"columns": ["title"], "data": [["Pottery"]]}; a heading may be an object with a name."""
    for above in _HEADINGS:
        names = [_name(one) for one in _listed(parsed, above)]
        for below in _ROWS:
            rows = _listed(parsed, below)
            if rows and names and all(names) and all(isinstance(row, list) for row in rows):
                return _table(names, rows)
    return []


def _listed(parsed: Mapping[str, Any], key: str) -> list[Any]:
    value = parsed.get(key)
    return value if isinstance(value, list) else []


def _name(heading: Any) -> str:
    """Name a heading that may be an object; empty for anything else."""
    said = (heading.get("id") or heading.get("name")) if isinstance(heading, dict) else heading
    return said if isinstance(said, str) else ""


def _is_by_column(parsed: Mapping[str, Any]) -> bool:
    columns = list(parsed.values())
    if len(columns) < 2 or not all(isinstance(column, dict) and column for column in columns):
        return False
    numbered = all(key.isdigit() for column in columns for key in column)
    return numbered and any(map(meaning_of, parsed))


def _by_row(parsed: Mapping[str, Mapping[str, Any]]) -> list[dict[str, Any]]:
    numbers = dict.fromkeys(number for column in parsed.values() for number in column)
    return [{name: column.get(number) for name, column in parsed.items()} for number in numbers]


def _typed(parsed: Mapping[str, Any]) -> dict[str, Any]:
    """Sort JSON:API by type: {"data": [{"type": "courses", "attributes": {…}}], "included": […]} → {"courses": […], "providers": […]}."""
    data = parsed.get("data")
    items = [*(data if isinstance(data, list) else [data]), *_listed(parsed, "included")]
    if not all(
        isinstance(item, dict) and isinstance(item.get("attributes"), dict) and item.get("type") for item in items
    ):
        return {}
    lists: dict[str, Any] = {}
    for item in items:
        lists.setdefault(str(item["type"]), []).append(
            {"id": item.get("id"), **item["attributes"], **_related(item.get("relationships"))}
        )
    return lists


def _related(relations: Any) -> dict[str, Any]:
    """Name what an item leads to by its id."""
    found: dict[str, Any] = {}
    for name, one in relations.items() if isinstance(relations, dict) else ():
        data = one.get("data") if isinstance(one, dict) else None
        ids = [item.get("id") for item in (data if isinstance(data, list) else [data]) if isinstance(item, dict)]
        if ids:
            found[f"{name}_id"] = ids if isinstance(data, list) else ids[0]
    return found
