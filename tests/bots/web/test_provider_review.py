"""Does a moderator see what would change, does the provider read why, and does nobody decide on their own?"""

import re

import pytest

from bots.accounts.users import Role
from bots.web.app import create_app
from tests.bots.web.house import Clock
from tests.bots.web.provider_house import HEAD, Browsers, close, open_house, publish, text_of

CHANGED = (
    HEAD
    + "pv,Solar panel mounting,Solar School,25,Panels on roofs,Mounts a panel,continuous,\nnew,Inverters,Solar School,5,,,,\n"
)


@pytest.fixture
def house(tmp_path):
    opened = open_house(tmp_path, Clock())
    publish(opened)
    wary = opened.library.accounts.find("Solar School").model_copy(update={"always_review": True})
    opened.waiting = opened.library.review.hand_in(wary, "spring.csv", CHANGED.encode()).submission
    yield opened
    close(opened)


@pytest.fixture
def browser(house):
    opened = Browsers(create_app(house, Clock(), lambda: "id"))
    yield opened
    opened.close()


def rows(answer):
    """Give the cells of the tables on a page."""
    found = re.findall(r"<tr><th scope=\"row\">(.*?)</th>(.*?)</tr>", answer.text, re.DOTALL)
    return [(name, *re.findall(r"<td>(?:<del>)?(.*?)(?:</del>)?</td>", cells)) for name, cells in found]


def test_a_moderator_sees_field_by_field_what_would_change(browser, house):
    answer = browser("key-office").get(f"/provider/submissions/{house.waiting}")
    assert "Solar panel mounting changed" in text_of(answer)
    assert "Inverters new" in text_of(answer)
    assert ("Hours", "20", "25") in rows(answer)
    assert ("Page of the course", "https://solar.example/pv", "not stated") in rows(answer)
    assert ("Title", "Inverters") in rows(answer)


def test_the_provider_reads_why_changes_are_asked_for(browser, house):
    browser("key-office").post(
        f"/provider/submissions/{house.waiting}", data={"decision": "return", "why": "Please state the page."}
    )
    shown = text_of(browser("key-solar").get(f"/provider/submissions/{house.waiting}"))
    assert "Please state the page." in shown
    assert "changes asked for" in shown


def test_without_a_reason_nothing_is_sent_back(browser, house):
    answer = browser("key-office").post(f"/provider/submissions/{house.waiting}", data={"decision": "reject"})
    assert (answer.status_code, "The provider has to know why." in text_of(answer)) == (409, True)
    assert house.library.review.read(house.waiting).status == "checked"


def test_a_moderator_of_the_same_organisation_cannot_approve_its_own(browser, house):
    now = Clock()()
    house.users.add("amra@solar.example", Role.MODERATOR, "Solar School", now)
    visit = browser()
    visit.get("/sign-in", params={"token": house.users.new_link("amra@solar.example", now)})
    visit.post("/sign-in", headers={"Accept": "text/html"}, follow_redirects=False)

    answer = visit.post(f"/provider/submissions/{house.waiting}", data={"decision": "approve"})

    assert answer.status_code == 409
    assert "Whoever handed a submission in cannot approve it. Ask another moderator." in text_of(answer)
    assert house.library.review.read(house.waiting).status == "checked"


def test_what_was_approved_is_published_as_it_was_shown(browser, house):
    browser("key-office").post(f"/provider/submissions/{house.waiting}", data={"decision": "approve"})
    hours = {one.external_id: one.workload.hours for one in house.library.micro_credentials()}
    assert hours == {"pv": 25.0, "tig": 30.0, "new": 5.0}


def test_a_provider_sees_no_decision_and_another_nothing(browser, house):
    mine, other = browser("key-solar"), browser("key-other")
    assert "Your decision" not in text_of(mine.get(f"/provider/submissions/{house.waiting}"))
    assert other.get(f"/provider/submissions/{house.waiting}").status_code == 404
