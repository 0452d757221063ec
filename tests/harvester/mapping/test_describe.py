"""From bytes to descriptions: deterministic, layers apart, the real page this project started from."""

from pathlib import Path

import pytest

from catalogue.model import Layer
from ontologies.namespaces import CONCEPT
from tests.harvester.describing import described, values

PAGE = Path(__file__).parents[4] / "shared" / "data" / "pages" / "cancer-image-europe.bg.txt"
NINE = {
    "breast-cancer",
    "colon-cancer",
    "lung-cancer",
    "prostate-cancer",
    "rectal-cancer",
    "liver-cancer",
    "glioma",
    "neuroblastoma",
    "glioblastoma",
}


@pytest.mark.skipif(not PAGE.exists(), reason="the page is not part of the project: ../shared is absent")
@pytest.mark.parametrize("as_html", [False, True])
def test_the_page_this_project_started_from_gives_its_facts_with_their_places(as_html):
    text = PAGE.read_text("utf-8")
    body = (
        "<html><body><article>"
        + "".join(f"<p>{line}</p>" for line in text.splitlines())
        + "</article></body></html>"
    )
    found = described("prose", body if as_html else text, media="text/html" if as_html else "text/plain")
    (one,) = found.descriptions
    assert one.languages[0] == "bg"
    inferred = [claim for claim in one.claims if claim.layer is Layer.INFERRED]
    assert {
        claim.value.removeprefix(CONCEPT) for claim in inferred if claim.property == "eucaim:hasCondition"
    } == NINE
    facts = {claim.property: claim.value for claim in inferred}
    assert facts["messor:numberOfDatasets"] == "36"
    assert facts["messor:numberOfImages"] == "200000"
    assert facts["healthdcatap:numberOfUniqueIndividuals"] == "20000"
    main = values(one, "dct:description")[0]
    for claim in inferred:
        assert main[claim.evidence.start : claim.evidence.end] == claim.evidence.quote
        assert claim.evidence.document == one.document


def test_the_same_bytes_give_the_same_claims():
    page = (
        "<html><body><h1>Breast MRI</h1><p>MRI of breast cancer, 200 patients, on request.</p></body></html>"
    )
    assert described("prose", page) == described("prose", page)


def test_a_deleted_record_has_no_claims():
    body = """<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><ListRecords><record>
      <header status="deleted"><identifier>oai:clinic:9</identifier></header>
      </record></ListRecords></OAI-PMH>"""
    (one,) = described("oai-pmh", body).descriptions
    assert (one.deleted, one.claims) == (True, ())
