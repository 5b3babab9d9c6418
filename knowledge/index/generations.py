"""How is an embedded index kept so that damage is noticed before anybody asks it, and a new one swaps in at once?"""

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from knowledge.errors import IndexMismatch
from knowledge.index.child import ChildProcess
from knowledge.index.sealed import POINTER, Generation, broken, read_pointer, sealed, write_pointer
from knowledge.ports import Difference, Vectors, Watch, unwatched

if TYPE_CHECKING:
    from knowledge.index.chroma import ChromaIndex

FOLDER = "chroma"
OPENING = "opening"
"""Stands there while this process opens a copy: found at the next start, the index had ended the process."""
CRASHED = "The index ended the process that opened it last."
CONTENTS = "contents.json"
MENDED = 0.2
"""Share of changed vectors, since the last whole build, up to which a copy is mended; beyond it everything is built anew."""
RunJob = Callable[[dict[str, Any], float, Watch], Any]


class EmbeddedChroma:
    """Generations of Chroma's files: built and checked in a child process, sealed, never changed once they count."""

    def __init__(self, data: Path, run: RunJob | None = None) -> None:
        self._folder = data / FOLDER
        self._child = ChildProcess()
        self._run = run or self._child.run
        self._intact: int | None = None
        """Number of the generation whose seal this process has found whole."""
        self._copy: tuple[ChromaIndex, tempfile.TemporaryDirectory[str]] | None = None

    def version(self) -> tuple[str, int]:
        held = self._trusted()
        return ("", 0) if held is None else (held.model, held.version)

    def replace(
        self,
        model: str,
        catalogue_version: int,
        identifiers: Sequence[str],
        vectors: Vectors,
        *,
        anew: bool = False,
        watch: Watch = unwatched,
    ) -> None:
        if len(identifiers) != len(vectors):
            raise ValueError("there must be one vector for each identifier")
        self._close_copy()
        self._folder.mkdir(parents=True, exist_ok=True)
        held = self._trusted()
        if held is None:
            self._quarantine()
        contents = dict(zip(identifiers, _digests(vectors), strict=True))
        with self._scratch() as scratch:
            made = (
                self._mended(held, scratch, model, catalogue_version, contents, vectors) if held and not anew else None
            )
            made = made or self._built(scratch, model, catalogue_version, identifiers, vectors, watch)
            (scratch / "new" / CONTENTS).write_text(json.dumps(contents), encoding="utf-8")
            self._swap(scratch / "new", made)

    def check(self, identifiers: Sequence[str], vectors: Vectors) -> Sequence[Difference]:
        held = read_pointer(self._folder)
        found = self._checked(held, identifiers, vectors)
        if found and read_pointer(self._folder) != held:
            # the owner swapped another generation in while we looked
            found = self._checked(read_pointer(self._folder), identifiers, vectors)
        return found

    def _checked(self, held: Generation | None, identifiers: Sequence[str], vectors: Vectors) -> Sequence[Difference]:
        if held is None:
            return [self._no_pointer()]
        wrong = CRASHED if (self._folder / OPENING).exists() else broken(self._place(held), held.files)
        if wrong:
            self._intact = None
            return [Difference("damaged_files", wrong)]
        try:
            found = self._looked_at(held, identifiers, vectors)
        except (IndexMismatch, OSError) as error:
            found = [Difference("unreadable", str(error))]
        self._intact = None if found else held.number
        return found

    def _no_pointer(self) -> Difference:
        finished = [path for path in self._folder.glob("*") if path.is_dir() and path.name.isdecimal()]
        if finished or (self._folder / POINTER).exists():
            return Difference("damaged_files", "The file that says which index counts is missing or damaged.")
        return Difference("nothing_there", "There is no finished index.")

    def search(self, vector: Vectors, limit: int) -> Sequence[tuple[str, float]]:
        return self._opened().search(vector, limit) if self._trusted() else []

    def all(self) -> tuple[Sequence[str], Vectors]:
        return self._opened().all() if self._trusted() else ((), np.empty((0, 0), np.float32))

    def close(self) -> None:
        self._child.stop()
        self._close_copy()

    def _place(self, generation: Generation) -> Path:
        return self._folder / str(generation.number)

    def _trusted(self) -> Generation | None:
        """Give the generation that counts, if its files are as they were sealed and it ended no process."""
        held = read_pointer(self._folder)
        if held is None or (self._folder / OPENING).exists():
            return None
        if self._intact != held.number:
            if broken(self._place(held), held.files):
                return None
            self._intact = held.number
        return held

    def _built(
        self, scratch: Path, model: str, version: int, identifiers: Sequence[str], vectors: Vectors, watch: Watch
    ) -> Generation:
        shutil.rmtree(scratch / "new", ignore_errors=True)
        job = {"do": "build", "model": model, "version": version, "folder": str(scratch / "new" / "files")}
        self._run({**job, **_handed_over(scratch, identifiers, vectors)}, 120 + len(identifiers) / 50, watch)
        return Generation(self._next_number(), model, version, len(identifiers), 0, {})

    def _mended(
        self,
        held: Generation,
        scratch: Path,
        model: str,
        version: int,
        contents: dict[str, str],
        vectors: Vectors,
    ) -> Generation | None:
        """Change a copy of what counts; None where too much has changed, or it cannot be mended."""
        before: dict[str, str] = json.loads((self._place(held) / CONTENTS).read_text(encoding="utf-8"))
        rows = [row for row, (name, digest) in enumerate(contents.items()) if before.get(name) != digest]
        gone = sorted(set(before) - set(contents))
        changed = held.changed + len(rows) + len(gone)
        if held.model != model or not before or not contents or changed > MENDED * len(before):
            return None
        shutil.copytree(self._place(held), scratch / "new")
        job = {"do": "mend", "model": model, "version": version, "folder": str(scratch / "new" / "files"), "gone": gone}
        names = list(contents)
        handed = _handed_over(scratch, [names[row] for row in rows], vectors[rows])
        try:
            self._run({**job, **handed, "total": len(contents)}, 120 + changed / 50, unwatched)
        except IndexMismatch:
            return None
        return Generation(self._next_number(), model, version, len(contents), changed, {})

    def _swap(self, finished: Path, generation: Generation) -> None:
        """Give the finished files their number, then point at them, then throw the others away."""
        finished.rename(self._place(generation))
        write_pointer(self._folder, replace(generation, files=sealed(self._place(generation))))
        self._intact = generation.number
        for other in self._folder.iterdir():
            if other.is_dir() and other != self._place(generation) and not _kept(other):
                shutil.rmtree(other, ignore_errors=True)

    def _looked_at(self, held: Generation, identifiers: Sequence[str], vectors: Vectors) -> list[Difference]:
        """Open a copy in a child process and compare; opening writes to Chroma's files, and the sealed ones must stay."""
        with self._scratch() as scratch:
            shutil.copytree(self._place(held) / "files", scratch / "copy")
            job = {"do": "check", "model": held.model, "version": held.version, "folder": str(scratch / "copy")}
            handed = _handed_over(scratch, identifiers, vectors)
            found = self._run({**job, **handed}, 60 + len(identifiers) / 200, unwatched)
        return [Difference(str(code), str(message)) for code, message in found]

    def _quarantine(self) -> None:
        """Put everything that does not count aside, the newest only: somebody may want to look at it."""
        held = read_pointer(self._folder)
        for old in self._folder.iterdir():
            if held is not None and old == self._place(held):
                old.rename(self._folder / f"new-broken-{held.number}")
            elif old.is_dir() and not _in_work(old):
                shutil.rmtree(old, ignore_errors=True)
            elif old.is_file():
                old.unlink()
        for moved in self._folder.glob("new-broken-*"):
            moved.rename(self._folder / moved.name.removeprefix("new-"))

    def _next_number(self) -> int:
        numbers = [int(name) for path in self._folder.iterdir() if (name := path.name.split("-")[-1]).isdecimal()]
        return max(numbers, default=0) + 1

    def _opened(self) -> "ChromaIndex":
        from knowledge.index.chroma import open_folder

        if self._copy is None:
            held = read_pointer(self._folder)
            assert held is not None
            copy = tempfile.TemporaryDirectory(
                prefix=f"work-{os.getpid()}-", dir=self._folder, ignore_cleanup_errors=True
            )
            shutil.copytree(self._place(held) / "files", Path(copy.name) / "copy")
            (self._folder / OPENING).touch()
            self._copy = (open_folder(Path(copy.name) / "copy"), copy)
            self._copy[0].version()
            (self._folder / OPENING).unlink(missing_ok=True)
        return self._copy[0]

    def _close_copy(self) -> None:
        if self._copy is not None:
            index, folder = self._copy
            index.close()
            folder.cleanup()
            self._copy = None

    @contextmanager
    def _scratch(self) -> Iterator[Path]:
        with tempfile.TemporaryDirectory(
            prefix=f"work-{os.getpid()}-", dir=self._folder, ignore_cleanup_errors=True
        ) as made:
            yield Path(made)


def open_embedded(_url: str, data: Path) -> EmbeddedChroma:
    """Look at the index in the data folder; nothing is opened before it was checked."""
    return EmbeddedChroma(data)


def _kept(folder: Path) -> bool:
    return folder.name.startswith("broken-") or _in_work(folder)


def _in_work(folder: Path) -> bool:
    """Tell the scratch of a living process (a check beside this one) from what a killed one left behind."""
    kind, _, rest = folder.name.partition("-")
    pid = rest.partition("-")[0]
    if kind != "work" or not pid.isdecimal():
        return False
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _digests(vectors: Vectors) -> list[str]:
    return [hashlib.sha256(np.ascontiguousarray(row, np.float32).tobytes()).hexdigest()[:16] for row in vectors]


def _handed_over(scratch: Path, identifiers: Sequence[str], vectors: Vectors) -> dict[str, str]:
    """Write names and vectors where the child reads them."""
    names, rows = scratch / "names.json", scratch / "vectors.npy"
    names.write_text(json.dumps(list(identifiers)), encoding="utf-8")
    np.save(rows, np.asarray(vectors, np.float32))
    return {"names": str(names), "vectors": str(rows)}
