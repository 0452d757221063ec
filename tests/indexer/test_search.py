"""What a reader gets: order, reasons, marks, chips, facets that can be combined, pages."""

from dataclasses import replace

import pytest

from indexer.document import FACETS
from indexer.filters import NOT_STATED, Filters
from indexer.hits import plain
from indexer.options import Options
from indexer.query import QueryError
from indexer.search import search
from tests.indexer.words import COLLECTION, SCHEME, HashEncoder, changed, entries

OPTIONS = Options(encoder=HashEncoder(), words=SCHEME)


def names(found):
    return "".join(hit.id[-1] for hit in found.hits)


def ask(engine, query, **more):
    return search(engine, query, options=more.pop("options", OPTIONS), **more)


def counts(found, facet):
    (one,) = [one for one in found.facets if one.name == facet]
    return {value.value: value.count for value in one.values}


def test_brain_tumours_in_children_give_a_glioma_dataset_first_with_its_way_up(embedded):
    found = ask(embedded, "MRI of brain tumours in children")
    first = found.hits[0]
    assert first.title.text == "Brain MRI of glioma"
    assert "Its cancer type is glioma, which belongs to brain tumour." in [
        one.sentence for one in first.reasons
    ]
    (way,) = [one for one in first.reasons if one.concept == "brain-tumour"]
    assert way.path == ("glioma", "brain-tumour")


def test_a_longer_way_up_is_told_in_full(embedded):
    found = ask(embedded, "brain tumour")
    (hit,) = [hit for hit in found.hits if hit.id.endswith("d")]
    assert hit.reasons[0].sentence == (
        "Its cancer type is glioblastoma, which belongs to brain tumour "
        "(glioblastoma › glioma › brain tumour)."
    )


def test_a_bulgarian_query_finds_english_descriptions_by_their_concept(embedded):
    found = ask(embedded, "рак на гърдата")
    assert set(names(found)) == {"b", "c"}
    assert found.language == "bg"
    assert [one.value for one in found.read] == ["breast-cancer"]
    assert all(hit.parts.concept > 0 for hit in found.hits)


def test_it_does_so_without_any_vector(embedded):
    found = ask(embedded, "рак на гърдата", options=Options(words=SCHEME))
    assert set(names(found)) == {"b", "c"}


def test_the_vector_arm_is_off_for_text_nobody_understood(embedded):
    encoder = HashEncoder()
    found = ask(embedded, "болнични приеми", options=replace(OPTIONS, encoder=encoder))
    assert (found.total, encoder.texts) == (0, [])


def test_the_vector_arm_gets_the_translation(embedded):
    encoder = HashEncoder()
    ask(embedded, "рак на гърдата", options=replace(OPTIONS, encoder=encoder))
    assert encoder.texts[0] == "breast cancer"


def test_a_word_nearly_spelled_like_a_known_one_finds_it(embedded):
    found = ask(embedded, "невробластоми", options=Options(words=SCHEME))
    assert names(found) == "e"
    misspelled = ask(embedded, "neuroblastomma", options=Options(words=SCHEME))
    assert names(misspelled) == "e"


def test_words_found_are_marked_where_they_stand(embedded):
    hit = ask(embedded, "glioma MRI").hits[0]
    assert [hit.title.text[a:b] for a, b in hit.title.marks] == ["MRI", "glioma"]
    assert [hit.snippet.text[a:b] for a, b in hit.snippet.marks] == ["glioma"]


def test_a_long_description_is_cut_around_the_words(embedded):
    long = (
        "Nothing of interest is said here at first. " * 30 + "Then neuroblastoma of the adrenal gland. " * 2
    )
    text = replace(COLLECTION[4].texts["en"], title="Tumours", description=long)
    embedded.write(
        entries([*COLLECTION[:4], changed(COLLECTION[4], title="Tumours", texts={"en": text})]), model="hash"
    )
    (hit,) = [hit for hit in ask(embedded, "neuroblastoma").hits if hit.id.endswith("e")]
    assert hit.snippet.text.startswith("… ")
    assert len(hit.snippet.text) < 300
    assert {hit.snippet.text[a:b] for a, b in hit.snippet.marks} == {"neuroblastoma"}


def test_a_hit_by_meaning_alone_shows_its_nearest_sentence(embedded):
    found = ask(embedded, "wards", options=replace(OPTIONS, floor=0.1))
    by_words = ask(embedded, "admissions")
    assert by_words.hits[0].reasons[0].kind == "words"

    class Near(HashEncoder):
        def encode(self, texts, *, following=0):
            return super().encode(
                ["Counts of admissions by month and ward" if one == "bed use" else one for one in texts]
            )

    found = ask(embedded, "bed use", options=replace(OPTIONS, encoder=Near()))
    assert names(found)[0] == "f"
    assert found.hits[0].reasons[0].kind == "meaning"
    assert found.hits[0].reasons[0].quote == "Counts of admissions by month and ward."


def test_every_hit_has_a_reason(embedded):
    for query in ("MRI of brain tumours in children", "рак на гърдата", "women", "Glioblastom"):
        for hit in ask(embedded, query).hits:
            assert hit.reasons, (query, hit.id)


def test_words_that_are_common_everywhere_do_not_make_a_hit(embedded):
    found = ask(embedded, "neuroblastoma of images", options=Options(words=SCHEME))
    assert names(found) == "e"


def test_nonsense_finds_nothing(embedded):
    found = ask(embedded, "xyzzy plugh")
    assert (found.total, found.hits) == (0, ())


def test_no_query_finds_everything_newest_first(embedded):
    by_date = [changed(one, fresh=f"2026-0{6 - number}-01") for number, one in enumerate(COLLECTION)]
    embedded.write(entries(by_date), model="hash")
    found = ask(embedded, "   ")
    assert (found.total, names(found)) == (6, "abcdef")
    assert all(hit.reasons == () for hit in found.hits)


@pytest.mark.parametrize(("sort", "expected"), [("subjects", "cba"), ("title", "abc")])
def test_a_query_can_be_put_in_another_order(embedded, sort, expected):
    found = ask(embedded, "breast glioma MRI", filters=Filters({"source": ("clinic",)}, sort=sort))
    assert names(found) == expected


def test_facet_counts_are_those_of_the_hits(embedded):
    found = ask(embedded, "MRI")
    assert counts(found, "source") == {"clinic": 2, "klinik": 1}
    assert counts(found, "access") == {"PUBLIC": 1, "RESTRICTED": 1, NOT_STATED: 1}
    assert [one.name for one in found.facets] == list(FACETS)


def test_a_facet_is_counted_without_its_own_filter_and_with_all_others(embedded):
    found = ask(embedded, "MRI", filters=Filters({"access": ("PUBLIC",)}))
    assert names(found) == "b"
    assert counts(found, "access") == {"PUBLIC": 1, "RESTRICTED": 1, NOT_STATED: 1}
    assert counts(found, "source") == {"clinic": 1}


def test_choosing_a_value_gives_as_many_hits_as_it_said(embedded):
    for query in ("", "MRI", "women and children"):
        found = ask(embedded, query)
        for facet in found.facets:
            for value in facet.values:
                narrowed = ask(embedded, query, filters=Filters({facet.name: (value.value,)}))
                assert narrowed.total == value.count, (query, facet.name, value)


def test_a_chosen_value_stays_in_the_list_at_zero(embedded):
    found = ask(embedded, "neuroblastoma", filters=Filters({"modality": ("mammography",)}))
    (value,) = [one for facet in found.facets for one in facet.values if one.value == "mammography"]
    assert (value.count, value.chosen, value.label) == (0, True, "mammography")


def test_not_stated_stands_last(embedded):
    for facet in ask(embedded, "").facets:
        values = [one.value for one in facet.values]
        assert NOT_STATED not in values[:-1]


def test_numbers_in_words_narrow_the_search_until_taken_back(embedded):
    query = "MRI with at least 500 patients"
    assert names(ask(embedded, query)) == "b"
    assert set(names(ask(embedded, query, without={"number:subjects_min"}))) >= {"a", "b", "d"}
    assert names(ask(embedded, query, filters=Filters(subjects_min=100))) == "ba"


def test_only_a_number_browses(embedded):
    found = ask(embedded, "at least 500 patients")
    assert set(names(found)) == {"b", "c"}


def test_a_wish_that_leaves_nothing_is_left_out_and_said(embedded):
    found = ask(embedded, "glioma with more than 90000 patients", options=Options(words=SCHEME))
    assert set(names(found)) == {"a", "d"}
    assert found.warnings == (
        "No dataset that fits states “more than 90000 patients”; these are the others.",
    )
    assert ask(embedded, "xyzzy with more than 90000 patients").total == 0


def test_access_in_words_narrows_too_but_a_chosen_facet_goes_first(embedded):
    assert names(ask(embedded, "breast open access")) == "b"
    found = ask(embedded, "breast open access", filters=Filters({"access": ("RESTRICTED",)}))
    assert names(found) == "c"


def test_pages_follow_each_other_without_gap_or_repeat(embedded):
    whole = names(ask(embedded, "MRI women children", size=6))
    parts = "".join(names(ask(embedded, "MRI women children", page=page, size=2)) for page in (1, 2, 3))
    assert parts == whole
    assert ask(embedded, "MRI", page=50).hits == ()


@pytest.mark.parametrize(
    ("page", "size", "code"),
    [(1, 101, "page-size"), (1, 0, "page-size"), (0, 10, "page-too-deep"), (10**9, 10, "page-too-deep")],
)
def test_pages_that_nobody_reads_are_refused(embedded, page, size, code):
    with pytest.raises(QueryError) as refused:
        ask(embedded, "MRI", page=page, size=size)
    assert refused.value.code == code


def test_titles_and_labels_come_in_the_language_of_the_reader(embedded):
    found = ask(embedded, "glioma", language="de")
    assert found.read[0].label == "Gliom"
    (value,) = [one for facet in found.facets for one in facet.values if one.value == "glioblastoma"]
    assert value.label == "Glioblastom"


def test_a_model_that_fails_leaves_the_word_search_and_a_warning(embedded):
    class Broken:
        name = "hash"

        def encode(self, texts, *, following=0):
            raise RuntimeError("out of memory")

    found = ask(embedded, "glioma", options=replace(OPTIONS, encoder=Broken()))
    assert names(found)[0] == "a"
    assert found.warnings == ("Search by meaning is off: the embedding model could not be used.",)


def test_an_index_of_another_model_is_not_compared_with(embedded):
    class Other(HashEncoder):
        name = "other"

    found = ask(embedded, "glioma", options=replace(OPTIONS, encoder=Other()))
    assert "another model" in found.warnings[0]
    assert found.hits[0].parts.vector == 0


def test_an_index_without_documents_has_nothing_to_warn_of(tmp_path):
    from indexer.embedded import EmbeddedEngine

    empty = EmbeddedEngine(tmp_path / "empty")
    empty.write([], model="hash")
    found = ask(empty, "glioma")
    assert (found.total, found.warnings) == (0, ())


def test_too_many_words_are_told(embedded):
    found = ask(embedded, " ".join(f"word{number}" for number in range(40)) + " glioma")
    assert found.warnings == ("Only the first 32 words were looked for.",)


def test_the_plain_answer_is_json(embedded):
    import json

    told = json.loads(json.dumps(plain(ask(embedded, "MRI of brain tumours"))))
    assert told["total"] == len(told["hits"])
    assert told["hits"][0]["reasons"][0].startswith("Its ")
    assert {"total", "hits", "facets", "read", "warnings", "language", "generation", "more"} == set(told)
