"""Doors for machines: negotiation, graphs, the paged catalogue, sitemap, robots."""

import json
import re

import pytest
from pyoxigraph import NamedNode, RdfFormat, Store

from ontologies.namespaces import iri
from search_api.routes import feeds
from tests.search_api.conftest import BASE, HTML, KEYS, SMALL

FORMATS = {
    "ttl": ("text/turtle", RdfFormat.TURTLE),
    "jsonld": ("application/ld+json", RdfFormat.JSON_LD),
    "rdf": ("application/rdf+xml", RdfFormat.RDF_XML),
}
PAGE = f"/datasets/{KEYS['breast']}"
IRI = "https://clinic.example/id/breast"


def read(body: bytes, form: RdfFormat) -> Store:
    store = Store()
    store.load(body, form, base_iri=BASE)
    return store


def subjects(store: Store, kind: str) -> list[str]:
    return [quad.subject.value for quad in store.quads_for_pattern(None, None, NamedNode(iri(kind)), None)]


def objects(store: Store, name: str, subject: str | None = None) -> list[str]:
    node = NamedNode(subject) if subject else None
    return [quad.object.value for quad in store.quads_for_pattern(node, NamedNode(iri(name)), None, None)]


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_dataset_is_given_by_suffix_and_by_accept_alike(reading, suffix):
    media_type, form = FORMATS[suffix]
    by_suffix = reading.get(f"{PAGE}.{suffix}")
    by_accept = reading.get(PAGE, headers={"accept": f"{media_type}, text/html;q=0.5"})
    assert by_suffix.headers["content-type"].startswith(media_type)
    assert by_accept.headers["content-type"].startswith(media_type)
    assert "Accept" in by_accept.headers["vary"]
    store = read(by_suffix.content, form)
    assert subjects(store, "dcat:Dataset") == [IRI]
    assert sorted(objects(store, "dct:title", IRI)) == ["Breast MRI of 412 women", "ЯМР на гърда на 412 жени"]
    assert objects(store, "foaf:primaryTopic") == [IRI]
    assert len(store) == len(read(by_accept.content, form))


@pytest.mark.parametrize("accept, given", [
    ("text/html", "text/html"), ("*/*", "text/html"), ("", "text/html"), ("application/*", "application/ld+json"),
    ("text/turtle;q=0.4, application/ld+json;q=0.9", "application/ld+json"),
    ("application/rdf+xml, */*;q=0.1", "application/rdf+xml"), ("garbage, text/turtle", "text/turtle"),
])  # fmt: skip
def test_the_best_accepted_format_is_given(reading, accept, given):
    assert reading.get(PAGE, headers={"accept": accept}).headers["content-type"].startswith(given)


def test_a_format_that_is_not_there_is_refused_with_the_list(reading):
    for path in (PAGE, "/concepts/breast-cancer"):
        answer = reading.get(path, headers={"accept": "image/png"})
        assert answer.status_code == 406
        assert answer.json()["offered"][0] == "text/html"
        assert "Accept" in answer.headers["vary"]


def test_the_page_and_the_graphs_name_one_another(reading):
    page = reading.get(PAGE, headers=HTML)
    assert f'<{BASE}{PAGE}.ttl>; rel="alternate"; type="text/turtle"' in page.headers["link"]
    assert f'<link rel="alternate" type="text/turtle" href="{BASE}{PAGE}.ttl"' in page.text
    assert f'<{BASE}{PAGE}>; rel="alternate"; type="text/html"' in reading.get(f"{PAGE}.ttl").headers["link"]


def test_whoever_has_the_graph_already_gets_304(reading):
    first = reading.get(f"{PAGE}.ttl")
    again = reading.get(f"{PAGE}.ttl", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert reading.get(f"{PAGE}.ttl", headers={"if-none-match": '"other"'}).status_code == 200


def test_a_gone_dataset_says_so_to_machines_too(reading):
    assert reading.get(f"/datasets/{KEYS['gone']}.ttl").status_code == 410


def test_a_hostile_dataset_is_still_a_sound_graph(reading):
    for suffix, (_, form) in FORMATS.items():
        assert len(read(reading.get(f"/datasets/{KEYS['hostile']}.{suffix}").content, form)) > 5


@pytest.mark.parametrize("suffix", FORMATS)
def test_the_catalogue_can_be_walked_page_by_page_each_dataset_once(reading, suffix):
    _, form = FORMATS[suffix]
    address, seen, records, pages = f"{BASE}/catalog.{suffix}", [], [], 0
    while address:
        store = read(reading.get(address).content, form)
        seen += objects(store, "dcat:dataset", f"{BASE}/catalog")
        records += objects(store, "dcat:record")
        assert objects(store, "hydra:totalItems") == [str(SMALL + 3)]
        assert subjects(store, "hydra:PartialCollectionView") == [address]
        assert objects(store, "hydra:first") == [f"{BASE}/catalog.{suffix}"]
        last = objects(store, "hydra:last")[0]
        following = objects(store, "hydra:next")
        assert bool(following) == (address != last)
        address, pages = (following or [""])[0], pages + 1
    assert len(seen) == len(set(seen)) == len(set(records)) == SMALL + 3
    assert pages == 2


def test_turtle_that_was_kept_says_what_is_made_anew_in_other_syntaxes(reading):
    def said(suffix):
        store = read(reading.get(f"/catalog.{suffix}").content, FORMATS[suffix][1])
        return sorted(
            re.sub(r"_:\S+", "_:", str(quad)).replace(f"catalog.{suffix}", "catalog")
            for quad in store.quads_for_pattern(None, None, None)
        )

    assert len(said("ttl")) > 500
    assert said("ttl") == said("rdf")


def test_the_catalogue_says_what_and_whose_it_is(reading):
    store = read(reading.get("/catalog.ttl").content, RdfFormat.TURTLE)
    for name in ("dct:title", "dct:description", "dct:publisher"):
        assert objects(store, name, f"{BASE}/catalog")
    assert set(subjects(store, "dcat:Dataset")) == set(objects(store, "dcat:dataset"))


def test_a_page_that_begins_between_the_usual_ones_is_right_too(reading):
    middle = KEYS["breast"]
    store = read(reading.get(f"/catalog.ttl?page={middle}").content, RdfFormat.TURTLE)
    assert IRI not in objects(store, "dcat:dataset")
    assert len(objects(store, "hydra:previous")) == 1


def test_the_catalogue_is_negotiated(reading):
    answer = reading.get("/catalog", headers={"accept": "application/rdf+xml"}, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/catalog.rdf")


def test_a_curators_decision_is_in_the_graph(curator):
    from tests.search_api.conftest import decide

    decide(curator, KEYS["breast"], "Images", "correct", "9000")
    store = read(curator.get(f"{PAGE}.ttl").content, RdfFormat.TURTLE)
    assert objects(store, "messor:numberOfImages", IRI) == ["9000"]


def test_the_sitemap_lists_every_dataset_with_its_change(reading, monkeypatch):
    monkeypatch.setattr(feeds, "SITEMAP_PAGE", 50)
    index = reading.get("/sitemap.xml").text
    pages = re.findall(r"<loc>([^<]+)</loc><lastmod>", index)
    assert len(pages) == 3
    seen = [
        one for page in pages for one in re.findall(r"<loc>([^<]+)</loc><lastmod>", reading.get(page).text)
    ]
    assert len(seen) == len(set(seen)) == SMALL + 3
    assert f"{BASE}{PAGE}" in seen and f"{BASE}/datasets/{KEYS['gone']}" not in seen


def test_a_decision_moves_the_sitemaps_date(curator):
    from tests.search_api.conftest import decide

    def date():
        text = curator.get("/sitemap.xml?after=").text
        return re.search(rf"{KEYS['glioma']}</loc><lastmod>([^<]+)", text)[1]

    before = date()
    decide(curator, KEYS["glioma"], "People", "reject")
    assert date() > before


def test_robots_find_the_sitemap(reading):
    text = reading.get("/robots.txt").text
    assert f"Sitemap: {BASE}/sitemap.xml" in text and "Disallow: /review" in text


def test_a_concept_is_given_as_skos(reading):
    store = read(reading.get("/concepts/breast-cancer.ttl").content, RdfFormat.TURTLE)
    node = "https://w3id.org/messor/concept/breast-cancer"
    assert "рак на гърдата" in objects(store, "skos:prefLabel", node)
    assert objects(store, "skos:exactMatch", node)
    assert reading.get("/concepts/breast-cancer", headers={"accept": "application/ld+json"}).json()
    assert reading.get("/concepts/breast-cancer.pdf").status_code == 404


def test_the_structured_data_of_a_page_says_what_the_record_says(reading):
    page = reading.get(PAGE, headers=HTML).text
    document = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)[1])
    assert document["@id"] == IRI
    assert {one["@language"] for one in document["name"]} == {"en", "bg"}
    measured = {one["name"]: one["value"] for one in document["variableMeasured"]}
    assert measured["Number of images"] == 8652
    assert measured["Imaging modality"] == ["https://w3id.org/messor/concept/magnetic-resonance-imaging"]
    assert {"@value": "dynamic, contrast", "@language": "en"} in document["keywords"]
    assert document["publisher"]["name"] == "University Hospital {X}"
    assert "javascript" not in json.dumps(document)
