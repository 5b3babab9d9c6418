"""What did the first version keep? Conversations, turns, facts, pathways, hand-offs, outbox, audit."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "conversations",
        sa.Column("id", sa.String(128), primary_key=True),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("channel", sa.String(32), nullable=False),
        sa.Column("address", sa.Text, nullable=False),
        sa.Column("language", sa.String(16)),
        sa.Column("state", sa.String(32), nullable=False),
        sa.Column("asked", sa.Text, nullable=False),
        sa.Column("created", sa.String(32), nullable=False),
        sa.Column("changed", sa.String(32), nullable=False),
    )
    op.create_table(
        "turns",
        sa.Column("conversation", sa.String(128), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("message", sa.String(128), nullable=False),
        sa.Column("client_message_id", sa.String(256), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("choice", sa.String(128)),
        sa.Column("language", sa.String(16)),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("open", sa.Boolean, nullable=False),
        sa.Column("reply", sa.Text),
        sa.UniqueConstraint("conversation", "client_message_id", name="one_turn_per_client_message"),
    )
    op.create_index("open_turns", "turns", ["open", "at"])
    op.create_table(
        "facts",
        sa.Column("conversation", sa.String(128), primary_key=True),
        sa.Column("turn", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("fact", sa.Text, nullable=False),
    )
    op.create_table(
        "pathways",
        sa.Column("receipt", sa.String(128), primary_key=True),
        sa.Column("pathway", sa.Text, nullable=False),
        sa.Column("profile", sa.Text, nullable=False),
        sa.Column("created", sa.String(32), nullable=False),
    )
    op.create_table(
        "pathway_uses",
        sa.Column("conversation", sa.String(128), primary_key=True),
        sa.Column("receipt", sa.String(128), primary_key=True),
    )
    op.create_table(
        "handoffs",
        sa.Column("id", sa.String(128), primary_key=True),
        sa.Column("conversation", sa.String(128), nullable=False, index=True),
        sa.Column("status", sa.String(32), nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("created", sa.String(32), nullable=False),
        sa.Column("changed", sa.String(32), nullable=False),
    )
    op.create_table(
        "outbox",
        sa.Column("seq", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("key", sa.String(256), nullable=False, unique=True),
        sa.Column("lane", sa.String(32), nullable=False),
        sa.Column("conversation", sa.String(128), nullable=False, index=True),
        sa.Column("reference", sa.String(128), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("retry_at", sa.String(32)),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("changed", sa.String(32)),
    )
    op.create_index("pending_rows", "outbox", ["lane", "state", "seq"])
    op.create_table(
        "audit",
        sa.Column("seq", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("pseudonym", sa.String(64), nullable=False, index=True),
        sa.Column("event", sa.String(32), nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("chain", sa.String(64), nullable=False),
    )
