"""Is what nothing fits counted once for a conversation, by concept and never by words?"""

from advisor.unmet import newly_unmet
from advisor.vocabulary.blocks import PathwayBlock, TextBlock
from advisor.vocabulary.conversation import Progress, Reply, Turn
from advisor.vocabulary.learner import Goal, LearnerProfile
from advisor.vocabulary.pathway import Coverage, Proof, SkillGap, SkillNeed, Totals
from tests.builders import NOW

WELDER, WELDING, FIRST_AID = "occ:welder", "skill:welding", "skill:first-aid"


def a_need(skill, essential=True):
    return SkillNeed(skill=skill, label="x", weight=1.0, essential=essential)


def a_reply(*needs):
    pathway = PathwayBlock(
        id="p", receipt="r", catalogue_version=1, goal=Goal(text="my own words", occupation=WELDER),
        gap=SkillGap(missing=needs), totals=Totals(hours=None, price=None, weeks=None, ects=None),
        coverage=Coverage(essential=0.0, optional=0.0), proof=Proof(optimal=True, gap=0.0),
    )  # fmt: skip
    blocks = (TextBlock(text="my own words"), pathway)
    return Reply(conversation="c", message="m", language="en", progress=Progress(known=0, of=0), blocks=blocks, profile=LearnerProfile())  # fmt: skip


def a_turn(reply):
    return Turn(number=1, message="m", client_message_id="c", text="hi", choice=None, at=NOW, reply=reply)


def test_nothing_that_fits_names_the_occupation_and_the_skills_and_no_words():
    told = newly_unmet(a_reply(a_need(WELDING), a_need("text:my own words"), a_need(FIRST_AID, essential=False)), [])
    assert told == [WELDER, WELDING]


def test_what_was_counted_in_this_conversation_is_not_counted_again():
    before = a_turn(a_reply(a_need(WELDING)))
    assert newly_unmet(a_reply(a_need(WELDING), a_need(FIRST_AID)), [before]) == [FIRST_AID]


def test_a_reply_without_a_plan_counts_nothing():
    reply = a_reply().model_copy(update={"blocks": (TextBlock(text="Hello"),)})
    assert newly_unmet(reply, []) == []
