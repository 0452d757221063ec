"""Ours and the shapes that others publish say the same, or the difference is listed with its reason."""

from pathlib import Path

import pytest
import rdflib

from benchmarks.agreement import Outcome, Reason, compare, reasons, sets, table, unexplained

ROOT = Path(__file__).parents[3]
SHARED = ROOT.parent / "shared" / "data"
DOCS = ROOT / "docs" / "profiles.md"

pytestmark = pytest.mark.skipif(
    not (SHARED / "shapes").is_dir(), reason="needs published shapes in ../shared/data/shapes"
)


@pytest.fixture(scope="module")
def outcomes() -> list[Outcome]:
    before, rdflib.NORMALIZE_LITERALS = rdflib.NORMALIZE_LITERALS, False
    try:
        return [compare(one, SHARED) for one in sets()]
    finally:
        rdflib.NORMALIZE_LITERALS = before


def test_every_difference_has_a_reason(outcomes: list[Outcome]) -> None:
    left = {one.published.title: unexplained(one, reasons()) for one in outcomes}
    assert {title: found for title, found in left.items() if found} == {}


def test_no_reason_is_left_over(outcomes: list[Outcome]) -> None:
    def used(reason: Reason) -> bool:
        return any(reason.covers(one.published.title, each) for one in outcomes for each in one.differences)

    assert [one.why for one in reasons() if not used(one)] == []


def test_what_both_say_is_most_of_what_the_official_shapes_say(outcomes: list[Outcome]) -> None:
    for one in outcomes:
        if "html" in one.published.title:
            ours = sum(number for each, number in one.differences.items() if each.side == "ours")
            assert one.same > 1500
            assert ours < one.same / 50


def test_a_difference_without_a_reason_is_seen(outcomes: list[Outcome]) -> None:
    dates = [one for one in reasons() if "sh:shape" in one.why]
    rest = [one for one in reasons() if one not in dates]
    assert {each.path for each in unexplained(outcomes[0], rest)} == {"dct:issued", "dct:modified"}


def test_the_page_shows_these_figures_and_reasons(outcomes: list[Outcome]) -> None:
    page = DOCS.read_text("utf-8")
    for line in table(outcomes):
        assert line in page
    for one in reasons():
        assert one.why in page
