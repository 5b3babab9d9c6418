"""How do courses come in and out from the command line?"""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from bots.commands import reviewing
from bots.commands.column_view import SHOWN_HERE, show_columns
from bots.commands.findings_view import show_completeness, show_findings
from bots.commands.output import as_json, console, plain, print_json, progress, read_file, say_done, table
from knowledge import formats

FORMATS = click.Choice([formats.AUTO, *formats.FORMATS])
WRITTEN = click.Choice([name for name in formats.FORMATS if name not in formats.ONLY_READ])


def _mapping(_ctx: click.Context, _parameter: click.Parameter, given: tuple[str, ...]) -> dict[str, str]:
    for pair in given:
        if "=" not in pair:
            raise click.BadParameter(f"{pair}: write OUR_COLUMN=THEIR_HEADING, e.g. title=CourseName.")
    return dict(pair.split("=", 1) for pair in given)


def _file_options(command: Callable[..., Any]) -> Callable[..., Any]:
    for option in (
        click.argument("files", nargs=-1, required=True, metavar="FILE…"),
        click.option(
            "--format", "format_", type=FORMATS, default="auto", show_default=True, help="How the file is written."
        ),
        click.option(
            "--map",
            "mapping",
            multiple=True,
            callback=_mapping,
            metavar="OURS=THEIRS",
            help="Say which heading is meant, e.g. --map title=CourseName.",
        ),
        click.option("--provider", default="", help="Provider for rows that name none."),
        as_json,
    ):
        command = option(command)
    return command


@click.group()
def courses() -> None:
    """Check, import, look up, withdraw and export micro-credentials."""


@courses.command()
@_file_options
def check(files: tuple[str, ...], format_: str, mapping: dict[str, str], provider: str, json_output: bool) -> None:
    """Read and check files without changing anything."""
    _take(files, format_, mapping, provider, json_output, publish=False)


@courses.command("import")
@_file_options
def import_(files: tuple[str, ...], format_: str, mapping: dict[str, str], provider: str, json_output: bool) -> None:
    """Check files and publish what has no error; a bad row stops only itself."""
    _take(files, format_, mapping, provider, json_output, publish=True)


def _take(
    files: tuple[str, ...], format_: str, mapping: dict[str, str], provider: str, json_output: bool, *, publish: bool
) -> None:
    from bots.assembly import open_house
    from bots.settings import load_settings

    contents = [(name, read_file(name)) for name in files]
    wrong = False
    with open_house(load_settings()) as house:
        take = house.library.submit if publish else house.library.check
        for name, content in contents:
            with progress(f"{Path(name).name}: reading and embedding") as bar:
                house.library.vectors.watch = bar
                report = take(Path(name).name, content, format_, mapping, provider)
            wrong = wrong or any(finding.level == "error" for finding in report.findings)
            if json_output:
                print_json({**plain(report), "catalogue_version": house.library.catalogue_version()})
            else:
                _show(report, publish=publish)
    sys.exit(1 if wrong else 0)


def _show(report: Any, *, publish: bool) -> None:
    out = console()
    out.print(
        f"{report.file}: {report.format}, {report.rows} rows, {report.accepted} without an error, {report.completeness:.0%} of Annex I stated on average",
        style="bold",
    )
    show_columns(out, report)
    listed = [finding for finding in report.findings if not report.columns or finding.code not in SHOWN_HERE]
    show_completeness(out, report)
    show_findings(out, listed)
    if publish:
        out.print(
            f"{report.added} new, {report.updated} changed, {report.unchanged} unchanged, {report.rejected} not taken in.",
            style="bold",
        )


@courses.command("list")
@click.option("-k", "limit", default=50, show_default=True, type=click.IntRange(min=1), help="How many.")
@click.option("--provider", default="", help="Only of this provider.")
@as_json
def list_(limit: int, provider: str, json_output: bool) -> None:
    """List what is published."""
    from bots.assembly import open_house
    from bots.settings import load_settings

    with open_house(load_settings()) as house:
        records = [
            r
            for r in house.library.micro_credentials()
            if not provider or any(provider.casefold() in o.provider.name.casefold() for o in r.opportunities)
        ]
    if json_output:
        print_json({"total": len(records), "micro_credentials": plain(records[:limit])})
        return
    table(
        ((r.id, r.title, r.opportunities[0].provider.name if r.opportunities else "") for r in records[:limit]),
        ("id", "title", "provider"),
    )
    if len(records) > limit:
        console().print(f"… {len(records) - limit} more; -k shows more.")


@courses.command()
@click.argument("identifier", metavar="ID")
@as_json
def show(identifier: str, json_output: bool) -> None:
    """Show one micro-credential as it is published."""
    from bots.assembly import open_house
    from bots.settings import load_settings
    from knowledge.vocabulary.credential import MicroCredentialId

    with open_house(load_settings()) as house:
        record = house.library.find(MicroCredentialId(identifier))
    if json_output:
        print_json(record)
    else:
        table(
            ((key, value) for key, value in plain(record).items() if value not in (None, "", [], {})),
            ("field", "value"),
        )


@courses.command()
@click.argument("identifier", metavar="ID")
@click.option("--why", default="", help="The reason, kept with the change.")
@as_json
def withdraw(identifier: str, why: str, json_output: bool) -> None:
    """Take a micro-credential out of what is published; old plans keep their snapshot."""
    from bots.assembly import open_house
    from bots.settings import load_settings
    from knowledge.vocabulary.credential import MicroCredentialId

    with open_house(load_settings()) as house:
        house.library.withdraw(MicroCredentialId(identifier), reviewing.OPERATOR, why)
    say_done({"id": identifier, "withdrawn": True}, f"{identifier} is withdrawn.", json_output)


@courses.command()
@click.option("--format", "format_", type=WRITTEN, required=True, help="How to write it.")
def export(format_: str) -> None:
    """Write what is published to stdout."""
    from bots.assembly import open_house
    from bots.settings import load_settings

    with open_house(load_settings()) as house:
        click.echo(house.library.export(format_), nl=False)


for command in (reviewing.review, reviewing.history, reviewing.replace):
    courses.add_command(command)
