"""Who is under way to the organisation's own sign-in, and which account belongs to whom there?"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "user_trips",
        sa.Column("sha", sa.String(64), primary_key=True),
        sa.Column("until", sa.String(32), nullable=False),
    )
    op.create_table(
        "user_subjects",
        sa.Column("email", sa.String(256), primary_key=True),
        sa.Column("issuer", sa.String(256), primary_key=True),
        sa.Column("subject", sa.String(256), nullable=False),
    )
    op.create_index("user_subjects_by_subject", "user_subjects", ["issuer", "subject"], unique=True)
