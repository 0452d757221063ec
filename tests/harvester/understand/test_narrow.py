"""Which concepts describe a dataset: histologies of an organ, parts of what is ill."""

import pytest

from harvester.extract.page import describe_bytes
from ontologies.namespaces import CONCEPT


def concepts(text, property_):
    (one,) = describe_bytes(text.encode(), "text/plain").descriptions
    return {
        claim.value.removeprefix(CONCEPT)
        for claim in one.claims
        if claim.property == property_ and claim.confidence >= 0.5
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The collection holds CT of 300 patients with lung cancer; two thirds are adenocarcinomas, "
            "the others squamous cell carcinomas.",
            {"lung-adenocarcinoma", "lung-squamous-cell-carcinoma"},
        ),
        (
            "Cystoscopy images of bladder cancer in 219 patients. Histology was urothelial carcinoma in all.",
            {"bladder-cancer", "urothelial-carcinoma"},
        ),
        (
            "CT von 763 Erkrankten mit duktalem Adenokarzinom der Bauchspeicheldrüse, also Pankreaskrebs.",
            {"pancreatic-ductal-adenocarcinoma"},
        ),
        (
            "CT of 300 patients with lung cancer or breast cancer. Adenocarcinomas of the bowel are not included.",
            {"lung-cancer", "breast-cancer"},
        ),
    ],
)
def test_a_histology_is_of_the_organ_that_is_ill(text, expected):
    assert concepts(text, "eucaim:hasCondition") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Radiographs of 388 children with osteosarcoma of the distal femur or the tibia.",
            {"femur", "tibia"},
        ),
        ("Fundus photographs of the retina of 90 people with uveal melanoma.", {"eye"}),
        ("MRI of 90 people with glioma of the frontal lobe.", {"frontal-lobe"}),
    ],
)
def test_a_part_of_what_is_ill_is_named(text, expected):
    assert concepts(text, "eucaim:hasImageBodyPart") == expected


def populations(text):
    return concepts(text, "messor:population")


def test_a_range_of_ages_is_read_behind_another_number():
    text = "La raccolta riunisce le colonscopie di 800 persone tra i 50 e i 74 anni, eseguite in quattro ospedali."

    assert populations(text) == {"adult"}


def test_nobody_under_eighteen_means_adults():
    text = "CT of 300 patients with lung cancer from two hospitals. Patients younger than 18 years were excluded."

    assert populations(text) == {"adult"}


def test_a_date_counts_nothing_and_a_single_year_is_not_sure():
    text = "Přehled sad, stav k 31. 12. 2024. Sady obsahují MR 880 pacientů s karcinomem prostaty."
    (one,) = describe_bytes(text.encode(), "text/plain").descriptions

    counted = {claim.value for claim in one.claims if claim.property.startswith("messor:numberOf")}
    assert not counted & {"31", "12", "2024"}
    assert not [
        claim for claim in one.claims if claim.property == "dcat:startDate" and claim.confidence >= 0.5
    ]


def test_a_country_that_withdrew_its_data_is_none_of_the_datas():
    text = "The CT of 1,200 patients with kidney cancer come from hospitals in Romania. Ukraine withdrew its data."
    (one,) = describe_bytes(text.encode(), "text/plain").descriptions

    assert [claim.value[-3:] for claim in one.claims if claim.property == "dct:spatial"] == ["ROU"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Ke každému z 219 pacientů s karcinomem plic patří plánovací 4D-CT, ozařovací plán (RTPLAN), struktury "
            "(RTSTRUCT) a rozložení dávky (RTDOSE).",
            {"planning-ct", "rt-plan", "rt-structure-set", "rt-dose"},
        ),
        (
            "A 247 tüdőrákos beteg tervezési CT-jéhez RTSTRUCT állományok tartoznak.",
            {"planning-ct", "rt-structure-set"},
        ),
        ("MRI of 200 patients with glioma. We plan to add RTSTRUCT files.", {"magnetic-resonance-imaging"}),
    ],
)
def test_a_plan_of_treatment_is_no_plan_of_the_dataset(text, expected):
    assert concepts(text, "eucaim:hasImageModality") >= expected
    assert ("rt-structure-set" in expected) == (
        "rt-structure-set" in concepts(text, "eucaim:hasImageModality")
    )
