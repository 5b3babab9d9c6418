"""How does Alembic reach the web's tables? On the connection that the web hands in, inside its transaction."""

from alembic import context

from bots.web.kept.tables import VERSION_TABLE, metadata

context.configure(
    connection=context.config.attributes["connection"], target_metadata=metadata, version_table=VERSION_TABLE
)
context.run_migrations()
