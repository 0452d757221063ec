"""A run against a provider: what the record holds afterwards, whatever the provider does."""

import pytest
from sqlalchemy import delete

from catalogue import datasets, findings, runs, tables, written
from catalogue.sources import Source
from harvester.harvest import harvest
from harvester.readers import Readers
from harvester.run import run
from tests.provider import HTML, JSON, TURTLE, XML, Provider, Reply, ckan, hydra_feed, oai_list, oai_records


@pytest.fixture(scope="module")
def readers():
    made = Readers(1, 2048, 60)
    yield made
    made.close()


def source_at(provider, path="/", kind="ckan", **more):
    return Source.model_validate(
        {
            "key": "clinic", "title": "A clinic", "kind": kind, "url": provider.url(path),
            "politeness": {"delay_s": 0, "concurrent": 2}, "network": {"allow_loopback": True},
            "expect": {"datasets_min": 1, "datasets_max": 50}, **more,
        }
    )  # fmt: skip


def active(store):
    with store.read() as connection:
        return {one.identifier: one.state.value for one in datasets.walk(connection)}


CKAN = "/api/3/action/package_search"


def test_a_healthy_source_is_complete_and_its_datasets_are_in(settings, store, readers):
    with Provider({CKAN: ckan(5, cap=2)}) as provider:
        ended = run(source_at(provider), settings, store, readers)
    assert (ended.state, ended.added, ended.message) == ("complete", 5, "")
    assert len(active(store)) == 5


# What the second run of a source with five datasets meets -> state and finding code of the run.
TROUBLE = {
    "404": (Reply(status=404), "failed", "http-404"),
    "500": (Reply(status=500), "failed", "http-500"),
    "an HTML page with status 200": (
        Reply("<html><body>Maintenance</body></html>", HTML), "failed", "not-json",
    ),
    "cut-off JSON": (Reply('{"success": true, "result": {"count": 5, "resu', JSON), "failed", None),
    "a short body": (Reply('{"success": true}', JSON, missing=100), "failed", None),
    "an empty catalogue": (ckan(0), "out-of-range", "listing-empty"),
    "two of five left": (ckan(2), "out-of-range", "out-of-range"),
    "a count larger than what is delivered": (ckan(3, declared=5), "partial", None),
}  # fmt: skip


@pytest.mark.parametrize("second, state, code", TROUBLE.values(), ids=TROUBLE)
def test_trouble_removes_nothing_and_is_said(settings, store, readers, second, state, code):
    with Provider({CKAN: ckan(5)}) as provider:
        run(source_at(provider), settings, store, readers)
        before = active(store)
        provider.routes[CKAN] = second
        ended = run(source_at(provider), settings, store, readers)
    assert ended.state == state
    assert active(store) == before
    assert ended.message
    assert ended.hint
    if code is not None:
        assert ended.code == code


def test_an_unreachable_host_fails_and_says_what_to_do(settings, store, readers):
    with Provider({}) as provider:
        gone = source_at(provider)
    ended = run(gone, settings, store, readers)
    assert (ended.state, ended.code) == ("failed", "unreachable")
    assert ended.hint


def test_cut_off_xml_and_html_are_never_a_short_list(settings, store, readers):
    whole = oai_records(["a", "b"])
    with Provider({"/oai": Reply(whole[: len(whole) * 2 // 3], XML)}) as provider:
        ended = run(source_at(provider, "/oai", "oai-pmh"), settings, store, readers)
    assert ended.state == "failed"
    assert active(store) == {}


def test_one_failed_page_leaves_the_others_in_and_judges_nothing(settings, store, readers):
    feed = hydra_feed(12, per_page=4)

    def page_two_fails(hit):
        return Reply(status=500) if hit.query.get("page") == "2" else feed(hit)

    with Provider({"/feed": page_two_fails}) as provider:
        ended = run(source_at(provider, "/feed", "dcat"), settings, store, readers)
    assert ended.state == "partial"
    assert len(active(store)) == 4


def test_a_dataset_missing_once_is_unseen_and_still_there(settings, store, readers):
    with Provider({CKAN: ckan(20)}) as provider:
        run(source_at(provider), settings, store, readers)
        provider.routes[CKAN] = ckan(19)
        ended = run(source_at(provider), settings, store, readers)
    assert (ended.state, ended.unseen, ended.gone) == ("complete", 1, 0)
    assert sorted(active(store).values()).count("unseen") == 1


def test_an_accepted_run_lets_the_loss_count(settings, store, readers):
    from catalogue.accept import accept
    from catalogue.errors import ConfigError

    with Provider({CKAN: ckan(10)}) as provider:
        run(source_at(provider), settings, store, readers)
        provider.routes[CKAN] = ckan(5)
        held = run(source_at(provider), settings, store, readers)
    assert held.state == "out-of-range"
    assert f"messor runs accept {held.id}" in held.hint
    assert accept(store, settings, held.id, "ana") == (5, 0)
    with pytest.raises(ConfigError, match="accepted"):
        accept(store, settings, held.id, "ana")


def test_one_bad_record_never_stops_a_run(settings, store, readers):
    bad = oai_records(["alpha", "beta", "gamma"])
    bad = bad.replace("<dc:title>alpha</dc:title>", "<dc:date>2026-13-45</dc:date>")
    healthy = oai_list(3)

    def answer(hit):
        return healthy(hit) if hit.query.get("verb") == "Identify" else Reply(bad, XML)

    with Provider({"/oai": answer}) as provider:
        ended = run(source_at(provider, "/oai", "oai-pmh"), settings, store, readers)
    assert ended.added == 3
    with store.read() as connection:
        codes = {code for code, _, _ in findings.counts(connection, ended.id)}
    assert {"title-missing", "date-unreadable"} <= codes


def test_one_bad_source_never_stops_the_others(settings, store):
    with Provider({CKAN: ckan(3), "/oai": oai_list(4)}) as provider:
        bad = source_at(provider, "/nowhere", "dcat", key="bad")
        good = [source_at(provider), source_at(provider, "/oai", "oai-pmh", key="other")]
        ended = {one.source: one.state for one in harvest([bad, *good], settings, store)}
    assert ended == {"bad": "failed", "clinic": "complete", "other": "complete"}


def test_two_datasets_with_one_identifier_are_both_kept_and_it_is_said(settings, store, readers):
    turtle = """@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> .
    <https://a.example/1> a dcat:Dataset ; dct:identifier "same" ; dct:title "One"@en .
    <https://a.example/2> a dcat:Dataset ; dct:identifier "same" ; dct:title "Two"@en ."""
    with Provider({"/feed": Reply(turtle, TURTLE)}) as provider:
        ended = run(source_at(provider, "/feed", "dcat"), settings, store, readers)
    assert (ended.added, ended.failed) == (2, 0)
    with store.read() as connection:
        assert "identifier-twice" in {code for code, _, _ in findings.counts(connection, ended.id)}


def test_an_unchanged_source_writes_nothing_new(settings, store, readers):
    from catalogue import changes

    with Provider({CKAN: ckan(5)}) as provider:
        run(source_at(provider), settings, store, readers)
        with store.read() as connection:
            waiting = changes.waiting(connection, "index")
        again = run(source_at(provider), settings, store, readers)
    assert (again.added, again.changed, again.same) == (0, 0, 5)
    with store.read() as connection:
        assert changes.waiting(connection, "index") == waiting


class CountingReaders(Readers):
    """Readers that count the datasets which came back checked: each of them lacks something."""

    checked = 0

    def read(self, *given):
        read = super().read(*given)
        for one in (description for extraction in read for description in extraction.descriptions):
            self.checked += any(finding.profile for finding in one.findings)
        return read


@pytest.fixture(scope="module")
def counting():
    made = CountingReaders(1, 2048, 60)
    yield made
    made.close()


def test_only_what_changed_is_checked_again(settings, store, counting):
    counting.checked = 0
    title = "Dataset 3"
    with Provider({CKAN: lambda hit: Reply(ckan(5)(hit).body.replace("Dataset 3", title), JSON)}) as provider:
        run(source_at(provider), settings, store, counting)
        assert counting.checked == 5
        run(source_at(provider), settings, store, counting)
        assert counting.checked == 5
        title = "Dataset three"
        again = run(source_at(provider), settings, store, counting)
    assert (again.changed, again.same) == (1, 4)
    assert counting.checked == 6
    with store.read() as connection:
        assert all(any(f.profile for f in one.findings) for one in datasets.walk(connection))


def test_what_is_kept_in_turtle_is_renewed_by_a_run(settings, store, readers):
    with Provider({CKAN: ckan(5)}) as provider:
        run(source_at(provider), settings, store, readers)
        with store.write() as connection:
            keys = [one.id for one in datasets.walk(connection)]
            before = written.bodies(connection, keys)
            connection.execute(delete(tables.written))
        run(source_at(provider), settings, store, readers)
    with store.read() as connection:
        assert written.bodies(connection, keys) == before
    assert len(before) == 5


def test_a_limited_run_is_partial_and_judges_nothing(settings, store, readers):
    with Provider({CKAN: ckan(30, cap=5)}) as provider:
        ended = run(source_at(provider), settings, store, readers, limit=7)
    assert (ended.state, ended.code) == ("partial", "limited")
    assert 7 <= len(active(store)) <= 10


def test_a_busy_source_is_said(settings, store, readers):
    from sqlalchemy import update

    from catalogue.errors import SourceError
    from catalogue.tables import runs as table

    with Provider({CKAN: ckan(1)}) as provider:
        source = source_at(provider)
        with store.write() as connection:
            runs.begin(connection, source, 60)
            connection.execute(update(table).values(owner="another-host:1"))
        with pytest.raises(SourceError, match="another process"):
            run(source, settings, store, readers)


def test_a_description_of_twenty_megabytes_is_cut_and_the_dataset_is_kept(settings, store, readers):
    turtle = """@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> .
    <https://a.example/1> a dcat:Dataset ; dct:identifier "big" ; dct:title "Big"@en ;
      dct:description "%s"@en .""" % ("Breast MRI of women. " * 1_000_000)
    with Provider({"/feed": Reply(turtle, TURTLE)}) as provider:
        ended = run(source_at(provider, "/feed", "dcat"), settings, store, readers)
    assert ended.added == 1
    with store.read() as connection:
        assert "text-too-long" in {code for code, _, _ in findings.counts(connection, ended.id)}
