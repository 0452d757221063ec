"""How a search is done: weights and limits from the settings, the encoder, the words."""

from __future__ import annotations

from dataclasses import dataclass

from catalogue.settings import Settings
from indexer.encoder import Encoder, open_encoder
from ontologies.scheme import Scheme, scheme

FLOOR = 0.30
"""Cosine under which the vector arm says nothing. Source: measured on MiniLM, see benchmarks/ranking.py."""
COVER = 0.25
"""Share of a query (rare words weigh more) that a document must have to be a hit by words or concepts."""

CUT = 0.35
"""Share of the best score under which a document is no hit any more: what follows is noise to a reader."""


@dataclass(frozen=True, slots=True)
class Options:
    """What a search needs besides the engine and the query.

    Attributes:
        encoder: None switches the vector arm off.
        words: The concept scheme; None takes the shipped one.
        vector_weight, concept_weight: Beside the word score of 0..1.
        feedback: Take the second look.
        max_chars: Longest query.
        model_languages: Tags the model understands.
        floor, cover, cut: As the constants above.
    """

    encoder: Encoder | None = None
    words: Scheme | None = None
    vector_weight: float = 1.5
    concept_weight: float = 0.6
    feedback: bool = True
    max_chars: int = 400
    model_languages: tuple[str, ...] = ("en",)
    floor: float = FLOOR
    cover: float = COVER
    cut: float = CUT

    def scheme(self) -> Scheme:
        """Give the concept scheme."""
        return self.words or scheme()


def options_from(settings: Settings) -> Options:
    """Read the options; the model is not loaded yet."""
    return Options(
        encoder=open_encoder(settings),
        vector_weight=settings.number("vector_weight"),
        concept_weight=settings.number("concept_weight"),
        feedback=settings.flag("feedback"),
        max_chars=settings.integer("query_max_chars"),
        model_languages=languages_from(settings),
    )


def languages_from(settings: Settings) -> tuple[str, ...]:
    """Read the languages of the model.

    >>> from catalogue.settings import load
    >>> languages_from(load({"model_languages": "en, de"}, environment={}))
    ('en', 'de')
    """
    return tuple(part.strip() for part in settings.text("model_languages").split(",") if part.strip())
