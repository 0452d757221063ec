"""``messor up`` harvests what is due, indexes, serves; killed and started again it loses nothing."""

import json
import subprocess
import time
import urllib.request

import pytest

from tests.journeys.test_two_messors import free_port

PATIENCE_S = 90


def ask(port, path):
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=5) as answer:
        return json.load(answer)


def wait_for(port, path, good):
    """Ask until the answer is good; give the last answer."""
    until = time.monotonic() + PATIENCE_S
    last = None
    while time.monotonic() < until:
        try:
            last = ask(port, path)
            if good(last):
                return last
        except OSError:
            pass
        time.sleep(0.5)
    pytest.fail(f"{path} never became good: {str(last)[:300]}")


@pytest.fixture
def start(make_home):
    """Start ``messor up`` in one home, as often as asked; every process ends with the test."""
    home = make_home("up")
    for key in ("registry", "chaimeleon", "eucanimage", "procancer-i"):
        (home.folder / "config" / "sources" / f"{key}.toml").unlink()
    running = []

    def begin():
        port = free_port()
        command = home.command("up", "--port", str(port))
        running.append(subprocess.Popen(command, env=home.environment(), stdout=subprocess.DEVNULL))
        return port, running[-1]

    begin.home = home
    yield begin
    for process in running:
        process.terminate()
    for process in running:
        process.wait(20)


def test_what_is_due_is_harvested_indexed_and_served_and_a_restart_loses_nothing(start):
    port, process = start()
    wait_for(port, "/healthz", lambda health: health["record"] == "readable")
    time.sleep(2)
    process.kill()  # in the middle of its first harvest, most likely
    process.wait()
    port, process = start()
    found = wait_for(port, "/api/search?q=", lambda answer: answer["total"] == 15)
    assert found["total"] == 15
    runs = json.loads(start.home.messor("runs", "list", "--json"))
    assert {run["state"] for run in runs} == {"complete"}
    # The killed one's harvest may have ended by itself: then its source was simply asked again.
    assert {run["source"] for run in runs} == {"incisive", "primage"}
    process.terminate()
    assert process.wait(20) is not None
