"""Does a sentence without its source ever leave the house?"""

from advisor.grounding import ensure_grounded
from advisor.vocabulary.blocks import NoticeBlock, PathwayBlock, TextBlock
from advisor.vocabulary.conversation import NumberedCitation
from advisor.vocabulary.learner import Goal
from advisor.vocabulary.pathway import Coverage, Pathway, Proof, SkillGap, SkillNeed, Totals
from advisor.writing.draft import Draft
from knowledge.vocabulary.search import SourceKind
from tests.builders import TODAY, a_micro_credential
from tests.fakes.one_course_library import OneCourseLibrary

WELDING = SkillNeed(skill="urn:cairn:skill:iso", label="welder qualification to ISO 9606", weight=1.0)


def a_pathway_block() -> PathwayBlock:
    pathway = Pathway(
        id="p", receipt="r", catalogue_version=1, goal=Goal(text="welder"), goal_label="welder",
        gap=SkillGap(required=(WELDING,), missing=(WELDING,)), totals=Totals(hours=0, price=(), weeks=0, ects=0),
        coverage=Coverage(essential=0, optional=0), proof=Proof(optimal=True, gap=0),
    )  # fmt: skip
    return PathwayBlock(**dict(pathway))


def texts_of(draft: Draft) -> list[str]:
    return [block.text for block in draft.blocks if isinstance(block, TextBlock)]


def library() -> OneCourseLibrary:
    return OneCourseLibrary(a_micro_credential(id="weld-1", title="Welding basics", hours=40.0))


def a_citation(quote: str) -> NumberedCitation:
    return NumberedCitation(
        n=1, source=SourceKind.CATALOGUE, id="weld-1", title="Welding basics", locator="title", quote=quote, seen=TODAY
    )


def test_a_figure_without_a_source_is_left_out_and_said_so():
    draft = Draft(blocks=(TextBlock(text="It takes 40 hours."),))

    checked = ensure_grounded(draft, library(), "en")

    assert texts_of(checked) == []
    assert [block.kind for block in checked.blocks if isinstance(block, NoticeBlock)] == ["not_in_sources"]


def test_a_quote_that_does_not_stand_in_the_record_takes_its_sentence_away():
    draft = Draft(
        blocks=(TextBlock(text="It is about brain surgery.", citations=(1,)),), citations=(a_citation("brain surgery"),)
    )

    assert texts_of(ensure_grounded(draft, library(), "en")) == []


def test_a_sentence_whose_quote_stands_in_the_record_stays():
    draft = Draft(
        blocks=(TextBlock(text="It is called Welding basics.", citations=(1,)),),
        citations=(a_citation("Welding basics"),),
    )

    assert texts_of(ensure_grounded(draft, library(), "en")) == ["It is called Welding basics."]


def test_the_name_of_a_skill_may_hold_a_figure():
    said = "These steps do not cover yet: welder qualification to ISO 9606."
    draft = Draft(blocks=(a_pathway_block(), TextBlock(text=said)))

    assert texts_of(ensure_grounded(draft, library(), "en")) == [said]


def test_the_name_of_a_skill_of_the_learners_own_may_hold_a_figure():
    said = "I count this on your word: welder qualification to ISO 9606."
    draft = Draft(blocks=(TextBlock(text=said),))

    assert texts_of(ensure_grounded(draft, library(), "en", ["welder qualification to ISO 9606"])) == [said]
    assert texts_of(ensure_grounded(draft, library(), "en")) == []
