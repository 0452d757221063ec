"""A document of any kind is judged without a catalogue: what, where, what to do."""

import json
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from catalogue.model import Fetched, Severity
from harvester.check.as_shacl import report
from harvester.validate import Verdict, validate
from ontologies.findings import sentence
from ontologies.profiles import DCAT_AP, EUCAIM, R8

WHOLE = (Path(__file__).parents[1] / "ontologies" / "whole-r8.ttl").read_text(encoding="utf-8")
SHARED = Path(__file__).parents[3] / "shared" / "data" / "catalogues"
PREFIX = "@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> .\n"


def fetched(body: str | bytes, media_type: str = "text/turtle", name: str = "file.ttl") -> Fetched:
    raw = body.encode() if isinstance(body, str) else body
    return Fetched(name, raw, media_type, "", 200, datetime.now(UTC), "dataset", "0" * 64)


def codes(verdict: Verdict) -> set[str]:
    return {one.code for judged in verdict.judged for one in judged.findings}


def test_a_whole_description_is_without_fault() -> None:
    verdict = validate(fetched(WHOLE))

    assert verdict.readable
    assert (verdict.count(Severity.VIOLATION), verdict.count(Severity.WARNING)) == (0, 0)
    assert verdict.judged[0].title == "Breast MRI"
    assert [one.scale.key for one in verdict.judged[0].gauges] == ["mqa", "ehds-article-77"]


@pytest.mark.parametrize("syntax", ["turtle", "xml", "json-ld", "nt", "trig", "nquads"])
def test_every_syntax_says_the_same(syntax: str) -> None:
    from rdflib import Dataset, Graph, URIRef

    text = WHOLE.replace('dct:title "Breast MRI"@en ;', "")
    graph: Graph | Dataset = Graph().parse(data=text, format="turtle")
    if syntax in {"trig", "nquads"}:
        quads = Dataset()
        for triple in graph:
            quads.graph(URIRef("urn:g")).add(triple)
        graph = quads
    media = {"turtle": "text/turtle", "xml": "application/rdf+xml", "json-ld": "application/ld+json",
             "nt": "application/n-triples", "trig": "application/trig", "nquads": "application/n-quads"}  # fmt: skip

    verdict = validate(fetched(graph.serialize(format=syntax), media[syntax]))

    assert codes(verdict) == {"title-missing"}


def test_profiles_can_be_asked_for() -> None:
    plain = PREFIX + "<https://x.example/1> a dcat:Dataset ; dct:title 'x' ; dct:description 'y' ."

    assert validate(fetched(plain)).judged[0].checked.groups == (DCAT_AP,)
    assert R8 in validate(fetched(plain), [R8]).judged[0].checked.groups
    forced = validate(fetched(plain), [EUCAIM]).judged[0]
    assert {DCAT_AP, R8, EUCAIM} <= set(forced.checked.groups)
    assert "condition-missing" in {one.code for one in forced.findings}


def test_a_syntax_error_has_line_and_column_and_the_rest_is_judged() -> None:
    text = (
        PREFIX
        + "<https://x.example/1> a dcat:Dataset ; dct:title 'x' .\n<https://x.example/3> a ; .\n<https://x.example/2> a dcat:Dataset ."
    )

    verdict = validate(fetched(text))

    assert [(one.code, one.place.startswith("file.ttl line 3")) for one in verdict.findings] == [
        ("rdf-broken", True)
    ]
    assert verdict.readable


def test_a_page_with_json_ld_is_judged_by_what_it_states() -> None:
    block = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "@id": "https://x.example/1",
        "name": "Lung CT",
    }
    page = f"<html><script type='application/ld+json'>{json.dumps(block)}</script><p>MRI of breast cancer</p></html>"

    verdict = validate(fetched(page, "text/html"))

    assert verdict.judged[0].title == "Lung CT"
    assert "description-missing" in codes(verdict)
    assert verdict.judged[0].checked.groups == (DCAT_AP,)  # nothing was inferred into it


def test_schema_org_json_ld_is_judged() -> None:
    block = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "@id": "https://x.example/1",
        "name": "Lung CT",
    }

    assert "description-missing" in codes(validate(fetched(json.dumps(block), "application/ld+json")))


def test_ckan_json_is_judged() -> None:
    answer = {
        "success": True,
        "result": {
            "id": "lung-ct-2020",
            "name": "lung-ct",
            "title": "Lung CT",
            "notes": "CT",
            "resources": [],
        },
    }

    verdict = validate(fetched(json.dumps(answer), "application/json"))

    assert verdict.judged[0].title == "Lung CT"
    assert "description-missing" not in codes(verdict)
    assert "distribution-missing" in codes(verdict)


def test_an_oai_answer_is_judged() -> None:
    text = """<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><ListRecords><record><header><identifier>oai:x:1</identifier>
    <datestamp>2020-01-01</datestamp></header><metadata><oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/"
    xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Lung CT</dc:title></oai_dc:dc></metadata></record></ListRecords></OAI-PMH>"""

    verdict = validate(fetched(text, "application/xml"))

    assert (verdict.judged[0].title, "description-missing" in codes(verdict)) == ("Lung CT", True)


def test_catalogue_and_series_are_judged_beside_the_datasets() -> None:
    text = (
        PREFIX
        + "<https://x.example/c> a dcat:Catalog ; dcat:dataset <https://x.example/1> . <https://x.example/1> a dcat:Dataset ."
    )

    verdict = validate(fetched(text))

    assert [one.kind for one in verdict.judged] == ["dcat:Catalog", "dcat:Dataset"]
    assert "title-missing" in {one.code for one in verdict.judged[0].findings}


def test_a_distribution_alone_is_judged_and_nameless_datasets_too() -> None:
    alone = validate(fetched(PREFIX + "<https://x.example/d> a dcat:Distribution ."))
    nameless = validate(fetched(PREFIX + "[] a dcat:Dataset ."))

    assert "access-url-missing" in codes(alone)
    assert (nameless.judged[0].name, "title-missing" in codes(nameless)) == ("_:1", True)


@pytest.mark.parametrize(
    ("text", "media_type", "code"),
    [
        ("", "text/turtle", "not-rdf"),
        ("@prefix x: <urn:x:> . x:a x:b x:c .", "text/turtle", "no-datasets"),
        ("<html><body>Not found</body></html>", "text/html", "no-dataset"),
        ("{", "application/json", "rdf-broken"),
        ('{"help": "x", "success": false}', "application/json", "not-ckan"),
        ("<?xml version='1.0'?><a>", "application/xml", "rdf-broken"),
        ("\x00\x01\x02", "", "not-rdf"),
    ],
)
def test_what_cannot_be_judged_says_why(text: str, media_type: str, code: str) -> None:
    verdict = validate(fetched(text, media_type))

    assert not verdict.readable
    assert code in {one.code for one in verdict.findings}
    assert all(sentence(one, "de") for one in verdict.findings)


def test_the_shacl_report_says_what_was_found() -> None:
    from rdflib import SH, Literal

    text = PREFIX + "<https://x.example/1> a dcat:Dataset ; dct:description 'y' ."
    broken, fine = validate(fetched(text)), validate(fetched(WHOLE))

    graph = report(one.checked for one in broken.judged)
    assert (None, SH.conforms, Literal(False)) in graph
    assert set(graph.objects(None, SH.resultSeverity)) == {SH.Violation, SH.Warning}
    assert len(set(graph.objects(None, SH.result))) == sum(len(one.checked.results) for one in broken.judged)
    assert (None, SH.conforms, Literal(True)) in report(one.checked for one in fine.judged)


def test_a_thousand_datasets_take_seconds() -> None:
    body = "".join(
        f"<https://x.example/{n}> a dcat:Dataset ; dct:title 'T {n}' ; dcat:distribution [ a dcat:Distribution ] .\n"
        for n in range(1000)
    )
    start = time.perf_counter()

    verdict = validate(fetched(PREFIX + body))

    assert len(verdict.judged) == 1000
    assert time.perf_counter() - start < 20


def test_the_deliberately_bad_datasets_are_explained_in_german() -> None:
    folder = SHARED / "Health-RI+health-ri-metadata" / "tests" / "testdata"
    if not folder.is_dir():
        pytest.skip("the shared descriptions are not here")
    said = {}
    for path in sorted(folder.glob("*.ttl")):
        verdict = validate(fetched(path.read_bytes(), name=path.name))
        said[path.name] = [sentence(one, "de") for judged in verdict.judged for one in judged.findings]

    assert any(text.startswith("„Beschreibung“ fehlt.") for text in said["dataset-nodescription.ttl"])
    assert any(text.startswith("„Herausgeber“ fehlt") for text in said["dataset-nopublisher.ttl"])
    assert all(text for texts in said.values() for text in texts)


FDP = """@prefix fdp: <https://w3id.org/fdp/fdp-o#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
{node} a dcat:Dataset ; dct:title "Lung CT"@en ; dct:identifier "lung" ; {stamp}
    dct:license <http://purl.org/NET/rdflicense/cc-zero1.0> ; dct:accessRights <https://fdp.example/1#rights> .
<https://fdp.example/1#rights> a dct:RightsStatement ; dct:description "{words}" .
"""
STAMP = "fdp:metadataIssued '2023-11-10T12:33:32Z'^^xsd:dateTime ;"
SOFTWARE = "This resource has no access restriction"


def doubted(node: str = "<https://fdp.example/1>", stamp: str = STAMP, words: str = SOFTWARE) -> list[str]:
    verdict = validate(fetched(PREFIX + FDP.format(node=node, stamp=stamp, words=words)))
    every = [*verdict.findings, *(one for judged in verdict.judged for one in judged.findings)]
    return sorted(one.place for one in every if one.code == "default-not-believed")


@pytest.mark.parametrize("node", ["<https://fdp.example/1>", "[]"])
def test_what_a_fair_data_point_filled_in_is_not_believed_here_either(node: str) -> None:
    assert doubted(node) == ["dct:accessRights", "dct:license"]


def test_what_the_holder_says_is_believed() -> None:
    assert doubted(stamp="", words="On request to the holder") == []
    assert doubted(words="On request to the holder") == ["dct:license"]


@pytest.mark.skipif(not SHARED.exists(), reason="needs the shared catalogues")
def test_the_default_of_a_real_fair_data_point_is_found() -> None:
    path = SHARED / "Health-RI+img2catalog/tests/references/fdp_dataset.ttl"
    verdict = validate(fetched(path.read_bytes()))
    assert "default-not-believed" in codes(verdict)


def test_broken_json_that_speaks_of_datacite_is_judged_as_json() -> None:
    text = '{\n  "schemaVersion": "http://datacite.org/schema/kernel-4"\n  "doi": "10.1/x"\n}'
    (finding,) = validate(fetched(text, "application/json", "a.json")).findings
    assert (finding.code, finding.place) == ("rdf-broken", "a.json line 3 column 3")
