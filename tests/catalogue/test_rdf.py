"""A graph in DCAT-AP terms: the provider's triples as they were, one subject, no blank node of ours."""

import json

import pytest
import rdflib
from pyoxigraph import RdfFormat, parse
from rdflib import DCAT, DCTERMS, FOAF, RDF, BNode, Literal, URIRef

from catalogue.model import Claim, Evidence, Layer
from catalogue.rdf import serialise, to_graph
from tests.harvester.describing import PREFIXES, about, described

IRI = "https://messor.example/datasets/clinic.1"
ME = URIRef(IRI)
TURTLE = (
    PREFIXES
    + """<https://clinic.example/a> a dcat:Dataset ; dct:title "<b>A</b>"@en ; ex:odd ex:thing ;
  dct:license "CC BY 4.0" ;
  dct:publisher <https://clinic.example/#us> ; dcat:distribution [ a dcat:Distribution ;
  dct:format "ZIP" ; dcat:accessURL <https://clinic.example/a.zip> ] .
  <https://clinic.example/#us> a foaf:Agent ; foaf:name "Clinic" ."""
)


def of(kind, body, **more):
    (one,) = described(kind, body, **more).descriptions
    return one, to_graph(one.claims, iri=IRI, graph=one.graph)


def test_every_triple_of_the_provider_is_there_under_our_iri():
    _, graph = of("dcat", TURTLE)
    assert (ME, URIRef("https://clinic.example/ns#odd"), URIRef("https://clinic.example/ns#thing")) in graph
    assert (ME, DCTERMS.title, Literal("<b>A</b>", lang="en")) in graph
    assert len(list(graph.objects(ME, DCTERMS.title))) == 1
    assert (URIRef("https://clinic.example/#us"), FOAF.name, Literal("Clinic")) in graph
    assert URIRef("https://clinic.example/a") not in set(graph.subjects())
    assert list(graph.subjects(RDF.type, DCAT.Dataset)) == [ME]


def test_official_words_join_the_provider_s_own_node_and_replace_single_values():
    _, graph = of("dcat", TURTLE)
    (file,) = graph.objects(ME, DCAT.distribution)
    assert isinstance(file, BNode)
    assert [str(value).rpartition("/")[2] for value in graph.objects(file, DCTERMS.format)] == ["ZIP"]
    assert [type(value) for value in graph.objects(ME, DCTERMS.license)] == [URIRef]


def test_two_datasets_with_the_same_blank_nodes_do_not_run_into_one_another():
    one, _ = of("dcat", TURTLE)
    both = to_graph(one.claims, iri=IRI, graph=one.graph) + to_graph(
        one.claims, iri=IRI + "b", graph=one.graph
    )
    assert len(set(both.subjects(RDF.type, DCAT.Distribution))) == 2


def test_claims_become_nodes_with_iris_and_classes():
    package = {
        "id": "abc-1",
        "name": "a",
        "title": "A",
        "organization": {"title": "Clinic"},
        "extras": {
            "number_of_unique_individuals": "12",
            "provenance": "From the ward",
            "temporal_start": "2015",
        },
        "resources": [{"url": "https://clinic.example/a.zip"}],
    }
    _, graph = of("ckan", json.dumps(package))
    assert not [node for triple in graph for node in triple if isinstance(node, BNode)]
    assert (URIRef(IRI + "#publisher"), RDF.type, FOAF.Agent) in graph
    assert (URIRef(IRI + "#dist-1"), RDF.type, DCAT.Distribution) in graph
    assert (URIRef(IRI + "#temporal-1"), RDF.type, DCTERMS.PeriodOfTime) in graph
    (said,) = graph.objects(ME, DCTERMS.provenance)
    assert (said, RDF.type, DCTERMS.ProvenanceStatement) in graph
    count = next(graph.objects(ME, URIRef("http://healthdataportal.eu/ns/health#numberOfUniqueIndividuals")))
    assert str(count.datatype).endswith("nonNegativeInteger")


def test_a_rejected_claim_takes_its_triple_along():
    one, _ = of("dcat", TURTLE)
    title = about(one, "dct:title")[0]
    rest = [claim for claim in one.claims if claim is not title]
    better = Claim("dct:title", "Better", language="en", layer=Layer.DECIDED)
    graph = to_graph([*rest, better], iri=IRI, graph=one.graph, without=[title])
    assert list(graph.objects(ME, DCTERMS.title)) == [Literal("Better", lang="en")]


def test_a_guess_gives_way_to_what_is_stated():
    count = "healthdcatap:numberOfUniqueIndividuals"
    stated = Claim(count, "200", datatype="xsd:nonNegativeInteger", evidence=Evidence("", ""))
    guess = Claim(count, "180", datatype="xsd:nonNegativeInteger", layer=Layer.INFERRED)
    values = [
        str(value) for value in to_graph([stated, guess], iri=IRI).objects(ME) if "1" in value or "2" in value
    ]
    assert values == ["200"]


@pytest.mark.parametrize(
    ("name", "syntax"),
    [("turtle", RdfFormat.TURTLE), ("json-ld", RdfFormat.JSON_LD), ("xml", RdfFormat.RDF_XML)],
)
def test_every_syntax_reads_back_the_same(name, syntax):
    _, graph = of("dcat", TURTLE)
    assert len(list(parse(input=serialise(graph, name), format=syntax, base_iri=IRI))) == len(graph)


@pytest.mark.parametrize("name", ["turtle", "json-ld", "xml"])
def test_nothing_a_graph_holds_stops_the_writing(name):
    graph = rdflib.Graph()
    graph.add((ME, URIRef("http://x.example/123"), URIRef("http://bad host/<x>\n")))
    graph.add((ME, DCTERMS.title, Literal("a\x00b\ud800c", lang="en")))
    graph.add((URIRef("http://x.example/{y}"), DCTERMS.issued, Literal("soon", datatype=rdflib.XSD.date)))
    text = serialise(graph, name)
    assert "bad host" not in text and "abc" in text
    text.encode()


def test_a_bad_address_in_a_claim_becomes_words():
    claims = [
        Claim("dcat:landingPage", "http://bad host/", kind="iri"),
        Claim("dct:title", "T", language="not a tag"),
    ]
    graph = to_graph(claims, iri=IRI)
    assert list(graph.objects(ME, DCAT.landingPage)) == [Literal("http://bad host/")]
    assert list(graph.objects(ME, DCTERMS.title)) == [Literal("T")]


@pytest.mark.parametrize("normalised", [False, True])
def test_a_number_too_large_to_compute_is_kept_as_written(monkeypatch, normalised):
    monkeypatch.setattr("rdflib.NORMALIZE_LITERALS", normalised)  # other libraries switch it on
    turtle = (
        PREFIXES
        + '<https://clinic.example/a> a dcat:Dataset ; dct:title "A" ; ex:n "1E999999999"^^xsd:decimal .'
    )
    _, graph = of("dcat", turtle)
    assert '"1E999999999"^^xsd:decimal' in serialise(graph, "turtle")
