"""Whatever a provider sends: bounded time, a finding, and the dataset beside it is judged as ever."""

import time
from collections.abc import Iterator

import pytest
from rdflib import RDF, BNode, Graph, Literal, URIRef
from rdflib.term import Node

from catalogue.model import Finding
from harvester.check.check import check
from ontologies.namespaces import iri

SET = URIRef("https://example.org/set")
DATES = """04.03.19|4 March 2019|March 2019|2019/03/04|20190304|2019-13-04|03-04-2019|Q1 2019|week 10 of 2019|soon|n.d.|1551657600
|2019-03-04 10:00|around 2019|MMXIX"""
MEDIA = "DICOM images|comma separated|a zip file with csv inside|see the readme|N/A"


def curie(name: str) -> URIRef:
    return URIRef(iri(name))


def described(*more: tuple[Node, Node, Node]) -> Graph:
    graph = Graph(bind_namespaces="none")
    graph.add((SET, RDF.type, curie("dcat:Dataset")))
    graph.add((SET, curie("dct:title"), Literal("Lung CT", lang="en")))
    graph.add((SET, curie("dct:description"), Literal("CT of lungs", lang="en")))
    for triple in more:
        graph.add(triple)
    return graph


def found(graph: Graph) -> tuple[Finding, ...]:
    """Check in a batch with a plain dataset, which must come out as it does alone."""
    plain = described()
    start = time.perf_counter()
    findings, beside = check([(str(SET), graph), (str(SET), plain)])
    assert time.perf_counter() - start < 20
    assert beside == check([(str(SET), plain)])[0]
    return findings


def codes(graph: Graph) -> set[str]:
    return {one.code for one in found(graph)}


class Million(Graph):
    """A graph with a million triples about one dataset; they are made when they are asked for."""

    def predicate_objects(
        self, subject: object = None, predicate: object = None, unique: bool = False
    ) -> Iterator[tuple[Node, Node]]:  # type: ignore[override]
        if subject == SET:
            yield RDF.type, curie("dcat:Dataset")
            for number in range(1_000_000):
                yield curie("dct:isReferencedBy"), URIRef(f"https://example.org/paper/{number}")


def test_a_million_triples_about_one_dataset_are_not_all_looked_at() -> None:
    assert "graph-too-large" in codes(Million(bind_namespaces="none"))


def test_ten_thousand_blank_nodes() -> None:
    graph = described()
    for _ in range(10_000):
        node = BNode()
        graph.add((SET, curie("dcat:distribution"), node))
        graph.add((node, curie("dct:creator"), BNode()))

    assert "graph-too-large" in codes(graph)


def test_ten_thousand_blank_nodes_one_behind_the_other() -> None:
    graph, node = described(), BNode()
    graph.add((SET, curie("dct:relation"), node))
    for _ in range(10_000):
        following = BNode()
        graph.add((node, curie("dct:relation"), following))
        node = following

    assert "graph-too-large" in codes(graph)


@pytest.mark.parametrize("length", [1, 2, 500])
def test_a_circle_of_parts(length: int) -> None:
    ring = [SET, *(URIRef(f"https://example.org/part/{number}") for number in range(1, length))]
    graph = described(
        *((one, curie("dct:isPartOf"), ring[(place + 1) % length]) for place, one in enumerate(ring))
    )

    assert "part-of-itself" in codes(graph)


def test_parts_without_a_circle_are_fine() -> None:
    graph = described((SET, curie("dct:isPartOf"), URIRef("https://example.org/whole")))

    assert "part-of-itself" not in codes(graph)


@pytest.mark.parametrize(
    "name", ["dcat:theme", "dct:publisher", "dcat:distribution", "dcat:contactPoint", "dct:spatial"]
)
def test_text_where_an_address_is_due(name: str) -> None:
    assert "literal-not-iri" in codes(described((SET, curie(name), Literal("words"))))


@pytest.mark.parametrize("name", ["dct:title", "dct:description", "dcat:keyword", "dct:identifier"])
def test_an_address_where_text_is_due(name: str) -> None:
    assert "iri-not-literal" in codes(described((SET, curie(name), URIRef("https://example.org/words"))))


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("https://example.org/a b", "iri-invalid"),
        ("https://example.org/<x>", "iri-invalid"),
        ("www.example.org", "iri-invalid"),
        ("file:///home/me/data.zip", "address-local"),
        ("http://localhost:8080/data", "address-local"),
        ("C:\\data\\set", "address-local"),
        ("http://13.81.34.152:1101/resource/authority/health-theme/CANCER", "address-outdated"),
    ],
)
def test_an_address_that_nobody_can_follow(address: str, code: str) -> None:
    (finding,) = [
        one for one in found(described((SET, curie("dcat:landingPage"), URIRef(address)))) if one.code == code
    ]

    assert finding.place == "dcat:landingPage"
    assert address.rpartition("/")[2][:10] in finding.found


def test_two_hundred_languages_on_a_title() -> None:
    graph = described(
        *(
            (SET, curie("dct:title"), Literal("Lung CT", lang=f"x{chr(97 + n % 26)}-{n:03}"))
            for n in range(200)
        )
    )

    assert [one.found for one in found(graph) if one.code == "languages-many"] == ["201 languages"]


@pytest.mark.parametrize("date", DATES.replace("\n", "").split("|"))
@pytest.mark.parametrize("typed", [True, False])
def test_a_date_in_any_notation(date: str, typed: bool) -> None:
    value = Literal(date, datatype=curie("xsd:date") if typed else None)

    (finding,) = [
        one for one in found(described((SET, curie("dct:issued"), value))) if one.code == "date-unreadable"
    ]
    assert date in finding.found


@pytest.mark.parametrize("words", MEDIA.split("|"))
def test_a_media_type_as_prose(words: str) -> None:
    node = URIRef("https://example.org/file")
    graph = described(
        (SET, curie("dcat:distribution"), node),
        (node, RDF.type, curie("dcat:Distribution")),
        (node, curie("dcat:mediaType"), Literal(words)),
    )

    (finding,) = [one for one in found(graph) if one.place == "dcat:distribution/dcat:mediaType"]
    assert (finding.code, words in finding.found) == ("literal-not-iri", True)


def test_numbers_without_end_are_not_computed() -> None:
    huge = Literal("1E999999999", datatype=curie("xsd:decimal"), normalize=False)
    long = Literal("9" * 100_000, datatype=curie("xsd:nonNegativeInteger"), normalize=False)
    graph = described(
        (SET, curie("dcat:spatialResolutionInMeters"), huge),
        (SET, curie("healthdcatap:numberOfRecords"), long),
    )

    assert "wrong-datatype" in codes(graph)
