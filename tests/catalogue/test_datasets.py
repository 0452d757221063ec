"""Datasets keep every version, their IRI for ever, and never leave the record."""

import pytest

from catalogue import absence, changes, datasets, decisions, runs
from catalogue.model import DatasetState, Outcome
from tests.conftest import describe, put, said


@pytest.fixture
def run(store, source):
    with store.write() as connection:
        return runs.begin(connection, source, 60)[0].id


def test_what_was_put_is_read_back(store, run):
    with store.write() as connection:
        key = put(connection, run, describe("1", "Breast MRI", said("messor:numberOfImages", "12")))
    with store.read() as connection:
        found = datasets.get(connection, key)
    assert [one.value for one in found.claims] == ["Breast MRI", "12"]
    assert found.iri == f"https://w3id.org/messor/dataset/{key}"
    assert found.claims[1].evidence.path == "messor:numberOfImages"


def test_a_change_makes_a_version_and_a_line_in_the_log(store, run):
    with store.write() as connection:
        key = put(connection, run, describe("1", "Old"))
        put(connection, run, describe("1", "New"), Outcome.CHANGED)
        put(connection, run, describe("1", "New"), Outcome.SAME)
    with store.read() as connection:
        assert datasets.get(connection, key).version == 2
        assert len(datasets.versions_of(connection, key)) == 2
        assert [line.op for line in changes.take(connection, "index")] == ["put", "put"]


def test_the_providers_iri_is_kept_and_a_second_claimant_gets_its_own(store, run):
    iri = "https://clinic.example/dataset/1"
    with store.write() as connection:
        first = put(connection, run, describe("1", iri=iri))
        second = put(connection, run, describe("2", iri=iri))
    with store.read() as connection:
        assert datasets.by_iri(connection, iri).id == first
        other = datasets.get(connection, second)
    assert other.iri != iri
    assert [one.code for one in other.findings] == ["iri-taken"]


def test_a_buried_dataset_stays_and_comes_back(store, run):
    with store.write() as connection:
        key = put(connection, run, describe("1"))
        datasets.bury(connection, key)
        assert datasets.count(connection) == 0
        assert datasets.get(connection, key).state is DatasetState.GONE
        put(connection, run, describe("1"), Outcome.SAME)
        assert datasets.get(connection, key).state is DatasetState.ACTIVE
        assert [line.op for line in changes.take(connection, "index")] == ["put", "delete", "put"]


def test_walking_goes_in_pages_and_never_twice(store, run):
    with store.write() as connection:
        keys = [put(connection, run, describe(str(number))) for number in range(7)]
    with store.read() as connection:
        walked = [one.id for one in datasets.walk(connection, size=3)]
    assert walked == sorted(keys)


def test_a_decision_survives_a_new_version(store, run):
    with store.write() as connection:
        key = put(connection, run, describe("1", "Brest MRI"))
        decisions.decide(
            connection, key, "correct", ("", "dct:title", "Brest MRI"),
            ("Breast MRI", "literal", "en", None), by="ana", reason="misspelt",
        )  # fmt: skip
        put(connection, run, describe("1", "Brest MRI", said("dcat:keyword", "new")), Outcome.CHANGED)
        found = datasets.get(connection, key)
    assert [one.value for one in found.claims if one.property == "dct:title"] == ["Breast MRI"]
    assert found.version == 2


def test_an_undone_decision_gives_the_providers_value_back(store, run):
    with store.write() as connection:
        key = put(connection, run, describe("1", "Brest MRI"))
        number = decisions.decide(
            connection, key, "reject", ("", "dct:title", "Brest MRI"), ("", "literal", "en", None),
            by="ana", reason="wrong",
        )  # fmt: skip
        assert datasets.get(connection, key).claims == ()
        assert decisions.undo(connection, number) is True
        assert decisions.undo(connection, number) is False
        assert datasets.get(connection, key).claims[0].value == "Brest MRI"


class TestAbsence:
    """Missing from complete runs, and only after the grace, makes a dataset gone."""

    def two_runs(self, store, source, times):
        with store.write() as connection:
            first = runs.begin(connection, source, 60)[0]
            key = put(connection, first.id, describe("1"))
            runs.end(connection, first, runs.RunState.COMPLETE, source, {})
        for _ in range(times):
            with store.write() as connection:
                later = runs.begin(connection, source, 60)[0]
                yield connection, later, key
                runs.end(connection, later, runs.RunState.COMPLETE, source, {})

    def test_gone_needs_both_runs_and_days(self, store, source):
        states = []
        for connection, run, key in self.two_runs(store, source, 3):
            absence.mark(connection, "clinic", run.id, absence.Grace(runs=2, days=0))
            states.append(datasets.get(connection, key).state.value)
        assert states == ["unseen", "gone", "gone"]

    def test_days_protect_against_quick_runs(self, store, source):
        for connection, run, key in self.two_runs(store, source, 4):
            absence.mark(connection, "clinic", run.id, absence.Grace(runs=2, days=7))
            assert datasets.get(connection, key).state is DatasetState.UNSEEN

    def test_another_sources_datasets_are_never_touched(self, store, source):
        for connection, run, key in self.two_runs(store, source, 1):
            assert absence.mark(connection, "other", run.id, absence.Grace(0, 0)) == (0, 0)
            assert datasets.get(connection, key).state is DatasetState.ACTIVE

    @pytest.mark.parametrize(
        "absent, held, expected",
        [(0, 10, False), (1, 10, False), (2, 10, True), (1, 1, True), (100, 1000, False), (101, 1000, True)],
    )
    def test_a_large_loss_needs_a_person(self, absent, held, expected):
        assert absence.too_many(absent, held, 0.10) is expected
