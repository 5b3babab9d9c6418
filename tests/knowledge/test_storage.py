"""Is the database brought to this version, and is a newer one left alone?"""

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import inspect, text

from bots.database import open_engine
from knowledge.errors import KnowledgeError
from knowledge.storage.migrate import MIGRATIONS
from knowledge.storage.sql import SqlCatalogueStore
from knowledge.storage.tables import HEAD, metadata
from tests.builders import a_micro_credential
from tests.contracts.test_catalogue_store import a_report


@pytest.fixture
def engine(tmp_path):
    engine = open_engine(f"sqlite:///{tmp_path / 'cairn.db'}")
    yield engine
    engine.dispose()


def test_the_migrations_make_exactly_the_tables_that_the_code_uses(engine):
    SqlCatalogueStore(engine)
    for table in metadata.tables.values():
        standing = {column["name"]: column["nullable"] for column in inspect(engine).get_columns(table.name)}
        assert standing == {column.name: column.nullable for column in table.columns}


def test_the_newest_migration_is_the_one_that_the_code_names():
    numbers = sorted(path.name[:4] for path in (MIGRATIONS / "versions").glob("0*.py"))
    assert numbers[-1] == HEAD


def test_a_store_that_is_opened_again_holds_what_was_published(engine):
    SqlCatalogueStore(engine).publish([a_micro_credential(id="a")], a_report())
    again = SqlCatalogueStore(engine)
    assert again.version() == 1
    assert again.find("a") == a_micro_credential(id="a")


def as_the_first_version_left_it(engine):
    """Bring a database to the first version only, with a submission as it wrote one."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        connection.execute(
            text("INSERT INTO knowledge_submissions (id, report) VALUES ('s-1', :report)"),
            {"report": a_report().model_dump_json()},
        )


def test_a_database_of_the_version_before_is_brought_up_with_all_that_it_holds(engine):
    as_the_first_version_left_it(engine)
    store = SqlCatalogueStore(engine)
    assert store.report("s-1") == a_report()
    assert [report.submission for report in store.submissions()] == ["s-1"]
    store.keep("feed", "a", "{}")
    assert dict(SqlCatalogueStore(engine).kept("feed")) == {"a": "{}"}


def test_a_database_of_a_newer_version_is_refused_with_a_sentence(engine):
    SqlCatalogueStore(engine)
    with engine.begin() as connection:
        connection.execute(text("UPDATE knowledge_version SET version_num = '9999'"))
    with pytest.raises(KnowledgeError, match="newer version") as caught:
        SqlCatalogueStore(engine)
    assert "Install the newer version" in caught.value.hint


def test_a_publication_that_fails_leaves_nothing_behind(engine):
    store = SqlCatalogueStore(engine)
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE knowledge_submissions"))
    with pytest.raises(Exception, match="knowledge_submissions"):
        store.publish([a_micro_credential(id="a")], a_report())
    assert (store.version(), list(store.micro_credentials())) == (0, [])
