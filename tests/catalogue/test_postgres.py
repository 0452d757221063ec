"""The record on a real PostgreSQL: the same tables, the same answers, change lines in order."""

import os
import pwd
import shutil
import socket
import subprocess
from pathlib import Path

import pytest

from catalogue import changes, datasets, decisions, runs
from catalogue.model import Outcome, RunState
from catalogue.store import open_store
from tests.conftest import describe, put, said
from tests.requirement import require

pytestmark = pytest.mark.postgres


def binaries():
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return found[-1].parent if found else None


def as_owner(command, owner):
    """Run as the account that may own a cluster: PostgreSQL refuses root."""
    user = pwd.getpwnam(owner)
    subprocess.run(
        [str(part) for part in command], check=True, capture_output=True, timeout=60, cwd="/",
        user=user.pw_uid, group=user.pw_gid, env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"},
    )  # fmt: skip


@pytest.fixture(scope="module")
def url():
    """A PostgreSQL of our own on loopback."""
    bin_ = binaries()
    owner = "postgres" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name
    known = owner in {one.pw_name for one in pwd.getpwall()}
    require("postgres", bin_ is not None and known, "PostgreSQL is not installed (Debian: postgresql)")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    folder = Path("/tmp") / f"messor-postgres-{os.getpid()}"
    folder.mkdir(mode=0o700)
    shutil.chown(folder, owner)
    try:
        as_owner([bin_ / "initdb", "-D", folder / "data", "-A", "trust", "-U", "messor", "-E", "UTF8"], owner)
        options = f"-p {port} -c listen_addresses=127.0.0.1 -k {folder}"
        as_owner(
            [bin_ / "pg_ctl", "-D", folder / "data", "-w", "-l", folder / "log", "-o", options, "start"],
            owner,
        )
        yield f"postgresql+psycopg://messor@127.0.0.1:{port}/postgres"
        as_owner([bin_ / "pg_ctl", "-D", folder / "data", "-m", "immediate", "stop"], owner)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def test_a_run_a_version_a_decision_and_the_change_log(url, source):
    store = open_store(url)
    with store.write() as connection:
        run, resumed = runs.begin(connection, source, 60)
        key = put(connection, run.id, describe("1", "Brest MRI", said("messor:numberOfImages", "3000000000")))
        put(connection, run.id, describe("1", "Brest MRI", said("dcat:keyword", "новo")), Outcome.CHANGED)
        decisions.decide(
            connection, key, "correct", ("", "dct:title", "Brest MRI"),
            ("Breast MRI", "literal", "en", None), by="ana", reason="misspelt",
        )  # fmt: skip
        runs.end(connection, run, RunState.COMPLETE, source, {"added": 1, "bytes": 5_000_000_000})
    with store.read() as connection:
        found = datasets.get(connection, key)
        lines = changes.take(connection, "index")
    store.close()
    assert resumed is False
    assert [one.value for one in found.claims if one.property == "dct:title"] == ["Breast MRI"]
    assert found.version == 2
    assert [one.op for one in lines] == ["put", "put", "put"]
    assert sorted(one.seq for one in lines) == [one.seq for one in lines]


def test_opening_it_again_changes_nothing(url):
    open_store(url).close()
    store = open_store(url)
    with store.read() as connection:
        assert datasets.count(connection) == 1
    store.close()


def test_a_second_process_does_not_begin_a_run_that_is_held(url, source):
    from sqlalchemy import update

    from catalogue.tables import runs as table

    store = open_store(url)
    with store.write() as connection:
        run, _ = runs.begin(connection, source, 60)
        connection.execute(update(table).where(table.c.id == run.id).values(owner="another-host:1"))
    with store.write() as connection:
        assert runs.begin(connection, source, 60) is None
    store.close()
