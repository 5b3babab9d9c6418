"""What did the first version keep? Links to plans, thumbs under answers."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "plan_links",
        sa.Column("sha", sa.String(64), primary_key=True),
        sa.Column("conversation", sa.String(128), nullable=False, index=True),
        sa.Column("receipt", sa.String(128), nullable=False),
        sa.Column("until", sa.String(32), nullable=False),
    )
    op.create_table(
        "thumbs",
        sa.Column("message", sa.String(128), primary_key=True),
        sa.Column("conversation", sa.String(128), nullable=False, index=True),
        sa.Column("thumb", sa.String(8), nullable=False),
        sa.Column("reason", sa.String(32), nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
    )
