"""Gauges on the pages and in the API: what is missing, what it is worth, for one dataset, a source, all."""

import re

import html5lib
import pytest
from fastapi.testclient import TestClient

from ontologies.gauging import scale
from search_api.app import make_app
from tests.search_api.conftest import BASE, HTML, KEYS, SMALL, settings_of

QUALITY = re.compile(r'<section class="quality".*?</section>', re.S)


def section(client, path):
    page = client.get(path, headers=HTML)
    assert page.status_code == 200
    return QUALITY.search(page.text)[0]


def test_a_dataset_says_what_is_missing_and_what_it_is_worth(reading):
    found = reading.get(f"/api/datasets/{KEYS['breast']}/quality").json()
    shown = section(reading, f"/datasets/{KEYS['breast']}")
    mqa = found["gauges"][0]

    assert mqa["key"] == "mqa" and mqa["most"] == 405 and mqa["datasets"] == 1
    assert f"<b>{mqa['points']:.0f} of 405</b>" in shown
    assert {"theme", "temporal"} <= {one["indicator"] for one in mqa["work"]}
    assert "keyword" not in {one["indicator"] for one in mqa["work"]}
    assert 'Theme <code class="quiet">dcat:theme</code></th><td>+30</td>' in shown
    assert sum(one["points"] for one in mqa["work"]) + mqa["points"] + 80 == 405
    assert mqa["unknown"] == ["access-url-reachable", "download-url-reachable"]
    assert "80 points could not be measured" in shown


def test_the_work_is_named_in_the_readers_language(reading):
    shown = section(reading, f"/datasets/{KEYS['breast']}?lang=de")

    assert '<span lang="de">Thema</span> <code class="quiet">dcat:theme</code>' in shown
    assert html5lib.HTMLParser(strict=False).parse(shown) is not None


def test_the_catalogue_has_averages_and_a_work_list_by_gain(reading):
    found = reading.get("/api/quality").json()
    shown = section(reading, "/statistics")
    mqa = found["gauges"][0]
    gains = [one["points"] for one in mqa["work"]]

    assert mqa["datasets"] == SMALL + 3
    assert gains == sorted(gains, reverse=True)
    theme = next(one for one in mqa["work"] if one["indicator"] == "theme")
    assert theme["datasets"] == SMALL + 3
    assert f"+30</td><td>{SMALL + 3} <span" in shown.replace("\n", "")
    assert "access-url-reachable" not in {one["indicator"] for one in mqa["work"]}
    assert found["sources"]["clinic"]["points"] == mqa["points"]
    assert {name: part["most"] for name, part in mqa["dimensions"].items()} == {
        "findability": 100, "accessibility": 100, "interoperability": 110, "reusability": 75, "contextuality": 20,
    }  # fmt: skip


def test_filters_narrow_what_is_measured(reading):
    one = reading.get("/api/quality?modality=magnetic-resonance-imaging").json()["gauges"][0]
    own = reading.get(f"/api/datasets/{KEYS['breast']}/quality").json()["gauges"][0]

    assert one["datasets"] == 1
    assert one["points"] == own["points"]
    assert f"<b>{own['points']:.0f} of 405</b>" in section(
        reading, "/statistics?modality=magnetic-resonance-imaging"
    )


def test_nothing_to_measure_is_no_error(reading):
    asked = "modality=magnetic-resonance-imaging&cancer_type=glioma"
    assert reading.get(f"/api/quality?{asked}").json()["gauges"] == []
    page = reading.get(f"/statistics?{asked}", headers=HTML)
    assert page.status_code == 200
    assert not QUALITY.search(page.text)


def test_a_source_leads_to_its_own_figures(reading):
    page = reading.get("/sources", headers=HTML).text
    mqa = reading.get("/api/quality").json()["sources"]["clinic"]

    assert (
        f'<a href="/statistics?source=clinic#quality" rel="nofollow">{mqa["points"]:.0f} of 405</a>' in page
    )


def test_a_decision_changes_the_figures(curator):
    from tests.search_api.conftest import token_of

    before = curator.get("/api/quality").json()["gauges"][0]
    page = curator.get(f"/datasets/{KEYS['hostile']}", headers=HTML).text
    form = {
        "csrf": token_of(page), "action": "correct", "property": "dct:spatial", "reason": "seen",
        "value": "http://publications.europa.eu/resource/authority/country/BGR",
        "version": re.search(r'name="version" value="(\d+)"', page)[1],
    }  # fmt: skip
    answer = curator.post(
        f"/datasets/{KEYS['hostile']}/decide", data=form, headers=HTML, follow_redirects=False
    )
    assert answer.status_code == 303, answer.text[:500]
    after = curator.get("/api/quality").json()["gauges"][0]

    assert after["points"] == pytest.approx(before["points"] + 20 / (SMALL + 3), abs=0.01)


@pytest.mark.parametrize("profiles, keys", [
    ("auto", ["mqa", "ehds-article-77", "eucaim-2.0"]),
    ("dcat-ap,healthdcat-ap", ["mqa", "ehds-article-77"]),
])  # fmt: skip
def test_eucaims_gauge_is_there_where_its_profile_is_asked_for(filled, profiles, keys):
    with TestClient(make_app(settings_of(filled, profiles=profiles)), base_url=BASE) as client:
        found = client.get("/api/quality").json()["gauges"]

    assert [one["key"] for one in found] == keys
    assert [one["most"] for one in found] == [scale(key).most for key in keys]


def test_an_unknown_dataset_has_no_gauge(reading):
    assert reading.get("/api/datasets/nothing.000000000000/quality").status_code == 404
