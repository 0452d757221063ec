"""The demo's provider sites, asked over HTTP the way a harvester would ask."""

from __future__ import annotations

import hashlib
import json
import re
import socket
import threading
import time
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import httpx
import pytest
import trafilatura
from lxml import etree, html
from pyoxigraph import RdfFormat, Store, parse

from catalogue.sources import read_sources
from messor.demo.site_registry import FOLDER
from messor.demo.sites import SITES, Sites
from messor.demo.sources import write_sources
from ontologies.namespaces import iri

NOTICE = "Sample description written for the Messor demo; not a real dataset of the project."
NAMES = ("breast", "colon", "glioblastoma", "glioma", "liver", "lung", "neuroblastoma")
NAMES += ("prostate", "rectum")
OAI = "{http://www.openarchives.org/OAI/2.0/}"
DC = "{http://purl.org/dc/elements/1.1/}"
# The cancer types as the sites write them, and what each one means.
WRITTEN = {
    "https://cancerimage.eu/ontology/EUCAIM#CLIN1000057": "colon",
    "https://cancerimage.eu/ontology/EUCAIM#CLIN1000060": "breast",
    "https://cancerimage.eu/ontology/EUCAIM#CLIN1000065": "lung",
    "https://cancerimage.eu/ontology/EUCAIM#CLIN1000075": "prostate",
    "http://snomed.info/id/363351006": "rectum",
    **{f"{name.capitalize()} cancer": name for name in NAMES},
    "Rectal cancer": "rectum",
    "невробластом": "neuroblastoma",
    "глиом": "glioma",
    "Neuroblastom": "neuroblastoma",
    "Glioblastom": "glioblastoma",
    "neuroblastoma": "neuroblastoma",
    "glioma": "glioma",
}
# Figures in running text, by language: images, people.
FIGURES = {
    "bg": (r"([\d\u00a0]+) изображения", r"([\d\u00a0]+) (?:пациенти|деца)"),
    "de": (r"([\d.]+) Bilder", r"([\d.]+) Patient"),
    "en": (r"([\d,]+) images", r"([\d,]+) (?:patients|women|men|people)"),
    "es": (r"([\d.]+) imágenes", r"([\d.]+) pacientes"),
}
SYNTAXES = {
    "text/turtle": RdfFormat.TURTLE,
    "application/rdf+xml": RdfFormat.RDF_XML,
    "application/ld+json": RdfFormat.JSON_LD,
}


class Seen(NamedTuple):
    """What a dataset says on the wire."""

    cancer: str
    images: int
    people: int
    text: str


@pytest.fixture(scope="module")
def sites() -> Iterator[Sites]:
    with Sites() as running:
        yield running


@pytest.fixture(scope="module")
def web() -> Iterator[httpx.Client]:
    with httpx.Client(trust_env=False) as client:
        yield client


def figures(text: str, language: str = "en") -> tuple[int, int]:
    images, people = (re.findall(pattern, text) for pattern in FIGURES[language])
    return int(re.sub(r"\D", "", images[0])), int(re.sub(r"\D", "", people[0]))


def feed(sites: Sites, web: httpx.Client, suffix: str) -> tuple[Store, int]:
    """Walk the DCAT feed: everything said, and the number of pages."""
    store, pages, url = Store(), 0, f"{sites.urls['chaimeleon']}/catalog.{suffix}"
    while url:
        reply = web.get(url)
        syntax = SYNTAXES[reply.headers["content-type"].partition(";")[0]]
        quads = list(parse(reply.content, format=syntax, base_iri=url))
        store.extend(quads)
        pages += 1
        nexts = {quad.object.value for quad in quads if quad.predicate.value == iri("hydra:next")}
        assert len(nexts) <= 1
        url = nexts.pop() if nexts else ""
    return store, pages


def dcat_datasets(store: Store) -> dict[str, Seen]:
    rows = store.query(
        "PREFIX dcat: <http://www.w3.org/ns/dcat#> PREFIX dct: <http://purl.org/dc/terms/>"
        "PREFIX h: <http://healthdataportal.eu/ns/health#>"
        "PREFIX e: <https://cancerimage.eu/ontology/EUCAIM#>"
        "SELECT ?id ?text ?cancer ?people { ?d a dcat:Dataset ; dct:identifier ?id ;"
        " dct:description ?text ; e:hasCondition ?cancer ; h:numberOfUniqueIndividuals ?people"
        " FILTER(lang(?text) = 'en') }"
    )
    found = {}
    for row in rows:
        identifier, text, cancer, people = (term.value for term in row)
        images, said = figures(text)
        assert said == int(people), identifier
        found[identifier] = Seen(WRITTEN[cancer], images, said, text)
    return found


def ckan_packages(sites: Sites, web: httpx.Client, **arguments: str) -> list[dict[str, Any]]:
    packages: list[dict[str, Any]] = []
    while True:
        query = {"rows": "1000", "start": str(len(packages)), "sort": "id asc", **arguments}
        url = f"{sites.urls['eucanimage']}/api/3/action/package_search"
        reply = web.get(url, params=query).json()
        assert reply["success"] is True
        packages += reply["result"]["results"]
        if not reply["result"]["results"]:
            assert len(packages) == reply["result"]["count"]
            return packages


def ckan_datasets(sites: Sites, web: httpx.Client) -> dict[str, Seen]:
    found = {}
    for package in ckan_packages(sites, web):
        extras = {extra["key"]: extra["value"] for extra in package["extras"]}
        images, people = int(extras["number_of_images"]), int(extras["number_of_subjects"])
        assert figures(package["notes"]) == (images, people), package["name"]
        cancer = WRITTEN[extras["cancer_type"]]
        found[package["id"]] = Seen(cancer, images, people, package["notes"])
    return found


def oai(sites: Sites, web: httpx.Client, **arguments: str) -> etree._Element:
    reply = web.get(f"{sites.urls['incisive']}/oai", params=arguments)
    assert reply.status_code == 200
    return etree.fromstring(reply.content)


def oai_listed(sites: Sites, web: httpx.Client, verb: str, **arguments: str) -> list[Any]:
    """Walk a list by its tokens: the headers, or records, of all pages."""
    listed: list[Any] = []
    page = oai(sites, web, verb=verb, metadataPrefix="oai_dc", **arguments)
    while True:
        part = page.find(f"{OAI}{verb}")
        assert part is not None
        members = [member for member in part if member.tag != f"{OAI}resumptionToken"]
        assert 1 <= len(members) <= 4
        token = part.find(f"{OAI}resumptionToken")
        if token is not None:
            assert int(token.get("cursor", "")) == len(listed)
        listed += members
        if token is None or not token.text:
            if token is not None:
                assert int(token.get("completeListSize", "")) == len(listed)
            return listed
        page = oai(sites, web, verb=verb, resumptionToken=token.text)


def oai_datasets(sites: Sites, web: httpx.Client) -> dict[str, Seen]:
    found = {}
    for record in oai_listed(sites, web, "ListRecords"):
        if record.find(f"{OAI}header").get("status") == "deleted":
            continue
        text = "\n".join(node.text for node in record.iter(f"{DC}description"))
        subjects = [node.text for node in record.iter(f"{DC}subject")]
        cancers = {WRITTEN[subject] for subject in subjects if subject in WRITTEN}
        assert len(cancers) == 1
        found[record.findtext(f".//{OAI}identifier")] = Seen(cancers.pop(), *figures(text), text)
    return found


def listed_pages(base: str, web: httpx.Client) -> list[str]:
    sitemap = etree.fromstring(web.get(f"{base}/sitemap.xml").content)
    return [node.text or "" for node in sitemap.iter("{*}loc")]


def page_datasets(url: str, web: httpx.Client) -> list[dict[str, Any]]:
    """JSON-LD datasets of a page."""
    scripts = html.fromstring(web.get(url).content).xpath("//script[@type='application/ld+json']/text()")
    blocks = [json.loads(script) for script in scripts]
    return [block for block in blocks if block["@type"] == "Dataset"]


def schema_datasets(sites: Sites, web: httpx.Client) -> dict[str, Seen]:
    found = {}
    for url in listed_pages(sites.urls["procancer-i"], web):
        for block in page_datasets(url, web):
            values = {pair["name"]: pair["value"] for pair in block["additionalProperty"]}
            said = (values["Number of images"], values["Number of patients"])
            assert figures(block["description"]) == said, url
            cancer = WRITTEN[values["Cancer type"]]
            found[block["identifier"]] = Seen(cancer, *said, block["description"])
    return found


def prose_datasets(sites: Sites, web: httpx.Client) -> dict[str, Seen]:
    base = sites.urls["primage"]
    start = html.fromstring(web.get(f"{base}/").content)
    found = {}
    for path in start.xpath("//a/@href[starts-with(., '/datasets/')]"):
        page = web.get(base + path).text
        text = trafilatura.extract(page, include_tables=True, favor_precision=True) or ""
        language = html.fromstring(page).get("lang", "")
        words = re.findall(r"\w+", text)
        cancers = {WRITTEN[word] for word in words if word in WRITTEN}
        assert len(cancers) == 1, path
        found[path] = Seen(cancers.pop(), *figures(text, language), text)
    return found


def test_the_sites_together_hold_the_four_figures_of_the_press_release(
    sites: Sites, web: httpx.Client
) -> None:
    by_site = {
        "chaimeleon": dcat_datasets(feed(sites, web, "ttl")[0]),
        "eucanimage": ckan_datasets(sites, web),
        "incisive": oai_datasets(sites, web),
        "procancer-i": schema_datasets(sites, web),
        "primage": prose_datasets(sites, web),
    }
    seen = [one for datasets in by_site.values() for one in datasets.values()]

    assert {key: len(found) for key, found in by_site.items()} == {
        "chaimeleon": 8,
        "eucanimage": 7,
        "incisive": 9,
        "procancer-i": 6,
        "primage": 6,
    }
    assert len(seen) == 36
    assert sorted({one.cancer for one in seen}) == sorted(NAMES)
    assert sum(one.images for one in seen) > 200_000
    assert 19_500 <= sum(one.people for one in seen) <= 20_500
    assert all(one.people <= one.images for one in seen)


def test_every_english_text_says_that_it_is_a_sample_and_names_no_second_cancer(
    sites: Sites, web: httpx.Client
) -> None:
    found = {
        **dcat_datasets(feed(sites, web, "ttl")[0]),
        **ckan_datasets(sites, web),
        **oai_datasets(sites, web),
        **schema_datasets(sites, web),
    }
    for identifier, seen in found.items():
        assert NOTICE in seen.text, identifier
        others = "|".join(f"{name} cancer" for name in NAMES if name != seen.cancer)
        if seen.cancer != "rectum":
            others += "|rectal cancer"
        assert not re.search(others, seen.text, re.IGNORECASE), identifier


def test_the_dcat_feed_says_the_same_in_three_syntaxes(sites: Sites, web: httpx.Client) -> None:
    turtle, pages = feed(sites, web, "ttl")
    xml, xml_pages = feed(sites, web, "rdf")
    json_ld, json_pages = feed(sites, web, "jsonld")

    assert pages == xml_pages == json_pages == 3
    assert len(dcat_datasets(turtle)) == 8
    assert dcat_datasets(turtle) == dcat_datasets(xml) == dcat_datasets(json_ld)
    assert len(turtle) == len(xml) == len(json_ld)


@pytest.mark.parametrize("media_type", SYNTAXES)
def test_the_dcat_feed_answers_by_accept(sites: Sites, web: httpx.Client, media_type: str) -> None:
    for path in ("/catalog", "/dataset/chai-s-001"):
        reply = web.get(sites.urls["chaimeleon"] + path, headers={"Accept": media_type})

        assert reply.headers["content-type"].startswith(media_type)
        assert "Accept" in reply.headers["vary"]
        assert list(parse(reply.content, format=SYNTAXES[media_type], base_iri=str(reply.url)))


def test_a_dataset_of_the_feed_has_what_its_profile_asks_for(sites: Sites, web: httpx.Client) -> None:
    store, _ = feed(sites, web, "ttl")
    datasets = [quad.subject for quad in store if quad.object.value == iri("dcat:Dataset")]
    wanted = (
        *("dct:title", "dct:description", "dct:identifier", "dct:publisher", "dct:accessRights"),
        *("dcat:contactPoint", "dcat:distribution", "dcat:theme", "dcat:keyword", "dct:spatial"),
        *("healthdcatap:numberOfRecords", "eucaim:hasImageModality", "eucaim:hasBirthSex"),
    )

    for dataset in datasets:
        said = {quad.predicate.value for quad in store.quads_for_pattern(dataset, None, None)}
        assert [name for name in wanted if iri(name) not in said] == []


def test_some_descriptions_speak_a_second_language(sites: Sites, web: httpx.Client) -> None:
    store, _ = feed(sites, web, "ttl")
    spoken = {quad.object.language for quad in store if quad.predicate.value == iri("dct:description")}
    translated = [one for one in ckan_packages(sites, web) if "title_translated" in one]

    assert spoken == {"en", "es", "fr", "it", "pt"}
    assert {code for one in translated for code in one["notes_translated"]} == {*("en", "es", "lt", "nl")}


def test_ckan_gives_fewer_rows_than_asked_for_and_all_of_them_by_paging(
    sites: Sites, web: httpx.Client
) -> None:
    action = f"{sites.urls['eucanimage']}/api/3/action"
    first = web.get(f"{action}/package_search", params={"rows": "1000"}).json()["result"]
    names = web.get(f"{action}/package_list").json()["result"]
    packages = ckan_packages(sites, web)

    assert (first["count"], len(first["results"])) == (7, 3)
    assert sorted(package["name"] for package in packages) == names
    assert len({package["id"] for package in packages}) == 7
    for package in packages:
        shown = web.get(f"{action}/package_show", params={"id": package["id"]}).json()
        assert shown["result"] == package


def test_ckan_gives_only_what_changed_since(sites: Sites, web: httpx.Client) -> None:
    recent = ckan_packages(sites, web, fq="metadata_modified:[2024-03-01T00:00:00Z TO *]")

    assert {package["name"] for package in recent} == {
        "breast-mammography-screening",
        "liver-multiphase-ct-mri",
        "rectum-mri-organ-preservation",
    }


@pytest.mark.parametrize(
    ("action", "status"),
    [("package_show?id=nothing", 404), ("package_delete", 400)],
)
def test_ckan_refuses_in_json(sites: Sites, web: httpx.Client, action: str, status: int) -> None:
    reply = web.get(f"{sites.urls['eucanimage']}/api/3/action/{action}")

    assert reply.status_code == status
    assert reply.json()["success"] is False
    assert reply.json()["error"]["message"]


def test_oai_lists_ten_headers_of_which_one_is_deleted(sites: Sites, web: httpx.Client) -> None:
    headers = oai_listed(sites, web, "ListIdentifiers")
    deleted = [header for header in headers if header.get("status") == "deleted"]
    stamps = [header.findtext(f"{OAI}datestamp") for header in headers]

    assert (len(headers), len(deleted)) == (10, 1)
    assert len({header.findtext(f"{OAI}identifier") for header in headers}) == 10
    assert stamps == sorted(stamps)


def test_oai_says_what_it_is(sites: Sites, web: httpx.Client) -> None:
    identify = oai(sites, web, verb="Identify").find(f"{OAI}Identify")
    formats = oai(sites, web, verb="ListMetadataFormats")
    sets = oai(sites, web, verb="ListSets")

    assert identify is not None
    assert identify.findtext(f"{OAI}baseURL") == f"{sites.urls['incisive']}/oai"
    assert identify.findtext(f"{OAI}deletedRecord") == "persistent"
    assert formats.findtext(f".//{OAI}metadataPrefix") == "oai_dc"
    assert [node.text for node in sets.iter(f"{OAI}setSpec")] == [
        f"cancer:{name}" for name in ("breast", "colon", "lung", "prostate", "rectum")
    ]


def test_oai_gives_one_record_also_by_post(sites: Sites, web: httpx.Client) -> None:
    wanted = {
        "verb": "GetRecord",
        "metadataPrefix": "oai_dc",
        "identifier": "oai:data.incisive.example:inc-104",
    }
    got = oai(sites, web, **wanted)
    posted = etree.fromstring(web.post(f"{sites.urls['incisive']}/oai", data=wanted).content)

    assert got.findtext(f".//{DC}title") == "PET/CT in lung cancer, Cyprus"
    assert posted.findtext(f".//{DC}title") == got.findtext(f".//{DC}title")


@pytest.mark.parametrize(
    ("arguments", "count"),
    [
        ({"from": "2023-06-15"}, 5),
        ({"from": "2023-06-15", "until": "2023-10-24"}, 4),
        ({"until": "2023-02-08"}, 2),
        ({"from": "2024-01-15T06:00:00Z"}, 1),
        ({"set": "cancer:colon"}, 2),
        ({"set": "cancer"}, 10),
    ],
)
def test_oai_chooses_by_date_and_set(
    sites: Sites, web: httpx.Client, arguments: dict[str, str], count: int
) -> None:
    assert len(oai_listed(sites, web, "ListIdentifiers", **arguments)) == count


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("verb=Nothing", "badVerb"),
        ("", "badVerb"),
        ("verb=Identify&verb=Identify", "badVerb"),
        ("verb=Identify&set=x", "badArgument"),
        ("verb=ListRecords", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=yesterday", "badArgument"),
        (
            "verb=ListRecords&metadataPrefix=oai_dc&from=2024-01-01&until=2023-01-01",
            "badArgument",
        ),
        ("verb=ListRecords&metadataPrefix=marc21", "cannotDisseminateFormat"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=2040-01-01", "noRecordsMatch"),
        ("verb=ListRecords&resumptionToken=nonsense", "badResumptionToken"),
        ("verb=ListRecords&resumptionToken=400%7C%7C%7C", "badResumptionToken"),
        ("verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:x:1", "idDoesNotExist"),
    ],
)
def test_oai_refuses_with_the_protocols_codes(sites: Sites, web: httpx.Client, query: str, code: str) -> None:
    reply = web.get(f"{sites.urls['incisive']}/oai?{query}")
    error = etree.fromstring(reply.content).find(f"{OAI}error")

    assert reply.status_code == 200
    assert error is not None
    assert error.get("code") == code
    assert error.text


def test_robots_names_the_sitemap_and_its_pages_hold_json_ld_that_is_rdf(
    sites: Sites, web: httpx.Client
) -> None:
    base = sites.urls["procancer-i"]
    robots = web.get(f"{base}/robots.txt").text
    pages = listed_pages(base, web)
    blocks = [block for url in pages for block in page_datasets(url, web)]

    assert f"Sitemap: {base}/sitemap.xml" in robots
    assert (len(pages), len(blocks)) == (9, 6)
    for block in blocks:
        local = json.dumps({**block, "@context": {"@vocab": "https://schema.org/"}})
        quads = list(parse(local, format=RdfFormat.JSON_LD))
        assert any(quad.object.value == "https://schema.org/Dataset" for quad in quads)


def test_prose_pages_keep_navigation_out_of_their_main_text(sites: Sites, web: httpx.Client) -> None:
    base = sites.urls["primage"]
    languages = []
    for path in prose_datasets(sites, web):
        page = web.get(base + path).text
        text = trafilatura.extract(page, include_tables=True) or ""
        tree = html.fromstring(page)
        languages.append(tree.get("lang"))
        assert "application/ld+json" not in page
        for link in tree.xpath("//nav/a/text() | //aside/a/text() | //footer//p/text()"):
            assert link not in text.splitlines()

    assert sorted(languages) == ["bg", "bg", "de", "de", "es", "es"]


def test_the_registry_serves_real_entries_as_schema_org_pages(sites: Sites, web: httpx.Client) -> None:
    pages = listed_pages(sites.urls["registry"], web)
    blocks = [block for url in pages for block in page_datasets(url, web)]
    camelyon = next(block for block in blocks if block["identifier"] == "camelyon")

    assert len(pages) == len(blocks) == len(list(FOLDER.glob("*.yaml"))) >= 100
    assert all(block["name"] and block["description"] and block["license"] for block in blocks)
    assert camelyon["creator"]["name"] == "Radboud University Medical Center"
    assert camelyon["distribution"][0]["contentUrl"] == "s3://camelyon-dataset"
    assert "https://registry.opendata.aws/camelyon/" in camelyon["sameAs"]
    elsewhere = [url for block in blocks for url in block["sameAs"]]
    assert len(elsewhere) == len(set(elsewhere))


def test_the_registrys_files_are_those_that_origin_names() -> None:
    origin = tomllib.loads((FOLDER / "ORIGIN.toml").read_text("utf-8"))
    hashes = {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in FOLDER.glob("*.yaml")}

    assert origin["licence"] == "Apache-2.0"
    assert origin["commit"].startswith("1fd412034f10")
    assert hashes == origin["files"]
    assert max(file.stat().st_size for file in FOLDER.glob("*.yaml")) <= 60_000


@pytest.mark.parametrize(
    ("key", "path"),
    [
        ("chaimeleon", "/catalog.ttl?page=2"),
        ("eucanimage", "/api/3/action/package_search"),
        ("procancer-i", "/sitemap.xml"),
        ("primage", "/datasets/de/neuroblastom-mibg"),
        ("registry", "/datasets/camelyon/"),
    ],
)
def test_an_unchanged_page_costs_only_a_304(sites: Sites, web: httpx.Client, key: str, path: str) -> None:
    url = sites.urls[key] + path
    first = web.get(url)
    again = web.get(url, headers={"If-None-Match": f'"x", W/{first.headers["etag"]}'})
    other = web.get(url, headers={"If-None-Match": '"x"'})

    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    assert (other.status_code, other.content) == (200, first.content)


@pytest.mark.parametrize("key", SITES)
def test_every_site_has_a_start_page_robots_and_404_pages(sites: Sites, web: httpx.Client, key: str) -> None:
    before = sites.requests[key]
    start = web.get(sites.urls[key] + "/")
    head = web.head(sites.urls[key] + "/")
    missing = [
        web.get(sites.urls[key] + path)
        for path in ("/nothing", "/dataset/", "/datasets/x/y", "/%2e%2e/sites.py")
    ]

    assert start.status_code == 200
    assert html.fromstring(start.content).findtext(".//h1")
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-length"] == str(len(start.content))
    assert "User-agent: *" in web.get(sites.urls[key] + "/robots.txt").text
    assert [reply.status_code for reply in missing] == [404] * 4
    assert all("404" in reply.text for reply in missing)
    assert sites.requests[key] - before == 7


def test_links_on_start_pages_lead_somewhere(sites: Sites, web: httpx.Client) -> None:
    for key in sorted(set(SITES) - {"registry"}):
        start = html.fromstring(web.get(sites.urls[key] + "/").content)
        for path in start.xpath("//a/@href[starts-with(., '/')]"):
            assert web.get(sites.urls[key] + path).status_code == 200, (key, path)


def test_a_wished_port_is_used_when_free_and_another_when_taken() -> None:
    with socket.socket() as taken, socket.socket() as free:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        free.bind(("127.0.0.1", 0))
        wished = {"incisive": free.getsockname()[1], "primage": taken.getsockname()[1]}
        free.close()
        begun = time.perf_counter()
        with Sites(wished) as sites:
            took = time.perf_counter() - begun
            urls = dict(sites.urls)
            reply = httpx.get(f"{urls['primage']}/bg/", trust_env=False)

    assert took < 0.5
    assert urls["incisive"].endswith(f":{wished['incisive']}")
    assert not urls["primage"].endswith(f":{wished['primage']}")
    assert reply.status_code == 200
    with pytest.raises(httpx.ConnectError):
        httpx.get(urls["primage"], trust_env=False)


def test_many_clients_are_served_at_once(sites: Sites) -> None:
    wrong: list[int] = []

    def ask() -> None:
        with httpx.Client(trust_env=False) as client:
            for key, path in (("chaimeleon", "/catalog"), ("registry", "/datasets/camelyon/")):
                status = client.get(sites.urls[key] + path).status_code
                if status != 200:
                    wrong.append(status)

    clients = [threading.Thread(target=ask) for _ in range(8)]
    before = sites.requests.total()
    for client in clients:
        client.start()
    for client in clients:
        client.join()

    assert wrong == []
    assert sites.requests.total() - before == 16


def test_the_source_files_are_read_by_the_catalogue(sites: Sites, tmp_path: Path) -> None:
    files = write_sources(tmp_path / "sources", sites.urls)
    read = read_sources(tmp_path / "sources")

    assert [file.stem for file in files] == list(SITES)
    assert {key: source.kind for key, source in read.items()} == {
        "chaimeleon": "dcat",
        "eucanimage": "ckan",
        "incisive": "oai-pmh",
        "primage": "prose",
        "procancer-i": "schema.org",
        "registry": "schema.org",
    }
    for key, source in read.items():
        assert source.url.startswith(sites.urls[key])
        assert source.network.allow_loopback
        assert source.options.programme == ("registry" if key == "registry" else "sample")
    assert sum(read[key].expect.datasets_min for key in SITES if key != "registry") == 36
    assert read["registry"].expect.datasets_min == len(list(FOLDER.glob("*.yaml")))
    assert read["procancer-i"].options.sitemap == f"{sites.urls['procancer-i']}/sitemap.xml"
    assert read["primage"].options.follow == ("/datasets/",)
