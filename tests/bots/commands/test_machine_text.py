"""Can a program use every command: does each that ends by itself speak JSON?"""

import click

from bots.command_line import cairn

FOR_PEOPLE_ONLY = {"serve", "telegram", "courses export"}
"""The first two run until they are stopped; what is exported is a file already."""


def commands(group, path=()):
    context = click.Context(group)
    for name in group.list_commands(context):
        found = group.get_command(context, name)
        if isinstance(found, click.Group):
            yield from commands(found, (*path, name))
        else:
            yield " ".join((*path, name)), found


def test_every_command_that_ends_speaks_json():
    silent = {name for name, command in commands(cairn) if not any("--json" in p.opts for p in command.params)}

    assert silent == FOR_PEOPLE_ONLY
