"""Counts whose noun is left out: sums, and examinations called by their method."""

import pytest

from harvester.understand.figures import choose
from harvester.understand.reading import read
from harvester.understand.units import IMAGES, PEOPLE, STUDIES


def counted(text, language):
    return {one.property: one.value for one in choose(read(text, language).figures) if one.confidence >= 0.5}


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("es", "Participaron 1.706 adultos de Colombia y 940 de Perú (2.646 en total).", {PEOPLE: 2646}),
        ("nl", "MRI van 163 patiënten met hyperplasie en 94 met een adenoom (samen 257).", {PEOPLE: 257}),
        ("fr", "Volume : 141 patientes, 387 IRM", {PEOPLE: 141, STUDIES: 387}),
        ("en", "201 studies of 143 patients", {STUDIES: 201, PEOPLE: 143}),
    ],
)
def test_a_count_without_its_noun(language, text, expected):
    assert counted(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Images of 163 patients and 94 controls; telephone 258.", {PEOPLE: 163}),
        ("en", "We use 12 MRI scanners. The set holds 400 images.", {IMAGES: 400}),
        ("en", "This follows a review of 12 studies.", {}),
    ],
)
def test_numbers_that_are_no_sum_and_no_examinations(language, text, expected):
    found = counted(text, language)

    assert {name: found.get(name) for name in expected} == expected
    assert STUDIES not in found
    assert 258 not in found.values()
