"""Are the figures of words matched to occupations and skills true?"""

import pytest

from knowledge.assembly import open_library
from knowledge.errors import KnowledgeError
from knowledge.evaluation_of_concepts import evaluate_concepts, is_such_a_pack
from knowledge.settings import LibrarySettings
from knowledge.taxonomy.importing import import_esco
from tests.fakes.letter_embedder import LetterEmbedder
from tests.knowledge.taxonomy.esco_release import a_release


def a_library(data):
    return open_library(LibrarySettings(data=data, index="memory:", seed=False), embedder=LetterEmbedder())


@pytest.fixture
def library(tmp_path):
    data = tmp_path / "data"
    import_esco(a_release(tmp_path / "csv"), data)
    library = a_library(data)
    library.prepare_concepts()
    yield library
    library.close()


def a_pack(tmp_path, **files):
    pack = tmp_path / "pack"
    pack.mkdir()
    for name, text in files.items():
        (pack / name.replace("__", ".")).write_text(text, encoding="utf-8")
    return pack


def test_statements_and_titles_are_asked_of_the_imported_occupations(tmp_path, library):
    pack = a_pack(
        tmp_path,
        jobs__csv="title,statement,esco_code\nProgrammer,I was a programmer,2512.4\nPoet,I was a poet,9999.9\n",
    )

    figures = evaluate_concepts(pack, library)["jobs"]

    assert (figures["statement"]["n"], figures["title"]["n"]) == (1, 1)
    assert figures["title"]["recall@10"] == 1.0


def test_sentences_are_scored_by_the_skills_that_the_annotations_name(tmp_path, library):
    pack = a_pack(
        tmp_path,
        ads__csv="sentence,span,label\nyou work in teams,teams,work in teams\nyou sing,sing,LABEL NOT PRESENT\n",
    )

    figures = evaluate_concepts(pack, library)["ads"]

    assert figures["n"] == 1
    assert figures["rp@5"] == 1.0


def test_titles_are_ranked_among_the_names_that_the_pack_brings(tmp_path, library):
    pack = a_pack(
        tmp_path,
        queries__tsv="Q1\tzavarivačica\nQ2\tkuharica\n",
        corpus_elements__tsv="C1\tzavarivač\nC2\tkuhar\nC3\tvozač autobusa\n",
        annotations__tsv="Q1\t0\tC1\t1\nQ2\t0\tC2\t1\nQ2\t0\tC3\t0\n",
    )

    figures = evaluate_concepts(pack, library)["titles"]

    assert (figures["n"], figures["mrr"], figures["recall@1"]) == (2, 1.0, 1.0)


def test_a_figure_below_one_is_possible(tmp_path, library):
    pack = a_pack(tmp_path, jobs__csv="title,statement,esco_code\nwelder,programmer,7212.1\n")

    figures = evaluate_concepts(pack, library)["jobs"]["statement"]

    assert figures["recall@1"] == 0.0


def test_without_imported_occupations_it_says_what_to_do(tmp_path):
    library = a_library(tmp_path)
    pack = a_pack(tmp_path, jobs__csv="title,statement,esco_code\nwelder,welder,7212.1\n")

    with pytest.raises(KnowledgeError, match="not imported") as error:
        evaluate_concepts(pack, library)

    assert "skills import esco" in error.value.hint


def test_a_folder_of_other_tables_is_no_such_pack(tmp_path):
    pack = a_pack(tmp_path, other__csv="a,b\n1,2\n", queries__tsv="Q1\tx\n")

    assert not is_such_a_pack(pack)
