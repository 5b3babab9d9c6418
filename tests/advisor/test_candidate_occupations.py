"""Do the occupations that come near an open goal come in the right order, with what is true of each?"""

from datetime import date

import pytest

from advisor.candidate_occupations import interests_of, nearest
from advisor.vocabulary.learner import Constraints, Goal, Interest, LearnerProfile, Money
from knowledge.vocabulary.credential import ConceptUri
from knowledge.vocabulary.skill import Skill
from tests.builders import a_micro_credential, an_occupation, euros
from tests.fakes.small_library import SmallLibrary

TODAY = date(2026, 11, 22)


def work(uri, isco, essential, **more):
    return an_occupation(uri, essential=essential).model_copy(update={"isco": isco, **more})


SOLAR = work("o:solar", "7411", ("s:panels", "s:wiring"), green=True)
PLUMBER = work("o:plumber", "7126", ("s:pipes", "s:drains"))
AUDITOR = work("o:auditor", "3112", ("s:audit", "s:reports"), green=True)
NURSE = work("o:nurse-aide", "5321", ("s:care", "s:lifting"))
ELECTRICIAN = work("o:electrician", "7411", ("s:wiring", "s:faults"))
GREEN = [Skill(concept_uri=ConceptUri(u), green=True, preferred={"en": u[2:]}) for u in ("s:panels", "s:audit")]
COURSES = [
    a_micro_credential(id=skill[2:], title=skill[2:], skills=(skill,), price=euros(price))
    for skill, price in (("s:panels", 0), ("s:pipes", 300), ("s:audit", 0), ("s:care", 0), ("s:faults", 0))
]


class Places(SmallLibrary):
    """Knows which work is near to words."""

    def nearest_occupations(self, text, language=None, limit=10):
        return ()


LIBRARY = Places(COURSES, [SOLAR, PLUMBER, AUDITOR, NURSE, ELECTRICIAN], GREEN)


def wishing(*interests, **given):
    return LearnerProfile(goal=Goal(interests=interests), **given)


def names(items):
    return [item.label for item in items]


def test_what_meets_all_interests_comes_before_what_meets_half_and_nothing_that_meets_none_comes():
    items = nearest(wishing("green", "hands"), LIBRARY, TODAY)

    assert names(items)[0] == "solar"
    assert set(names(items)) == {"solar", "auditor", "electrician", "plumber"}


def test_work_that_the_learner_has_is_not_offered_and_what_it_brings_is_named():
    (item, *_) = nearest(wishing("green", background=("o:electrician",)), LIBRARY, TODAY)

    assert item.label == "solar"
    assert (item.held, item.required, item.share) == (1, 2, 0.5)
    assert item.transferable == ("wiring",)
    assert item.missing == ("panels",)
    assert "electrician" not in names(nearest(wishing("hands", background=("o:electrician",)), LIBRARY, TODAY))


def test_the_courses_are_those_within_the_limits():
    free = Constraints(max_price=Money(amount=0))

    items = {i.label: i for i in nearest(wishing("hands", constraints=free), LIBRARY, TODAY)}

    assert items["solar"].courses == 1
    assert items["plumber"].courses == 0


def test_green_and_digital_shares_are_of_the_skills_that_it_asks_for():
    (item, *_) = nearest(wishing("green", "hands"), LIBRARY, TODAY)

    assert item.green_share == 0.5
    assert item.digital_share == 0.0


def test_a_share_that_esco_states_wins():
    library = Places(COURSES, [SOLAR.model_copy(update={"green_share": 0.9})], GREEN)

    (item,) = nearest(wishing("green"), library, TODAY)

    assert item.green_share == 0.9


@pytest.mark.parametrize(
    ("occupation", "expected"),
    [
        (SOLAR, {Interest.HANDS, Interest.MACHINES, Interest.GREEN}),
        (AUDITOR, {Interest.OFFICE, Interest.GREEN}),
        (NURSE, {Interest.PEOPLE}),
        (work("o:bees", "6123", ()), {Interest.ANIMALS, Interest.OUTDOORS, Interest.HANDS}),
        (work("o:unknown", "", ()), set()),
    ],
    ids=lambda value: getattr(value, "concept_uri", ""),
)
def test_what_work_is_like_is_told_by_its_group_and_its_skills(occupation, expected):
    assert interests_of(occupation, LIBRARY) == expected


def test_unpaid_care_is_no_goal():
    carer = work("urn:cairn:occupation:family-carer", "5322", ("s:care",))
    library = Places(COURSES, [carer, NURSE], GREEN)

    assert names(nearest(wishing("people"), library, TODAY)) == ["nurse-aide"]


def test_who_wishes_for_nothing_in_particular_is_not_sent_back_to_the_same_kind_of_work():
    miner = work("o:coal-miner", "8111", ("s:faults",))
    library = Places(COURSES, [miner, work("o:pit-miner", "8111", ("s:care",)), PLUMBER], GREEN)

    assert names(nearest(LearnerProfile(background=("o:coal-miner",)), library, TODAY)) == ["plumber"]
