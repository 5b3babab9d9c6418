"""How are links to plans, thumbs under answers and files under way laid out in SQL? Only the hash of a link is kept."""

from sqlalchemy import Column, LargeBinary, MetaData, String, Table, Text

VERSION_TABLE = "web_version"
"""The web migrates on its own; the rooms have version tables of theirs."""
HEAD = "0002"

metadata = MetaData()

links = Table(
    "plan_links",
    metadata,
    Column("sha", String(64), primary_key=True),
    Column("conversation", String(128), nullable=False, index=True),
    Column("receipt", String(128), nullable=False),
    Column("until", String(32), nullable=False),
)

thumbs = Table(
    "thumbs",
    metadata,
    Column("message", String(128), primary_key=True),
    Column("conversation", String(128), nullable=False, index=True),
    Column("thumb", String(8), nullable=False),
    Column("reason", String(32), nullable=False),
    Column("at", String(32), nullable=False),
)
"""By the id of the reply. A reason is one of a list: nobody's words stand here."""

desk = Table(
    "provider_desk",
    metadata,
    Column("account", String(256), primary_key=True),
    Column("name", String(256), nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("mapping", Text, nullable=False),
    Column("at", String(32), nullable=False, index=True),
)
"""A provider's file between looking at it and handing it in, for two hours."""
