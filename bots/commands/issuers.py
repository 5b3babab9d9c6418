"""Which providers are connected, and would a hand-off reach them today?"""

from typing import TYPE_CHECKING, Any

import click

from bots.commands.output import as_json, console, print_json, table
from bots.errors import BotError

if TYPE_CHECKING:
    from bots.assembly import House

WORDS = {True: "yes", False: "no", None: "not known"}
JOBS = ("enrolment", "prior_learning", "offers", "events")


@click.group()
def issuers() -> None:
    """Look at the providers of the issuers file."""


@issuers.command("list")
@as_json
def list_(json_output: bool) -> None:
    """List who is connected, by which protocol, for which jobs, and where they may call us."""
    from bots.assembly import open_house
    from bots.settings import load_settings

    with open_house(load_settings()) as house:
        found = [_described(house, name) for name in house.advisor.handoffs.issuers_of.names]
    if json_output:
        print_json(found)
    elif not found:
        console().print("No provider is connected: learners get the provider's own page. See CAIRN_ISSUERS.")
    else:
        rows = ((f["provider"], f["protocol"], ", ".join(f["jobs"]) or "page", f["calls_us_at"] or "–") for f in found)
        table(rows, ("provider", "protocol", "jobs", "may call us at"))


@issuers.command()
@click.argument("name", required=False)
@as_json
def check(name: str | None, json_output: bool) -> int:
    """Ask each provider, or NAME, for something that has no effect: is it there, does it know us, what is missing?"""
    from bots.assembly import open_house
    from bots.settings import load_settings

    with open_house(load_settings()) as house:
        found = [_checked(house, each) for each in _wanted(house, name)]
    if json_output:
        print_json([each.model_dump(mode="json") for each in found])
    else:
        rows = (
            (
                each.provider,
                each.protocol,
                WORDS[each.reachable],
                WORDS[each.token_accepted],
                "; ".join(each.missing) or "–",
            )
            for each in found
        )
        table(rows, ("provider", "protocol", "reachable", "token accepted", "missing"))
    return 0 if all(each.fine for each in found) else 1


def _wanted(house: "House", name: str | None) -> tuple[str, ...]:
    names: tuple[str, ...] = house.advisor.handoffs.issuers_of.names
    if name and name not in names:
        raise BotError(f"{name} is not in the issuers file.", hint="`cairn issuers list` shows who is.")
    return (name,) if name else names


def _described(house: "House", name: str) -> dict[str, Any]:
    from bots.provider_calls import address_of

    connection = house.advisor.handoffs.issuers_of(name)
    jobs = [job for job in JOBS if getattr(connection, job)]
    return {
        "provider": name,
        "protocol": connection.protocol,
        "jobs": jobs,
        "calls_us_at": address_of(house.settings, name) if connection.events else "",
    }


def _checked(house: "House", name: str) -> Any:
    from advisor.handoff import provider_of
    from advisor.issuers import ConnectedIssuers
    from advisor.issuers.checking import check as look_at

    issuers_of = house.advisor.handoffs.issuers_of
    assert isinstance(issuers_of, ConnectedIssuers)
    courses = [record.id for record in house.library.micro_credentials() if provider_of(record) == name]
    return look_at(name, issuers_of.entries[name], courses, can_be_called=bool(house.settings.public_url))
