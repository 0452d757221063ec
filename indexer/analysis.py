"""From text to terms: words, stems by language, folded letters.

One analysis serves both engines, the scores and the highlights: an engine only ever sees terms.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from indexer.stopwords import STOP_WORDS
from ontologies.fold import plain

LONGEST_TERM = 40
"""Characters of a term; engines drop very long ones silently, so longer words are cut here."""

_WORD = re.compile(r"[^\W_]{2,}")
_UNSAFE = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\u200e\u200f\u202a-\u202e]"
)
_GAPS = re.compile(r"[ \t]+")

SNOWBALL: Mapping[str, str] = {
    "cs": "czech",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "es": "spanish",
    "et": "estonian",
    "fi": "finnish",
    "fr": "french",
    "ga": "irish",
    "hu": "hungarian",
    "it": "italian",
    "lt": "lithuanian",
    "nl": "dutch",
    "pl": "polish",
    "pt": "portuguese",
    "ro": "romanian",
    "sv": "swedish",
}
# Endings of articles, cases and plurals for the languages Snowball lacks, longest first within a word.
_ENDINGS: Mapping[str, str] = {
    "bg": "овете ията иите ове еве ата ята ото ето ите ът ят то та те ия ие ии ий а я о е и у",
    "hr": "ijama ijom ijama ima ama oga ega omu emu ijo ije iji iju ija ih im om em og oj a e i o u",
    "lv": "ajiem ajām iem ām ās ēm ēs īm īs os as es is us ai am ei ie ij um ā ē ī ū u a e i o s š",
    "mt": "ijiet jiet iet ija a i",
    "sk": "ami ách iam och ého ému ých ími ými ach ám om ov ou ej iu ia ie ii a e i o u y á é í ý",
    "sl": "ijama ijami ijah ijam ijo ijo ama ami ima imi ega emu ah ih im om em oj ju je ja ji a e i o u",
}
_LIGHT: Mapping[str, tuple[str, ...]] = {
    code: tuple(sorted(set(text.split()), key=lambda ending: -len(ending))) for code, text in _ENDINGS.items()
}
_SHORTEST_STEM = 3


@dataclass(frozen=True, slots=True)
class Token:
    """A word and its half-open character span in the text it was read from."""

    word: str
    start: int
    end: int


def clean(text: str) -> str:
    r"""Give text that every engine, page and JSON writer can hold: NFC, no control characters.

    >>> clean("cafe\u0301 \x00 \ud800x")
    'café x'
    """
    return _GAPS.sub(" ", unicodedata.normalize("NFC", _UNSAFE.sub(" ", text)))


def tokens(text: str) -> list[Token]:
    """List the words of two or more letters or digits with their spans, in order.

    >>> [token.word for token in tokens("T1-weighted MRI, l'imagerie")]
    ['T1', 'weighted', 'MRI', 'imagerie']
    """
    return [Token(match[0], match.start(), match.end()) for match in _WORD.finditer(text)]


def is_stop(word: str, language: str) -> bool:
    """Tell whether a word is a stop word; names in capitals (``WHO``, ``US``) never are.

    >>> is_stop("the", "en"), is_stop("WHO", "en"), is_stop("με", "el")
    (True, False, True)
    """
    if len(word) > 1 and word.isupper():
        return False
    return word.lower() in STOP_WORDS.get(language, frozenset())


@lru_cache(maxsize=200_000)
def term(word: str, language: str) -> str:
    """Give the term of a word: stemmed in its language, letters folded.

    >>> term("Tumours", "en"), term("гърдата", "bg"), term("cérébrales", "fr")
    ('tumour', 'гърд', 'cerebral')
    """
    low = word.lower()
    if any(letter.isdigit() for letter in low):
        return plain(low)[:LONGEST_TERM]
    if language in _LIGHT:
        return plain(_light(low, _LIGHT[language], language))[:LONGEST_TERM]
    stemmer = _stemmer(language)
    return plain(stemmer.stemWord(low) if stemmer else low)[:LONGEST_TERM]


def terms(text: str, language: str) -> Iterator[str]:
    """Give the terms of a text in order, stop words left out."""
    for token in tokens(text):
        if not is_stop(token.word, language):
            yield term(token.word, language)


def count(text: str, language: str) -> Counter[str]:
    """Count the terms of a text.

    >>> sorted(count("Images of the breast: breast MRI", "en").items())
    [('breast', 2), ('imag', 1), ('mri', 1)]
    """
    return Counter(terms(text, language))


def _light(word: str, endings: tuple[str, ...], language: str) -> str:
    for ending in endings:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            word = word[: -len(ending)]
            break
    if language == "bg" and word.endswith("ен") and len(word) > 5:
        return word[:-2] + "н"  # the fleeting vowel: мозъчен, мозъчна
    return word


@lru_cache(maxsize=32)
def _stemmer(language: str) -> Any:  # snowballstemmer has no types
    if language not in SNOWBALL:
        return None
    import snowballstemmer

    return snowballstemmer.stemmer(SNOWBALL[language])
