"""Does every store keep labels, canned answers and referrals to whom they belong, and forget them with the conversation?"""

from datetime import date, timedelta

from advisor.vocabulary.casework import CannedAnswer, Referral, ReferralStatus
from advisor.vocabulary.conversation import ConversationId
from advisor.vocabulary.counselling import CaseId, CaseStep
from advisor.vocabulary.handoff import Consent
from advisor.vocabulary.learner import Fact, Slot
from tests.builders import NOW
from tests.contracts import test_case_store
from tests.contracts.test_case_store import AMRA, BESIM, CASE, HERE, S, asked, taking, told
from tests.contracts.test_conversation_store import a_message, a_reply

store = test_case_store.store
ELSEWHERE = ConversationId("c-2")


def an_answer(**given):
    plain = {"id": "a-1", "owner": AMRA.id, "owner_name": "Amra", "title": "Fees", "text": "The office may pay."}
    return CannedAnswer(**{**plain, **given})


def a_referral(**given):
    plain = {
        "id": "r-1", "kind": "service", "to_name": "Debt advice, Tuzla", "reason": "Debts come first.",
        "by": AMRA.id, "by_name": "Amra", "asked": NOW,
    }  # fmt: skip
    return Referral(**{**plain, **given})


def referred(store, referral):
    return store.step(CASE, CaseStep(event="referral_asked", by=AMRA.id, referral=referral), NOW)


def test_a_label_is_kept_once_and_only_for_whose_word_it_is(store):
    asked(store)
    store.add_label(HERE, AMRA.id, "solar")
    store.add_label(HERE, AMRA.id, "solar")
    store.add_label(HERE, AMRA.id, "call in May")
    store.add_label(HERE, BESIM.id, "urgent")

    store.drop_label(HERE, AMRA.id, "call in May")
    store.drop_label(HERE, AMRA.id, "urgent")

    assert {each: list(labels) for each, labels in store.labels(AMRA.id).items()} == {HERE: ["solar"]}
    assert {each: list(labels) for each, labels in store.labels(BESIM.id).items()} == {HERE: ["urgent"]}


def test_a_shared_answer_is_seen_by_all_and_changed_by_its_owner_alone(store):
    store.save_canned_answer(an_answer())
    store.save_canned_answer(an_answer(id="a-2", title="Child care", shared=True))

    store.drop_canned_answer("a-2", BESIM.id)
    store.save_canned_answer(an_answer(text="The office pays half."))

    assert [(each.title, each.text) for each in store.canned_answers(AMRA.id)] == [
        ("Child care", "The office may pay."),
        ("Fees", "The office pays half."),
    ]
    assert [each.title for each in store.canned_answers(BESIM.id)] == ["Child care"]


def test_what_an_owner_who_leaves_did_not_share_goes_with_them(store):
    store.save_canned_answer(an_answer())
    store.save_canned_answer(an_answer(id="a-2", title="Child care", shared=True))
    asked(store)
    store.add_label(HERE, AMRA.id, "solar")
    store.add_label(HERE, BESIM.id, "urgent")

    store.forget_counsellor(AMRA.id)

    assert [each.title for each in store.canned_answers(AMRA.id)] == ["Child care"]
    assert (dict(store.labels(AMRA.id)), list(store.labels(BESIM.id))) == ({}, [HERE])


def test_a_referral_is_written_with_its_step_and_the_audit_names_no_service_and_no_reason(store):
    asked(store)

    referred(store, a_referral())
    consent = Consent(text="May I?", version="1", language="bs", at=NOW)
    referred(store, a_referral(status=ReferralStatus.AGREED, consent=consent))

    (kept,) = store.referrals(HERE)
    assert (kept.status, kept.consent, kept.to_name) == (ReferralStatus.AGREED, consent, "Debt advice, Tuzla")
    row = store.audit()[-1]
    assert (row.event, row.body["referral"], row.body["kind"]) == ("referral_asked", "r-1", "service")
    assert row.body["consent"] == {"version": "1", "language": "bs"}
    assert "Debt" not in row.text


def test_the_learners_export_holds_the_referral_without_the_addresses_of_those_who_work_here(store):
    asked(store)
    referred(store, a_referral())

    (held,) = store.export(HERE)["referrals"]

    assert (held["to_name"], held["reason"], held["by_name"]) == ("Debt advice, Tuzla", "Debts come first.", "Amra")
    assert "amra@example.org" not in str(held)


def test_erasing_leaves_neither_labels_nor_referrals(store):
    asked(store)
    store.add_label(HERE, AMRA.id, "solar")
    referred(store, a_referral())

    store.erase(HERE, NOW)

    assert (dict(store.labels(AMRA.id)), list(store.referrals(HERE))) == ({}, [])


def test_words_that_are_forgotten_take_labels_and_referrals_with_them(store):
    asked(store)
    store.add_label(HERE, AMRA.id, "is fifteen")
    referred(store, a_referral())

    store.forget_words(HERE)

    assert (dict(store.labels(AMRA.id)), list(store.referrals(HERE))) == ({}, [])


def test_the_next_date_stands_with_the_case_until_it_is_taken_away(store):
    asked(store)

    store.set_next_date(HERE, date(2026, 12, 1))
    noted = store.case(CASE).next_date
    store.set_next_date(HERE, None)

    assert (noted, store.case(CASE).next_date) == (date(2026, 12, 1), None)


def test_words_of_learner_and_person_can_be_searched_and_the_machines_cannot(store):
    asked(store)
    store.step(CASE, taking(), NOW)
    store.step(CASE, CaseStep(event="answered", by=AMRA.id, **told("Let us talk about debts.", "r-5")), NOW)
    store.open_conversation(ELSEWHERE, "hash", "web", "", "en", NOW)

    assert store.words_of([HERE, ELSEWHERE]) == {HERE: "/human\nLet us talk about debts.", ELSEWHERE: ""}


def test_what_was_understood_is_given_for_many_conversations_at_once(store):
    store.open_turn(a_message("I want solar"), NOW)
    goal = Fact(slot=Slot.GOAL_TEXT, value="solar", words="solar", turn=1)
    store.close_turn(HERE, 1, a_reply(), (goal,), (), "bs", (), (), NOW)
    store.open_conversation(ELSEWHERE, "hash", "web", "", "en", NOW)

    found = store.facts_of([HERE, ELSEWHERE])

    assert {each: list(facts) for each, facts in found.items()} == {HERE: [goal], ELSEWHERE: []}


def test_a_learner_waits_from_asking_on_and_later_from_the_first_word_without_an_answer(store):
    asked(store, NOW)
    waiting = store.case(CASE).waiting_since
    store.step(CASE, taking(**told("Amra is here.", "r-2")), NOW + timedelta(minutes=5))
    answered = store.case(CASE).waiting_since
    for number, minutes in ((3, 10), (4, 20)):
        later = NOW + timedelta(minutes=minutes)
        store.open_turn(a_message("hello?", key=f"m-{number}"), later)
        passed_on = a_reply(identifier=f"r-{number}", state=S.WITH_COUNSELLOR)
        store.close_turn(HERE, number, passed_on, (), (), "bs", (), (), later)

    assert (waiting, answered, store.case(CASE).waiting_since) == (NOW, None, NOW + timedelta(minutes=10))


def test_cases_are_counted_by_the_time_in_which_they_were_asked(store):
    asked(store, NOW)

    found = store.cases_asked(NOW, NOW + timedelta(days=1))
    before, after = store.cases_asked(NOW - timedelta(days=1), NOW), store.cases_asked(NOW + timedelta(seconds=1), NOW)

    assert ([case.id for case in found], list(before), list(after)) == ([CaseId("k-1")], [], [])


def test_a_look_says_which_view_it_was(store):
    asked(store)

    store.seen(CASE, AMRA.id, NOW, "brief")

    assert store.audit()[-1].body == {"by": "amra@example.org", "what": "brief"}


def test_who_looked_at_the_figures_of_a_month_is_in_the_audit(store):
    store.counted(AMRA.id, "2026-11", NOW)

    row = store.audit()[-1]
    assert (row.event, row.body, row.at) == ("counted", {"by": "amra@example.org", "month": "2026-11"}, NOW)
