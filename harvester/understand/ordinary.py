"""Words that are labels of the scheme and, more often, ordinary words of their language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from harvester.understand.words import Word

_ALONE: Final[Mapping[str, str]] = {
    "bg": "език езика езикът езици езиците ръка ръце ръката ръцете",
    "cs": "jazyk jazyka jazyku jazyce jazyky jazyků jazycích",
    "da": "arm arme hånd",
    "de": "arm arme hand fuß bein kopf",
    "el": "ακτινολόγος ακτινολόγοι ακτινολόγου ακτινολόγους ακτινολόγων ακτινολόγο "
    "χέρι χέρια χεριών γλώσσα γλώσσας γλώσσες κόλπος ορθό πλευρό πλευρά πλευρές λεκάνη λεκάνης",
    "en": "arm arms hand hands foot feet cord echo lien ren cor pes manual secondary temporal "
    "orbital squamous",
    "es": "brazo brazos mano manos pie lengua lenguas vasos benigno",
    "fr": "bras main mains pied dos lien langue langues rate bénin bénigne",
    "ga": "ceann súil súile shúil glúin ghlúin glúine teanga theanga lorga lorg lámh láimh láimhe lámha "
    "cos cosa coise chos meall corónach",
    "hr": "oko jezik jezika jeziku jezici jezicima vrata",
    "it": "braccio bracci mano mani piede lingua lingue vasi lastra benigno",
    "lv": "ceļa ceļi roka rokas roku sigma",
    "mt": "idejn id",
    "nl": "arm armen hand handen voet been hoofd",
    "pl": "język języka języku językiem języki języków ręka ręki ręce",
    "pt": "braço braços mão mãos pé língua línguas vasos",
    "ro": "limba limbă limbii limbi mână mâna braț",
    "sk": "jazyk jazyka jazyku jazyky jazykov jazykoch",
    "sl": "jezik jezika jeziku jeziki jezikih",
    "sv": "arm armar hand händer fot",
}
"""Words that alone name no organ: a trial has arms, and work is done by hand."""

_BEHIND: Final[Mapping[str, Mapping[str, str]]] = {
    "fr": {"sein": "au", "cœur": "au"},
    "es": {"seno": "el"},
    "it": {"seno": "in", "cuore": "nel"},
    "pt": {"seio": "no"},
    "ro": {"inima": "în"},
}
"""Words that name no organ behind another word: "au sein de" is "within"."""

_BEAMS: Final = ("röntgen", "rentgen", "radiolog", "radiograf")
_STAFF: Final = (
    "läkar", "arzt", "ärzt", "hoitaj", "orvos", "personal", "avdelning", "afdeling", "klinik", "skötersk",
    "assistent", "abteilung", "laborant", "osasto", "technik", "arts", "læge",
)  # fmt: skip
"""People and houses in compounds: a "röntgenläkare" is no radiograph."""

ALONE: Final = {language: frozenset(text.split()) for language, text in _ALONE.items()}


def is_ordinary(split: Sequence[Word], first: int, last: int, language: str) -> bool:
    """Say whether the words ``first`` to ``last`` are an ordinary word here.

    >>> from harvester.understand.words import words
    >>> is_ordinary(words("au sein du projet"), 1, 1, "fr"), is_ordinary(words("cancer du sein"), 2, 2, "fr")
    (True, False)
    """
    if first != last:
        return False
    word = split[first].text
    if word.startswith(_BEAMS) and any(part in word for part in _STAFF):
        return True
    before = split[first - 1].text if first else ""
    behind = _BEHIND.get(language, {}).get(word)
    return word in ALONE.get(language, frozenset()) or (behind is not None and before == behind)
