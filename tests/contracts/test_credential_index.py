"""Does every index keep vectors and identifiers as the reference in memory does?"""

import socket
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from knowledge.errors import IndexMismatch, KnowledgeError
from knowledge.index import open_index
from knowledge.index.chroma_child import JOBS
from knowledge.index.generations import EmbeddedChroma


def some_vectors(count, seed=1):
    rows = np.random.default_rng(seed).normal(size=(count, 24)).astype(np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


@pytest.fixture(scope="module")
def chroma_server(tmp_path_factory):
    """A real Chroma server on a free port of this machine."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [Path(sys.executable).parent / "chroma", "run", "--host", "127.0.0.1", "--port", str(port), "--path"]
    with subprocess.Popen(
        [*command, tmp_path_factory.mktemp("server")], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        yield f"chroma+http://127.0.0.1:{port}"
        process.terminate()


def opened_when_ready(url, folder, seconds=30):
    until = time.monotonic() + seconds
    while True:
        try:
            return open_index(url, folder)
        except KnowledgeError:
            if time.monotonic() > until:
                raise
            time.sleep(0.2)


def in_this_process(job, _seconds, watch):
    """Do a child's work here: the tests of the children themselves are in tests/knowledge/test_index_damage.py."""
    return JOBS[job["do"]](job, watch)


@pytest.fixture(params=["memory:", "chroma:", "server"])
def index(request, tmp_path):
    if request.param == "chroma:":
        opened = EmbeddedChroma(tmp_path, run=in_this_process)
    else:
        opened = opened_when_ready(
            request.getfixturevalue("chroma_server") if request.param == "server" else request.param, tmp_path
        )
    if request.param == "server":
        for collection in opened._client.list_collections():
            opened._client.delete_collection(collection.name)
    yield opened
    opened.close()


def test_a_new_index_is_empty(index):
    assert index.version() == ("", 0)
    assert list(index.search(some_vectors(1)[0], 5)) == []
    assert list(index.all()[0]) == []


def test_the_nearest_come_first_with_their_cosine(index):
    vectors = np.eye(3, 24, dtype=np.float32)
    index.replace("letters-1", 7, ["a#0", "b#0", "c#0"], vectors)
    found = index.search(np.array([0.8, 0.6] + [0.0] * 22, np.float32), 2)
    assert [name for name, _ in found] == ["a#0", "b#0"]
    assert [round(score, 4) for _, score in found] == [0.8, 0.6]
    assert index.version() == ("letters-1", 7)


def test_what_is_put_in_comes_out_whole(index):
    vectors = some_vectors(40)
    names = [f"course-{n}#0" for n in range(40)]
    index.replace("letters-1", 1, names, vectors)
    kept_names, kept = index.all()
    assert sorted(kept_names) == sorted(names)
    assert np.allclose(kept[list(kept_names).index("course-7#0")], vectors[7], atol=1e-6)


@pytest.mark.parametrize("changed", [1, 30])
def test_a_new_set_leaves_nothing_of_the_one_before(index, changed):
    names = [f"course-{n}#0" for n in range(40)]
    index.replace("letters-1", 1, names, some_vectors(40))
    after = [f"new-{n}#0" for n in range(changed)] + names[changed:]
    index.replace("letters-1", 2, after, some_vectors(40))
    assert sorted(index.all()[0]) == sorted(after)
    assert index.version() == ("letters-1", 2)


def test_a_changed_vector_is_the_one_that_is_found(index):
    names = [f"course-{n}#0" for n in range(40)]
    before = some_vectors(40)
    index.replace("letters-1", 1, names, before)
    after = before.copy()
    after[3] = some_vectors(1, seed=9)[0]
    index.replace("letters-1", 2, names, after)
    assert index.search(after[3], 1)[0][0] == "course-3#0"


def test_another_model_replaces_everything(index):
    index.replace("letters-1", 1, ["a#0"], some_vectors(1))
    index.replace("letters-2", 1, ["a#0"], np.eye(1, 8, dtype=np.float32))
    assert index.version() == ("letters-2", 1)
    assert index.all()[1].shape == (1, 8)


def test_the_set_may_become_empty(index):
    index.replace("letters-1", 1, ["a#0"], some_vectors(1))
    index.replace("letters-1", 2, [], np.empty((0, 24), np.float32))
    assert index.version() == ("letters-1", 2)
    assert list(index.all()[0]) == []


def test_a_question_of_another_model_is_refused(index):
    index.replace("letters-1", 1, ["a#0"], some_vectors(1))
    with pytest.raises(IndexMismatch, match="different models"):
        index.search(np.eye(1, 8, dtype=np.float32)[0], 1)


def test_an_index_that_holds_the_catalogue_s_vectors_has_nothing_wrong(index):
    names = [f"course-{n}#0" for n in range(40)]
    index.replace("letters-1", 1, names, some_vectors(40))
    assert list(index.check(names, some_vectors(40))) == []


@pytest.mark.parametrize(
    ("names", "vectors", "code"),
    [
        (["a#0", "b#0", "c#0"], some_vectors(3), "other_identifiers"),
        (["a#0", "c#0"], some_vectors(2), "other_identifiers"),
        (["a#0"], some_vectors(1), "other_identifiers"),
        (["a#0", "b#0"], some_vectors(2, seed=9), "other_vectors"),
        (["a#0", "b#0"], np.eye(2, 8, dtype=np.float32), "other_dimensions"),
    ],
)
def test_each_way_to_differ_from_the_catalogue_is_named(index, names, vectors, code):
    index.replace("letters-1", 1, ["a#0", "b#0"], some_vectors(2))
    assert [difference.code for difference in index.check(names, vectors)] == [code]


def test_a_set_can_be_put_in_anew_and_says_how_far_it_is(index):
    names = [f"course-{n}#0" for n in range(40)]
    index.replace("letters-1", 1, names, some_vectors(40))
    told = []
    index.replace("letters-1", 1, names, some_vectors(40), anew=True, watch=lambda done, of: told.append((done, of)))
    assert told[-1] == (40, 40)
    assert sorted(index.all()[0]) == sorted(names)


def test_names_and_vectors_must_be_as_many(index):
    with pytest.raises(ValueError, match="one vector"):
        index.replace("letters-1", 1, ["a#0", "b#0"], some_vectors(1))


def test_chroma_finds_again_what_it_kept(tmp_path):
    first = open_index("chroma:", tmp_path)
    first.replace("letters-1", 4, ["a#0", "b#0"], some_vectors(2))
    first.close()
    again = open_index("chroma:", tmp_path)
    assert again.version() == ("letters-1", 4)
    assert sorted(again.all()[0]) == ["a#0", "b#0"]
    again.close()


def test_an_index_that_ended_the_process_while_opening_is_put_aside(tmp_path):
    first = open_index("chroma:", tmp_path)
    first.replace("letters-1", 4, ["a#0"], some_vectors(1))
    first.close()
    (tmp_path / "chroma" / "opening").touch()
    again = open_index("chroma:", tmp_path)
    assert again.version() == ("", 0)
    again.replace("letters-1", 5, ["a#0"], some_vectors(1))
    assert again.version() == ("letters-1", 5)
    assert len(list((tmp_path / "chroma").glob("broken-*"))) == 1
    again.close()


def test_an_unknown_address_names_the_ones_that_are_known(tmp_path):
    with pytest.raises(KnowledgeError, match="names no index") as caught:
        open_index("redis://localhost", tmp_path)
    assert "chroma:" in caught.value.hint


def test_a_server_that_is_not_there_is_said_in_a_sentence(tmp_path):
    with pytest.raises(KnowledgeError, match=r"no Chroma server at 127\.0\.0\.1:9"):
        open_index("chroma+http://127.0.0.1:9", tmp_path)
