"""Which of our columns does a heading mean, and how is its cell read?"""

import ast
import difflib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from knowledge.errors import KnowledgeError
from knowledge.formats.headings import COLUMNS, FLAGS, LISTS, NOT_WHEN_BESIDE, PARTS, SYNONYMS, fold_heading
from knowledge.submissions.words import US_STATES
from knowledge.vocabulary.submission import Finding, Level

Cells = Mapping[str, str]
_YES = frozenset({"1", "1.0", "true", "t", "yes", "y", "x", "da", "ja", "ya", "po", "✓"})


@dataclass(frozen=True)
class Plan:
    """How the cells of one row become our fields."""

    sources: dict[str, tuple[str, ...]]
    """Our column → the headings whose cells make it up."""
    flags: tuple[tuple[str, str, str], ...]
    """Heading, our list column, the item that a "yes" adds."""
    unmapped: tuple[str, ...]
    separators: dict[str, str]
    """List column → what separates its items in this file."""
    in_united_states: str = ""
    """The heading that holds nothing but states of the USA."""

    @property
    def shown(self) -> dict[str, str]:
        """Our column → the file's heading, as people see it."""
        listed = {ours: list(headings) for ours, headings in self.sources.items()}
        for heading, ours, _item in self.flags:
            listed.setdefault(ours, []).append(heading)
        return {ours: " + ".join(headings) for ours, headings in listed.items()}

    def fields(self, cells: Cells) -> dict[str, str]:
        """Make our fields of one row; empty ones are left out."""
        found = {ours: self._cell(ours, headings, cells) for ours, headings in self.sources.items()}
        for heading, ours, item in self.flags:
            if cells.get(heading, "").strip().lower() in _YES:
                found[ours] = "|".join(filter(None, (found.get(ours, ""), item)))
        if self.in_united_states:
            self._add_country(found, cells)
        return {ours: text for ours, text in found.items() if text}

    def _cell(self, ours: str, headings: tuple[str, ...], cells: Cells) -> str:
        texts = [text for heading in headings if (text := _plain_list(cells.get(heading, "").strip()))]
        if ours in LISTS:
            return "|".join(_split(text, self.separators.get(ours, "|")) for text in texts)
        return _JOINTS.get(ours, ", ").join(texts)

    def _add_country(self, found: dict[str, str], cells: Cells) -> None:
        if cells.get(self.in_united_states, "").strip():
            found.setdefault("country", "US")
        if found.get("price"):
            found.setdefault("currency", "USD")


_JOINTS = {"description": "\n", "further_information": "\n"}


def plan_columns(
    headings: Sequence[str],
    rows: Sequence[Cells],
    overrides: Mapping[str, str],
    split_already: frozenset[str] = frozenset(),
) -> Plan:
    """Decide once per file. `overrides` maps our column to the file's heading. Raises KnowledgeError for unknown names.

    Cells of the headings in `split_already` hold their items between bars, whatever else they hold.
    """
    by_fold = {fold_heading(heading): heading for heading in reversed(headings) if heading.strip()}
    sources = _given(overrides, headings) | _found(by_fold, frozenset(overrides), frozenset(overrides.values()))
    used = {heading for group in sources.values() for heading in group}
    flags = tuple(
        (by_fold[fold], *meaning) for fold, meaning in FLAGS.items() if fold in by_fold and by_fold[fold] not in used
    )
    used |= {heading for heading, _, _ in flags}
    return Plan(
        sources=sources,
        flags=flags,
        unmapped=tuple(heading for heading in headings if heading.strip() and heading not in used),
        separators={
            ours: "|" if split_already & set(group) else _separator(ours, group, rows, headings)
            for ours, group in sources.items()
            if ours in LISTS
        },
        in_united_states=_state_heading(by_fold, rows),
    )


def plan_findings(plan: Plan) -> tuple[Finding, ...]:
    """Say what the plan took for granted."""
    if not plan.in_united_states or "currency" in plan.sources:
        return ()
    return (
        Finding(
            level=Level.INFO,
            field="currency",
            column=plan.in_united_states,
            code="currency_assumed",
            message="No column states the currency; prices were taken as USD because every state named is one of the USA.",
            mend="Add a column `currency` if that is wrong.",
        ),
    )


def _given(overrides: Mapping[str, str], headings: Sequence[str]) -> dict[str, tuple[str, ...]]:
    for ours, theirs in overrides.items():
        if ours not in COLUMNS:
            near = difflib.get_close_matches(ours, COLUMNS, n=1)
            hint = f"Did you mean `{near[0]}`?" if near else f"The columns are: {', '.join(COLUMNS)}."
            raise KnowledgeError(f"Cairn has no column `{ours}`.", hint=hint)
        if theirs not in headings:
            raise KnowledgeError(
                f"The file has no column `{theirs}`.", hint=f"Its columns are: {', '.join(h for h in headings if h)}."
            )
    return {ours: (theirs,) for ours, theirs in overrides.items()}


def _found(by_fold: Mapping[str, str], decided: frozenset[str], taken: frozenset[str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    used = set(taken)
    for ours in COLUMNS:
        if ours in decided:
            continue
        group = _parts(ours, by_fold, used) or _first(ours, by_fold, used)
        if group:
            found[ours] = group
            used.update(group)
    return found


def _parts(ours: str, by_fold: Mapping[str, str], used: set[str]) -> tuple[str, ...]:
    for folds in PARTS.get(ours, ()):
        if all(fold in by_fold and by_fold[fold] not in used for fold in folds):
            return tuple(by_fold[fold] for fold in folds)
    return ()


def _first(ours: str, by_fold: Mapping[str, str], used: set[str]) -> tuple[str, ...]:
    for fold in SYNONYMS[ours]:
        beside = NOT_WHEN_BESIDE.get(fold, frozenset())
        if fold in by_fold and by_fold[fold] not in used and not any(other in by_fold for other in beside):
            return (by_fold[fold],)
    return ()


def _separator(ours: str, group: tuple[str, ...], rows: Sequence[Cells], headings: Sequence[str]) -> str:
    """Find what separates items: `|` in a file in our own shape, else what the cells of the column hold."""
    if set(COLUMNS) <= set(headings):
        return "|"
    cells = [cell for row in rows for heading in group if (cell := row.get(heading, ""))]
    candidates = {"learning_outcomes": "|\n;", "prerequisites": "|\n;", "stacks_into": "|\n;"}.get(ours, "|\n;,")
    return next((sign for sign in candidates if any(sign in cell.strip() for cell in cells)), "|")


def _state_heading(by_fold: Mapping[str, str], rows: Sequence[Cells]) -> str:
    heading = by_fold.get("state", "")
    stated = {cell for row in rows if (cell := row.get(heading, "").strip())} if heading else set()
    return heading if stated and stated <= US_STATES else ""


def _split(text: str, separator: str) -> str:
    if separator == "|" or "|" in text:
        return text
    return "|".join(item for piece in text.split(separator) if (item := piece.strip().replace("|", "/")))


def _plain_list(text: str) -> str:
    """Turn a list written as Python or JSON text into items; other text stays."""
    if not (text.startswith("[") and text.endswith("]")):
        return text
    readers: tuple[Callable[[str], object], ...] = (json.loads, ast.literal_eval)
    for read in readers:
        try:
            listed = read(text)
        except (ValueError, SyntaxError, RecursionError, MemoryError):
            continue
        if isinstance(listed, list) and all(isinstance(item, str | int | float) for item in listed):
            return "|".join(str(item).replace("|", "/") for item in listed)
    return text
