"""What there is is counted, and what is thin is named."""

from ontologies.concept import LANGUAGES
from ontologies.coverage import coverage, languages, thin
from ontologies.scheme import Scheme, scheme
from tests.ontologies.test_scheme import concept

FEW = Scheme(
    [
        concept("cancer", labels={"en": "cancer", "de": "Krebs"}, alt={"en": ("malignancy",)}),
        concept("glioma", labels={"en": "glioma"}, hidden={"en": ("glioma-", "gliom")}),
        concept("gone", replaced_by="cancer"),
    ]
)


def test_each_kind_is_counted_and_all_together_last() -> None:
    kind, every = coverage(FEW)

    assert kind.cells() == ("cancer-type", 2, 1, 3, 1, 2, 0)
    assert every.plain()["concepts"] == 2


def test_each_language_is_counted() -> None:
    rows = {row.language: row for row in languages(FEW)}

    assert tuple(rows) == LANGUAGES
    assert rows["en"].cells() == ("en", 2, 1, 2, 1)
    assert rows["de"].plain() == {"language": "de", "preferred": 1, "alternative": 0, "hidden": 0, "thin": 2}


def test_thin_languages_and_concepts_are_named() -> None:
    lines = thin(FEW)

    assert "bg: 2 of 2 concepts have no alternative label" in lines
    assert "en: 1 of 2 concepts have no alternative label" in lines
    assert "glioma: no alternative label in 24 languages" in lines
    assert lines[-1] == "2 concepts have no code in any other vocabulary: cancer, glioma"


def test_the_shipped_scheme_is_whole_in_every_language() -> None:
    assert [row.languages for row in coverage()] == [len(LANGUAGES)] * len(coverage())
    assert {row.preferred for row in languages()} == {len(scheme().concepts)}
