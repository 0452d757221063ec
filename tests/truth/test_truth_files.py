"""The hand-made truth keeps its form: texts and truth match, names resolve, formats parse."""

import hashlib
import json
from collections import Counter
from pathlib import Path

import pyoxigraph
import pytest
from babel import Locale
from lxml import etree

from ontologies.scheme import scheme

HERE = Path(__file__).parent
TEXT_FILES = sorted(HERE.glob("texts-*.jsonl"))
FORMATS = {"text", "html", "ttl", "rdf", "xml", "jsonld", "json"}
KINDS = {
    "cancerType": "cancer-type",
    "bodyPart": "body-part",
    "modality": "modality",
    "ageGroup": "population",
}
COUNTS = {"subjects", "images", "studies", "series", "slides", "datasets", "centres", "datasetsDescribed"}
ACCESS = {"open", "restricted", "non-public"}
FIELDS = {*KINDS, *COUNTS, "access", "country", "language", "years", "annotated"}
TERRITORIES = {code for code in Locale("en").territories if len(code) == 2 and code.isalpha()}
LANGUAGES = set(Locale("en").languages)
FEWEST = 8


def read(file):
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()]


TEXTS = {one["id"]: one for file in TEXT_FILES for one in read(file)}
TRUTH = {one["id"]: one for file in sorted(HERE.glob("truth-*.jsonl")) for one in read(file)}


def resolved(field, name):
    known = scheme()
    found = [one.id for one in known.find(name, "en", KINDS[field])]
    return found or [one for one in known.matches(name) if known.concepts[one].kind == KINDS[field]]


def same(field, value):
    """Give what two spellings of one value share."""
    return resolved(field, value)[0] if field in KINDS else repr(value)


def check_value(field, value):
    if field in COUNTS:
        assert type(value) is int, f"{field} is {value!r}, expected a whole number"
        assert value >= 0
    elif field in KINDS:
        assert resolved(field, value), f"{field}: the scheme does not know {value!r}"
    elif field == "years":
        start, end = value
        assert 1900 <= start <= end <= 2026, f"years {value}"
    elif field == "annotated":
        assert isinstance(value, bool)
    elif field == "access":
        assert value in ACCESS
    elif field == "country":
        assert value in TERRITORIES, f"country {value!r} is no ISO 3166 code"
    else:
        assert field == "language"
        assert value in LANGUAGES, f"language {value!r} is no ISO 639 code"


def check_facts(facts):
    assert facts.keys() <= FIELDS, f"unknown fields {facts.keys() - FIELDS}"
    for field, value in facts.items():
        if field in {*KINDS, "country", "language"}:
            assert isinstance(value, list)
            assert len(value) == len(set(value)) > 0, f"{field}: {value}"
            for one in value:
                check_value(field, one)
        else:
            check_value(field, value)


def check_format(text):
    content = text["content"]
    if text["format"] in {"json", "jsonld"}:
        assert isinstance(json.loads(content), dict | list)
    elif text["format"] in {"rdf", "ttl"}:
        kind = {"rdf": pyoxigraph.RdfFormat.RDF_XML, "ttl": pyoxigraph.RdfFormat.TURTLE}[text["format"]]
        assert list(pyoxigraph.parse(content.encode(), format=kind, base_iri="https://example.org/"))
    elif text["format"] == "xml":
        etree.fromstring(content.encode())
    elif text["format"] == "html":
        assert etree.HTML(content).find("body") is not None
    else:
        assert "<html" not in content


@pytest.mark.parametrize("kind", ["texts", "truth"])
def test_ids_are_unique(kind):
    ids = [one["id"] for file in HERE.glob(f"{kind}-*.jsonl") for one in read(file)]
    assert len(ids) == len(set(ids)) > 0


def test_texts_and_truth_match():
    assert TEXTS.keys() == TRUTH.keys()


@pytest.mark.parametrize("file", TEXT_FILES, ids=lambda file: file.stem)
def test_a_file_holds_one_language_and_enough_of_it(file):
    languages = Counter(one["language"] for one in read(file))
    assert list(languages) == [file.stem.rsplit("-", 1)[1]]
    assert languages.total() >= FEWEST


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_a_text_parses_as_its_format(name):
    text = TEXTS[name]
    assert text.keys() == {"id", "format", "content", "language"}
    assert text["format"] in FORMATS
    check_format(text)


@pytest.mark.parametrize("name", sorted(TRUTH))
def test_a_truth_line_has_known_values(name):
    truth = TRUTH[name]
    assert truth.keys() <= {"id", "part", "facts", "tolerated", "rows"}
    number = int(hashlib.sha256(name.encode()).hexdigest(), 16)
    held = name.startswith("c-") and number % 2 == 0
    assert truth["part"] == ("held" if held else "tune")
    check_facts(truth["facts"])
    for field, values in truth.get("tolerated", {}).items():
        assert field in FIELDS
        for value in values:
            check_value(field, value)
    for row in truth.get("rows", []):
        check_facts(row)
    if "rows" in truth:
        assert truth["facts"]["datasetsDescribed"] == len(truth["rows"]) > 1


@pytest.mark.parametrize("name", sorted(TRUTH))
def test_no_value_is_both_right_and_tolerated(name):
    truth = TRUTH[name]
    for field, values in truth.get("tolerated", {}).items():
        right = truth["facts"].get(field, [])
        if field == "years" or not isinstance(right, list):
            right = [right]
        assert not {same(field, one) for one in right} & {same(field, one) for one in values}, field


@pytest.mark.parametrize(
    "name", sorted(one for one in TRUTH if TRUTH[one]["facts"].get("datasetsDescribed") == 0)
)
def test_a_page_without_datasets_has_no_other_fact(name):
    assert TRUTH[name]["facts"] == {"datasetsDescribed": 0}
