"""What is inside a packed file, and is it small enough to be unpacked?"""

import io
import zipfile
import zlib
from typing import Final

from knowledge.errors import MalformedDraft

MOST_BYTES: Final = 100_000_000
MOST_RATIO: Final = 100
MOST_MEMBERS: Final = 1_000
RATIO_COUNTS_FROM: Final = 1_000_000
"""Below that a high ratio is nothing but a short file of blank cells."""
GZIP: Final = b"\x1f\x8b"
ZIP: Final = b"PK\x03\x04"
_OFFICE = ("xl/", "word/", "ppt/", "[Content_Types].xml", "content.xml", "mimetype")
_TABLES = (".csv", ".tsv", ".json", ".jsonl", ".ndjson", ".jsonld", ".html", ".xlsx", ".xml")
_GZIP_WINDOW = 31
_PIECE = 1_000_000
_HEAD = 4_096


def unpacked(content: bytes) -> bytes:
    """Unpack gzip, counting as it goes, and a ZIP around one table; anything else stays. Raises MalformedDraft where it is too much or broken."""
    if content.startswith(ZIP):
        return _only_table(content)
    if not content.startswith(GZIP):
        return content
    pieces: list[bytes] = []
    size, rest = 0, content
    try:
        while rest.startswith(GZIP):
            reader = zlib.decompressobj(_GZIP_WINDOW)
            while not reader.eof and (piece := reader.decompress(rest, _PIECE)):
                pieces.append(piece)
                size += len(piece)
                _check_size(size, len(content))
                rest = reader.unconsumed_tail
            if not reader.eof:
                raise _broken("ends too early")
            rest = reader.unused_data
    except zlib.error as error:
        raise _broken("cannot be unpacked") from error
    return b"".join(pieces)


def _only_table(content: bytes) -> bytes:
    """Give the one table that a ZIP packs; a workbook is a ZIP itself and stays. Raises MalformedDraft where there are several."""
    archive = open_archive(content)
    names = [name for name in archive.namelist() if not name.endswith("/") and "__MACOSX/" not in name]
    if any(name.startswith(_OFFICE) for name in names):
        return content
    tables = [name for name in names if name.lower().endswith(_TABLES)] or [
        n for n in names if n.lower().endswith(".txt")
    ]
    if len(tables) > 1:
        raise MalformedDraft(
            f"The ZIP archive packs {len(tables)} files that may hold courses: {', '.join(tables[:5])}.",
            hint="Unpack it and hand them in one by one.",
        )
    if not tables:
        return content
    try:
        return archive.read(tables[0])
    # NotImplementedError is what zipfile raises for a compression it does not know, RuntimeError for a password
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError) as error:
        raise _broken("is damaged") from error


def open_archive(content: bytes) -> zipfile.ZipFile:
    """Open a ZIP whose list of contents keeps the limits; no member is unpacked for that. Raises MalformedDraft."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise _broken("is damaged") from error
    members = archive.infolist()
    if len(members) > MOST_MEMBERS:
        raise MalformedDraft(
            f"The file packs {len(members):,} members; {MOST_MEMBERS:,} are the most.",
            hint="Save the table alone as CSV UTF-8.",
        )
    if any(member.flag_bits & 1 for member in members):
        raise MalformedDraft("The file is protected by a password.", hint="Save it without a password and try again.")
    _check_size(sum(member.file_size for member in members), len(content))
    return archive


def refuse_declared_entities(archive: zipfile.ZipFile) -> None:
    """Refuse XML with a document type: spreadsheets have none, bombs do. Raises MalformedDraft."""
    for member in archive.infolist():
        if not member.filename.lower().endswith((".xml", ".rels")):
            continue
        try:
            with archive.open(member) as opened:
                head = opened.read(_HEAD)
        except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError) as error:
            raise _broken("is damaged") from error
        if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
            raise MalformedDraft(
                "The file declares XML entities, which no spreadsheet needs.", hint="Save it again as CSV UTF-8."
            )


def _check_size(size: int, packed: int) -> None:
    if size > MOST_BYTES:
        raise MalformedDraft(
            f"Unpacked the file has more than {MOST_BYTES // 1_000_000} MB.", hint="Split it into several files."
        )
    if size > RATIO_COUNTS_FROM and size > MOST_RATIO * packed:
        raise MalformedDraft(
            f"Unpacked the file grows more than {MOST_RATIO} times, as no table of courses does.",
            hint="Save the table alone as CSV UTF-8.",
        )


def _broken(how: str) -> MalformedDraft:
    return MalformedDraft(f"The packed file {how}.", hint="Pack or save it again, or hand in CSV UTF-8.")
