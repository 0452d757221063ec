"""Vectors are kept by text and model, and survive what happens to files."""

import numpy as np
import pytest

from catalogue.errors import SearchIndexError
from indexer.vectors import VectorCache
from tests.indexer.words import HashEncoder


@pytest.fixture
def cache(tmp_path):
    return VectorCache(tmp_path / "deep" / "vectors.sqlite")


def test_a_text_is_encoded_once(cache):
    encoder = HashEncoder()
    first, made = cache.fill(encoder, {"h1": "glioma", "h2": "breast"})
    again, remade = cache.fill(encoder, {"h2": "breast", "h3": "lung"})
    assert (made, remade) == (2, 1)
    assert encoder.texts == ["glioma", "breast", "lung"]
    np.testing.assert_array_equal(first["h2"], again["h2"])


def test_each_model_has_its_own(cache):
    other = HashEncoder()
    other.name = "other"
    cache.fill(HashEncoder(), {"h1": "glioma"})
    assert cache.fill(other, {"h1": "glioma"})[1] == 1


def test_empty_texts_get_no_vector(cache):
    assert cache.fill(HashEncoder(), {"h1": "", "h2": "  "}) == ({}, 0)


def test_thousands_are_asked_for_at_once(cache):
    texts = {f"h{number}": f"text {number}" for number in range(1500)}
    cache.fill(HashEncoder(), texts)
    assert cache.fill(HashEncoder(), texts)[1] == 0


def test_a_vector_that_was_damaged_is_made_again(cache):
    cache.put("hash", {"h1": np.array([np.nan, 1], np.float32), "h2": np.ones(3, np.float32)})
    assert cache.get("hash", ["h1", "h2"]) == {}


def test_a_file_that_is_no_database_is_started_anew(cache, tmp_path):
    cache.fill(HashEncoder(), {"h1": "glioma"})
    (tmp_path / "deep" / "vectors.sqlite").write_bytes(b"rubbish" * 1000)
    assert cache.fill(HashEncoder(), {"h1": "glioma"})[1] == 1
    assert cache.fill(HashEncoder(), {"h1": "glioma"})[1] == 0


def test_a_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(SearchIndexError, match="the vector cache cannot be used"):
        VectorCache(tmp_path / "file" / "vectors.sqlite").get("hash", ["h1"])
