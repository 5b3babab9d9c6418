"""Which files of an ESCO release lie in a folder or an archive, and in which languages?"""

import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from knowledge.errors import MalformedDraft

ORDER = (
    "skills", "occupations", "iscogroups", "skillgroups", "transversalskillscollection", "languageskillscollection",
    "digitalskillscollection", "digcompskillscollection", "greenskillscollection", "greenshareocc",
    "skillskillrelations", "occupationskillrelations", "broaderrelationsskillpillar", "broaderrelationsoccpillar",
)  # fmt: skip
"""The tables that are read, concepts before what is said of them."""
NAME = re.compile(
    rf"(?P<table>{'|'.join(ORDER)})(?:_(?P<language>[a-z]{{2,3}}(?:-[a-z]{{2,4}})?))?\.csv", re.IGNORECASE
)
VERSION = re.compile(r"(?:esco|v)[^0-9]{0,12}(\d+\.\d+(?:\.\d+)?)", re.IGNORECASE)
LARGEST = 2 * 2**30
"""Bytes of one table when unpacked; the largest of ESCO has 21 million."""
MOST = 5_000
"""Entries of a folder that are looked at."""
DOWNLOAD = "Download the classification as CSV from https://esco.ec.europa.eu/en/use-esco/download."


@dataclass(frozen=True)
class Part:
    """One table of a release."""

    table: str
    language: str
    """Empty where the file states none, as relations may."""
    name: str
    size: int
    file: Path
    member: str = ""
    """Name inside `file` where that is an archive."""

    @contextmanager
    def open(self) -> Iterator[IO[bytes]]:
        """Open for reading. Raises MalformedDraft where an archive is damaged."""
        if not self.member:
            with self.file.open("rb") as opened:
                yield opened
            return
        try:
            with zipfile.ZipFile(self.file) as archive, archive.open(self.member) as opened:
                yield opened
        # zipfile: RuntimeError for a password, NotImplementedError for a compression that it does not know
        except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError) as error:
            raise MalformedDraft(
                f"{self.name} in {self.file.name} cannot be unpacked: {error}.", hint="Download the archive again."
            ) from error


def parts_of(place: Path) -> list[Part]:
    """List the tables in a folder (with what lies below it and archives in it), an archive or one CSV file.

    Raises MalformedDraft where there is none.
    """
    if not place.exists():
        raise MalformedDraft(f"{place} is not there.", hint=f"Give the folder with ESCO's CSV files. {DOWNLOAD}")
    found = [part for file in _files(place) for part in _parts_in(file)]
    if not found:
        raise MalformedDraft(
            f"{place} holds no file of an ESCO release, such as skills_en.csv or occupations_en.csv.", hint=DOWNLOAD
        )
    for part in found:
        _check(part)
    return sorted(_once(found), key=lambda part: (ORDER.index(part.table), part.language, part.name))


def version_of(place: Path, parts: Sequence[Part]) -> str:
    """Read the release's number from the names of folder and archives; empty where they state none."""
    names = [place.resolve().name, *(part.file.name for part in parts), *(part.file.parent.name for part in parts)]
    stated = (VERSION.search(name) for name in [*names, *(part.member for part in parts)])
    return next((match[1] for match in stated if match), "")


def _files(place: Path) -> list[Path]:
    if place.is_file():
        return [place]
    files: list[Path] = []
    for number, entry in enumerate(place.rglob("*")):
        if number >= MOST:
            raise MalformedDraft(
                f"{place} holds more than {MOST:,} entries.", hint="Give the folder with ESCO's CSV files alone."
            )
        if entry.is_file() and not entry.name.startswith("."):
            files.append(entry)
    return sorted(files)


def _parts_in(file: Path) -> Iterator[Part]:
    if file.suffix.lower() != ".zip":
        yield from _part(file.name, file.stat().st_size, file)
        return
    try:
        with zipfile.ZipFile(file) as archive:
            members = archive.infolist()[:MOST]
    except (zipfile.BadZipFile, OSError) as error:
        raise MalformedDraft(f"{file.name} is no readable zip archive.", hint="Download the archive again.") from error
    for member in members:
        yield from _part(Path(member.filename).name, member.file_size, file, member.filename)


def _part(name: str, size: int, file: Path, member: str = "") -> Iterator[Part]:
    match = NAME.fullmatch(name)
    if match:
        yield Part(match["table"].lower(), (match["language"] or "").lower(), name, size, file, member)


def _check(part: Part) -> None:
    if part.size > LARGEST:
        raise MalformedDraft(f"{part.name} is larger than {LARGEST >> 30} GB.", hint=DOWNLOAD)
    if part.table in {"skills", "occupations"} and not part.language:
        raise MalformedDraft(
            f"{part.name} does not say its language.",
            hint=f"Name it as ESCO does, with the language at the end: {part.table}_en.csv.",
        )


def _once(parts: Sequence[Part]) -> list[Part]:
    """Take a table that lies there twice, unpacked and in its archive, only once; a file wins over an archive."""
    chosen: dict[tuple[str, str], Part] = {}
    for part in sorted(parts, key=lambda p: (bool(p.member), str(p.file), p.member)):
        chosen.setdefault((part.table, part.language), part)
    return list(chosen.values())
