"""How is what counsellors keep beside a case laid out in SQL?"""

from sqlalchemy import Boolean, Column, String, Table, Text

from advisor.storage.tables import metadata

case_labels = Table(
    "case_labels",
    metadata,
    Column("conversation", String(128), primary_key=True),
    Column("counsellor", String(256), primary_key=True),
    Column("label", String(64), primary_key=True),
)
"""A counsellor's own words for a case; nobody else sees them."""

canned_answers = Table(
    "canned_answers",
    metadata,
    Column("id", String(128), primary_key=True),
    Column("owner", String(256), nullable=False, index=True),
    Column("owner_name", String(256), nullable=False),
    Column("shared", Boolean, nullable=False),
    Column("title", String(128), nullable=False),
    Column("text", Text, nullable=False),
)
"""Of a counsellor, not of a learner: they outlive conversations."""

referrals = Table(
    "referrals",
    metadata,
    Column("id", String(128), primary_key=True),
    Column("conversation", String(128), nullable=False, index=True),
    Column("asked", String(32), nullable=False),
    Column("body", Text, nullable=False),
)
"""With the learner's consent; gone with the conversation."""
