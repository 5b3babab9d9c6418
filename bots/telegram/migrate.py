"""Is the channel's part of the database as this version needs it? If not, bring it there, in one transaction."""

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from bots.errors import BotError
from bots.telegram.tables import HEAD, VERSION_TABLE

MIGRATIONS = Path(__file__).parent / "migrations"


def migrate(connection: Connection) -> None:
    """Bring the channel's tables to HEAD. Raises BotError where a newer version has been here."""
    standing = _version(connection)
    if standing == HEAD:
        return
    if standing is not None and standing > HEAD:
        raise BotError(
            f"The database was written by a newer version (telegram {standing}, this one knows {HEAD}).",
            "Install the newer version again, or restore a backup that this version made.",
        )
    _upgrade(connection)


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table(VERSION_TABLE):
        return None
    row = connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).first()  # noqa: S608 - our constant
    return None if row is None else str(row[0])


def _upgrade(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
