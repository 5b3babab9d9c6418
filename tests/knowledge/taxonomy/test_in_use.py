"""Does a program that runs see the skills base that was imported meanwhile?"""

import threading

import pytest

from knowledge.embedding.kept import KeptVectors
from knowledge.storage.memory import MemoryCatalogueStore
from knowledge.taxonomy.importing import import_esco
from knowledge.taxonomy.in_use import ConceptsInUse, installed_concepts
from knowledge.taxonomy.kept import FILE
from tests.fakes.letter_embedder import LetterEmbedder
from tests.knowledge.taxonomy.esco_release import CODER, TEAM, a_release


def in_use(data):
    return ConceptsInUse(data, KeptVectors(LetterEmbedder(), MemoryCatalogueStore(), {}))


def until_swapped(base):
    base.current()
    for thread in threading.enumerate():
        if thread.name == "cairn-skills":
            thread.join(30)
    return base.current().concepts


def test_without_an_import_the_bundled_concepts_are_in_use(tmp_path):
    base = installed_concepts(tmp_path).base()

    assert (base.name, base.attribution, base.trouble) == ("Cairn", "", "")


def test_a_running_program_takes_up_an_import_without_waiting_for_it(tmp_path):
    base = in_use(tmp_path)
    import_esco(a_release(tmp_path / "csv"), tmp_path)

    assert base.current().concepts.occupation(CODER) is None
    assert until_swapped(base).occupation(CODER) is not None
    base.close()


def test_whoever_must_have_the_newest_waits_for_it(tmp_path):
    base = in_use(tmp_path)
    import_esco(a_release(tmp_path / "csv"), tmp_path)

    assert base.wait().concepts.skill(TEAM) is not None
    assert base.current() is base.wait()


def test_what_was_embedded_beside_it_is_seen_by_a_running_program(tmp_path):
    import_esco(a_release(tmp_path / "csv"), tmp_path)
    running, beside = in_use(tmp_path), in_use(tmp_path)
    before = running.current()

    beside.announce()

    until_swapped(running)
    assert running.current() is not before
    running.close()
    beside.close()


def test_words_are_found_among_the_imported_concepts(tmp_path):
    import_esco(a_release(tmp_path / "csv"), tmp_path)
    base = in_use(tmp_path)

    found = base.current().finder.occupations_in("I was a fitter welder", "en", 1)

    assert found[0].evidence == "fitter welder"


@pytest.mark.parametrize("content", [b"", b"no database at all", b"SQLite format 3\x00" + b"\xff" * 200])
def test_a_damaged_file_leaves_the_bundled_concepts_and_is_told(tmp_path, content):
    (tmp_path / FILE).write_bytes(content)

    concepts = installed_concepts(tmp_path)

    assert concepts.occupation("beekeeper") is not None
    assert "is damaged or from another version of Cairn" in concepts.base().trouble


def test_what_damages_the_file_of_a_running_program_does_not_stop_it(tmp_path):
    import_esco(a_release(tmp_path / "csv"), tmp_path)
    base = in_use(tmp_path)
    (tmp_path / FILE).unlink()

    assert until_swapped(base).occupation("beekeeper") is not None
    assert base.wait().concepts.base().name == "Cairn"
