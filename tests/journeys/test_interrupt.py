"""However a harvest ends, it leaves no process behind and the next one goes on where it was."""

import json
import signal
import subprocess
import time
from pathlib import Path

import pytest

KEY = "procancer-i"


def slowly(home, delay):
    file = home.folder / "config" / "sources" / f"{KEY}.toml"
    text = file.read_text("utf-8")
    for before in ("0.0", "1.0"):
        text = text.replace(f"delay_s = {before}", f"delay_s = {delay}")
    file.write_text(text.replace("concurrent = 4", "concurrent = 1"), "utf-8")


def children(number):
    """Give the processes that a process started, and theirs."""
    parents = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(stat.parent.name)] = int(stat.read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
    found = {number}
    while more := {one for one, parent in parents.items() if parent in found} - found:
        found |= more
    return found - {number}


def alive(numbers):
    def runs(number):
        try:
            return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
        except OSError:
            return False

    return {number for number in numbers if runs(number)}


def until(true, seconds):
    end = time.monotonic() + seconds
    while not (got := true()) and time.monotonic() < end:
        time.sleep(0.1)
    return got


def the_run(home):
    (run,) = json.loads(home.messor("runs", "list", "--json"))
    return run


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc to see processes")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_nothing_is_left_running_and_the_next_harvest_goes_on(make_home, number):
    home = make_home("home")
    slowly(home, "1.0")
    with (home.folder / "log").open("wb") as log:
        harvest = subprocess.Popen(
            home.command("harvest", KEY), env=home.environment(), stdout=subprocess.DEVNULL, stderr=log,
            # A test runner in the background hands on an ignored SIGINT, which a terminal does not.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # noqa: PLW1509
        )  # fmt: skip
        assert until(lambda: b"datasets" in (home.folder / "log").read_bytes(), 60)
        started = children(harvest.pid)
        assert started
        harvest.send_signal(number)
        assert harvest.wait(30) == (-signal.SIGKILL if number is signal.SIGKILL else 130)
    assert until(lambda: not alive(started), 15)
    assert b"Traceback" not in (home.folder / "log").read_bytes()
    run = the_run(home)
    assert run["state"] == "running"
    if number is not signal.SIGKILL:
        assert "goes on" in run["hint"]
    slowly(home, "0.0")
    home.messor("harvest", KEY)
    assert (the_run(home)["id"], the_run(home)["state"], len(home.record())) == (run["id"], "complete", 6)
