"""What does each table of an ESCO release say, whatever the version's columns?"""

import csv
import io
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from knowledge.errors import MalformedDraft
from knowledge.taxonomy.release import Part
from knowledge.taxonomy.writing import Related, TaxonomyWriter, Wording

LISTED = re.compile(r"\s*(?:\n|\r| \| )\s*")
AGAIN = "Download the release again: it is taken in whole or not at all."
Cells = Sequence[str]


@dataclass(frozen=True)
class Table:
    """Columns that must be there, columns that may be there (empty if not), and what to do with a row of both."""

    counted: str
    needed: tuple[str, ...]
    optional: tuple[str, ...]
    keep: Callable[[TaxonomyWriter, str, Cells], None]


def read_part(part: Part, writer: TaxonomyWriter, watch: Callable[[int], None]) -> int:
    """Hand every row of a table to the writer; give how many there were. Raises MalformedDraft."""
    table = TABLES[part.table]
    rows = 0
    for cells in _rows(part, table, watch):
        table.keep(writer, part.language, cells)
        rows += 1
    return rows


def listed(cell: str) -> tuple[str, ...]:
    """Split a cell with several values, each once, in their order."""
    return tuple(dict.fromkeys(piece for piece in LISTED.split(cell.strip()) if piece))


def _rows(part: Part, table: Table, watch: Callable[[int], None]) -> Iterator[Cells]:
    with part.open() as opened:
        lines = io.TextIOWrapper(opened, encoding="utf-8-sig", newline="")
        reader = csv.reader(_watched(lines, watch))
        try:
            heading = [name.strip() for name in next(reader, [])]
            places = _places(part, table, heading)
            last = max(place for place in places if place is not None)
            for row in reader:
                if len(row) <= last:
                    if not row:
                        continue
                    raise _broken(part, reader.line_num, heading[len(row)], "is missing")
                cells = ["" if place is None else row[place].replace("\xa0", " ").strip() for place in places]
                if not cells[0]:
                    raise _broken(part, reader.line_num, table.needed[0], "is empty")
                yield cells
        except UnicodeDecodeError as error:
            raise MalformedDraft(f"{part.name} is not written in UTF-8.", hint=AGAIN) from error
        except csv.Error as error:
            raise MalformedDraft(f"{part.name}, line {reader.line_num}: {error}.", hint=AGAIN) from error


def _watched(lines: io.TextIOWrapper, watch: Callable[[int], None]) -> Iterator[str]:
    for line in lines:
        watch(len(line))
        yield line


def _places(part: Part, table: Table, heading: Sequence[str]) -> list[int | None]:
    for name in table.needed:
        if name not in heading:
            raise MalformedDraft(f"{part.name} has no column {name}.", hint=AGAIN)
    return [heading.index(name) if name in heading else None for name in (*table.needed, *table.optional)]


def _broken(part: Part, line: int, column: str, what: str) -> MalformedDraft:
    return MalformedDraft(f"{part.name}, line {line}: the column {column} {what}.", hint=AGAIN)


def _wording(language: str, preferred: str, alternatives: str, hidden: str, description: str) -> Wording:
    others = tuple(label for label in listed(alternatives) if label != preferred)
    return Wording(language, preferred, others, listed(hidden), description)


def _skill(writer: TaxonomyWriter, language: str, cells: Cells) -> None:
    uri, preferred, alternatives, kind, reuse, description, hidden, status = cells
    if status == OBSOLETE:
        return
    writer.concept(uri, "skill", kind=kind, reuse=reuse)
    writer.word(uri, _wording(language, preferred, alternatives, hidden, description))


def _occupation(writer: TaxonomyWriter, language: str, cells: Cells) -> None:
    uri, preferred, alternatives, isco, code, description, hidden, status = cells
    if status == OBSOLETE:
        return
    # in some releases the group stands as C7411 or as its address
    writer.concept(uri, "occupation", isco=isco.rsplit("/", 1)[-1].lstrip("C"), code=code)
    writer.word(uri, _wording(language, preferred, alternatives, hidden, description))


def _group(writer: TaxonomyWriter, language: str, cells: Cells) -> None:
    uri, preferred, code, description = cells
    writer.concept(uri, "group", code=code)
    writer.word(uri, _wording(language or "en", preferred, "", "", description))


def _member_of(collection: str) -> Callable[[TaxonomyWriter, str, Cells], None]:
    def keep(writer: TaxonomyWriter, _language: str, cells: Cells) -> None:
        writer.mark(cells[0], collection)

    return keep


def _green_share(writer: TaxonomyWriter, _language: str, cells: Cells) -> None:
    uri, share, kind = cells
    if kind in {"", "Occupation"} and share:
        writer.green_share(uri, float(share.replace(",", ".")))


def _broader(writer: TaxonomyWriter, _language: str, cells: Cells) -> None:
    writer.broader(cells[0], cells[1])


def _builds_on(writer: TaxonomyWriter, _language: str, cells: Cells) -> None:
    writer.relate(Related("skill", cells[0], cells[1], cells[2].lower() == "essential"))


def _requires(writer: TaxonomyWriter, _language: str, cells: Cells) -> None:
    writer.relate(Related("occupation", cells[0], cells[1], cells[2].lower() == "essential"))


OBSOLETE = "obsolete"
_LABELS = ("conceptUri", "preferredLabel")
_GROUPS = Table("groups", _LABELS, ("code", "description"), _group)
_BROADER = Table("broader", ("conceptUri", "broaderUri"), (), _broader)


def _collection(name: str) -> Table:
    return Table("collections", ("conceptUri",), (), _member_of(name))


TABLES = {
    "skills": Table(
        "skills",
        (*_LABELS, "altLabels"),
        ("skillType", "reuseLevel", "description", "hiddenLabels", "status"),
        _skill,
    ),
    "occupations": Table(
        "occupations",
        (*_LABELS, "altLabels"),
        ("iscoGroup", "code", "description", "hiddenLabels", "status"),
        _occupation,
    ),
    "iscogroups": _GROUPS,
    "skillgroups": _GROUPS,
    "transversalskillscollection": _collection("transversal"),
    "languageskillscollection": _collection("language"),
    "digitalskillscollection": _collection("digital"),
    "digcompskillscollection": _collection("digital"),
    "greenskillscollection": _collection("green"),
    "greenshareocc": Table("collections", ("conceptUri", "greenShare"), ("conceptType",), _green_share),
    "broaderrelationsskillpillar": _BROADER,
    "broaderrelationsoccpillar": _BROADER,
    "skillskillrelations": Table(
        "skill_relations", ("originalSkillUri", "relatedSkillUri", "relationType"), (), _builds_on
    ),
    "occupationskillrelations": Table("relations", ("occupationUri", "skillUri", "relationType"), (), _requires),
}
"""By the file's name in small letters, without its language."""
