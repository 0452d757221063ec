"""Killing a harvest leaves a record that the next one completes as if nothing had happened."""

import json
import random
import subprocess
import time

import pytest

KEYS = ("chaimeleon", "eucanimage", "incisive", "procancer-i", "primage")


@pytest.fixture(scope="module")
def undisturbed(make_shared_home):
    home = make_shared_home("undisturbed")
    home.messor("harvest", *KEYS)
    return home.record()


def counted(home):
    listed = json.loads(home.messor("runs", "list", "--json"))
    return {run["source"]: run["added"] + run["changed"] + run["same"] for run in listed}


def test_killed_with_minus_nine_halfway_and_run_again_is_the_same_record(make_home, undisturbed):
    home = make_home("killed")
    dice = random.Random(20261125)
    for _ in range(4):
        harvest = subprocess.Popen(
            home.command("harvest", *KEYS), env=home.environment(), stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )  # fmt: skip
        time.sleep(dice.uniform(2.0, 6.0))
        harvest.kill()
        harvest.wait()
    home.messor("harvest", *KEYS)
    assert home.record() == undisturbed
    assert sum(counted(home).values()) == 36


def test_a_second_harvest_finds_everything_the_same(make_home, undisturbed):
    home = make_home("again")
    home.messor("harvest", *KEYS)
    again = json.loads(home.messor("harvest", "--json", *KEYS))
    assert {run["state"] for run in again} == {"complete"}
    assert sum(run["added"] + run["changed"] + run["unseen"] + run["gone"] for run in again) == 0
    assert home.record() == undisturbed


def test_reading_again_what_was_kept_changes_nothing(make_home, undisturbed):
    home = make_home("remapped")
    home.messor("harvest", *KEYS)
    remapped = json.loads(home.messor("remap", "--json", *KEYS))
    assert sum(run["changed"] for run in remapped) == 0
    assert home.record() == undisturbed
