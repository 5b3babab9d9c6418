"""Which number or mark does Word show before a point of a list? It is not part of the text."""

from collections import defaultdict
from typing import Any, NamedTuple

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BULLET = "•"
_ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_DEEPEST = 9
_MOST = 780
"""Points of one list: a made-up start of a thousand million would be written in as many letters."""


class _Level(NamedTuple):
    form: str
    pattern: str
    start: int


class Numbering:
    """Counts through a document as Word does."""

    def __init__(self, document: Any) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}
        self._of_style: dict[str, tuple[str, int]] = {}
        self._reached: dict[str, dict[int, int]] = defaultdict(dict)
        root = _numbering(document)
        if root is None:
            return
        abstract = {kind.get(f"{W}abstractNumId"): _levels(kind) for kind in root.findall(f"{W}abstractNum")}
        for number in root.findall(f"{W}num"):
            self._levels[number.get(f"{W}numId") or ""] = abstract.get(_value(number, "abstractNumId"), {})
        for style in document.styles.element.findall(f"{W}style"):
            if listed := _place(style):
                self._of_style[style.get(f"{W}styleId") or ""] = listed

    def marker(self, paragraph: Any, style: str) -> str:
        """Give what stands before a paragraph; empty where it is no point of a list."""
        place = _place(paragraph) or self._of_style.get(style)
        if place is None or place[0] in {"", "0"}:
            return ""
        number, depth = place
        level = self._levels.get(number, {}).get(depth)
        if level is None or level.form in {"bullet", "none"}:
            return BULLET if level is None or level.form == "bullet" else ""
        reached = self._reached[number]
        reached[depth] = reached.get(depth, level.start - 1) + 1
        for deeper in [d for d in reached if d > depth]:
            del reached[deeper]
        return self._written(number, level.pattern)

    def _written(self, number: str, pattern: str) -> str:
        for depth, level in self._levels[number].items():
            reached = self._reached[number].get(depth, level.start)
            pattern = pattern.replace(f"%{depth + 1}", counted(reached, level.form))
        return pattern.strip()


def counted(number: int, form: str) -> str:
    """Write a number as lists do: 3, c, C, iii, III."""
    if not 0 < number <= _MOST:
        return str(number)
    if form in {"lowerLetter", "upperLetter"}:
        letter = chr(ord("a") + (number - 1) % 26) * (1 + (number - 1) // 26)
        return letter.upper() if form == "upperLetter" else letter
    if form in {"lowerRoman", "upperRoman"}:
        written = ""
        for value, letters in _ROMAN:
            written += letters * (number // value)
            number %= value
        return written.upper() if form == "upperRoman" else written
    return str(number)


def _numbering(document: Any) -> Any:
    related = (relation for relation in document.part.rels.values() if relation.reltype.endswith("/numbering"))
    part = next((relation.target_part for relation in related if not relation.is_external), None)
    return None if part is None else part.element


def _levels(kind: Any) -> dict[int, _Level]:
    found: dict[int, _Level] = {}
    for level in kind.findall(f"{W}lvl"):
        depth, start = level.get(f"{W}ilvl") or "0", _value(level, "start")
        if depth.isdigit() and int(depth) < _DEEPEST:
            form = _value(level, "numFmt") or "decimal"
            found[int(depth)] = _Level(form, _value(level, "lvlText"), int(start) if start.isdigit() else 1)
    return found


def _place(element: Any) -> tuple[str, int] | None:
    """Give the list and the depth that a paragraph or style names."""
    number = _value(element, "pPr", "numPr", "numId")
    depth = _value(element, "pPr", "numPr", "ilvl")
    return (number, int(depth) if depth.isdigit() else 0) if number else None


def _value(element: Any, *path: str) -> str:
    found = element.find("/".join(f"{W}{name}" for name in path))
    return "" if found is None else (found.get(f"{W}val") or "")
