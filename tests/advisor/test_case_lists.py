"""Does a counsellor find a learner again, by date, need, label and words, and nobody else's?"""

from datetime import date, timedelta

import pytest

from advisor.errors import CaseConflict, CaseNotFound
from advisor.vocabulary.conversation import IncomingMessage
from advisor.vocabulary.counselling import Counsellor
from advisor.vocabulary.learner import Slot
from tests.builders import NOW
from tests.fakes.advice import an_advisor
from tests.fakes.talking_library import ELECTRICIAN, INSTALLER

AMRA, BESIM = Counsellor(id="amra@example.org", name="Amra"), Counsellor(id="besim@example.org", name="Besim")


class Room:
    """Several learners who asked for a person, an hour after each other."""

    def __init__(self):
        script = {
            "Želim solarne panele": {Slot.GOAL_OCCUPATION: INSTALLER},
            "wires": {Slot.GOAL_OCCUPATION: ELECTRICIAN},
        }
        self.advisor = an_advisor(script)
        self.desk, self.lists = self.advisor.counselling, self.advisor.counselling.lists
        self.cases = [self._asking(words, hour) for hour, words in enumerate(("Želim solarne panele", "wires", "hm"))]

    def _asking(self, words, hour):
        identifier, _ = self.advisor.start_conversation("web", language="en", now=NOW)
        for each in (words, "/human"):
            self.say(identifier, each, hour)
        return next(case for case in self.desk.caseload(AMRA, "waiting") if case.conversation == identifier)

    def say(self, identifier, words, hours):
        turns = len(self.advisor.conversation(identifier).turns)
        message = IncomingMessage(conversation=identifier, client_message_id=f"m{turns}", text=words)
        return self.advisor.take_turn(message, NOW + timedelta(hours=hours))

    def taken(self):
        for case in self.cases:
            self.desk.take(case.id, AMRA, NOW + timedelta(hours=3))
        return self

    def places(self, listed):
        ids = [case.id for case in self.cases]
        return [ids.index(each.id) for each in listed]


@pytest.fixture
def room():
    return Room()


def search(room, words, who=AMRA, language="en"):
    return sorted(room.places(room.lists.search(who, words, language, NOW)))


def order(room, by):
    return room.places([each.case for each in room.lists.listed(AMRA, room.desk.caseload(AMRA, "visible"), by=by)])


def test_by_need_who_waits_longest_comes_first_and_by_date_the_latest_contact(room):
    assert order(room, "need") == [0, 1, 2]
    assert order(room, "date") == [2, 1, 0]


def test_who_has_had_an_answer_comes_after_those_who_wait(room):
    room.taken()
    room.say(room.cases[2].conversation, "hello?", 4)
    room.say(room.cases[1].conversation, "and me?", 5)

    assert order(room, "need") == [2, 1, 0]


def test_words_are_found_without_their_marks_in_what_people_wrote(room):
    room.taken()

    assert search(room, "ZELIM") == [0]
    assert search(room, "paneli") == []


def test_the_name_of_the_goal_is_found_in_the_language_of_the_page(room):
    room.taken()

    assert search(room, "solar installer") == [0]
    assert search(room, "Elektrikerin", language="de") == [1]


def test_labels_are_found_and_those_of_another_are_not(room):
    room.taken()
    room.lists.add_label(room.cases[1].id, AMRA, "  debts   first ")

    assert search(room, "debts first") == [1]
    assert [list(each.labels) for each in room.lists.listed(AMRA, [room.cases[1]])] == [["debts first"]]
    assert [list(each.labels) for each in room.lists.listed(BESIM, [room.cases[1]])] == [[]]


def test_a_label_leaves_only_the_cases_that_have_it(room):
    room.taken()
    room.lists.add_label(room.cases[1].id, AMRA, "debts")

    mine = room.desk.caseload(AMRA, "all")

    assert room.places([each.case for each in room.lists.listed(AMRA, mine, label="debts")]) == [1]
    assert room.lists.labels(AMRA, mine) == ["debts"]
    room.lists.drop_label(room.cases[1].id, AMRA, "debts")
    assert room.lists.labels(AMRA, mine) == []


def test_nobody_finds_another_counsellors_learner_or_one_who_waits(room):
    assert search(room, "zelim") == []
    room.taken()

    assert search(room, "zelim", BESIM) == []
    assert search(room, "  ") == []


def test_each_learner_who_is_found_is_a_look_in_the_audit(room):
    room.taken()

    room.lists.search(AMRA, "zelim", "en", NOW)

    seen = [(row.event, row.body) for row in room.advisor.audited(room.cases[0].conversation) if row.event == "seen"]
    assert seen == [("seen", {"by": "amra@example.org", "what": "found"})]
    assert [row for row in room.advisor.audited(room.cases[1].conversation) if row.event == "seen"] == []


def test_a_label_too_long_and_one_too_many_are_refused(room):
    room.taken()
    with pytest.raises(CaseConflict, match="1 to 40"):
        room.lists.add_label(room.cases[0].id, AMRA, "x" * 41)
    for number in range(12):
        room.lists.add_label(room.cases[0].id, AMRA, f"label {number}")
    with pytest.raises(CaseConflict, match="at most 12"):
        room.lists.add_label(room.cases[0].id, AMRA, "one more")


def test_only_who_looks_after_a_learner_labels_them(room):
    with pytest.raises(CaseConflict, match="open ones"):
        room.lists.add_label(room.cases[0].id, AMRA, "waits")
    room.taken()
    with pytest.raises(CaseNotFound):
        room.lists.add_label(room.cases[0].id, BESIM, "mine?")


def test_the_next_date_is_noted_and_taken_away(room):
    room.taken()
    room.lists.set_next_date(room.cases[0].id, AMRA, "2026-12-01")
    assert room.desk.find(room.cases[0].id, AMRA).next_date == date(2026, 12, 1)

    room.lists.set_next_date(room.cases[0].id, AMRA, "")

    assert room.desk.find(room.cases[0].id, AMRA).next_date is None
    with pytest.raises(CaseConflict, match="no date"):
        room.lists.set_next_date(room.cases[0].id, AMRA, "soon")


def test_an_answer_at_hand_is_ones_own_until_it_is_shared_and_only_its_owner_changes_it(room):
    kept = room.lists.keep_answer(AMRA, "Fees", "The office may pay {half}.")
    assert room.lists.answer(BESIM, kept.id) is None

    room.lists.keep_answer(AMRA, "Fees", "The office may pay.", kept.id, shared=True)

    assert room.lists.answer(BESIM, kept.id).text == "The office may pay."
    with pytest.raises(CaseNotFound):
        room.lists.keep_answer(BESIM, "Fees", "No.", kept.id)
    with pytest.raises(CaseNotFound):
        room.lists.drop_answer(BESIM, kept.id)
    room.lists.drop_answer(AMRA, kept.id)
    assert room.lists.answers(AMRA) == []


def test_an_answer_without_a_title_or_a_text_is_refused(room):
    for title, text in (("", "Text."), ("Title", "  "), ("x" * 101, "Text.")):
        with pytest.raises(CaseConflict, match="title"):
            room.lists.keep_answer(AMRA, title, text)


def test_who_leaves_takes_labels_and_unshared_answers_along(room):
    room.taken()
    room.lists.add_label(room.cases[0].id, AMRA, "debts")
    room.lists.keep_answer(AMRA, "Fees", "The office may pay.")
    room.lists.keep_answer(AMRA, "Child care", "There is a place.", shared=True)

    room.desk.leave(AMRA, NOW + timedelta(hours=6))

    assert [each.title for each in room.lists.answers(AMRA)] == ["Child care"]
    assert dict(room.advisor.store.labels(AMRA.id)) == {}
