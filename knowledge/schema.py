"""Are a room's tables as this version needs them? If not, bring them there, in the caller's transaction."""

from pathlib import Path
from typing import TYPE_CHECKING

from knowledge.errors import KnowledgeError

if TYPE_CHECKING:
    from sqlalchemy import Connection


def bring_up(connection: "Connection", migrations: Path, version_table: str, head: str) -> None:
    """Run what is missing of a room's migrations. Raises KnowledgeError where a newer version has been here."""
    standing = _version(connection, version_table)
    if standing == head:
        return
    if standing is not None and standing > head:
        raise KnowledgeError(
            f"The database was written by a newer version of Cairn ({version_table} {standing}, this one knows {head}).",
            hint="Install the newer version again, or restore a backup that this version made.",
        )
    _upgrade(connection, migrations)


def _version(connection: "Connection", version_table: str) -> str | None:
    from sqlalchemy import inspect, text

    if not inspect(connection).has_table(version_table):
        return None
    row = connection.execute(text(f"SELECT version_num FROM {version_table}")).first()  # noqa: S608 - our constant
    return None if row is None else str(row[0])


def _upgrade(connection: "Connection", migrations: Path) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(migrations).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
