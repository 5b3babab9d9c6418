"""Does a course for a part of a skill count for the whole of it, in part?"""

from datetime import date

from advisor.planning import plan
from advisor.vocabulary.learner import Goal, LearnerProfile
from advisor.wholes import with_wholes
from knowledge.vocabulary.credential import ConceptUri
from knowledge.vocabulary.skill import Skill
from tests.builders import a_micro_credential, an_occupation
from tests.fakes.small_library import SmallLibrary

TODAY = date(2026, 11, 22)
WELDER = an_occupation("o:welder", essential=("s:welding-techniques",))
TIG = Skill(
    concept_uri=ConceptUri("s:tig"), preferred={"en": "TIG welding"}, broader=(ConceptUri("s:welding-techniques"),)
)


def test_a_course_for_a_narrower_skill_closes_the_wider_one_to_four_fifths():
    closed = with_wholes({"s:tig": 100, "s:drawing": 50}, {"s:tig": frozenset({"s:welding-techniques"})})

    assert closed == {"s:tig": 100, "s:drawing": 50, "s:welding-techniques": 80}


def test_what_teaches_the_wider_skill_itself_is_not_counted_less_for_teaching_a_part_too():
    closed = with_wholes({"s:tig": 100, "s:welding-techniques": 100}, {"s:tig": frozenset({"s:welding-techniques"})})

    assert closed["s:welding-techniques"] == 100


def test_a_plan_finds_the_course_that_teaches_only_a_part_of_what_is_asked_for():
    library = SmallLibrary([a_micro_credential(id="tig", title="TIG", skills=("s:tig",))], [WELDER], [TIG])

    pathway = plan(LearnerProfile(goal=Goal(occupation="o:welder")), library, TODAY).pathway

    assert [step.micro_credential_id for step in pathway.steps] == ["tig"]
    assert [(c.skill, c.weight) for c in pathway.steps[0].closes] == [("s:welding-techniques", 0.8)]


def test_without_that_relation_the_same_course_leads_nowhere():
    library = SmallLibrary([a_micro_credential(id="tig", title="TIG", skills=("s:tig",))], [WELDER])

    pathway = plan(LearnerProfile(goal=Goal(occupation="o:welder")), library, TODAY).pathway

    assert pathway.steps == ()
