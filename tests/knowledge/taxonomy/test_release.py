"""Are the tables of a release found wherever they lie, and is what is no release told apart?"""

import pytest

from knowledge.errors import MalformedDraft
from knowledge.taxonomy.release import parts_of, version_of
from tests.knowledge.taxonomy.esco_release import a_release, zipped


def names(place):
    return [(part.table, part.language) for part in parts_of(place)]


def test_a_folder_an_archive_in_it_and_an_archive_alone_hold_the_same_tables(tmp_path):
    folder = a_release(tmp_path / "csv")
    archive = zipped(folder, tmp_path / "ESCO dataset - v1.2.0 - classification - en - csv.zip")
    (tmp_path / "download").mkdir()
    (tmp_path / "download" / "skills.zip").write_bytes(archive.read_bytes())

    assert names(folder) == names(archive) == names(tmp_path / "download")
    assert names(folder)[:2] == [("skills", "en"), ("occupations", "en")]


def test_a_table_that_lies_there_twice_is_read_once(tmp_path):
    folder = a_release(tmp_path / "csv")
    zipped(folder, folder / "again.zip")

    assert len(names(folder)) == len(set(names(folder)))


def test_concepts_are_read_before_what_is_said_of_them(tmp_path):
    tables = [table for table, _ in names(a_release(tmp_path))]

    assert tables.index("skills") < tables.index("occupationskillrelations")
    assert tables.index("skillskillrelations") < tables.index("broaderrelationsskillpillar")


def test_other_files_beside_a_release_are_left_alone(tmp_path):
    folder = a_release(tmp_path)
    (folder / "notes.txt").write_text("x")
    (folder / "skills_en.csv.bak").write_text("x")
    (folder / ".skills_de.csv").write_text("x")

    assert ("skills", "de") not in names(folder)
    assert len([table for table, _ in names(folder) if table == "skills"]) == 1


@pytest.mark.parametrize(
    ("name", "version"),
    [
        ("esco_v1.1.1_classification_en_csv", "1.1.1"),
        ("ESCO dataset - v1.2.0 - classification - en - csv", "1.2.0"),
        ("ESCO 1.0", "1.0"),
        ("downloads", ""),
    ],
)
def test_the_version_is_read_from_the_name(tmp_path, name, version):
    folder = a_release(tmp_path / name)

    assert version_of(folder, parts_of(folder)) == version


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda folder: folder / "nowhere", "is not there"),
        (lambda folder: folder, "holds no file of an ESCO release"),
    ],
)
def test_a_place_without_a_release_is_said(tmp_path, make, said):
    with pytest.raises(MalformedDraft, match=said) as caught:
        parts_of(make(tmp_path))

    assert "https://esco.ec.europa.eu" in caught.value.hint


def test_a_file_without_its_language_is_asked_for_it(tmp_path):
    (tmp_path / "skills.csv").write_text("conceptUri\n")

    with pytest.raises(MalformedDraft, match=r"skills\.csv does not say its language") as caught:
        parts_of(tmp_path)

    assert caught.value.hint == "Name it as ESCO does, with the language at the end: skills_en.csv."


def test_a_cut_archive_is_named(tmp_path):
    archive = zipped(a_release(tmp_path / "csv"), tmp_path / "esco.zip")
    archive.write_bytes(archive.read_bytes()[:500])

    with pytest.raises(MalformedDraft, match=r"esco\.zip is no readable zip archive"):
        parts_of(archive)
