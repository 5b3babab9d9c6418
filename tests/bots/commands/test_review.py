"""Can the operator give out keys, keep feeds and review submissions from the command line?"""

import json

import pytest

from bots.assembly import open_house
from bots.command_line import main
from bots.settings import load_settings

FILE = b"external_id,title,provider,hours\npv,Solar panel mounting,Solar School,20\n"


@pytest.fixture
def cairn(monkeypatch, capsys):
    """Run a command; give its exit code, what it printed, and what it said beside."""
    monkeypatch.setenv("CAIRN_SEED", "false")
    monkeypatch.setenv("CAIRN_INDEX", "memory:")

    def run(*arguments):
        with pytest.raises(SystemExit) as stop:
            main([*map(str, arguments)])
        printed = capsys.readouterr()
        return stop.value.code, " ".join(printed.out.split()), " ".join(printed.err.split())

    return run


@pytest.fixture
def waiting(cairn):
    """Hand a new provider's file in; give the submission's id."""
    cairn("providers", "add", "Solar School")
    with open_house(load_settings()) as house:
        account = house.library.accounts.find("Solar School")
        return house.library.review.hand_in(account, "courses.csv", FILE).submission


def test_a_key_is_printed_once_and_works_until_there_is_a_new_one(cairn):
    first = json.loads(cairn("providers", "add", "Solar School", "--json")[1])
    second = json.loads(cairn("providers", "key", "solar-school", "--json")[1])
    listed = cairn("providers", "list", "--json")[1]
    with open_house(load_settings()) as house:
        holders = [house.library.accounts.holder(made["key"]) for made in (first, second)]
    assert (first["id"], first["role"], first["known"]) == ("solar-school", "provider", False)
    assert len(first["key"]) > 40
    assert (holders[0], holders[1].id) == (None, "solar-school")
    assert "key" not in json.loads(listed)[0]
    assert first["key"] not in listed


def test_a_name_is_let_in_once_and_a_removed_one_is_gone(cairn):
    cairn("providers", "add", "Solar School", "--known")
    again = cairn("providers", "add", "solar school")
    removed = cairn("providers", "remove", "Solar School")
    unknown = cairn("providers", "remove", "Solar School")
    assert again[0] == 1
    assert "already" in again[2]
    assert (removed[0], removed[1]) == (0, "Solar School has no key any more; its courses stay.")
    assert (unknown[0], "→" in unknown[2]) == (1, True)


def test_what_waits_is_listed_shown_and_approved(cairn, waiting):
    listed, shown = cairn("courses", "review"), cairn("courses", "review", waiting)
    approved = cairn("courses", "review", waiting, "--approve")
    afterwards = cairn("courses", "review")
    assert "solar-school courses.csv 1" in listed[1]
    assert "courses.csv of solar-school: checked" in shown[1]
    assert "Solar panel mounting (solar-school.pv)" in shown[1]
    assert "published by operator" in approved[1]
    assert afterwards[1] == "Nothing waits for review."
    assert "Solar panel mounting" in cairn("courses", "list")[1]


def test_a_submission_is_returned_or_rejected_with_a_reason_and_decided_once(cairn, waiting):
    unexplained = cairn("courses", "review", waiting, "--return", "")
    both = cairn("courses", "review", waiting, "--approve", "--reject", "No.")
    rejected = cairn("courses", "review", waiting, "--reject", "Not a course.")
    late = cairn("courses", "review", waiting, "--approve")
    assert (unexplained[0], "has to know why" in unexplained[2]) == (1, True)
    assert both[0] == 2
    assert "rejected by operator: Not a course." in rejected[1]
    assert (late[0], "that is rejected cannot become approved" in late[2]) == (1, True)


def test_a_decision_needs_a_submission_that_is_there(cairn):
    assert cairn("courses", "review", "--approve")[0] == 2
    assert cairn("courses", "review", "nothing")[0] == 1


def test_the_history_of_a_course_says_who_when_and_why(cairn, tmp_path):
    file = tmp_path / "c.csv"
    for title in ("Solar basics", "Solar panels, basics"):
        file.write_text(f'external_id,title,provider\npv,"{title}",School\ninv,Inverters,School\n', encoding="utf-8")
        cairn("courses", "import", file)
    cairn("courses", "replace", "school.pv", "--by", "school.inv", "--why", "Merged.")
    cairn("courses", "withdraw", "school.inv", "--why", "Closed.")
    told = json.loads(cairn("courses", "history", "school.pv", "--json")[1])
    assert [(v["title"], v["current"]) for v in told["versions"]] == [
        ("Solar basics", False),
        ("Solar panels, basics", True),
    ]
    assert [(c["status"], c["who"], c["why"], c["replaced_by"]) for c in told["changes"]] == [
        ("published", "operator", "", ""),
        ("published", "operator", "", ""),
        ("deprecated", "operator", "Merged.", "school.inv"),
    ]
    assert "withdrawn operator Closed." in cairn("courses", "history", "school.inv")[1]
    assert cairn("courses", "show", "school.pv")[0] == 0


@pytest.mark.parametrize("successor", ["school.pv", "school.none"])
def test_only_another_published_course_takes_a_place(cairn, tmp_path, successor):
    file = tmp_path / "c.csv"
    file.write_text("external_id,title,provider\npv,Solar basics,School\n", encoding="utf-8")
    cairn("courses", "import", file)
    assert cairn("courses", "replace", "school.pv", "--by", successor)[0] == 1
    assert "Solar basics" in cairn("courses", "list")[1]


def test_a_mapping_is_kept_for_a_provider_and_a_given_one_wins(cairn, tmp_path):
    file = tmp_path / "c.csv"
    file.write_text("Nr,XYZ-1,XYZ-2\npv,Solar basics,Panels on roofs\n", encoding="utf-8")
    imported = ("courses", "import", file, "--provider", "School")
    cairn(*imported, "--map", "title=XYZ-1", "--map", "external_id=Nr")
    again = json.loads(cairn(*imported, "--json")[1])
    other = json.loads(cairn(*imported, "--map", "title=XYZ-2", "--json")[1])
    assert (again["unchanged"], again["mapping"]["title"]) == (1, "XYZ-1")
    assert (other["updated"], other["mapping"]["title"]) == (1, "XYZ-2")


def test_feeds_are_kept_though_fetching_is_off_and_pulling_says_so(cairn):
    added = cairn("feeds", "add", "Solar School", "https://feeds.example.org/x.csv", "--every", "12h")
    pulled = cairn("feeds", "pull", "solar-school")
    listed = json.loads(cairn("feeds", "list", "--json")[1])
    removed = cairn("feeds", "remove", "solar-school")
    assert "every 720 minutes. Fetching is switched off" in added[1]
    assert (pulled[0], "CAIRN_FEEDS=true" in pulled[2]) == (1, True)
    assert [(feed["name"], feed["every_minutes"]) for feed in listed] == [("solar-school", 720)]
    assert removed[0] == 0
    assert json.loads(cairn("feeds", "list", "--json")[1]) == []


@pytest.mark.parametrize("address", ["http://feeds.example.org/", "https://127.0.0.1/", "nonsense"])
def test_an_address_that_may_not_be_fetched_is_wrong_usage(cairn, address):
    code, _, said = cairn("feeds", "add", "Solar School", address)
    assert (code, "→" in said) == (2, True)


def test_an_allowed_origin_is_fetched_from_and_a_failure_is_told(cairn, monkeypatch):
    monkeypatch.setenv("CAIRN_FEEDS", "true")
    monkeypatch.setenv("CAIRN_FEEDS_ALLOW", "http://127.0.0.1:9")
    cairn("feeds", "add", "Solar School", "http://127.0.0.1:9/x.csv")
    pulled = cairn("feeds", "pull")
    assert pulled[0] == 1
    assert "solar-school: 127.0.0.1 could not be fetched from: the connection was refused." in pulled[1]
    assert cairn("feeds", "pull")[1] == "No feed is due."
