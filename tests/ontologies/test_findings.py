"""Every code is explained, and every finding can be said in one sentence."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from catalogue.model import Finding, Severity
from ontologies.findings import codes, explain, sentence

ROOT = Path(__file__).parents[2]

NAMED = """
title-missing description-missing publisher-missing contact-missing theme-missing distribution-missing
access-url-missing licence-missing keyword-missing access-rights-missing value-not-in-list literal-not-iri
iri-not-literal wrong-class too-many-values language-missing identifier-missing identifier-twice
identifier-placeholder text-too-long iri-invalid date-unreadable licence-unknown json-ld-broken rdf-broken
xml-broken json-broken not-xml not-json not-rdf cut-off unreachable dns-failed timeout http-error
blocked-address blocked-host robots-forbids too-large paging-loop token-expired tls-failed rate-limited
page-limit request-limit parser-crashed parser-timeout field-unread value-unmapped
source-changed-under-decision iri-taken out-of-range listing-empty graph-too-large no-datasets
"""


@pytest.mark.parametrize("code", codes())
def test_a_code_is_explained_in_whole_sentences(code: str) -> None:
    meaning = explain(code)

    assert re.fullmatch(r"[a-z]+(-[a-z]+)+|[a-z]+", code)
    assert meaning.known
    assert meaning.title
    assert not meaning.title.endswith(".")
    assert meaning.why.endswith(".")
    assert meaning.todo
    assert meaning.example


def test_the_promised_codes_are_there() -> None:
    assert set(NAMED.split()) - set(codes()) == set()


def findings_in(path: Path) -> Iterator[str]:
    """Give codes that are written out where a finding is made."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Finding":
            first = [*node.args[:1], *(word.value for word in node.keywords if word.arg == "code")]
            yield from (
                one.value for one in first if isinstance(one, ast.Constant) and isinstance(one.value, str)
            )


def test_every_code_written_in_the_rooms_is_explained() -> None:
    rooms = ("catalogue", "harvester", "messor", "indexer", "search_api")
    used = {
        (code, path.name)
        for room in rooms
        for path in (ROOT / room).rglob("*.py")
        for code in findings_in(path)
    }

    assert used
    assert sorted((code, name) for code, name in used if code not in codes()) == []


def test_an_unknown_code_leads_to_the_nearest() -> None:
    assert explain("licence-mising").code == "licence-missing"
    assert not explain("licence-mising").known
    assert explain("???").title


SENTENCES = {
    "No title at dct:title; give the dataset a dct:title in at least one language.": Finding(
        "title-missing", Severity.VIOLATION, "dct:title"
    ),
    "A date that cannot be read at dct:issued: '2019-13-04', expected a date; tell the provider.": Finding(
        "date-unreadable",
        Severity.WARNING,
        "dct:issued",
        "2019-13-04",
        "a date",
        "Tell the provider.",
    ),
    "Not XML at https://x/oai: '<html>', expected XML; open the URL in a browser.": Finding(
        "not-xml", Severity.VIOLATION, "https://x/oai", "<html>", "XML", "Open the URL in a browser."
    ),
    "No licence at dcat:distribution/dct:license: nothing at https://x/1; URLs only.": Finding(
        "licence-missing",
        Severity.WARNING,
        "dcat:distribution/dct:license",
        "nothing at https://x/1",
        "",
        "URLs only.",
    ),
    "Brand new: '1', expected 2.": Finding("brand-new", Severity.INFO, "", "1", "2"),
}


@pytest.mark.parametrize("expected", SENTENCES)
def test_a_finding_is_one_sentence(expected: str) -> None:
    assert sentence(SENTENCES[expected]) == expected


def test_a_long_value_is_cut() -> None:
    text = sentence(Finding("date-unreadable", Severity.WARNING, "dct:issued", "x" * 500))

    assert "x" * 81 not in text
    assert "…" in text
