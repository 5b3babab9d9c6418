"""Is a provider asked whether a course that is nearly published already is the same, and does the answer count?"""

import pytest

from bots.web.app import create_app
from tests.bots.web.house import Clock
from tests.bots.web.provider_house import Browsers, close, open_house, publish, text_of

OLD = "external_id,title,provider,hours\npv,Installation of solar panels,Solar School,20\n"
AGAIN = b"external_id,title,provider,hours\nx1,Solar panels installation,Solar School,20\n"
TYPED = {"title": "Solar panels installation", "external_id": "x1", "hours": "20"}


@pytest.fixture
def house(tmp_path):
    opened = open_house(tmp_path, Clock())
    publish(opened, OLD)
    yield opened
    close(opened)


@pytest.fixture
def browser(house):
    opened = Browsers(create_app(house, Clock(), lambda: "id"))
    yield opened
    opened.close()


def titles(house):
    return {one.external_id: one.title for one in house.library.micro_credentials()}


def look_at(visit):
    return visit.post("/provider/file", files={"file": ("c.csv", AGAIN)})


def test_a_row_of_a_file_is_asked_about_with_the_difference(browser):
    shown = look_at(browser("key-solar"))
    assert "Row 2: is it the same course?" in text_of(shown)
    assert "they differ in Title: “Installation of solar panels” / “Solar panels installation”" in text_of(shown)
    assert shown.text.count("required") == 2


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ({"same.2": "pv"}, {"pv": "Solar panels installation"}),
        ({"same.2": ""}, {"pv": "Installation of solar panels", "x1": "Solar panels installation"}),
        ({"same.two": "pv"}, {"pv": "Installation of solar panels", "x1": "Solar panels installation"}),
    ],
    ids=["the same", "another", "nonsense"],
)
def test_the_answer_about_a_row_counts(browser, house, answer, expected):
    visit = browser("key-solar")
    look_at(visit)
    visit.post("/provider/file/hand-in", data=answer)
    assert titles(house) == expected


def test_a_course_that_is_typed_is_asked_about_before_it_is_handed_in(browser, house):
    shown = text_of(browser("key-solar").post("/provider/course", data={**TYPED, "do": "hand-in"}))
    assert "Is it the same course?" in shown
    assert titles(house) == {"pv": "Installation of solar panels"}


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("solar-school.pv|pv", {"pv": "Solar panels installation"}),
        ("another", {"pv": "Installation of solar panels", "x1": "Solar panels installation"}),
    ],
    ids=["the same", "another"],
)
def test_the_answer_about_a_typed_course_counts(browser, house, answer, expected):
    browser("key-solar").post("/provider/course", data={**TYPED, "do": "hand-in", "same": answer})
    assert titles(house) == expected


def test_another_providers_course_cannot_be_named_as_the_same(browser, house):
    publish(house, "external_id,title,provider\nsecret,Cooking,Other School\n", "Other School")
    answer = browser("key-solar").post(
        "/provider/course", data={**TYPED, "do": "hand-in", "same": "other-school.secret|secret"}
    )
    assert (answer.status_code, "There is no course" in text_of(answer)) == (422, True)
    assert titles(house) == {"pv": "Installation of solar panels", "secret": "Cooking"}
