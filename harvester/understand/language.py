"""The language of a text, among the 24."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, Final

from ontologies.concept import LANGUAGES

LEAST: Final = 20
"""Letters a text must have before its language is guessed."""

_FEW: Final = 5
ENOUGH: Final = 400
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


def sounds(line: str, language: str) -> bool:
    """Say quickly whether a line is in a language: two of its little words stand in it.

    A guess costs a hundred times as much; most lines of a page are in the page's language.
    """
    words = _LITTLE.get(language)
    return words is not None and len(words.intersection(line.lower().split())) > 1


_LITTLE_WORDS: Final = {
    "bg": "на от за са се при или които всички който",
    "cs": "je jsou které který nebo při byly byla jejich jako",
    "da": "er og af som ikke eller blev hos hvor også",
    "de": "und der die das nicht wurden sind mit auch bei",
    "el": "και του της των από για στην στο είναι με",
    "en": "the and of were was with which are that from",
    "es": "los las del por una con fueron para que y",
    "et": "ja on ning mis kes või kus oli olid ei",
    "fi": "ja on että ovat joka jotka sekä tai ei oli",
    "fr": "les des une dans sont est pour par sur avec",
    "ga": "agus na an bhfuil atá sa leis orthu ar gach",
    "hr": "je su koji koje ili kod prema između nisu za",
    "hu": "és az egy hogy nem vagy volt is mely között",
    "it": "gli della sono che per con delle una nel dei",
    "lt": "ir yra kurie buvo arba su iš nuo kuriems bei",
    "lv": "un ir no kas vai ar tika kuri gadam visi",
    "mt": "ta' li u tal- minn f' huma kienu dawn għandhom",
    "nl": "het een zijn van werden met niet ook bij voor",
    "pl": "i w się oraz nie są które przez jest lub",
    "pt": "os dos das uma foram com não são pelo que",
    "ro": "și din care sunt cu pentru fost este la sau",
    "sk": "sú ktoré alebo pri boli bola je ako ktorý všetky",
    "sl": "je so ki ali pri bili za tudi niso med",
    "sv": "och är som inte av från eller har också med",
}
_LITTLE: Final = {language: frozenset(text.split()) for language, text in _LITTLE_WORDS.items()}


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
