"""Does every conversation store keep the promises of one turn, one effect (R3)?"""

from datetime import date, timedelta

import pytest
from sqlalchemy import create_engine, text

from advisor.auditing import chain, first_break
from advisor.errors import ConversationNotFound, MessageConflict
from advisor.ports import OutboxRow
from advisor.storage.memory import MemoryConversationStore
from advisor.storage.sql import SqlConversationStore
from advisor.vocabulary.blocks import Choice, PathwayBlock, SkillItem, SkillsBlock, TextBlock
from advisor.vocabulary.conversation import ConversationId, ConversationState, IncomingMessage, Progress, Reply
from advisor.vocabulary.credential import PresentationRequest
from advisor.vocabulary.handoff import CredentialOffer, HandOff, HandOffId, HandOffStatus
from advisor.vocabulary.learner import Fact, Goal, LearnerProfile, Slot
from advisor.vocabulary.pathway import Coverage, Pathway, Proof, SkillGap, Totals
from bots.database import open_engine
from knowledge.errors import KnowledgeError
from tests.builders import NOW

HERE = ConversationId("c-1")
SAID = Fact(slot=Slot.HOURS_PER_WEEK, value=6.0, words="six hours a week", turn=1)


@pytest.fixture(params=["memory", "sqlite", "sqlite as the house opens it", "postgresql"])
def store(request, tmp_path):
    if request.param == "memory":
        yield MemoryConversationStore()
        return
    if request.param == "postgresql":
        engine = open_engine(request.getfixturevalue("migrated_postgresql"))
    else:
        address = f"sqlite:///{tmp_path / 'cairn.db'}"
        engine = create_engine(address) if request.param == "sqlite" else open_engine(address)
    yield SqlConversationStore(engine)
    engine.dispose()


def start(store, identifier=HERE, address=""):
    return store.open_conversation(identifier, "hash", "terminal", address, None, NOW)


def a_message(text="hello", key="m-1", conversation=HERE, **more):
    return IncomingMessage(conversation=conversation, client_message_id=key, text=text, **more)


def a_reply(words="Good day", identifier="r-1", conversation=HERE, blocks=(), **more):
    return Reply(
        conversation=conversation,
        message=identifier,
        language="en",
        progress=Progress(known=1, of=5),
        blocks=(TextBlock(text=words), *blocks),
        profile=LearnerProfile(),
        **more,
    )


def proposals(*labels):
    """What a document said, as a reply shows it."""
    items = tuple(
        SkillItem(uri=label, label=label, confidence=0.9, evidence="line 1", confirmed=False) for label in labels
    )
    choices = tuple(Choice(id=f"t1-{label}", label=f"Not true: {label}", action="leave_out:=x") for label in labels)
    return SkillsBlock(items=items, choices=choices, source="document")


def test_what_a_document_said_is_taken_out_of_the_replies_before_its_answer(store):
    start(store)
    own = SkillsBlock(items=(SkillItem(uri="u", label="weld", confidence=1, evidence="I weld", confirmed=True),))
    tapped = (None, "t1-drive", None)
    for number, block in enumerate((proposals("drive", "bake"), own, proposals("cook")), 1):
        turn = store.open_turn(a_message(f"{number}", f"m-{number}", choice=tapped[number - 1]), NOW)
        reply = a_reply("Good day", f"r-{number}", blocks=(block,))
        store.close_turn(HERE, turn.number, reply, (), (), "en", (), (), NOW)

    store.forget_proposals(HERE, 3)

    shown = [turn.reply.blocks[1] for turn in store.conversation(HERE).turns]
    assert [[item.label for item in block.items] for block in shown] == [[], ["weld"], ["cook"]]
    assert [choice.label for choice in shown[0].choices] == ["Not true: drive"]
    assert "bake" not in str(store.export(HERE))


def a_pathway(receipt="abc"):
    return Pathway(
        id="p-1",
        receipt=receipt,
        catalogue_version=1,
        goal=Goal(text="solar"),
        gap=SkillGap(),
        totals=Totals(hours=None, price=None, weeks=None, ects=None),
        coverage=Coverage(essential=1.0, optional=1.0),
        proof=Proof(optimal=True, gap=0.0),
    )


def a_handoff(status=HandOffStatus.DRAFT):
    return HandOff(
        id=HandOffId("h-1"),
        conversation=HERE,
        micro_credential_id="pv",
        title="Solar basics",
        provider="Solar School (demo)",
        protocol="link",
        status=status,
        created=NOW,
        changed=NOW,
    )


def deliver(key="d-1"):
    return OutboxRow(key=key, lane="deliver", conversation=HERE, reference="r-1")


def close(store, number=1, reply=None, facts=(SAID,), asked=(), handoffs=(), outbox=()):
    return store.close_turn(HERE, number, reply or a_reply(), facts, asked, "en", handoffs, outbox, NOW)


def test_a_conversation_opened_twice_is_one(store):
    first = start(store)

    again = store.open_conversation(HERE, "other hash", "web", "x", "de", NOW + timedelta(hours=1))

    assert again == first
    assert store.token_hash(HERE) == "hash"


def test_a_conversation_that_moves_keeps_its_token_and_its_turns(store):
    start(store)
    store.open_turn(a_message(), NOW)

    store.move_conversation(HERE, "telegram", "77")

    moved = store.conversation(HERE)
    assert (moved.channel, moved.address, store.token_hash(HERE)) == ("telegram", "77", "hash")
    assert [turn.text for turn in moved.turns] == ["hello"]
    with pytest.raises(ConversationNotFound):
        store.move_conversation(ConversationId("nowhere"), "telegram", "77")


def test_an_unknown_conversation_is_said_to_be_missing(store):
    with pytest.raises(ConversationNotFound):
        store.conversation(ConversationId("nowhere"))
    with pytest.raises(ConversationNotFound):
        store.token_hash(ConversationId("nowhere"))
    with pytest.raises(ConversationNotFound):
        store.open_turn(a_message(), NOW)


def test_a_turn_closes_with_its_facts_and_questions(store):
    start(store)
    turn = store.open_turn(a_message("six hours a week", language="en", choice="1-2"), NOW)
    assert (turn.number, turn.reply) == (1, None)

    closed = close(store, asked=("money", "money"))

    held = store.conversation(HERE)
    assert closed.reply == a_reply()
    assert held.facts == (SAID,)
    assert held.asked == ("money",)
    assert held.language == "en"
    assert held.turns == (closed,)
    assert (held.turns[0].text, held.turns[0].choice, held.turns[0].at) == ("six hours a week", "1-2", NOW)


def test_the_same_message_again_gives_the_stored_reply(store):
    start(store)
    store.open_turn(a_message(), NOW)
    close(store)

    again = store.open_turn(a_message(), NOW + timedelta(minutes=5))

    assert again.number == 1
    assert again.reply == a_reply()
    assert len(store.conversation(HERE).turns) == 1


def test_the_same_id_with_another_text_is_a_conflict(store):
    start(store)
    store.open_turn(a_message("hello"), NOW)

    with pytest.raises(MessageConflict):
        store.open_turn(a_message("something else"), NOW)


def test_a_turn_closed_twice_keeps_the_first_reply_and_repeats_no_effect(store):
    start(store, address="chat-7")
    store.open_turn(a_message(), NOW)
    close(store, reply=a_reply("first"), outbox=(deliver(),), asked=("money",))
    store.outbox_done("d-1", NOW)

    second = close(store, reply=a_reply("second"), facts=(SAID, SAID), outbox=(deliver("d-2"),), asked=("time",))

    held = store.conversation(HERE)
    assert second.reply == a_reply("first")
    assert held.facts == (SAID,)
    assert held.asked == ("money",)
    assert store.pending_outbox("deliver") == []


def test_a_turn_that_a_crash_left_open_is_found_and_closed_once(store):
    start(store)
    start(store, ConversationId("c-2"))
    store.open_turn(a_message("first"), NOW)
    store.open_turn(a_message("second", key="m-2"), NOW + timedelta(seconds=1))
    store.open_turn(a_message("elsewhere", conversation=ConversationId("c-2")), NOW + timedelta(seconds=2))

    left = store.open_turns()
    close(store, 1)

    assert [message.text for _, message in left] == ["first", "second", "elsewhere"]
    assert [message.text for _, message in store.open_turns()] == ["second", "elsewhere"]


def test_an_open_turn_has_no_effect_that_others_see(store):
    start(store, address="chat-7")

    store.open_turn(a_message(), NOW)

    assert store.pending_outbox("deliver") == []
    assert store.conversation(HERE).facts == ()
    assert store.conversation(HERE).language is None


def test_turns_are_numbered_in_order(store):
    start(store)

    numbers = [store.open_turn(a_message(key=f"m-{n}"), NOW).number for n in range(4)]

    assert numbers == [1, 2, 3, 4]


def test_the_state_of_the_conversation_is_that_of_its_last_reply(store):
    start(store)
    store.open_turn(a_message(), NOW)

    close(store, reply=a_reply(state=ConversationState.WAITING))

    assert store.conversation(HERE).state == ConversationState.WAITING


def test_news_is_kept_once_and_delivered_where_there_is_an_address(store):
    start(store, address="chat-7")
    start(store, ConversationId("c-2"))
    elsewhere = a_reply("news", "r-8", ConversationId("c-2"))

    first = store.append_news(HERE, a_reply("news", "r-9"), "h-1:offered", NOW)
    again = store.append_news(HERE, a_reply("news", "r-9"), "h-1:offered", NOW)
    store.append_news(ConversationId("c-2"), elsewhere, "h-2:offered", NOW)

    assert (first, again) == (True, False)
    assert [turn.reply.message for turn in store.conversation(HERE).turns] == ["r-9"]
    assert store.conversation(HERE).turns[0].message == ""
    assert [(row.conversation, row.reference) for row in store.pending_outbox("deliver")] == [(HERE, "r-9")]


def test_outbox_rows_come_in_order_and_leave_when_done(store):
    start(store)
    store.open_turn(a_message(), NOW)
    close(
        store,
        outbox=(deliver("d-1"), deliver("d-2"), OutboxRow(key="h", lane="handoff", conversation=HERE, reference="h")),
    )

    before = [row.key for row in store.pending_outbox("deliver")]
    store.outbox_done("d-1", NOW)

    assert before == ["d-1", "d-2"]
    assert [row.key for row in store.pending_outbox("deliver")] == ["d-2"]
    assert [row.key for row in store.pending_outbox("handoff")] == ["h"]
    assert [row.key for row in store.pending_outbox("deliver", limit=0)] == []


def test_a_failed_row_waits_for_its_time_and_a_dead_letter_waits_for_nothing(store):
    start(store)
    store.open_turn(a_message(), NOW)
    close(store, outbox=(deliver("d-1"), deliver("d-2")))

    store.outbox_failed("d-1", NOW, NOW + timedelta(minutes=1), "429")
    store.outbox_failed("d-2", NOW, None, "blocked")

    assert store.pending_outbox("deliver", now=NOW) == []
    assert [row.key for row in store.pending_outbox("deliver", now=NOW + timedelta(minutes=2))] == ["d-1"]


def test_a_handoff_changes_only_from_the_status_that_was_read(store):
    start(store)

    made = store.save_handoff(a_handoff(), None)
    twice = store.save_handoff(a_handoff(), None)
    moved = store.save_handoff(a_handoff(HandOffStatus.CONSENTED), HandOffStatus.DRAFT)
    stale = store.save_handoff(a_handoff(HandOffStatus.CANCELLED), HandOffStatus.DRAFT)

    assert (made, twice, moved, stale) == (True, False, True, False)
    assert store.handoff(HandOffId("h-1")).status == HandOffStatus.CONSENTED
    assert [h.id for h in store.handoffs(HERE)] == ["h-1"]
    assert store.handoff(HandOffId("h-2")) is None
    assert [h.id for h in store.handoffs_in(HandOffStatus.CONSENTED)] == ["h-1"]
    assert list(store.handoffs_in(HandOffStatus.DRAFT)) == []


def test_a_draft_comes_with_its_turn(store):
    start(store)
    store.open_turn(a_message(), NOW)

    close(store, handoffs=(a_handoff(),))

    assert store.handoff(HandOffId("h-1")) == a_handoff()


def test_a_yes_is_written_over_the_draft_together_with_the_row_that_starts_it(store):
    start(store)
    store.open_turn(a_message(), NOW)
    close(store, handoffs=(a_handoff(),))
    store.open_turn(a_message("yes", key="m-2"), NOW)
    row = OutboxRow(key="h-1", lane="handoff", conversation=HERE, reference="h-1")

    close(store, 2, handoffs=(a_handoff(HandOffStatus.CONSENTED),), outbox=(row,))

    assert store.handoff(HandOffId("h-1")).status == HandOffStatus.CONSENTED
    assert store.pending_outbox("handoff") == [row]


def test_what_is_to_be_done_comes_only_with_the_change_that_asks_for_it(store):
    start(store)
    store.save_handoff(a_handoff(), None)
    row = OutboxRow(key="h-1", lane="handoff", conversation=HERE, reference="h-1")

    stale = store.save_handoff(a_handoff(HandOffStatus.CANCELLED), HandOffStatus.CONSENTED, (row,))
    before = store.pending_outbox("handoff")
    written = store.save_handoff(a_handoff(HandOffStatus.CONSENTED), HandOffStatus.DRAFT, (row,))

    assert (stale, before, written) == (False, [], True)
    assert store.pending_outbox("handoff") == [row]


def test_a_yes_in_a_turn_is_written_over_the_draft_and_over_nothing_else(store):
    start(store)
    store.save_handoff(a_handoff(), None)
    store.open_turn(a_message("yes"), NOW)
    close(store, handoffs=(a_handoff(HandOffStatus.CONSENTED),))
    agreed = store.handoff(HandOffId("h-1")).status
    store.save_handoff(a_handoff(HandOffStatus.CANCELLED), HandOffStatus.CONSENTED)
    store.open_turn(a_message("yes", key="m-2"), NOW)

    close(store, 2, handoffs=(a_handoff(HandOffStatus.CONSENTED),))

    assert agreed == HandOffStatus.CONSENTED
    assert store.handoff(HandOffId("h-1")).status == HandOffStatus.CANCELLED


def test_what_follows_from_a_handoff_is_written_with_it_or_not_at_all(store):
    start(store)
    row = OutboxRow(key="h-1", lane="handoff", conversation=HERE, reference="h-1")
    store.save_handoff(a_handoff(), None)

    refused = store.save_handoff(a_handoff(HandOffStatus.OFFERED), HandOffStatus.SENDING, (row,))
    before = list(store.pending_outbox("handoff"))
    store.save_handoff(a_handoff(HandOffStatus.CONSENTED), HandOffStatus.DRAFT, (row,))

    assert (refused, before) == (False, [])
    assert list(store.pending_outbox("handoff")) == [row]


def test_a_pathway_is_kept_under_its_receipt(store):
    store.save_pathway(a_pathway(), "{}", NOW)
    store.save_pathway(a_pathway().model_copy(update={"id": "p-2"}), '{"language": "de"}', NOW)

    assert store.pathway("abc") == (a_pathway(), "{}")
    assert store.pathway("other") is None


def test_everything_held_is_exported(store):
    start(store, address="chat-7")
    store.open_turn(a_message("six hours a week"), NOW)
    close(store, handoffs=(a_handoff(),), outbox=(deliver(),))

    held = store.export(HERE)

    assert held["conversation"]["address"] == "chat-7"
    assert held["turns"][0]["text"] == "six hours a week"
    assert held["facts"][0]["value"] == 6.0
    assert held["handoffs"][0]["title"] == "Solar basics"
    assert held["outbox"][0]["key"] == "d-1"
    assert "hash" not in str(held)


def test_erasing_leaves_ids_and_times_of_the_handoff_only(store):
    start(store, address="chat-7")
    store.open_turn(a_message("secret words"), NOW)
    store.save_pathway(a_pathway(), '{"goal": {"text": "secret words"}}', NOW)
    offered = a_handoff().model_copy(
        update={"offer": CredentialOffer(uri="openid-credential-offer://x", tx_code="123")}
    )
    shown = PathwayBlock(**a_pathway().model_dump())
    close(store, reply=a_reply(blocks=(shown,)), handoffs=(offered,), outbox=(deliver(),))

    store.erase(HERE)

    with pytest.raises(ConversationNotFound):
        store.conversation(HERE)
    assert store.pending_outbox("deliver") == []
    assert store.pathway("abc") is None
    kept = store.handoff(HandOffId("h-1"))
    assert (kept.conversation, kept.offer, kept.consent, kept.created) == ("", None, None, NOW)


def test_forgotten_words_leave_numbers_and_times_only(store):
    start(store)
    store.open_turn(a_message("I would like to weld"), NOW)
    close(store, asked=("time",))
    store.open_turn(a_message("I am 14", "m-2"), NOW)

    store.forget_words(HERE)
    again = store.open_turn(a_message("I am 14", "m-2"), NOW)
    close(store, number=2, facts=(), reply=a_reply("Ask your school"))

    held = store.conversation(HERE)
    assert [(turn.number, turn.text, turn.at) for turn in held.turns] == [(1, "", NOW), (2, "", NOW)]
    assert (again.number, held.facts, held.asked, held.turns[0].reply.blocks) == (2, (), (), ())
    assert "weld" not in str(store.export(HERE))


def test_a_pathway_that_another_conversation_was_shown_stays_when_one_is_erased(store):
    shown = PathwayBlock(**a_pathway().model_dump())
    store.save_pathway(a_pathway(), "{}", NOW)
    for identifier in (HERE, ConversationId("c-2")):
        start(store, identifier)
        store.open_turn(a_message(conversation=identifier), NOW)
        reply = a_reply(conversation=identifier, blocks=(shown,))
        store.close_turn(identifier, 1, reply, (), (), "en", (), (), NOW)

    store.erase(HERE)

    assert store.pathway("abc") == (a_pathway(), "{}")


def test_a_conversation_is_idle_when_nothing_was_said_since(store):
    start(store)
    start(store, ConversationId("c-2"))
    store.open_turn(a_message(), NOW + timedelta(days=10))

    idle = store.idle_since(NOW + timedelta(days=5))

    assert list(idle) == ["c-2"]
    assert list(store.idle_since(NOW + timedelta(days=10))) == ["c-1", "c-2"]
    assert list(store.idle_since(NOW - timedelta(days=1))) == []


def test_erased_words_are_nowhere_on_the_disk(tmp_path):
    engine = open_engine(f"sqlite:///{tmp_path / 'cairn.db'}")
    store = SqlConversationStore(engine)
    start(store)
    store.open_turn(a_message("canary-7f3a"), NOW)
    before = b"".join(file.read_bytes() for file in tmp_path.iterdir())

    store.erase(HERE)

    after = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert b"canary-7f3a" in before
    assert b"canary-7f3a" not in after
    engine.dispose()


def test_the_audit_says_what_was_advised_without_a_word_and_shows_when_it_was_changed(tmp_path):
    engine = create_engine(f"sqlite:///{tmp_path / 'cairn.db'}")
    store = SqlConversationStore(engine)
    start(store)
    store.open_turn(a_message("private words"), NOW)
    close(store, reply=a_reply("Good day", blocks=(PathwayBlock(**a_pathway().model_dump()),)))
    store.erase(HERE, NOW)

    with engine.connect() as connection:
        kept = connection.execute(text("SELECT at, pseudonym, event, body, chain FROM audit ORDER BY seq")).all()

    assert [row.event for row in kept] == ["turn", "erased"]
    assert '"receipts": ["abc"]' in kept[0].body
    assert "private" not in str(kept)
    assert "c-1" not in str(kept)
    chained = ""
    for row in kept:
        chained = chain(chained, row.at, row.pseudonym, row.event, row.body)
        assert row.chain == chained
    engine.dispose()


def test_the_audit_is_listed_in_order_and_its_chain_is_whole(store):
    start(store)
    for number in (1, 2, 3):
        store.open_turn(a_message(f"words {number}", key=f"m-{number}"), NOW)
        close(store, reply=a_reply(identifier=f"r-{number}"), number=number)

    kept = store.audit()

    assert [row.body["message"] for row in kept] == ["r-1", "r-2", "r-3"]
    assert {row.body["channel"] for row in kept} == {"terminal"}
    assert [row.body["message"] for row in store.audit(after=kept[0].number, limit=1)] == ["r-2"]
    assert first_break(kept) is None


def test_what_was_planned_without_a_conversation_is_in_the_audit_and_in_its_chain(store):
    start(store)
    store.open_turn(a_message("words"), NOW)
    close(store)
    store.audit_pathway({"receipts": ["abc"]}, NOW)

    kept = store.audit()

    assert [row.event for row in kept] == ["turn", "pathway"]
    assert kept[1].body == {"receipts": ["abc"]}
    assert kept[1].pseudonym != kept[0].pseudonym
    assert first_break(kept) is None


@pytest.mark.parametrize(
    ("statement", "broken"),
    [
        ("UPDATE audit SET body = replace(body, 'r-2', 'r-9') WHERE seq = 2", 2),
        ("UPDATE audit SET at = '2020-01-01T00:00:00.000000+00:00' WHERE seq = 2", 2),
        ("DELETE FROM audit WHERE seq = 2", 3),
        ("DELETE FROM audit WHERE seq = 1", 2),
    ],
)
def test_a_changed_or_missing_row_of_the_audit_is_seen(tmp_path, statement, broken):
    engine = create_engine(f"sqlite:///{tmp_path / 'cairn.db'}")
    store = SqlConversationStore(engine)
    start(store)
    for number in (1, 2, 3):
        store.open_turn(a_message(f"words {number}", key=f"m-{number}"), NOW)
        close(store, reply=a_reply(identifier=f"r-{number}"), number=number)

    with engine.begin() as connection:
        connection.execute(text(statement))

    assert first_break(store.audit()) == broken
    engine.dispose()


def test_a_days_budget_is_given_out_to_the_last_and_no_further(store):
    today, tomorrow = date(2026, 11, 22), date(2026, 11, 23)

    taken = [store.spend("language_model", today, 2) for _ in range(4)]

    assert taken == [True, True, False, False]
    assert store.spend("language_model", tomorrow, 2) is True
    assert store.spend("another", today, 0) is False


def test_a_store_opened_again_has_what_was_written(tmp_path):
    address = f"sqlite:///{tmp_path / 'cairn.db'}"
    first = create_engine(address)
    start(SqlConversationStore(first))
    first.dispose()

    second = create_engine(address)
    held = SqlConversationStore(second).conversation(HERE)

    assert held.channel == "terminal"
    second.dispose()


def test_a_database_of_a_newer_version_is_refused_with_a_sentence(tmp_path):
    engine = create_engine(f"sqlite:///{tmp_path / 'cairn.db'}")
    SqlConversationStore(engine)
    with engine.begin() as connection:
        connection.execute(text("UPDATE advisor_version SET version_num = '9999'"))

    with pytest.raises(KnowledgeError, match="newer version"):
        SqlConversationStore(engine)
    engine.dispose()


def test_the_migrations_make_exactly_the_tables_that_the_store_uses(tmp_path):
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    from advisor.storage.tables import VERSION_TABLE, metadata

    engine = create_engine(f"sqlite:///{tmp_path / 'cairn.db'}")
    SqlConversationStore(engine)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE})

        differences = compare_metadata(context, metadata)

    assert differences == []
    engine.dispose()


def a_request(identifier="x-1", conversation=HERE):
    later = NOW + timedelta(minutes=15)
    return PresentationRequest(
        id=identifier, conversation=conversation, challenge="c", language="bs", created=NOW, expires=later
    )


def test_a_request_to_a_wallet_is_answered_once(store):
    start(store)
    store.save_request(a_request())

    first, second, unknown = (store.answer_request(name, NOW) for name in ("x-1", "x-1", "x-2"))

    assert (first, second, unknown) == (True, False, False)
    assert store.request("x-1").answered == NOW
    assert store.request("x-2") is None


def test_an_erased_conversation_leaves_no_request_to_a_wallet(store):
    start(store)
    start(store, ConversationId("c-2"))
    store.save_request(a_request())
    store.save_request(a_request("x-2", ConversationId("c-2")))

    store.erase(HERE, NOW)

    assert store.request("x-1") is None
    assert store.request("x-2") == a_request("x-2", ConversationId("c-2"))


def test_what_is_held_says_when_a_wallet_was_asked_and_not_how_to_answer(store):
    start(store)
    store.save_request(a_request())
    store.answer_request("x-1", NOW)

    (asked,) = store.export(HERE)["wallet_requests"]

    assert set(asked) == {"created", "expires", "answered"}
    assert asked["answered"] is not None
