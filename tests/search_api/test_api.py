"""The JSON API: answers, facets, refusals as problem details."""

from html import escape

import pytest

from indexer.document import FACETS
from search_api.asked import Narrowed
from tests.search_api.conftest import BASE, HTML, KEYS, SMALL

PROBLEM = "application/problem+json"


def test_a_search_answers_with_hits_reasons_facets_and_what_was_read(reading):
    found = reading.get("/api/search", params={"q": "breast cancer MRI", "lang": "de"}).json()
    first = found["hits"][0]
    assert first["id"] == KEYS["breast"]
    assert first["url"] == f"{BASE}/datasets/{KEYS['breast']}"
    assert first["figures"] == {"subjects": 412, "images": 8652}
    assert first["reasons"][0]["kind"] == "concept"
    assert first["highlights"]["title"]["marks"]
    assert {one["value"] for one in found["read"]} == {"breast-cancer", "magnetic-resonance-imaging"}
    assert [facet["name"] for facet in found["facets"]] == list(FACETS)
    country = next(facet for facet in found["facets"] if facet["name"] == "country")
    assert country["values"][0] == {"value": "BGR", "label": "Bulgarien", "count": 1, "chosen": False}


def test_filters_narrow_and_are_said_back(reading):
    asked = {"access": "RESTRICTED", "subjects_min": "100", "images_min": 5}
    found = reading.get("/api/search", params=asked).json()
    assert [hit["id"] for hit in found["hits"]] == [KEYS["breast"]]
    assert found["filters_applied"] == {"access": ["RESTRICTED"], "subjects_min": 100, "images_min": 5}


def test_pages_follow_one_another_without_gap_or_repeat(reading):
    seen = []
    for page in range(1, 4):
        seen += [
            hit["id"] for hit in reading.get(f"/api/search?page={page}&size=50&sort=title").json()["hits"]
        ]
    assert len(seen) == len(set(seen)) == SMALL + 3


def test_a_gone_dataset_is_never_a_hit(client, app):
    from catalogue import datasets

    assert client.get("/api/search", params={"q": "glioma"}).json()["hits"][0]["id"] == KEYS["glioma"]
    with app.state.desk.store.write() as connection:
        datasets.bury(connection, KEYS["glioma"])
    hits = client.get("/api/search", params={"q": "glioma"}).json()["hits"]
    assert KEYS["glioma"] not in [hit["id"] for hit in hits]


@pytest.mark.parametrize(
    "query, parameter, nearest",
    [
        ("modalty=x", "modalty", "modality"),
        ("q=x&defType=lucene", "defType", ""),
        ("_source=a", "_source", "source"),
    ],
)
def test_an_unknown_parameter_is_refused_with_the_nearest_known(reading, query, parameter, nearest):
    answer = reading.get(f"/api/search?{query}")
    assert answer.status_code == 422
    assert answer.headers["content-type"] == PROBLEM
    (error,) = answer.json()["errors"]
    assert (error["parameter"], error["nearest"]) == (parameter, nearest)
    assert answer.json()["status"] == 422


@pytest.mark.parametrize(
    "query", ["page=0", "page=abc", "page=1e9", "size=101", "size=-1", "sort=_script", "lang=xx", "subjects_min=-1",
              "subjects_min=1e400", "page=1000&size=100", "q=" + "a" * 401, "q=" + "(" * 20 + "a" + ")" * 20]
)  # fmt: skip
def test_an_impossible_value_is_a_422_that_says_why(reading, query):
    answer = reading.get(f"/api/search?{query}")
    assert answer.status_code == 422
    assert answer.headers["content-type"] == PROBLEM
    assert answer.json()["detail"] and answer.json()["hint"]


@pytest.mark.parametrize(
    "query",
    ['"', "AND", "NEAR(", "^", "-", "\\", "\x00", "\ud800", "*", "a*", "/.*/", "a~2", '"a b"~99999', "x:[* TO *]",
     "_id:*", "' OR 1=1 --", "OR " * 100, "%", "{{7*7}}", "<script>", "\u202e", "💥" * 100, "a" * 400]
)  # fmt: skip
def test_any_query_is_answered(reading, query):
    from urllib.parse import quote

    asked = quote(query.encode("utf-8", "surrogatepass"))
    assert reading.get(f"/api/search?q={asked}").status_code == 200
    assert reading.get(f"/?q={asked}", headers=HTML).status_code == 200


def test_a_value_with_the_wrong_case_is_warned_about(reading):
    found = reading.get("/api/search?access=restricted&modality=MR").json()
    assert "access: there is no 'restricted'; 'RESTRICTED' exists" in found["warnings"]
    assert any("magnetic-resonance-imaging" in one for one in found["warnings"])


def test_a_dataset_is_given_with_every_claim_and_its_evidence(reading):
    found = reading.get(f"/api/datasets/{KEYS['glioma']}").json()
    subjects = next(one for one in found["claims"] if one["property"].endswith("UniqueIndividuals"))
    assert (subjects["layer"], subjects["confidence"], subjects["rule"]) == ("inferred", 0.7, "test.inferred")
    assert subjects["evidence"]["url"] == "https://clinic.example/1"
    assert [one["property"] for one in found["shadowed"]] == ["eucaim:hasImageModality"]
    assert found["findings"][0]["sentence"].startswith("No publisher")
    assert found["links"]["turtle"].endswith(".ttl")


def test_an_unknown_dataset_is_a_problem(reading):
    answer = reading.get("/api/datasets/nothing.000000000000")
    assert answer.status_code == 404
    assert answer.headers["content-type"] == PROBLEM


def test_statistics_take_the_same_filters(reading):
    whole = reading.get("/api/statistics").json()
    assert (whole["datasets"], whole["images"]) == (SMALL + 3, 8664)
    narrow = reading.get("/api/statistics?cancer_type=breast-cancer").json()
    assert (narrow["datasets"], narrow["subjects"], narrow["cancer_types"]) == (1, 412, 1)
    assert reading.get("/api/statistics?q=x").status_code == 422


def test_statistics_follow_the_record_at_once(client, app):
    from catalogue import datasets

    before = client.get("/api/statistics").json()["datasets"]
    with app.state.desk.store.write() as connection:
        datasets.bury(connection, KEYS["breast"])
    after = client.get("/api/statistics").json()
    assert (after["datasets"], after["images"]) == (before - 1, 12)


def test_facets_list_every_value_so_that_nobody_must_guess(reading):
    found = {facet["name"]: facet for facet in reading.get("/api/facets").json()["facets"]}
    assert found["country"]["values"][0]["label"] == "Bulgaria"
    assert list(found) == list(FACETS)


def test_the_parameters_are_the_facets_of_the_index():
    assert set(Narrowed.model_fields) == {*FACETS, "subjects_min", "subjects_max", "images_min"}


def test_openapi_describes_every_parameter_and_needs_no_other_host(reading):
    document = reading.get("/api/openapi.json").json()
    assert document["openapi"].startswith("3.1")
    for path in document["paths"].values():
        for parameter in path["get"].get("parameters", []):
            assert parameter.get("description") or parameter["in"] == "path"
    page = reading.get("/api", headers=HTML).text
    assert "cdn" not in page and "/api/search" in page
    assert reading.get("/docs").status_code == reading.get("/redoc").status_code == 404


def test_health_tells_of_record_index_and_waiting_changes(client, app):
    from catalogue import datasets

    assert client.get("/readyz").json()["ready"] is True
    with app.state.desk.store.write() as connection:
        datasets.bury(connection, KEYS["glioma"])
    health = client.get("/healthz").json()
    assert health == {"record": "readable", "datasets": SMALL + 2, "generation": 1, "waiting": 1}


def test_metrics_have_few_labels(client):
    for number in range(5):
        client.get(f"/datasets/none-{number}")
        client.get(f"/nowhere/{number}")
    text = client.get("/metrics").text
    assert 'route="/datasets/{key}"' in text
    assert "none-1" not in text and "nowhere" not in text
    assert "messor_datasets 133.0" in text


def test_without_an_index_the_rest_works_and_says_so(tmp_path):
    from fastapi.testclient import TestClient

    from search_api.app import make_app
    from tests.search_api.conftest import settings_of

    with TestClient(make_app(settings_of(tmp_path / "new")), base_url=BASE) as client:
        answer = client.get("/api/search?q=x")
        assert answer.status_code == 503
        assert answer.headers["retry-after"] and answer.headers["content-type"] == PROBLEM
        page = client.get("/", headers=HTML)
        assert page.status_code == 503 and "The search index is not there yet" in page.text
        assert client.get("/healthz").status_code == 200
        assert client.get("/readyz").status_code == 503
        assert client.get("/statistics", headers=HTML).status_code == 200


def test_without_a_model_words_still_find_and_the_answer_says_so(reading):
    found = reading.get("/api/search", params={"q": "dynamic contrast"}).json()
    assert found["hits"][0]["id"] == KEYS["breast"]
    assert any("meaning" in one.lower() or "model" in one.lower() for one in found["warnings"])


def test_the_description_of_the_api_is_found_where_programs_look(reading):
    assert reading.get("/openapi.json").json() == reading.get("/api/openapi.json").json()


@pytest.mark.parametrize(
    "path",
    ["/", "/healthz", "/api/search?q=breast", f"/datasets/{KEYS['breast']}.ttl", "/sitemap.xml", "/nowhere"],
)
def test_head_says_what_get_says_without_the_body(reading, path):
    got = reading.get(path, headers={"accept-encoding": "identity"})
    head = reading.head(path, headers={"accept-encoding": "identity"})
    assert (head.status_code, head.content) == (got.status_code, b"")
    for name in ("content-type", "content-length", "cache-control", "x-frame-options"):
        assert head.headers.get(name) == got.headers.get(name)


@pytest.mark.parametrize("asked, header, language", [
    ("", "de-AT, en;q=0.5", "de"), ("bg", "de", "bg"), ("", "", "en"), ("", "zh", "en"), ("xx", "fr", "fr"),
])  # fmt: skip
def test_findings_are_said_in_the_readers_language_as_the_page_says_them(reading, asked, header, language):
    address = f"/datasets/{KEYS['breast']}" + (f"?lang={asked}" if asked else "")
    answer = reading.get(f"/api{address}", headers={"accept-language": header})
    (finding,) = answer.json()["findings"]
    assert finding["language"] == language
    assert "Accept-Language" in answer.headers["vary"]
    page = reading.get(address, headers={**HTML, "accept-language": header}).text
    assert escape(finding["sentence"], quote=True).replace("&#x27;", "&#39;") in page
    english = reading.get(f"/api/datasets/{KEYS['breast']}", headers={"accept-language": "en"}).json()
    assert (finding["sentence"] == english["findings"][0]["sentence"]) == (language == "en")
