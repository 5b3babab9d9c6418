"""Whose submission stands where, what waits for review, what happened to each course, accounts and feeds."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for name, length in (("provider", 200), ("status", 20), ("handed_in", 40)):
        op.add_column("knowledge_submissions", sa.Column(name, sa.String(length), nullable=False, server_default=""))
    op.create_table(
        "knowledge_held_micro_credentials",
        sa.Column("submission", sa.String(128), primary_key=True),
        sa.Column("place", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("record", sa.Text, nullable=False),
    )
    op.create_table(
        "knowledge_course_changes",
        sa.Column("course", sa.String(200), primary_key=True),
        sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("change", sa.Text, nullable=False),
    )
    op.create_table(
        "knowledge_kept",
        sa.Column("kind", sa.String(40), primary_key=True),
        sa.Column("key", sa.String(200), primary_key=True),
        sa.Column("document", sa.Text, nullable=False),
    )
