"""Does the durable index hold what the catalogue says, and does somebody notice when it does not?"""

import time
from dataclasses import replace

import numpy as np
import pytest

from knowledge.errors import DataFolderInUse, KnowledgeError
from knowledge.index.memory import MemoryIndex
from knowledge.mirror import IndexMirror, Standing, State
from knowledge.owner import FolderLock
from knowledge.passages import nothing
from knowledge.ports import Difference, unwatched
from knowledge.search import chunks_of, shelve
from knowledge.snapshot import Snapshot
from tests.builders import a_micro_credential
from tests.fakes.letter_embedder import LetterEmbedder

MODEL = LetterEmbedder.model


def a_snapshot(version=1, *identifiers):
    records = [a_micro_credential(id=one, title=f"Course {one}") for one in identifiers or ("a", "b")]
    chunks = [chunks_of(record) for record in records]
    vectors = LetterEmbedder().embed_documents([text for pieces in chunks for text in pieces])
    return Snapshot(version, shelve(version, records, chunks, vectors), nothing())


def followed(index, *snapshots, **more):
    """Let a mirror of its own follow snapshots one after another."""
    mirror = IndexMirror(MODEL, lambda: index, **more)
    for snapshot in snapshots:
        mirror.follow(snapshot)
        mirror.settle(10)
    return mirror


class CountingIndex(MemoryIndex):
    """Notes how it was replaced, and can be told to find something wrong or to fail."""

    def __init__(self, *differences):
        super().__init__()
        self.replaced = []
        self.checks = 0
        self.differences = list(differences)
        self.failures = 0

    def replace(self, model, catalogue_version, identifiers, vectors, *, anew=False, watch=unwatched):
        if self.failures:
            self.failures -= 1
            raise KnowledgeError("no room on the disk")
        self.replaced.append((catalogue_version, anew))
        self.differences = []
        super().replace(model, catalogue_version, identifiers, vectors, anew=anew, watch=watch)

    def check(self, identifiers, vectors):
        self.checks += 1
        return self.differences or super().check(identifiers, vectors)


def test_the_index_follows_each_snapshot_and_is_looked_at_once():
    index = CountingIndex()
    mirror = followed(index, a_snapshot(3), a_snapshot(4, "a", "b", "c"))
    assert index.replaced == [(3, False), (4, False)]
    assert list(index.all()[0]) == ["a#0", "b#0", "c#0"]
    assert mirror.standing == Standing(State.CURRENT)
    assert index.checks == 1
    mirror.close()


@pytest.mark.parametrize(
    ("difference", "version", "anew"),
    [
        (Difference("damaged_files", "A file has another size."), 3, True),
        (Difference("other_vectors", "1 of 2 vectors differ."), 3, True),
        (Difference("unreadable", "The process ended with signal 11."), 3, True),
    ],
)
def test_a_damaged_index_is_built_anew_from_the_catalogue(difference, version, anew):
    index = CountingIndex()
    index.replace(MODEL, version, ["a#0", "b#0"], a_snapshot().shelf.vectors)
    index.differences = [difference]
    mirror = followed(index, a_snapshot(3))
    assert index.replaced[1:] == [(3, anew)]
    assert mirror.verify(a_snapshot(3)) == []
    mirror.close()


def test_the_index_is_looked_at_again_every_so_often():
    index = CountingIndex()
    mirror = followed(index, a_snapshot(3), check_minutes=0.05 / 60)
    index.differences = [Difference("other_vectors", "1 of 2 vectors differ.")]
    until = time.monotonic() + 10
    while len(index.replaced) < 2 and time.monotonic() < until:
        time.sleep(0.01)
    assert index.replaced == [(3, False), (3, True)]
    mirror.close()


def test_what_is_being_rebuilt_is_said_with_how_far_it_is():
    seen = []
    index = CountingIndex()
    mirror = IndexMirror(MODEL, lambda: index)
    replace = index.replace

    def noted(*given, watch, **more):
        watch(1, 2)
        seen.append(mirror.standing)
        replace(*given, watch=watch, **more)

    index.replace = noted
    index.differences = [Difference("damaged_files", "A file is missing.")]
    mirror.follow(a_snapshot(3))
    mirror.settle(10)
    assert seen == [Standing(State.REBUILDING, 1, 2, "A file is missing.")]
    assert [one.sound for one in (seen[0], mirror.standing)] == [False, True]
    mirror.close()


def test_the_index_waits_until_every_text_has_its_vector():
    index = CountingIndex()
    snapshot = replace(a_snapshot(3), missing={"key": "a text"})
    mirror = followed(index, snapshot)
    assert index.replaced == []
    assert mirror.standing.state is State.WAITING
    assert [f.code for f in mirror.verify(snapshot)] == ["vectors_missing", "other_version"]
    mirror.close()


@pytest.mark.parametrize(
    ("model", "version", "names", "turned", "code"),
    [
        (MODEL, 1, ["a#0", "b#0"], 1, None),
        ("another", 1, ["a#0", "b#0"], 1, "other_version"),
        (MODEL, 2, ["a#0", "b#0"], 1, "other_version"),
        (MODEL, 1, ["a#0", "c#0"], 1, "other_identifiers"),
        (MODEL, 1, ["a#0", "b#0"], -1, "other_vectors"),
    ],
)
def test_each_way_to_disagree_is_named(model, version, names, turned, code):
    snapshot = a_snapshot(1)
    index = MemoryIndex()
    index.replace(model, version, names, snapshot.shelf.vectors * np.float32(turned))
    found = IndexMirror(MODEL, lambda: index).verify(snapshot)
    assert [f.code for f in found] == ([code] if code else [])


def test_an_index_that_cannot_be_opened_stops_no_question():
    def broken():
        raise KnowledgeError("no server")

    mirror = IndexMirror(MODEL, broken)
    mirror.follow(a_snapshot())
    mirror.settle(10)
    assert mirror.standing == Standing(State.FAILED, reason="no server")
    with pytest.raises(KnowledgeError, match="no server"):
        mirror.rebuild(a_snapshot())
    mirror.close()


def test_what_failed_is_tried_again(monkeypatch):
    monkeypatch.setattr("knowledge.mirror.RETRY_SECONDS", 0.05)
    index = CountingIndex()
    index.failures = 1
    mirror = followed(index, a_snapshot(3))
    until = time.monotonic() + 10
    while not index.replaced and time.monotonic() < until:
        time.sleep(0.01)
    assert index.replaced == [(3, False)]
    mirror.close()


def test_who_is_not_the_owner_writes_nothing_unasked():
    index = MemoryIndex()
    mirror = IndexMirror(MODEL, lambda: index, owner=False)
    mirror.follow(a_snapshot())
    mirror.close()
    assert index.version() == ("", 0)


def test_an_index_in_use_can_be_compared_and_not_rebuilt(tmp_path):
    held = MemoryIndex()
    owner = followed(held, a_snapshot(), lock=FolderLock(tmp_path))
    beside = IndexMirror(MODEL, lambda: held, FolderLock(tmp_path), owner=False)
    assert beside.verify(a_snapshot()) == []
    with pytest.raises(DataFolderInUse):
        beside.rebuild(a_snapshot())
    owner.close()
    assert beside.rebuild(a_snapshot()) == 2
    IndexMirror(MODEL, MemoryIndex, FolderLock(tmp_path)).close()


def test_a_rebuilt_index_agrees():
    index = MemoryIndex()
    mirror = IndexMirror(MODEL, lambda: index)
    assert mirror.rebuild(a_snapshot()) == 2
    assert mirror.verify(a_snapshot()) == []
