"""The lighter graph that harvesting checks says what rdflib's graph says."""

import random

import pytest
from rdflib import Graph, URIRef

from catalogue.light import LightGraph
from catalogue.rdf import graph_of, statements_of
from harvester.check.check import check
from harvester.check.shared import shared
from tests.harvester.check.test_judge import changed

SET = "https://hospital.example/set"


@pytest.mark.parametrize("seed", range(20, 32))
def test_the_findings_are_the_same(base: Graph, seed: int) -> None:
    statements = statements_of(changed(base, random.Random(seed)))
    # A node that two ways of the same length lead to is found on the first: both go in the same order.
    light, graph = LightGraph(statements), graph_of(statements)

    assert len(light) == len(graph)
    assert check([(SET, light)]) == check([(SET, graph)])
    assert check([(SET, light)])[0]


def test_it_answers_as_rdflib_answers(base: Graph) -> None:
    light = LightGraph(statements_of(base))
    for subject, predicate, value in base:
        assert value in light.objects(subject, predicate)
        assert subject in set(light.subjects(predicate, value))
        assert (predicate, value) in set(light.predicate_objects(subject))
    nobody = URIRef("https://nobody.example/")
    assert list(light.predicate_objects(nobody)) == list(light.objects(nobody, nobody)) == []


def test_equal_addresses_are_one_object() -> None:
    one, two = (URIRef("".join(["https://once", ".example/"])) for _ in range(2))
    assert one is not two
    assert shared(one) is shared(two)
