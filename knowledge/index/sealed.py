"""Which generation of the index counts, and are its files as they were when it was finished?"""

import hashlib
import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

POINTER = "current.json"


@dataclass(frozen=True)
class Generation:
    """A finished index: what it holds, and the size and sha256 of each of its files."""

    number: int
    model: str
    version: int
    count: int
    changed: int
    """Vectors that were changed since it was built as a whole: they leave gaps behind."""
    files: dict[str, tuple[int, str]]


def read_pointer(folder: Path) -> Generation | None:
    """Read which generation counts; None where there is none or the pointer is damaged."""
    try:
        stated = json.loads((folder / POINTER).read_text(encoding="utf-8"))
        files = {str(name): (int(size), str(sha)) for name, (size, sha) in stated.pop("files").items()}
        return Generation(**stated, files=files)
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None


def write_pointer(folder: Path, generation: Generation) -> None:
    """Make a generation the one that counts: all at once or not at all."""
    fresh = folder / f"{POINTER}.new"
    with fresh.open("w", encoding="utf-8") as file:
        json.dump(asdict(generation), file)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(folder / POINTER)


def sealed(folder: Path) -> dict[str, tuple[int, str]]:
    """Give the size and sha256 of every file below a folder."""
    return {
        path.relative_to(folder).as_posix(): (path.stat().st_size, _sha(path))
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def broken(folder: Path, files: dict[str, tuple[int, str]]) -> str:
    """Say which file is not as it was sealed; empty when all are. Sizes first: they cost nothing."""
    if not folder.is_dir():
        return "The folder of the index is missing."
    present = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    if gone := sorted(set(files) - set(present)):
        return f"{len(gone)} of {len(files)} files of the index are missing."
    if foreign := sorted(set(present) - set(files)):
        return f"{len(foreign)} files stand in the index that do not belong to it."
    for name, (size, sha) in files.items():
        if present[name].stat().st_size != size:
            return f"A file of the index ({present[name].name}) has another size than when it was written."
        if _sha(present[name]) != sha:
            return f"A file of the index ({present[name].name}) has another content than when it was written."
    return ""


def _sha(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
