"""The language of a text, among the 24."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, Final

from ontologies.concept import LANGUAGES

LEAST: Final = 20
"""Letters a text must have before its language is guessed."""

_FEW: Final = 5
ENOUGH: Final = 600
"""Characters that are looked at."""

_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_GREEK = re.compile(r"[\u0370-\u03ff\u1f00-\u1fff]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_LETTER = re.compile(r"[^\W\d_]")


def language_of(text: str) -> str | None:
    """Guess the language of a text.

    Returns:
        One of the 24, None when the text is too short or in no script of theirs. A text in another
        language gets the nearest of the 24.

    >>> language_of("Набор от данни с изображения на рак на гърдата"), language_of("MRI")
    ('bg', None)
    """
    return _language_of(text[:ENOUGH])


@lru_cache(maxsize=256)
def _language_of(sample: str) -> str | None:
    letters = len(_LETTER.findall(sample))
    if letters < _FEW:
        return None
    if len(_CYRILLIC.findall(sample)) * 2 > letters:
        return "bg"
    if len(_GREEK.findall(sample)) * 2 > letters:
        return "el"
    if letters < LEAST or len(_LATIN.findall(sample)) * 2 < letters:
        return None
    name = _identifier().classify(sample)[0]
    return str(name) if name in LANGUAGES else None


@lru_cache(maxsize=1)
def _identifier() -> Any:
    # Imported here: its model takes half a second to load.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(list(LANGUAGES))
    return identifier
