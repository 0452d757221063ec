"""The record's tables, as the newest migration leaves them.

Times are ISO 8601 text in UTC (sorts as it reads, the same on SQLite and PostgreSQL). Large values are
zstd-compressed bytes.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData()

sources = Table(
    "sources",
    metadata,
    Column("key", String(40), primary_key=True),
    Column("title", Text, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("url", Text, nullable=False),
    Column("programme", Text, nullable=False, server_default=""),
    Column("first_seen", String(32), nullable=False),
    Column("due_at", String(32)),
    Column("last_run", Integer),
    Column("last_complete_at", String(32)),
)

runs = Table(
    "runs",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("source", String(40), ForeignKey("sources.key"), nullable=False),
    Column("kind", String(10), nullable=False, server_default="harvest"),
    Column("state", String(20), nullable=False),
    Column("started_at", String(32), nullable=False),
    Column("ended_at", String(32)),
    Column("owner", Text, nullable=False),
    Column("lease_until", String(32)),
    Column("fence", Integer, nullable=False, server_default="1"),
    Column("complete", Boolean, nullable=False, server_default="0"),
    Column("why_not", Text, nullable=False, server_default=""),
    Column("listed", Integer, nullable=False, server_default="0"),
    Column("declared", Integer),
    Column("requests", Integer, nullable=False, server_default="0"),
    Column("bytes", BigInteger, nullable=False, server_default="0"),
    Column("not_modified", Integer, nullable=False, server_default="0"),
    Column("added", Integer, nullable=False, server_default="0"),
    Column("changed", Integer, nullable=False, server_default="0"),
    Column("same", Integer, nullable=False, server_default="0"),
    Column("held", Integer, nullable=False, server_default="0"),
    Column("unseen", Integer, nullable=False, server_default="0"),
    Column("gone", Integer, nullable=False, server_default="0"),
    Column("failed", Integer, nullable=False, server_default="0"),
    Column("code", String(60), nullable=False, server_default=""),
    Column("message", Text, nullable=False, server_default=""),
    Column("hint", Text, nullable=False, server_default=""),
    Column("accepted_by", Text),
)
Index("runs_source", runs.c.source, runs.c.id)

contents = Table(
    "contents",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("size", BigInteger, nullable=False),
    Column("body", LargeBinary, nullable=False),
)

fetched = Table(
    "fetched",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("run", Integer, ForeignKey("runs.id"), nullable=False),
    Column("source", String(40), nullable=False),
    Column("fingerprint", String(64), nullable=False),
    Column("url", Text, nullable=False),
    Column("status", Integer, nullable=False),
    Column("media_type", Text, nullable=False),
    Column("charset", Text, nullable=False),
    Column("headers", Text, nullable=False),
    Column("role", String(10), nullable=False),
    Column("at", String(32), nullable=False),
    Column("sha256", String(64), ForeignKey("contents.sha256"), nullable=False),
    Column("read", Boolean, nullable=False, server_default="0"),
    UniqueConstraint("run", "fingerprint"),
)
Index("fetched_source_url", fetched.c.source, fetched.c.fingerprint, fetched.c.id)

datasets = Table(
    "datasets",
    metadata,
    Column("id", String(60), primary_key=True),
    Column("source", String(40), ForeignKey("sources.key"), nullable=False),
    Column("identifier", Text, nullable=False),
    Column("iri", Text, nullable=False, unique=True),
    Column("state", String(10), nullable=False),
    Column("version", Integer, nullable=False),
    Column("first_seen", String(32), nullable=False),
    Column("last_seen", String(32), nullable=False),
    Column("changed_at", String(32), nullable=False),
    Column("unseen_since", String(32)),
    Column("unseen_runs", Integer, nullable=False, server_default="0"),
    Column("seen_run", Integer, nullable=False),
    UniqueConstraint("source", "identifier"),
)
Index("datasets_source_state", datasets.c.source, datasets.c.state)

versions = Table(
    "versions",
    metadata,
    Column("dataset", String(60), ForeignKey("datasets.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("run", Integer, ForeignKey("runs.id"), nullable=False),
    Column("at", String(32), nullable=False),
    Column("content_hash", String(64), nullable=False),
    Column("mapping", String(32), nullable=False),
    Column("document", String(64), nullable=False),
    Column("url", Text, nullable=False),
    Column("format", String(20), nullable=False),
    Column("languages", Text, nullable=False),
    Column("claims", LargeBinary, nullable=False),
    Column("graph", LargeBinary, nullable=False),
    Column("findings", LargeBinary, nullable=False),
)

written = Table(
    "written",
    metadata,
    Column("dataset", String(60), ForeignKey("datasets.id"), primary_key=True),
    Column("version", Integer, nullable=False),
    Column("form", String(24), nullable=False),
    Column("body", LargeBinary, nullable=False),
)

findings = Table(
    "findings",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("run", Integer, ForeignKey("runs.id"), nullable=False),
    Column("source", String(40), nullable=False),
    Column("dataset", String(60)),
    Column("code", String(60), nullable=False),
    Column("severity", String(10), nullable=False),
    Column("place", Text, nullable=False),
    Column("found", Text, nullable=False),
    Column("expected", Text, nullable=False),
    Column("hint", Text, nullable=False),
    Column("profile", Text, nullable=False),
)
Index("findings_run", findings.c.run, findings.c.code)
Index("findings_dataset", findings.c.dataset)

decisions = Table(
    "decisions",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("dataset", String(60), ForeignKey("datasets.id"), nullable=False),
    Column("node", Text, nullable=False),
    Column("property", Text, nullable=False),
    Column("action", String(10), nullable=False),
    Column("was", Text, nullable=False),
    Column("value", Text, nullable=False),
    Column("kind", String(10), nullable=False),
    Column("language", String(35)),
    Column("datatype", Text),
    Column("reason", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", String(32), nullable=False),
    Column("undone_at", String(32)),
)
Index("decisions_dataset", decisions.c.dataset)

changes = Table(
    "changes",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("dataset", String(60), nullable=False),
    Column("op", String(10), nullable=False),
    Column("at", String(32), nullable=False),
    sqlite_autoincrement=True,
)

positions = Table(
    "positions",
    metadata,
    Column("reader", String(60), primary_key=True),
    Column("seq", Integer, nullable=False),
    Column("generation", Text, nullable=False),
    Column("at", String(32), nullable=False),
)

users = Table(
    "users",
    metadata,
    Column("name", String(60), primary_key=True),
    Column("hash", Text, nullable=False),
    Column("created_at", String(32), nullable=False),
    Column("disabled", Boolean, nullable=False, server_default="0"),
)

sessions = Table(
    "sessions",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    Column("user", String(60), ForeignKey("users.name"), nullable=False),
    Column("csrf", String(64), nullable=False),
    Column("created_at", String(32), nullable=False),
    Column("expires_at", String(32), nullable=False),
)
