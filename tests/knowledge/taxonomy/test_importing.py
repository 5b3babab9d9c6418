"""Does a release come in whole or not at all, once, and without losing what was there?"""

import csv
from contextlib import closing

import pytest

from knowledge.errors import DataFolderInUse, MalformedDraft
from knowledge.taxonomy.importing import _alone, import_esco
from knowledge.taxonomy.kept import FILE, open_kept
from tests.knowledge.taxonomy.esco_release import (
    CODER,
    ESCO,
    LOST,
    PYTHON,
    TEAM,
    WELD,
    WELDER,
    a_release,
    write,
    zipped,
)


@pytest.fixture
def data(tmp_path):
    return tmp_path / "data"


def kept(data):
    """Everything that the file says, by address."""
    with closing(open_kept(data / FILE)) as opened:
        uri = {number: address for number, address, _ in opened.addresses()}
        return {
            "words": {
                uri[n]: {tag: (preferred, others) for tag, preferred, others, _ in told}
                for sort in ("skill", "occupation")
                for n, told in opened.wordings(sort).items()
            },
            "requires": {
                uri[n]: {uri[skill]: bool(essential) for skill, essential in told if skill in uri}
                for n, told in opened.requirements("occupation").items()
                if n in uri
            },
            "base": opened.base(),
        }


def test_a_release_is_counted_and_named(tmp_path, data):
    done = import_esco(a_release(tmp_path / "esco_v1.1.1"), data)

    assert done.changed
    assert done.languages == ("en",)
    assert done.notes == ()
    assert done.read == {
        "skills": 4, "occupations": 2, "groups": 2, "collections": 2, "skill_relations": 1, "relations": 4, "broader": 2,
    }  # fmt: skip
    assert (done.base.name, done.base.skills, done.base.occupations, done.base.requirements) == ("ESCO 1.1.1", 4, 2, 4)
    assert done.base.attribution == "© European Union, ESCO"


@pytest.mark.parametrize("version", ["1.1", "1.2"])
def test_both_shapes_of_the_relations_say_the_same(tmp_path, data, version):
    import_esco(a_release(tmp_path / "csv", version=version), data)

    assert kept(data)["requires"] == {WELDER: {WELD: True, TEAM: False}, CODER: {PYTHON: True, TEAM: True}}


def test_the_same_release_again_changes_nothing(tmp_path, data):
    folder = a_release(tmp_path / "csv")
    import_esco(folder, data)
    before = (data / FILE).stat().st_ino, (data / FILE).read_bytes()

    done = import_esco(zipped(folder, tmp_path / "same.zip"), data)

    assert not done.changed
    assert before == ((data / FILE).stat().st_ino, (data / FILE).read_bytes())


@pytest.mark.parametrize("first", ["en", "bs"])
def test_a_second_language_adds_its_labels_and_loses_nothing(tmp_path, data, first):
    second = {"en": "bs", "bs": "en"}[first]
    import_esco(a_release(tmp_path / first, first), data)

    done = import_esco(a_release(tmp_path / second, second, relations=False), data)

    found = kept(data)
    assert done.changed
    assert done.base.languages == ("bs", "en")
    assert found["words"][WELD] == {
        "bs": ("zavarivati metalne dijelove", "zavarivanje"),
        "en": ("weld metal parts", "MIG welding\nTIG welding"),
    }
    assert found["words"][PYTHON] == {"en": ("Python (computer programming)", "Python")}
    assert found["requires"][WELDER] == {WELD: True, TEAM: False}


def test_two_languages_in_one_folder_count_each_concept_once(tmp_path, data):
    a_release(tmp_path / "both", "en")
    done = import_esco(a_release(tmp_path / "both", "bs"), data)

    assert done.languages == ("bs", "en")
    assert (done.read["skills"], done.base.skills) == (4, 4)


def test_a_newer_release_replaces_what_it_speaks_of(tmp_path, data):
    import_esco(a_release(tmp_path / "old"), data)
    newer = a_release(tmp_path / "new")
    write(
        newer / "occupationSkillRelations.csv",
        ["occupationUri", "relationType", "skillType", "skillUri"],
        [(WELDER, "essential", "skill/competence", TEAM)],
    )
    write(
        newer / "skills_en.csv",
        ["conceptUri", "preferredLabel", "altLabels"],
        [(WELD, "join metal", "braze"), (f"{ESCO}/skill/new", "brand new", "")],
    )

    done = import_esco(newer, data)

    found = kept(data)
    assert done.base.skills == 5
    assert found["words"][WELD] == {"en": ("join metal", "braze")}
    assert found["requires"] == {WELDER: {TEAM: True}, CODER: {PYTHON: True, TEAM: True}}
    with closing(open_kept(data / FILE)) as opened:
        assert opened.named("skill", "mig welding", preferred=False) is None
        assert opened.named("skill", "join metal", preferred=True) is not None


def test_relations_may_come_in_a_call_of_their_own(tmp_path, data):
    import_esco(a_release(tmp_path / "csv", relations=False), data)
    relations = tmp_path / "relations"
    relations.mkdir()
    (a_release(tmp_path / "all") / "occupationSkillRelations.csv").rename(relations / "occupationSkillRelations.csv")

    done = import_esco(relations, data)

    assert done.base.requirements == 4
    assert done.languages == ()


def test_what_is_missing_is_noted(tmp_path, data):
    done = import_esco(a_release(tmp_path / "csv", relations=False), data)

    assert done.notes == (
        "There is no occupationSkillRelations file yet: what ESCO's occupations require is unknown until it is imported.",
    )


def test_a_relation_of_something_that_nothing_describes_is_noted_and_not_shown(tmp_path, data):
    folder = a_release(tmp_path / "csv")
    with (folder / "occupationSkillRelations.csv").open("a", newline="") as opened:
        csv.writer(opened).writerow((LOST, "essential", "skill/competence", WELD))

    done = import_esco(folder, data)

    assert "1 skill or occupation stands in relations" in done.notes[0]
    assert done.base.occupations == 2


def test_what_a_release_calls_obsolete_stays_out(tmp_path, data):
    folder = a_release(tmp_path / "csv")
    write(
        folder / "skills_en.csv",
        ["conceptUri", "preferredLabel", "altLabels", "status"],
        [(WELD, "weld", "", "released"), (f"{ESCO}/skill/old", "telex", "", "obsolete")],
    )

    import_esco(folder, data)

    assert f"{ESCO}/skill/old" not in kept(data)["words"]


BROKEN = {
    "a column is missing": ("conceptUri,altLabels\na,b\n", "skills_en.csv has no column preferredLabel."),
    "a row is cut": (
        f"conceptUri,preferredLabel,altLabels\n{WELD},weld metal\n",
        "skills_en.csv, line 2: the column altLabels is missing.",
    ),
    "an address is missing": (
        "conceptUri,preferredLabel,altLabels\n,weld metal,\n",
        "skills_en.csv, line 2: the column conceptUri is empty.",
    ),
    "the file is empty": ("", "skills_en.csv has no column conceptUri."),
    "it is not UTF-8": ("conceptUri,preferredLabel,altLabels\nhttp://x,\udcff,\n", "skills_en.csv is not written in UTF-8."),
}  # fmt: skip


@pytest.mark.parametrize("case", sorted(BROKEN))
def test_a_broken_file_is_named_with_its_column_and_changes_nothing(tmp_path, data, case):
    content, said = BROKEN[case]
    import_esco(a_release(tmp_path / "good"), data)
    before = kept(data)
    bad = a_release(tmp_path / "bad")
    (bad / "skills_en.csv").write_bytes(content.encode("utf-8", "surrogateescape"))

    with pytest.raises(MalformedDraft) as caught:
        import_esco(bad, data)

    assert str(caught.value) == said
    assert kept(data) == before
    assert sorted(file.name for file in data.iterdir()) == [FILE, f"{FILE}.lock"]


def test_an_archive_with_a_damaged_table_is_named(tmp_path, data):
    archive = zipped(a_release(tmp_path / "csv"), tmp_path / "esco.zip")
    content = archive.read_bytes()
    place = content.index(b"skills_en.csv") + 40
    archive.write_bytes(content[:place] + b"\x00" * 60 + content[place + 60 :])

    with pytest.raises(MalformedDraft, match=r"skills_en\.csv"):
        import_esco(archive, data)

    assert not (data / FILE).exists()


def test_a_damaged_file_of_ours_is_written_anew(tmp_path, data):
    folder = a_release(tmp_path / "csv")
    data.mkdir()
    (data / FILE).write_bytes(b"no database")

    assert import_esco(folder, data).base.skills == 4


def test_only_one_import_runs_at_a_time(tmp_path, data):
    folder = a_release(tmp_path / "csv")
    data.mkdir()

    with _alone(data), pytest.raises(DataFolderInUse, match="Another import of skills is running"):
        import_esco(folder, data)


def test_progress_ends_at_the_whole(tmp_path, data):
    told = []

    import_esco(a_release(tmp_path / "csv"), data, lambda done, total: told.append((done, total)))

    assert told[-1][0] == told[-1][1] > 0
    assert told == sorted(told)


@pytest.mark.shared
def test_the_official_release_is_read_whole(shared_data, tmp_path):
    done = import_esco(shared_data / "data" / "skills", tmp_path)

    assert (done.read["skills"], done.read["occupations"], done.read["relations"]) == (13_896, 3_007, 123_855)
    assert (done.base.skills, done.base.occupations, done.base.name) == (13_896, 3_007, "ESCO 1.1.1")
