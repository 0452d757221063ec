"""A source is walked by one process at a time, and a run that lost its process is taken over."""

import os
import socket
import subprocess
import sys

import pytest
from sqlalchemy import update

from catalogue import runs
from catalogue.errors import StoreError
from catalogue.model import RunState
from catalogue.tables import runs as table


def begin(store, source, **more):
    with store.write() as connection:
        return runs.begin(connection, source, more.get("resume", 60), more.get("kind", "harvest"))


def held_by(store, run, owner, until=None):
    with store.write() as connection:
        connection.execute(
            update(table)
            .where(table.c.id == run.id)
            .values(owner=owner, lease_until=until or run.lease_until)
        )


def dead_process():
    child = subprocess.Popen([sys.executable, "-c", ""])
    child.wait()
    return f"{socket.gethostname()}:{child.pid}"


def test_a_second_process_does_not_begin_while_the_lease_holds(store, source):
    run, resumed = begin(store, source)
    assert (run.state, resumed) == ("running", False)
    held_by(store, run, "another-host:1")
    assert begin(store, source) is None


def test_a_run_whose_process_died_is_taken_over_at_once(store, source):
    run, _ = begin(store, source)
    held_by(store, run, dead_process())
    again, resumed = begin(store, source)
    assert (again.id, resumed, again.fence) == (run.id, True, run.fence + 1)


def test_a_run_on_another_host_is_taken_over_when_its_lease_is_over(store, source):
    run, _ = begin(store, source)
    held_by(store, run, "another-host:1", "2020-01-01T00:00:00.000000+00:00")
    assert begin(store, source)[1] is True


def test_an_old_lost_run_ends_as_lost_and_a_new_one_begins(store, source):
    run, _ = begin(store, source)
    held_by(store, run, dead_process())
    again, resumed = begin(store, source, resume=0)
    assert (again.id != run.id, resumed) == (True, False)
    with store.read() as connection:
        assert runs.get(connection, run.id).state == RunState.LOST.value


def test_who_was_overtaken_can_neither_hold_nor_end_the_run(store, source):
    run, _ = begin(store, source)
    held_by(store, run, dead_process())
    begin(store, source)
    with pytest.raises(StoreError, match="another process"), store.write() as connection:
        runs.end(connection, run, RunState.COMPLETE, source, {})


def test_a_source_is_due_again_after_its_interval_and_a_manual_one_never(store, source):
    manual = source.model_copy(update={"key": "manual", "schedule": "manual"})
    known = {source.key: source, "manual": manual}
    with store.read() as connection:
        assert runs.due(connection, known) == ["clinic"]
    run, _ = begin(store, source)
    with store.write() as connection:
        runs.end(connection, run, RunState.COMPLETE, source, {"added": 3})
    with store.read() as connection:
        assert runs.due(connection, known) == []
        assert runs.get(connection, run.id).added == 3


def test_a_remap_does_not_move_the_due_time(store, source):
    run, _ = begin(store, source, kind="remap")
    with store.write() as connection:
        runs.end(connection, run, RunState.COMPLETE, source, {})
    with store.read() as connection:
        assert runs.due(connection, {source.key: source}) == ["clinic"]


def test_an_unknown_run_is_said(store):
    with store.read() as connection, pytest.raises(StoreError, match="there is no run 7"):
        runs.get(connection, 7)


def test_this_process_owns_what_it_begins(store, source):
    run, _ = begin(store, source)
    assert run.owner == f"{socket.gethostname()}:{os.getpid()}"
