"""What is looked at of a dataset: all of it when it fits, never another's, in today's spelling."""

from rdflib import RDF, BNode, Graph, Literal, URIRef

from harvester.check.portion import NEAREST_NODES, NODES, VALUES, portion
from ontologies.namespaces import CONCEPT, iri

SET = URIRef("https://example.org/set")
DIST = URIRef(iri("dcat:distribution"))


def graph_with(files: int) -> Graph:
    graph = Graph()
    graph.add((SET, RDF.type, URIRef(iri("dcat:Dataset"))))
    for number in range(files):
        node = URIRef(f"https://example.org/file/{number:05}")
        graph.add((SET, DIST, node))
        graph.add((node, URIRef(iri("dct:title")), Literal(str(number))))
    return graph


def test_a_node_is_found_again_by_the_way_to_it() -> None:
    graph = graph_with(1)
    checksum = BNode()
    graph.add((URIRef("https://example.org/file/00000"), URIRef(iri("spdx:checksum")), checksum))
    graph.add((checksum, URIRef(iri("spdx:checksumValue")), Literal("a9")))
    share = portion(SET, graph)

    assert share.path_to(SET) == ""
    assert share.path_to(checksum) == "dcat:distribution/spdx:checksum"


def test_codes_of_the_eu_lists_are_brought_to_http_and_not_described() -> None:
    graph = Graph()
    code = URIRef("https://publications.europa.eu/resource/authority/data-theme/HEAL")
    graph.add((SET, URIRef(iri("dcat:theme")), code))
    graph.add((code, RDF.type, URIRef(iri("skos:Concept"))))

    share = portion(SET, graph)

    right = str(code).replace("https", "http")
    assert set(share.said) == {SET}
    assert share.said[SET][URIRef(iri("dcat:theme"))] == [URIRef(right)]
    assert list(share.outdated) == [("dcat:theme", str(code), right)]


def test_another_dataset_is_not_entered() -> None:
    graph = graph_with(0)
    other = URIRef("https://example.org/other")
    graph.add((SET, URIRef(iri("dct:relation")), other))
    graph.add((other, RDF.type, URIRef(iri("dcat:Dataset"))))

    assert set(portion(SET, graph).said) == {SET}


def test_a_dataset_without_a_name_is_looked_at_too() -> None:
    graph, node = Graph(), BNode()
    graph.add((node, URIRef(iri("dct:title")), Literal("nameless")))

    assert portion(node, graph).said[node][RDF.type] == [URIRef(iri("dcat:Dataset"))]


def test_our_own_concept_beside_the_providers_code_is_no_second_value() -> None:
    graph, condition = Graph(), URIRef(iri("eucaim:hasCondition"))
    code = URIRef(iri("eucaim:CLIN1000060"))
    graph.add((SET, condition, code))
    graph.add((SET, condition, URIRef(CONCEPT + "breast-cancer")))

    assert portion(SET, graph).said[SET][condition] == [code]


def test_too_many_nodes_leave_the_nearest() -> None:
    share = portion(SET, graph_with(NODES + 5))

    assert not share.whole
    assert len(share.said) - len(share.left_out) <= NEAREST_NODES
    assert len(share.said[SET][DIST]) == VALUES


def test_the_same_part_is_taken_each_time() -> None:
    first, second = (portion(SET, graph_with(NODES + 5)) for _ in range(2))

    assert sorted(map(str, first.said)) == sorted(map(str, second.said))
