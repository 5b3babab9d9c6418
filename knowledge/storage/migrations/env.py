"""How does Alembic reach the room's tables? On the connection that the store hands in, inside its transaction."""

from alembic import context

from knowledge.storage.tables import VERSION_TABLE, metadata

context.configure(
    connection=context.config.attributes["connection"], target_metadata=metadata, version_table=VERSION_TABLE
)
context.run_migrations()
