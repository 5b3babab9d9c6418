"""From which addresses are courses fetched on a schedule?"""

import re
import secrets
import sys
from typing import Any

import click

from bots.commands.output import as_json, console, print_json, say_done, table

UNITS = {"m": 1, "h": 60, "d": 24 * 60}
OFF = "Fetching is switched off: set CAIRN_FEEDS=true, then `cairn serve` pulls on schedule."


def _minutes(_ctx: click.Context, _parameter: click.Parameter, given: str) -> int:
    found = re.fullmatch(r"(\d{1,5})\s*([mhd])", given.strip().lower())
    if not found:
        raise click.BadParameter(f"{given}: write e.g. 30m, 24h or 7d.")
    return int(found[1]) * UNITS[found[2]]


@click.group()
def feeds() -> None:
    """Fetch providers' courses from their addresses, on a schedule."""


@feeds.command()
@click.argument("provider")
@click.argument("address")
@click.option(
    "--every", "minutes", default="24h", show_default=True, callback=_minutes, help="How often: 30m, 24h, 7d."
)
@click.option("--format", "format_", default="auto", show_default=True, help="How it is written: elm, csv, …")
@click.option("--name", default="", help="Name of the feed; the provider's by default.")
@click.option(
    "--grace",
    "grace_days",
    default=14,
    show_default=True,
    type=click.IntRange(0),
    help="Days that a course may be missing before it counts as stale.",
)
@click.option("--partial", is_flag=True, help="The feed tells of news only: what is missing in it is still offered.")
@click.option("--any-provider", is_flag=True, help="The feed may speak of other providers' courses too.")
@as_json
def add(
    provider: str, address: str, minutes: int, format_: str, name: str, grace_days: int, partial: bool,
    any_provider: bool, json_output: bool,
) -> None:  # fmt: skip
    """Keep the ADDRESS of a PROVIDER's courses; it is due at once."""
    from bots.assembly import open_house
    from bots.settings import load_settings

    how = {"name": name, "every_minutes": minutes, "format": format_, "grace_days": grace_days}
    with open_house(load_settings()) as house:
        feed = house.library.feeds.add(provider, address, complete=not partial, any_provider=any_provider, **how)
        allowed = house.library.feeds.allowed
    if json_output:
        print_json(feed)
        return
    console().print(f"{feed.name}: {feed.address}, every {minutes} minutes.", markup=False)
    if not allowed:
        console().print(OFF, markup=False)


@feeds.command("list")
@as_json
def list_(json_output: bool) -> None:
    """List the feeds with what came of the last time."""
    from bots.assembly import open_house
    from bots.settings import load_settings

    with open_house(load_settings()) as house:
        found, allowed = house.library.feeds.all(), house.library.feeds.allowed
    if json_output:
        print_json(found)
        return
    table(
        ((f.name, f.provider, f.address, f"{f.due:%Y-%m-%d %H:%M}", _last(f)) for f in found),
        ("name", "provider", "address", "due", "last time"),
    )
    if found and not allowed:
        console().print(OFF, markup=False)


@feeds.command()
@click.argument("name", required=False)
@as_json
def pull(name: str | None, json_output: bool) -> None:
    """Fetch a feed now, or every one that is due."""
    from bots.assembly import open_house
    from bots.settings import load_settings

    good = True
    with open_house(load_settings()) as house:
        names = [name] if name else [feed.name for feed in house.library.feeds.due()]
        for one in names:
            feed = house.library.feeds.pull(one, secrets.randbelow(1000) / 1000)
            good = good and feed.outcomes[0].good
            if json_output:
                print_json({"name": feed.name, **feed.outcomes[0].model_dump(mode="json"), "due": feed.due.isoformat()})
            else:
                _tell(feed)
    if not names and not json_output:
        console().print("No feed is due.")
    sys.exit(0 if good else 1)


@feeds.command()
@click.argument("name")
@as_json
def remove(name: str, json_output: bool) -> None:
    """Forget an address; its courses stay."""
    from bots.assembly import open_house
    from bots.settings import load_settings

    with open_house(load_settings()) as house:
        house.library.feeds.remove(name)
    done = {"name": name, "removed": True}
    say_done(done, f"{name} is not fetched any more; its courses stay.", json_output)


def _last(feed: Any) -> str:
    if not feed.outcomes:
        return "not yet"
    last = feed.outcomes[0]
    return f"{last.at:%Y-%m-%d %H:%M} {'' if last.good else '✗ '}{last.message}"


def _tell(feed: Any) -> None:
    last = feed.outcomes[0]
    out = console()
    out.print(f"{feed.name}: {last.message}", markup=False)
    if last.hint:
        out.print(f"  → {last.hint}", markup=False)
    if last.submission:
        out.print(f"  Findings: cairn courses review {last.submission}", markup=False)
    for course in last.stale:
        out.print(f"  stale: {course}", markup=False)
