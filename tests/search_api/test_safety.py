"""Hostile texts, forms, headers: nothing of it becomes markup, a change, or a link elsewhere."""

import json
import re
from urllib.parse import quote

import pytest
from sqlalchemy import func, select

from catalogue.tables import metadata
from tests.search_api.conftest import (
    BASE,
    HOSTILE,
    HTML,
    KEYS,
    NAME,
    PASSWORD,
    SCRIPT,
    decide,
    log_in,
    token_of,
)
from tests.search_api.test_pages import seen

ROUTES = [
    "/", "/?q=breast&lang=bg", f"/datasets/{KEYS['breast']}", f"/datasets/{KEYS['hostile']}",
    f"/datasets/{KEYS['breast']}?done=1", "/statistics", "/sources", "/runs", "/runs/1", "/review", "/login", "/logout",
    "/concepts/breast-cancer", "/findings/publisher-missing", "/about", "/api", "/api/openapi.json", "/openapi.json",
    "/api/search?q=breast", f"/api/datasets/{KEYS['breast']}", "/api/statistics", "/api/facets", "/api/quality", f"/api/datasets/{KEYS['breast']}/quality", "/healthz", "/readyz",
    "/metrics", "/robots.txt", "/gauges.ttl", "/sitemap.xml", "/sitemap.xml?after=", "/catalog", "/favicon.ico", "/nowhere",
    f"/datasets/{KEYS['breast']}/decide", f"/datasets/{KEYS['breast']}/undo", "/runs/1/accept",
]  # fmt: skip


def counts(app):
    with app.state.desk.store.read() as connection:
        return {
            table.name: connection.execute(select(func.count()).select_from(table)).scalar()
            for table in metadata.sorted_tables
        }


def content(app):
    """Everything the record holds, as text."""
    with app.state.desk.store.read() as connection:
        return {
            table.name: [tuple(row) for row in connection.execute(select(table))]
            for table in metadata.sorted_tables
        }


@pytest.mark.parametrize("who", ["nobody", "curator"])
def test_get_changes_nothing(app, client, who):
    if who == "curator":
        log_in(client)
    before = content(app)
    for path in ROUTES:
        for method in ("GET", "HEAD"):
            assert client.request(method, path, headers=HTML, follow_redirects=False).status_code < 500, path
    assert content(app) == before


def test_every_route_of_the_application_is_looked_at(app):
    """A new route must be added to the list above, or be one that a test of its own looks at."""
    own = {"/static/{name}", "/datasets/{key}.{suffix}", "/concepts/{name}.{suffix}", "/catalog.{suffix}"}
    for route in walk_routes(app.router.routes):
        pattern = re.sub(r"\{[^}]+\}", "[^/]+", route)
        assert route in own or any(re.fullmatch(pattern, path.partition("?")[0]) for path in ROUTES), route


def walk_routes(routes):
    for route in routes:
        if hasattr(route, "path") and hasattr(route, "endpoint"):
            yield route.path
        elif hasattr(route, "original_router"):
            yield from walk_routes(route.original_router.routes)


@pytest.mark.parametrize("path", ROUTES)
def test_every_answer_has_the_security_headers(reading, path):
    headers = reading.get(path, headers=HTML, follow_redirects=False).headers
    assert "default-src 'self'" in headers["content-security-policy"]
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"


def test_hostile_descriptions_are_shown_as_text(curator):
    page = curator.get(f"/datasets/{KEYS['hostile']}", headers=HTML).text
    assert "<script>alert" not in page
    assert not re.search(r"<(?:img|svg onload|form action=//)", page)
    assert seen(page).styles == []  # no attribute that runs or styles
    assert not re.search(r'(?:href|src|cite|action)="(?:javascript|data|vbscript):', page, re.I)
    assert 'href="//evil' not in page
    assert "{{7*7}}" in page and "${7*7}" in page  # shown, not worked out
    assert "<strong>bold</strong>" in page


@pytest.mark.parametrize(
    "path", ["/?q=hostile", "/statistics", "/api/search?q=hostile", "/findings/title-missing"]
)
def test_hostile_values_are_escaped_in_lists_too(reading, path):
    text = reading.get(path, headers=HTML).text
    if path.startswith("/api/"):
        assert json.loads(text)["hits"]
    else:
        assert "<script>alert" not in text and "<svg onload" not in text


def test_the_structured_data_cannot_end_its_script_element(reading):
    page = reading.get(f"/datasets/{KEYS['hostile']}", headers=HTML).text
    (block,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)
    assert not set("<>&") & set(block)
    document = json.loads(block)
    assert document["name"] == {"@value": f"Hostile {SCRIPT}", "@language": "en"} or SCRIPT not in json.dumps(
        document
    )
    assert document["publisher"]["name"] == HOSTILE


@pytest.mark.parametrize(
    "path",
    ["/?q={}", "/?publisher={}", "/datasets/{}", "/concepts/{}", "/findings/{}", "/runs/{}", "/login?next={}", "/{}",
     "/?lang={}", "/?sort={}", "/statistics?country={}", "/api/search?{}=1"]
)  # fmt: skip
def test_what_was_asked_comes_back_escaped(reading, path):
    attack = quote("\"><svg onload=alert(1)>'{{7*7}}", safe="")
    answer = reading.get(path.format(attack), headers=HTML)
    assert answer.status_code < 500
    if answer.headers["content-type"].startswith("text/html"):
        assert "<svg onload" not in answer.text


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8000", "127.0.0.1@evil.example"])
def test_links_come_from_the_settings_not_from_the_host_header(reading, host):
    headers = {**HTML, "host": host, "x-forwarded-host": "evil.example"}
    for path in (f"/datasets/{KEYS['breast']}", "/sitemap.xml", "/robots.txt", "/api/search?q=breast"):
        assert "evil.example" not in reading.get(path, headers=headers).text.replace("//evil.example/x", "")


@pytest.mark.parametrize("next_", ["//evil.example", "https:evil", "/\\evil.example", "https://evil.example",
                                   "javascript:alert(1)", "/%0d%0aSet-Cookie:x=1", "\n/x"])  # fmt: skip
def test_the_log_in_leads_to_own_pages_only(client, next_):
    location = log_in(client, next=next_).headers["location"]
    assert location.startswith("/") and not location.startswith(("//", "/\\"))
    assert "\r" not in location and "\n" not in location


def test_a_wrong_password_says_no_more_than_an_unknown_name(client):
    wrong, unknown = log_in(client, password="not the password"), log_in(client, name="nobody")
    assert wrong.status_code == unknown.status_code == 422
    assert "do not belong together" in wrong.text and "do not belong together" in unknown.text
    assert "messor_session" not in client.cookies


def test_guessing_is_braked_for_the_name_and_address(client):
    answers = [log_in(client, password=f"wrong guess {number}").status_code for number in range(7)]
    assert answers == [422] * 5 + [429] * 2
    braked = log_in(client)
    assert braked.status_code == 429 and int(braked.headers["retry-after"]) > 0


def test_the_session_cookie_is_for_this_site_only_and_new_at_each_log_in(client):
    first = log_in(client)
    cookie = next(
        value for value in first.headers.get_list("set-cookie") if value.startswith("messor_session")
    )
    assert "HttpOnly" in cookie and "SameSite=lax" in cookie and "Secure" not in cookie
    old = client.cookies["messor_session"]
    client.get("/review", headers=HTML)
    client.cookies.delete("messor_session")
    client.cookies.set("messor_session", "planted", domain="127.0.0.1")
    log_in(client)
    assert client.cookies["messor_session"] not in {old, "planted"}


def test_over_https_the_cookie_is_secure(home):
    from fastapi.testclient import TestClient

    from search_api.app import make_app
    from tests.search_api.conftest import settings_of

    app = make_app(settings_of(home, public_url="https://messor.example"))
    with TestClient(app, base_url="https://messor.example") as client:
        answer = log_in(client)
    assert all("Secure" in one for one in answer.headers.get_list("set-cookie") if "Max-Age=0" not in one)


def test_logging_out_ends_the_session_in_the_record(client, app):
    log_in(client)
    cookie = client.cookies["messor_session"]
    page = client.get("/about", headers=HTML).text
    assert client.post("/logout", data={"csrf": token_of(page)}, follow_redirects=False).status_code == 303
    client.cookies.set("messor_session", cookie)
    assert client.get("/review", headers=HTML, follow_redirects=False).status_code == 303


POSTS = [
    f"/datasets/{KEYS['glioma']}/decide",
    f"/datasets/{KEYS['glioma']}/undo",
    "/runs/1/accept",
    "/logout",
]


def test_every_post_route_is_tried_without_a_token(app):
    found = {
        re.sub(r"\{[^}]+\}", "*", route.path)
        for route in all_routes(app.router.routes)
        if "POST" in (getattr(route, "methods", None) or ())
    }
    assert found == {"/datasets/*/decide", "/datasets/*/undo", "/runs/*/accept", "/logout", "/login"}


def all_routes(routes):
    for route in routes:
        if hasattr(route, "original_router"):
            yield from all_routes(route.original_router.routes)
        else:
            yield route


@pytest.mark.parametrize("path", [*POSTS, "/login"])
@pytest.mark.parametrize("token", [None, "", "wrong", "é"])
def test_a_form_without_the_right_token_changes_nothing(curator, app, path, token):
    before = counts(app)
    form = {"name": NAME, "password": PASSWORD} | ({} if token is None else {"csrf": token})
    assert curator.post(path, data=form, headers=HTML, follow_redirects=False).status_code == 403
    assert counts(app) == before


@pytest.mark.parametrize("path", POSTS)
def test_nobody_who_is_not_logged_in_may_change_anything(client, app, path):
    before = counts(app)
    assert client.post(path, data={"csrf": "x"}, headers=HTML, follow_redirects=False).status_code == 403
    assert counts(app) == before


@pytest.mark.parametrize("header", [{"origin": "https://evil.example"}, {"origin": "null"},
                                    {"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"}])  # fmt: skip
def test_a_form_from_another_site_is_refused_even_with_a_token(curator, header):
    page = curator.get("/about", headers=HTML).text
    answer = curator.post("/logout", data={"csrf": token_of(page)}, headers={**HTML, **header})
    assert answer.status_code == 403
    allowed = {"origin": BASE, "sec-fetch-site": "same-origin"}
    answer = curator.post("/logout", data={"csrf": token_of(page)}, headers=allowed, follow_redirects=False)
    assert answer.status_code == 303


def test_a_decision_on_one_dataset_cannot_be_undone_through_another(curator):
    decide(curator, KEYS["glioma"], "Body part", "accept")
    page = curator.get("/about", headers=HTML).text
    form = {"csrf": token_of(page), "decision": "1"}
    assert curator.post(f"/datasets/{KEYS['breast']}/undo", data=form).status_code == 409


def test_large_requests_are_refused_early(reading):
    assert reading.post("/login", data={"name": "a" * 70_000}).status_code == 413
    assert reading.post("/login", content=(b"x" * 9_000 for _ in range(9))).status_code == 413
    assert reading.get("/?q=" + "a" * 9_000).status_code == 414
    assert reading.post("/login", headers={"content-length": "-5"}, content=b"").status_code in {400, 413}


def test_odd_methods_and_bodies_are_refused_not_failed(reading):
    assert reading.post("/", headers=HTML).status_code == 405
    assert reading.request("DELETE", f"/datasets/{KEYS['breast']}").status_code == 405
    assert reading.post(
        "/login", content=b"\xff\xfe", headers={"content-type": "application/json"}
    ).status_code in {403, 422}
    boundary = {"content-type": "multipart/form-data; boundary=x"}
    assert reading.post("/login", content=b"--x\r\nbad", headers=boundary).status_code < 500


@pytest.mark.parametrize(
    "path", ["/static/../app.py", "/static/%2e%2e/app.py", "/static/style.css", "/static/ORIGINS"]
)
def test_only_static_files_under_their_hashed_names_are_given(reading, path):
    assert reading.get(path).status_code == 404


def test_static_files_may_be_kept_for_ever(reading):
    name = re.search(r'href="(/static/style\.[0-9a-f]{10}\.css)"', reading.get("/about", headers=HTML).text)[
        1
    ]
    answer = reading.get(name)
    assert "immutable" in answer.headers["cache-control"]
    assert answer.headers["content-type"].startswith("text/css")


def test_a_fault_of_ours_gives_a_reference_that_is_in_the_log(app, client, monkeypatch, capsys):
    def broken():
        raise RuntimeError("secret detail /etc/passwd")

    monkeypatch.setattr(app.state.desk.survey, "rows", broken)
    page = client.get("/concepts/breast-cancer", headers=HTML)
    assert page.status_code == 500
    reference = re.search(r"<code>([0-9a-f]{8})</code>", page.text)[1]
    assert "secret" not in page.text and "Traceback" not in page.text
    assert "default-src" in page.headers["content-security-policy"]
    logged = capsys.readouterr()
    assert reference in logged.out + logged.err
    problem = client.get("/concepts/breast-cancer", headers={"accept": "text/html;q=0.1, application/json"})
    assert problem.status_code == 500
    assert problem.headers["content-type"] == "application/problem+json"
    assert re.fullmatch("[0-9a-f]{8}", problem.json()["reference"])


def test_logged_in_pages_are_not_compressed(curator, reading):
    zipped = {**HTML, "accept-encoding": "gzip"}
    assert "content-encoding" not in curator.get("/?q=breast", headers=zipped).headers
    assert reading.get("/?q=breast", headers=zipped).headers["content-encoding"] == "gzip"
