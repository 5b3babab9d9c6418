"""How does one look after an installation: index, evaluation, doctor, settings?"""

import sys
from pathlib import Path
from typing import Any

import click
from pydantic import SecretStr

from bots.commands.output import as_json, console, plain, print_json, progress, say_done, table


@click.command()
@click.option("--check", is_flag=True, help="Only say whether the index agrees with the catalogue.")
@as_json
def reindex(check: bool, json_output: bool) -> None:
    """Make the vectors that are missing and rebuild the index from the catalogue; ended at any moment, it goes on there."""
    from bots.assembly import open_house
    from bots.settings import load_settings

    vectors = None
    with open_house(load_settings(), owner=not check) as house:
        if not check:
            with progress("Embedding, then building the index") as bar:
                house.library.vectors.watch = bar
                vectors = house.library.reindex(bar)
        findings = list(house.library.verify_index())
    if json_output:
        print_json({"vectors": vectors, "agrees": not findings, "findings": plain(findings)})
    else:
        if vectors is not None:
            console().print(f"The index is rebuilt: {vectors} vectors.")
        for finding in findings:
            console().print(f"✗ {finding.message} → {finding.mend}", markup=False)
        if not findings:
            console().print("The index agrees with the catalogue.")
    sys.exit(1 if findings else 0)


@click.command()
@click.argument("pack", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--run",
    "run_file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Also write the ranking per query to this file.",
)
@as_json
def evaluate(pack: Path, run_file: Path | None, json_output: bool) -> None:
    """Run an evaluation pack in a store of its own and print its figures."""
    from bots.evaluation import run_pack
    from bots.settings import load_settings

    with progress(f"{pack.name}: embedding") as bar:
        figures = run_pack(pack, run_file, load_settings(), bar)
    if json_output:
        print_json(figures)
        return
    table(_flat(figures), ("figure", "value"))


def _flat(figures: dict[str, Any], before: str = "") -> list[tuple[str, str]]:
    rows: list[tuple[str, str]] = []
    for name, value in figures.items():
        if isinstance(value, dict):
            rows += _flat(value, f"{before}{name}.")
        else:
            rows.append((before + name, f"{value:.3f}" if isinstance(value, float) else str(value)))
    return rows


@click.command()
@as_json
def doctor(json_output: bool) -> None:
    """Say what is used and why, what is missing and how to get it."""
    from bots.doctor import examine
    from bots.settings import load_settings

    findings = examine(load_settings())
    if json_output:
        print_json({"ok": all(f["ok"] for f in findings), "findings": findings})
    else:
        for finding in findings:
            console().print(
                f"{'✓' if finding['ok'] else '✗'} {finding['what']}: {finding['used']}"
                + (f" → {finding['hint']}" if finding["hint"] else ""),
                markup=False,
            )
    sys.exit(0 if all(f["ok"] for f in findings) else 1)


@click.group()
def config() -> None:
    """Show and check the settings, secrets hidden."""


@config.command("show")
@as_json
def config_show(json_output: bool) -> None:
    """Show every setting with its value and meaning."""
    from bots.settings import PREFIX, Settings, load_settings

    settings = load_settings()
    rows = [
        (PREFIX + name.upper(), _shown(getattr(settings, name)), field.description)
        for name, field in Settings.model_fields.items()
    ]
    if json_output:
        print_json([{"name": name, "value": value, "description": description} for name, value, description in rows])
    else:
        table(rows, ("setting", "value", "meaning"))


def _shown(value: object) -> str:
    if isinstance(value, SecretStr):
        return "set (hidden)"
    return "" if value is None else str(value)


@config.command("check")
@as_json
def config_check(json_output: bool) -> None:
    """Say whether the settings can be used."""
    from bots.settings import load_settings

    settings = load_settings()
    done = {"fine": True, "data": str(settings.data)}
    say_done(done, f"The settings are fine; data is kept in {settings.data}.", json_output)
