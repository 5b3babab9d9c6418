"""Who may hand in courses over HTTP, with which key?"""

from typing import Any

import click

from bots.accounts.provider_keys import new_key
from bots.commands.output import as_json, console, plain, print_json, say_done, table


@click.group()
def providers() -> None:
    """Let providers hand in courses over HTTP, and moderators review them, each with a key."""


@providers.command()
@click.argument("name")
@click.option("--moderator", is_flag=True, help="The key reviews what providers hand in, and hands in nothing.")
@click.option("--known", is_flag=True, help="Good files are published at once, from the first one on.")
@click.option("--always-review", is_flag=True, help="A second person looks at every file, known provider or not.")
@as_json
def add(name: str, moderator: bool, known: bool, always_review: bool, json_output: bool) -> None:
    """Let an organisation in and print its key, once. NAME stands in the column `provider` of its courses."""
    from bots.assembly import now, open_house
    from bots.settings import load_settings
    from knowledge.vocabulary.provider import AccountRole

    key = new_key()
    role = AccountRole.MODERATOR if moderator else AccountRole.PROVIDER
    with open_house(load_settings()) as house:
        account = house.library.accounts.add(name, key, now(), role, known=known, always_review=always_review)
    _tell_key(account, key, json_output)


@providers.command("list")
@as_json
def list_(json_output: bool) -> None:
    """List providers and moderators; keys are shown to nobody."""
    from bots.assembly import open_house
    from bots.settings import load_settings

    with open_house(load_settings()) as house:
        found = house.library.accounts.all()
    if json_output:
        print_json([shown(account) for account in found])
    else:
        table(
            ((a.id, a.name, a.role, "yes" if a.known else "not yet", f"{a.added:%Y-%m-%d}") for a in found),
            ("id", "name", "role", "known", "since"),
        )


@providers.command()
@click.argument("name")
@as_json
def key(name: str, json_output: bool) -> None:
    """Make a new key and print it, once; the old one is worth nothing from now on."""
    from bots.assembly import open_house
    from bots.settings import load_settings

    made = new_key()
    with open_house(load_settings()) as house:
        account = house.library.accounts.new_key(name, made)
    _tell_key(account, made, json_output)


@providers.command()
@click.argument("name")
@as_json
def remove(name: str, json_output: bool) -> None:
    """Take the key away; courses and submissions stay."""
    from bots.assembly import open_house
    from bots.settings import load_settings

    with open_house(load_settings()) as house:
        house.library.accounts.remove(name)
    done = {"name": name, "removed": True}
    say_done(done, f"{name} has no key any more; its courses stay.", json_output)


def shown(account: Any) -> dict[str, Any]:
    """Show an account without its key's hash."""
    return {name: value for name, value in plain(account).items() if name != "key_sha"}


def _tell_key(account: Any, key: str, json_output: bool) -> None:
    if json_output:
        print_json({**shown(account), "key": key})
        return
    out = console()
    out.print(f"{account.name} ({account.id}), {account.role}. The key, shown this once:", markup=False)
    click.echo(key)
    out.print("Send it as `Authorization: Bearer …`; `cairn providers key` makes a new one.", markup=False)
