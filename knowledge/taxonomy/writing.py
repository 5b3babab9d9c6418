"""How is a release laid down in one file, beside what is there and without losing any of it?"""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from knowledge.concepts import key_of_name

FORMAT = "1"
"""Raised when the tables below, or how names are folded, change: an older file is then told to be imported again."""
SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE concept (
    id INTEGER PRIMARY KEY, uri TEXT NOT NULL UNIQUE, sort TEXT NOT NULL, kind TEXT NOT NULL DEFAULT '',
    reuse TEXT NOT NULL DEFAULT '', isco TEXT NOT NULL DEFAULT '', code TEXT NOT NULL DEFAULT '',
    green INTEGER NOT NULL DEFAULT 0, digital INTEGER NOT NULL DEFAULT 0, transversal INTEGER NOT NULL DEFAULT 0,
    language INTEGER NOT NULL DEFAULT 0, green_share REAL);
CREATE TABLE wording (
    concept INTEGER NOT NULL, language TEXT NOT NULL, preferred TEXT NOT NULL, alternatives TEXT NOT NULL,
    hidden TEXT NOT NULL, description TEXT NOT NULL, PRIMARY KEY (concept, language)) WITHOUT ROWID;
CREATE TABLE broader (concept INTEGER NOT NULL, other INTEGER NOT NULL, PRIMARY KEY (concept, other)) WITHOUT ROWID;
CREATE TABLE requires (
    concept INTEGER NOT NULL, other INTEGER NOT NULL, essential INTEGER NOT NULL,
    PRIMARY KEY (concept, other)) WITHOUT ROWID;
CREATE INDEX required_by ON requires (other, essential);
"""
NAMES = """
CREATE TABLE name (
    sort TEXT NOT NULL, key TEXT NOT NULL, preferred INTEGER NOT NULL, concept INTEGER NOT NULL,
    PRIMARY KEY (sort, key, preferred DESC, concept)) WITHOUT ROWID
"""
COLLECTIONS = frozenset({"green", "digital", "transversal", "language"})


@dataclass(frozen=True, slots=True)
class Wording:
    language: str
    preferred: str
    alternatives: tuple[str, ...]
    hidden: tuple[str, ...]
    """Names that are looked for and never shown, such as common misspellings."""
    description: str


@dataclass(frozen=True, slots=True)
class Related:
    """A skill that an occupation asks for, or that another skill builds on."""

    sort: str
    source: str
    target: str
    essential: bool


class TaxonomyWriter:
    """Takes what the tables say in any order; `finish` makes it whole and says whether anything changed."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self._ids: dict[str, int] = dict(database.execute("SELECT uri, id FROM concept"))
        self._members: dict[str, set[int]] = defaultdict(set)
        self._relations: dict[int, dict[int, bool]] = defaultdict(dict)
        self._broader: dict[int, dict[int, bool]] = defaultdict(dict)
        self._before = database.total_changes

    def concept(self, uri: str, sort: str, *, kind: str = "", reuse: str = "", isco: str = "", code: str = "") -> None:
        """Keep what is true of a concept in every language; an empty statement takes nothing away."""
        given = {"sort": sort, "kind": kind, "reuse": reuse, "isco": isco, "code": code}
        stated = {name: value for name, value in given.items() if value}
        identifier = self._id(uri, sort)
        self._database.execute(
            f"UPDATE concept SET {', '.join(f'{name} = ?' for name in stated)} "  # noqa: S608 - names from above
            f"WHERE id = ? AND ({' OR '.join(f'{name} != ?' for name in stated)})",
            (*stated.values(), identifier, *stated.values()),
        )

    def word(self, uri: str, wording: Wording) -> None:
        """Keep how a language calls a concept, in place of what that language said before."""
        if not wording.preferred:
            return
        said = (
            wording.preferred,
            "\n".join(wording.alternatives),
            "\n".join(wording.hidden),
            wording.description,
        )
        self._database.execute(
            "INSERT INTO wording VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET "
            "preferred = excluded.preferred, alternatives = excluded.alternatives, hidden = excluded.hidden, "
            "description = excluded.description WHERE preferred != excluded.preferred "
            "OR alternatives != excluded.alternatives OR hidden != excluded.hidden OR description != excluded.description",
            (self._ids[uri], wording.language, *said),
        )

    def mark(self, uri: str, collection: str) -> None:
        self._members[collection].add(self._id(uri, "skill"))

    def green_share(self, uri: str, share: float) -> None:
        identifier = self._id(uri, "occupation")
        self._database.execute(
            "UPDATE concept SET green_share = ? WHERE id = ? AND green_share IS NOT ?", (share, identifier, share)
        )

    def broader(self, uri: str, other: str) -> None:
        self._broader[self._id(uri, "group")][self._id(other, "group")] = False

    def relate(self, related: Related) -> None:
        targets = self._relations[self._id(related.source, related.sort)]
        target = self._id(related.target, "skill")
        # said twice, the stronger counts
        targets[target] = targets.get(target, False) or related.essential

    def finish(self, version: str) -> bool:
        """Bring collections and relations up to what was said; True where the file now holds anything else than before."""
        for collection, members in self._members.items():
            self._set_members(collection, members)
        self._replace("broader", self._broader)
        self._replace("requires", self._relations)
        if version:
            self._database.execute(
                "INSERT INTO meta VALUES ('version', ?) ON CONFLICT DO UPDATE SET value = excluded.value "
                "WHERE value != excluded.value",
                (version,),
            )
        if self._database.total_changes == self._before:
            return False
        self._database.execute("DROP TABLE IF EXISTS name")
        self._database.execute(NAMES)
        self._database.executemany("INSERT OR IGNORE INTO name VALUES (?, ?, ?, ?)", sorted(set(self._names())))
        return True

    def _id(self, uri: str, sort: str) -> int:
        held = self._ids.get(uri)
        if held is None:
            added = self._database.execute("INSERT INTO concept (uri, sort) VALUES (?, ?)", (uri, sort))
            held = self._ids[uri] = int(added.lastrowid or 0)
        return held

    def _set_members(self, collection: str, members: Iterable[int]) -> None:
        if collection not in COLLECTIONS:
            raise ValueError(collection)
        held = {row[0] for row in self._database.execute(f"SELECT id FROM concept WHERE {collection}")}  # noqa: S608
        stated = set(members)
        for value, changed in ((1, stated - held), (0, held - stated)):
            self._database.executemany(
                f"UPDATE concept SET {collection} = {value} WHERE id = ?",  # noqa: S608 - one of COLLECTIONS
                [(identifier,) for identifier in sorted(changed)],
            )

    def _replace(self, table: str, stated: dict[int, dict[int, bool]]) -> None:
        """Replace what was known of every source that the release speaks of; other sources keep theirs."""
        held: dict[int, dict[int, bool]] = defaultdict(dict)
        essential = "essential" if table == "requires" else "0"
        for source, target, flag in self._database.execute(f"SELECT concept, other, {essential} FROM {table}"):  # noqa: S608
            held[source][target] = bool(flag)
        changed = [source for source, targets in stated.items() if targets != held.get(source)]
        self._database.executemany(f"DELETE FROM {table} WHERE concept = ?", [(c,) for c in changed])  # noqa: S608
        rows = [(c, other, flag) for c in changed for other, flag in stated[c].items()]
        if table == "requires":
            self._database.executemany("INSERT INTO requires VALUES (?, ?, ?)", rows)
        else:
            self._database.executemany("INSERT INTO broader VALUES (?, ?)", [row[:2] for row in rows])

    def _names(self) -> Iterator[tuple[str, str, int, int]]:
        rows = self._database.execute(
            "SELECT c.sort, c.id, w.preferred, w.alternatives, w.hidden FROM wording w JOIN concept c ON c.id = w.concept "
            "WHERE c.sort != 'group'"
        )
        for sort, concept, preferred, alternatives, hidden in rows:
            yield sort, key_of_name(preferred), 1, concept
            for label in (*alternatives.split("\n"), *hidden.split("\n")):
                if label:
                    yield sort, key_of_name(label), 0, concept
