"""How does a person see what a file states, what it leaves open and what should be mended?"""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

from knowledge.submissions.annex_one import AWARD, ELEMENTS, MORE

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

MARKS = {"error": "✗", "warning": "!", "info": "·"}
WEIGHT = ("error", "warning", "info")
EXAMPLES = {"error": 20, "warning": 3, "info": 2}
"""How many of a rule are printed; --json has them all."""
MOST_ROWS = 12
BAR = 20
PARTS = {
    "focused": "a focused record of learning outcomes",
    "assessed": "assessed against standards, by a named awarding body",
    "standalone": "a value of its own, or adding up",
    "quality_assured": "quality assured",
}


def show_completeness(out: "Console", report: Any) -> None:
    """Print how many rows state each element of Annex I and each part of UNESCO's definition."""
    if not report.accepted:
        return
    shown = _columns("Annex I of the Council Recommendation 2022/C 243/02", "", "rows that state it")
    for name, element in ELEMENTS.items():
        shown.add_row(f"{element.number:2} {element.label}", *_bar(report.elements[name], report.accepted))
    for name, element in MORE.items():
        shown.add_row(f" + {element.label}", *_bar(report.elements.get(name, 0), report.accepted))
    out.print(shown)
    award = "; ".join(f"{number} {label}: {why}" for number, label, why in AWARD.values())
    out.print(f"Two of the eleven mandatory elements belong to the award: {award}. + is optional.", style="dim")
    if report.definition:
        out.print(_definition(report.definition))


def show_findings(out: "Console", findings: Sequence[Any]) -> None:
    """Print the findings rule by rule, gravest first: a few examples of each, and how to mend it."""
    ordered = sorted(findings, key=lambda one: (WEIGHT.index(one.level), one.code))
    for (level, code), group in groupby(ordered, key=lambda one: (one.level, one.code)):
        listed = list(group)
        times = f" ({len(listed)} times)" if len(listed) > 1 else ""
        out.print(f"{MARKS[level]} {code}{times}", markup=False, style="bold")
        for line in _examples(listed, EXAMPLES[level]):
            out.print(f"    {line}", markup=False)
        out.print(f"    → {listed[0].mend}", markup=False)


def _examples(findings: Sequence[Any], most: int) -> Iterable[str]:
    by_message = {finding.message: finding for finding in findings}
    if len(by_message) == 1 and len(findings) > 1:
        rows = [str(finding.row) for finding in findings[:MOST_ROWS]]
        more = ", …" if len(findings) > MOST_ROWS else ""
        yield f"{findings[0].message} Rows {', '.join(rows)}{more}"
        return
    for finding in findings[:most]:
        place = ", ".join(filter(None, (f"row {finding.row}" if finding.row else "", finding.column or finding.field)))
        said = "" if not finding.evidence or finding.evidence in finding.message else f" («{finding.evidence[:80]}»)"
        yield f"{place + ': ' if place else ''}{finding.message}{said}"
    if len(findings) > most:
        yield f"… and {len(findings) - most} more; --json prints all."


def _definition(counts: dict[str, dict[str, int]]) -> "Table":
    shown = _columns("UNESCO's definition (2022)", "stated", "not stated", "contradicted")
    for part, label in PARTS.items():
        found = counts[part]
        shown.add_row(label, str(found["stated"]), str(found["not_stated"]), str(found["contradicted"]))
    return shown


def _bar(stated: int, rows: int) -> tuple[str, str]:
    full = round(BAR * stated / rows)
    return "█" * full + "░" * (BAR - full), f"{stated:,} of {rows:,}"


def _columns(*headings: str) -> "Table":
    from rich.table import Table

    return Table(*headings, box=None, pad_edge=False, header_style="bold")
