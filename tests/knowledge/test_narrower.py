"""Which skills are known to be a part of another?"""

import pytest

from knowledge.concepts import Concepts, shipped_concepts
from knowledge.vocabulary.credential import ConceptUri
from knowledge.vocabulary.skill import Skill

TIG = Skill(concept_uri=ConceptUri("s:tig"), preferred={"en": "TIG welding"}, broader=(ConceptUri("s:welding"),))
WELDING = Skill(concept_uri=ConceptUri("s:welding"), preferred={"en": "welding"})


def test_a_skill_is_a_part_of_what_it_names_as_broader():
    concepts = Concepts([TIG, WELDING], [])

    assert concepts.narrower("s:welding") == ("s:tig",)
    assert concepts.narrower("s:tig") == ()


@pytest.mark.parametrize(
    ("one", "other"), [("join-copper-pipes", "braze-copper-pipes"), ("service-electric-vehicles", "maintain-electric-vehicles")]
)  # fmt: skip
def test_skills_of_two_fields_that_teach_much_of_each_other_name_each_other(one, other):
    concepts = shipped_concepts()

    assert f"urn:cairn:skill:{one}" in concepts.narrower(f"urn:cairn:skill:{other}")
    assert f"urn:cairn:skill:{other}" in concepts.narrower(f"urn:cairn:skill:{one}")


@pytest.mark.parametrize(
    ("said", "uri"),
    [
        ("isolate machines before work", "isolate-and-lock-out"),
        ("sling loads and signal cranes", "sling-and-lift-loads"),
    ],
)
def test_what_were_two_skills_is_found_by_the_names_of_both(said, uri):
    found = shipped_concepts().skill(said)

    assert found is not None
    assert found.concept_uri == f"urn:cairn:skill:{uri}"
