"""Can programs look up, plan, replay and take away?"""

from datetime import UTC, date, datetime

from advisor.vocabulary.pathway import ConstraintCheck
from bots.takeaway.calendar_file import as_calendar, folded, span
from tests.bots.web.house import Web
from tests.fakes.outspoken_advisor import a_pathway, a_step

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
RECEIPT = "ab" * 32


def test_a_search_gives_ranked_matches(web):
    found = web.client.get("/v1/search", params={"q": "solar"}).json()
    assert [match["micro_credential"]["id"] for match in found["matches"]] == ["pv-basics"]
    assert found["next_cursor"] is None


def test_a_search_says_what_does_not_fit(web):
    for asked in ("", "q=", "q=a&limit=0", "q=a&max_hours=-1", "q=a&max_hours=nan", "q=a&mode=x", "q=a&max_price=x"):
        answer = web.client.get(f"/v1/search?{asked}")
        assert answer.status_code == 422, asked
        assert answer.headers["content-type"] == "application/problem+json"


def test_a_micro_credential_is_read_by_id(web):
    assert web.client.get("/v1/micro-credentials/pv-basics").json()["title"] == "Solar basics"
    assert web.client.get("/v1/micro-credentials/none").status_code == 404


def test_a_pathway_is_planned_and_replayed_by_its_receipt(web):
    made = web.client.post("/v1/pathways", json={"goal": {"text": "solar panels"}})
    again = web.client.get(f"/v1/pathways/{RECEIPT}")
    assert made.status_code == 200
    assert made.json()["receipt"] == RECEIPT
    assert made.json()["relaxations"][0]["from"] == "bs"
    assert again.content == made.content


def test_an_unknown_field_of_a_profile_is_named(web: Web):
    answer = web.client.post("/v1/pathways", json={"goal": {"txt": "solar"}})
    assert answer.status_code == 422
    assert "txt" in answer.json()["detail"]


def test_a_number_is_no_date(web):
    for given in (0, "0", 1_700_000_000):
        answer = web.client.post("/v1/pathways", json={"constraints": {"finish_by": given}})
        assert answer.status_code == 422
        assert "constraints.finish_by" in answer.json()["detail"]


def test_a_plan_can_be_taken_away_on_paper(web):
    web.client.post("/v1/pathways", json={})

    answer = web.client.get(f"/v1/pathways/{RECEIPT}.pdf?language=de")

    assert answer.headers["content-type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-")
    assert b"/Lang (de)" in answer.content or b"/Lang(de)" in answer.content


def test_a_plan_can_be_taken_away_as_ctdl(web):
    web.client.post("/v1/pathways", json={})

    answer = web.client.get(f"/v1/pathways/{RECEIPT}.ctdl.json")

    assert answer.headers["content-type"] == "application/ld+json"
    assert answer.json()["@graph"][0]["@type"] == "ceterms:Pathway"
    assert answer.json()["@graph"][0]["@id"] == f"http://testserver/v1/pathways/{RECEIPT}"


def test_what_was_never_planned_cannot_be_taken_away(web):
    for ending in ("pdf", "ics", "ctdl.json"):
        assert web.client.get(f"/v1/pathways/{'cd' * 32}.{ending}").status_code == 404


def test_an_unknown_receipt_is_not_found(web):
    for receipt in ("00", "../x", "%00", "é", "a" * 300):
        assert web.client.get(f"/v1/pathways/{receipt}").status_code == 404


def test_a_calendar_has_an_event_for_each_step():
    text = as_calendar(a_pathway(), NOW, "advice.example")
    assert text.startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
    assert text.endswith("END:VEVENT\r\nEND:VCALENDAR\r\n")
    assert "SUMMARY:1. Solar panels: mounting and safety\r\n" in text
    assert "DTSTART;VALUE=DATE:20261122\r\nDTEND;VALUE=DATE:20261220\r\n" in text
    assert "DTSTART;VALUE=DATE:20261220\r\nDTEND;VALUE=DATE:20270117\r\n" in text


def test_the_weeks_of_a_calendar_begin_on_the_first_day_that_the_learner_has():
    check = ConstraintCheck(name="start_from", wanted="2027-03-01", got="2027-03-01", met=True)
    text = as_calendar(a_pathway().model_copy(update={"constraints": (check,)}), NOW, "advice.example")
    assert "DTSTART;VALUE=DATE:20270301\r\nDTEND;VALUE=DATE:20270329\r\n" in text


def test_a_stated_start_goes_before_the_planned_week():
    assert span(a_step(starts="2027-01-11"), date(2026, 11, 22)) == (date(2027, 1, 11), date(2027, 2, 8))


def test_hostile_words_cannot_add_a_line_to_a_calendar():
    text = as_calendar(a_pathway(steps=(a_step(title="A\r\nATTACH:x; y, z\\"),)), NOW, "h")
    assert "SUMMARY:1. A\\nATTACH:x\\; y\\, z\\\\\r\n" in text
    assert "\nATTACH" not in text


def test_lines_are_folded_at_75_octets_and_never_inside_a_letter():
    lines = folded("SUMMARY:" + "č" * 60)
    assert [len(line.encode()) for line in lines] == [74, 55]
    assert lines[1][0] == " "
    assert "".join(line.removeprefix(" ") for line in lines) == "SUMMARY:" + "č" * 60


def test_a_calendar_is_served_as_one(web):
    web.client.post("/v1/pathways", json={})
    answer = web.client.get(f"/v1/pathways/{RECEIPT}.ics")
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert answer.text.count("BEGIN:VEVENT") == 2
