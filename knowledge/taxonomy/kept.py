"""What does the installation's file of imported concepts say?"""

import sqlite3
import threading
import weakref
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from knowledge.taxonomy.writing import FORMAT
from knowledge.vocabulary.skill import SkillsBase

FILE = "esco.sqlite"
ATTRIBUTION = "© European Union, ESCO"
COLUMNS = "id, uri, sort, kind, reuse, isco, code, green, digital, transversal, language, green_share"
Row = tuple[Any, ...]


def open_kept(file: Path) -> "KeptTaxonomy":
    """Open the file for reading. Raises sqlite3.DatabaseError where it is damaged, ValueError where its format is old."""
    # `immutable`: the file is only ever replaced as a whole, so no reader needs a lock on it
    database = sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
    try:
        return KeptTaxonomy(database)
    except BaseException:
        database.close()
        raise


class KeptTaxonomy:
    """Reads; safe for several threads."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        # a base that was replaced is closed when the last question that reads it is answered
        self.close = weakref.finalize(self, database.close)
        self._lock = threading.Lock()
        self._meta: dict[str, str] = dict(self._all("SELECT key, value FROM meta"))
        if self._meta.get("format") != FORMAT:
            raise ValueError("format")

    def base(self) -> SkillsBase:
        """Count what is here and say whose it is."""
        counts: dict[str, int] = dict(
            self._all(
                "SELECT sort, count(*) FROM concept WHERE id IN (SELECT concept FROM wording) GROUP BY sort ORDER BY sort"
            )
        )
        relations = "SELECT count(*) FROM requires r JOIN concept c ON c.id = r.concept WHERE c.sort = 'occupation'"
        return SkillsBase(
            name=" ".join(("ESCO", self._meta.get("version", ""))).strip(),
            skills=counts.get("skill", 0),
            occupations=counts.get("occupation", 0),
            requirements=self._all(relations)[0][0],
            languages=tuple(row[0] for row in self._all("SELECT DISTINCT language FROM wording ORDER BY language")),
            attribution=ATTRIBUTION,
        )

    def unnamed(self) -> int:
        """Count concepts that relations speak of and no table describes."""
        rows = self._all(
            "SELECT count(*) FROM concept WHERE sort != 'group' AND id NOT IN (SELECT concept FROM wording)"
        )
        return int(rows[0][0])

    def addresses(self) -> list[tuple[int, str, str]]:
        """List (number, address, sort) of everything that has a name, in the order of the release."""
        return self._all("SELECT id, uri, sort FROM concept WHERE id IN (SELECT concept FROM wording) ORDER BY id")

    def preferred(self, sort: str, language: str) -> list[tuple[int, str]]:
        """List (concept, preferred label) in a language."""
        return self._all(
            "SELECT w.concept, w.preferred FROM wording w JOIN concept c ON c.id = w.concept "
            "WHERE c.sort = ? AND w.language = ?",
            sort,
            language,
        )

    def rows(self, sort: str, only: int | None = None) -> list[Row]:
        """List the rows of COLUMNS."""
        one = "" if only is None else " AND id = ?"
        return self._all(
            f"SELECT {COLUMNS} FROM concept WHERE sort = ?{one} ORDER BY id",  # noqa: S608 - constants
            sort,
            *([] if only is None else [only]),
        )

    def wordings(self, sort: str, only: int | None = None) -> dict[int, list[tuple[str, str, str, str]]]:
        """Give by concept (language, preferred, alternatives by line, description)."""
        rows = self._of(
            sort, only, "SELECT t.concept, t.language, t.preferred, t.alternatives, t.description", "wording"
        )
        return _by_first(rows)

    def broader(self, sort: str, only: int | None = None) -> dict[int, list[tuple[int]]]:
        return _by_first(self._of(sort, only, "SELECT t.concept, t.other", "broader"))

    def requirements(self, sort: str, only: int | None = None) -> dict[int, list[tuple[int, int]]]:
        """Give by concept (skill, whether it is essential), essential ones first."""
        rows = self._of(sort, only, "SELECT t.concept, t.other, t.essential", "requires")
        return {concept: sorted(found, key=lambda r: -r[1]) for concept, found in _by_first(rows).items()}

    def requiring(self, skill: int) -> list[tuple[int, int]]:
        """List (occupation, whether it is essential there) that ask for a skill."""
        return self._all(
            "SELECT r.concept, r.essential FROM requires r JOIN concept c ON c.id = r.concept "
            "WHERE r.other = ? AND c.sort = 'occupation' ORDER BY r.essential DESC, r.concept",
            skill,
        )

    def essential_counts(self) -> dict[int, int]:
        """Count by skill the occupations to which it is essential."""
        return dict(
            self._all(
                "SELECT r.other, count(*) FROM requires r JOIN concept c ON c.id = r.concept "
                "WHERE r.essential AND c.sort = 'occupation' GROUP BY r.other"
            )
        )

    def named(self, sort: str, key: str, *, preferred: bool) -> int | None:
        """Find the concept of a folded name."""
        rows = self._all(
            "SELECT concept FROM name WHERE sort = ? AND key = ? AND preferred = ? ORDER BY concept LIMIT 1",
            sort,
            key,
            int(preferred),
        )
        return int(rows[0][0]) if rows else None

    def copy_into(self, database: sqlite3.Connection) -> None:
        with self._lock:
            self._database.backup(database)

    def _of(self, sort: str, only: int | None, select: str, table: str) -> list[Row]:
        if only is not None:
            return self._all(f"{select} FROM {table} t WHERE t.concept = ?", only)
        return self._all(
            f"{select} FROM {table} t JOIN concept c ON c.id = t.concept WHERE c.sort = ? ORDER BY t.concept", sort
        )

    def _all(self, statement: str, *values: object) -> list[Row]:
        with self._lock:
            return self._database.execute(statement, values).fetchall()


def _by_first(rows: Iterable[Sequence[Any]]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for first, *rest in rows:
        found[first].append(tuple(rest))
    return found
