"""Is every kind of damage to the files of the index noticed before anybody asks it, and healed from the catalogue?"""

import os
import shutil
import sqlite3
import threading

import numpy as np
import pytest

from knowledge.errors import IndexMismatch, KnowledgeError
from knowledge.index.child import ChildProcess
from knowledge.index.chroma_child import JOBS
from knowledge.index.generations import EmbeddedChroma
from knowledge.index.memory import MemoryIndex

COUNT, WIDTH = 300, 24
NAMES = [f"course-{n}#0" for n in range(COUNT)]


def some_vectors(seed=1, width=WIDTH):
    rows = np.random.default_rng(seed).normal(size=(COUNT, width)).astype(np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def in_this_process(job, _seconds, watch):
    return JOBS[job["do"]](job, watch)


def never(job, _seconds, _watch):
    raise AssertionError(f"a damaged index was given to Chroma: {job['do']}")


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    """An index of 300 vectors, as it was finished."""
    folder = tmp_path_factory.mktemp("sound")
    index = EmbeddedChroma(folder, run=in_this_process)
    index.replace("letters-1", 7, NAMES, some_vectors())
    index.close()
    return folder


@pytest.fixture
def data(sound, tmp_path):
    shutil.copytree(sound, tmp_path / "data")
    return tmp_path / "data"


def file_of(data, name):
    return next((data / "chroma").rglob(name))


def flip(path, at):
    content = bytearray(path.read_bytes())
    content[at] ^= 0xFF
    path.write_bytes(content)


def swap_vectors(data):
    path = file_of(data, "data_level0.bin")
    content = path.read_bytes()
    size = len(content) // COUNT
    path.write_bytes(content[size : 2 * size] + content[:size] + content[2 * size :])


def other_index(data):
    """Another installation's index in this one's place, seal and all."""
    shutil.rmtree(data / "chroma")
    index = EmbeddedChroma(data, run=in_this_process)
    index.replace("letters-1", 7, NAMES, some_vectors(seed=9))
    index.close()


def other_dimensions(data):
    shutil.rmtree(data / "chroma")
    index = EmbeddedChroma(data, run=in_this_process)
    index.replace("letters-1", 7, NAMES, some_vectors(width=8))
    index.close()


def lose_a_row(data):
    with sqlite3.connect(file_of(data, "chroma.sqlite3")) as database:
        database.execute("DELETE FROM embeddings WHERE id = (SELECT max(id) FROM embeddings)")


DAMAGE = {
    "the database is cut off": lambda data: os.truncate(file_of(data, "chroma.sqlite3"), 40_000),
    "the database is empty": lambda data: os.truncate(file_of(data, "chroma.sqlite3"), 0),
    "the header of the database is broken": lambda data: flip(file_of(data, "chroma.sqlite3"), 20),
    "a page of the database is broken": lambda data: flip(file_of(data, "chroma.sqlite3"), 100_000),
    "a row is gone from the database": lose_a_row,
    "the database is missing": lambda data: file_of(data, "chroma.sqlite3").unlink(),
    "the vectors are cut off": lambda data: os.truncate(file_of(data, "data_level0.bin"), 10_000),
    "the vectors are zero": lambda data: file_of(data, "data_level0.bin").write_bytes(
        bytes(file_of(data, "data_level0.bin").stat().st_size)
    ),
    "a bit of a vector is flipped": lambda data: flip(file_of(data, "data_level0.bin"), 5_000),
    "two vectors are swapped": swap_vectors,
    "the links are cut off": lambda data: os.truncate(file_of(data, "link_lists.bin"), 8),
    "a link is flipped": lambda data: flip(file_of(data, "link_lists.bin"), 12),
    "the header of the graph is broken": lambda data: flip(file_of(data, "header.bin"), 4),
    "the names in the graph are broken": lambda data: flip(file_of(data, "index_metadata.pickle"), 200),
    "the folder of the graph is missing": lambda data: shutil.rmtree(file_of(data, "header.bin").parent),
    "everything is missing": lambda data: shutil.rmtree(data / "chroma"),
    "the pointer is broken": lambda data: (data / "chroma" / "current.json").write_text("{"),
    "a foreign file lies in it": lambda data: (file_of(data, "header.bin").parent / "more.bin").write_bytes(b"x"),
}
LOOKS_SOUND = {"another index is in its place": other_index, "its dimensions are others": other_dimensions}


@pytest.mark.parametrize("kind", DAMAGE)
def test_damaged_files_are_noticed_without_being_opened(data, kind):
    DAMAGE[kind](data)
    index = EmbeddedChroma(data, run=never)
    found = index.check(NAMES, some_vectors())
    assert [difference.code for difference in found] == [
        "nothing_there" if kind == "everything is missing" else "damaged_files"
    ]
    assert index.version() == ("", 0)
    assert list(index.search(some_vectors()[0], 3)) == []


@pytest.mark.parametrize("kind", [*DAMAGE, *LOOKS_SOUND])
def test_each_kind_of_damage_is_healed_and_the_answers_are_the_same_again(data, kind):
    {**DAMAGE, **LOOKS_SOUND}[kind](data)
    index = EmbeddedChroma(data, run=in_this_process)
    assert index.check(NAMES, some_vectors())
    reference = MemoryIndex()
    reference.replace("letters-1", 7, NAMES, some_vectors())
    index.replace("letters-1", 7, NAMES, some_vectors(), anew=True)
    assert list(index.check(NAMES, some_vectors())) == []
    for question in some_vectors(seed=3)[:5]:
        assert [name for name, _ in index.search(question, 5)] == [name for name, _ in reference.search(question, 5)]
    index.close()


@pytest.mark.parametrize(
    ("kind", "code"),
    [("another index is in its place", "other_vectors"), ("its dimensions are others", "other_dimensions")],
)
def test_an_index_whose_seal_is_whole_is_compared_with_the_catalogue(data, kind, code):
    LOOKS_SOUND[kind](data)
    found = EmbeddedChroma(data, run=in_this_process).check(NAMES, some_vectors())
    assert [difference.code for difference in found] == [code]


def test_a_damaged_index_is_put_aside_before_the_new_one_is_built(data):
    DAMAGE["a link is flipped"](data)
    index = EmbeddedChroma(data, run=in_this_process)
    index.replace("letters-1", 7, NAMES, some_vectors())
    assert sorted(path.name for path in (data / "chroma").iterdir()) == ["2", "broken-1", "current.json"]


def test_checking_changes_no_file(data):
    before = {path: path.read_bytes() for path in (data / "chroma").rglob("*") if path.is_file()}
    for _ in range(2):
        assert list(EmbeddedChroma(data, run=in_this_process).check(NAMES, some_vectors())) == []
    assert {path: path.read_bytes() for path in (data / "chroma").rglob("*") if path.is_file()} == before


def test_an_end_while_building_leaves_the_index_that_counts(data):
    def ends(job, _seconds, _watch):
        raise IndexMismatch(f"killed while it was to {job['do']}")

    with pytest.raises(IndexMismatch, match="build"):
        EmbeddedChroma(data, run=ends).replace("letters-2", 8, NAMES, some_vectors(), anew=True)
    after = EmbeddedChroma(data, run=in_this_process)
    assert after.version() == ("letters-1", 7)
    assert list(after.check(NAMES, some_vectors())) == []


def test_a_few_changes_are_mended_in_a_copy_and_many_are_built_anew(data):
    done = []

    def noted(job, seconds, watch):
        done.append(job["do"])
        return in_this_process(job, seconds, watch)

    index = EmbeddedChroma(data, run=noted)
    vectors = some_vectors()
    vectors[:5] = some_vectors(seed=4)[:5]
    index.replace("letters-1", 8, NAMES, vectors)
    assert list(index.check(NAMES, vectors)) == []
    index.replace("letters-1", 9, NAMES[100:], vectors[100:])
    assert list(index.check(NAMES[100:], vectors[100:])) == []
    assert done == ["mend", "check", "build", "check"]


def test_a_child_does_the_work_and_its_end_is_an_error_in_a_sentence(data):
    index = EmbeddedChroma(data)
    assert list(index.check(NAMES, some_vectors())) == []
    with pytest.raises(IndexMismatch, match=r"was to explode the index ended with code 1"):
        ChildProcess().run({"do": "explode"}, 60, lambda _done, _total: None)
    with pytest.raises(IndexMismatch, match=r"took more than 0 s"):
        ChildProcess().run({"do": "check"}, 0.01, lambda _done, _total: None)


def test_an_index_that_is_closed_while_it_is_looked_at_is_not_called_damaged(data):
    index = EmbeddedChroma(data)
    closing = threading.Timer(0.1, index.close)
    closing.start()
    with pytest.raises(KnowledgeError, match="was closed while it was at work"):
        index.check(NAMES, some_vectors())
    assert EmbeddedChroma(data).version() == ("letters-1", 7)
