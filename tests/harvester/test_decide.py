"""Deciding is pure: outcomes of datasets and verdicts on runs, as sentences."""

import pytest

from catalogue.datasets import Known
from catalogue.model import DatasetState, Outcome
from catalogue.sources import Expect
from harvester.decide import Walk, outcome, verdict

KNOWN = Known("clinic.1", DatasetState.ACTIVE, 1, "abc", "1", 1)
OUTCOMES = {
    "new to the record is added": ((None, "abc"), {}, Outcome.ADDED),
    "the same words are the same": ((KNOWN, "abc"), {}, Outcome.SAME),
    "other words are a change": ((KNOWN, "xyz"), {}, Outcome.CHANGED),
    "deleted by the source is gone": ((KNOWN, ""), {"deleted": True}, Outcome.GONE),
    "deleted and never known is gone too": ((None, ""), {"deleted": True}, Outcome.GONE),
}


@pytest.mark.parametrize("known, more, expected", OUTCOMES.values(), ids=OUTCOMES)
def test_outcome(known, more, expected):
    assert outcome(*known, **more) is expected


def walk(**more):
    whole = {
        "complete": True,
        "why_not": "page 3 failed",
        "failed": None,
        "seen": 20,
        "missing": 0,
        "held": 20,
    }
    return Walk(**(whole | more))


FAILED = ("http-500", "the server answered 500", "Try later.")
VERDICTS = {
    "a whole listing within its bounds may judge absence": (walk(), "complete", True),
    "a broken source with nothing read failed": (walk(failed=FAILED, seen=0), "failed", False),
    "a source that broke off half-way is partial": (walk(failed=FAILED, seen=7), "partial", False),
    "a listing not read to its end is partial": (walk(complete=False), "partial", False),
    "a limited run judges nothing": (walk(limited=True), "partial", False),
    "an empty listing is out of range, never a deletion": (
        walk(seen=0, empty=True, complete=False), "out-of-range", False,
    ),
    "nothing readable on a full listing is out of range": (walk(seen=0), "out-of-range", False),
    "too few are out of range": (walk(seen=3), "out-of-range", False),
    "too many are out of range": (walk(seen=99), "out-of-range", False),
    "one of twenty missing is ordinary": (walk(missing=1), "complete", True),
    "five of twenty missing at once need a person": (walk(missing=5), "out-of-range", False),
    "all missing need a person, however few": (walk(missing=1, held=1), "out-of-range", False),
}  # fmt: skip


@pytest.mark.parametrize("walked, state, judges", VERDICTS.values(), ids=VERDICTS)
def test_verdict(walked, state, judges):
    said = verdict(walked, Expect(datasets_min=5, datasets_max=50), 0.10)
    assert (said.state.value, said.judges_absence) == (state, judges)
    assert bool(said.message) is (state != "complete")


def test_an_empty_listing_says_so():
    said = verdict(walk(seen=0, empty=True, complete=False), Expect(datasets_min=5), 0.10)
    assert (said.code, "the listing is empty" in said.message) == ("listing-empty", True)


def test_a_source_that_may_be_empty_is_complete_when_it_is():
    said = verdict(walk(seen=0, held=0), Expect(datasets_min=0, datasets_max=5), 0.10)
    assert said.state.value == "complete"


def test_who_is_asked_to_accept_is_told_how():
    assert "messor runs accept {run} --by NAME" in verdict(walk(seen=0), Expect(), 0.1).hint
