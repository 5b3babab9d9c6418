"""Which courses does a JSON file hold: ours, a bare list, or one object per line?"""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from knowledge.errors import MalformedDraft
from knowledge.formats.column_mapping import plan_columns, plan_findings
from knowledge.formats.headings import LISTS
from knowledge.formats.reading_text import decode
from knowledge.formats.rows import row_of
from knowledge.vocabulary.credential import MicroCredential
from knowledge.vocabulary.submission import CourseDraft, Finding, Level, Reading

NAME = "json"
LIST = "micro_credentials"
_LISTS_OF_OTHERS = (LIST, "courses", "records", "items", "data", "results", "programmes", "programs")
_NUMBERS = frozenset({"hours", "ects", "eqf_level", "price"})


def recognises(content: bytes) -> bool:
    """Say yes to anything that begins as a JSON object or list."""
    return content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in {b"{", b"["}


def read(content: bytes, mapping: Mapping[str, str]) -> Reading:
    """Read records. Raises MalformedDraft naming line and column where the JSON is broken."""
    decoded = decode(content)
    records, findings = _records(decoded.text.lstrip("\ufeff"))
    rows = [(number, _cells(record)) for number, record in records]
    headings = list(dict.fromkeys(key for _, cells in rows for key in cells))
    lists = frozenset(key for _, record in records for key, value in record.items() if isinstance(value, list))
    plan = plan_columns(headings, [cells for _, cells in rows], mapping, lists)
    return Reading(
        format=NAME,
        drafts=tuple(CourseDraft(row=number, fields=plan.fields(cells)) for number, cells in rows),
        mapping=plan.shown,
        unmapped=plan.unmapped,
        findings=(*decoded.findings, *findings, *plan_findings(plan)),
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


def _records(text: str) -> tuple[list[tuple[int, dict[str, Any]]], list[Finding]]:
    if not text.strip():
        raise MalformedDraft("The file is empty.", hint=f'Write {{"{LIST}": […]}}.')
    listed = _lines(text) if _is_lines(text) else _listed(_parsed(text))
    records = [(number, item) for number, item in enumerate(listed, start=1) if isinstance(item, dict)]
    findings = [_no_object(number) for number, item in enumerate(listed, start=1) if not isinstance(item, dict)]
    return records, findings


def _parsed(text: str, line: int = 0) -> Any:
    try:
        return json.loads(text, parse_float=str, parse_int=str)
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


def _listed(parsed: Any) -> list[Any]:
    if isinstance(parsed, list):
        return parsed
    if isinstance(parsed, dict):
        return next((parsed[key] for key in _LISTS_OF_OTHERS if isinstance(parsed.get(key), list)), [parsed])
    raise MalformedDraft("The JSON holds no courses.", hint=f'Write {{"{LIST}": […]}} or a list of objects.')


def _cells(record: Mapping[str, Any]) -> dict[str, str]:
    return {key: _cell(value) for key, value in record.items()}


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return "|".join(_cell(item).replace("|", "/") for item in value)
    if isinstance(value, dict):
        return next((str(value[key]) for key in ("name", "title", "label", "text", "value") if value.get(key)), "")
    return str(value)


def _no_object(number: int) -> Finding:
    return Finding(
        level=Level.ERROR,
        row=number,
        code="no_object",
        message=f"Item {number} of the list is no object.",
        mend='Write {"title": "…", …}.',
    )
