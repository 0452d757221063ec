"""Every rule has a graph that keeps it and one that breaks it; a batch says what single checks say."""

import time
from pathlib import Path

import pytest
from rdflib import RDF, BNode, Graph, Literal, URIRef
from rdflib.term import Node

from catalogue.model import Finding, Severity
from harvester.check.check import check
from harvester.check.codes import MISSING
from harvester.check.portion import NODES, TRIPLES
from ontologies.findings import codes, sentence
from ontologies.namespaces import iri
from ontologies.profiles import DCAT_AP
from ontologies.profiles import R5 as HEALTH

SET = "https://example.org/set"
WHOLE = (Path(__file__).parent / "whole.ttl").read_text(encoding="utf-8")
AT = "http://publications.europa.eu/resource/authority/"


def curie(name: str) -> URIRef:
    return URIRef(iri(name))


def whole() -> Graph:
    return Graph().parse(data=WHOLE, format="turtle")


def open_data() -> Graph:
    """Leave out health and closedness: DCAT-AP alone."""
    graph = whole()
    for predicate in set(graph.predicates(URIRef(SET))):
        if str(predicate).startswith(iri("healthdcatap:")):
            graph.remove((URIRef(SET), predicate, None))
    graph.set((URIRef(SET), curie("dcat:theme"), URIRef(AT + "data-theme/TECH")))
    graph.set((URIRef(SET), curie("dct:accessRights"), URIRef(AT + "access-right/PUBLIC")))
    return graph


def only(graph: Graph) -> tuple[Finding, ...]:
    return check([(SET, graph)])[0]


def test_a_whole_description_leaves_nothing_to_say() -> None:
    assert only(whole()) == ()
    assert only(open_data()) == ()


NODES_OF = {
    "it": (None, SET),
    "distribution": ("dcat:Distribution", None),
    "contact": ("vcard:Kind", None),
    "publisher": (None, "https://example.org/hospital"),
    "access body": (None, "https://example.org/body"),
    "place": ("dct:Location", None),
    "period": ("dct:PeriodOfTime", None),
    "licence": ("dct:LicenseDocument", None),
    "checksum": ("spdx:Checksum", None),
    "service": ("dcat:DataService", None),
    "relation": ("dcat:Relationship", None),
    "code": ("skos:Concept", None),
    "table": ("csvw:Table", None),
    "variable": ("csvw:Column", None),
}

# who lacks what: code, severity, rule book, place
V, W = Severity.VIOLATION, Severity.WARNING
LACKING = {
    "it lacks dct:title": ("title-missing", V, DCAT_AP, "dct:title"),
    "it lacks dct:description": ("description-missing", V, DCAT_AP, "dct:description"),
    "it lacks dct:publisher": ("publisher-missing", W, DCAT_AP, "dct:publisher"),
    "it lacks dcat:contactPoint": ("contact-missing", V, HEALTH, "dcat:contactPoint"),
    "it lacks dcat:theme": ("theme-missing", V, HEALTH, "dcat:theme"),
    "it lacks dcat:keyword": ("keyword-missing", V, HEALTH, "dcat:keyword"),
    "it lacks dcat:distribution": ("distribution-missing", V, HEALTH, "dcat:distribution"),
    "it lacks dct:spatial": ("place-missing", W, DCAT_AP, "dct:spatial"),
    "it lacks dct:temporal": ("period-missing", W, DCAT_AP, "dct:temporal"),
    "it lacks dct:identifier": ("identifier-missing", V, HEALTH, "dct:identifier"),
    "it lacks dct:type": ("type-missing", V, HEALTH, "dct:type"),
    "it lacks dct:provenance": ("provenance-missing", V, HEALTH, "dct:provenance"),
    "it lacks dcatap:applicableLegislation": (
        "legislation-missing",
        V,
        HEALTH,
        "dcatap:applicableLegislation",
    ),
    "it lacks healthdcatap:hdab": ("access-body-missing", V, HEALTH, "healthdcatap:hdab"),
    "it lacks healthdcatap:healthCategory": (
        "health-category-missing",
        V,
        HEALTH,
        "healthdcatap:healthCategory",
    ),
    "distribution lacks dcat:accessURL": (
        "access-url-missing",
        V,
        DCAT_AP,
        "dcat:distribution/dcat:accessURL",
    ),
    "distribution lacks dct:license": ("licence-missing", W, DCAT_AP, "dcat:distribution/dct:license"),
    "distribution lacks dct:format": ("format-missing", W, DCAT_AP, "dcat:distribution/dct:format"),
    "distribution lacks dct:description": (
        "description-missing",
        W,
        DCAT_AP,
        "dcat:distribution/dct:description",
    ),
    "distribution lacks dcatap:availability": (
        "availability-missing",
        W,
        DCAT_AP,
        "dcat:distribution/dcatap:availability",
    ),
    "distribution lacks dcatap:applicableLegislation": (
        "legislation-missing",
        V,
        HEALTH,
        "dcat:distribution/dcatap:applicableLegislation",
    ),
    "publisher lacks foaf:name": ("name-missing", V, DCAT_AP, "dct:publisher/foaf:name"),
    "publisher lacks dct:type": ("type-missing", W, DCAT_AP, "dct:publisher/dct:type"),
    "publisher lacks dcat:contactPoint": ("contact-missing", V, HEALTH, "dct:publisher/dcat:contactPoint"),
    "access body lacks dcat:contactPoint": (
        "contact-missing",
        V,
        HEALTH,
        "healthdcatap:hdab/dcat:contactPoint",
    ),
    "contact lacks vcard:hasEmail": (
        "contact-unreachable",
        V,
        HEALTH,
        "dcat:contactPoint/vcard:hasEmail|vcard:hasURL",
    ),
    "place lacks dcat:bbox": ("location-incomplete", W, DCAT_AP, "dct:spatial/dcat:bbox"),
    "place lacks dcat:centroid": ("location-incomplete", W, DCAT_AP, "dct:spatial/dcat:centroid"),
    "period lacks dcat:startDate": ("period-incomplete", W, DCAT_AP, "dct:temporal/dcat:startDate"),
    "period lacks dcat:endDate": ("period-incomplete", W, DCAT_AP, "dct:temporal/dcat:endDate"),
    "licence lacks dct:type": ("type-missing", W, DCAT_AP, "dcat:distribution/dct:license/dct:type"),
    "checksum lacks spdx:algorithm": (
        "checksum-incomplete",
        V,
        DCAT_AP,
        "dcat:distribution/spdx:checksum/spdx:algorithm",
    ),
    "checksum lacks spdx:checksumValue": (
        "checksum-incomplete",
        V,
        DCAT_AP,
        "dcat:distribution/spdx:checksum/spdx:checksumValue",
    ),
    "service lacks dcat:endpointURL": (
        "endpoint-missing",
        V,
        DCAT_AP,
        "dcat:distribution/dcat:accessService/dcat:endpointURL",
    ),
    "service lacks dct:conformsTo": (
        "standard-missing",
        W,
        DCAT_AP,
        "dcat:distribution/dcat:accessService/dct:conformsTo",
    ),
    "relation lacks dcat:hadRole": (
        "relationship-incomplete",
        V,
        DCAT_AP,
        "dcat:qualifiedRelation/dcat:hadRole",
    ),
    "code lacks skos:prefLabel": ("label-missing", V, DCAT_AP, "dct:type/skos:prefLabel"),
    "variable lacks csvw:name": (
        "variable-incomplete",
        V,
        HEALTH,
        "healthdcatap:variables/csvw:table/csvw:column/csvw:name",
    ),
    "table lacks csvw:column": (
        "variable-incomplete",
        V,
        HEALTH,
        "healthdcatap:variables/csvw:table/csvw:column",
    ),
}


def node_called(name: str, graph: Graph) -> Node:
    kind, address = NODES_OF[name]
    if address:
        return URIRef(address)
    assert kind
    node = graph.value(None, RDF.type, curie(kind))
    assert node is not None
    return node


@pytest.mark.parametrize("case", LACKING)
def test_what_is_not_there_is_named(case: str) -> None:
    name, _, lacked = case.partition(" lacks ")
    graph = whole()
    node = node_called(name, graph)
    assert (node, curie(lacked), None) in graph
    graph.remove((node, curie(lacked), None))

    found = [(one.code, one.severity, one.profile, one.place) for one in only(graph)]

    assert found == [LACKING[case]]


def test_recommended_things_are_only_warnings_without_health() -> None:
    graph = open_data()
    for name in ("dcat:contactPoint", "dcat:keyword", "dcat:theme", "dct:provenance", "dct:accessRights"):
        graph.remove((URIRef(SET), curie(name), None))

    assert [(one.code, one.severity) for one in only(graph)] == [
        ("contact-missing", W),
        ("keyword-missing", W),
        ("theme-missing", W),
    ]


def test_a_health_dataset_must_say_its_access_right() -> None:
    graph = whole()
    graph.remove((URIRef(SET), curie("dct:accessRights"), None))

    assert "access-rights-missing" in {one.code for one in only(graph)}


# what is written: property, value, then code, severity, part of the hint
WRONG: dict[str, tuple[str, str, Node, str, Severity, str]] = {
    "a theme in words": (
        "it",
        "dcat:theme",
        Literal("Health"),
        "literal-not-iri",
        V,
        "data-theme/HEAL (Health)",
    ),
    "a language in words": ("it", "dct:language", Literal("bg"), "literal-not-iri", V, "language/BUL"),
    "a title that is an address": ("it", "dct:title", URIRef("https://t"), "iri-not-literal", V, "as text"),
    "an access right of one's own": (
        "it",
        "dct:accessRights",
        URIRef("http://purl.org/coar/access_right/c_abf2"),
        "value-not-in-list",
        W,
        "access-right/PUBLIC",
    ),
    "a frequency of the old host": (
        "it",
        "dct:accrualPeriodicity",
        URIRef("http://purl.org/cld/freq/annual"),
        "value-not-in-list",
        W,
        "frequency/ANNUAL",
    ),
    "a count in words": ("it", "healthdcatap:numberOfRecords", Literal("many"), "wrong-datatype", V, "type"),
    "a size in words": ("distribution", "dcat:byteSize", Literal("1 GB"), "wrong-datatype", V, "type"),
    "a date in words": ("distribution", "dct:issued", Literal("spring"), "date-unreadable", V, "YYYY-MM-DD"),
    "a format in words": (
        "distribution",
        "dct:format",
        Literal("DICOM"),
        "literal-not-iri",
        V,
        "application/dicom",
    ),
    "a contact that is nothing": (
        "publisher",
        "dcat:contactPoint",
        URIRef("https://nowhere.example/"),
        "wrong-class",
        V,
        "Describe",
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_is_named_with_what_would_be_right(case: str) -> None:
    name, what, value, code, severity, hint = WRONG[case]
    graph = whole()
    node = node_called(name, graph)
    if what not in {"dct:title"}:
        graph.remove((node, curie(what), None))
    graph.add((node, curie(what), value))
    if what == "dcat:theme":
        graph.add((node, curie(what), URIRef(AT + "data-theme/HEAL")))

    found = [one for one in only(graph) if str(value) in one.found]

    assert [(one.code, one.severity) for one in found] == [(code, severity)]
    assert hint in found[0].hint


def test_formats_of_medical_images_are_let_through() -> None:
    graph = whole()
    node = node_called("distribution", graph)
    graph.set(
        (node, curie("dct:format"), URIRef("https://www.iana.org/assignments/media-types/application/dicom"))
    )

    assert only(graph) == ()


def test_two_values_where_one_is_allowed_are_both_shown() -> None:
    graph = whole()
    graph.add((URIRef(SET), curie("dct:publisher"), URIRef("https://example.org/body")))

    found = [one for one in only(graph) if one.code == "too-many-values"]

    assert [(one.place, one.found, one.expected) for one in found] == [
        ("dct:publisher", "https://example.org/body, https://example.org/hospital", "at most 1")
    ]


def test_the_same_defect_at_many_nodes_is_one_finding() -> None:
    graph = open_data()
    for number in range(7):
        node = URIRef(f"https://example.org/file/{number}")
        graph.add((URIRef(SET), curie("dcat:distribution"), node))
        graph.add((node, RDF.type, curie("dcat:Distribution")))

    found = [one for one in only(graph) if one.code == "access-url-missing"]

    assert len(found) == 1
    assert found[0].found.startswith("nothing at https://example.org/file/0; ")


def test_https_codes_and_other_namespaces_are_taken_as_what_they_mean() -> None:
    text = WHOLE.replace("http://publications.europa.eu", "https://publications.europa.eu")
    text = text.replace("http://healthdataportal.eu/ns/health#", "https://w3id.org/healthdcat-ap#")

    found = only(Graph().parse(data=text, format="turtle"))

    assert {one.code for one in found} == {"address-outdated"}
    assert "Write http://publications.europa.eu/resource/authority/data-theme/HEAL." in {
        one.hint for one in found
    }


def test_a_description_without_its_type_is_checked_all_the_same() -> None:
    graph = Graph()
    graph.add((URIRef(SET), curie("dct:title"), Literal("Only a title")))

    assert "description-missing" in {one.code for one in only(graph)}


def test_other_datasets_in_the_graph_are_not_this_ones_business() -> None:
    graph = whole()
    other = URIRef("https://example.org/other")
    graph.add((other, RDF.type, curie("dcat:Dataset")))
    graph.add((URIRef(SET), curie("dct:relation"), other))
    graph.add((BNode(), RDF.type, curie("dcat:Distribution")))

    assert only(graph) == ()


def test_nothing_in_gives_nothing_out() -> None:
    assert check([]) == []


def batch() -> list[tuple[str, Graph]]:
    """Thirteen datasets that could hurt each other: same addresses, same nodes, other mistakes."""
    graphs = [(SET, whole()), (SET, open_data())]
    for case in list(LACKING)[::4]:
        name, _, lacked = case.partition(" lacks ")
        graph = whole()
        graph.remove((node_called(name, graph), curie(lacked), None))
        graphs.append((SET, graph))
    empty = Graph()
    empty.add(
        (URIRef("https://example.org/empty"), curie("dct:publisher"), URIRef("https://example.org/hospital"))
    )
    empty.add((URIRef("https://example.org/empty"), curie("dcat:theme"), URIRef(AT + "data-theme/HEAL")))
    return [*graphs, ("https://example.org/empty", empty)]


def test_a_batch_says_what_single_checks_say() -> None:
    graphs = batch()

    together = check(graphs)

    assert together == [check([one])[0] for one in graphs]
    assert len({tuple(found) for found in together}) > 8


def test_checking_leaves_graphs_as_they_are() -> None:
    graphs = batch()
    before = [set(graph) for _, graph in graphs]

    check(graphs)

    assert [set(graph) for _, graph in graphs] == before


def test_shared_blank_nodes_do_not_mix() -> None:
    node = BNode("shared")
    graphs = []
    for title in ("one", "two"):
        graph = open_data()
        graph.add((URIRef(SET), curie("dcat:distribution"), node))
        graph.add((node, RDF.type, curie("dcat:Distribution")))
        graph.add((node, curie("dct:title"), Literal(title)))
        graphs.append((SET, graph))

    found = [next(one.found for one in found if one.code == "access-url-missing") for found in check(graphs)]

    assert found == ["nothing at “one”", "nothing at “two”"]


@pytest.mark.parametrize("nodes", [1, NODES + 1], ids=["one node with all", "many nodes"])
def test_a_huge_description_does_not_stall_the_batch(nodes: int) -> None:
    huge = open_data()
    huge.remove((URIRef(SET), curie("dct:title"), None))
    for number in range(TRIPLES + 1):
        if nodes == 1:
            huge.add(
                (URIRef(SET), curie("dct:isReferencedBy"), URIRef(f"https://example.org/paper/{number}"))
            )
        else:
            node = BNode()
            huge.add((URIRef(SET), curie("dcat:distribution"), node))
            huge.add((node, RDF.type, curie("dcat:Distribution")))
    start = time.perf_counter()

    found, beside = check([(SET, huge), (SET, whole())])

    assert time.perf_counter() - start < 20
    assert beside == ()
    assert found[0].code == "graph-too-large"
    assert "title-missing" in {one.code for one in found}
    # What was left out is not taken as missing.
    assert {"contact-missing", "wrong-class", "name-missing"} & {one.code for one in found} == set()


def test_a_circle_of_parts_ends() -> None:
    graph = open_data()
    a, b = URIRef("https://example.org/a"), URIRef("https://example.org/b")
    for one, two in ((URIRef(SET), a), (a, b), (b, URIRef(SET))):
        graph.add((one, curie("dct:isPartOf"), two))

    assert [one.code for one in only(graph)] == ["part-of-itself"]


def test_literals_and_odd_addresses_everywhere_do_no_harm() -> None:
    graph = Graph()
    for name in (
        "dct:publisher",
        "dcat:contactPoint",
        "dcat:distribution",
        "healthdcatap:hdab",
        "dct:temporal",
    ):
        graph.add((URIRef(SET), curie(name), Literal("text", datatype=curie("xsd:integer"))))
        graph.add((URIRef(SET), curie(name), Literal("<b>", lang="en")))
    graph.add((URIRef(SET), URIRef("urn:x"), Literal("y" * 10_000)))

    found = only(graph)

    assert "literal-not-iri" in {one.code for one in found}
    assert max(len(one.found) for one in found) <= 80


def test_every_code_that_a_rule_can_give_is_explained() -> None:
    given = {*MISSING.values(), "value-missing", "too-many-values", "iri-not-literal", "literal-not-iri"}
    given |= {"wrong-datatype", "date-unreadable", "value-not-in-list", "wrong-class", "graph-too-large"}

    assert given - set(codes()) == set()


def test_a_finding_reads_as_a_sentence() -> None:
    graph = open_data()
    graph.remove((node_called("distribution", graph), curie("dcat:accessURL"), None))

    assert [sentence(one) for one in only(graph)] == [
        "A distribution without an address at dcat:distribution/dcat:accessURL: nothing at"
        " https://example.org/files, expected at least one; add dcat:accessURL: the file, the service,"
        " or the page where access is asked for."
    ]
