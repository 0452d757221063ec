"""Whether the images are annotated: by a word, by an answer, by who judged them."""

import pytest

from harvester.understand.marks import marks
from harvester.understand.reading import read


def answers(text, language):
    return [one.value for one in marks(read(text, language))]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "All lesions were outlined by two radiologists."),
        ("hr", "Skup sadrži 63 pregleda; tumor je izmjerio radiolog."),
        ("pl", "Dermoskopia raka skóry, rozpoznanie przypisał dermatolog."),
        ("lt", "Gleasono laipsnį kiekvienam preparatui nurodė patologas."),
        ("fr", "Score SIOPEN établi par un médecin nucléaire sur chaque examen."),
        ("bg", "Полипите отбелязани ли са? Да, всички."),
        ("fi", "Onko kuvat annotoitu? Kyllä."),
    ],
)
def test_marked(language, text):
    assert answers(text, language) == [True]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The images are not annotated."),
        ("fr", "Les images sont-elles annotées ? Non, pas une seule."),
        ("pt", "Há segmentações? Ainda nenhuma."),
        ("sk", "Anotácie: zatiaľ žiadne."),
        ("bg", "Няма означения върху снимките."),
        ("sl", "Posnetki 88 otrok, brez označb."),
        ("mt", "S'issa ħadd ma mmarka t-tumuri."),
    ],
)
def test_not_marked(language, text):
    assert answers(text, language) == [False]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The diagnosis was confirmed by a pathologist."),
        ("en", "Are the images annotated?"),
        ("de", "Die Blutwerte wurden im Labor bestimmt."),
        ("en", "The age of all people was entered in the table of the study, years before the day on which a first "
               "doctor looked at it."),
    ],
)  # fmt: skip
def test_nothing_is_said(language, text):
    assert answers(text, language) == []
