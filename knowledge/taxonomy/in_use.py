"""Which skills base is in use right now, also after somebody imported another one?"""

import os
import sqlite3
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from knowledge.concepts import Concepts, bundled_concepts
from knowledge.embedding.kept import KeptVectors
from knowledge.meanings import ConceptMeanings
from knowledge.skills import SkillFinder, finder_of
from knowledge.taxonomy.joined import JoinedConcepts
from knowledge.taxonomy.kept import FILE, open_kept

Stamp = tuple[int, int, int] | None


def installed_concepts(data: Path | None) -> Concepts:
    """Open what this installation knows: the bundled concepts, and ESCO with them where it was imported."""
    own = bundled_concepts(data)
    if data is None or not (data / FILE).is_file():
        return own
    try:
        return JoinedConcepts(own, open_kept(data / FILE))
    except (sqlite3.DatabaseError, ValueError):
        # advice goes on with the bundled concepts; the doctor says what is wrong
        return Concepts(own.skills.values(), own.occupations.values(), trouble=_trouble(data / FILE))


def _trouble(file: Path) -> str:
    return f"{file} is damaged or from another version of Cairn, so only the bundled skills are used."


@dataclass(frozen=True)
class InUse:
    """One skills base with what finds people's words in it."""

    stamp: Stamp
    concepts: Concepts
    meanings: ConceptMeanings

    @property
    def finder(self) -> SkillFinder:
        return finder_of(self.concepts)


class ConceptsInUse:
    """Follows the file of imported concepts. Whoever asks while a newer one is being opened gets the one before."""

    def __init__(
        self, data: Path | None, vectors: KeptVectors, read: Callable[[Path | None], Concepts] = installed_concepts
    ) -> None:
        self._data = data
        self._vectors = vectors
        self._read = read
        self._opening = threading.Lock()
        self._held = self._open()

    def current(self) -> InUse:
        held = self._held
        if held.stamp != self._stamp() and self._opening.acquire(blocking=False):
            threading.Thread(target=self._swap, name="cairn-skills", daemon=True).start()
        return held

    def wait(self) -> InUse:
        """Give the newest, and wait for it where it is being opened."""
        with self._opening:
            if self._held.stamp != self._stamp():
                self._held = self._open()
            return self._held

    def announce(self) -> None:
        """Let running programs open the base anew: what it means is embedded now."""
        if self._data is not None and (self._data / FILE).is_file():
            os.utime(self._data / FILE)

    def close(self) -> None:
        self._held.concepts.close()

    def _swap(self) -> None:
        try:
            new = self._open()
            # the first question must not wait for the words to be laid out
            new.finder.lay_out()
            self._held = new
        finally:
            self._opening.release()

    def _open(self) -> InUse:
        stamp = self._stamp()
        concepts = self._read(self._data)
        return InUse(stamp, concepts, ConceptMeanings(concepts, self._vectors))

    def _stamp(self) -> Stamp:
        if self._data is None:
            return None
        try:
            found = (self._data / FILE).stat()
        except OSError:
            return None
        return found.st_mtime_ns, found.st_ino, found.st_size
