"""The formulas of the ranking, on examples small enough to compute by hand."""

from math import log

import numpy as np
import pytest

from indexer.embedded import EmbeddedEngine
from indexer.rank import (
    Group,
    Wanted,
    concept_scores,
    feedback_groups,
    group_idf,
    group_parts,
    idf,
    reciprocal,
    score,
    second_look,
)
from indexer.shelving import analyse, nearest
from tests.indexer.words import about, document


def axis(*values):
    row = np.zeros(4, np.float32)
    row[: len(values)] = values
    return row / np.linalg.norm(row)


@pytest.fixture
def shelf(tmp_path):
    """Three documents; 0: glioma twice in the text and once in the title, 1: breast, 2: no vector."""
    documents = [
        document("a", "glioma mri", "glioma glioma", *about("glioma", "mri")),
        document("b", "breast", "mri", *about("breast-cancer")),
        document("c", "lung", "chest"),
    ]
    vectors = [axis(1, 0), axis(1, 1), None]
    engine = EmbeddedEngine(tmp_path / "index")
    engine.write([analyse(one, vector) for one, vector in zip(documents, vectors, strict=True)], model="test")
    return engine.reader().shelf


def group(shelf, *terms, weight=1.0):
    return Group(tuple((shelf.terms.find(term), 1.0) for term in terms), weight)


def wanted(*groups, vector=None, concepts=(), vector_weight=1.5, concept_weight=0.6):
    return Wanted(tuple(groups), vector, tuple(concepts), vector_weight, concept_weight)


def test_a_part_adds_the_weighted_fields_and_stays_below_one(shelf):
    # "chest" stands once in the text of c. Texts have 2, 1 and 1 words: 4/3 on average.
    norm = 1 - 0.4 + 0.4 * 1 / (4 / 3)
    expected = (1 / norm) / (1 / norm + 1.2)
    parts = group_parts(shelf.forward, np.array([0, 1, 2]), [group(shelf, "chest")])
    np.testing.assert_allclose(parts[:, 0], [0, 0, expected])
    assert expected == pytest.approx(0.480769, abs=1e-6)


def test_a_title_weighs_twice_a_text(shelf):
    # "lung" is the whole title of c; titles have 2, 1 and 1 words.
    norm = 1 - 0.4 + 0.4 * 1 / (4 / 3)
    parts = group_parts(shelf.forward, np.array([2]), [group(shelf, "lung")])
    assert parts[0, 0] == pytest.approx((2 / norm) / (2 / norm + 1.2))


def test_idf_is_that_of_lucene(shelf):
    assert float(idf(3, 1)) == pytest.approx(log(1 + 2.5 / 1.5))
    assert group_idf(shelf.forward, [group(shelf, "mri")])[0] == pytest.approx(log(1 + 1.5 / 2.5))


def test_terms_of_one_word_count_once_and_the_best_of_them(shelf):
    alone = group_parts(shelf.forward, np.array([2]), [group(shelf, "lung")])
    both = group_parts(shelf.forward, np.array([2]), [group(shelf, "lung", "chest")])
    assert both[0, 0] == alone[0, 0]


def test_words_are_a_mean_weighted_by_idf(shelf):
    asked = [group(shelf, "lung"), group(shelf, "mri")]
    weights = group_idf(shelf.forward, asked)
    parts = group_parts(shelf.forward, np.array([2]), asked)
    found = score(shelf, np.array([2]), wanted(*asked))
    assert found.words[0] == pytest.approx(parts[0, 0] * weights[0] / weights.sum())
    assert 0 < found.words[0] < 1


def test_a_query_of_unknown_words_scores_zero_not_an_error(shelf):
    found = score(shelf, np.array([0, 1, 2]), wanted())
    assert found.total.tolist() == [0, 0, 0]


def test_the_sum_has_three_parts_with_their_weights(shelf):
    asked = wanted(group(shelf, "mri"), vector=axis(1, 0), concepts=["brain-tumour"])
    found = score(shelf, np.array([0, 1, 2]), asked)
    np.testing.assert_allclose(found.vector, [1, np.sqrt(0.5), 0], atol=1e-6)
    assert found.concept.tolist() == [1, 0, 0]
    np.testing.assert_allclose(found.total, found.words + 1.5 * found.vector + 0.6 * found.concept)


def test_rare_concepts_weigh_more(shelf):
    # cancer is above two of three documents, glioma names one.
    got = concept_scores(shelf, np.array([0, 1, 2]), ["cancer", "glioma"])
    common, rare = log(1 + 1.5 / 2.5), log(1 + 2.5 / 1.5)
    np.testing.assert_allclose(got, [1, common / (common + rare), 0])


def test_a_concept_nobody_has_does_not_lower_the_others(shelf):
    assert concept_scores(shelf, np.array([0]), ["glioma", "mammography"]).tolist() == [1]


def test_scores_do_not_depend_on_who_else_is_a_candidate(shelf):
    asked = wanted(group(shelf, "mri"), vector=axis(1, 0))
    alone, all_of_them = score(shelf, np.array([1]), asked), score(shelf, np.array([0, 1, 2]), asked)
    assert alone.total[0] == all_of_them.total[1]


def test_equal_scores_go_by_id(shelf):
    assert score(shelf, np.array([2, 0, 1]), wanted()).order().tolist() == [0, 1, 2]


def test_feedback_terms_share_a_fifth_of_the_query(shelf):
    groups = feedback_groups(shelf.forward, np.array([0, 1]), 3)
    assert sum(one.weight for one in groups) == pytest.approx(0.2 * 3)
    names = {shelf.terms[one.terms[0][0]] for one in groups}
    assert "glioma" in names and "lung" not in names


def test_neighbours_are_the_nearest_others():
    rows = np.array([axis(1, 0), axis(1, 0.1), axis(0, 1), np.zeros(4, np.float32)])
    assert nearest(rows, 2).tolist() == [[1, 2], [0, 2], [1, 0], [-1, -1]]


def test_a_clear_winner_switches_the_second_look_off(shelf):
    asked = wanted(group(shelf, "glioma"), vector=axis(1, 0), concepts=["glioma"])
    first = score(shelf, np.array([0, 1, 2]), asked)
    assert first.total[0] - first.total[1] > 0.4
    again = second_look(shelf, first, asked, np.ones(3, bool))
    np.testing.assert_array_equal(again.total, first.total)


def test_the_second_look_brings_neighbours_that_filters_allow(shelf):
    asked = wanted(group(shelf, "chest"), group(shelf, "glioma"), vector_weight=0.0)
    first = score(shelf, np.array([0, 2]), asked)
    assert second_look(shelf, first, asked, np.ones(3, bool)).numbers.tolist() == [0, 1, 2]
    assert second_look(shelf, first, asked, np.array([True, False, True])).numbers.tolist() == [0, 2]


def test_the_second_look_by_hand(tmp_path):
    """Two documents, neighbours of each other, found by one word each; feedback terms are the words."""
    engine = EmbeddedEngine(tmp_path / "index")
    made = [document("a", "x", "alpha gamma"), document("b", "y", "alpha gamma")]
    engine.write([analyse(made[0], axis(1, 0)), analyse(made[1], axis(0, 1))], model="test")
    shelf = engine.reader().shelf
    asked = wanted(group(shelf, "alpha"), vector=axis(3, 4), vector_weight=0.1)
    first = score(shelf, np.array([0, 1]), asked)
    np.testing.assert_allclose(first.total, first.words + np.array([0.06, 0.08]))
    again = second_look(shelf, first, asked, np.ones(2, bool))
    # Words: alpha and gamma have the same part and idf, so more of them changes nothing in the mean.
    # Vector: unit((.6, .8) + .3 (.5, .5)) = (.75, .95) / 1.2104; neighbours: each takes .2 of the other.
    moved = np.array([0.75, 0.95]) / np.hypot(0.75, 0.95)
    f1 = first.words + 0.1 * moved
    f2 = 0.8 * f1 + 0.2 * f1[::-1]
    gate = 1 - (first.total[1] - first.total[0]) / 0.4
    np.testing.assert_allclose(again.total, gate * f2 + (1 - gate) * first.total, atol=1e-6)


def test_reciprocal_ranks_by_hand():
    # 2: 1/62 + 1/61, 1: 1/61, 3: 1/62
    assert reciprocal([[1, 2], [2, 3]]) == [2, 1, 3]
    assert reciprocal([]) == []
