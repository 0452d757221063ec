"""Languages are told apart by script, stop words and labels; nothing is guessed from one word."""

import pytest

from indexer.languages import of_query, of_text

TEXTS = {
    "bg": "Изображения от магнитен резонанс на пациенти с рак на гърдата.",
    "de": "Bilder der Magnetresonanztomographie von Patientinnen mit Brustkrebs.",
    "en": "Magnetic resonance images of patients with breast cancer.",
    "fr": "Images par résonance magnétique de patientes atteintes d'un cancer du sein.",
    "mt": "Immaġini ta' pazjenti b'kanċer tas-sider miġbura mill-isptarijiet.",
}


@pytest.mark.parametrize("language", TEXTS)
def test_a_running_text_is_told(language):
    assert of_text(TEXTS[language]) == language


QUERIES = {
    "images of the breast": "en",
    "images du sein chez la femme": "fr",
    "obrazy raka piersi w Polsce oraz na Litwie": "pl",
    "εικόνες μαστού": "el",
    "снимки": "bg",
    "MRI рак": "bg",
    "glioma": "en",
}


@pytest.mark.parametrize("query", QUERIES)
def test_a_query_is_told(query):
    assert of_query(query.split(), [], "en") == QUERIES[query]


def test_the_readers_language_decides_between_equals():
    assert of_query(["Kohorte"], [], "de") == "de"
    assert of_query(["Kohorte"], [], "en") == "en"
