"""Are the bundled concepts and ESCO's one, with nothing lost and nothing double?"""

import pytest

from knowledge.concepts import Concepts
from knowledge.taxonomy.importing import import_esco
from knowledge.taxonomy.joined import JoinedConcepts
from knowledge.taxonomy.kept import FILE, open_kept
from knowledge.vocabulary.skill import Occupation, Relation, Skill, SkillKind, SkillRequirement
from tests.builders import an_occupation
from tests.knowledge.taxonomy.esco_release import (
    CODER,
    ISCO_GROUP,
    METAL_GROUP,
    PYTHON,
    SHEETS,
    TEAM,
    WELD,
    WELDER,
    a_release,
)

OUR_WELD = Skill(
    concept_uri="urn:weld",
    esco=WELD,
    preferred={"en": "weld metal", "de": "Metall schweißen"},
    alternatives={"en": ("welding",), "de": ("Schweißen",)},
    description={"en": "Ours.", "de": "Unseres."},
)
OUR_SHEETS = Skill(concept_uri="urn:sheets", preferred={"en": "Use spreadsheets  software"})
OUR_MASK = Skill(concept_uri="urn:mask", preferred={"en": "wear a welding mask"})
OUR_WELDER = Occupation(
    concept_uri="urn:welder",
    esco=WELDER,
    isco="7212",
    preferred={"en": "welding worker", "bs": "zavarivač"},
    requirements=(
        SkillRequirement(skill="urn:weld", relation=Relation.OPTIONAL),
        SkillRequirement(skill="urn:mask", relation=Relation.ESSENTIAL),
    ),
)
OUR_BEEKEEPER = an_occupation("urn:beekeeper", essential=("urn:mask",))
OWN = Concepts([OUR_WELD, OUR_SHEETS, OUR_MASK], [OUR_WELDER, OUR_BEEKEEPER])


@pytest.fixture(scope="module")
def joined(tmp_path_factory):
    folder = tmp_path_factory.mktemp("esco")
    a_release(folder / "csv", "bs")
    import_esco(a_release(folder / "csv", version="1.2"), folder)
    concepts = JoinedConcepts(OWN, open_kept(folder / FILE))
    yield concepts
    concepts.close()


def requirements(occupation):
    return [(str(r.skill), str(r.relation), r.source) for r in occupation.requirements]


def test_nothing_is_there_twice(joined):
    assert sorted(joined.skills) == sorted(["urn:weld", "urn:sheets", "urn:mask", PYTHON, TEAM])
    assert sorted(joined.occupations) == sorted(["urn:welder", "urn:beekeeper", CODER])
    assert [len(joined.skills), len(joined.skills.values())] == [5, 5]


def test_a_concept_that_both_know_has_our_labels_and_escos_description_and_names(joined):
    weld = joined.skills["urn:weld"]

    assert (weld.concept_uri, weld.esco) == ("urn:weld", WELD)
    assert weld.preferred == {"en": "weld metal", "de": "Metall schweißen", "bs": "zavarivati metalne dijelove"}
    assert weld.alternatives["en"] == ("welding", "weld metal parts", "MIG welding", "TIG welding")
    assert weld.alternatives["bs"] == ("zavarivanje",)
    assert weld.description == {"en": "Join parts by heat.", "de": "Unseres.", "bs": "Spajati dijelove."}
    assert (weld.green, weld.reuse, weld.broader) == (True, "sector-specific", (METAL_GROUP,))


def test_the_same_english_label_makes_one_of_two_where_we_state_no_address(joined):
    assert joined.skills["urn:sheets"].esco == SHEETS


@pytest.mark.parametrize("name", ["urn:weld", WELD, "weld metal", "Weld metal parts", "zavarivanje", "MIG Welding", "Schweissen"])  # fmt: skip
def test_a_skill_is_found_by_either_address_and_by_every_name(joined, name):
    assert joined.skill(name).concept_uri == "urn:weld"


@pytest.mark.parametrize("name", [WELDER, "urn:welder", "pipe welder", "welder", "ZAVARIVAC", "varilac"])
def test_an_occupation_is_found_by_either_address_and_by_every_name(joined, name):
    assert joined.occupation(name).concept_uri == "urn:welder"


@pytest.mark.parametrize("name", ["", "weld", "http://data.europa.eu/esco/skill/none", WELDER, METAL_GROUP])
def test_what_is_no_skill_is_not_found_as_one(joined, name):
    assert joined.skill(name) is None


def test_escos_own_concept_keeps_its_address_and_says_what_it_is(joined):
    python = joined.skill("python")

    assert (python.concept_uri, python.esco, python.kind) == (PYTHON, PYTHON, SkillKind.KNOWLEDGE)
    assert (python.digital, python.green) == (True, False)
    assert [(str(r.skill), str(r.relation)) for r in python.related] == [("urn:sheets", "optional")]
    assert joined.skill(TEAM).kind is SkillKind.TRANSVERSAL


def test_requirements_are_escos_and_ours_where_esco_names_no_such_skill_each_with_its_source(joined):
    welder = joined.occupation(WELDER)

    assert requirements(welder) == [
        ("urn:weld", "essential", "ESCO"),
        (TEAM, "optional", "ESCO"),
        ("urn:mask", "essential", "Cairn"),
    ]
    assert welder.requirements_from == "ESCO and Cairn"
    assert (welder.code, welder.green_share, welder.broader) == ("7212.1", 0.25, (ISCO_GROUP,))


def test_an_occupation_that_one_of_both_knows_has_its_requirements(joined):
    assert joined.occupations[CODER].requirements_from == "ESCO"
    assert requirements(joined.occupations["urn:beekeeper"]) == [("urn:mask", "essential", "")]
    assert joined.occupations["urn:beekeeper"].requirements_from == "Cairn"


def test_one_by_one_and_all_at_once_are_the_same(tmp_path):
    import_esco(a_release(tmp_path / "csv"), tmp_path)
    one_by_one, at_once = (JoinedConcepts(OWN, open_kept(tmp_path / FILE)) for _ in range(2))

    assert [one_by_one.skills[uri] for uri in one_by_one.skills] == list(at_once.skills.values())
    assert [one_by_one.occupations[uri] for uri in one_by_one.occupations] == list(at_once.occupations.values())


def test_values_made_from_the_file_are_valid(joined):
    for concept in (*joined.skills.values(), *joined.occupations.values()):
        assert type(concept).model_validate(concept.model_dump()) == concept


@pytest.mark.parametrize(("skill", "count"), [("urn:weld", 1), ("urn:mask", 2), (TEAM, 1), ("urn:none", 0)])
def test_occupations_to_which_a_skill_is_essential_are_counted_once(joined, skill, count):
    assert joined.asked_by(skill) == count
    assert sum(relation is Relation.ESSENTIAL for _, relation in joined.asking(skill)) == count


def test_whoever_asks_for_a_skill_is_listed_essential_first(joined):
    assert [(str(uri), str(relation)) for uri, relation in joined.asking(TEAM)] == [
        (CODER, "essential"),
        ("urn:welder", "optional"),
    ]


def test_groups_have_labels_too(joined):
    assert joined.label(ISCO_GROUP, "en") == "Welders and cutters"
    assert joined.label(TEAM, "hr") == "raditi u timu"
    assert joined.label("urn:nothing", "en") == "urn:nothing"


def test_the_base_says_whose_it_is(joined):
    base = joined.base()

    assert base.name == "ESCO (4 skills, 2 occupations) with Cairn's own"
    assert (base.skills, base.occupations, base.attribution) == (5, 3, "© European Union, ESCO")
