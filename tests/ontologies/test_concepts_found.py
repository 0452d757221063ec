"""Every word of the scheme finds its concept, in its own language and with its own kind of match."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontologies.concept import LANGUAGES
from ontologies.fold import plain
from ontologies.scheme import scheme

WORDS = scheme()
CONCEPTS = list(WORDS.concepts.values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_preferred_label_finds_its_concept_first_among_equals(language: str) -> None:
    for one in CONCEPTS:
        found = {hit.id: hit for hit in WORDS.find(one.labels[language], language)}

        assert one.id in found, (one.id, one.labels[language])
        assert found[one.id].match == "preferred"
        assert found[one.id].language == language


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_alternative_and_hidden_label_finds_its_concept(language: str) -> None:
    for one in CONCEPTS:
        for label in (*one.alt.get(language, ()), *one.hidden.get(language, ())):
            assert one.id in {hit.id for hit in WORDS.find(label, language, one.kind)}, (one.id, label)


@given(st.integers(min_value=0), st.sampled_from(LANGUAGES), st.sampled_from([str.upper, str.title, str]))
def test_a_label_finds_its_concept_in_any_case(number: int, language: str, write: type[str]) -> None:
    one = CONCEPTS[number % len(CONCEPTS)]

    assert one.id in {hit.id for hit in WORDS.find(f"  {write(one.labels[language])} ", language)}


@given(st.integers(min_value=0), st.sampled_from(LANGUAGES))
def test_a_label_without_its_accents_finds_its_concept(number: int, language: str) -> None:
    one = CONCEPTS[number % len(CONCEPTS)]
    hits = WORDS.find(plain(one.labels[language]), language)

    assert hits
    assert one.id in {hit.id for hit in hits} or hits[0].match != "folded"


@given(st.text(max_size=40))
def test_any_text_gives_a_list_and_no_error(text: str) -> None:
    for hit in WORDS.find(text):
        assert hit.id in WORDS.concepts


@pytest.mark.parametrize(
    ("words", "concept"),
    [
        ("emlőrák", "breast-cancer"),
        ("рак на гърдата", "breast-cancer"),
        ("rintasyöpä", "breast-cancer"),
        ("kanċer tas-sider", "breast-cancer"),
        ("ailse chíche", "breast-cancer"),
        ("krūts vēzis", "breast-cancer"),
        ("Brustkrebs", "breast-cancer"),
        ("cancer mamar", "breast-cancer"),
        ("καρκίνος του μαστού", "breast-cancer"),
        ("MRT", "magnetic-resonance-imaging"),
        ("IRM", "magnetic-resonance-imaging"),
        ("RMN", "magnetic-resonance-imaging"),
        ("МРТ", "magnetic-resonance-imaging"),
        ("ЯМР", "magnetic-resonance-imaging"),
        ("magneettikuvaus", "magnetic-resonance-imaging"),
        ("TAC", "computed-tomography"),
        ("scanner", "computed-tomography"),
        ("αξονική τομογραφία", "computed-tomography"),
        ("GBM", "glioblastoma"),
        ("glejak wielopostaciowy", "glioblastoma"),
        ("HCC", "hepatocellular-carcinoma"),
        ("NSCLC", "non-small-cell-lung-cancer"),
        ("heinäsirkka", ""),
        ("", ""),
    ],
)
def test_a_word_that_people_write_means_the_right_thing(words: str, concept: str) -> None:
    assert [hit.id for hit in WORDS.find(words)][:1] == ([concept] if concept else [])


@pytest.mark.parametrize(
    ("language", "word"),
    [
        ("ga", "siad"),  # 'they', and the word for a tumour
        ("da", "overlap"),
        ("de", "PSA"),  # an antigen before it is a panoramic X-ray
        ("de", "Balken"),
        ("el", "έδρα"),
        ("en", "arm"),  # of a trial
        ("en", "CC"),  # of a licence
        ("es", "columna"),  # of a table
        ("es", "matriz"),
        ("fr", "pont"),
        ("it", "anche"),
        ("pl", "meta"),
    ],
)
def test_a_word_that_mostly_means_something_else_is_no_label(language: str, word: str) -> None:
    assert [hit for hit in WORDS.find(word, language) if hit.language == language] == []


def test_the_thirty_that_were_read_aloud_are_still_there() -> None:
    """The sample of the second look: seeded, so that it can be read again."""
    assert set(sample()) <= set(WORDS.concepts)
    assert len(sample()) == 30


def sample() -> list[str]:
    kinds = ("cancer-type", "body-part", "modality", "data-kind", "study-design")
    names = sorted(one.id for kind in kinds for one in WORDS.of_kind(kind))
    return random.Random(4).sample(names, 30)
