"""Does the durable index hold what the catalogue says, and does somebody notice when it does not?"""

import numpy as np
import pytest

from knowledge.errors import DataFolderInUse, KnowledgeError
from knowledge.index.memory import MemoryIndex
from knowledge.mirror import IndexMirror
from knowledge.owner import FolderLock
from knowledge.passages import nothing
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


def waited(mirror):
    mirror._worker.join(10)
    return mirror


def test_the_index_follows_soon():
    index = MemoryIndex()
    mirror = IndexMirror(MODEL, lambda: index)
    mirror.follow(a_snapshot(3))
    assert waited(mirror).failure is None
    assert index.version() == (MODEL, 3)
    assert list(index.all()[0]) == ["a#0", "b#0"]


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
    assert str(waited(mirror).failure) == "no server"
    with pytest.raises(KnowledgeError, match="no server"):
        mirror.rebuild(a_snapshot())
    mirror.close()


def test_who_is_not_the_owner_writes_nothing_unasked():
    index = MemoryIndex()
    mirror = IndexMirror(MODEL, lambda: index, owner=False)
    mirror.follow(a_snapshot())
    mirror.close()
    assert index.version() == ("", 0)


def test_an_index_in_use_is_not_compared_and_not_rebuilt_and_this_is_said(tmp_path):
    owner = IndexMirror(MODEL, MemoryIndex, FolderLock(tmp_path))
    beside = IndexMirror(MODEL, MemoryIndex, FolderLock(tmp_path), owner=False)
    assert [f.code for f in beside.verify(a_snapshot())] == ["index_in_use"]
    with pytest.raises(DataFolderInUse):
        beside.rebuild(a_snapshot())
    owner.close()
    assert [f.code for f in beside.verify(a_snapshot())] == ["other_version"]
    IndexMirror(MODEL, MemoryIndex, FolderLock(tmp_path)).close()


def test_a_rebuilt_index_agrees():
    mirror = IndexMirror(MODEL, MemoryIndex)
    assert mirror.rebuild(a_snapshot()) == 2
    assert mirror.verify(a_snapshot()) == ()
