"""Where do labels, canned answers, referrals and the next date of a case lie?"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("cases", sa.Column("next_date", sa.String(10)))
    op.create_table(
        "case_labels",
        sa.Column("conversation", sa.String(128), primary_key=True),
        sa.Column("counsellor", sa.String(256), primary_key=True),
        sa.Column("label", sa.String(64), primary_key=True),
    )
    op.create_table(
        "canned_answers",
        sa.Column("id", sa.String(128), primary_key=True),
        sa.Column("owner", sa.String(256), nullable=False, index=True),
        sa.Column("owner_name", sa.String(256), nullable=False),
        sa.Column("shared", sa.Boolean, nullable=False),
        sa.Column("title", sa.String(128), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
    )
    op.create_table(
        "referrals",
        sa.Column("id", sa.String(128), primary_key=True),
        sa.Column("conversation", sa.String(128), nullable=False, index=True),
        sa.Column("asked", sa.String(32), nullable=False),
        sa.Column("body", sa.Text, nullable=False),
    )
