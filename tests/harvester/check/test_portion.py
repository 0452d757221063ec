"""A dataset's share of a batch is its own, whole when it fits, and never another's."""

from rdflib import RDF, BNode, Graph, Literal, URIRef

from harvester.check.portion import NEAREST_NODES, NODES, VALUES, described, portion
from ontologies.namespaces import iri

SET = "https://example.org/set"
DIST = URIRef(iri("dcat:distribution"))
NONE: frozenset[URIRef] = frozenset()


def graph_with(files: int) -> Graph:
    graph = Graph()
    graph.add((URIRef(SET), RDF.type, URIRef(iri("dcat:Dataset"))))
    for number in range(files):
        node = URIRef(f"https://example.org/file/{number:05}")
        graph.add((URIRef(SET), DIST, node))
        graph.add((node, URIRef(iri("dct:title")), Literal(str(number))))
    return graph


def test_two_shares_of_one_graph_have_no_node_in_common() -> None:
    graph = graph_with(3)
    graph.add((URIRef(SET), DIST, BNode("x")))

    one, two = portion(0, SET, graph, NONE), portion(1, SET, graph, NONE)

    assert set(one.names) & set(two.names) == set()
    assert set(one.names.values()) == set(two.names.values())
    assert dict(described([one, two])) == dict.fromkeys(one.names, 0) | dict.fromkeys(two.names, 1)


def test_a_node_is_found_again_by_the_way_to_it() -> None:
    graph = graph_with(1)
    checksum = BNode()
    graph.add((URIRef("https://example.org/file/00000"), URIRef(iri("spdx:checksum")), checksum))
    graph.add((checksum, URIRef(iri("spdx:checksumValue")), Literal("a9")))
    share = portion(4, SET, graph, NONE)
    back = {own: name for name, own in share.names.items()}

    assert share.path_to(share.dataset) == ""
    assert share.path_to(back[checksum]) == "dcat:distribution/spdx:checksum"


def test_codes_of_the_eu_lists_are_brought_to_http_and_not_described() -> None:
    graph = Graph()
    code = URIRef("https://publications.europa.eu/resource/authority/data-theme/HEAL")
    graph.add((URIRef(SET), URIRef(iri("dcat:theme")), code))
    graph.add((code, RDF.type, URIRef(iri("skos:Concept"))))

    share = portion(0, SET, graph, NONE)

    assert set(share.said) == {share.dataset}
    assert URIRef(str(code).replace("https", "http")) in {value for _, value in share.said[share.dataset]}


def test_another_dataset_is_not_entered() -> None:
    graph = graph_with(0)
    other = URIRef("https://example.org/other")
    graph.add((URIRef(SET), URIRef(iri("dct:relation")), other))
    graph.add((other, RDF.type, URIRef(iri("dcat:Dataset"))))

    assert set(portion(0, SET, graph, NONE).names.values()) == {URIRef(SET)}


def test_too_many_nodes_leave_the_nearest() -> None:
    share = portion(0, SET, graph_with(NODES + 5), NONE)

    assert not share.whole
    assert len(share.names) <= NEAREST_NODES
    # The set itself, with its class and the first values of its one property.
    assert len(share.said[share.dataset]) == VALUES + 1


def test_the_same_part_is_taken_each_time() -> None:
    first, second = (portion(0, SET, graph_with(NODES + 5), NONE) for _ in range(2))

    assert sorted(map(str, first.names.values())) == sorted(map(str, second.names.values()))
