"""Limits and access rights are read in 24 languages."""

import pytest

from indexer.quantities import access, limits

PATIENTS = {
    "bg": "поне 500 пациенти", "cs": "alespoň 500 pacientů", "da": "mindst 500 patienter",
    "de": "mindestens 500 Patienten", "el": "τουλάχιστον 500 ασθενείς", "en": "at least 500 patients",
    "es": "al menos 500 pacientes", "et": "vähemalt 500 patsienti", "fi": "vähintään 500 potilasta",
    "fr": "au moins 500 patients", "ga": "ar a laghad 500 othar", "hr": "najmanje 500 pacijenata",
    "hu": "legalább 500 beteg", "it": "almeno 500 pazienti", "lt": "bent 500 pacientų",
    "lv": "vismaz 500 pacienti", "mt": "mill-inqas 500 pazjent", "nl": "minstens 500 patiënten",
    "pl": "co najmniej 500 pacjentów", "pt": "pelo menos 500 doentes", "ro": "cel puțin 500 de pacienți",
    "sk": "aspoň 500 pacientov", "sl": "vsaj 500 bolnikov", "sv": "minst 500 patienter",
}  # fmt: skip


@pytest.mark.parametrize("language", PATIENTS)
def test_at_least_is_read(language):
    assert [(one.limit, one.value) for one in limits(PATIENTS[language])] == [("subjects_min", 500)]


OTHERS = {
    "more than 500 patients": [("subjects_min", 501)],
    "fewer than 100 children": [("subjects_max", 99)],
    "up to 50 people": [("subjects_max", 50)],
    "≥ 1,000 cases": [("subjects_min", 1000)],
    ">=200 subjects": [("subjects_min", 200)],
    "500+ patients": [("subjects_min", 500)],
    "over 10k images": [("images_min", 10_001)],
    "plus de 1 000 patientes": [("subjects_min", 1001)],
    "mindestens 1.000 Patientinnen": [("subjects_min", 1000)],
    "at least 20 adult patients": [("subjects_min", 20)],
    "at least 300 patients and more than 5000 images": [("subjects_min", 300), ("images_min", 5001)],
    "500 patients": [],
    "2 cases": [],
    "less than 100 images": [],
    "T2 MRI": [],
    "at least 5": [],
    "over 99999999999999999 patients": [],
    "patients over 65": [],
}


@pytest.mark.parametrize("text", OTHERS)
def test_other_limits_are_read_and_mere_numbers_are_not(text):
    assert [(one.limit, one.value) for one in limits(text)] == OTHERS[text]


def test_places_are_those_of_the_text():
    text = "Größe ß œ: mindestens 500 Patienten, bitte"
    (found,) = limits(text)
    assert text[found.start : found.end] == "mindestens 500 Patienten"


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("open access lung CT", ["PUBLIC"]),
        ("свободен достъп", ["PUBLIC"]),
        ("données ouvertes", ["PUBLIC"]),
        ("DATOS ABIERTOS", ["PUBLIC"]),
        ("accesso limitato", ["RESTRICTED"]),
        ("public health", []),
        ("an open question of access", []),
    ],
)
def test_access_rights_are_read(text, codes):
    assert [one.code for one in access(text)] == codes
