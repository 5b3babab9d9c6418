"""Is a backup whole, is a damaged one refused, and does what was erased stay away when it is put back?"""

import hashlib
import json
import sqlite3
from datetime import UTC, datetime

import pytest

from advisor.auditing import LEDGER, note_erased
from bots.backing_up import back_up, erased_since, restore, verified
from bots.database import open_engine
from bots.errors import BotError, UnreadableInput
from bots.settings import Settings

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture
def live(tmp_path):
    """A data folder in use: WAL, and a writer that has not finished."""
    settings = Settings(data=tmp_path / "live")
    settings.data.mkdir()
    engine = open_engine(settings.database_url)
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE turns (number INTEGER)")
        connection.exec_driver_sql("INSERT INTO turns VALUES (1), (2)")
    with engine.execution_options(reads_only=True).connect() as reader:
        reader.exec_driver_sql("SELECT * FROM turns").fetchall()
        yield settings
    engine.dispose()


def test_a_backup_holds_every_finished_write_while_others_read(live, tmp_path):
    made = back_up(live, tmp_path / "copy", NOW)

    assert made["counts"] == {"turns": 2}
    assert verified(tmp_path / "copy")["made"] == "2026-11-22T12:00:00+00:00"


def test_a_backup_is_put_back_into_an_empty_folder_only(live, tmp_path):
    back_up(live, tmp_path / "copy", NOW)
    again = Settings(data=tmp_path / "again")

    restore(again, tmp_path / "copy")

    with sqlite3.connect(again.data / "cairn.db") as connection:
        assert connection.execute("SELECT count(*) FROM turns").fetchone() == (2,)
    with pytest.raises(UnreadableInput, match="is not empty"):
        restore(again, tmp_path / "copy")


def test_a_damaged_backup_is_refused_and_nothing_is_written(live, tmp_path):
    back_up(live, tmp_path / "copy", NOW)
    database = tmp_path / "copy" / "cairn.db"
    database.write_bytes(database.read_bytes()[:-100] + b"x" * 100)

    with pytest.raises(UnreadableInput, match="not as the manifest says"):
        restore(Settings(data=tmp_path / "again"), tmp_path / "copy")

    assert not (tmp_path / "again").exists()


def test_a_database_that_was_damaged_before_the_sums_were_made_is_refused_too(live, tmp_path):
    made = back_up(live, tmp_path / "copy", NOW)
    (tmp_path / "copy" / "cairn.db").write_bytes(b"no database")
    made["files"]["cairn.db"]["sha256"] = hashlib.sha256(b"no database").hexdigest()
    (tmp_path / "copy" / "manifest.json").write_text(json.dumps(made), "utf-8")

    with pytest.raises(UnreadableInput, match="is damaged"):
        verified(tmp_path / "copy")


def test_a_manifest_that_points_elsewhere_is_refused(live, tmp_path):
    made = back_up(live, tmp_path / "copy", NOW)
    made["files"]["../live/cairn.db"] = made["files"]["cairn.db"]
    (tmp_path / "copy" / "manifest.json").write_text(json.dumps(made), "utf-8")

    with pytest.raises(UnreadableInput):
        verified(tmp_path / "copy")


def test_a_folder_that_is_not_empty_takes_no_backup(live, tmp_path):
    with pytest.raises(UnreadableInput, match="is not empty"):
        back_up(live, live.data, NOW)


def test_an_empty_data_folder_and_another_database_say_what_to_do(tmp_path):
    (tmp_path / "data").mkdir()
    with pytest.raises(BotError, match="nothing to back up"):
        back_up(Settings(data=tmp_path / "data"), tmp_path / "copy", NOW)
    with pytest.raises(BotError, match="Only PostgreSQL, or the database in the data folder"):
        back_up(Settings(data=tmp_path, storage="sqlite:////elsewhere/cairn.db"), tmp_path / "copy2", NOW)


def test_the_ledger_of_erasures_from_the_backup_and_from_here_are_joined(live, tmp_path):
    note_erased(live.data, "one")
    back_up(live, tmp_path / "copy", NOW)
    again = Settings(data=tmp_path / "again")
    again.data.mkdir()
    note_erased(again.data, "two")

    restore(again, tmp_path / "copy")

    assert len(erased_since(again)) == 2
    assert "one" not in (again.data / LEDGER).read_text("utf-8")
