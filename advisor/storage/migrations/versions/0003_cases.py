"""Who asked for a person, what did that person note, and which versions of the plan are there?"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "cases",
        sa.Column("id", sa.String(128), primary_key=True),
        sa.Column("conversation", sa.String(128), nullable=False, unique=True),
        sa.Column("code", sa.String(32), nullable=False, unique=True),
        sa.Column("counsellor", sa.String(256), nullable=False, index=True),
        sa.Column("counsellor_name", sa.String(256), nullable=False),
        sa.Column("asked", sa.String(32), nullable=False),
        sa.Column("closed", sa.String(32)),
    )
    op.create_table(
        "case_notes",
        sa.Column("conversation", sa.String(128), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("key", sa.String(256), nullable=False),
        sa.Column("author", sa.String(256), nullable=False),
        sa.Column("author_name", sa.String(256), nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.UniqueConstraint("conversation", "key", name="one_note_per_key"),
    )
    op.create_table(
        "case_plans",
        sa.Column("id", sa.String(128), primary_key=True),
        sa.Column("conversation", sa.String(128), nullable=False, index=True),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("receipt", sa.String(128), nullable=False),
        sa.Column("body", sa.Text, nullable=False),
    )
