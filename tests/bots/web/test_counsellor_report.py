"""What does the monthly report show on its page and in its file, and to whom?"""

import csv
import io

import pytest

from advisor.case_report import CaseReport
from advisor.small_cells import ShownCells
from advisor.vocabulary.conversation import IncomingMessage
from bots.web.counsellor_report import as_csv
from tests.bots.web.test_counsellor_doors import PAGE, ROLES, Office


@pytest.fixture
def office(tmp_path):
    made = Office(tmp_path)
    yield made
    made.engine.dispose()


def more(office, number):
    for _ in range(number):
        learner, _ = office.advisor.start_conversation("web", language="en", now=office.clock())
        message = IncomingMessage(conversation=learner, client_message_id="m", text="/human")
        office.advisor.take_turn(message, office.clock())


def rows(answer):
    return [tuple(row) for row in csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))]


def test_the_page_and_the_file_tell_the_same(office):
    more(office, 11)
    client = office.signed_in("counsellor")

    page = client.get("/counsellor/report", headers=PAGE).text
    told = rows(client.get("/counsellor/report.csv"))

    assert told[0] == ("month", "complete", "table", "key", "label", "count")
    assert ("2026-11", "no", "states", "waiting_for_counsellor", "waiting for a person", "hidden") in told
    assert ("2026-11", "no", "states", "closed", "closed", "<5") in told
    assert ("2026-11", "no", "states", "total", "", "12") in told
    assert '<th scope="row">waiting for a person</th><td class="number-cell">hidden</td>' in page
    assert "The month is not over." in page


def test_no_number_below_five_is_in_either(office):
    more(office, 11)
    client = office.signed_in("counsellor")

    told = rows(client.get("/counsellor/report.csv"))[1:]

    assert {row[-1] for row in told} == {"<5", "hidden", "12"}


def test_a_table_of_few_is_withheld_with_a_sentence(office):
    page = office.signed_in("counsellor").get("/counsellor/report", headers=PAGE).text

    assert "Too few to show without telling of single people. Total: &lt;5" in page


def test_a_spreadsheet_runs_nothing_of_the_file():
    made = CaseReport("2026-11", True, ShownCells({}, "<5"), ShownCells({}, "<5"), ShownCells({}, "<5"), {}, {})
    table = {"key": "wishes", "title": "", "rows": [("=1+1", "@SUM(A1)", "<5"), ("+x", "-x", "<5")], "total": ""}

    told = list(csv.reader(io.StringIO(as_csv(made, [table]).decode("utf-8-sig"))))

    assert told[1:] == [
        ["2026-11", "yes", "wishes", "'=1+1", "'@SUM(A1)", "<5"],
        ["2026-11", "yes", "wishes", "'+x", "'-x", "<5"],
    ]


def test_the_file_is_a_download_of_its_month(office):
    answer = office.signed_in("counsellor").get("/counsellor/report.csv", params={"month": "2026-10"})

    assert answer.headers["content-disposition"] == 'attachment; filename="cairn-2026-10.csv"'
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"


@pytest.mark.parametrize("path", ["/counsellor/report", "/counsellor/report.csv"])
@pytest.mark.parametrize("role", ROLES)
def test_the_report_is_for_counsellors(office, role, path):
    answer = office.signed_in(role).get(path, headers=PAGE)

    assert answer.status_code == {"nobody": 401, "counsellor": 200, "other counsellor": 200}.get(role, 404)
