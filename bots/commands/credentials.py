"""Is a certificate genuine, and are the definitions at hand that checking it needs?"""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bots.commands.output import as_json, console, print_json, read_file, table

if TYPE_CHECKING:
    from advisor.credentials.examined import Examined
    from bots.assembly import House

MOST_FILES = 20_000
COUNTS = {
    "verified": "Once the learner says yes, it counts as verified.",
    "document": "Once the learner says yes, it counts as a document.",
    "nothing": "It counts for nothing.",
}


@click.group()
def credentials() -> None:
    """Check certificates that learners show, and keep the definitions that this needs."""


@credentials.command()
@click.argument("file", type=click.Path(dir_okay=False))
@click.option("--fetch", is_flag=True, help="Fetch issuers' keys and lists of withdrawn certificates this once.")
@as_json
def check(file: str, fetch: bool, json_output: bool) -> int:
    """Check a certificate FILE: Open Badge 3.0 or 2.0 (JSON, JWT, PNG, SVG), European Digital Credential, presentation.

    Exits with 1 where something about it is wrong, or it holds no certificate.
    """
    from bots.assembly import now, open_house
    from bots.settings import load_settings

    content, settings = read_file(file), load_settings()
    if fetch:
        settings = settings.model_copy(update={"credentials_fetch": True})
    with open_house(settings) as house:
        found = house.advisor.check_credential(content, now()).certificates
        told = [_told(one, house) for one in found]
    if json_output:
        print_json({"file": Path(file).name, "certificates": told})
    elif not told:
        console().print(f"{file} holds no certificate that can be read. docs/how-to/prior-learning.md lists the forms.")
    else:
        for each in told:
            _show(each)
    return 0 if told and all(each["worth"] != "nothing" for each in told) else 1


def _told(one: "Examined", house: "House") -> dict[str, Any]:
    from advisor.credentials.proposing import proposed
    from advisor.credentials.wording import hint, sentence

    check = one.check
    results = {
        name: {
            "result": result.standing.value,
            "reason": result.reason.value if result.reason else None,
            "text": sentence(name, result, "en"),
            "hint": hint(result),
        }
        for name, result in check.results
    }
    skills = [
        {"uri": s.uri, "label": s.label, "confidence": s.confidence} for s in proposed([one], house.library, "en")
    ]
    stated = check.model_dump(mode="json", include={"form", "title", "issuer", "issuer_name", "sha256"})
    return {**stated, "worth": check.worth.value, "results": results, "skills": skills}


def _show(told: dict[str, Any]) -> None:
    out = console()
    out.print(f"{told['title'] or '(no title)'}, from {told['issuer_name'] or told['issuer'] or '(nobody named)'}")
    out.print(f"{told['form']}, sha256 {told['sha256']}\n")
    table(
        ((name.replace("_", " "), r["result"], r["text"]) for name, r in told["results"].items()), ("check", "", "why")
    )
    for hint in dict.fromkeys(r["hint"] for r in told["results"].values() if r["hint"]):
        out.print(hint)
    if told["worth"] != "nothing":
        out.print(f"Speaks for: {', '.join(s['label'] for s in told['skills']) or 'no skill that is known here'}.")
    out.print(COUNTS[told["worth"]])


@credentials.group()
def contexts() -> None:
    """The definitions ("contexts") behind signatures, each pinned by the fingerprint of its content."""


@contexts.command()
@click.argument("folders", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--from-their-address", is_flag=True, help="Fetch each that is missing from its own address.")
@as_json
def add(folders: tuple[Path, ...], from_their_address: bool, json_output: bool) -> int:
    """Take the pinned definitions out of FOLDERS, such as the one of the npm package security-document-loader."""
    from advisor.credentials import contexts as pinned
    from bots.settings import load_settings

    if not folders and not from_their_address:
        raise click.UsageError("Name a folder, or say --from-their-address.")
    kept = load_settings().data / pinned.FOLDER
    added = {address for text in _texts(folders) if (address := pinned.add(text, kept))}
    refused: dict[str, str] = {}
    if from_their_address:
        fetched, refused = _fetched(kept)
        added |= fetched
    missing = [address for address, here in pinned.standing(kept).items() if not here]
    if json_output:
        print_json({"added": sorted(added), "refused": refused, "missing": missing})
    else:
        out = console()
        out.print(
            f"Taken into {kept}: {len(added)} definitions." if added else "No definition was found that is known here."
        )
        for address, why in refused.items():
            out.print(f"{address}: {why}")
        out.print(f"Missing: {', '.join(missing)}" if missing else "None is missing.")
    return 1 if refused or not added else 0


@contexts.command("list")
@as_json
def list_(json_output: bool) -> None:
    """List the pinned definitions, and whether each is here."""
    from advisor.credentials import contexts as pinned
    from bots.settings import load_settings

    standing = pinned.standing(load_settings().data / pinned.FOLDER)
    if json_output:
        print_json([{"address": a, "sha256": pinned.PINNED[a].fingerprint, "here": h} for a, h in standing.items()])
        return
    table((("here" if here else "missing", address) for address, here in standing.items()), ("", "definition"))


def _texts(folders: tuple[Path, ...]) -> Iterator[bytes]:
    """Read what may be a definition, and nothing that is too large for one."""
    from advisor.credentials.contexts import ENDINGS
    from advisor.credentials.limits import MOST_FETCHED

    for folder in folders:
        files = [folder] if folder.is_file() else sorted(folder.rglob("*"))[:MOST_FILES]
        for file in files:
            if file.suffix in ENDINGS and file.is_file() and file.stat().st_size <= MOST_FETCHED:
                yield file.read_bytes()


def _fetched(kept: Path) -> tuple[set[str], dict[str, str]]:
    """Fetch each that is missing through the guard; what is not word for word what is known here is not taken."""
    from advisor.credentials import contexts as pinned
    from advisor.credentials.limits import MOST_FETCHED
    from knowledge.errors import KnowledgeError
    from knowledge.fetching import Fetcher

    guard, added, refused = Fetcher(most_bytes=MOST_FETCHED, accept="application/ld+json, application/json"), set(), {}
    for address in (a for a, here in pinned.standing(kept).items() if not here):
        try:
            content = guard.fetch(address).content or b""
        except KnowledgeError as error:
            refused[address] = str(error)
            continue
        if pinned.add(content, kept) == address:
            added.add(address)
        else:
            refused[address] = "It holds something else than what is known here, and was not taken."
    return added, refused
