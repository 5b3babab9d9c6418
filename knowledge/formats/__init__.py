"""In which ways can courses be handed in and written out?"""

from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from typing import Protocol, cast

from knowledge.errors import KnowledgeError
from knowledge.formats.same_course import one_by_one, together
from knowledge.formats.unpacking import unpacked
from knowledge.vocabulary.credential import MicroCredential
from knowledge.vocabulary.submission import Reading

FORMATS: dict[str, str] = {
    # In the order of the detection: each module says whether it recognises a file, the table takes what is left.
    "xlsx": "knowledge.formats.xlsx_table",
    "open-badges": "knowledge.formats.open_badges",
    "ctdl": "knowledge.formats.ctdl_jsonld",
    "elm": "knowledge.formats.elm_jsonld",
    "schema-org": "knowledge.formats.schema_org",
    "json": "knowledge.formats.json_records",
    "csv": "knowledge.formats.csv_table",
}
AUTO = "auto"
_WIDE = frozenset({b"\xff\xfe", b"\xfe\xff"})
TABLES = frozenset({"xlsx", "csv", "json"})
"""Formats with a row for each opportunity; the others keep a course and its opportunities together."""
ONLY_READ: frozenset[str] = frozenset()
"""Formats whose module has no `write`."""


class Format(Protocol):
    """What a module of this folder offers; `write` is there where a format can be written."""

    def recognises(self, content: bytes) -> bool: ...
    def read(self, content: bytes, mapping: Mapping[str, str]) -> Reading: ...


def read(content: bytes, format: str = AUTO, mapping: Mapping[str, str] | None = None) -> Reading:
    """Read a file in the named or detected format. Raises MalformedDraft, or KnowledgeError for an unknown name."""
    content = unpacked(content)
    name = detect(content) if format == AUTO else format
    reading = _module(name).read(content, mapping or {})
    return together(reading) if name in TABLES else reading


def detect(content: bytes) -> str:
    """Tell the format by the content, never by the file's name."""
    # In UTF-16 every second byte of a sign is zero; without these the signs look as in UTF-8
    wide = content[:2] in _WIDE
    seen = content[2:].replace(b"\x00", b"") if wide else content
    return next((name for name in FORMATS if _module(name).recognises(seen)), "csv")


def write(records: Iterable[MicroCredential], format: str) -> bytes:
    """Write records in the named format; what `read` makes of it is the same catalogue."""
    writer = cast("Callable[[Iterable[MicroCredential]], bytes] | None", getattr(_module(format), "write", None))
    if writer is None:
        raise KnowledgeError(
            f"Courses cannot be written as `{format}`.", hint=f"Choose one of: {', '.join(writable())}."
        )
    return writer(one_by_one(records) if format in TABLES else records)


def writable() -> list[str]:
    """List the formats that can be written, too."""
    return [name for name in FORMATS if hasattr(_module(name), "write")]


def _module(name: str) -> Format:
    if name not in FORMATS:
        raise KnowledgeError(
            f"There is no course format `{name}`.", hint=f"Choose one of: {', '.join([AUTO, *FORMATS])}."
        )
    return cast("Format", import_module(FORMATS[name]))
