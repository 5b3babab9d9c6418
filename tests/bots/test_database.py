"""Does one write at a time, and is what was acknowledged on the disk, on PostgreSQL as on SQLite?"""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from itertools import count

import psycopg
import pytest
from sqlalchemy import event
from sqlalchemy.exc import DBAPIError, OperationalError

from advisor.auditing import first_break
from advisor.errors import ConversationNotFound
from advisor.storage.sql import SqlConversationStore
from advisor.vocabulary.conversation import ConversationId
from bots.accounts.arrivals import Arrivals
from bots.accounts.own_sign_in import Trip
from bots.accounts.passes import Kind, Passes
from bots.accounts.users import Role, Users
from bots.database import check_answers, open_engine
from bots.errors import BotError
from bots.telegram.tickets import Tickets
from tests.builders import NOW
from tests.contracts.test_conversation_store import a_message, a_reply, start
from tests.postgresql import PASSWORD


@pytest.fixture
def engines(migrated_postgresql):
    """Open one database twice, as two processes do."""
    made = [open_engine(migrated_postgresql) for _ in range(2)]
    yield made
    for each in made:
        each.dispose()


def one_value(engine, statement):
    with engine.connect() as connection:
        return connection.exec_driver_sql(statement).scalar()


def test_turns_that_two_processes_take_at_once_are_numbered_once_each_and_the_audit_stays_one_chain(engines):
    stores = [SqlConversationStore(engine) for engine in engines]
    talks = [ConversationId(f"c-{number}") for number in range(4)]
    for talk in talks:
        start(stores[0], talk)

    def take(index):
        store, talk = stores[index % 2], talks[index % 4]
        turn = store.open_turn(a_message(key=f"m-{index}", conversation=talk), NOW)
        reply = a_reply(identifier=f"r-{index}", conversation=talk)
        store.close_turn(talk, turn.number, reply, (), ["goal"], "en", (), (), NOW)
        return talk, turn.number

    with ThreadPoolExecutor(8) as threads:
        numbered = sorted(threads.map(take, range(32)))

    assert numbered == [(talk, number) for talk in talks for number in range(1, 9)]
    rows = stores[1].audit()
    assert len(rows) == 32
    assert first_break(rows) is None


def test_the_same_message_through_two_processes_at_once_is_one_turn(engines):
    stores = [SqlConversationStore(engine) for engine in engines]
    start(stores[0])

    with ThreadPoolExecutor(8) as threads:
        turns = list(threads.map(lambda index: stores[index % 2].open_turn(a_message(), NOW), range(16)))

    assert {turn.number for turn in turns} == {1}


def test_a_day_s_budget_is_not_overdrawn_by_two_processes(engines):
    stores = [SqlConversationStore(engine) for engine in engines]

    with ThreadPoolExecutor(8) as threads:
        given = list(threads.map(lambda index: stores[index % 2].spend("model", NOW.date(), 7), range(20)))

    assert given.count(True) == 7


def a_link(engine):
    Users(engine).add("amra@example.org", Role.COUNSELLOR, "Amra", NOW)
    token = Users(engine).new_link("amra@example.org", NOW)
    return lambda other: Users(other).sign_in(token, NOW)


def a_pass(engine):
    token = Passes(engine).make(Kind.ADMINISTRATOR_LINK, timedelta(minutes=15), NOW)
    return lambda other: Passes(other).use_up(Kind.ADMINISTRATOR_LINK, token, NOW)


def a_trip(engine):
    Arrivals(engine).depart(Trip("secret"), NOW)
    return lambda other: Arrivals(other).is_back(Trip("secret"), NOW)


def a_ticket(engine):
    token, chats = Tickets(engine).make("c-1", NOW), count()
    return lambda other: Tickets(other).take(token, f"chat {next(chats)}", NOW)


@pytest.mark.parametrize("made", [a_link, a_pass, a_trip, a_ticket])
def test_what_works_once_works_once_through_two_processes_at_once(engines, made):
    use = made(engines[0])

    with ThreadPoolExecutor(8) as threads:
        used = list(threads.map(lambda index: use(engines[index % 2]), range(16)))

    assert len([each for each in used if each]) == 1


def test_who_reads_sees_one_moment_while_others_write(engines):
    store, reading = SqlConversationStore(engines[0]), engines[1].execution_options(reads_only=True)
    counted = "SELECT count(*) FROM conversations"

    with reading.connect() as connection:
        before = connection.exec_driver_sql(counted).scalar()
        start(store)
        during = connection.exec_driver_sql(counted).scalar()

    assert (before, during, one_value(reading, counted)) == (0, 0, 1)


def test_who_reads_cannot_write(engines):
    reading = engines[0].execution_options(reads_only=True)

    with reading.connect() as connection, pytest.raises(DBAPIError, match="read-only"):
        connection.exec_driver_sql("DELETE FROM conversations")


def test_nobody_waits_for_ever_for_their_turn_to_write(engines, migrated_postgresql):
    impatient = open_engine(migrated_postgresql)
    event.listen(impatient, "connect", lambda connection, _record: connection.execute("SET lock_timeout = '50ms'"))

    with engines[0].begin(), pytest.raises(OperationalError, match="lock timeout"):
        impatient.connect().begin()
    impatient.dispose()


@pytest.mark.parametrize(
    ("careless", "setting", "kept"),
    [
        ("synchronous_commit = off", "synchronous_commit", "on"),
        ("synchronous_commit = remote_apply", "synchronous_commit", "remote_apply"),
        ("default_transaction_isolation = serializable", "transaction_isolation", "read committed"),
        ("lock_timeout = 0", "lock_timeout", "5s"),
    ],
)
def test_a_server_that_is_set_up_carelessly_changes_nothing_of_what_is_promised(postgresql, careless, setting, kept):
    with psycopg.connect(postgresql, autocommit=True) as connection:
        connection.execute(f"ALTER ROLE cairn SET {careless}")
    try:
        engine = open_engine(postgresql)
        found = one_value(engine, f"SHOW {setting}")
        engine.dispose()
    finally:
        with psycopg.connect(postgresql, autocommit=True) as connection:
            connection.execute("ALTER ROLE cairn RESET ALL")

    assert found == kept


def test_a_text_may_be_as_long_as_on_sqlite_and_loses_the_one_character_that_postgresql_refuses(engines):
    store = SqlConversationStore(engines[0])
    start(store)
    language = "abc-" + "a" * 300

    turn = store.open_turn(a_message("half\x00 a word", key="k\x00" + "k" * 300, language=language), NOW)

    assert (turn.text, turn.client_message_id) == ("half a word", "k" + "k" * 300)
    assert store.open_turns()[0][1].language == language
    with pytest.raises(ConversationNotFound):
        store.conversation("nobody\x00")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (lambda address: address.replace(PASSWORD, "wrong"), "password authentication failed"),
        (lambda address: address + "_nowhere", "does not exist"),
        (lambda _address: "postgresql://cairn@127.0.0.1:1/cairn", "Connection refused"),
    ],
)
def test_a_server_that_does_not_let_us_in_is_said_in_a_sentence_without_the_password(migrated_postgresql, wrong, said):
    with pytest.raises(BotError, match=said) as refused:
        check_answers(open_engine(wrong(migrated_postgresql)))

    assert PASSWORD not in str(refused.value)
    assert "CAIRN_STORAGE" in refused.value.hint


def test_an_address_that_cannot_be_read_is_refused_with_how_to_write_it():
    with pytest.raises(BotError, match="no address of a database") as refused:
        open_engine("postgresql://cairn:p@ss:word@host:port/cairn")

    assert "%40" in refused.value.hint
    assert "word" not in str(refused.value)
