"""Every word of the pages, by key; another language is another table of the same keys.

A text may have forms by plural category (``one``, ``other`` ...), chosen by the value ``n``.
"""

from __future__ import annotations

from collections.abc import Mapping

from babel import Locale

from search_api.words_en import SENTENCES, Word
from search_api.words_prose import PROSE
from search_api.words_terms import TERMS

ENGLISH: Mapping[str, Word] = {**SENTENCES, **PROSE, **TERMS}
LANGUAGES_OF_PAGES: Mapping[str, Mapping[str, Word]] = {"en": ENGLISH}


def say(key: str, language: str = "en", values: Mapping[str, object] | None = None) -> str:
    """Give a text with its values filled in.

    Args:
        key: As in the table; an unknown key is a bug of ours.
        language: Of the page; English where it lacks the key.
        values: By name; ``n`` chooses the plural form and may come with ``shown``, the number as text.

    >>> say("hits.count", values={"n": 1, "shown": "1"})
    '1 dataset'
    """
    values = values or {}
    word = LANGUAGES_OF_PAGES.get(language, ENGLISH).get(key) or ENGLISH[key]
    if isinstance(word, Mapping):
        number = values.get("n", 0)
        assert isinstance(number, int | float), key
        category = str(Locale.parse(language).plural_form(number))
        word = word.get(category) or word["other"]
    return word.format_map(values) if values else word


def known(key: str) -> bool:
    """Tell whether there is a text for a key."""
    return key in ENGLISH
