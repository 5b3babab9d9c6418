"""What does a document state that a course record has no place for?"""

from collections.abc import Iterable, Mapping
from typing import Any

from knowledge.vocabulary.submission import Finding, Level

_TECHNICAL = frozenset({"id", "type", "@graph", "@reverse", "@language"})
_LONGEST_EVIDENCE = 80


class LeftBehind:
    """Notes which properties were read, so that the others can be named: nothing is dropped in silence."""

    def __init__(self, quoting: bool = True) -> None:
        self.row: int | None = None
        """Row of the draft that is being read."""
        self.quoting = quoting
        """False where values may be about a person: then only the properties are named."""
        self.languages: set[str] = set()
        """Languages of texts beside the ones that were read."""
        self.findings: list[Finding] = []
        self._read: dict[int, set[str]] = {}
        self._nodes: dict[int, tuple[Mapping[str, Any], int | None]] = {}
        self._first_only: dict[tuple[int, str], None] = {}

    def read(self, node: Mapping[str, Any], key: str) -> None:
        if self._nodes.get(id(node), (node, None))[1] is None:
            self._nodes[id(node)] = (node, self.row)
        self._read.setdefault(id(node), set()).add(key)

    def first_only(self, node: Mapping[str, Any], key: str) -> None:
        self._first_only[id(node), key] = None

    def note(self, level: Level, code: str, message: str, mend: str, **more: str) -> None:
        """Add a finding to the row that is being read."""
        found = Finding(level=level, row=self.row, code=code, message=message, mend=mend, **more)
        if found not in self.findings:
            self.findings.append(found)

    def told(self, kinds: Iterable[str], types: Any, harmless: Iterable[str] = ()) -> tuple[Finding, ...]:
        """Give all findings; only nodes of these kinds are gone through, and each property is named once."""
        wanted, silent = frozenset(kinds), _TECHNICAL | frozenset(harmless)
        unread: dict[tuple[str, str], list[tuple[int | None, Any]]] = {}
        several: dict[tuple[str, str], list[tuple[int | None, Any]]] = {}
        for key, (node, row) in self._nodes.items():
            kind = next((name for name in types(node) if name in wanted), "")
            for name in node if kind else ():
                if {name, f"{kind}.{name}"} & silent or not _states(node[name]):
                    continue
                if name not in self._read[key]:
                    unread.setdefault((kind, name), []).append((row, node[name]))
                elif (key, name) in self._first_only:
                    several.setdefault((kind, name), []).append((row, node[name]))
        return (
            *self.findings,
            *(self._several(kind, name, places) for (kind, name), places in several.items()),
            *(self._unread(kind, name, places) for (kind, name), places in unread.items()),
            *self._other_languages(),
        )

    def _several(self, kind: str, name: str, places: list[tuple[int | None, Any]]) -> Finding:
        return Finding(
            level=Level.WARNING,
            row=places[0][0],
            column=f"{kind}.{name}",
            code="first_of_several",
            message=f"`{name}` of {kind} holds several values where a record has room for one; one is read{_times(places)}.",
            mend="Write an opportunity for each, or leave the one that matters.",
            evidence=self._quoted(places[0][1]),
        )

    def _unread(self, kind: str, name: str, places: list[tuple[int | None, Any]]) -> Finding:
        return Finding(
            level=Level.INFO,
            row=places[0][0],
            column=f"{kind}.{name}",
            code="not_carried",
            message=f"`{name}` of {kind} is not carried over: a record has no place for it or takes it from elsewhere{_times(places)}.",
            mend="Nothing, unless learners must know it: then write it into the description.",
            evidence=self._quoted(places[0][1]),
        )

    def _other_languages(self) -> Iterable[Finding]:
        if self.languages:
            yield Finding(
                level=Level.INFO,
                code="other_languages",
                message=f"Texts stand in further languages ({', '.join(sorted(self.languages))}); a record keeps one, English where there is one.",
                mend="Hand the course in once more under another external id if another language should be shown.",
            )

    def _quoted(self, value: Any) -> str:
        return _first_words(value)[:_LONGEST_EVIDENCE] if self.quoting else ""


def _times(places: list[tuple[int | None, Any]]) -> str:
    return f" ({len(places)} times)" if len(places) > 1 else ""


def _states(value: Any) -> bool:
    return value not in (None, "", [], {})


def _first_words(value: Any) -> str:
    """Find something in a value that a reader recognises it by."""
    if isinstance(value, Mapping):
        if "Person" in str(value.get("type", "")):
            # A teacher's name is nobody's business here
            return ""
        named = (
            value[key]
            for key in ("title", "prefLabel", "name", "targetNodeName", "noteLiteral", "@value", "price", "value", "id")
            if key in value
        )
        return _first_words(next(named, next(iter(value.values()), "")))
    if isinstance(value, list):
        return _first_words(value[0]) if value else ""
    return str(value)
