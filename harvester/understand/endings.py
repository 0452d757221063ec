"""Endings of nouns and adjectives in 24 languages: enough to see that two forms are one word.

Two words are taken for one when both are the same stem with endings of the language. The lists are
short on purpose: an ending that is missing costs a match, one too many makes two words one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from ontologies.concept import LANGUAGES

SHORTEST: Final = 3
"""Letters a stem must keep."""

_SHORT: Final = 4
_LONG_ENDING: Final = 5

_LISTS: Final[Mapping[str, str]] = {
    "bg": (
        "а я ът ят ите ата ята ото ето та то те и е о й ове овете ия ият ния ният ната ното ните ни на "
        "но ен ън ията ии иите ови евите ева ево ев ски ска ско ските ската ското"
    ),
    "cs": "ími ního ímu ím ícími a u y e i í ů ou em ech ách ích ům ami emi é ého ému ý ým ých ými á ě ové",
    "da": "en et er e erne ene s ens ets ernes r n ne",
    "de": "e en er es em s n ern in innen ens",
    "el": "α ας ες ων ος ου ο οι ους η ης ι ια ιας ιες ιων μα ματος ματα ματων ον εις εως ε",
    "en": "s es ies",
    "es": "s es a o as os",
    "et": "i a e u s t d de te st sse le lt l ga na ks id ide il it ist isse iga",
    "fi": (
        "n a ä ssa ssä sta stä lla llä lta ltä lle ksi na nä tta ttä t en in iin ien jen iden ista istä "
        "issa issä ia iä ja jä ihin illa illä an än on ön un yn"
    ),
    "fr": "s x e es aux al ale ales",
    "ga": "e a í anna acha ach igh",
    "hr": "a e i o u om em ama ima og oga ome im ih ju ija ije iju nom nog ni na no oj",
    "hu": (
        "t ot et at öt ban ben nak nek ból ből ról ről ra re val vel k ok ek ak ök i a e ja je ai ei jai "
        "jei okat eket akat on en ön as es ás és"
    ),
    "it": "a e i o à he hi",
    "lt": "as is ys us a ė o os ės io iaus ui iui ą į ę ų ams ose iu iumi iams ių ios ims e yje "
    "uose omis i ai iai",
    "lv": "s is us a e ā ē u i as es am im ai ei os ēs iem ām ēm ās ū ī ija ijas ju em šu",
    "mt": "i iet a at ijiet s",
    "nl": "s en e n",
    "pl": "a u ów owi em ie ach ami om y i ą ę e o ych ego emu im ym iej ia iem ej",
    "pt": "s es a o as os is al ais ões ão",
    "ro": "ul ului lui a ă e i ii le lor ilor elor ele uri urilor ei n u",
    "sk": "a u y e i í ov ou om och ách iach ami mi é ého ému ý ým ých ými á ej ia iam eho emu ych ym "
    "ymi ú ie iu",
    "sl": "a e i o u om em ov ev ih im ama ima ami ah eh ega emu ga ji jev ja ju jem jih",
    "sv": "en et er or ar erna orna arna n t a e s ens ets ernas na",
}
ENDINGS: Final[Mapping[str, tuple[str, ...]]] = {
    # Words are compared without the form that a Greek sigma takes at the end.
    language: tuple(sorted(set(_LISTS[language].replace("ς", "σ").split()), key=lambda one: (-len(one), one)))
    for language in LANGUAGES
}
_FIRST = re.compile(r"^(?:h(?=[aeiouáéíóú])|m(?=b)|g(?=c)|n(?=[dg])|bh(?=f)|b(?=p)|d(?=t))")
_LENITED = re.compile(r"([bcdfgmpst])h")


@lru_cache(maxsize=1 << 16)
def stems(word: str, language: str) -> tuple[str, ...]:
    """Give everything the word may be the form of, itself first.

    Args:
        word: One word, folded by ``harvester.understand.words.fold``.
        language: One of the 24; another one gives the word alone.

    >>> set(stems("гърдите", "bg")) & set(stems("гърда", "bg"))
    {'гърд'}
    """
    if language == "en":
        return _english(word)
    word = _plain(word, language)
    found = [word]
    for ending in ENDINGS.get(language, ()):
        keep = len(word) - len(ending)
        # "στόματος" must not become "στο", which is "in the".
        if keep >= (SHORTEST if len(ending) < _LONG_ENDING else _SHORT) and word.endswith(ending):
            found.append(word[:keep])
    return tuple(dict.fromkeys(found))


def _english(word: str) -> tuple[str, ...]:
    """Give a word and its singular: endings alone would make "testes" a form of "test".

    >>> _english("biopsies"), _english("masses"), _english("testis")
    (('biopsies', 'biopsy'), ('masses', 'mass'), ('testis',))
    """
    if word.endswith("ies") and len(word) > _SHORT:
        return word, word[:-3] + "y"
    if word.endswith(("ses", "xes", "zes", "ches", "shes")) and len(word) > _SHORT:
        return word, word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > SHORTEST:
        return word, word[:-1]
    return (word,)


def _plain(word: str, language: str) -> str:
    if language == "el":  # the accent moves when the ending changes
        apart = unicodedata.normalize("NFD", word.replace("ς", "σ"))
        return "".join(letter for letter in apart if not unicodedata.combining(letter))
    if language == "ga":  # the first letter changes after articles and numbers
        return _LENITED.sub(r"\1", _FIRST.sub("", word))
    return word
