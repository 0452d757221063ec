"""What many tests need: an empty record, a source, a description."""

from __future__ import annotations

from dataclasses import replace

import pytest

from catalogue.model import Claim, Description, Evidence, Layer, Outcome
from catalogue.settings import Settings, load
from catalogue.sources import Source
from catalogue.store import open_store

SHA = "0" * 64


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch):
    """Tests must not see the settings of the person who runs them."""
    import os

    for name in list(os.environ):
        if name.startswith("MESSOR_") and name != "MESSOR_TEST_REQUIRE":
            monkeypatch.delenv(name)


@pytest.fixture
def settings(tmp_path) -> Settings:
    """Settings with a home of their own."""
    return load({"home": str(tmp_path / "home")}, environment={})


@pytest.fixture
def store(settings):
    """An empty record."""
    opened = open_store(settings.database)
    yield opened
    opened.close()


@pytest.fixture
def source() -> Source:
    """A source that is harvested daily."""
    return Source(key="clinic", title="A clinic", kind="ckan", url="https://clinic.example/")


def said(property_: str, value: str, **more) -> Claim:
    """Make a stated claim."""
    evidence = Evidence(SHA, "https://clinic.example/1", path=property_, quote=value[:300])
    return Claim(property_, value, evidence=evidence, rule="test", **more)


def inferred(property_: str, value: str, confidence: float = 0.9, **more) -> Claim:
    """Make an inferred claim."""
    return replace(
        said(property_, value, **more), layer=Layer.INFERRED, confidence=confidence, rule="test.inferred"
    )


def describe(identifier: str, title: str = "", *claims: Claim, **more) -> Description:
    """Make a description of the clinic with a title and these claims."""
    every = (said("dct:title", title or f"Dataset {identifier}", language="en"), *claims)
    return Description(
        source="clinic", identifier=identifier, iri=more.pop("iri", None), format="ckan", claims=every,
        document=SHA, url=f"https://clinic.example/{identifier}", languages=("en",), **more,
    )  # fmt: skip


def put(connection, run: int, description: Description, outcome: Outcome = Outcome.ADDED) -> str:
    """Put a description into the record as a run would."""
    from catalogue.datasets import put as put_dataset

    return put_dataset(
        connection, run, description, description.findings, outcome=outcome, mapping="test",
        iri_base="https://w3id.org/messor/dataset/",
    )  # fmt: skip
