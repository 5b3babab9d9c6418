"""Can a provider take a course out, replace it, publish it again and say that it is still offered, and only its own?"""

import pytest

from bots.web.app import create_app
from knowledge.vocabulary.submission import SubmissionStatus
from tests.bots.web.house import Clock
from tests.bots.web.provider_house import Browsers, close, open_house, publish, text_of

PV, TIG = "solar-school.pv", "solar-school.tig"


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def house(tmp_path, clock):
    opened = open_house(tmp_path, clock)
    publish(opened)
    yield opened
    close(opened)


@pytest.fixture
def browser(house, clock):
    opened = Browsers(create_app(house, clock, lambda: "id"))
    yield opened
    opened.close()


def published(house):
    return [str(record.id) for record in house.library.micro_credentials()]


def test_a_course_is_taken_out_after_a_question_and_stays_readable(browser, house):
    visit = browser("key-solar")

    asked = text_of(visit.get(f"/provider/take-out/{PV}"))
    before = published(house)
    shown = text_of(visit.post(f"/provider/take-out/{PV}", data={"why": "The roof is gone."}))

    assert "Nothing is deleted: a plan that a learner was given keeps what it said" in asked
    assert (before, published(house)) == ([PV, TIG], [TIG])
    assert "withdrawn The roof is gone." in shown
    assert house.library.find(PV).title == "Solar panel mounting"
    last = house.library.changes(PV)[-1]
    assert (last.status, last.who, last.why) == (SubmissionStatus.WITHDRAWN, "solar-school", "The roof is gone.")


def test_another_course_takes_the_place_of_one_that_is_taken_out(browser, house):
    visit = browser("key-solar")
    shown = text_of(visit.post(f"/provider/take-out/{PV}", data={"by": TIG}))
    assert published(house) == [TIG]
    assert "replaced by another course → TIG welding" in shown


def test_what_was_taken_out_is_published_again_through_the_same_check(browser, house):
    visit = browser("key-solar")
    visit.post(f"/provider/take-out/{PV}")

    asked = text_of(visit.get(f"/provider/again/{PV}"))
    report = text_of(visit.post(f"/provider/again/{PV}"))

    assert "Its last text is checked as if you handed it in anew." in asked
    assert "The course had been withdrawn; handing it in again publishes it again." in report
    assert published(house) == [PV, TIG]


def test_a_word_that_a_course_is_still_offered_moves_the_day_that_learners_see(browser, house, clock):
    clock.move(days=200)
    visit = browser("key-solar")

    before = text_of(visit.get("/provider"))
    after = text_of(visit.post("/provider/still-offered", data={"course": [PV, "other-school.x"]}))

    assert "Still offered? 2" in before
    assert "Since 2026-11-22 nobody has said that the course is still offered." in before
    assert "Still offered? 1" in after
    assert "1 course still offered" in after
    assert [str(record.seen) for record in house.library.micro_credentials()] == ["2027-06-10", "2026-11-22"]


def test_all_that_are_doubted_are_confirmed_by_one_button(browser, house, clock):
    clock.move(days=200)
    visit = browser("key-solar")
    page = visit.get("/provider").text
    assert "All 2 are still offered" in page
    assert page.count(f'name="course" value="{PV}"') == 2  # its own button, and the one for all
    visit.post("/provider/still-offered", data={"course": [PV, TIG]})
    assert "Still offered?" not in text_of(visit.get("/provider"))


@pytest.mark.parametrize("address", ["take-out", "again"])
def test_a_foreign_course_is_as_if_it_were_not_there(browser, house, address):
    visit = browser("key-other")
    answers = [
        visit.get(f"/provider/{address}/{PV}"),
        visit.post(f"/provider/{address}/{PV}"),
        visit.get(f"/provider/{address}/solar-school.nothing"),
    ]
    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert published(house) == [PV, TIG]


def test_a_foreign_course_takes_no_place_and_a_foreign_page_changes_nothing(browser, house):
    publish(house, "external_id,title,provider\nx,Cooking,Other School\n", "Other School")
    visit = browser("key-solar")
    assert visit.post(f"/provider/take-out/{PV}", data={"by": "other-school.x"}).status_code == 404
    assert visit.post(f"/provider/take-out/{PV}", headers={"origin": "https://evil.example"}).status_code == 403
    assert PV in published(house)


def test_a_moderator_takes_nothing_out_here(browser, house):
    assert browser("key-office").post(f"/provider/take-out/{PV}").status_code == 404
    assert PV in published(house)
