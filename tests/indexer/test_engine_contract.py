"""Both engines find the same, filter the same, count the same, and switch generations whole."""

import threading
from dataclasses import replace

import numpy as np
import pytest

from catalogue.errors import SearchIndexError
from indexer.document import FACETS
from indexer.filters import NOT_STATED, Filters
from indexer.search import search
from tests.indexer.words import COLLECTION, HashEncoder, changed, entries

ALL = Filters()


def ids(reader, numbers):
    return [reader.shelf.ids[number].split(".")[1] for number in numbers]


def test_an_engine_without_an_index_says_so(engine):
    assert engine.live() == (0, "")
    with pytest.raises(SearchIndexError, match="there is no search index yet"):
        engine.reader()


def test_what_is_written_is_read_back_unchanged(filled):
    shelf = filled.reader().shelf
    assert [shelf.document(number) for number in range(len(shelf))] == COLLECTION
    again = entries(COLLECTION)
    assert [(one.id, one.terms, one.lengths) for one in shelf.entries()] == [
        (one.id, one.terms, one.lengths) for one in again
    ]
    np.testing.assert_array_equal([one.vector for one in shelf.entries()], [one.vector for one in again])


def test_the_live_generation_is_known_without_loading_it(filled):
    assert filled.live() == (1, "hash")


def test_words_find_documents_that_have_one_of_them(filled):
    reader = filled.reader()
    assert sorted(ids(reader, reader.by_words({"mammogram": 1.0, "neuroblastoma": 1.0}, ALL, 10))) == [
        "c",
        "e",
    ]
    assert reader.by_words({}, ALL, 10) == []
    assert reader.by_words({"zebra": 1.0}, ALL, 10) == []


def test_a_word_in_the_title_counts_more(filled):
    reader = filled.reader()
    assert ids(reader, reader.by_words({"neuroblastoma": 1.0, "ward": 1.0}, ALL, 1)) == ["e"]


def test_a_concept_finds_what_is_below_it(filled):
    reader = filled.reader()
    assert sorted(ids(reader, reader.by_concepts(["brain-tumour"], ALL, 10))) == ["a", "d"]
    assert ids(reader, reader.by_concepts(["paediatric", "brain-tumour"], ALL, 10))[0] == "a"
    assert reader.by_concepts([], ALL, 10) == []


def test_a_vector_finds_its_own_document_first(filled):
    reader = filled.reader()
    for number in range(len(reader.shelf)):
        assert reader.by_vector(reader.shelf.vectors[number], ALL, 3)[0] == number


@pytest.mark.parametrize(
    "vector",
    [np.full(64, np.nan, np.float32), np.full(64, np.inf, np.float32), np.ones(3, np.float32)],
    ids=["not a number", "infinite", "another dimension"],
)
def test_a_vector_that_cannot_be_compared_finds_nothing(filled, vector):
    assert filled.reader().by_vector(vector, ALL, 5) == []


FILTERS = {
    "a value": (Filters({"modality": ("mri",)}), "abd"),
    "two values of one facet": (Filters({"modality": ("mri", "mammography")}), "abcd"),
    "two facets": (Filters({"modality": ("mri",), "access": ("PUBLIC",)}), "b"),
    "a concept takes what is below it": (Filters({"cancer_type": ("brain-tumour",)}), "ad"),
    "not stated": (Filters({"access": (NOT_STATED,)}), "def"),
    "a value or not stated": (Filters({"access": ("PUBLIC", NOT_STATED)}), "bdef"),
    "not stated of a concept facet": (Filters({"cancer_type": (NOT_STATED,)}), "f"),
    "at least": (Filters(subjects_min=120), "abc"),
    "at most leaves out who does not say": (Filters(subjects_max=900), "abe"),
    "between": (Filters(subjects_min=100, subjects_max=1000), "ab"),
    "images": (Filters(images_min=4001), "b"),
    "a value nobody has": (Filters({"source": ("nobody",)}), ""),
    "a value with an odd spelling": (Filters({"publisher": ('a"b\\c]=*',)}), ""),
}


@pytest.mark.parametrize("case", FILTERS)
def test_filters_hold_in_every_arm(filled, case):
    filters, expected = FILTERS[case]
    reader = filled.reader()
    allowed = set(expected)
    assert set(ids(reader, np.flatnonzero(reader.shelf.allowed(filters)))) == allowed
    total, numbers = reader.browse(filters, 0, 10)
    assert (total, set(ids(reader, numbers))) == (len(allowed), allowed)
    every = {name: 1.0 for one in entries(COLLECTION) for name in one.terms}
    assert set(ids(reader, reader.by_words(every, filters, 10))) == allowed
    assert set(ids(reader, reader.by_vector(reader.shelf.vectors[0], filters, 10))) == allowed
    named = allowed - {"f"}
    concepts = ["cancer", "mri", "paediatric", "mammography"]
    assert set(ids(reader, reader.by_concepts(concepts, filters, 10))) == named


@pytest.mark.parametrize("case", FILTERS)
def test_facets_are_counted_as_the_shelf_counts_them(filled, case):
    filters, _ = FILTERS[case]
    reader = filled.reader()
    numbers = np.flatnonzero(reader.shelf.allowed(filters))
    for name in FACETS:
        assert reader.facet(name, filters) == reader.shelf.facet(name, numbers)


def test_a_facet_counts_a_concept_with_what_is_below_it(filled):
    assert filled.reader().facet("cancer_type", ALL) == {
        "glioma": 2, "glioblastoma": 1, "breast-cancer": 2, "neuroblastoma": 1, NOT_STATED: 1,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("sort", "expected"),
    [("newest", "fabcde"), ("relevance", "fabcde"), ("subjects", "cbaedf"), ("title", "abdfce")],
)
def test_browsing_keeps_the_order_and_ties_go_by_id(engine, sort, expected):
    fresh = [changed(one, fresh="2026-05-01" if one.id.endswith("f") else "2025-01-01") for one in COLLECTION]
    by_id = [changed(one, id=f"x.{one.id[-1]}") for one in fresh]
    engine.write(entries(by_id), model="hash")
    reader = engine.reader()
    _, numbers = reader.browse(Filters(sort=sort), 0, 10)
    assert "".join(ids(reader, numbers)) == expected
    assert reader.browse(Filters(sort=sort), 2, 2)[1] == numbers[2:4]


def test_documents_without_a_vector_are_found_by_words_only(engine):
    made = entries(COLLECTION)
    bare = [one if one.id.endswith("a") else replace(one, vector=None) for one in made]
    engine.write(bare, model="hash")
    reader = engine.reader()
    assert ids(reader, reader.by_vector(made[0].vector, ALL, 10)) == ["a"]
    assert ids(reader, reader.by_words({"mammographi": 1.0}, ALL, 10)) == ["c"]


def test_an_index_without_any_vector_works(engine):
    engine.write([replace(one, vector=None) for one in entries(COLLECTION)], model="hash")
    assert engine.live() == (1, "")
    assert engine.reader().by_vector(np.ones(64, np.float32), ALL, 5) == []


def test_an_empty_index_is_an_index(engine):
    engine.write([], model="hash")
    reader = engine.reader()
    assert reader.browse(ALL, 0, 10) == (0, [])
    assert reader.by_words({"mri": 1.0}, ALL, 10) == []
    assert search(engine, "MRI").total == 0


def test_a_new_generation_is_seen_at_once_and_an_open_reader_keeps_its_own(filled):
    before = filled.reader()
    assert filled.write(entries(COLLECTION[:4]), model="hash").generation == 2
    after = filled.reader()
    assert (len(before.shelf), len(after.shelf)) == (6, 4)
    assert ids(before, before.by_words({"neuroblastoma": 1.0}, ALL, 10)) == ["e"]
    assert after.by_words({"neuroblastoma": 1.0}, ALL, 10) == []
    assert (before.shelf.generation, after.shelf.generation) == (1, 2)


def test_two_generations_are_kept(filled, tmp_path):
    for _ in range(3):
        filled.write(entries(COLLECTION), model="hash")
    kept = sorted(folder.name for folder in (tmp_path / "index").iterdir() if folder.name.isdecimal())
    assert kept == ["3", "4"]


@pytest.mark.parametrize("documents", [[], COLLECTION[:2]], ids=["empty", "a third of it"])
def test_a_live_index_is_not_replaced_by_a_much_smaller_one_without_a_reason(filled, documents):
    with pytest.raises(SearchIndexError, match="the live one holds 6"):
        filled.write(entries(documents), model="hash")
    assert filled.live() == (1, "hash")
    assert len(filled.reader().shelf) == 6
    assert filled.write(entries(documents), model="hash", reason="a source was closed").generation == 2


def test_searches_during_swaps_see_one_whole_generation(filled):
    failures, seen = [], set()
    stop = threading.Event()

    def look():
        while not stop.is_set():
            try:
                found = search(filled, "MRI glioma", size=10)
                seen.add((found.generation, found.total))
            except Exception as error:  # noqa: BLE001  whatever it is, it must not happen
                failures.append(error)

    searchers = [threading.Thread(target=look) for _ in range(2)]
    for one in searchers:
        one.start()
    for size in (5, 6, 5, 6):
        filled.write(entries(COLLECTION[:size]), model="hash")
    stop.set()
    for one in searchers:
        one.join()
    assert failures == []
    assert len({total for _, total in seen}) == 1


def test_the_order_of_hits_is_the_same_on_both_engines(filled, embedded):
    from indexer.options import Options
    from tests.indexer.words import SCHEME

    options = Options(encoder=HashEncoder(), words=SCHEME)
    for query in (
        "MRI of brain tumours in children",
        "рак на гърдата",
        "women screening",
        "glioma",
        "images",
    ):
        here = search(filled, query, options=options)
        there = search(embedded, query, options=options)
        assert here == there, query
        assert here.total > 0
