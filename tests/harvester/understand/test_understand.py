"""Inferred claims: with quote and span, never over what is stated, not what is denied."""

import json

import pytest

from catalogue.model import Layer
from harvester.understand.access import access
from harvester.understand.language import language_of
from ontologies.namespaces import CONCEPT
from tests.harvester.describing import about, described


def dataset(**fields):
    block = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "@id": "https://clinic.example/a",
        "name": "Cohort",
        **fields,
    }
    (one,) = described("schema.org", json.dumps(block), media="application/ld+json").descriptions
    return one


def inferred(one, property_):
    return [
        claim.value.removeprefix(CONCEPT) for claim in about(one, property_) if claim.layer is Layer.INFERRED
    ]


def test_an_inferred_claim_shows_the_words_it_came_from():
    text = "The dataset holds CT images of lung cancer."
    one = dataset(description=text)
    (claim,) = about(one, "eucaim:hasCondition")
    assert (claim.layer, claim.rule, claim.evidence.quote) == (
        Layer.INFERRED,
        "lexicon.cancer-type",
        "lung cancer",
    )
    assert text[claim.evidence.start : claim.evidence.end] == "lung cancer"
    assert 0 < claim.confidence < 1


def test_stated_claims_come_first_and_stay():
    one = dataset(
        description="Images of 180 patients with lung cancer and breast cancer.",
        additionalProperty=[
            {"name": "cancer type", "value": "Lung cancer"},
            {"name": "number of patients", "value": "200"},
        ],
    )
    people = about(one, "healthdcatap:numberOfUniqueIndividuals")
    assert [(claim.layer, claim.value) for claim in people] == [
        (Layer.STATED, "200"),
        (Layer.INFERRED, "180"),
    ]
    conditions = about(one, "eucaim:hasCondition")
    assert [(claim.layer, claim.value) for claim in conditions] == [
        (Layer.STATED, CONCEPT + "lung-cancer"),
        (Layer.INFERRED, CONCEPT + "breast-cancer"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The dataset does not include CT.",
        "Images without CT of any kind.",
        "Der Datensatz enthält Aufnahmen ohne CT der Patienten.",
        "Le jeu de données est constitué de clichés sans CT de contrôle.",
        "El conjunto de datos no incluye CT de los pacientes.",
    ],
)
def test_what_is_denied_is_no_claim(text):
    assert inferred(dataset(description=text), "eucaim:hasImageModality") == []


def test_a_negation_ends_with_its_clause():
    one = dataset(
        description="There is no MRI in it, CT is included for everybody. It holds not only PET data."
    )
    assert inferred(one, "eucaim:hasImageModality") == ["computed-tomography", "positron-emission-tomography"]


def test_only_the_most_specific_concept_is_added():
    one = dataset(description="Gliomas, in most patients glioblastoma. Brain tumours of adults.")
    assert inferred(one, "eucaim:hasCondition") == ["glioblastoma"]


def test_members_of_a_list_all_mean_themselves():
    one = dataset(description="Cancers: neuroblastoma, glioma, glioblastoma.")
    assert inferred(one, "eucaim:hasCondition") == ["neuroblastoma", "glioma", "glioblastoma"]


def test_english_terms_are_found_in_other_languages():
    one = dataset(
        description="Der Datensatz enthält Aufnahmen der Lunge mit low-dose CT aus drei Krankenhäusern."
    )
    assert "low-dose-ct" in inferred(one, "eucaim:hasImageModality")


@pytest.mark.parametrize(
    ("language", "text", "code"),
    [
        ("en", "Data are available upon reasonable request.", "RESTRICTED"),
        ("de", "Der Zugang ist eingeschränkt und setzt einen Antrag voraus.", "RESTRICTED"),
        ("bg", "достъпът е ограничен", "RESTRICTED"),
        ("es", "| Acceso | restringido |", "RESTRICTED"),
        ("fr", "Les données sont en libre accès.", "PUBLIC"),
        ("es", "El acceso es público", "PUBLIC"),
        ("en", "The images are not publicly available.", "NON_PUBLIC"),
        ("pl", "Dane są dostępne po zatwierdzeniu wniosku przez komitet.", "RESTRICTED"),
        ("fi", "Aineisto on vapaasti ladattavissa ilman rekisteröitymistä.", "PUBLIC"),
        ("lv", "Datus ikviens var lejupielādēt bez maksas.", "PUBLIC"),
    ],
)
def test_access_is_understood_from_sentences(language, text, code):
    assert access(text, language).iri.endswith("/" + code)


def test_no_word_of_access_gives_no_access():
    assert access("Images of open surgery.") is None


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Наборът от данни събира изследвания с магнитен резонанс", "bg"),
        ("Το σύνολο δεδομένων περιέχει εικόνες του μαστού", "el"),
        ("Aineisto sisältää rintasyövän magneettikuvia kolmesta sairaalasta", "fi"),
        ("Der Datensatz enthält Aufnahmen der Brust aus drei Krankenhäusern", "de"),
        ("CT", None),
        ("数据集包含图像数据集包含图像数据集包含图像 1234", None),
    ],
)
def test_the_language_of_a_text_is_told_or_left_open(text, language):
    assert language_of(text) == language


def test_languages_are_listed_most_text_first():
    one = dataset(
        name=[{"@value": "Brust-MRT", "@language": "de"}, {"@value": "Breast MRI", "@language": "en"}],
        description=[
            {
                "@value": "Der Datensatz enthält Aufnahmen der Brust aus drei Krankenhäusern.",
                "@language": "de",
            }
        ],
    )
    assert one.languages == ("de", "en")
