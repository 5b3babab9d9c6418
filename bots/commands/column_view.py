"""How does a person see what each column of a file was taken as?"""

from collections.abc import Sequence
from typing import Any

_HOW = {
    "given": "you said so",
    "name": "its name",
    "part of the name": "part of its name",
    "spelling": "nearly its name",
    "cells": "what its cells hold",
    "flag": "a yes adds it",
    "note": "kept under its own name",
}
"""Why a column was taken so, in words."""
SHOWN_HERE = frozenset({"column_not_read", "kept_as_note"})
"""Findings that the table of columns says already."""
_SAMPLE_WIDTH = 44


def column_rows(columns: Sequence[Any]) -> list[tuple[str, str, str, str, str]]:
    """Give heading, our column, how sure and why, filled cells and samples; what is not carried over comes last."""
    kept = sorted(columns, key=lambda column: not column.columns)
    return [
        (
            column.heading,
            ", ".join(column.columns) or "— not carried over",
            f"{column.sure:.0%} {_HOW.get(column.how, column.how)}" if column.columns else "",
            f"{column.filled:,}",
            _short(" · ".join(column.samples[:2])),
        )
        for column in kept
    ]


def _short(text: str) -> str:
    return text if len(text) <= _SAMPLE_WIDTH else text[: _SAMPLE_WIDTH - 1] + "…"


def show_columns(out: Any, report: Any) -> None:
    """Print the columns of a table; formats without columns print what they mapped."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    if not report.columns:
        if report.mapping:
            out.print(
                "Read: " + ", ".join(f"{ours} ← {theirs}" for ours, theirs in report.mapping.items()), markup=False
            )
        if report.unmapped:
            out.print("Not carried over: " + ", ".join(report.unmapped), markup=False)
        return
    shown = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for name in ("column of the file", "read as", "how sure", "filled", "for example"):
        shown.add_column(name, overflow="fold", justify="right" if name == "filled" else "left")
    for row in column_rows(report.columns):
        # What a provider wrote is text, never markup
        shown.add_row(*(Text(cell) for cell in row), style="" if row[2] else "dim")
    out.print(shown)
