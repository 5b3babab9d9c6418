"""How is a conversation laid out in SQL?"""

from sqlalchemy import Boolean, Column, Index, Integer, MetaData, String, Table, Text, UniqueConstraint

VERSION_TABLE = "advisor_version"
"""Each room migrates on its own: the room of facts has another one."""
HEAD = "0005"
"""The newest migration: a database that is there already needs no migration tool at start."""

metadata = MetaData()
"""Times are ISO 8601 text in UTC and values are JSON text: the same bytes on every engine, and sortable."""

conversations = Table(
    "conversations",
    metadata,
    Column("id", String(128), primary_key=True),
    Column("token_hash", String(64), nullable=False),
    Column("channel", String(32), nullable=False),
    Column("address", Text, nullable=False),
    Column("language", String(16)),
    Column("state", String(32), nullable=False),
    Column("asked", Text, nullable=False),
    Column("created", String(32), nullable=False),
    Column("changed", String(32), nullable=False),
)

turns = Table(
    "turns",
    metadata,
    Column("conversation", String(128), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("message", String(128), nullable=False),
    Column("client_message_id", String(256), nullable=False),
    Column("text", Text, nullable=False),
    Column("choice", String(128)),
    Column("language", String(16)),
    Column("at", String(32), nullable=False),
    Column("open", Boolean, nullable=False),
    Column("reply", Text),
    UniqueConstraint("conversation", "client_message_id", name="one_turn_per_client_message"),
    Index("open_turns", "open", "at"),
)

facts = Table(
    "facts",
    metadata,
    Column("conversation", String(128), primary_key=True),
    Column("turn", Integer, primary_key=True, autoincrement=False),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("fact", Text, nullable=False),
)

pathways = Table(
    "pathways",
    metadata,
    Column("receipt", String(128), primary_key=True),
    Column("pathway", Text, nullable=False),
    Column("profile", Text, nullable=False),
    Column("created", String(32), nullable=False),
)

pathway_uses = Table(
    "pathway_uses",
    metadata,
    Column("conversation", String(128), primary_key=True),
    Column("receipt", String(128), primary_key=True),
)
"""Which conversation was shown which pathway: erasing the last one erases the pathway's profile too."""

handoffs = Table(
    "handoffs",
    metadata,
    Column("id", String(128), primary_key=True),
    Column("conversation", String(128), nullable=False, index=True),
    Column("status", String(32), nullable=False),
    Column("body", Text, nullable=False),
    Column("created", String(32), nullable=False),
    Column("changed", String(32), nullable=False),
)

outbox = Table(
    "outbox",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("key", String(256), nullable=False, unique=True),
    Column("lane", String(32), nullable=False),
    Column("conversation", String(128), nullable=False, index=True),
    Column("reference", String(128), nullable=False),
    Column("state", String(16), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("retry_at", String(32)),
    Column("reason", Text, nullable=False),
    Column("changed", String(32)),
    Index("pending_rows", "lane", "state", "seq"),
)

audit = Table(
    "audit",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("at", String(32), nullable=False),
    Column("pseudonym", String(64), nullable=False, index=True),
    Column("event", String(32), nullable=False),
    Column("body", Text, nullable=False),
    Column("chain", String(64), nullable=False),
)
"""What was advised, without a word of a person; each row carries the hash of itself and the row before."""

budgets = Table(
    "budgets",
    metadata,
    Column("what", String(64), primary_key=True),
    Column("day", String(10), primary_key=True),
    Column("used", Integer, nullable=False),
)
"""What a day may cost, counted for all processes together."""

cases = Table(
    "cases",
    metadata,
    Column("id", String(128), primary_key=True),
    Column("conversation", String(128), nullable=False, unique=True),
    Column("code", String(32), nullable=False, unique=True),
    Column("counsellor", String(256), nullable=False, index=True),
    Column("counsellor_name", String(256), nullable=False),
    Column("asked", String(32), nullable=False),
    Column("closed", String(32)),
    Column("next_date", String(10)),
)

case_notes = Table(
    "case_notes",
    metadata,
    Column("conversation", String(128), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("key", String(256), nullable=False),
    Column("author", String(256), nullable=False),
    Column("author_name", String(256), nullable=False),
    Column("at", String(32), nullable=False),
    Column("text", Text, nullable=False),
    UniqueConstraint("conversation", "key", name="one_note_per_key"),
)
"""For counsellors only: not in the learner's export, and gone with the conversation."""

case_plans = Table(
    "case_plans",
    metadata,
    Column("id", String(128), primary_key=True),
    Column("conversation", String(128), nullable=False, index=True),
    Column("number", Integer, nullable=False),
    Column("receipt", String(128), nullable=False),
    Column("body", Text, nullable=False),
)
