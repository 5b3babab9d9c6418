"""How does Alembic reach the accounts' tables? On the connection that the accounts hand in, inside its transaction."""

from alembic import context

from bots.accounts.tables import VERSION_TABLE, metadata

context.configure(
    connection=context.config.attributes["connection"], target_metadata=metadata, version_table=VERSION_TABLE
)
context.run_migrations()
