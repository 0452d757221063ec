"""Every property that the profiles give a dataset or a file comes in as a claim and goes out as its triple."""

import csv
from pathlib import Path

import pytest

from harvester.evaluate_round_trip import round_trip
from harvester.extract.page import describe_bytes
from harvester.extract.unread import watched
from ontologies.namespaces import PREFIXES

ROOT = Path(__file__).parents[3]
WHOLE = b"\n".join(
    (ROOT / "tests" / "ontologies" / f"whole-{name}.ttl").read_bytes() for name in ("r8", "eucaim")
)
KINDS = ("dcat:Dataset", "dcat:Distribution")


def rules():
    for profile in ("healthdcat-ap-r8", "eucaim-2.0"):
        with (ROOT / "ontologies" / "shapes" / profile / "rules.csv").open(encoding="utf-8") as file:
            for row in csv.DictReader(file):
                if row["node"] in KINDS and ":" in row["property"]:
                    yield row["node"], row["property"]


WANTED = sorted(set(rules()))


@pytest.fixture(scope="module")
def read():
    told = []
    with watched(lambda draft, audit: told.append(audit)):
        (one,) = describe_bytes(WHOLE, "text/turtle", "https://hospital.example/all.ttl").descriptions
    return one, told[0]


def test_the_profiles_have_properties_to_look_for():
    assert len(WANTED) > 80


@pytest.mark.parametrize(("kind", "property_"), WANTED)
def test_a_property_of_the_profiles_becomes_a_claim(read, kind, property_):
    one, _ = read
    assert property_.partition(":")[0] in PREFIXES
    about = {claim.property for claim in one.claims if bool(claim.node) == (kind != "dcat:Dataset")}
    assert property_ in about


def test_nothing_of_a_whole_description_is_unread(read):
    _, audit = read
    assert (audit.unread, audit.kept) == ((), ())
    assert len(audit.read) > 100


def test_a_whole_description_comes_back_in_every_syntax():
    trip = round_trip("all.ttl", WHOLE, "text/turtle", syntaxes=("turtle", "json-ld", "xml"))
    assert trip.lost == []
    assert trip.differs.keys() - {"official-word"} == {"outside", "measured"}
    assert trip.differs["outside"] == trip.differs["measured"] == 0
