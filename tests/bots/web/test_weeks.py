"""Where does each step stand in the picture over weeks, and which step builds on which?"""

from bots.web.weeks import at, before, ticks
from tests.fakes.outspoken_advisor import a_step


def test_a_week_ends_at_its_share_of_the_width():
    assert (at(0, 8), at(4, 8), at(8, 8)) == ("0.0%", "50.0%", "100.0%")


def test_no_more_weeks_are_named_than_a_phone_has_room_for():
    assert list(ticks(4)) == [1, 2, 3, 4]
    assert list(ticks(16)) == [1, 3, 5, 7, 9, 11, 13, 15]
    assert len(ticks(400)) <= 9


def test_a_step_builds_on_what_it_requires_by_name_or_by_skill():
    first, second = a_step(1), a_step(2, requires=("pv-1",))
    third = a_step(3, requires=("cairn:install-pv",), closes=())
    needed = before((first, second, third))
    assert [step.order for step in needed[2]] == [1]
    assert [step.order for step in needed[3]] == [1, 2]
    assert needed[1] == []


def test_the_picture_the_table_and_four_ways_to_save_stand_in_the_page(web):
    web.client.post("/chat", data={"text": "solar"})
    page = web.client.get("/").text
    assert 'aria-label="Your steps over 8 weeks"' in page
    assert "Week 1 to 8; the number is the step." in page
    for end in (".pdf", ".ics", '"', ".ctdl.json"):
        assert f'href="/v1/pathways/{"ab" * 32}{end}' in page


def test_a_chip_holds_its_question_what_can_be_tapped_and_a_way_without(web):
    web.client.post("/chat", data={"text": "solar"})
    page = web.client.get("/").text
    assert "How many hours a week can you learn?" in page
    assert '<button name="choice" value="chip:1:0:1">8 hours a week</button>' in page
    assert 'value="chip:1:1:without" aria-label="without: free of charge">Without this</button>' in page
