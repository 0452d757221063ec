"""Engines for the tests: embedded always, OpenSearch where Java and Maven are."""

from __future__ import annotations

import pytest

from indexer.embedded import EmbeddedEngine
from tests.indexer.words import COLLECTION, entries
from tests.opensearch.server import missing, running
from tests.requirement import require


@pytest.fixture(scope="session")
def opensearch_server(tmp_path_factory):
    """Address of a real OpenSearch."""
    lacking = missing()
    require("opensearch", not lacking, lacking)
    with running(tmp_path_factory.mktemp("opensearch")) as address:
        yield address


@pytest.fixture(params=["embedded", pytest.param("opensearch", marks=pytest.mark.opensearch)])
def engine(request, tmp_path):
    """An empty engine, each kind in turn."""
    if request.param == "embedded":
        made = EmbeddedEngine(tmp_path / "index")
    else:
        from indexer.opensearch import OpenSearchEngine
        from indexer.opensearch_client import Place

        address = request.getfixturevalue("opensearch_server")
        made = OpenSearchEngine(tmp_path / "index", Place(address, f"t{tmp_path.name.lower()}"[:60]))
    yield made
    made.close()


@pytest.fixture
def filled(engine):
    """An engine that holds the small collection."""
    engine.write(entries(COLLECTION), model="hash")
    return engine


@pytest.fixture
def embedded(tmp_path):
    """The embedded engine with the small collection."""
    made = EmbeddedEngine(tmp_path / "embedded")
    made.write(entries(COLLECTION), model="hash")
    yield made
    made.close()
