"""Where do these tables' migrations stand, and which is the newest?"""

from pathlib import Path

from sqlalchemy import Connection

from bots.web.kept.tables import HEAD, VERSION_TABLE
from knowledge.schema import bring_up

MIGRATIONS = Path(__file__).parent / "migrations"


def migrate(connection: Connection) -> None:
    """Bring the tables to HEAD. Raises KnowledgeError where a newer version has been here."""
    bring_up(connection, MIGRATIONS, VERSION_TABLE, HEAD)
