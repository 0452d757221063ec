"""Labels in running text: inflected, compounded, longest first, abbreviations only where they fit."""

import pytest

from harvester.understand.coordination import coordinate
from harvester.understand.lexicon import lexicon
from harvester.understand.words import words


def named(text, language):
    known = lexicon(language)
    split = words(text)
    return [one.concept for one in coordinate(text, split, known.find(text, split), known)]


@pytest.mark.parametrize(
    ("language", "text", "concept"),
    [
        ("bg", "изображения на глиобластома", "glioblastoma"),
        ("cs", "pacientky s karcinomem prsu", "breast-cancer"),
        ("da", "billeder af brystkræft", "breast-cancer"),
        ("de", "Mammographien von Brustkrebspatientinnen", "breast-cancer"),
        ("el", "εικόνες καρκίνου του μαστού", "breast-cancer"),
        ("en", "lung cancers of smokers", "lung-cancer"),
        ("es", "cáncer de próstata", "prostate-cancer"),
        ("et", "rinnavähiga patsiendid", "breast-cancer"),
        ("fi", "rintasyövän kuvia", "breast-cancer"),
        ("fr", "cancers du sein", "breast-cancer"),
        ("hr", "rak dojke", "breast-cancer"),
        ("hu", "emlőrákos betegek", "breast-cancer"),
        ("it", "tumori della mammella", "breast-cancer"),
        ("lt", "krūties vėžys", "breast-cancer"),
        ("lv", "krūts vēzis", "breast-cancer"),
        ("nl", "beelden van prostaatkanker", "prostate-cancer"),
        ("pl", "raka piersi", "breast-cancer"),
        ("pt", "cancro da mama", "breast-cancer"),
        ("ro", "cancer de sân", "breast-cancer"),
        ("sk", "rakovina prsníka", "breast-cancer"),
        ("sl", "rak dojke", "breast-cancer"),
        ("sv", "bilder av bröstcancer", "breast-cancer"),
    ],
)
def test_a_cancer_is_found_in_the_words_of_its_language(language, text, concept):
    assert concept in named(text, language)


def test_the_longest_label_wins():
    assert named("non-small cell lung cancer", "en") == ["non-small-cell-lung-cancer"]


def test_labels_do_not_reach_over_punctuation():
    assert "lung-cancer" not in named("images of the lung. Cancer", "en")


@pytest.mark.parametrize(
    "text",
    [
        "Contact us",
        "they contact the US",
        "a test of the ace",
        "the octet",
        "Mr Smith",
        "an analysis by hand",
    ],
)
def test_ordinary_words_are_no_concepts(text):
    assert named(text, "en") == []


def test_abbreviations_count_in_capitals_and_doubtful_ones_beside_a_modality():
    assert named("CT and US images", "en") == ["computed-tomography", "ultrasound"]
    assert named("ct of the US", "en") == []


@pytest.mark.parametrize(
    ("language", "text", "cancers"),
    [
        ("en", "breast, colon and lung cancer", ["breast-cancer", "colon-cancer", "lung-cancer"]),
        (
            "en",
            "cancer of the breast, prostate and liver",
            ["breast-cancer", "prostate-cancer", "liver-cancer"],
        ),
        (
            "bg",
            "рак на гърдата, белия дроб и простатата",
            ["breast-cancer", "lung-cancer", "prostate-cancer"],
        ),
        (
            "fr",
            "cancers du sein, du poumon et de la prostate",
            ["breast-cancer", "lung-cancer", "prostate-cancer"],
        ),
    ],
)
def test_a_list_shares_its_word_for_cancer(language, text, cancers):
    assert [one for one in named(text, language) if one != "malignant-neoplasm"] == cancers


def test_organs_beside_a_cancer_stay_organs():
    assert named("lung cancer. Liver and kidney were outlined", "en")[1:] == ["liver", "kidney"]


def test_an_idiom_is_no_organ():
    assert named("au sein du projet", "fr") == []
    assert named("images du sein", "fr") == ["breast"]
