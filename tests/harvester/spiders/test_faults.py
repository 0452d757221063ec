import tomllib
from pathlib import Path

import pytest

from catalogue.model import Severity
from harvester.spiders.faults import CODES, Fault

EXPLAINED = tomllib.loads((Path(__file__).parents[3] / "ontologies" / "findings.toml").read_text("utf-8"))


@pytest.mark.parametrize("code", [*CODES, "http-404", "http-500"])
def test_every_code_says_what_was_expected_and_what_to_do(code):
    fault = Fault(code, "https://a.example/feed", "something " * 50)
    error, finding = fault.error("a"), fault.finding(Severity.WARNING)

    assert error.code == finding.code == code
    assert "https://a.example/feed" in str(error)
    assert fault.expected in error.message
    assert error.hint.endswith(".")
    assert len(finding.found) <= 80


@pytest.mark.parametrize("code", CODES)
def test_every_code_is_explained_to_curators(code):
    assert code in EXPLAINED


@pytest.mark.parametrize(("status", "gone"), [(404, True), (410, True), (403, False), (500, False)])
def test_only_404_and_410_say_that_a_page_is_gone(status, gone):
    assert Fault(f"http-{status}", "https://a.example/", "").gone is gone
