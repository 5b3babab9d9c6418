"""How does one back up an installation, and put a backup back?"""

from pathlib import Path
from typing import Any

import click

from bots.commands.output import as_json, console, print_json


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@as_json
def backup(folder: Path, json_output: bool) -> None:
    """Copy everything that cannot be made again to DIR, as it stands at one moment, while Cairn serves."""
    from bots.assembly import now
    from bots.backing_up import back_up
    from bots.settings import load_settings

    made = back_up(load_settings(), folder, now())
    if json_output:
        print_json(made)
        return
    console().print(f"Backed up to {folder}: {_told(made)}.", markup=False)


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(exists=True, file_okay=False, path_type=Path))
@as_json
def restore(folder: Path, json_output: bool) -> None:
    """Put the backup in DIR into the empty data folder, without what was erased since; a damaged one is refused."""
    from bots.assembly import now, open_house
    from bots.backing_up import erased_since
    from bots.backing_up import restore as put_back
    from bots.settings import load_settings

    settings = load_settings()
    made = put_back(settings, folder)
    with open_house(settings, owner=True) as house:
        again = house.advisor.erase_again(erased_since(settings), now())
        house.library.reindex()
    if json_output:
        print_json({**made, "erased_again": again})
        return
    console().print(f"Put back into {settings.data}: {_told(made)}; erased again: {again}.", markup=False)


def _told(made: dict[str, Any]) -> str:
    counts = ", ".join(f"{number} {name.replace('_', ' ')}" for name, number in made["counts"].items())
    return f"{counts} (made {made['made']})"
