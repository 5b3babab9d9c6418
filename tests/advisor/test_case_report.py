"""Does the report of a month count what it says, and nothing of a single person?"""

from datetime import UTC, datetime, timedelta

import pytest

from advisor.case_report import bounds, languages, states, wishes
from advisor.vocabulary.conversation import IncomingMessage
from advisor.vocabulary.counselling import Counsellor
from advisor.vocabulary.learner import Slot
from tests.builders import NOW
from tests.fakes.advice import an_advisor
from tests.fakes.talking_library import HEIGHT, INSTALLER, WIRING

AMRA = Counsellor(id="amra@example.org", name="Amra")


@pytest.fixture
def advisor():
    return an_advisor({"solar": {Slot.GOAL_OCCUPATION: INSTALLER}, "hm": {}})


def asking(advisor, *said, language="en", when=NOW):
    identifier, _ = advisor.start_conversation("web", language=language, now=when)
    for number, words in enumerate((*said, "/human")):
        message = IncomingMessage(conversation=identifier, client_message_id=f"m{number}", text=words)
        advisor.take_turn(message, when)
    return identifier


def report(advisor, month=""):
    return advisor.counselling.reports.of_month(month, AMRA.id, NOW)


def test_a_month_is_counted_by_state_and_goal_with_small_cells_hidden(advisor):
    for _ in range(14):
        asking(advisor, "solar")
    for _ in range(3):
        asking(advisor)
    for case in advisor.counselling.caseload(AMRA, "waiting")[:5]:
        advisor.counselling.take(case.id, AMRA, NOW)

    made = report(advisor)

    assert made.month == "2026-11"
    assert made.states.total == made.goals.total == "17"
    assert made.states.cells == {
        "answering": "<5", "waiting_for_counsellor": "hidden", "with_counsellor": "5", "closed": "<5",
    }  # fmt: skip
    assert (made.goals.cells["7"], made.goals.cells["none"], made.goals.cells["1"]) == ("hidden", "<5", "<5")


def test_what_nothing_fitted_is_counted_once_for_a_conversation(advisor):
    here = [asking(advisor, "solar", "solar") for _ in range(6)]
    held = [advisor.conversation(each) for each in here]

    assert wishes(held) == {WIRING: 6}
    assert report(advisor).wishes == {WIRING: "6"}
    assert HEIGHT not in report(advisor).wishes


def test_a_single_wish_is_less_than_five(advisor):
    asking(advisor, "solar")

    assert report(advisor).wishes == {WIRING: "<5"}


def test_another_month_is_another_report(advisor):
    for _ in range(5):
        asking(advisor, "solar", when=NOW - timedelta(days=40))

    assert report(advisor).states.total == "<5"
    assert report(advisor, "2026-10").states.total == "5"
    assert (report(advisor).complete, report(advisor, "2026-10").complete) == (False, True)


def test_few_cases_are_withheld_altogether(advisor):
    asking(advisor, "solar")

    made = report(advisor)

    assert (made.states.cells, made.states.total, made.languages.cells, made.goals.cells) == ({}, "<5", {}, {})


def test_hand_offs_have_a_row_for_every_status(advisor):
    made = report(advisor)

    assert "draft" not in made.handoffs
    assert set(made.handoffs.values()) == {"<5"}
    assert len(made.handoffs) == 13


def test_an_erased_learner_is_not_counted(advisor):
    here = [asking(advisor, "solar") for _ in range(5)]
    advisor.erase(here[0], NOW)

    assert report(advisor).states.total == "<5"


def test_a_language_that_is_none_of_ours_is_another_one(advisor):
    asking(advisor, "hm", language="es")
    cases = advisor.counselling.caseload(AMRA, "waiting")

    assert sum(languages(cases).values()) == 1
    assert list(states(cases)) == ["answering", "waiting_for_counsellor", "with_counsellor", "closed"]


def test_who_looked_at_which_month_is_in_the_audit(advisor):
    report(advisor, "2026-10")

    row = advisor.store.audit()[-1]
    assert (row.event, row.body) == ("counted", {"by": "amra@example.org", "month": "2026-10"})


@pytest.mark.parametrize(
    ("month", "first", "after"),
    [("2026-12", (2026, 11), (2026, 12)), ("2025-12", (2025, 12), (2026, 1)), ("x", (2026, 11), (2026, 12)),
     ("", (2026, 11), (2026, 12)), ("2026-13", (2026, 11), (2026, 12))],
)  # fmt: skip
def test_what_is_no_month_or_not_yet_is_the_running_one(month, first, after):
    assert bounds(month, NOW.date()) == (datetime(*first, 1, tzinfo=UTC), datetime(*after, 1, tzinfo=UTC))
