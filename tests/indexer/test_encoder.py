"""The packaged model gives the same vectors by numpy and by torch; odd texts and models do no harm."""

import subprocess
import sys

import numpy as np
import pytest

from catalogue.errors import ConfigError
from catalogue.settings import load
from indexer.bert import readable
from indexer.encoder import PACKAGED, ModelEncoder, model_folder, open_encoder, unit

pytestmark = pytest.mark.model
TEXTS = [
    "breast cancer imaging",
    "MRI of brain tumours in children. " * 40,
    "",
    "рак на гърдата",
    "\U0001f600" * 50,
]


@pytest.fixture(scope="module")
def encoder():
    return ModelEncoder(PACKAGED)


def test_rows_have_length_one(encoder):
    rows = encoder.encode(TEXTS)
    assert (rows.shape, rows.dtype) == ((5, 384), np.float32)
    np.testing.assert_allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)


def test_a_text_does_not_depend_on_its_company(encoder):
    together = encoder.encode(TEXTS)
    for row, text in zip(together, TEXTS, strict=True):
        np.testing.assert_allclose(encoder.encode([text])[0], row, atol=1e-5)


def test_near_meanings_are_nearer_than_far_ones(encoder):
    glioma, brain, wheat = encoder.encode(
        ["glioma MRI", "magnetic resonance of brain tumours", "wheat prices"]
    )
    assert glioma @ brain > 0.5 > glioma @ wheat


def test_numpy_and_torch_agree(encoder):
    other = ModelEncoder(PACKAGED)
    by_torch = other.encode(TEXTS, following=10_000)
    np.testing.assert_allclose(encoder.encode(TEXTS), by_torch, atol=1e-5)


def test_a_query_is_encoded_without_loading_torch():
    code = (
        "import sys; from indexer.encoder import *; ModelEncoder(PACKAGED).encode(['glioma']);"
        "print(sorted({'torch', 'sentence_transformers', 'transformers'} & set(sys.modules)))"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ended.stdout.strip() == "[]"


def test_megabytes_of_text_are_cut_before_the_tokeniser(encoder):
    assert encoder.encode(["a" * 5_000_000]).shape == (1, 384)


def test_a_model_that_is_not_there_is_a_setting_to_mend():
    with pytest.raises(ConfigError, match="the embedding model 'no/such-model' cannot be loaded"):
        ModelEncoder("no/such-model").encode(["glioma"])


def test_a_folder_that_holds_no_such_model_is_not_read_by_numpy(tmp_path):
    assert not readable(tmp_path)
    (tmp_path / "config.json").write_text("{not json")
    assert not readable(tmp_path)
    assert readable(model_folder(PACKAGED))


def test_settings_name_the_model():
    named = open_encoder(load({}, environment={}))
    assert named.name == PACKAGED
    assert named is open_encoder(load({}, environment={}))


@pytest.mark.parametrize("row", [[0.0, 0.0], [np.nan, 1.0], [np.inf, 1.0]])
def test_a_vector_without_direction_is_refused(row):
    with pytest.raises(ValueError, match="zeros, NaN or infinity"):
        unit(np.array([row], np.float32))
