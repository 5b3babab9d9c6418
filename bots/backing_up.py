"""How is everything that Cairn keeps copied while it serves, and put back with what was erased since left out?"""

import contextlib
import hashlib
import json
import shutil
import sqlite3
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from advisor.auditing import LEDGER
from bots import dumping
from bots.errors import BotError, UnreadableInput
from bots.settings import Settings

MANIFEST = "manifest.json"
DATABASES = ("cairn.db", "workflows.db")
"""What cannot be made again; the index is rebuilt from it (`cairn reindex`)."""
DUMP = "cairn.dump"
"""The same of PostgreSQL, in the form of pg_dump."""
COUNTED = ("records", "documents", "conversations", "turns", "handoffs")


def back_up(settings: Settings, folder: Path, now: datetime) -> dict[str, Any]:
    """Copy the databases as they stand at one moment, each checked, with a manifest. Raises BotError."""
    copied = _copied_from_postgresql if _is_on_postgresql(settings) else _copied_from_sqlite
    _empty(folder, "Name a folder that is not there yet, or an empty one.")
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    counts = copied(settings, folder)
    if (settings.data / LEDGER).is_file():
        shutil.copyfile(settings.data / LEDGER, folder / LEDGER)
    manifest = {"made": now.isoformat(timespec="seconds"), "files": _files(folder), "counts": counts}
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=2), "utf-8")
    return manifest


def restore(settings: Settings, folder: Path) -> dict[str, Any]:
    """Put a backup into an empty data folder, and database; only a ledger of what was erased may lie there.

    Raises BotError, UnreadableInput.
    """
    on_postgresql = _is_on_postgresql(settings)
    manifest = verified(folder)
    if (DUMP in manifest["files"]) != on_postgresql:
        raise BotError(
            "This backup was made on another kind of database.",
            hint=f"Set CAIRN_STORAGE to {'SQLite' if on_postgresql else 'an empty PostgreSQL database'}, as it was then.",
        )
    _empty(settings.data, "Name an empty folder by CAIRN_DATA, or move what is there away.", but=LEDGER)
    if on_postgresql:
        dumping.load(settings.database_url, folder / DUMP)
    settings.data.mkdir(parents=True, exist_ok=True, mode=0o700)
    for name in set(manifest["files"]) - {DUMP}:
        if name == LEDGER:
            _join_ledgers(folder / LEDGER, settings.data / LEDGER)
        else:
            shutil.copyfile(folder / name, settings.data / name)
            (settings.data / name).chmod(0o600)
    return manifest


def verified(folder: Path) -> dict[str, Any]:
    """Read a backup's manifest and hold every file against it. Raises UnreadableInput."""
    hint = "Take another backup; this one is not whole."
    try:
        manifest: dict[str, Any] = json.loads((folder / MANIFEST).read_text("utf-8"))
        wanted = dict(manifest["files"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UnreadableInput(f"{folder} holds no backup of Cairn: {MANIFEST} cannot be read.", hint=hint) from error
    for name, stated in wanted.items():
        if Path(name).name != name or not (folder / name).is_file() or _sum(folder / name) != stated["sha256"]:
            raise UnreadableInput(f"{name} is not as the manifest says.", hint=hint)
    for name in DATABASES:
        if name in wanted and not _is_whole(folder / name):
            raise UnreadableInput(f"{name} is damaged.", hint=hint)
    return manifest


def erased_since(settings: Settings) -> frozenset[str]:
    """List the pseudonyms of what was erased at any time, as the ledger holds them."""
    ledger = settings.data / LEDGER
    return frozenset(ledger.read_text("utf-8").split()) if ledger.is_file() else frozenset()


def _is_on_postgresql(settings: Settings) -> bool:
    """Say which of the two ways it is. Raises BotError for a database that Cairn has no copy of."""
    if settings.database_url.startswith("postgresql"):
        return True
    if settings.database_url != f"sqlite:///{settings.data / DATABASES[0]}":
        raise BotError(
            "Only PostgreSQL, or the database in the data folder, can be copied by Cairn.",
            hint="Use your database's own tool.",
        )
    return False


def _copied_from_postgresql(settings: Settings, folder: Path) -> dict[str, int]:
    return dumping.dump(settings.database_url, folder / DUMP, COUNTED)


def _copied_from_sqlite(settings: Settings, folder: Path) -> dict[str, int]:
    for name in DATABASES:
        if (settings.data / name).is_file():
            _copy_database(settings.data / name, folder / name)
    if not (folder / DATABASES[0]).is_file():
        raise BotError(f"There is nothing to back up in {settings.data}.", hint="Check CAIRN_DATA.")
    return _counts(folder / DATABASES[0])


def _empty(folder: Path, hint: str, but: str = "") -> None:
    if folder.exists() and (not folder.is_dir() or any(part.name != but for part in folder.iterdir())):
        raise UnreadableInput(f"{folder} is not empty.", hint=hint)


def _copy_database(source: Path, target: Path) -> None:
    """Let SQLite write a copy of one moment while others go on writing."""
    with contextlib.closing(sqlite3.connect(source, timeout=30)) as connection:
        connection.execute("VACUUM INTO ?", (str(target),))
    target.chmod(0o600)
    if not _is_whole(target):
        raise BotError(f"The copy of {source.name} is damaged.", hint="Look at the disk, then try again.")


def _is_whole(database: Path) -> bool:
    try:
        with contextlib.closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
            return bool(connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok")
    except sqlite3.DatabaseError:
        return False


def _counts(database: Path) -> dict[str, int]:
    with contextlib.closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        there = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        return {
            name: int(connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0])  # noqa: S608 - names of our own tables
            for name in _ours(there)
        }


def _ours(there: set[str]) -> Iterator[str]:
    """Name our tables, each of which carries its room's name in front."""
    yield from (name for name in sorted(there) if name.rpartition("_")[2] in COUNTED)


def _files(folder: Path) -> dict[str, dict[str, Any]]:
    parts = sorted(part for part in folder.iterdir() if part.is_file())
    return {part.name: {"sha256": _sum(part), "bytes": part.stat().st_size} for part in parts}


def _sum(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _join_ledgers(kept: Path, here: Path) -> None:
    before = here.read_text("utf-8").split() if here.is_file() else []
    here.write_text(
        "".join(f"{line}\n" for line in dict.fromkeys([*before, *kept.read_text("utf-8").split()])), "utf-8"
    )
