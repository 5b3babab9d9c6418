"""Is the difference between the machine's draft and what was sent kept and shown?"""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from bots.web.draft_changes import pieces
from tests.bots.web.test_counsellor_doors import PAGE, Office


@pytest.fixture
def office(tmp_path):
    made = Office(tmp_path)
    yield made
    made.engine.dispose()


def test_words_that_stay_go_and_come_are_told_apart():
    assert list(pieces("You may pay 40 EUR now.", "You need not pay now.")) == [
        ("same", "You "), ("gone", "may"), ("new", "need not"), ("same", " pay "), ("gone", "40 EUR "), ("same", "now."),
    ]  # fmt: skip


@settings(deadline=None, max_examples=60)
@given(some.text(max_size=60), some.text(max_size=60))
def test_without_the_new_stands_the_draft_and_without_the_gone_what_was_sent(drafted, sent):
    cut = list(pieces(drafted, sent))

    assert "".join(text for kind, text in cut if kind != "new") == drafted
    assert "".join(text for kind, text in cut if kind != "gone") == sent


def test_the_page_shows_what_was_changed_of_a_draft_and_a_message_of_ones_own_has_none(office):
    client = office.taken()
    write = f"/counsellor/cases/{office.case.id}/messages"
    client.post(write, data={"text": "My own words.", "key": "k-1"})
    without = client.get(f"/counsellor/cases/{office.case.id}", headers=PAGE).text

    client.post(write, data={"text": "Good <i>day</i>, Ana.", "drafted": "Good day, Ana.", "key": "k-2"})
    page = client.get(f"/counsellor/cases/{office.case.id}", headers=PAGE).text

    assert "Drafts and what was sent" not in without
    assert "<del>day,</del><ins>&lt;i&gt;day&lt;/i&gt;,</ins>" in page
    assert "<del>" not in without


def test_a_draft_that_was_sent_as_it_was_says_so(office):
    client = office.taken()

    client.post(
        f"/counsellor/cases/{office.case.id}/messages",
        data={"text": "Good day.\r\nAnd welcome.", "drafted": "Good day.\nAnd welcome.", "key": "k-1"},
    )

    assert "sent as it was drafted" in client.get(f"/counsellor/cases/{office.case.id}", headers=PAGE).text
