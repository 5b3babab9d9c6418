"""How does a document of a standard carry what the standard has no property for?"""

from collections.abc import Iterable, Mapping
from typing import Any

from knowledge.formats.headings import COLUMNS
from knowledge.formats.linked_data import Graph, Node
from knowledge.formats.rows import row_of
from knowledge.formats.same_course import one_by_one
from knowledge.vocabulary.credential import MicroCredential

TERM, OFFERS = "cairn:stated", "cairn:offers"
PREFIX = {
    "cairn": "urn:cairn:",
    TERM: {"@id": "urn:cairn:stated", "@type": "@json"},
    OFFERS: {"@id": "urn:cairn:offers", "@type": "@json"},
}
"""For the context of a document: other readers may ignore everything under this prefix."""
_OURS = frozenset({*COLUMNS, "text_language"})


def rows_of(record: MicroCredential) -> list[dict[str, str]]:
    """Give one row of our columns for each opportunity; the first row alone counts for what is true of the course."""
    return [row_of(one) | {"text_language": record.language} for one in one_by_one([record])]


def own_terms(row: Mapping[str, str], columns: Iterable[str]) -> dict[str, dict[str, str]]:
    """Write what is stated of these columns under our own prefix."""
    stated = {column: row[column] for column in columns if row.get(column)}
    return {TERM: stated} if stated else {}


def read_own_terms(graph: Graph, node: Node | None) -> dict[str, str]:
    """Read what we wrote; anything else under that name is no column of ours."""
    given: Any = (node or {}).get("stated")
    if node is None or not isinstance(given, Mapping):
        return {}
    graph.left.read(node, "stated")
    return columns_of(given)


def columns_of(given: Mapping[str, Any]) -> dict[str, str]:
    """Take what is under our columns; anything else is no column of ours."""
    return {column: text for column, text in given.items() if column in _OURS and isinstance(text, str) and text}
