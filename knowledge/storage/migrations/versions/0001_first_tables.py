"""The first tables: state, courses with their earlier texts, submissions, policy documents, kept vectors."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "knowledge_state",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("catalogue_version", sa.Integer, nullable=False),
    )
    op.execute("INSERT INTO knowledge_state (id, catalogue_version) VALUES (1, 0)")
    op.create_table(
        "knowledge_micro_credentials",
        sa.Column("id", sa.String(200), primary_key=True),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("withdrawn", sa.Boolean, nullable=False),
        sa.Column("content_sha", sa.String(64), nullable=False),
        sa.Column("record", sa.Text, nullable=False),
    )
    op.create_table(
        "knowledge_earlier_micro_credentials",
        sa.Column("id", sa.String(200), primary_key=True),
        sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("withdrawn", sa.Boolean, nullable=False),
        sa.Column("record", sa.Text, nullable=False),
    )
    op.create_table(
        "knowledge_submissions",
        sa.Column("id", sa.String(128), primary_key=True),
        sa.Column("report", sa.Text, nullable=False),
    )
    op.create_table(
        "knowledge_documents",
        sa.Column("id", sa.String(200), primary_key=True),
        sa.Column("document", sa.Text, nullable=False),
    )
    op.create_table(
        "knowledge_passages",
        sa.Column("document", sa.String(200), primary_key=True),
        sa.Column("place", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("passage", sa.Text, nullable=False),
    )
    op.create_table(
        "knowledge_vectors",
        sa.Column("model", sa.String(200), primary_key=True),
        sa.Column("key", sa.String(64), primary_key=True),
        sa.Column("vector", sa.LargeBinary, nullable=False),
    )
