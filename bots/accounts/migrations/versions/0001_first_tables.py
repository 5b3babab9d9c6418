"""What did the first version keep? Users, links that work once, sessions."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "users",
        sa.Column("email", sa.String(256), primary_key=True),
        sa.Column("name", sa.String(256), nullable=False),
        sa.Column("role", sa.String(32), nullable=False),
        sa.Column("added", sa.String(32), nullable=False),
    )
    op.create_table(
        "user_links",
        sa.Column("sha", sa.String(64), primary_key=True),
        sa.Column("email", sa.String(256), nullable=False, index=True),
        sa.Column("until", sa.String(32), nullable=False),
    )
    op.create_table(
        "user_sessions",
        sa.Column("sha", sa.String(64), primary_key=True),
        sa.Column("email", sa.String(256), nullable=False, index=True),
        sa.Column("began", sa.String(32), nullable=False),
        sa.Column("seen", sa.String(32), nullable=False),
    )
