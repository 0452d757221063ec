"""RDF in, record, RDF out: every triple comes back, or the reason has a name."""

import json
import re
from collections import Counter
from pathlib import Path

import pytest
from lxml import etree

from harvester.evaluate_round_trip import DIFFERENCES, round_trip
from harvester.extract.page import describe_bytes
from harvester.rdf_reader import read_rdf
from harvester.validate import MEDIA_TYPES
from tests.harvester.making import fetched

CATALOGUES = Path(__file__).parents[3] / "shared" / "data" / "catalogues"
RDF = {".ttl", ".n3", ".nt", ".nq", ".trig", ".rdf", ".jsonld"}
SYNTAXES = ("turtle", "json-ld", "xml")
PREFIXES = """@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> . @prefix : <https://clinic.example/> .
@prefix old: <https://w3id.org/healthdcat-ap#> . @prefix s: <https://www.w3.org/ns/dcat#> .
"""

needs_collection = pytest.mark.skipif(
    not CATALOGUES.is_dir(), reason="the collection of real descriptions is not here"
)


def trip(turtle):
    return round_trip("a.ttl", (PREFIXES + turtle).encode(), "text/turtle", syntaxes=SYNTAXES)


def differences(turtle):
    found = trip(turtle)
    assert found.lost == []
    return dict(+found.differs)


def test_numbers_nodes_and_foreign_words_come_back_as_they_were_written():
    assert differences("""
        :1 a dcat:Dataset ; dct:title "Lung"@en, "Lunge"@de ; :room "B 12", "", "0" ; :count 0, 7, 007 ; :flag false, true ; dct:conformsTo [ :deep [ :down "x" ] ] ;
          dcat:distribution [ dcat:byteSize "0025000"^^xsd:decimal ; dcat:spatialResolutionInMeters 1E3 ;
                              :is "1"^^xsd:boolean ] .
        [] a dcat:DataService ; dcat:servesDataset :1 ; dct:title "API" .""") == {}  # fmt: skip


def test_other_spellings_of_a_namespace_stay_in_the_triple():
    assert (
        differences(""":1 a dcat:Dataset ; dct:title "A" ; old:numberOfRecords 7 ; s:keyword "MR" .""") == {}
    )


def test_what_differs_has_a_name():
    assert differences(""":1 a dcat:Dataset ; dct:title "A" ; dct:source <file:///etc/passwd> ;
        dct:license <http://creativecommons.org/licenses/by/4.0/> .
        :catalogue a dcat:Catalog ; dct:title "All" .""") == {
        "iri-as-text": 1, "official-word": 1, "outside": 2}  # fmt: skip
    assert differences(':c a dcat:Catalog ; dct:title "All" .') == {"no-dataset": 2}
    assert differences(':1 a dcat:Dataset ; dct:title "A" ; :2020 "x" ; :none "" .') == {
        "no-xml-name": 1,
    }


def test_a_lost_triple_is_seen(monkeypatch):
    import harvester.extract.dcat as reader

    write = reader.ntriples
    monkeypatch.setattr(
        reader, "ntriples", lambda *a: "".join(x for x in write(*a).splitlines(True) if "keyword" not in x)
    )
    assert len(trip(':1 a dcat:Dataset ; dct:title "A" ; dcat:keyword "lost" .').lost) == 1


@pytest.mark.parametrize("word", ["keyword", "theme", "license"])
def test_a_triple_that_is_left_out_of_the_result_is_seen_beside_others_of_its_property(monkeypatch, word):
    import harvester.evaluate_round_trip as trips

    made = trips.to_graph

    def forgetful(claims, **more):
        graph = made(claims, **more)
        gone = [one for one in graph if str(one[1]).endswith(word) and "gone" in str(one[2])]
        assert len(gone) == 1
        graph.remove(gone[0])
        return graph

    monkeypatch.setattr(trips, "to_graph", forgetful)
    found = trip(""":1 a dcat:Dataset ; dct:title "A" ; dcat:keyword "gone", "MR" ; dcat:theme :gone, :kept ;
        dct:license "gone", "see the page" .""")
    assert len(found.lost) == 1


def test_a_property_no_context_explains_gets_a_name_of_the_documents_own():
    body = json.dumps(
        {
            "@context": {"@vocab": None, "Dataset": "http://www.w3.org/ns/dcat#Dataset"},
            "@id": "https://clinic.example/1",
            "@type": "Dataset",
            "accessLevel": "public",
        }
    )
    read = read_rdf(fetched(body, "/a.jsonld", "application/ld+json"))
    assert all(":" in predicate.value for _, predicate, _ in read.triples)


def test_the_page_about_fields_names_every_reason():
    page = (Path(__file__).parents[2] / "docs" / "mapping.md").read_text("utf-8")
    for name, why in DIFFERENCES.items():
        assert re.search(rf"^\| {name} \| \d+ \| {re.escape(why)} \|$", page, re.M), name


@needs_collection
def test_every_file_of_the_collection_that_parses_comes_back(capsys):
    differs, broken, lost, whole = Counter(), 0, [], 0
    for path in sorted(one for one in CATALOGUES.rglob("*") if one.suffix in RDF):
        found = round_trip(path.name, path.read_bytes(), MEDIA_TYPES[path.suffix], syntaxes=SYNTAXES)
        if found.broken:
            broken += 1
            assert all(re.search(r" line \d+ column \d+", one.place) for one in found.broken), path
            continue
        whole += found.triples
        differs += found.differs
        lost += [f"{path.name}: {one}" for one in found.lost]
    with capsys.disabled():
        print(f"\n{whole} triples, {len(lost)} lost, {dict(differs)}; {broken} files do not parse", end="")
    assert lost == []
    assert differs.keys() <= DIFFERENCES.keys()
    assert whole > 10_000


def breaks(path):
    try:
        if path.suffix in {".json", ".jsonld"}:
            json.loads(path.read_bytes())
        elif path.suffix == ".xml":
            etree.fromstring(path.read_bytes())
    except (ValueError, etree.XMLSyntaxError):
        return True
    return False


@needs_collection
def test_json_and_xml_that_do_not_parse_say_where():
    broken = [path for path in sorted(CATALOGUES.rglob("*")) if path.is_file() and breaks(path)]
    assert len(broken) >= 4
    for path in broken:
        found = describe_bytes(
            path.read_bytes(), MEDIA_TYPES[path.suffix], f"https://file.invalid/{path.name}"
        )
        assert found.descriptions == ()
        assert any(re.search(r" line \d+ column \d+", one.place) for one in found.findings), path
