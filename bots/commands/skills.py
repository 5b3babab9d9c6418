"""How does one import and look up skills and occupations from the command line?"""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bots.commands.output import as_json, console, plain, print_json, progress, table

if TYPE_CHECKING:
    from knowledge.library import Library
    from knowledge.vocabulary.skill import Occupation, Skill, SkillsBase, TaxonomyImport

SHOWN = 20
"""Occupations and requirements that are listed for people; --json has all."""
LISTED = 50


@click.group()
def skills() -> None:
    """Import, find, list and show skills and occupations."""


@skills.group("import")
def import_() -> None:
    """Take a published classification in as the skills base."""


@import_.command("esco")
@click.argument("place", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--no-embedding", is_flag=True, help="Only read; embed later, with the same command without this option.")
@as_json
def import_esco(place: Path, no_embedding: bool, json_output: bool) -> None:
    """Take ESCO's CSV release in: a folder, archives in it, or one archive; one or several languages.

    What is known already stays; the same release again changes nothing. A running server takes the new base up by itself.
    """
    from bots.assembly import open_house
    from bots.settings import load_settings
    from knowledge.taxonomy.importing import import_esco as take_in

    settings = load_settings()
    with progress("reading") as watch:
        done = take_in(place, settings.data, watch)
    if json_output:
        print_json(done)
    else:
        _tell(done)
    sys.stdout.flush()
    if no_embedding:
        return
    with open_house(settings) as house, progress("embedding (may be stopped and taken up again)") as watch:
        house.library.prepare_concepts(watch)


def _tell(done: "TaxonomyImport") -> None:
    out = console()
    read = done.read
    out.print(
        f"{', '.join(done.languages) or 'relations'}: {read.get('skills', 0):,} skills, "
        f"{read.get('occupations', 0):,} occupations, {read.get('relations', 0):,} relations read; "
        + ("the skills base is up to date." if done.changed else "nothing new, nothing is changed."),
        markup=False,
    )
    out.print(_base(done.base), markup=False)
    for note in done.notes:
        out.print(f"! {note}", markup=False)


def _base(base: "SkillsBase") -> str:
    counts = f"{base.name}: {base.skills:,} skills, {base.occupations:,} occupations, {base.requirements:,} requirements, in {', '.join(base.languages)}."
    return f"{counts} {base.attribution}".strip()


@skills.command("find")
@click.argument("text", nargs=-1, required=True, metavar="TEXT…")
@click.option("-k", "limit", default=5, show_default=True, type=click.IntRange(min=1), help="How many of each.")
@click.option("--language", default=None, help="Language of the words; else it is told from them.")
@as_json
def find(text: tuple[str, ...], limit: int, language: str | None, json_output: bool) -> None:
    """Rank the occupations and skills that a person's words mean, each with the words it was read from."""
    from bots.assembly import open_house
    from bots.settings import load_settings

    words = " ".join(text)
    with open_house(load_settings()) as house:
        found = {
            "occupations": house.library.nearest_occupations(words, language, limit),
            "skills": house.library.nearest_skills(words, language, limit),
        }
    if json_output:
        print_json({sort: plain(matches) for sort, matches in found.items()})
        return
    rows = ((sort, m.label, f"{m.confidence:.2f}", m.evidence) for sort, matches in found.items() for m in matches)
    table(rows, ("", "name", "nearness", "read from"))


@skills.command("show")
@click.argument("uri", metavar="URI|LABEL")
@click.option("--language", default="en", show_default=True, help="Language of the labels.")
@as_json
def show(uri: str, language: str, json_output: bool) -> None:
    """Show a skill or an occupation by concept address, ESCO address or label."""
    from bots.assembly import open_house
    from bots.settings import load_settings
    from knowledge.errors import NotFound

    with open_house(load_settings()) as house:
        library = house.library
        concept = library.occupation(uri) or library.skill(uri)
        if concept is None:
            raise NotFound(
                f"No skill or occupation is called {uri}.",
                hint=f"`cairn skills list --search {uri!r}` looks for parts.",
            )
        facts = _facts(concept, library, language)
        attribution = library.skills_base().attribution
    if json_output:
        print_json({**plain(concept), **facts, "attribution": attribution})
    else:
        table(_rows(concept, facts, attribution), ("", ""))


def _facts(concept: "Skill | Occupation", library: "Library", language: str) -> dict[str, Any]:
    """Put names to the addresses that a concept speaks of, and say who asks for it."""
    from knowledge.vocabulary.skill import Occupation

    def named(pairs: Sequence[tuple[Any, Any]]) -> list[dict[str, str]]:
        return [{"uri": str(u), "label": library.label(str(u), language), "relation": str(r)} for u, r in pairs]

    # ours name ESCO's skills that they are a part of: without ESCO these have no name here
    wider = [(str(u), library.label(str(u), language)) for u in concept.broader]
    broader = [{"uri": uri, "label": label} for uri, label in wider if label != uri]
    if isinstance(concept, Occupation):
        return {"broader": broader, "requirements": named([(r.skill, r.relation) for r in concept.requirements])}
    return {
        "broader": broader,
        "related": named([(r.skill, r.relation) for r in concept.related]),
        "asked_by": named(library.asking(str(concept.concept_uri))),
    }


def _rows(concept: "Skill | Occupation", facts: dict[str, Any], attribution: str) -> Iterator[tuple[str, str]]:
    yield "address", str(concept.concept_uri)
    if concept.esco and concept.esco != str(concept.concept_uri):
        yield "ESCO", concept.esco
    for tag, label in sorted(concept.preferred.items()):
        yield f"label {tag}", label
        if concept.alternatives.get(tag):
            yield f"also {tag}", "; ".join(concept.alternatives[tag])
    for tag, text in sorted(concept.description.items()):
        yield f"description {tag}", text
    for name, value in _particulars(concept):
        yield name, value
    for name, found in facts.items():
        if found:
            yield name.replace("_", " "), _listed(found)
    if attribution:
        yield "source", attribution


def _particulars(concept: "Skill | Occupation") -> Iterator[tuple[str, str]]:
    told = plain(concept)
    for name in ("kind", "reuse", "isco", "code", "green", "digital", "green_share", "requirements_from"):
        if told.get(name) not in (None, "", False):
            yield name.replace("_", " "), "yes" if told[name] is True else str(told[name])


def _listed(found: Sequence[dict[str, str]]) -> str:
    shown = [f"{one['label']} ({one['relation']})" if "relation" in one else one["label"] for one in found[:SHOWN]]
    more = [f"… {len(found) - SHOWN:,} more"] if len(found) > SHOWN else []
    return "\n".join([*shown, *more])


@skills.command("list")
@click.option("--language", default="en", show_default=True, help="Language of the labels.")
@click.option("--occupations", is_flag=True, help="Occupations instead of skills.")
@click.option("--search", "wanted", default="", help="Only those with this text in one of their names.")
@click.option("-k", "limit", type=click.IntRange(min=1), help=f"How many; without it {LISTED}, and all with --json.")
@as_json
def list_(language: str, occupations: bool, wanted: str, limit: int | None, json_output: bool) -> None:
    """List the known skills, or occupations."""
    from bots.assembly import open_house
    from bots.settings import load_settings
    from knowledge.concepts import nearest_label

    with open_house(load_settings()) as house:
        library = house.library
        known: Sequence[Skill | Occupation] = library.occupations() if occupations else library.skills()
        found = [concept for concept in known if _is_called(concept, wanted)]
        base = library.skills_base()
    shown = limit or (len(found) if json_output else LISTED)
    rows = [(str(c.concept_uri), nearest_label(c, language), c.esco) for c in found[:shown]]
    if json_output:
        kind = "occupations" if occupations else "skills"
        concepts = [{"uri": uri, "label": label, "esco": esco} for uri, label, esco in rows]
        print_json({"base": plain(base), "attribution": base.attribution, "total": len(found), kind: concepts})
        return
    table(((uri, label) for uri, label, _ in rows), ("concept", "label"))
    if len(found) > shown:
        console().print(f"… {len(found) - shown:,} more; -k shows more, --search looks for some.")
    console().print(f"{len(found):,} {'occupations' if occupations else 'skills'}. {_base(base)}", markup=False)


def _is_called(concept: "Skill | Occupation", wanted: str) -> bool:
    from knowledge.concepts import key_of_name

    if not wanted:
        return True
    part = key_of_name(wanted)
    names = [*concept.preferred.values(), *(label for labels in concept.alternatives.values() for label in labels)]
    return any(part in key_of_name(name) for name in names)
