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
