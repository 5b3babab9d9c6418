"""How much of a file from outside is taken in, and is an archive one that would burst?"""

import io
import zipfile
from dataclasses import dataclass

from knowledge.errors import MalformedDraft

ZIP_MARK = b"PK\x03\x04"
_MB = 1_000_000


@dataclass(frozen=True)
class Caps:
    """What one file may hold (promises R8)."""

    file_bytes: int = 10 * _MB
    unpacked_bytes: int = 100 * _MB
    ratio: int = 100
    members: int = 1_000
    pages: int = 200
    rows: int = 20_000
    field_characters: int = 4_000


CAPS = Caps()


def is_archive(content: bytes) -> bool:
    """Say whether it is a zip by its first bytes: XLSX, DOCX and ODS are."""
    return content.startswith(ZIP_MARK)


def check_size(content: bytes, caps: Caps = CAPS) -> None:
    """Raise MalformedDraft where a file is larger than what is taken in at once."""
    if len(content) > caps.file_bytes:
        raise MalformedDraft(
            f"The file has {len(content) / _MB:.1f} MB; {caps.file_bytes // _MB} MB are taken in at once.",
            hint="Split it into several files.",
        )


def check_archive(content: bytes, caps: Caps = CAPS) -> None:
    """Look at a zip's table of contents before anything is unpacked. Raises MalformedDraft."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        raise MalformedDraft(
            "The file is packed as a zip, but it is damaged.", hint="Save it again in the program that made it."
        ) from error
    unpacked = sum(member.file_size for member in members)
    reasons = (
        (len(members) > caps.members, f"it packs {len(members):,} files into one, more than {caps.members:,}"),
        (unpacked > caps.unpacked_bytes, f"it would unpack to {unpacked / _MB:,.0f} MB, more than {caps.unpacked_bytes // _MB}"),
        (unpacked > caps.ratio * max(len(content), 1), f"it would grow more than {caps.ratio} times when unpacked"),
        (any(_leaves(member.filename) for member in members), "it names files outside of itself"),
        (any(member.flag_bits & 1 for member in members), "it is locked with a password"),
    )  # fmt: skip
    for wrong, why in reasons:
        if wrong:
            raise MalformedDraft(
                f"The file is not opened: {why}.", hint="Save it again without what is not needed, or as CSV."
            )


def _leaves(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    return ".." in parts or name.startswith(("/", "\\")) or ":" in parts[0]
