"""Was the record of what was advised changed, and what stands in it?"""

import sys
from typing import Any

import click

from bots.commands.output import as_json, console, plain, print_json, table


@click.group()
def audit() -> None:
    """Look at the record of what was advised (no word of a person stands in it)."""


@audit.command("check")
@as_json
def check(json_output: bool) -> None:
    """Say whether every row is as it was written; exit code 1 where one is not."""
    from bots.assembly import open_house
    from bots.settings import load_settings

    with open_house(load_settings()) as house:
        rows, broken = house.advisor.audit_standing()
    if json_output:
        print_json({"rows": rows, "whole": broken is None, "first_broken": broken})
    elif broken is None:
        console().print(f"The audit is whole: {rows} rows.")
    else:
        console().print(
            f"✗ The audit is broken at row {broken} of {rows}: it was changed, or the row before it is gone."
        )
    sys.exit(0 if broken is None else 1)


@audit.command("list")
@click.option("--conversation", "identifier", help="Only what was advised in this conversation.")
@click.option("--last", default=20, show_default=True, type=click.IntRange(1, 10_000), help="This many rows.")
@as_json
def listed(identifier: str | None, last: int, json_output: bool) -> None:
    """List what was advised, the newest last."""
    from bots.assembly import open_house
    from bots.settings import load_settings

    with open_house(load_settings()) as house:
        rows = list(house.advisor.audited(identifier))[-last:]
    if json_output:
        print_json([plain(row) for row in rows])
        return
    table([_line(row) for row in rows], ("row", "time (UTC)", "event", "move", "shown, or by whom", "model"))


def _line(row: Any) -> tuple[str, ...]:
    shown = ", ".join(row.body.get("shown", ())) or str(row.body.get("by") or "")
    model = row.body.get("engines", {}).get("language_model", "")
    return (str(row.number), f"{row.at:%Y-%m-%d %H:%M:%S}", row.event, str(row.body.get("move", "")), shown, model)
