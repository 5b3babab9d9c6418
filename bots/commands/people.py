"""How does one give people what is held on them, and erase it?"""

import click

from bots.commands.output import as_json, console, plain, print_json


@click.group()
def people() -> None:
    """What is held on a learner: give it out, or erase it."""


@people.command("export")
@click.argument("identifier", metavar="ID")
@click.option("--notes", is_flag=True, help="Add what counsellors noted for themselves, where the law asks for it.")
@as_json
def export(identifier: str, notes: bool, json_output: bool) -> None:
    """Print everything that is held on a learner (ID of the conversation), as JSON."""
    from bots.assembly import now, open_house
    from bots.settings import load_settings
    from bots.web.kept import Kept

    with open_house(load_settings()) as house:
        held = house.advisor.export(identifier) | Kept(house.engine).held_on(identifier, now())
        if notes:
            held["notes"] = [plain(note) for note in house.advisor.counselling.notes_on(identifier)]
    if json_output:
        print_json(held)
        return
    console().print_json(data=held, default=str)


@people.command("erase")
@click.argument("identifier", metavar="ID")
@click.option("--yes", is_flag=True, help="Do not ask.")
@as_json
def erase(identifier: str, yes: bool, json_output: bool) -> None:
    """Erase everything that is held on a learner, for good; a hand-off keeps ids and times only."""
    from bots.assembly import now, open_house
    from bots.settings import load_settings
    from bots.web.kept import Kept

    with open_house(load_settings()) as house:
        house.advisor.conversation(identifier)  # raises where there is none, before anybody is asked
        if not yes and not json_output:
            click.confirm(f"Erase everything that is held on {identifier}, for good?", abort=True, err=True)
        house.advisor.erase(identifier, now())
        Kept(house.engine).forget(identifier)
    if json_output:
        print_json({"erased": identifier})
        return
    console().print("Erased. Backups made before still hold it; `cairn restore` leaves it out when they are put back.")
