"""Real descriptions of many providers: no file stops the reading."""

from pathlib import Path

import pytest

from catalogue.rdf import serialise, to_graph
from tests.harvester.describing import described

FOLDER = Path(__file__).parents[4] / "shared" / "data" / "catalogues"
LEAST = {
    "DataONEorg+mnlite": 2,
    "ESIPFed+science-on-schema.org": 20,
    "Health-RI+health-ri-metadata": 14,
    "Health-RI+img2catalog": 16,
    "SEMICeu+DCAT-AP": 150,
    "ckan+ckanext-dcat": 20,
    "datosgobes+DCAT-AP-ES": 55,
    "mlcommons+croissant": 60,
    "oaipmh_sickle": 8,
    "w3c+dxwg": 190,
}
MEDIA = {
    ".ttl": "text/turtle",
    ".rdf": "application/rdf+xml",
    ".jsonld": "application/ld+json",
    ".nt": "application/n-triples",
    ".json": "application/json",
    ".xml": "application/xml",
}


def kind(file: Path) -> str:
    if "examples/ckan" in str(file):
        return "ckan"
    return {".xml": "oai-pmh", ".json": "schema.org"}.get(file.suffix, "dcat")


@pytest.mark.skipif(
    not FOLDER.exists(), reason="the catalogues are not part of the project: ../shared is absent"
)
@pytest.mark.parametrize("folder", LEAST)
def test_every_file_is_read_and_every_dataset_can_be_written(folder):
    count = 0
    for file in sorted((FOLDER / folder).rglob("*")):
        if file.suffix not in MEDIA:
            continue
        for one in described(kind(file), file.read_bytes(), "/file", MEDIA[file.suffix]).descriptions:
            count += 1
            graph = to_graph(one.claims, iri="https://messor.example/d", graph=one.graph)
            assert serialise(graph, "turtle")
            assert all(claim.evidence and claim.rule for claim in one.claims)
    assert count >= LEAST[folder]
