"""Which courses does a JSON file hold: ours, a bare list, one object per line, lists inside lists, related lists?"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from knowledge.errors import MalformedDraft
from knowledge.formats.column_mapping import plan_columns
from knowledge.formats.column_report import column_readings, plan_findings, standing_findings
from knowledge.formats.heading_meaning import meaning_of
from knowledge.formats.headings import LISTS
from knowledge.formats.json_flattening import cells_of, lists_of, one_heading_for_a_name
from knowledge.formats.json_relations import join
from knowledge.formats.json_shapes import as_objects
from knowledge.formats.linked_data import exact
from knowledge.formats.reading_text import decode
from knowledge.formats.rows import row_of
from knowledge.vocabulary.credential import MicroCredential
from knowledge.vocabulary.submission import CourseDraft, Finding, Level, Reading

NAME = "json"
LIST = "micro_credentials"
_NUMBERS = frozenset({"hours", "ects", "eqf_level", "price"})
_DEEPEST = 5
_LEAST_RELATED = 2
_KEYED = 2
"""So many objects under keys of their own are a list: {"C1": {…}, "C2": {…}}."""
Row = tuple[int, dict[str, str]]
Rows = tuple[list[Row], list[Finding], set[str]]
"""Numbered cells, what is to be said of them, headings whose cells were lists."""


def recognises(content: bytes) -> bool:
    """Say yes to anything that begins as a JSON object or list."""
    head = content[:200]
    for encoding in ("utf-16", "utf-8-sig"):
        if content.startswith((b"\xff\xfe", b"\xfe\xff")) == (encoding == "utf-16"):
            head = head.decode(encoding, errors="ignore").encode("utf-8")
            break
    return head.lstrip(b" \t\r\n")[:1] in {b"{", b"["}


def read(content: bytes, mapping: Mapping[str, str]) -> Reading:
    """Read records. Raises MalformedDraft naming line and column where the JSON is broken."""
    decoded = decode(content)
    rows, findings, listed = _rows(decoded.text.lstrip("\ufeff"))
    headings = list(dict.fromkeys(key for _, cells in rows for key in cells))
    plan = plan_columns(headings, [cells for _, cells in rows], mapping, frozenset(listed))
    return Reading(
        format=NAME,
        drafts=tuple(CourseDraft(row=number, fields=plan.fields(cells)) for number, cells in rows),
        mapping=plan.shown,
        unmapped=plan.unmapped,
        columns=column_readings(plan, headings),
        findings=(*decoded.findings, *findings, *plan_findings(plan), *standing_findings(rows, plan.read)),
    )


def write(records: Iterable[MicroCredential]) -> bytes:
    """Write records with our column names; lists as lists, numbers as numbers, what is not stated left out."""
    listed = [_written(row_of(record)) for record in records]
    return (json.dumps({LIST: listed}, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _written(row: Mapping[str, str]) -> dict[str, Any]:
    return {ours: _value(ours, text) for ours, text in row.items() if text}


def _value(ours: str, text: str) -> Any:
    if ours in LISTS:
        return text.split("|")
    return json.loads(text) if ours in _NUMBERS else text


def _rows(text: str) -> Rows:
    if not text.strip():
        raise MalformedDraft("The file is empty.", hint=f'Write {{"{LIST}": […]}}.')
    if _is_lines(text):
        return _numbered(_lines(text))
    parsed = as_objects(_parsed(text))
    if isinstance(parsed, list):
        return _numbered(parsed)
    if not isinstance(parsed, dict):
        raise MalformedDraft("The JSON holds no courses.", hint=f'Write {{"{LIST}": […]}} or a list of objects.')
    if isinstance(parsed.get(LIST), list):
        return _numbered(parsed[LIST])
    return _from_object(parsed)


def _from_object(parsed: dict[str, Any]) -> Rows:
    """Find the list of courses inside an object, or join the lists that there are."""
    if keyed := _keyed(parsed):
        return _numbered(keyed)
    lists = dict(_lists(parsed))
    if not lists or _is_course(parsed):
        return _numbered([parsed])
    if len(lists) == 1:
        return _numbered(next(iter(lists.values())))
    tables = {name: [cells_of(item) for item in items if isinstance(item, dict)] for name, items in lists.items()}
    joined = join({name: items for name, items in tables.items() if items})
    found = {
        heading for items in lists.values() for item in items if isinstance(item, dict) for heading in lists_of(item)
    }
    return list(enumerate(joined.rows, start=1)), joined.findings, found


def _is_course(parsed: Mapping[str, Any]) -> bool:
    """Say whether the object itself is a course, its lists being its skills or sessions."""
    own = {meaning.column for key, value in parsed.items() if isinstance(value, str) and (meaning := meaning_of(key))}
    return "title" in own and len(own) > 1


def _lists(value: Mapping[str, Any], name: str = "", depth: int = 0) -> Iterator[tuple[str, list[Any]]]:
    """Give every list of objects with its name, also {"edges": [{"node": {…}}]} and objects under keys of their own."""
    if depth >= _DEEPEST:
        return
    for key, inner in value.items():
        path = f"{name}.{key}" if name else key
        if isinstance(inner, list) and any(isinstance(item, dict) for item in inner):
            yield path, inner
        elif isinstance(inner, dict):
            keyed = _keyed(inner)
            if keyed:
                yield path, keyed
            else:
                yield from _lists(inner, path, depth + 1)


def _keyed(value: Mapping[str, Any]) -> list[dict[str, Any]]:
    items = list(value.values())
    same = len(items) >= _KEYED and all(isinstance(item, dict) and item for item in items)
    if not same or len(set.intersection(*(set(item) for item in items))) < _LEAST_RELATED:
        return []
    return [item if "id" in item else {"id": key, **item} for key, item in value.items()]


def _numbered(listed: Sequence[Any]) -> Rows:
    objects = [(number, _unwrapped(item)) for number, item in enumerate(listed, start=1) if isinstance(item, dict)]
    rows = one_heading_for_a_name([(number, cells_of(item)) for number, item in objects])
    wrong = [_no_object(number) for number, item in enumerate(listed, start=1) if not isinstance(item, dict)]
    return rows, wrong, {heading for _, item in objects for heading in lists_of(item)}


def _unwrapped(item: dict[str, Any]) -> dict[str, Any]:
    """Take what is inside {"node": {…}}."""
    inner = next(iter(item.values())) if len(item) == 1 else None
    return inner if isinstance(inner, dict) and len(inner) > 1 else item


def _parsed(text: str, line: int = 0) -> Any:
    try:
        return json.loads(text, parse_float=exact, parse_int=str)
    except json.JSONDecodeError as error:
        raise MalformedDraft(
            f"The JSON is broken in line {line or error.lineno}, column {error.colno}: {error.msg}.",
            hint="Check the commas, quotation marks and brackets there.",
        ) from error
    except RecursionError as error:
        raise MalformedDraft("The JSON is nested too deeply.", hint=f'Write {{"{LIST}": […]}}.') from error


def _is_lines(text: str) -> bool:
    """JSON lines: the first line alone is a whole object, and more follow."""
    first, _, rest = text.strip().partition("\n")
    return first.startswith("{") and first.rstrip().endswith("}") and rest.lstrip().startswith("{")


def _lines(text: str) -> list[Any]:
    return [_parsed(line, number) for number, line in enumerate(text.split("\n"), start=1) if line.strip()]


def _no_object(number: int) -> Finding:
    return Finding(
        level=Level.ERROR,
        row=number,
        code="no_object",
        message=f"Item {number} of the list is no object.",
        mend='Write {"title": "…", …}.',
    )
