"""A code is explained in every language as far as it concerns what a description must or should have."""

import re

import pytest

from catalogue.model import Finding, Severity
from harvester.check.codes import CONDITIONAL, MISSING
from ontologies.explaining import explained, told
from ontologies.findings import codes, explain
from ontologies.messages import LANGUAGES, messages


@pytest.mark.parametrize("language", sorted({*LANGUAGES} - {"en"}))
def test_what_must_or_should_be_there_is_explained_whole_in_a_language(language: str) -> None:
    names = messages(language).names
    for code in {*MISSING.values(), *CONDITIONAL.values()}:
        one = explained(code, language)

        assert {one.title.language, one.why[0].language, one.todo.language} == {language}, code
        assert any(name in one.title.text for name in names.values())
        assert ":" in one.todo.text, code
        assert one.example


@pytest.mark.parametrize("path, code", MISSING.items())
def test_the_typical_case_is_about_a_property_of_the_code(path: str, code: str) -> None:
    about = {path for path, other in MISSING.items() if other == code}
    named = explain(code).case["place"].split("|")

    assert set(named) <= {one for path in about for one in path.split("|")}


@pytest.mark.parametrize("code", codes())
def test_every_code_is_explained_in_english_and_nothing_is_left_open(code: str) -> None:
    for language in ("en", "de", "mt"):
        one = explained(code, language)
        texts = [one.title.text, *(part.text for part in one.why), one.todo.text, one.example]

        assert one.known
        assert all(texts)
        assert not any(re.search(r"{\w+}|None", text) for text in texts)
    assert explained(code).title.text == explain(code).title


def test_a_value_that_is_not_of_the_list_comes_with_a_right_one() -> None:
    one = explained("value-not-in-list", "fr")

    assert one.todo.text.endswith("data-theme/HEAL (Santé).")
    assert one.headings == ("Pourquoi", "Que faire", "Exemple")


def test_what_has_no_translation_says_that_it_is_english() -> None:
    one = explained("robots-forbids", "de")

    assert (one.title.language, one.why[0].language, one.todo.language) == ("en", "en", "en")
    assert one.headings[0] == "Warum"


def test_an_unknown_code_is_not_passed_off_as_known() -> None:
    assert not explained("titel-missing", "de").known


def test_a_finding_is_told_with_its_language() -> None:
    missing = Finding("title-missing", Severity.VIOLATION, "dct:title")

    assert told(missing, "de").language == "de"
    assert told(missing, "tlh").text == told(missing).text
    assert told(Finding("robots-forbids", Severity.WARNING, ""), "de").language == "en"
