"""What several tests of checking begin with."""

from pathlib import Path

import pytest
from rdflib import Graph

WHOLE = [
    Path(__file__).parents[2] / "ontologies" / name
    for name in ("whole-r8.ttl", "whole-eucaim.ttl", "whole-catalogue.ttl")
]


def whole_graph() -> Graph:
    """Give descriptions that lack nothing: of HealthDCAT-AP, EUCAIM, a catalogue and a series."""
    graph = Graph(bind_namespaces="none")
    for file in WHOLE:
        graph.parse(file)
    return graph


@pytest.fixture(scope="module")
def base() -> Graph:
    """The whole descriptions; tests copy it before they change it."""
    return whole_graph()
