"""Who signs in besides learners: counsellors, providers, moderators, administrators?"""

from typing import TYPE_CHECKING, Any

import click

from bots.commands.output import as_json, console, print_json, table

if TYPE_CHECKING:
    from bots.accounts.users import User
    from bots.settings import Settings

ROLES = ("counsellor", "provider", "moderator", "administrator")


@click.group()
def users() -> None:
    """Let people in who work here; each signs in by a link that works once."""


@users.command()
@click.argument("email")
@click.option("--role", required=True, type=click.Choice(ROLES), help="What the person does here.")
@click.option("--name", default="", help="As learners read it; default: what stands before the @.")
@as_json
def add(email: str, role: str, name: str, json_output: bool) -> None:
    """Add an account, or change its role and name, and print a link to sign in with, once."""
    from advisor.vocabulary.counselling import Counsellor
    from bots.accounts.users import Role
    from bots.assembly import now, open_house
    from bots.settings import load_settings

    settings = load_settings()
    with open_house(settings) as house:
        user = house.users.add(email, Role(role), name, now())
        if user.role is not Role.COUNSELLOR:
            house.advisor.counselling.leave(Counsellor(id=user.email, name=user.name), now())
        token = house.users.new_link(user.email, now())
    _tell_link(settings, user, token, json_output)


@users.command()
@click.argument("email")
@as_json
def link(email: str, json_output: bool) -> None:
    """Make a new link for an account and print it; an earlier one is worth nothing from now on."""
    from bots.assembly import now, open_house
    from bots.settings import load_settings

    settings = load_settings()
    with open_house(settings) as house:
        user = house.users.find(email)
        token = house.users.new_link(user.email, now())
    _tell_link(settings, user, token, json_output)


@users.command("list")
@as_json
def list_(json_output: bool) -> None:
    """List the accounts."""
    from bots.assembly import open_house
    from bots.settings import load_settings

    with open_house(load_settings()) as house:
        found = house.users.all()
    if json_output:
        print_json([shown(user) for user in found])
    else:
        table(((u.email, u.name, u.role, f"{u.added:%Y-%m-%d}") for u in found), ("e-mail", "name", "role", "since"))


@users.command()
@click.argument("email")
@as_json
def remove(email: str, json_output: bool) -> None:
    """Delete an account and end its sessions; a counsellor's learners wait for another."""
    from advisor.vocabulary.counselling import Counsellor
    from bots.assembly import now, open_house
    from bots.settings import load_settings

    with open_house(load_settings()) as house:
        user = house.users.find(email)
        house.users.remove(user.email)
        left = house.advisor.counselling.leave(Counsellor(id=user.email, name=user.name), now())
    if json_output:
        print_json({"removed": user.email, "cases_waiting": left})
        return
    console().print(f"{user.email} is out: the account, its links and its sessions are gone.")
    if left:
        console().print(f"Cases that are free again: {left}.")


@users.command()
@click.argument("email")
@as_json
def part(email: str, json_output: bool) -> None:
    """Forget who came as EMAIL by your own sign-in (OIDC); whoever has this address there comes as it from now on."""
    from bots.accounts.arrivals import Arrivals
    from bots.assembly import open_house
    from bots.settings import load_settings

    with open_house(load_settings()) as house:
        user = house.users.find(email)
        parted = Arrivals(house.engine).part(user.email)
    if json_output:
        print_json({"email": user.email, "parted": parted})
        return
    console().print(f"{user.email}: {'parted' if parted else 'nobody had come as this account'}.")


@users.command()
@click.argument("code")
@click.argument("email")
@as_json
def assign(code: str, email: str, json_output: bool) -> None:
    """Give the learner of a CODE to a counsellor, whoever had them before."""
    from advisor.vocabulary.counselling import Counsellor
    from bots.accounts.users import Role
    from bots.assembly import now, open_house
    from bots.errors import UnknownUser
    from bots.settings import load_settings

    with open_house(load_settings()) as house:
        user = house.users.find(email)
        if user.role is not Role.COUNSELLOR:
            raise UnknownUser(f"{user.email} is no counsellor.", hint="`cairn users add … --role counsellor`.")
        case = house.advisor.counselling.assign(code, Counsellor(id=user.email, name=user.name), now())
    if json_output:
        print_json({"case": case.id, "counsellor": user.email})
        return
    console().print(f"{user.name} looks after the learner of {case.code} now.")


def shown(user: "User") -> dict[str, Any]:
    return {"email": user.email, "name": user.name, "role": user.role.value, "added": user.added.isoformat()}


def address_of(settings: "Settings", token: str) -> str:
    """Give the address to open; where no public one is set, that of the server on this machine."""
    from bots.web.channel import noted_address

    base = settings.public_url or noted_address(settings) or "http://127.0.0.1:8080"
    return f"{base.rstrip('/')}/sign-in?token={token}"


def _tell_link(settings: "Settings", user: "User", token: str, json_output: bool) -> None:
    address = address_of(settings, token)
    if json_output:
        print_json({**shown(user), "link": address, "minutes": 15})
        return
    out = console()
    out.print(f"{user.name} ({user.email}), {user.role}. To sign in, once, within 15 minutes:")
    click.echo(address)
    if not settings.public_url:
        out.print("This opens on this machine; set CAIRN_PUBLIC_URL for an address that others can open.")
    out.print("`cairn users link` makes another one.")
