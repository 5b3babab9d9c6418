"""How does the operator review what providers hand in, and look back at what happened to a course?"""

from typing import Any

import click

from bots.commands.output import as_json, console, plain, print_json, say_done, table

OPERATOR = "operator"
MOST_FINDINGS = 20


@click.command()
@click.argument("identifier", metavar="ID", required=False)
@click.option("--approve", is_flag=True, help="Publish it; its provider is known from now on.")
@click.option("--return", "return_why", metavar="WHY", help="Ask the provider for changes, with the reason.")
@click.option("--reject", "reject_why", metavar="WHY", help="Refuse it for good, with the reason.")
@as_json
def review(
    identifier: str | None, approve: bool, return_why: str | None, reject_why: str | None, json_output: bool
) -> None:
    """List the submissions that wait for a person; show or decide one."""
    from bots.assembly import open_house
    from bots.settings import load_settings

    if sum((approve, return_why is not None, reject_why is not None)) > 1:
        raise click.UsageError("Choose one of --approve, --return and --reject.")
    if identifier is None and (approve or return_why is not None or reject_why is not None):
        raise click.UsageError("Say which submission: `cairn courses review` lists what waits.")
    with open_house(load_settings()) as house:
        desk = house.library.review
        if identifier is None:
            _list(desk.waiting(), json_output)
            return
        if approve:
            desk.approve(identifier, OPERATOR, OPERATOR)
        elif return_why is not None:
            desk.send_back(identifier, OPERATOR, OPERATOR, return_why)
        elif reject_why is not None:
            desk.reject(identifier, OPERATOR, OPERATOR, reject_why)
        report, records = desk.read(identifier), desk.records(identifier)
    if json_output:
        print_json({**plain(report), "courses": plain(records)})
    else:
        _show(report, records)


def _list(waiting: Any, json_output: bool) -> None:
    if json_output:
        print_json(waiting)
    elif not waiting:
        console().print("Nothing waits for review.")
    else:
        rows = ((r.submission, r.provider, r.file, r.accepted, f"{r.history[0].at:%Y-%m-%d %H:%M}") for r in waiting)
        table(rows, ("submission", "provider", "file", "courses", "handed in"))


def _show(report: Any, records: Any) -> None:
    out = console()
    out.print(f"{report.file} of {report.provider or OPERATOR}: {report.status}", style="bold", markup=False)
    out.print(
        f"{report.rows} rows, {report.accepted} without an error, {report.completeness:.0%} of Annex I stated on average",
        markup=False,
    )
    for record in records[:MOST_FINDINGS]:
        out.print(f"  {record.title} ({record.id})", markup=False)
    for found in report.findings[:MOST_FINDINGS]:
        place = f"row {found.row}, {found.column or found.field}: " if found.row else ""
        out.print(f"  [{found.level}] {place}{found.message} → {found.mend}", markup=False)
    hidden = max(0, len(records) - MOST_FINDINGS) + max(0, len(report.findings) - MOST_FINDINGS)
    if hidden:
        out.print(f"  … and {hidden} more courses or findings; --json prints all.")
    for change in report.history:
        out.print(
            f"  {change.at:%Y-%m-%d %H:%M} {change.status} by {change.who}{': ' + change.why if change.why else ''}",
            markup=False,
        )


@click.command()
@click.argument("identifier", metavar="ID")
@as_json
def history(identifier: str, json_output: bool) -> None:
    """Show the texts that a course has had, and who changed it when and why."""
    from bots.assembly import open_house
    from bots.settings import load_settings
    from knowledge.vocabulary.credential import MicroCredentialId

    course = MicroCredentialId(identifier)
    with open_house(load_settings()) as house:
        versions, changes = house.library.versions(course), house.library.changes(course)
    if json_output:
        print_json({"versions": plain(versions), "changes": plain(changes)})
        return
    titles = {version.version: version.title for version in versions}
    table(
        (
            (change.version, f"{change.at:%Y-%m-%d %H:%M}", change.status, change.who, _why(change), titles.get(change.version, ""))
            for change in changes
        ),
        ("version", "when", "what", "who", "why", "title"),
    )  # fmt: skip
    if not changes:
        console().print(f"{versions[-1].title}: nothing is written down about who brought it.", markup=False)


def _why(change: Any) -> str:
    return f"replaced by {change.replaced_by}. {change.why}".strip() if change.replaced_by else change.why


@click.command()
@click.argument("identifier", metavar="ID")
@click.option("--by", "successor", metavar="ID", required=True, help="The course that takes its place.")
@click.option("--why", default="", help="The reason, kept with the change.")
@as_json
def replace(identifier: str, successor: str, why: str, json_output: bool) -> None:
    """Let another course take the place of one; old plans keep their snapshot."""
    from bots.assembly import open_house
    from bots.settings import load_settings
    from knowledge.vocabulary.credential import MicroCredentialId

    with open_house(load_settings()) as house:
        house.library.replace(MicroCredentialId(identifier), MicroCredentialId(successor), OPERATOR, why)
    done = {"id": identifier, "replaced_by": successor}
    say_done(done, f"{identifier} is replaced by {successor}.", json_output)
