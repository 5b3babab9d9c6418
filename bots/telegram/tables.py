"""How is the Telegram channel's own state laid out in SQL: what came in, what went out, who cannot be reached?"""

from sqlalchemy import BigInteger, Column, Index, Integer, MetaData, String, Table, Text

VERSION_TABLE = "telegram_version"
"""The channel migrates on its own; the rooms have version tables of theirs."""
HEAD = "0002"

metadata = MetaData()
"""Times are ISO 8601 text in UTC, as everywhere in this database."""

position = Table(
    "telegram_position",
    metadata,
    Column("bot", BigInteger, primary_key=True, autoincrement=False),
    Column("next_offset", BigInteger, nullable=False),
    Column("at", String(32), nullable=False),
)
"""From which update on Telegram is asked, per bot: another token counts its updates anew."""

inbox = Table(
    "telegram_inbox",
    metadata,
    Column("bot", BigInteger, primary_key=True, autoincrement=False),
    Column("update_id", BigInteger, primary_key=True, autoincrement=False),
    Column("chat", BigInteger, nullable=False),
    Column("body", Text, nullable=False),
    Column("state", String(16), nullable=False),
    Column("claims", Integer, nullable=False),
    Column("failures", Integer, nullable=False),
    Column("retry_at", String(32)),
    Column("reason", Text, nullable=False),
    Column("at", String(32), nullable=False),
    Index("telegram_waiting", "bot", "state", "chat", "update_id"),
)
"""`waiting`, `done` or `dead`. A finished row forgets its chat and its words: only the number stays, against duplicates."""

sent = Table(
    "telegram_sent",
    metadata,
    Column("key", String(256), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("message_id", BigInteger, nullable=False),
)
"""Which bubbles of a reply are out, while it is under way: a crash between two repeats neither."""

people = Table(
    "telegram_people",
    metadata,
    Column("conversation", String(128), primary_key=True),
    Column("language", String(16)),
    Column("unreachable", String(32)),
    Column("continues", String(128)),
)
"""The language that a person picked, since when they cannot be reached (they blocked the bot or are gone), and which conversation of the web page the chat goes on with."""

tickets = Table(
    "telegram_tickets",
    metadata,
    Column("hash", String(64), primary_key=True),
    Column("conversation", String(128), nullable=False),
    Column("until", String(32), nullable=False),
    Column("taken_by", String(128)),
)
"""With which a conversation of the web page goes on in Telegram, once; the ticket itself is not kept."""
