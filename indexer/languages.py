"""Which language is this? For texts that do not say, and for the few words of a query."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from indexer.stopwords import STOP_WORDS
from ontologies.concept import LANGUAGES

SHORTEST_GUESS = 20
"""Characters a text needs before statistics say anything about its language."""
WORDS_TO_GUESS = 4
PRIOR, READER_PRIOR = 0.3, 0.4
"""Head starts of English and of the reader's own language, in stop words."""

_LETTERS: Mapping[str, str] = {
    "cs": "áčďéěíňóřšťúůýž",
    "da": "æøåé",
    "de": "äöüß",
    "en": "é",
    "es": "áéíñóúü",
    "et": "äõöüšž",
    "fi": "äöå",
    "fr": "àâæçéèêëîïôœùûüÿ",
    "ga": "áéíóú",
    "hr": "čćđšž",
    "hu": "áéíóöőúüű",
    "it": "àèéìòù",
    "lt": "ąčęėįšųūž",
    "lv": "āčēģīķļņšūž",
    "mt": "ċġħżàèìòù",
    "nl": "ëïéèöü",
    "pl": "ąćęłńóśźż",
    "pt": "áâãàçéêíóôõú",
    "ro": "ăâîșțşţ",
    "sk": "áäčďéíĺľňóôŕšťúýž",
    "sl": "čšž",
    "sv": "åäöé",
}


def of_text(text: str) -> str:
    """Guess the language of a running text among the 24; empty when it is too short to say.

    >>> of_text("Магнитно-резонансни изображения на гърдата при жени над петдесет години")
    'bg'
    >>> of_text("MRI")
    ''
    """
    if len(text) < SHORTEST_GUESS:
        return ""
    language, _ = _identifier().classify(text[:2000])
    return str(language)


def of_word(word: str) -> str:
    """Tell the language that a word's script gives away: ``bg``, ``el``, or empty for Latin letters.

    >>> of_word("гърда"), of_word("μαστός"), of_word("MRI")
    ('bg', 'el', '')
    """
    first = next((letter for letter in word if letter.isalpha()), "")
    if "\u0400" <= first <= "\u04ff":
        return "bg"
    return "el" if "\u0370" <= first <= "\u03ff" or "\u1f00" <= first <= "\u1fff" else ""


def of_query(words: Sequence[str], labels: Iterable[Iterable[str]], reader: str) -> str:
    """Guess the language of a query.

    Args:
        words: Its words in order.
        labels: For each concept label found in it, the languages that have this label.
        reader: Language of the page it was typed into; decides when nothing else does.

    Returns:
        One of the 24 tags.

    >>> of_query(["cancer", "du", "sein"], [["fr"]], "en")
    'fr'
    >>> of_query(["MRI", "glioma"], [["en", "de", "fr"], ["en"]], "de")
    'en'
    """
    scripts = Counter(filter(None, map(of_word, words)))
    latin = [word.lower() for word in words if not of_word(word)]
    if scripts and sum(scripts.values()) >= len([word for word in latin if not word.isdigit()]):
        return scripts.most_common(1)[0][0]
    score = dict.fromkeys(_LETTERS, 0.0)
    for word in latin:
        strange = {letter for letter in word if letter.isalpha() and not "a" <= letter <= "z"}
        for language, letters in _LETTERS.items():
            score[language] += word in STOP_WORDS[language]
            score[language] += (-1.0 if strange - set(letters) else 0.5) if strange else 0.0
    for languages in labels:
        have = set(languages)
        for language in have & set(score):
            score[language] += 1.0 if "en" not in have else 0.5
    score["en"] += PRIOR
    told = max(score.values()) > PRIOR
    if reader in score:
        score[reader] += READER_PRIOR
    if not told and len(latin) >= WORDS_TO_GUESS:
        return of_text(" ".join(latin)) or reader
    return max(score, key=lambda language: (score[language], language == reader, language == "en"))


@lru_cache(maxsize=1)
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(list(LANGUAGES))
    return identifier
