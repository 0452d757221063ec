"""Every page: it answers, is sound HTML, says its languages, works without scripts."""

import re
from html.parser import HTMLParser

import html5lib
import pytest

from tests.search_api.conftest import HTML, KEYS, log_in

PAGES = [
    "/", "/?q=breast+MRI", "/?q=zebra+xylophone&country=MLT", "/?modality=magnetic-resonance-imaging&sort=title",
    "/?page=3", "/?subjects_min=100&lang=bg", f"/datasets/{KEYS['breast']}", f"/datasets/{KEYS['glioma']}?lang=de",
    f"/datasets/{KEYS['hostile']}", "/statistics", "/statistics?cancer_type=glioma", "/sources", "/runs", "/runs/1",
    "/concepts/breast-cancer", "/concepts/brain?lang=el", "/findings/publisher-missing", "/findings/value-not-in-list?lang=de", "/about", "/api", "/login",
]  # fmt: skip


class Seen(HTMLParser):
    """Collects what the checks need."""

    def __init__(self) -> None:
        super().__init__()
        self.tags, self.ids, self.labelled, self.fields, self.scripts, self.styles = [], [], set(), [], [], []

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.tags.append(tag)
        if "id" in given:
            self.ids.append(given["id"])
        if tag == "label":
            self.labelled.add(given.get("for"))
        if tag in {"input", "select", "textarea"} and given.get("type") != "hidden":
            self.fields.append(given.get("id"))
        if tag == "script":
            self.scripts.append(given)
        if "style" in given or any(name.startswith("on") for name in given) or tag == "style":
            self.styles.append((tag, given))


def seen(text: str) -> Seen:
    found = Seen()
    found.feed(text)
    return found


def check(text: str) -> None:
    parser = html5lib.HTMLParser(strict=False)
    parser.parse(text)
    assert [(place, code) for place, code, _ in parser.errors] == []
    found = seen(text)
    assert found.tags.count("h1") == 1
    assert len(found.ids) == len(set(found.ids)), "an id twice"
    assert set(found.fields) <= found.labelled, "a field without a label"
    assert all(script.get("type") == "application/ld+json" for script in found.scripts)
    assert found.styles == [], "inline style or script, which the policy forbids"
    assert re.search(r'<html lang="en">', text)
    assert re.search(r"<title>[^<]+</title>", text)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_sound_html_that_needs_no_script(reading, path):
    answer = reading.get(path, headers=HTML)
    assert answer.status_code == 200, answer.text[:500]
    check(answer.text)


@pytest.mark.parametrize("path", [f"/datasets/{KEYS['glioma']}", "/review", "/runs/1", "/review?kind=unsure"])
def test_a_page_for_curators_is_sound_html_too(curator, path):
    answer = curator.get(path, headers=HTML)
    assert answer.status_code == 200
    check(answer.text)
    assert answer.headers["cache-control"] == "private, no-store"


@pytest.mark.parametrize("path, status", [("/nowhere", 404), ("/datasets/none", 404), ("/concepts/none", 404),
                                          ("/runs/99", 404), ("/findings/none-such", 404), ("/?page=0", 422),
                                          ("/?page=100000000", 422), (f"/datasets/{KEYS['gone']}", 410)])  # fmt: skip
def test_an_error_is_a_friendly_page_for_a_browser(reading, path, status):
    answer = reading.get(path, headers=HTML)
    assert answer.status_code == status
    assert answer.headers["content-type"].startswith("text/html")
    check(answer.text)


def test_text_in_another_language_says_so(reading):
    page = reading.get(f"/datasets/{KEYS['breast']}", headers=HTML).text
    assert 'lang="bg"' in page
    assert "Description in Bulgarian" in page
    bulgarian = reading.get(f"/datasets/{KEYS['breast']}?lang=bg", headers=HTML).text
    assert '<h1 lang="bg">ЯМР на гърда' in bulgarian
    assert '<span lang="bg">рак на гърдата</span>' in bulgarian
    assert '<span lang="bg">ограничен</span>' in bulgarian


def test_labels_and_numbers_follow_the_accepted_language(reading):
    page = reading.get("/?q=breast", headers={**HTML, "accept-language": "de-AT, en;q=0.5"}).text
    assert "8.652" in page
    assert '<span lang="de">Bulgarien</span>' in page


def test_the_language_of_the_address_stays_in_its_links(reading):
    page = reading.get("/?q=breast&lang=bg", headers=HTML).text
    assert 'href="/statistics?lang=bg"' in page
    assert f'href="/datasets/{KEYS["breast"]}?lang=bg"' in page
    assert "lang=" not in re.search(r'href="/statistics[^"]*"', reading.get("/", headers=HTML).text)[0]


def test_the_dataset_page_says_how_we_know(reading):
    page = reading.get(f"/datasets/{KEYS['glioma']}", headers=HTML).text
    assert "inferred" in page and "almost certain" in page and "possible" in page
    assert "not shown elsewhere" in page  # the doubtful modality stays in the table
    assert "<mark>187</mark>" in page
    assert "No publisher" in page


def test_the_dataset_page_leads_to_the_holder_and_can_be_cited(reading):
    page = reading.get(f"/datasets/{KEYS['breast']}", headers=HTML).text
    assert '<a class="button" href="https://clinic.example/breast"' in page
    assert "Ask for access at the holder" in page
    assert (
        "University Hospital {X} (2024). Breast MRI of 412 women. Dataset. https://clinic.example/breast"
        in page
    )
    assert r"author = {{University Hospital \{X\}}}" in page
    assert "Sample description" in page


def test_the_empty_answer_says_what_stands_in_the_way(reading):
    page = reading.get("/?q=breast+cancer&country=MLT", headers=HTML).text
    assert "without Country: Malta" in page
    assert "Near by in the vocabulary" in page


def test_what_was_read_from_the_query_can_be_taken_back(reading):
    page = reading.get("/?q=breast+cancer", headers=HTML).text
    assert "without=concept%3Abreast-cancer" in page
    again = reading.get("/?q=breast+cancer&without=concept:breast-cancer", headers=HTML).text
    assert "Read as" not in again


def test_facet_values_can_be_added_and_removed(reading):
    page = reading.get("/?access=RESTRICTED", headers=HTML).text
    assert 'aria-current="true"' in page
    assert "1 dataset<" in page
    assert re.search(r'<a class="chip" href="/" rel="nofollow"', page)


def test_robots_stay_away_from_combinations(reading):
    assert 'content="noindex"' not in reading.get("/", headers=HTML).text
    assert 'content="noindex"' in reading.get("/?access=RESTRICTED", headers=HTML).text


def test_statistics_are_computed_and_every_bar_is_a_search(reading):
    page = reading.get("/statistics", headers=HTML).text
    assert "8,652" in page and "Sample programme" in page
    assert '<a href="/?cancer_type=breast-cancer" aria-label="breast cancer: 1">' in page
    assert page.count('<svg class="chart"') == page.count('aria-labelledby="chart-')


def test_narrowed_statistics_say_to_what(reading):
    page = reading.get("/statistics?cancer_type=breast-cancer", headers=HTML).text
    assert "Cancer type: breast cancer" in page


def test_a_concept_shows_all_its_labels_and_its_datasets(reading):
    page = reading.get("/concepts/breast-cancer?lang=fr", headers=HTML).text
    assert '<td lang="bg">рак на гърдата</td>' in page
    assert "Breast MRI of 412 women" in page
    assert '<h1 class="term" lang="fr">' in page


def test_a_concept_counts_datasets_below_it(reading):
    page = reading.get("/concepts/brain-tumour", headers=HTML).text
    assert '<a href="/datasets/' + KEYS["glioma"] in page
    assert 'lang="es">Glioma infantil' in page


def test_runs_show_state_as_word_and_shape_and_lead_on(reading):
    page = reading.get("/runs", headers=HTML).text
    assert re.search(r'<span aria-hidden="true">!</span> out of range', page)
    assert 'href="/runs/1"' in page
    run = reading.get("/runs/1", headers=HTML).text
    assert "too few" in run and "No publisher" in run


def test_the_review_needs_a_log_in(client):
    answer = client.get("/review", headers=HTML, follow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["location"] == "/login?next=/review"


def test_the_review_puts_the_most_useful_first(curator):
    page = curator.get("/review", headers=HTML).text
    titles = re.findall(r"<h3>Value</h3><p><span class=\"quiet\">([^<]+)", page)
    assert titles[0] == "Kind of image"  # hidden until somebody says it is right
    assert "run 1 is out of range" in page
    assert "unsure value" in page and "breaks a rule" in page


def test_the_first_view_is_small(reading):
    answer = reading.get("/", headers={**HTML, "accept-encoding": "gzip"})
    style = re.search(r'href="(/static/style[^"]+)"', answer.text)[1]
    css = reading.get(style, headers={"accept-encoding": "gzip"})
    assert answer.headers["content-encoding"] == css.headers["content-encoding"] == "gzip"
    assert int(answer.headers["content-length"]) + int(css.headers["content-length"]) < 60_000


def test_pages_ask_no_other_host(reading):
    for path in PAGES:
        page = reading.get(path, headers=HTML).text
        loaded = re.findall(
            r'<(?:script|img|iframe|link rel="(?:stylesheet|icon)[^>]*)[^>]+(?:src|href)="([^"]+)', page
        )
        assert all(one.startswith("/static/") for one in loaded)


def test_somebody_logged_in_is_not_asked_again(curator):
    assert curator.get("/login", headers=HTML, follow_redirects=False).status_code == 303


def test_the_log_in_returns_to_where_it_was_needed(client):
    assert log_in(client, next="/runs").headers["location"] == "/runs"


def test_a_finding_is_explained_in_the_readers_language(client):
    page = client.get("/findings/publisher-missing?lang=de", headers=HTML).text
    assert '<h1 lang="de">„Herausgeber“ fehlt.</h1>' in page
    assert '<h2 lang="de">Was zu tun ist</h2><p lang="de">Ergänzen Sie dct:publisher.</p>' in page
    assert "<p>A reader must know who stands behind the data and whom to cite.</p>" in page
    english = client.get("/findings/publisher-missing", headers=HTML).text
    assert "<h1>No publisher</h1>" in english
    assert "Ergänzen" not in english


def test_a_datasets_findings_are_said_in_the_readers_language(client):
    page = client.get(f"/datasets/{KEYS['glioma']}?lang=de", headers=HTML).text
    assert '<span lang="de">„Herausgeber“ fehlt. Ergänzen Sie dct:publisher.</span>' in page
