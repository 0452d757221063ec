"""Unknown words find terms that are spelled nearly the same, across alphabets."""

import pytest

from indexer.grams import Grams, write_grams
from indexer.wordlist import WordList, write_words

TERMS = sorted(
    ["breast", "glioblastoma", "mammographi", "mri", "neuroblastoma", "prostat", "t2w"], key=str.encode
)


@pytest.fixture
def grams(tmp_path):
    write_words(tmp_path, "terms", TERMS)
    write_grams(tmp_path, TERMS)
    return Grams(tmp_path, WordList(tmp_path, "terms"))


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("neuroblastomma", "neuroblastoma"),
        ("Mammographie", "mammographi"),
        ("глиобластома", "glioblastoma"),
        ("γλιοβλάστωμα", "glioblastoma"),
        ("prostata", "prostat"),
        ("zebra", ""),
        ("mr", ""),
        ("", ""),
    ],
)
def test_the_nearest_term_is_found(grams, word, expected):
    found = grams.near(word)
    assert (TERMS[found[0][0]] if found else "") == expected


def test_likeness_is_one_for_the_same_word_and_falls(grams):
    assert grams.near("neuroblastoma")[0][1] == 1.0
    assert 0.6 <= grams.near("neuroblastomma")[0][1] < 1.0


def test_no_terms_no_neighbours(tmp_path):
    write_words(tmp_path, "terms", [])
    write_grams(tmp_path, [])
    assert Grams(tmp_path, WordList(tmp_path, "terms")).near("neuroblastoma") == []
