"""Which skills and occupations do a person's words mean, and what does a course teach by its own words?"""

import pytest

from knowledge.concepts import Concepts, bundled_concepts
from knowledge.meanings import Meant
from knowledge.skills import SkillFinder
from knowledge.vocabulary.skill import Occupation, Relation, Skill, SkillRequirement
from tests.builders import a_micro_credential

WELD = Skill(
    concept_uri="urn:weld",
    esco="http://data.europa.eu/esco/skill/1",
    preferred={"en": "weld metal", "bs": "zavarivati metal", "th": "เชื่อมโลหะ"},
    alternatives={"en": ("MIG welding", "ISO 9606"), "bs": ("zavarivanje",), "de": ("Schweißen",)},
)
SHEETS = Skill(concept_uri="urn:sheets", preferred={"en": "use spreadsheets"}, alternatives={"en": ("Excel",)})
WELDER = Occupation(
    concept_uri="urn:welder",
    preferred={"en": "welder", "bs": "zavarivač", "mk": "заварувач", "de": "Schweißer"},
    alternatives={"en": ("pipe welder",)},
    requirements=(
        SkillRequirement(skill="urn:weld", relation=Relation.ESSENTIAL),
        SkillRequirement(skill="urn:sheets", relation=Relation.OPTIONAL),
    ),
)
MINER = Occupation(concept_uri="urn:miner", preferred={"en": "coal miner", "bs": "rudar"})
CONCEPTS = Concepts([WELD, SHEETS], [WELDER, MINER])
FINDER = SkillFinder(CONCEPTS)


def uris(matches):
    return [str(match.uri) for match in matches]


@pytest.mark.parametrize(
    ("text", "language", "evidence"),
    [
        ("I was a welder for years", "en", "welder"),
        ("Radio sam kao zavarivač", "bs", "zavarivač"),
        ("Radila sam s zavarivačima", "hr", "zavarivačima"),
        ("Радио сам као заваривач", "sr", "заваривач"),
        ("Работев како заварувач", "mk", "заварувач"),
        ("Ich bin Schweißerin", "de", "Schweißerin"),
    ],
)
def test_an_occupation_is_found_in_any_inflection_with_the_words_it_came_from(text, language, evidence):
    found = FINDER.occupations_in(text, language, 5)
    assert uris(found)[0] == "urn:welder"
    assert found[0].evidence == evidence
    assert text[found[0].start : found[0].end] == evidence


def test_an_exact_name_is_certain_and_another_form_a_little_less():
    assert FINDER.occupations_in("coal miner", "en", 1)[0].confidence == 1.0
    assert 0.9 < FINDER.occupations_in("rudarima", "bs", 1)[0].confidence < 1.0


def test_the_longer_name_wins_over_its_part():
    assert FINDER.occupations_in("I am a pipe welder", "en", 1)[0].evidence == "pipe welder"


def test_names_in_another_language_count_only_as_they_stand():
    assert uris(FINDER.skills_in("znam Excel", "bs", 5)) == ["urn:sheets"]
    assert uris(FINDER.skills_in("znam excelirati", "bs", 5)) == []


def test_scripts_without_spaces_are_searched_as_they_are():
    found = FINDER.skills_in("ผมเคยเชื่อมโลหะมาก่อน", "th", 5)
    assert [(str(m.uri), m.evidence) for m in found] == [("urn:weld", "เชื่อมโลหะ")]


@pytest.mark.parametrize("text", ["", "hello", "I want a better life", "da", "!!!", "work"])
def test_words_that_name_nothing_give_nothing(text):
    assert FINDER.skills_in(text, "en", 5) == []
    assert FINDER.occupations_in(text, "en", 5) == []


def test_what_is_near_in_meaning_comes_after_what_is_named_and_keeps_its_words():
    near = [
        Meant(uri="urn:weld", score=3.0, nearness=0.9, start=1, end=13),
        Meant(uri="urn:sheets", score=2.0, nearness=0.9, start=1, end=13),
    ]

    found = FINDER.skills_in(" Excel please ", "en", 5, near)

    assert [(str(m.uri), m.confidence, m.evidence) for m in found] == [
        ("urn:sheets", 1.0, "Excel"),
        ("urn:weld", 0.6, "Excel please"),
    ]


def test_what_is_only_the_nearest_of_many_strangers_means_nothing():
    near = [Meant(uri="urn:weld", score=3.0, nearness=0.2, start=0, end=13)]

    assert FINDER.skills_in("purple clouds", "en", 5, near) == []


def test_labels_come_in_the_language_or_the_nearest_that_exists():
    assert CONCEPTS.label("urn:weld", "hr") == "zavarivati metal"
    assert CONCEPTS.label("urn:weld", "sq") == "weld metal"
    assert CONCEPTS.label("urn:nothing", "en") == "urn:nothing"


@pytest.mark.parametrize(
    "name", ["urn:weld", "http://data.europa.eu/esco/skill/1", "Weld  Metal", "ZAVARIVATI metal", "excel"]
)
def test_a_concept_is_found_by_address_and_by_exact_label(name):
    assert CONCEPTS.skill(name) is not None


def test_a_part_of_a_label_is_no_label():
    assert CONCEPTS.skill("metal") is None
    assert CONCEPTS.occupation("urn:weld") is None


@pytest.mark.parametrize(
    "title", ["Certified Pipe Welder", "Welder - evening class", "Welding Technician", "Welding technology I"]
)
def test_a_course_called_after_a_job_teaches_what_the_job_asks_for(title):
    taught = FINDER.infer_skills(a_micro_credential(title=title, language="en"))
    assert [(str(s.uri), s.inferred) for s in taught] == [("urn:weld", True)]
    assert taught[0].evidence in title
    assert taught[0].confidence < 1.0


@pytest.mark.parametrize(
    "title", ["Spanish for welders", "Kurs za zavarivače", "Safety", "The miner's history of Wales"]
)
def test_a_course_for_people_of_a_job_does_not_teach_the_job(title):
    assert FINDER.infer_skills(a_micro_credential(title=title, language="bs" if "za " in title else "en")) == ()


def test_names_in_the_text_are_taught_with_their_words_as_evidence():
    record = a_micro_credential(
        title="Metal workshop", description="You practise MIG welding, and Excel.", language="en"
    )
    taught = {str(s.uri): s.evidence for s in FINDER.infer_skills(record)}
    assert taught == {"urn:weld": "MIG welding", "urn:sheets": "Excel"}


def test_a_name_of_one_word_inside_a_sentence_is_not_enough():
    record = a_micro_credential(
        title="Leadership", description="We help you excel in everything you do.", language="en"
    )
    assert FINDER.infer_skills(record) == ()


def test_where_the_provider_lists_skills_the_description_adds_none():
    record = a_micro_credential(
        title="Office",
        description="Before the course you should know MIG welding.",
        skills=("urn:sheets",),
        language="en",
    )
    assert FINDER.infer_skills(record) == ()


@pytest.mark.parametrize(
    ("label", "uri"),
    [("MIG welding", "urn:weld"), ("zavarivanje", "urn:weld"), ("Mig Weldings", "urn:weld"), ("juggling", None)],
)
def test_a_providers_word_is_resolved_to_a_concept_or_to_none(label, uri):
    assert FINDER.resolve(label) == uri


def test_imported_concepts_stand_beside_the_bundled_ones_and_replace_them(tmp_path):
    (tmp_path / "skills").mkdir()
    line = SHEETS.model_copy(update={"concept_uri": "urn:mine"}).model_dump_json()
    (tmp_path / "skills" / "esco.jsonl").write_text(line + "\n", encoding="utf-8")
    concepts = bundled_concepts(tmp_path)
    assert "urn:mine" in concepts.skills
    assert len(concepts.skills) > 400


def test_every_requirement_of_a_bundled_occupation_is_a_bundled_skill():
    concepts = bundled_concepts()
    missing = [
        r.skill for o in concepts.occupations.values() for r in o.requirements if str(r.skill) not in concepts.skills
    ]
    assert missing == []
