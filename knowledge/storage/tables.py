"""How are courses and policy documents laid out in SQL?"""

from sqlalchemy import Boolean, Column, Integer, LargeBinary, MetaData, String, Table, Text

VERSION_TABLE = "knowledge_version"
"""Each room migrates on its own: the room of advice has another one."""
HEAD = "0002"
"""The newest migration: a database that is there already needs no migration tool at start."""

metadata = MetaData()
"""Values are JSON text, the same bytes on every engine; what is looked up by stands beside it in a column."""

state = Table(
    "knowledge_state",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("catalogue_version", Integer, nullable=False),
)

records = Table(
    "knowledge_micro_credentials",
    metadata,
    Column("id", String(200), primary_key=True),
    Column("version", Integer, nullable=False),
    Column("withdrawn", Boolean, nullable=False),
    Column("content_sha", String(64), nullable=False),
    Column("record", Text, nullable=False),
)

earlier_records = Table(
    "knowledge_earlier_micro_credentials",
    metadata,
    Column("id", String(200), primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("withdrawn", Boolean, nullable=False),
    Column("record", Text, nullable=False),
)

submissions = Table(
    "knowledge_submissions",
    metadata,
    Column("id", String(128), primary_key=True),
    Column("report", Text, nullable=False),
    Column("provider", String(200), nullable=False, server_default=""),
    Column("status", String(20), nullable=False, server_default=""),
    Column("handed_in", String(40), nullable=False, server_default=""),
)

held_records = Table(
    "knowledge_held_micro_credentials",
    metadata,
    Column("submission", String(128), primary_key=True),
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("record", Text, nullable=False),
)

changes = Table(
    "knowledge_course_changes",
    metadata,
    Column("course", String(200), primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("status", String(20), nullable=False),
    Column("change", Text, nullable=False),
)

kept = Table(
    "knowledge_kept",
    metadata,
    Column("kind", String(40), primary_key=True),
    Column("key", String(200), primary_key=True),
    Column("document", Text, nullable=False),
)

documents = Table(
    "knowledge_documents",
    metadata,
    Column("id", String(200), primary_key=True),
    Column("document", Text, nullable=False),
)

passages = Table(
    "knowledge_passages",
    metadata,
    Column("document", String(200), primary_key=True),
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("passage", Text, nullable=False),
)

vectors = Table(
    "knowledge_vectors",
    metadata,
    Column("model", String(200), primary_key=True),
    Column("key", String(64), primary_key=True),
    Column("vector", LargeBinary, nullable=False),
)
