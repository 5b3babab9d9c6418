"""Does a plan stay as it was given when a course of it is withdrawn or replaced?"""

from datetime import date

import pytest

from advisor.vocabulary.learner import Goal, LearnerProfile
from bots.assembly import open_house
from bots.settings import Settings

pytestmark = pytest.mark.timeout(240)
WANTED = LearnerProfile(goal=Goal(text="solar panel installer"))
DAY = date(2026, 11, 22)


def test_an_old_plan_keeps_its_snapshot_and_a_new_one_leaves_the_course_out(tmp_path):
    with open_house(Settings(data=tmp_path / "house", index="memory:")) as house:
        before = house.advisor.plan(WANTED, DAY)
        gone = before.steps[0].micro_credential_id
        house.library.withdraw(gone, "operator", "No longer offered.")
        after = house.advisor.plan(WANTED, DAY)

        assert before.steps
        assert house.advisor.pathway(before.receipt).model_dump_json() == before.model_dump_json()
        assert gone not in [step.micro_credential_id for step in after.steps]
        assert house.library.find(gone).title == before.steps[0].title
