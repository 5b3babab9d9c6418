"""How are requests to learners' wallets laid out in SQL?"""

from sqlalchemy import Column, String, Table, Text

from advisor.storage.tables import metadata

presentation_requests = Table(
    "presentation_requests",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("conversation", String(128), nullable=False, index=True),
    Column("body", Text, nullable=False),
    Column("answered", String(32)),
)
