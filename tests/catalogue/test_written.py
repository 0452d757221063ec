"""Turtle kept beside the claims: it says what would be written now, or it is not used."""

from dataclasses import replace

import pytest
from sqlalchemy import delete, update

from catalogue import datasets, decisions, runs, tables, written
from catalogue.assemble import assemble
from catalogue.model import Layer, Outcome
from catalogue.turtle import document, turtle
from tests.catalogue.test_turtle import shape
from tests.conftest import describe, put, said

OWN = "https://clinic.example/a"
GRAPH = (
    f"<{OWN}> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://www.w3.org/ns/dcat#Dataset> .\n"
    f"<{OWN}> <http://www.w3.org/ns/dcat#distribution> _:dist-1 .\n"
    '_:dist-1 <http://purl.org/dc/terms/title> "A file"@en .\n'
)


@pytest.fixture
def run(store, source):
    with store.write() as connection:
        return runs.begin(connection, source, 60)[0].id


def described(identifier="1", title="Breast MRI"):
    guess = replace(said("dct:title", "A guess"), layer=Layer.INFERRED, confidence=0.9)
    unsure = replace(said("dct:language", "en"), layer=Layer.INFERRED, confidence=0.1)
    one = describe(identifier, title, said("dct:provenance", "From the ward"), guess, unsure)
    return replace(one, iri=f"{OWN}/{identifier}", graph=GRAPH.replace(OWN, f"{OWN}/{identifier}"))


def kept(connection, *keys):
    return {key: one.body for key, one in written.bodies(connection, keys).items()}


def made_now(connection, key):
    found = datasets.get(connection, key)
    return turtle(assemble(found.claims, iri=found.iri, graph=found.graph, without=found.shadowed))


def test_what_is_kept_is_what_would_be_written(store, run):
    with store.write() as connection:
        key = put(connection, run, described())
        body = kept(connection, key)[key]
        assert document([body]) == made_now(connection, key)
    assert "From the ward" in body and "A file" in body and "A guess" not in body


def test_several_stand_in_one_document_each_with_its_own_blank_nodes(store, run):
    with store.write() as connection:
        keys = [put(connection, run, described(name)) for name in "123"]
        found = kept(connection, *keys)
        whole = document([found[key] for key in keys])
        alone = [made_now(connection, key) for key in keys]
    assert len(shape(whole)) == sum(len(shape(one)) for one in alone)
    assert whole.count("@prefix dct:") == 1


def test_a_new_version_takes_the_place_of_the_old(store, run):
    with store.write() as connection:
        key = put(connection, run, described())
        put(connection, run, described(title="Better"), Outcome.CHANGED)
        assert '"Better"' in kept(connection, key)[key]
        assert document([kept(connection, key)[key]]) == made_now(connection, key)


def test_what_a_curator_decided_on_is_made_anew(store, run):
    with store.write() as connection:
        key = put(connection, run, described())
        number = decisions.decide(
            connection, key, "reject", ("", "dct:title", "Breast MRI"), ("", "literal", None, None),
            by="eva", reason="It is a test.",
        )  # fmt: skip
        assert kept(connection, key) == {}
        assert "Breast MRI" not in made_now(connection, key)
        decisions.undo(connection, number)
        assert document([kept(connection, key)[key]]) == made_now(connection, key)


@pytest.mark.parametrize("column, value", [("form", "other rules"), ("version", 7)])
def test_what_other_rules_or_another_version_made_is_not_used(store, run, column, value):
    with store.write() as connection:
        key = put(connection, run, described())
        connection.execute(update(tables.written).values({column: value}))
        assert kept(connection, key) == {}


def test_what_other_rules_kept_is_renewed_a_few_at_a_time(store, run):
    with store.write() as connection:
        keys = sorted(put(connection, run, described(name)) for name in "12345")
        before = kept(connection, *keys)
        connection.execute(update(tables.written).values(form="other rules"))
        connection.execute(delete(tables.written).where(tables.written.c.dataset == keys[0]))

        first = written.renew(connection, "clinic", "", 3)
        assert sorted(kept(connection, *keys)) == keys[:3]
        assert first == keys[2]
        assert written.renew(connection, "clinic", first, 3) == keys[4]
        assert kept(connection, *keys) == before
        assert written.renew(connection, "clinic") is None


def test_a_graph_that_cannot_be_read_keeps_nothing_and_stops_nothing(store, run):
    with store.write() as connection:
        key = put(connection, run, replace(described(), graph="no triples at all"))
        assert kept(connection, key) == {}
        assert datasets.get(connection, key).graph == "no triples at all"


def test_letters_that_no_text_can_hold_are_left_out(store, run):
    with store.write() as connection:
        key = put(connection, run, described(title="a\ud800b"))
        assert '"ab"' in kept(connection, key)[key]
