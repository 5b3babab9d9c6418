"""What becomes of a plan that a counsellor changes, weighs against other limits, compares and approves?"""

import pytest

from advisor.errors import CaseConflict, InvalidProfile
from advisor.vocabulary.blocks import PathwayBlock
from advisor.vocabulary.conversation import ConversationState
from advisor.vocabulary.counselling import Counsellor
from advisor.vocabulary.learner import Slot
from tests.builders import NOW
from tests.fakes.advice import Talk, an_advisor
from tests.fakes.talking_library import INSTALLER

AMRA = Counsellor(id="amra@example.org", name="Amra")
PRICE_OF_NOTHING = {"hours_per_week": None, "max_price": {"amount": 0, "currency": None}, "languages": []}
NO_LIMITS = {"hours_per_week": None, "max_price": None, "languages": []}


@pytest.fixture
def talk():
    made = Talk(an_advisor({"I want solar": {Slot.GOAL_OCCUPATION: INSTALLER}}))
    made.say("I want solar")
    made.say("/human")
    return made


@pytest.fixture
def desk(talk):
    return talk.advisor.counselling


@pytest.fixture
def case(desk):
    return desk.take(desk.caseload(AMRA, "waiting")[0].id, AMRA, NOW)


def weigh(desk, case, given, language="en"):
    return desk.plans.what_if(desk.view(case), given, language, NOW.date())


def titles(pathway):
    return [step.title for step in pathway.steps]


def test_a_limit_that_a_course_breaks_is_why_it_leaves(desk, case):
    weighed = weigh(desk, case, PRICE_OF_NOTHING)

    assert titles(weighed.before) == ["Working at height", "Mounting solar panels"]
    assert titles(weighed.found) == ["Mounting solar panels"]
    assert [(each.title, each.why) for each in weighed.leaves] == [
        ("Working at height", ("Breaks, or does not state: price.",))
    ]
    assert weighed.enters == ()
    assert weighed.figures == ("10 hours less", "40 EUR less", "it covers 33 % of what is missing instead of 67 %")


def test_what_enters_says_what_it_closes_and_what_kept_it_out(desk, case):
    desk.plans.propose(case.id, AMRA, PRICE_OF_NOTHING, NOW)

    weighed = weigh(desk, case, NO_LIMITS)

    assert [(each.title, each.why) for each in weighed.enters] == [
        ("Working at height", ("Closes: work at height.", "Kept out until now by: price."))
    ]


def test_the_reasons_are_in_the_language_of_the_page(desk, case):
    weighed = weigh(desk, case, PRICE_OF_NOTHING, "de")

    assert weighed.leaves[0].why == ("Überschreitet oder nennt nicht: Preis.",)


def test_looking_at_other_limits_changes_nothing_at_all(talk, desk, case):
    before = talk.advisor.export(talk.id)
    rows = len(list(talk.advisor.audited(talk.id)))

    weighed = weigh(desk, case, PRICE_OF_NOTHING)

    assert talk.advisor.export(talk.id) == before
    assert len(list(talk.advisor.audited(talk.id))) == rows
    assert talk.advisor.pathway(weighed.found.receipt) is None
    assert list(desk.view(case).versions) == []


def test_what_is_proposed_is_a_draft_until_it_is_approved(talk, desk, case):
    turns = len(talk.advisor.conversation(talk.id).turns)

    version = desk.plans.propose(case.id, AMRA, PRICE_OF_NOTHING, NOW)

    assert titles(version.pathway) == ["Mounting solar panels"]
    assert [(fact.slot, fact.value, fact.by) for fact in version.edits] == [
        (Slot.MAX_PRICE, {"amount": 0.0, "currency": None}, "counsellor")
    ]
    assert len(talk.advisor.conversation(talk.id).turns) == turns
    desk.plans.approve(case.id, AMRA, version.id, NOW)
    shown = talk.advisor.conversation(talk.id).turns[-1].reply
    assert shown.profile.constraints.max_price.amount == 0
    assert [titles(block) for block in shown.blocks if isinstance(block, PathwayBlock)] == [["Mounting solar panels"]]


def test_impossible_limits_are_refused_with_the_field(desk, case):
    with pytest.raises(InvalidProfile, match="hours_per_week"):
        weigh(desk, case, {**NO_LIMITS, "hours_per_week": "many"})
    with pytest.raises(InvalidProfile, match="languages"):
        desk.plans.propose(case.id, AMRA, {**NO_LIMITS, "languages": ["Bosnian"]}, NOW)


def test_nothing_that_fits_is_an_empty_plan_and_cannot_be_approved(desk, case):
    version = desk.plans.propose(case.id, AMRA, {**NO_LIMITS, "languages": ["th"]}, NOW)

    assert version.pathway.steps == ()
    with pytest.raises(CaseConflict, match="with steps"):
        desk.plans.approve(case.id, AMRA, version.id, NOW)


def test_a_plan_is_made_anew_without_a_change(desk, case):
    version = desk.plans.revise(case.id, AMRA, "recompute", "", NOW)

    assert (titles(version.pathway), version.edits) == (["Working at height", "Mounting solar panels"], ())


def test_a_version_counts_what_the_offers_that_it_was_chosen_from_do_not_state(desk, case):
    version = desk.plans.revise(case.id, AMRA, "recompute", "", NOW)

    # both courses state hours and a price, and neither a level
    assert (version.considered, version.not_stated) == (2, {"eqf_level": 2, "price": 0, "hours": 0})


def test_the_machines_turn_tells_the_same_of_its_offers(talk, case):
    told = next(stage.value for stage in talk.replies[0].explain if stage.stage == "candidates")

    assert (told["within_the_limits"], told["not_stated"]["eqf_level"]) == (2, 2)


def test_a_step_that_is_not_in_the_plan_cannot_be_changed(desk, case):
    for verb in ("keep", "swap", "reject"):
        with pytest.raises(CaseConflict, match="no such step"):
            desk.plans.revise(case.id, AMRA, verb, "another-course", NOW)


def test_who_only_looks_at_somebody_who_waits_changes_no_plan(talk, desk):
    waiting = desk.caseload(AMRA, "waiting")[0]
    for change in (
        lambda: desk.plans.revise(waiting.id, AMRA, "recompute", "", NOW),
        lambda: desk.plans.propose(waiting.id, AMRA, NO_LIMITS, NOW),
        lambda: desk.plans.approve(waiting.id, AMRA, "", NOW),
    ):
        with pytest.raises(CaseConflict, match="not one of your open ones"):
            change()
    assert desk.find(waiting.id, AMRA).stands is ConversationState.WAITING


def test_plans_stand_side_by_side_and_what_is_not_stated_is_none(desk, case):
    version = desk.plans.propose(case.id, AMRA, PRICE_OF_NOTHING, NOW)
    view = desk.view(case)

    block = desk.plans.compare(view, ["shown", version.id], "en", NOW.date())

    table = {
        facts[0].name: tuple(fact.value for fact in facts)
        for facts in zip(*(i.facts for i in block.items), strict=True)
    }
    assert [item.title for item in block.items] == ["As the learner sees it", "Version 1"]
    assert table["Made by"] == ("the machine", "Amra")
    assert table["Steps"] == ("2", "1")
    assert table["Hours"] == ("30 hours", "20 hours")
    assert table["Price"] == ("40 EUR", "free of charge")
    assert table["ECTS"] == (None, None)
    assert table["Essential skills covered"] == ("67 %", "33 %")
    assert table["Still missing"] == ("install wiring", "work at height, install wiring")
    assert table["Step 2"][1] == "–"
    assert table["Step 2"][0].startswith("Mounting solar panels · ")


def test_another_way_is_found_when_it_is_asked_for_and_left_out_where_there_is_none(desk, case):
    view = desk.view(case)

    block = desk.plans.compare(view, ["shown", "cheapest", "closest"], "en", NOW.date())

    assert [item.title for item in block.items] == ["As the learner sees it", "Another way: cheapest"]
    assert list(desk.plans.sides(view, "en"))[:2] == ["shown", "cheapest"]
