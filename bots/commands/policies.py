"""How do policy documents come in and out from the command line?"""

import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bots.commands.output import as_json, console, plain, print_json, progress, read_file, say_done, table
from bots.errors import UnreadableInput
from knowledge.errors import KnowledgeError

if TYPE_CHECKING:
    from knowledge.library import Library
    from knowledge.vocabulary.policy import DocumentVersion, PolicyDocument

_GIVEN = {
    "id": "Identifier; a document with the same one is replaced.",
    "title": "Title, where the document states none or another.",
    "issuer": "Who issued it.",
    "dated": "Date of issue, YYYY-MM-DD.",
    "url": "Where it is published (https://…).",
    "language": "Language tag, e.g. bs; told from the text otherwise.",
    "version": "Version or edition.",
    "source": "Full name of the document, where this is a summary of one.",
}
"""What may be said of a document on the command line; it counts more than what the document says of itself."""


def _described(command: Callable[..., Any]) -> Callable[..., Any]:
    for name, meaning in reversed(_GIVEN.items()):
        command = click.option(f"--{name}", default="", help=meaning)(command)
    return command


@click.group()
def policies() -> None:
    """Import, list, show and remove policy documents."""


@policies.command("import")
@click.argument("files", nargs=-1, required=True, metavar="FILE…")
@_described
@click.option("--why", default="", help="Reason of the change, kept with the version.")
@as_json
def import_(files: tuple[str, ...], why: str, json_output: bool, **given: str) -> None:
    """Take policy documents in (PDF, DOCX, HTML, Markdown, text), with heading or page kept for citation.

    A newer version takes the place of the earlier one, which stays readable. A file that cannot be read stops only itself.
    """
    from bots.assembly import open_house
    from bots.settings import load_settings

    if len(files) > 1 and (given["id"] or given["title"]):
        raise click.UsageError("--id and --title belong to one document: import the files one by one.")
    contents = [(Path(name).name, read_file(name)) for name in files]
    refused = 0
    with open_house(load_settings()) as house:
        for name, content in contents:
            try:
                _take(house.library, name, content, given, why, json_output=json_output)
            except KnowledgeError as error:
                if len(contents) == 1:
                    raise UnreadableInput(str(error), hint=error.hint) from error
                refused += 1
                _tell_refused(name, error, json_output=json_output)
    sys.exit(1 if refused else 0)


def _take(library: "Library", name: str, content: bytes, given: dict[str, str], why: str, *, json_output: bool) -> None:
    with progress(f"{name}: reading and embedding") as bar:
        library.vectors.watch = bar
        document, changed = library.import_document(name, content, {k: v for k, v in given.items() if v}, why=why)
    passages = len(library.document(document.id).passages)
    if json_output:
        print_json({**plain(document), "passages": passages, "changed": changed})
        return
    out = console()
    out.print(
        f"{document.id}: {document.title} ({'taken in' if changed else 'unchanged'})", markup=False, soft_wrap=True
    )
    out.print(f"  {_described_as(document, passages)}", markup=False, soft_wrap=True)
    for note in document.notes:
        out.print(f"  note: {note}", markup=False, soft_wrap=True)


def _described_as(document: "PolicyDocument", passages: int) -> str:
    said = (
        document.form,
        f"{document.pages} pages" if document.pages else "",
        f"{passages} passages",
        f"language {document.language}",
        f"issued by {document.issuer}" if document.issuer else "issuer not stated",
        f"dated {document.dated}" if document.dated else "date not stated",
        f"version {document.version}" if document.version else "",
        document.url,
    )
    return ", ".join(part for part in said if part)


def _tell_refused(name: str, error: KnowledgeError, *, json_output: bool) -> None:
    if json_output:
        print_json({"file": name, "refused": str(error), "hint": error.hint})
    else:
        console().print(f"{name}: not taken in. {error} {error.hint}", markup=False, soft_wrap=True)


@policies.command("list")
@as_json
def list_(json_output: bool) -> None:
    """List the policy documents that answers quote."""
    from bots.assembly import open_house
    from bots.settings import load_settings

    with open_house(load_settings()) as house:
        documents = list(house.library.documents())
        versions = {one.id: house.library.document_versions(one.id) for one in documents}
    counts = {one.id: (len(versions[one.id][-1].passages), len(versions[one.id])) for one in documents}
    if json_output:
        print_json([{**plain(one), "passages": counts[one.id][0], "versions": counts[one.id][1]} for one in documents])
        return
    rows = (
        (d.id, d.title, d.issuer, d.dated or "", d.language, d.form, d.pages or "", *counts[d.id]) for d in documents
    )
    table(rows, ("id", "title", "issuer", "date", "language", "form", "pages", "passages", "versions"))


@policies.command()
@click.argument("identifier", metavar="ID")
@click.option("--version", "number", type=click.IntRange(min=1), help="An earlier version by its number.")
@as_json
def show(identifier: str, number: int | None, json_output: bool) -> None:
    """Show a document with its versions and passages, each with its heading or page."""
    from bots.assembly import open_house
    from bots.settings import load_settings
    from knowledge.vocabulary.policy import PolicyDocumentId

    with open_house(load_settings()) as house:
        shown = house.library.document(PolicyDocumentId(identifier), number)
        versions = house.library.document_versions(PolicyDocumentId(identifier))
    history = [{**plain(one), "passages": len(one.passages)} for one in versions]
    if json_output:
        print_json({**plain(shown), "versions": history})
    else:
        _show(shown, versions)


def _show(shown: "DocumentVersion", versions: Iterable["DocumentVersion"]) -> None:
    out = console()
    document = shown.document
    out.print(f"{document.title} ({document.id})", markup=False, style="bold", soft_wrap=True)
    out.print(_described_as(document, len(shown.passages)), markup=False, soft_wrap=True)
    for note in document.notes:
        out.print(f"note: {note}", markup=False, soft_wrap=True)
    for one in versions:
        taken = f"{one.at:%Y-%m-%d %H:%M}" if one.at else "unknown"
        mark = "→" if one.number == shown.number else " "
        reason = f": {one.why}" if one.why else ""
        out.print(f"{mark} version {one.number}, {one.status}, taken in {taken} by {one.who or 'unknown'}{reason}", markup=False)  # fmt: skip
    for passage in shown.passages:
        out.print(f"\n[{passage.id}] {passage.locator}", markup=False, style="bold", soft_wrap=True)
        out.print(passage.text, markup=False, soft_wrap=True)


@policies.command()
@click.argument("identifier", metavar="ID")
@click.option("--erase", is_flag=True, help="Forget its earlier versions too; nothing of it stays readable.")
@as_json
def remove(identifier: str, erase: bool, json_output: bool) -> None:
    """Quote a policy document no more; its versions stay readable unless they are erased."""
    from bots.assembly import open_house
    from bots.settings import load_settings
    from knowledge.vocabulary.policy import PolicyDocumentId

    with open_house(load_settings()) as house:
        house.library.remove_document(PolicyDocumentId(identifier), erase=erase)
    done = {"id": identifier, "removed": True, "erased": erase}
    say_done(done, f"{identifier} is {'erased' if erase else 'removed'}.", json_output)
