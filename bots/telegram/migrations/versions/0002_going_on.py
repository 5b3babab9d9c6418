"""Which web conversation does a chat go on with, and by which ticket did it come?"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("telegram_people", sa.Column("continues", sa.String(128)))
    op.create_table(
        "telegram_tickets",
        sa.Column("hash", sa.String(64), primary_key=True),
        sa.Column("conversation", sa.String(128), nullable=False),
        sa.Column("until", sa.String(32), nullable=False),
        sa.Column("taken_by", sa.String(128)),
    )
