"""A BERT encoder's forward pass in numpy: enough for MiniLM, quick to start.

Source: Devlin et al., "BERT: Pre-training of Deep Bidirectional Transformers", NAACL 2019; mean pooling
over tokens as in Reimers and Gurevych, "Sentence-BERT", EMNLP 2019.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import numpy as np

from indexer.wordlist import Array

BLOCK = 16_384
"""Numbers of an array worked on at once."""
SMALL = 64
"""Tokens of a text that one thread encodes alone."""
WEIGHTS, TOKENIZER = "model.safetensors", "tokenizer.json"


def readable(folder: Path) -> bool:
    """Tell whether a model folder is a BERT with mean pooling that this module can run."""
    try:
        shape = json.loads((folder / "config.json").read_bytes())
        pooling = json.loads((folder / "1_Pooling" / "config.json").read_bytes())
        files = all((folder / name).is_file() for name in (WEIGHTS, TOKENIZER))
    except (OSError, ValueError):
        return False
    return (
        files
        and shape.get("model_type") == "bert"
        and shape.get("hidden_act") == "gelu"
        and bool(pooling.get("pooling_mode_mean_tokens"))
    )


class Bert:
    """The model in a folder that is ``readable``."""

    def __init__(self, folder: Path) -> None:
        from safetensors.numpy import load_file
        from threadpoolctl import ThreadpoolController  # type: ignore[import-untyped]
        from tokenizers import Tokenizer

        shape: dict[str, Any] = json.loads((folder / "config.json").read_bytes())
        limit = json.loads((folder / "sentence_bert_config.json").read_bytes()).get("max_seq_length", 256)
        self._heads = int(shape["num_attention_heads"])
        self._layers = int(shape["num_hidden_layers"])
        self._eps = float(shape["layer_norm_eps"])
        self._threads = ThreadpoolController()
        self._tokenizer = Tokenizer.from_file(str(folder / TOKENIZER))
        self._tokenizer.enable_truncation(int(limit))
        self._tokenizer.no_padding()
        loaded = load_file(str(folder / WEIGHTS))
        self._w = {name.removeprefix("bert."): array.astype(np.float32) for name, array in loaded.items()}

    def encode(self, texts: Sequence[str], batch: int) -> Array:
        """Give float32 (n, d), the mean of each text's token vectors, not yet of length 1."""
        ids = [encoding.ids for encoding in self._tokenizer.encode_batch(list(texts))]
        rows = np.zeros((len(ids), self._w["embeddings.word_embeddings.weight"].shape[1]), np.float32)
        order = sorted(range(len(ids)), key=lambda number: len(ids[number]))
        # A query is too small to share between threads: waking them takes longer than the work.
        alone = len(ids) == 1 and len(ids[0]) <= SMALL
        with self._threads.limit(limits=1) if alone else nullcontext():
            for first in range(0, len(order), batch):
                chosen = order[first : first + batch]
                rows[chosen] = self._batch([ids[number] for number in chosen])
        return rows

    def _batch(self, ids: list[list[int]]) -> Array:
        longest = max(map(len, ids))
        padded = np.zeros((len(ids), longest), np.int64)
        mask = np.zeros((len(ids), longest), np.float32)
        for row, one in enumerate(ids):
            padded[row, : len(one)] = one
            mask[row, : len(one)] = 1
        w = self._w
        x = w["embeddings.word_embeddings.weight"][padded]
        x = x + w["embeddings.position_embeddings.weight"][:longest]
        x = x + w["embeddings.token_type_embeddings.weight"][0]
        x = self._norm(x, "embeddings.LayerNorm")
        hidden = np.where(mask[:, None, None, :] > 0, np.float32(0), np.float32(-1e9))
        for layer in range(self._layers):
            x = self._layer(x, f"encoder.layer.{layer}.", hidden)
        pooled: Array = (x * mask[:, :, None]).sum(axis=1) / mask.sum(axis=1, keepdims=True)
        return pooled

    def _layer(self, x: Array, name: str, hidden: Array) -> Array:
        count, length, width = x.shape
        size = width // self._heads

        def heads(part: str) -> Array:
            projected = self._linear(x, f"{name}attention.self.{part}")
            split: Array = projected.reshape(count, length, self._heads, size).transpose(0, 2, 1, 3)
            return split

        scores = heads("query") @ heads("key").transpose(0, 1, 3, 2)
        scores *= np.float32(1 / math.sqrt(size))
        scores += hidden
        scores -= scores.max(axis=-1, keepdims=True)
        np.exp(scores, out=scores)
        scores /= scores.sum(axis=-1, keepdims=True)
        mixed = (scores @ heads("value")).transpose(0, 2, 1, 3).reshape(count, length, width)
        x = self._norm(
            x + self._linear(mixed, f"{name}attention.output.dense"), f"{name}attention.output.LayerNorm"
        )
        inner = _gelu(self._linear(x, f"{name}intermediate.dense"))
        return self._norm(x + self._linear(inner, f"{name}output.dense"), f"{name}output.LayerNorm")

    def _linear(self, x: Array, name: str) -> Array:
        weight = self._w[f"{name}.weight"]
        product = x.reshape(-1, x.shape[-1]) @ weight.T
        product += self._w[f"{name}.bias"]
        return product.reshape(*x.shape[:-1], len(weight))

    def _norm(self, x: Array, name: str) -> Array:
        scaled: Array = x - x.mean(axis=-1, keepdims=True)
        spread = np.einsum("ijk,ijk->ij", scaled, scaled)[:, :, None] / np.float32(x.shape[-1])
        scaled /= np.sqrt(spread + np.float32(self._eps))
        scaled *= self._w[f"{name}.weight"]
        scaled += self._w[f"{name}.bias"]
        return scaled


def _gelu(x: Array) -> Array:
    """Turn x into x·Φ(x) in place; erf by Abramowitz and Stegun 7.1.26, whose error stays below 1.5e-7.

    In blocks that stay in the processor's cache: whole arrays at once take twenty times as long.
    """
    flat = x.reshape(-1)
    z, t, p = (np.empty(BLOCK, np.float32) for _ in range(3))
    for first in range(0, flat.size, BLOCK):
        v = flat[first : first + BLOCK]
        if v.size < BLOCK:
            z, t, p = z[: v.size], t[: v.size], p[: v.size]
        np.abs(v, out=z)
        z *= np.float32(1 / math.sqrt(2))
        np.multiply(z, np.float32(0.3275911), out=t)
        t += 1
        np.reciprocal(t, out=t)
        p.fill(1.061405429)
        for factor in (-1.453152027, 1.421413741, -0.284496736, 0.254829592):
            p *= t
            p += np.float32(factor)
        p *= t
        np.multiply(z, z, out=z)
        np.negative(z, out=z)
        np.exp(z, out=z)
        p *= z
        np.subtract(1, p, out=p)
        np.copysign(p, v, out=p)
        p += 1
        p *= np.float32(0.5)
        v *= p
    return x
