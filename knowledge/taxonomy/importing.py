"""How does an ESCO release come into an installation: whole or not at all, and once?"""

import os
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from knowledge.errors import DataFolderInUse
from knowledge.taxonomy.kept import FILE, KeptTaxonomy, open_kept
from knowledge.taxonomy.release import Part, parts_of, version_of
from knowledge.taxonomy.tables import TABLES, read_part
from knowledge.taxonomy.writing import FORMAT, SCHEMA, TaxonomyWriter
from knowledge.vocabulary.skill import TaxonomyImport

WATCHED = 256 * 1024
"""Characters between two words to the progress bar."""


def import_esco(
    place: Path, data: Path, watch: Callable[[int, int], None] = lambda _done, _total: None
) -> TaxonomyImport:
    """Read a release and lay it beside what is known; the same release again changes nothing.

    Raises MalformedDraft, which names file, line and column, and leaves what was known as it was.
    """
    parts = parts_of(place)
    data.mkdir(parents=True, exist_ok=True)
    with _alone(data):
        beside = data / f"{FILE}.new"
        try:
            read, changed = _write(beside, data / FILE, parts, version_of(place, parts), watch)
            if changed:
                _flush(beside)
                beside.replace(data / FILE)
        finally:
            beside.unlink(missing_ok=True)
    with closing(open_kept(data / FILE)) as kept:
        return TaxonomyImport(
            base=kept.base(),
            changed=changed,
            read=read,
            languages=tuple(sorted({part.language for part in parts if part.table in {"skills", "occupations"}})),
            notes=_notes(parts, kept),
        )


def _write(
    beside: Path, held: Path, parts: Sequence[Part], version: str, watch: Callable[[int, int], None]
) -> tuple[dict[str, int], bool]:
    beside.unlink(missing_ok=True)
    with closing(sqlite3.connect(beside)) as database:
        # nobody else sees this file before it is whole: what slows writing down for safety is of no use yet
        database.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
        _begin_with(database, held)
        writer = TaxonomyWriter(database)
        read = _read_all(parts, writer, watch)
        changed = writer.finish(version)
        database.commit()
        if changed:
            database.execute("VACUUM")
    return read, changed


def _begin_with(database: sqlite3.Connection, held: Path) -> None:
    """Start from what is known already, if it is of this format and sound."""
    if held.is_file():
        try:
            with closing(open_kept(held)) as kept:
                kept.copy_into(database)
        except (sqlite3.DatabaseError, ValueError):
            pass
        else:
            return
    database.executescript(SCHEMA)
    database.execute("INSERT INTO meta VALUES ('format', ?)", (FORMAT,))


def _read_all(parts: Sequence[Part], writer: TaxonomyWriter, watch: Callable[[int, int], None]) -> dict[str, int]:
    counts: Counter[str] = Counter()
    of_a_table: dict[str, int] = {}
    total, done, told = sum(part.size for part in parts), 0, 0

    def step(characters: int) -> None:
        nonlocal done, told
        done += characters
        if done - told >= WATCHED:
            told = done
            watch(min(done, total), total)

    for part in parts:
        rows = read_part(part, writer, step)
        # the same table in a second language speaks of the same concepts
        of_a_table[part.table] = max(rows, of_a_table.get(part.table, 0))
    for table, rows in of_a_table.items():
        counts[TABLES[table].counted] += rows
    watch(total, total)
    return dict(counts)


def _notes(parts: Sequence[Part], kept: KeptTaxonomy) -> tuple[str, ...]:
    notes = []
    tables = {part.table for part in parts}
    base = kept.base()
    if not base.requirements and "occupationskillrelations" not in tables:
        notes.append(
            "There is no occupationSkillRelations file yet: what ESCO's occupations require is unknown until it is imported."
        )
    unnamed = kept.unnamed()
    if unnamed:
        notes.append(
            f"{unnamed:,} {'skill or occupation stands' if unnamed == 1 else 'skills or occupations stand'} in relations, "
            "but no skills_….csv or occupations_….csv describes them: they are not shown."
        )
    return tuple(notes)


def _flush(file: Path) -> None:
    with file.open("rb") as opened:
        os.fsync(opened.fileno())


@contextmanager
def _alone(data: Path) -> Iterator[None]:
    """Let one import at a time write. Raises DataFolderInUse."""
    import fcntl

    with (data / f"{FILE}.lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise DataFolderInUse(
                f"Another import of skills is running in {data}.", hint="Wait until it is done, then try again."
            ) from error
        yield
