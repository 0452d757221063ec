"""Every file that a strict parser refuses gets a finding: with line and column, or where it was read leniently."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from benchmarks.broken import refused
from catalogue.model import Fetched
from harvester.extract.keys_twice import MOST, keys_twice
from harvester.validate import MEDIA_TYPES, validate

SHARED = Path(__file__).parents[3] / "shared" / "data" / "catalogues"
SPACE = "NTI-RISPv1_Dataset.ttl"


def verdict_of(name, body):
    media = MEDIA_TYPES.get(Path(name).suffix.lower(), "")
    return validate(Fetched(name, body, media, "", 200, datetime.now(UTC), "dataset", ""))


def places(text):
    return [one.place for one in keys_twice("a.json", text)]


def test_a_key_is_named_where_it_stands_again_in_its_own_object():
    assert places('{"a": 1,\n "b": {"a": 2}, "c": [{"a": 3}, {"a": 4}],\n  "a": 5}') == [
        "a.json line 3 column 3"
    ]
    assert places('{"a": "x \\" {", "\\u0061": 2}') == ["a.json line 1 column 17"]


@pytest.mark.parametrize(
    "text", ['{"a": ["a", "a:", "a"], "b": "a"}', "[1, 2]", '{"a": 1, "a": ', "", "[" * 9000]
)
def test_what_says_each_key_once_or_is_no_json_gives_nothing(text):
    assert places(text) == []


def test_a_document_of_many_repeated_keys_gives_a_few_findings():
    assert len(places("{" + ", ".join(['"a": 1'] * 500) + "}")) == MOST


def test_a_repeated_key_stands_before_what_was_read():
    text = '{"@context": "https://schema.org/", "@type": "Dataset", "name": "A", "name": "B", "identifier": "lung-17"}'
    found = verdict_of("a.jsonld", text.encode())
    assert found.findings[0].code == "key-twice"
    assert found.readable and json.loads(text)["name"] == found.judged[0].title == "B"


@pytest.mark.parametrize(
    "name, text", [("a.csv", "id,name\n1,*:x\n2,*:y\n"), ("a.yaml", "Name: a b\nTags:\n - x:/y\n")]
)
def test_what_is_neither_rdf_nor_json_gives_one_finding_and_not_one_a_line(name, text):
    (finding,) = verdict_of(name, text.encode()).findings
    assert (finding.code, finding.place) == ("not-rdf", f"{name} line 1 column 1")


def test_turtle_under_a_strange_ending_is_still_read_as_turtle():
    text = "@prefix dcat: <http://www.w3.org/ns/dcat#> .\n<https://x.example/1> a dcat:Dataset"
    (finding, *_) = verdict_of("a.txt", text.encode()).findings
    assert (finding.code, finding.place) == ("rdf-broken", "a.txt line 2 column 37")


@pytest.mark.skipif(not SHARED.exists(), reason="needs the shared catalogues")
def test_the_24_files_that_strict_parsers_refuse_each_give_a_finding(capsys):
    wanted = {".ttl", ".nt", ".rdf", ".xml", ".json", ".jsonld"}
    paths = [one for one in sorted(SHARED.rglob("*")) if one.suffix.lower() in wanted and refused(one)]
    placed = []
    for path in paths:
        verdict = verdict_of(path.name, path.read_bytes())
        if any(" line " in one.place and " column " in one.place for one in verdict.findings):
            placed.append(path.name)
        else:
            assert path.name == SPACE
            assert "iri-invalid" in {one.code for judged in verdict.judged for one in judged.findings}
    with capsys.disabled():
        print(f"\n{len(paths)} files refused by strict parsers, {len(placed)} findings with line and column")
    assert (len(paths), len(placed)) == (24, 23)
