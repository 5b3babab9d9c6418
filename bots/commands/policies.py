"""How do policy documents come in and out from the command line?"""

from pathlib import Path

import click

from bots.commands.output import as_json, console, plain, print_json, read_file, table


@click.group()
def policies() -> None:
    """Import, list and remove policy documents."""


@policies.command("import")
@click.argument("files", nargs=-1, required=True, metavar="FILE…")
@as_json
def import_(files: tuple[str, ...], json_output: bool) -> None:
    """Take policy documents in, with heading or page kept for citation."""
    from bots.assembly import open_house
    from bots.settings import load_settings

    contents = [(Path(name).name, read_file(name)) for name in files]
    with open_house(load_settings()) as house:
        for name, content in contents:
            document, changed = house.library.import_document(name, content)
            if json_output:
                print_json({**plain(document), "changed": changed})
            else:
                console().print(
                    f"{document.id}: {document.title} ({'taken in' if changed else 'unchanged'})", markup=False
                )


@policies.command("list")
@as_json
def list_(json_output: bool) -> None:
    """List the policy documents that answers quote."""
    from bots.assembly import open_house
    from bots.settings import load_settings

    with open_house(load_settings()) as house:
        documents = list(house.library.documents())
    if json_output:
        print_json(documents)
    else:
        table(((d.id, d.title, d.issuer, d.dated or "") for d in documents), ("id", "title", "issuer", "date"))


@policies.command()
@click.argument("identifier", metavar="ID")
def remove(identifier: str) -> None:
    """Remove a policy document and its passages."""
    from bots.assembly import open_house
    from bots.settings import load_settings
    from knowledge.vocabulary.policy import PolicyDocumentId

    with open_house(load_settings()) as house:
        house.library.remove_document(PolicyDocumentId(identifier))
    console().print(f"{identifier} is removed.")
