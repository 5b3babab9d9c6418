"""How are local accounts, their one-time links and their sessions laid out in SQL? Only hashes of secrets are kept."""

from sqlalchemy import Column, Index, Integer, MetaData, String, Table

VERSION_TABLE = "accounts_version"
"""Accounts migrate on their own; the rooms have version tables of theirs."""
HEAD = "0004"

metadata = MetaData()

users = Table(
    "users",
    metadata,
    Column("email", String(256), primary_key=True),
    Column("name", String(256), nullable=False),
    Column("role", String(32), nullable=False),
    Column("added", String(32), nullable=False),
)

links = Table(
    "user_links",
    metadata,
    Column("sha", String(64), primary_key=True),
    Column("email", String(256), nullable=False, index=True),
    Column("until", String(32), nullable=False),
)
"""A link is deleted as it is used."""

sessions = Table(
    "user_sessions",
    metadata,
    Column("sha", String(64), primary_key=True),
    Column("email", String(256), nullable=False, index=True),
    Column("began", String(32), nullable=False),
    Column("seen", String(32), nullable=False),
)

trips = Table(
    "user_trips",
    metadata,
    Column("sha", String(64), primary_key=True),
    Column("until", String(32), nullable=False),
)
"""Who is under way to the organisation's own sign-in and back; deleted on return."""

subjects = Table(
    "user_subjects",
    metadata,
    Column("email", String(256), primary_key=True),
    Column("issuer", String(256), primary_key=True),
    Column("subject", String(256), nullable=False),
    Index("user_subjects_by_subject", "issuer", "subject", unique=True),
)
"""Whom the organisation's own sign-in meant when an account came by it first: an address that is given to somebody else later lets nobody in."""

passes = Table(
    "passes",
    metadata,
    Column("sha", String(64), primary_key=True),
    Column("kind", String(32), nullable=False),
    Column("holder", String(256), nullable=False),
    Column("proof", String(64), nullable=False),
    Column("until", String(32), nullable=False, index=True),
)
"""Links and sessions of those who have no account of their own: the administrator at the console, the holder of a provider's key."""

invitations = Table(
    "invitations",
    metadata,
    Column("sha", String(64), primary_key=True),
    Column("email", String(256), nullable=False, index=True),
    Column("most", Integer, nullable=False),
    Column("made", String(32), nullable=False),
    Column("until", String(32), nullable=False),
)
"""A counsellor's invitation to so many learners; the code itself is not kept."""

invited = Table(
    "invited",
    metadata,
    Column("sha", String(64), primary_key=True),
    Column("learner", String(64), primary_key=True),
)
"""Who took an invitation up, as a hash of the conversation: the same learner counts once."""
