"""Which columns tell together how long a course takes: a number and its unit, weeks and hours a week?"""

from knowledge.formats import cell_kinds
from knowledge.formats.cell_kinds import share
from knowledge.formats.column_table import Table
from knowledge.formats.heading_meaning import meaning_of, per_week, unit_of

_ENOUGH, _SURELY = 0.5, 0.9


def take_weeks_and_effort(table: Table) -> None:
    """Take two columns together where one tells the weeks and the other the hours a week."""
    if "hours" in table.sources:
        return
    weeks = [h for h in table.free() if table.filled(h) and _tells_weeks(table, h)]
    effort = [h for h in table.free() if h not in weeks and table.filled(h) and _tells_weekly_hours(table, h)]
    if len(weeks) == 1 and len(effort) == 1:
        table.take("hours", weeks[0], "part of the name", 0.7)
        table.take("hours", effort[0], "part of the name", 0.7)
        table.forget("cells_against_name", weeks[0], effort[0])


def take_unit(table: Table) -> None:
    """Take the column that says what the numbers of a duration count: `duration_unit` beside `duration_value`."""
    numbers = next((source.heading for source in table.sources.get("hours", ())), "")
    candidates = [numbers] if numbers else [heading for heading in table.free() if _names_a_duration(heading)]
    for amounts in candidates:
        if share(table.cells[amounts], cell_kinds.is_number) < _SURELY or unit_of(amounts).time:
            continue
        units = [heading for heading in table.free() if share(table.cells[heading], cell_kinds.is_unit) == 1.0]
        if len(units) == 1:
            if not numbers:
                table.take("hours", amounts, "part of the name", 0.7)
            table.take("hours", units[0], "part of the name", 0.7)
            table.forget("cells_against_name", amounts)
            return


def _names_a_duration(heading: str) -> bool:
    meaning = meaning_of(heading)
    return meaning is not None and meaning.column == "hours"


def _tells_weeks(table: Table, heading: str) -> bool:
    bare = unit_of(heading).time == "weeks" and not per_week(heading)
    return (
        share(table.cells[heading], lambda cell: cell_kinds.is_weeks(cell) or (bare and cell_kinds.is_number(cell)))
        >= _ENOUGH
    )


def _tells_weekly_hours(table: Table, heading: str) -> bool:
    weekly = per_week(heading)
    return (
        share(
            table.cells[heading],
            lambda cell: cell_kinds.is_weekly_hours(cell) or (weekly and cell_kinds.is_hours(cell)),
        )
        >= _ENOUGH
    )


def is_other_duration(table: Table, heading: str) -> bool:
    """Say whether a column tells how long the course lasts without telling its hours: weeks, months, hours a week."""
    if _tells_weekly_hours(table, heading):
        return True
    other = unit_of(heading).time not in {"", "hours", "minutes"} or per_week(heading)
    return _names_a_duration(heading) and (other or share(table.cells[heading], cell_kinds.is_hours) < _ENOUGH)
