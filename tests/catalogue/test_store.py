"""The record opens where it can, says clearly where it cannot, and loses nothing it confirmed."""

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, OperationalError

from catalogue.errors import ConfigError, StoreError
from catalogue.store import open_store
from catalogue.tables import metadata


def test_migrations_make_the_tables_that_the_code_reads(store):
    from alembic.autogenerate import compare_metadata
    from alembic.runtime.migration import MigrationContext

    with store.read() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_the_newest_version_is_the_migrations_own_head():
    from alembic.script import ScriptDirectory

    from catalogue.store import _config, newest

    assert ScriptDirectory.from_config(_config()).get_current_head() == newest()


def test_a_record_of_a_newer_messor_is_refused(settings, store):
    with store.write() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    store.close()
    with pytest.raises(StoreError, match=r"newer Messor.*9999"):
        open_store(settings.database)


def test_a_damaged_file_is_said(settings):
    settings.home.mkdir(parents=True)
    (settings.home / "messor.sqlite").write_bytes(b"not a database" * 100)
    with pytest.raises(StoreError, match="cannot be opened"):
        open_store(settings.database)


def test_damage_within_is_said_when_it_is_met(settings):
    store = open_store(settings.database)
    with store.write() as connection:
        for number in range(2000):
            connection.execute(text(f"INSERT INTO positions VALUES ('{number}{'x' * 200}', 1, '', '')"))
    store.close()
    file = settings.home / "messor.sqlite"
    whole = file.read_bytes()
    file.write_bytes(whole[:-400_000] + b"\xff" * 400_000)
    store = open_store(settings.database)
    with pytest.raises(StoreError, match="cannot be read") as caught, store.read() as connection:
        connection.execute(text("SELECT * FROM positions")).all()
    assert "restore a copy" in caught.value.hint


def test_a_wrong_statement_stays_a_bug(store):
    with pytest.raises(IntegrityError), store.write() as connection:
        connection.execute(text("INSERT INTO positions VALUES ('a', 1, '', ''), ('a', 1, '', '')"))


# What the driver says -> a word of the advice.
SAID = {
    "unable to open database file": "may write",
    "attempt to write a readonly database": "may write",
    "database or disk is full": "disk space",
    "disk I/O error": "disk space",
    "database is locked": "Another process",
    "database disk image is malformed": "restore a copy",
}


@pytest.mark.parametrize("said, advice", SAID.items())
def test_the_advice_fits_the_trouble(store, said, advice):
    with pytest.raises(StoreError, match="cannot be written") as caught, store.write():
        raise OperationalError("SELECT 1", {}, sqlite3.OperationalError(said))
    assert advice in caught.value.hint


@pytest.mark.parametrize("url", ["mysql://db/messor", "postgresql+nosuch://db/messor"])
def test_a_database_of_another_kind_is_refused(url):
    with pytest.raises(ConfigError, match=url.partition(":")[0].replace("+", r"\+")):
        open_store(url)


def test_a_server_that_is_away_is_said():
    with pytest.raises(StoreError, match="cannot be opened") as caught:
        open_store("postgresql+psycopg://nobody@127.0.0.1:9/messor")
    assert "server runs" in caught.value.hint


def test_a_folder_that_cannot_be_made_is_said(tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StoreError, match="folder cannot be made"):
        open_store(f"sqlite:///{tmp_path / 'file' / 'home' / 'messor.sqlite'}")


def test_no_record_where_one_is_needed(settings):
    with pytest.raises(ConfigError, match="there is no record"):
        open_store(settings.database, create=False)


def test_a_url_that_is_none():
    with pytest.raises(ConfigError, match="not a SQLAlchemy URL"):
        open_store("messor.sqlite")


def test_wal_foreign_keys_and_full_sync_are_on(store):
    with store.read() as connection:
        pragmas = [connection.execute(text(f"PRAGMA {name}")).scalar() for name in
                   ("journal_mode", "foreign_keys", "synchronous")]  # fmt: skip
    assert pragmas == ["wal", 1, 2]


def test_a_failed_transaction_leaves_nothing(store):
    with pytest.raises(ZeroDivisionError), store.write() as connection:
        connection.execute(text("INSERT INTO positions VALUES ('a', 1, '', '')"))
        raise ZeroDivisionError
    with store.read() as connection:
        assert connection.execute(text("SELECT count(*) FROM positions")).scalar() == 0


WRITER = """
import sys
from sqlalchemy import text
from catalogue.store import open_store
store = open_store(sys.argv[1])
number = 0
while True:
    with store.write() as connection:
        connection.execute(text(f"INSERT INTO changes (dataset, op, at) VALUES ('{number}', 'put', '')"))
    print(number, flush=True)
    number += 1
"""


def test_what_was_confirmed_survives_a_kill(settings):
    open_store(settings.database).close()
    for _ in range(3):
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, settings.database], stdout=subprocess.PIPE, cwd=Path.cwd()
        )
        for _ in range(20):
            last = int(writer.stdout.readline())
        writer.kill()
        rest = writer.stdout.read().split()
        writer.wait()
        last = int(rest[-1]) if rest else last
        store = open_store(settings.database)
        with store.write() as connection:
            kept = connection.execute(text("SELECT count(*) FROM changes")).scalar()
            connection.execute(text("DELETE FROM changes"))
        store.close()
        assert kept in {last + 1, last + 2}
