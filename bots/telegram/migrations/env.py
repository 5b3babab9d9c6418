"""How does Alembic reach the channel's tables? On the connection that the inbox hands in, inside its transaction."""

from alembic import context

from bots.telegram.tables import VERSION_TABLE, metadata

context.configure(
    connection=context.config.attributes["connection"], target_metadata=metadata, version_table=VERSION_TABLE
)
context.run_migrations()
