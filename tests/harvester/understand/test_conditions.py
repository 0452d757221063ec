"""Conditions of use and handling: a table of sentences in sixteen languages, denied ones among them."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from harvester.understand.conditions import conditions
from harvester.understand.handling import handling
from harvester.understand.reading import read
from harvester.understand.scanner import scanner
from ontologies.concept import LANGUAGES
from ontologies.namespaces import CONCEPT

TABLE = tomllib.loads(Path(__file__).with_name("conditions.toml").read_text("utf-8"))
USE = "messor:conditionOfUse"
EXPECTED = {
    "noncommercial": (USE, "non-commercial-use-only"),
    "ethics": (USE, "ethics-approval-required"),
    "anonymised": ("dpv:hasTechnicalMeasure", "anonymised"),
    "pseudonymised": ("dpv:hasTechnicalMeasure", "pseudonymised"),
    "consent": ("dpv:hasLegalBasis", "consent"),
    "months": ("time:hasXSDDuration", "P36M"),
    "female": ("eucaim:hasBirthSex", "female"),
    "retrospective": ("eucaim:collectionMethod", "retrospective"),
    "contrast": ("messor:contrastAgent", "true"),
    "union": (USE, "geographical-restriction"),
}
REFUSED = {"not-noncommercial": "non-commercial-use-only", "no-ethics": "ethics-approval-required"}


def said(text: str, language: str = "en") -> set[tuple[str, str]]:
    one = read(text, language)
    terms = (*conditions(one), *handling(one), *scanner(one))
    for term in terms:
        assert 0 <= term.start < term.end <= len(text)
    return {(term.property, term.value.removeprefix(CONCEPT)) for term in terms}


def rows(kinds):
    return [
        pytest.param(language, kind, text, id=f"{language}-{kind}")
        for language, by_kind in TABLE.items()
        for kind, text in by_kind.items()
        if kind in kinds
    ]


def test_the_table_has_every_kind_in_twelve_languages_or_more():
    kinds = {*EXPECTED, *REFUSED, "approved", "annotator"}
    assert len(TABLE) >= 12
    assert set(TABLE) <= set(LANGUAGES)
    assert all(set(by_kind) == kinds for by_kind in TABLE.values())


@pytest.mark.parametrize(("language", "kind", "text"), rows(EXPECTED))
def test_a_sentence_gives_its_claim(language, kind, text):
    assert EXPECTED[kind] in said(text, language)


@pytest.mark.parametrize(("language", "kind", "text"), rows(REFUSED))
def test_a_denied_condition_is_none(language, kind, text):
    assert (USE, REFUSED[kind]) not in said(text, language)


@pytest.mark.parametrize(("language", "kind", "text"), rows({"approved"}))
def test_an_approval_that_was_given_is_no_condition(language, kind, text):
    found = said(text, language)
    assert "messor:ethicsApproval" in {name for name, _ in found}
    assert (USE, "ethics-approval-required") not in found


@pytest.mark.parametrize(("language", "kind", "text"), rows({"annotator"}))
def test_who_annotated_is_kept_in_the_words_of_the_text(language, kind, text):
    found = [value for name, value in said(text, language) if name == "messor:annotatedBy"]
    assert len(found) == 1
    assert found[0] in text


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("Data may be used for research purposes only.", USE, "general-research-use"),
        ("Collaboration with the data provider is required.", USE, "collaboration-required"),
        ("Users must publish their results within two years.", USE, "publication-required"),
        ("Access is granted for 12 months after approval.", USE, "time-limit-on-use"),
        ("Only registered researchers get access.", USE, "user-specific-restriction"),
        (
            "Access is limited to non-profit organisations.",
            USE,
            "not-for-profit-organisation-use-only",
        ),
        ("Commercial use is allowed.", USE, "commercial-use-allowed"),
        ("For non-commercial use only.", USE, "non-commercial-use-only"),
        (
            "Legal basis: Art. 6(1)(e) and Art. 9(2)(j) GDPR.",
            "dpv:hasLegalBasis",
            "public-interest",
        ),
        (
            "Legal basis: Art. 6(1)(e) and Art. 9(2)(j) GDPR.",
            "dpv:hasLegalBasis",
            "scientific-research",
        ),
        ("The images will be kept until 2037.", "dcat:endDate", "2037"),
        ("The dataset has a median follow-up of five years.", "messor:followUp", "P5Y"),
        (
            "Apply for access at https://data.example/apply.",
            "messor:applyAt",
            "https://data.example/apply",
        ),
        (
            "Access on request: send a form to data@hospital.example.",
            "messor:applyAt",
            "mailto:data@hospital.example",
        ),
        ("MRI at 1.5 T and 3T was performed.", "messor:fieldStrength", "1.5"),
        ("MRI at 1.5 T and 3T was performed.", "messor:fieldStrength", "3"),
        (
            "MRI was acquired on a Siemens Avanto scanner.",
            "eucaim:hasEquipmentManufacturer",
            "Siemens",
        ),
        ("CT was done without contrast.", "messor:contrastAgent", "false"),
    ],
)
def test_an_english_sentence_gives_its_claim(text, name, value):
    assert (name, value) in said(text)


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("de", "Rechtsgrundlage ist Art. 6 Abs. 1 lit. e DSGVO.", "public-interest"),
        ("fr", "Base légale : article 6, paragraphe 1, point e) du RGPD.", "public-interest"),
        ("bg", "Правно основание: член 6, параграф 1, буква д) от ОРЗД.", "public-interest"),
        ("es", "Base jurídica: artículo 9, apartado 2, letra j) del RGPD.", "scientific-research"),
        ("it", "Base giuridica: articolo 9, paragrafo 2, lettera j) del GDPR.", "scientific-research"),
        ("el", "Νομική βάση: άρθρο 6 παράγραφος 1 στοιχείο ε) του ΓΚΠΔ.", "public-interest"),
        ("pl", "Podstawa prawna: art. 6 ust. 1 lit. e RODO.", "public-interest"),
        ("pt", "Base jurídica: artigo 6.º, n.º 1, alínea e), do RGPD.", "public-interest"),
        ("nl", "Grondslag: artikel 6, lid 1, onder e, van de AVG.", "public-interest"),
        ("cs", "Právní základ: čl. 6 odst. 1 písm. e) GDPR.", "public-interest"),
        ("sk", "Právny základ: čl. 6 ods. 1 písm. e) GDPR.", "public-interest"),
        ("ro", "Temeiul juridic: articolul 6 alineatul (1) litera (e) din RGPD.", "public-interest"),
    ],
)
def test_an_article_of_the_regulation_is_a_legal_basis(language, text, value):
    assert ("dpv:hasLegalBasis", value) in said(text, language)


@pytest.mark.parametrize(
    "text",
    [
        "Commercial use is planned for another project of a partner.",
        "The authors declare no commercial interests.",
        "Informed consent was waived by the committee.",
        "Consent was not obtained from the patients.",
        "The images are not anonymised.",
        "Men were excluded from the dataset.",
        "The T1 stage was 3 T in the table of tumours.",
        "CT images of 2010 to 2019 are stored in the archive.",
        "The data are never deleted, even after 36 months.",
        "Write to office@hospital.example for an appointment.",
        "The clinic uses scanners by Siemens.",
    ],
)
def test_words_alone_are_no_claim(text):
    assert said(text) == set()
