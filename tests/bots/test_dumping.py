"""Is PostgreSQL backed up and put back by the same two commands, without what was erased since?"""

import json
from pathlib import Path

import psycopg
import pytest
from click.testing import CliRunner

from advisor.storage.sql import SqlConversationStore
from bots.backing_up import back_up, restore
from bots.command_line import cairn
from bots.database import open_engine
from bots.errors import BotError, UnreadableInput
from bots.settings import Settings
from tests.builders import NOW
from tests.postgresql import PASSWORD


@pytest.fixture
def live(migrated_postgresql, tmp_path):
    """An installation with two conversations."""
    engine = open_engine(migrated_postgresql)
    store = SqlConversationStore(engine)
    for name in ("stays", "goes"):
        store.open_conversation(name, "hash", "web", "", None, NOW)
    engine.dispose()
    return Settings(data=tmp_path / "live", storage=migrated_postgresql)


def conversations_in(address):
    with psycopg.connect(address) as connection:
        return [name for (name,) in connection.execute("SELECT id FROM conversations ORDER BY id")]


def test_a_backup_names_what_it_holds_and_only_its_owner_may_read_it(live, tmp_path):
    made = back_up(live, tmp_path / "copy", NOW)

    assert made["counts"] == {"conversations": 2, "handoffs": 0, "knowledge_documents": 0, "turns": 0}
    assert set(made["files"]) == {"cairn.dump"}
    assert (tmp_path / "copy" / "cairn.dump").stat().st_mode & 0o077 == 0


def test_what_was_erased_after_the_backup_does_not_come_back_with_it(live, postgresql, tmp_path, monkeypatch):
    def run(*words, data, storage):
        for name, value in {"DATA": data, "STORAGE": storage, "INDEX": "memory:", "SEED": "false"}.items():
            monkeypatch.setenv(f"CAIRN_{name}", str(value))
        done = CliRunner().invoke(cairn, [*words, "--json"])
        assert done.exit_code == 0, done.output
        return json.loads(done.stdout)

    run("backup", str(tmp_path / "copy"), data=live.data, storage=live.storage)
    run("people", "erase", "goes", "--yes", data=live.data, storage=live.storage)
    again = tmp_path / "again"
    again.mkdir()
    (live.data / "erased.txt").rename(again / "erased.txt")
    told = run("restore", str(tmp_path / "copy"), data=again, storage=postgresql)

    assert told["erased_again"] == 1
    assert conversations_in(postgresql) == ["stays"]


def test_a_database_that_is_not_empty_is_left_as_it_is(live, tmp_path):
    back_up(live, tmp_path / "copy", NOW)

    with pytest.raises(UnreadableInput, match="is not empty"):
        restore(Settings(data=tmp_path / "again", storage=live.storage), tmp_path / "copy")

    assert conversations_in(live.storage) == ["goes", "stays"]


def test_a_backup_goes_back_to_the_kind_of_database_that_it_came_from(live, tmp_path):
    back_up(live, tmp_path / "copy", NOW)

    with pytest.raises(BotError, match="another kind of database") as refused:
        restore(Settings(data=tmp_path / "again"), tmp_path / "copy")

    assert "PostgreSQL" in refused.value.hint


def test_a_missing_program_a_wrong_password_and_an_empty_database_say_what_to_do(
    live, postgresql, tmp_path, monkeypatch
):
    with pytest.raises(BotError, match="nothing to back up"):
        back_up(Settings(data=live.data, storage=postgresql), tmp_path / "one", NOW)
    wrong = live.storage.replace(PASSWORD, "wrong")
    with pytest.raises(BotError, match="does not answer") as refused:
        back_up(Settings(data=live.data, storage=wrong), tmp_path / "two", NOW)
    assert "password authentication failed" in refused.value.hint
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(BotError, match="pg_dump is not installed") as missing:
        back_up(live, tmp_path / "three", NOW)
    assert "postgresql-client" in missing.value.hint


def test_the_password_stands_in_no_command_line(live, tmp_path, monkeypatch):
    (tmp_path / "pg_dump").write_text('#!/bin/sh\necho "$@" > "$0.arguments"\n')
    (tmp_path / "pg_dump").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")

    back_up(live, tmp_path / "copy", NOW)

    said = Path(f"{tmp_path / 'pg_dump'}.arguments").read_text()
    assert "user=cairn" in said
    assert PASSWORD not in said
