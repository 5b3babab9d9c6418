"""Which of our columns does each column of a file feed, and how sure is that?"""

import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from knowledge.errors import KnowledgeError
from knowledge.formats import cell_kinds
from knowledge.formats.cell_kinds import READABLE, SPEAKS_FOR_ITSELF, share
from knowledge.formats.column_durations import is_other_duration, take_unit, take_weeks_and_effort
from knowledge.formats.column_plan import Cells, Plan, separator_of
from knowledge.formats.column_report import samples_of
from knowledge.formats.column_table import Table, state_heading
from knowledge.formats.heading_meaning import (
    Meaning,
    belongs_elsewhere,
    meaning_of,
    means_something_else,
    per_week,
    unit_of,
)
from knowledge.formats.headings import (
    COLUMNS,
    COURSE_WORDS,
    FLAGS,
    LISTS,
    NOT_WHEN_BESIDE,
    NOTES,
    PARTS,
    SYNONYMS,
    TOLD_BY_CELLS,
    fold_heading,
)
from knowledge.submissions.rules import finding
from knowledge.submissions.words import FREE, MODES, SUPPORT, TIMES, plain

_ENOUGH = 0.5
_FLAG_TABLES = {"mode": MODES, "schedule": TIMES, "support": SUPPORT}
_REPEATED_NAMES = 0.5
_NO_NAME = re.compile(r"^(?:column|col|field|spalte|kolona|stupac|kolom|unnamed|x|f|v)?[\W_]*\d*$", re.IGNORECASE)
"""Headings that say nothing at all: what a program writes where there is none."""


def plan_columns(
    headings: Sequence[str],
    rows: Sequence[Cells],
    overrides: Mapping[str, str],
    split_already: frozenset[str] = frozenset(),
) -> Plan:
    """Decide once per file. `overrides` maps our column to the file's heading. Raises KnowledgeError for unknown names.

    Cells of the headings in `split_already` hold their items between bars, whatever else they hold.
    """
    named = list(dict.fromkeys(heading for heading in headings if heading.strip()))
    table = Table(named, {heading: [row.get(heading, "") for row in rows] for heading in named}, split_already)
    for ours, theirs in _checked(overrides, named).items():
        table.take(ours, theirs, "given", 1.0)
    _take_parts(table)
    _take_names(table)
    take_unit(table)
    take_weeks_and_effort(table)
    _take_flags(table)
    _take_by_cells(table)
    _take_notes(table)
    return _plan(table, rows, headings, split_already)


def _checked(overrides: Mapping[str, str], headings: Sequence[str]) -> Mapping[str, str]:
    for ours, theirs in overrides.items():
        if ours not in COLUMNS:
            near = difflib.get_close_matches(ours, COLUMNS, n=1)
            hint = f"Did you mean `{near[0]}`?" if near else f"The columns are: {', '.join(COLUMNS)}."
            raise KnowledgeError(f"Cairn has no column `{ours}`.", hint=hint)
        if theirs not in headings:
            raise KnowledgeError(
                f"The file has no column `{theirs}`.", hint=f"Its columns are: {', '.join(h for h in headings if h)}."
            )
    return overrides


def _take_parts(table: Table) -> None:
    by_fold = {fold_heading(heading): heading for heading in reversed(table.free())}
    for ours, groups in PARTS.items():
        for folds in groups:
            if ours not in table.sources and all(fold in by_fold for fold in folds):
                for fold in folds:
                    table.take(ours, by_fold[fold], "name", 0.9)


def _take_names(table: Table) -> None:
    """Give each of our columns the heading that names it best; the others that name it too are told."""
    folds = {fold_heading(heading) for heading in table.headings}
    found = _candidates(table, folds)
    for ours, candidates in found.items():
        if ours in table.sources:
            continue
        fitting = [
            (heading, meaning)
            for heading, meaning in candidates
            if meaning.sure == 1.0 or _cells_agree(table, ours, heading)
        ]
        refused = [(heading, meaning) for heading, meaning in candidates if (heading, meaning) not in fitting]
        if ours == "country" and not found["location"]:
            # `Vendi` and `Land` are a country or a place
            found["location"], refused = refused, []
        for heading, _ in refused:
            if fold_heading(heading) not in NOTES:
                evidence = " · ".join(samples_of(table.cells[heading]))
                table.findings.append(
                    finding("cells_against_name", field=ours, column=heading, value=heading, evidence=evidence)
                )
        if fitting:
            chosen, meaning = min(fitting, key=lambda pair: _order(pair, table))
            table.take(ours, chosen, meaning.how, meaning.sure)
            _tell_choice(table, ours, chosen, meaning, [heading for heading, _ in fitting if heading != chosen])


def _order(pair: tuple[str, Meaning], table: Table) -> tuple[bool, float, int, int]:
    heading, meaning = pair
    # A column without a single cell says nothing, whatever its name
    sure = 1.0 if meaning.how == "name" else meaning.sure
    return (not table.filled(heading), -sure, meaning.place, table.headings.index(heading))


def _tell_choice(table: Table, ours: str, chosen: str, meaning: Meaning, others: Sequence[str]) -> None:
    if meaning.how == "spelling":
        table.findings.append(
            finding("column_guessed", field=ours, column=chosen, value=chosen, why="because its name is nearly that")
        )
    for other in others:
        if table.filled(other):
            table.findings.append(finding("two_columns_for_one", field=ours, column=other, value=other, read=chosen))


def _candidates(table: Table, folds: set[str]) -> dict[str, list[tuple[str, Meaning]]]:
    found: dict[str, list[tuple[str, Meaning]]] = {ours: [] for ours in COLUMNS}
    for heading in table.free():
        beside = NOT_WHEN_BESIDE.get(fold_heading(heading), frozenset())
        meaning = None if beside & folds else meaning_of(heading)
        if meaning and (meaning.how == "name" or not means_something_else(heading)):
            found[meaning.column].append((heading, meaning))
    return found


def _cells_agree(table: Table, ours: str, heading: str) -> bool:
    """Ask the cells where the name may mean something else: 'level' may be EQF or difficulty, 'duration' hours or weeks.

    Our own names are believed whatever stands under them.
    """
    cells = table.filled(heading)
    if not cells:
        return True
    if ours == "hours" and (per_week(heading) or share(cells, cell_kinds.is_weekly_hours) >= _ENOUGH):
        return False
    if ours == "hours" and unit_of(heading).time not in {"", "hours", "minutes"}:
        return share(cells, cell_kinds.is_hours_with_unit) >= _ENOUGH
    doubtful = _is_doubtful(ours, heading)
    if ours == "hours" and doubtful and not unit_of(heading).time:
        return share(cells, cell_kinds.is_hours_with_unit) >= _ENOUGH
    if doubtful and ours in READABLE:
        return share(cells, READABLE[ours]) >= _ENOUGH
    if ours == "location":
        return share(cells, cell_kinds.is_address) < _ENOUGH
    return True


def _is_doubtful(ours: str, heading: str) -> bool:
    """Say whether a name may mean something else, as it stands or as the synonym that it was known by."""
    names = {fold_heading(heading.rpartition(".")[2] if "." in heading else heading)}
    found = None if "." in heading else meaning_of(heading)
    if found and found.column == ours:
        names.add(SYNONYMS[ours][found.place])
    return bool(names & TOLD_BY_CELLS.get(ours, frozenset()))


def _take_flags(table: Table) -> None:
    for heading in table.free():
        meaning = FLAGS.get(fold_heading(heading))
        if not meaning and table.filled(heading) and share(table.cells[heading], cell_kinds.is_yes_or_no) == 1.0:
            meaning = _flag(heading)
        if meaning:
            table.flags.append((heading, *meaning))


def _flag(heading: str) -> tuple[str, str] | None:
    """Take a heading that is an item of a list by itself: 'Abends', 'Online', 'Čuvanje djece', 'Večernja nastava'."""
    words = plain(heading.replace("_", " ")).split()
    bare = [word for word in words if fold_heading(word) not in COURSE_WORDS]
    for word in (" ".join(words), " ".join(bare)):
        if word in FREE:
            return "price", "0"
        if found := next(((ours, known[word]) for ours, known in _FLAG_TABLES.items() if word in known), None):
            return found
    return None


def _take_by_cells(table: Table) -> None:
    for ours, (fits, least) in SPEAKS_FOR_ITSELF.items():
        if ours in table.sources:
            continue
        found = [
            heading
            for heading in _nameless(table)
            if len(table.filled(heading)) > 1
            and share(table.cells[heading], fits) >= least
            and _may_guess(ours, heading)
        ]
        if len(found) == 1:
            _guess(table, ours, found[0])
    _take_words_by_cells(table)


def _may_guess(ours: str, heading: str) -> bool:
    """Say whether cells may speak for a heading: a day may be of anything that has a name, hours a week are no total."""
    if ours == "start_dates":
        return bool(_NO_NAME.match(heading))
    return not (ours == "hours" and per_week(heading))


def _nameless(table: Table) -> list[str]:
    # A name that means another of our columns or is known to be something else is believed
    return [
        h for h in table.free() if not means_something_else(h) and fold_heading(h) not in NOTES and not meaning_of(h)
    ]


def _take_words_by_cells(table: Table) -> None:
    """Without a title no row can be taken in: look for short texts that hardly repeat; and for long ones as description."""
    if "title" not in table.sources:
        names = [heading for heading in _nameless(table) if _looks_like_titles(table.filled(heading))]
        if names:
            _guess(table, "title", names[0])
    if "description" not in table.sources:
        # What was a list is a list of something, not a text about the course
        texts = [
            h
            for h in _nameless(table)
            if h not in table.lists and share(table.cells[h], cell_kinds.is_running_text) >= _ENOUGH
        ]
        if texts:
            _guess(table, "description", max(texts, key=lambda heading: sum(map(len, table.cells[heading]))))


def _looks_like_titles(cells: Sequence[str]) -> bool:
    distinct = len({cell.strip().lower() for cell in cells})
    if not cells or share(cells, cell_kinds.is_name) < 0.9 or share(cells, cell_kinds.is_running_text) > _ENOUGH:
        return False
    return distinct > _REPEATED_NAMES * len(cells) and (len(cells) > 1 or " " in cells[0].strip())


def _guess(table: Table, ours: str, heading: str) -> None:
    table.take(ours, heading, "cells", 0.5)
    evidence = " · ".join(samples_of(table.cells[heading]))
    table.findings.append(
        finding(
            "column_guessed",
            field=ours,
            column=heading,
            value=heading,
            evidence=evidence,
            why="because of what its cells hold",
        )
    )


def _take_notes(table: Table) -> None:
    for heading in table.free():
        if table.filled(heading) and (_is_note(heading) or is_other_duration(table, heading)):
            table.notes.append(heading)
            table.forget("cells_against_name", heading)
            evidence = " · ".join(samples_of(table.cells[heading]))
            table.findings.append(
                finding("kept_as_note", field="further_information", column=heading, value=heading, evidence=evidence)
            )


def _is_note(heading: str) -> bool:
    names = {fold_heading(heading), fold_heading(heading.rpartition(".")[2])}
    return bool(names & NOTES) and not belongs_elsewhere(heading)


def _plan(table: Table, rows: Sequence[Cells], headings: Sequence[str], split_already: frozenset[str]) -> Plan:
    sources = {ours: tuple(table.sources[ours]) for ours in COLUMNS if ours in table.sources}
    whole = set(COLUMNS) <= set(headings)
    plan = Plan(
        sources=sources,
        flags=tuple(table.flags),
        noted=tuple(table.notes),
        unmapped=tuple(table.free()),
        separators={
            ours: "|" if whole or split_already & {s.heading for s in group} else separator_of(ours, group, rows)
            for ours, group in sources.items()
            if ours in LISTS
        },
        cells=table.cells,
        notes_for_people=tuple(table.findings),
    )
    state = state_heading(table)
    unmapped = tuple(heading for heading in plan.unmapped if heading != state)
    return replace(plan, in_united_states=state, unmapped=unmapped)
