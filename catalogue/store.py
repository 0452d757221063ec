"""Open the record: SQLite in WAL mode by default, PostgreSQL by URL; migrated on opening.

Writes take the lock at once (``BEGIN IMMEDIATE``), because a transaction that reads first and writes
later fails without waiting when another process wrote in between.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, make_url, text
from sqlalchemy.exc import ArgumentError, DatabaseError, OperationalError

from catalogue.errors import ConfigError, StoreError
from ontologies.errors import cut

MIGRATIONS = Path(__file__).parent / "migrations"
BUSY_MS = 30_000
# WAL can lose committed writes with several connections before this version.
# Source: sqlite.org/wal.html#walresetbug
SQLITE_FIXED = (3, 51, 3)
CHANGES_LOCK = 7_301_001
URLS = "Write sqlite:////folder/messor.sqlite or postgresql+psycopg://user@host/name."

Handle = Connection
"""What ``Store.read`` and ``Store.write`` lend; other rooms pass it on and never look inside."""


def now() -> str:
    """Give the present moment as the record writes it: ISO 8601, UTC, microseconds."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


class Store:
    """A record that is open.

    Attributes:
        engine: SQLAlchemy engine; nobody outside this room needs it.
    """

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """Open a transaction that may write; commits at the end, rolls back on an exception.

        Raises:
            StoreError: The disk is full, the file is read-only, the server is gone.
        """
        try:
            with self.engine.connect() as connection:
                if self.engine.dialect.name == "sqlite":
                    connection.exec_driver_sql("BEGIN IMMEDIATE")
                with connection.begin() if not connection.in_transaction() else _plain(connection):
                    yield connection
        except DatabaseError as error:
            raise _trouble(self.engine, "written", error) from error

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Open a connection that only reads; sees one moment on SQLite while it stays open.

        Raises:
            StoreError: The file is damaged or cannot be read, the server is gone.
        """
        try:
            with self.engine.connect() as connection:
                yield connection
        except DatabaseError as error:
            raise _trouble(self.engine, "read", error) from error

    def close(self) -> None:
        """Close every connection."""
        self.engine.dispose()


@contextmanager
def _plain(connection: Connection) -> Iterator[None]:
    try:
        yield
    except BaseException:
        connection.rollback()
        raise
    connection.commit()


def open_store(url: str, *, create: bool = True) -> Store:
    """Open the record and bring its tables to the newest version.

    Args:
        url: SQLAlchemy URL (``sqlite:///file`` or ``postgresql+psycopg://…``).
        create: Make the file when it is not there.

    Raises:
        ConfigError: The URL is not one, or ``create`` is off and there is no record.
        StoreError: The folder cannot be written, the record is damaged, or it comes from a newer
            Messor.
    """
    engine = _engine(url, create)
    store = Store(engine)
    try:
        _migrate(engine, url)
    except DatabaseError as error:
        raise _trouble(engine, "opened", error) from error
    return store


# What the database says -> what to do about it.
ADVICE: Mapping[str, str] = {
    "malformed": "The file is damaged: restore a copy; 'messor remap' makes anew what was derived.",
    "not a database": "The file is damaged or no record: restore a copy, or name another folder by --home.",
    "unable to open": "Check that the folder exists and that this account may write it.",
    "readonly": "Check that this account may write the file and its folder.",
    "full": "Free some disk space and run the command again; nothing that was confirmed is lost.",
    "disk i/o": "Check free disk space and the disk, then run the command again; nothing that was "
    "confirmed is lost.",
    "locked": "Another process has held the record for long: end it, or run the command again.",
}
SERVER = "Check that the server runs, and address, name and password in the database setting."


def _trouble(engine: Engine, what: str, error: DatabaseError) -> Exception:
    """Say that the database is in trouble; a wrong statement is a bug of ours and stays what it is."""
    if type(error) not in {DatabaseError, OperationalError}:
        return error
    said = " ".join(str(error.orig).split())
    if engine.dialect.name == "sqlite":
        hints = (hint for part, hint in ADVICE.items() if part in said.lower())
        hint = next(hints, "Run the command again; nothing that was confirmed is lost.")
    else:
        hint = SERVER
    return StoreError(
        f"the record cannot be {what}: {said}", hint=hint, identifier=engine.url.render_as_string()
    )


def _engine(url: str, create: bool) -> Engine:
    try:
        parsed = make_url(url)
    except Exception as error:
        raise ConfigError(
            "the database setting is not a SQLAlchemy URL",
            hint=URLS,
        ) from error
    if parsed.get_backend_name() not in {"sqlite", "postgresql"}:
        raise ConfigError(
            f"the database setting names '{cut(parsed.drivername)}', not SQLite or PostgreSQL", hint=URLS
        )
    if parsed.get_backend_name() != "sqlite":
        try:
            return create_engine(parsed, pool_pre_ping=True)
        except (ImportError, ArgumentError) as error:
            raise ConfigError(
                f"the database setting names a driver that is not installed: {cut(parsed.drivername)}",
                hint=URLS,
            ) from error
    if parsed.database and parsed.database != ":memory:":
        _folder(Path(parsed.database), create)
    module = _sqlite_module()
    engine = create_engine(parsed, module=module, connect_args={"timeout": BUSY_MS / 1000})

    @event.listens_for(engine, "connect")
    def _prepare(raw: Any, _: object) -> None:
        # The driver must not open transactions by itself: write() says BEGIN IMMEDIATE.
        raw.isolation_level = None
        cursor = raw.cursor()
        cursor.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
        cursor.execute("PRAGMA foreign_keys = ON")
        if module.sqlite_version_info >= SQLITE_FIXED:
            cursor.execute("PRAGMA journal_mode = WAL")
        cursor.execute("PRAGMA synchronous = FULL")
        cursor.close()

    return engine


def _sqlite_module() -> Any:
    """Choose pysqlite3 (a new SQLite) where it is installed, else the standard library's."""
    try:
        from pysqlite3 import dbapi2 as module
    except ImportError:
        import sqlite3 as module
    return module


def _folder(file: Path, create: bool) -> None:
    if not file.exists() and not create:
        raise ConfigError(
            f"there is no record at '{file}'",
            hint="Run 'messor demo' or 'messor harvest' first, or name another folder by --home.",
        )
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"the folder cannot be made: {error.strerror}",
            hint="Choose a folder you may write by --home or MESSOR_HOME.",
            identifier=str(file.parent),
        ) from error


def newest() -> str:
    """Give the newest version of the tables: the migrations' files are numbered."""
    return max(file.name.partition("_")[0] for file in (MIGRATIONS / "versions").glob("[0-9]*.py"))


def _version(connection: Connection) -> str | None:
    """Give the version of the tables that are there, None in a new record."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return str(found) if found else None


def _config() -> Any:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "os")
    return config


def _migrate(engine: Engine, url: str) -> None:
    head = newest()
    with engine.connect() as connection:
        current = _version(connection)
        connection.rollback()
        if current == head:
            return
        if current is not None and current > head:
            raise StoreError(
                f"the record is of a newer Messor (version {current}; this one knows {head})",
                hint="Update Messor, or restore the copy made before the update.",
                identifier=make_url(url).render_as_string(),
            )
        # Imported only when there is something to do: it costs most of a second.
        from alembic.command import upgrade

        if engine.dialect.name == "sqlite":
            # Two processes may open a new record at once: the second waits here and finds it done.
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        else:
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": CHANGES_LOCK})
        if _version(connection) != head:
            config = _config()
            config.attributes["connection"] = connection
            upgrade(config, "head")
        connection.commit()


def lock_changes(connection: Connection) -> None:
    """Make change-log numbers appear in the order in which they are committed.

    SQLite has one writer at a time. PostgreSQL gives a number before the commit, so a reader could
    pass a smaller one that is not yet visible: writers take turns.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": CHANGES_LOCK})
