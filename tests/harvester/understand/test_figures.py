"""Numbers with what they count, in the writing of many languages, and what is no count."""

import pytest

from harvester.understand.figures import figures
from harvester.understand.words import words

IMAGES, PEOPLE, SERIES = (
    "messor:numberOfImages",
    "healthdcatap:numberOfUniqueIndividuals",
    "messor:numberOfSeries",
)
STUDIES, DATASETS = "healthdcatap:numberOfRecords", "messor:numberOfDatasets"


def counted(text):
    return {one.property: one.value for one in figures(text, words(text)) if one.confidence >= 0.5}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("over 200,000 images of about 20,000 people", {IMAGES: 200_000, PEOPLE: 20_000}),
        (
            "36 набора от данни за общо над 200,000 броя изображения на около 20,000 души",
            {DATASETS: 36, IMAGES: 200_000, PEOPLE: 20_000},
        ),
        ("2\u00a0774 изображения на 146 деца", {IMAGES: 2774, PEOPLE: 146}),
        ("4,130 images of 295 patients in 413 examinations", {IMAGES: 4130, PEOPLE: 295, STUDIES: 413}),
        ("5.796 Bilder von 322 Patientinnen", {IMAGES: 5796, PEOPLE: 322}),
        ("3.366 imágenes de 187 pacientes", {IMAGES: 3366, PEOPLE: 187}),
        ("1 250 images de 300 malades", {IMAGES: 1250, PEOPLE: 300}),
        ("200’000 immagini di 1.200 pazienti", {IMAGES: 200_000, PEOPLE: 1200}),
        ("12 000 kuvaa 340 potilaasta", {IMAGES: 12_000, PEOPLE: 340}),
        ("4 500 εικόνες από 120 ασθενείς", {IMAGES: 4500, PEOPLE: 120}),
        ("8 000 obrazów 500 pacjentów", {IMAGES: 8000, PEOPLE: 500}),
        ("0.2 million images", {IMAGES: 200_000}),
        ("1,5 Millionen Bilder", {IMAGES: 1_500_000}),
        ("20 хил. пациенти", {PEOPLE: 20_000}),
        ("20 thousand patients", {PEOPLE: 20_000}),
        ("Number of patients: 1,234", {PEOPLE: 1234}),
        ("| Брой пациенти | 214 |\n| Брой изображения | 3 638 |", {PEOPLE: 214, IMAGES: 3638}),
        ("1,010 lung cancer patients", {PEOPLE: 1010}),
        ("300 image series", {SERIES: 300}),
    ],
)
def test_a_count_is_read_with_its_noun(text, expected):
    assert counted(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "COVID-19 patients",
        "phase 3 patients",
        "images of 512 x 512",
        "3 T images",
        "45 % of patients",
        "in 2019 patients were",
        "slices of 5 mm images",
        "grant 101100633 cases",
        "type 2 patients",
        "18 million euro for people",
        "1" * 5000 + " patients",
    ],
)
def test_other_numbers_are_no_counts(text):
    assert counted(text) == {}


def test_what_is_planned_is_unsure():
    (one,) = figures("The goal is over 60 million images.", words("The goal is over 60 million images."))
    assert (one.value, one.confidence < 0.5) == (60_000_000, True)
