"""Does every store of cases do a step as a whole or not at all, and forget a case with its conversation?"""

from datetime import timedelta

import pytest

from advisor.errors import CaseConflict, CaseNotFound
from advisor.storage.memory_cases import MemoryCaseStore
from advisor.storage.sql_cases import SqlCaseStore
from advisor.vocabulary.blocks import PathwayBlock, TextBlock
from advisor.vocabulary.conversation import ConversationId, ConversationState
from advisor.vocabulary.counselling import CaseId, CaseStep, Counsellor, PlanVersion
from advisor.vocabulary.learner import Fact, Slot
from bots.database import open_engine
from tests.builders import NOW
from tests.contracts.test_conversation_store import a_message, a_pathway, a_reply

HERE, CASE, CODE = ConversationId("c-1"), CaseId("k-1"), "ABCD-2346"
AMRA, BESIM = Counsellor(id="amra@example.org", name="Amra"), Counsellor(id="besim@example.org", name="Besim")
S = ConversationState


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
def store(request, tmp_path):
    engine = None
    if request.param == "memory":
        made = MemoryCaseStore()
    else:
        on_postgresql = request.param == "postgresql"
        address = (
            request.getfixturevalue("migrated_postgresql") if on_postgresql else f"sqlite:///{tmp_path / 'cairn.db'}"
        )
        engine = open_engine(address)
        made = SqlCaseStore(engine)
    made.open_conversation(HERE, "hash", "telegram", "77", "bs", NOW)
    yield made
    if engine:
        engine.dispose()


def asked(store, now=NOW):
    store.open_turn(a_message("/human"), now)
    case = store.open_case(HERE, CASE, CODE, now)
    store.close_turn(HERE, 1, a_reply(state=S.WAITING), (), (), "bs", (), (), now)
    return case


def taking(who=AMRA, **more):
    return CaseStep(
        event="taken", by=who.id, expected=(S.WAITING, S.ANSWERING), expected_counsellor=("", who.id),
        state=S.WITH_COUNSELLOR, counsellor=who, **more,
    )  # fmt: skip


def told(words, key):
    return {"reply": a_reply(words, identifier=key, by="Amra"), "key": key}


def test_asking_twice_is_one_case_with_one_code(store):
    asked(store)

    again = store.open_case(HERE, CaseId("k-2"), "WXYZ-9999", NOW)

    assert (again.id, again.code, again.stands, again.channel, again.language) == (
        CASE, CODE, S.WAITING, "telegram", "bs",
    )  # fmt: skip
    assert store.case_by_code(CODE).id == CASE
    assert [case.id for case in store.cases_of("")] == [CASE]


def test_what_is_not_there_is_no_case(store):
    for look in (lambda: store.case(CASE), lambda: store.case_by_code(CODE)):
        with pytest.raises(CaseNotFound):
            look()
    assert store.case_of(HERE) is None


def test_a_step_changes_holder_state_thread_outbox_and_audit_together(store):
    asked(store)

    case = store.step(CASE, taking(**told("Amra is here.", "r-2")), NOW + timedelta(minutes=5))

    assert (case.counsellor, case.counsellor_name, case.stands) == ("amra@example.org", "Amra", S.WITH_COUNSELLOR)
    assert case.last_contact == NOW + timedelta(minutes=5)
    held = store.conversation(HERE)
    assert (held.state, held.turns[-1].reply.by, held.turns[-1].message) == (S.WITH_COUNSELLOR, "Amra", "")
    assert [row.reference for row in store.pending_outbox("deliver")] == ["r-2"]
    row = store.audit()[-1]
    assert (row.event, row.body["by"]) == ("taken", "amra@example.org")
    assert "is here" not in row.text


def test_of_two_who_take_over_one_is_told_that_somebody_was_quicker(store):
    asked(store)
    store.step(CASE, taking(**told("Amra is here.", "r-2")), NOW)

    with pytest.raises(CaseConflict):
        store.step(CASE, taking(BESIM, **told("Besim is here.", "r-3")), NOW)

    assert store.case(CASE).counsellor == "amra@example.org"
    assert len(store.conversation(HERE).turns) == 2


def test_the_same_key_tells_the_learner_once(store):
    asked(store)
    store.step(CASE, taking(), NOW)
    say = CaseStep(event="answered", by=AMRA.id, **told("Good day", "r-5"))

    store.step(CASE, say, NOW)
    store.step(CASE, say, NOW)

    said = [turn.reply.blocks[0].text for turn in store.conversation(HERE).turns if turn.reply.by]
    assert said == ["Good day"]


def test_a_turn_of_the_machine_does_not_take_the_word_from_a_person(store):
    asked(store)
    store.open_turn(a_message("and now?", key="m-2"), NOW)
    store.step(CASE, taking(), NOW)

    store.close_turn(HERE, 2, a_reply(identifier="r-2"), (), (), "bs", (), (), NOW)

    assert store.conversation(HERE).state is S.WITH_COUNSELLOR


def test_a_closed_case_opens_again_with_the_next_wish_for_a_person(store):
    asked(store)
    store.step(CASE, taking(), NOW)
    closed = store.step(CASE, CaseStep(event="closed", by=AMRA.id, state=S.CLOSED, closed=True), NOW)
    assert closed.stands is S.CLOSED

    store.open_turn(a_message("hello again", key="m-2"), NOW)
    store.close_turn(HERE, 2, a_reply(identifier="r-2"), (), (), "bs", (), (), NOW)
    assert (store.conversation(HERE).state, store.case(CASE).stands) == (S.ANSWERING, S.CLOSED)

    again = store.open_case(HERE, CaseId("k-2"), "WXYZ-9999", NOW)
    assert (again.closed, again.counsellor) == (None, "amra@example.org")


def test_notes_are_added_once_each_and_stay_out_of_the_export(store):
    asked(store)

    store.add_note(CASE, AMRA, "Worries about her age.", "n-1", NOW)
    store.add_note(CASE, AMRA, "Worries about her age.", "n-1", NOW)
    store.add_note(CASE, BESIM, "Speaks German.", "n-2", NOW)

    assert [(note.number, note.author_name, note.text) for note in store.notes(CASE)] == [
        (1, "Amra", "Worries about her age."),
        (2, "Besim", "Speaks German."),
    ]
    export = store.export(HERE)
    assert "Worries" not in str(export)
    assert export["case"]["code"] == CODE


def a_version(number=1, **more):
    return PlanVersion(
        id=f"v-{number}", number=number, receipt="abc", pathway=a_pathway(), author_name="Amra", at=NOW, **more
    )


def test_a_plan_is_approved_with_the_message_that_shows_it(store):
    asked(store)
    store.save_pathway(a_pathway(), "{}", NOW)
    store.add_plan(CASE, a_version())
    block = PathwayBlock(**dict(a_pathway()), approved_by="Amra", approval="v-1")
    kept = Fact(slot=Slot.LOCKED, value="pv", by="counsellor", confirmed=True)
    reply = a_reply(identifier="r-9", by="Amra", blocks=(block,))

    store.step(CASE, CaseStep(event="approved", by=AMRA.id, approved="v-1", reply=reply, key="r-9", facts=(kept,)), NOW)

    assert [(v.number, v.approved_by, v.approved) for v in store.plans(CASE)] == [(1, "Amra", NOW)]
    assert store.approved_by("v-1", "abc") == "Amra"
    assert store.approved_by("v-1", "another receipt") == ""
    assert store.approved_by("v-2", "abc") == ""
    assert store.conversation(HERE).facts == (kept,)
    assert store.audit()[-1].body["human_override"] == ["locked"]


def test_every_look_is_in_the_audit_by_pseudonym(store):
    asked(store)

    store.seen(CASE, AMRA.id, NOW)

    row = store.audit()[-1]
    assert (row.event, row.body, row.at) == ("seen", {"by": "amra@example.org"}, NOW)
    assert HERE not in row.text + row.pseudonym


def test_erasing_a_conversation_leaves_nothing_of_its_case(store):
    asked(store)
    store.add_note(CASE, AMRA, "Worries about her age.", "n-1", NOW)
    store.save_pathway(a_pathway(), "{}", NOW)
    store.add_plan(CASE, a_version())

    store.erase(HERE, NOW)

    with pytest.raises(CaseNotFound):
        store.case(CASE)
    assert store.case_of(HERE) is None
    assert store.approved_by("v-1", "abc") == ""
    assert store.pathway("abc") is None
    assert store.cases_of("") == []


def test_words_that_are_forgotten_take_notes_and_plans_with_them(store):
    asked(store)
    store.add_note(CASE, AMRA, "Is fifteen.", "n-1", NOW)
    store.add_plan(CASE, a_version())

    store.forget_words(HERE)

    assert (list(store.notes(CASE)), list(store.plans(CASE))) == ([], [])


def test_a_reply_in_words_is_kept_as_it_was_said(store):
    asked(store)
    store.step(CASE, taking(**told("Dobar dan! 😀", "r-2")), NOW)

    assert store.conversation(HERE).turns[-1].reply.blocks[0] == TextBlock(text="Dobar dan! 😀")
