"""Whom do counsellors invite, and who took it up?"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "invitations",
        sa.Column("sha", sa.String(64), primary_key=True),
        sa.Column("email", sa.String(256), nullable=False, index=True),
        sa.Column("most", sa.Integer, nullable=False),
        sa.Column("made", sa.String(32), nullable=False),
        sa.Column("until", sa.String(32), nullable=False),
    )
    op.create_table(
        "invited",
        sa.Column("sha", sa.String(64), primary_key=True),
        sa.Column("learner", sa.String(64), primary_key=True),
    )
