"""Words that say "not this": before it or behind it, within the same clause."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from harvester.understand.words import Word

REACH: Final = 5
"""Words between a negation and what it negates."""

_BEFORE: Final[Mapping[str, str]] = {
    "bg": "без не няма нито изключва освен",
    "cs": "bez ne není nejsou žádné žádný žádná nezahrnuje neobsahuje kromě",
    "da": "uden ikke ingen intet undtagen",
    "de": "ohne nicht kein keine keinen keiner keinem außer ausgenommen",
    "el": "χωρίς δεν μη μην όχι εκτός",
    "en": "no not without none excluding except exclude excludes excluded neither nor lacks never",
    "es": "sin no ninguna ninguno ni excepto excluye excluyendo",
    "et": "ilma ei mitte puudub puuduvad välja",
    "fi": "ilman ei eivät eikä paitsi lukuun",
    "fr": "sans pas aucun aucune ni hors sauf hormis excluant",
    "ga": "gan níl ní nach",
    "hr": "bez ne nije nisu nema osim",
    "hu": "nem nincs nincsenek sem kivéve",
    "it": "senza non nessun nessuna né tranne escluso esclusi",
    "lt": "be ne nėra neturi išskyrus",
    "lv": "bez nav ne nesatur izņemot",
    "mt": "mingħajr mhux ma ebda",
    "nl": "zonder geen niet behalve uitgezonderd",
    "pl": "bez nie brak oprócz żaden żadne żadnych",
    "pt": "sem não nenhum nenhuma nem exceto",
    "ro": "fără nu nici niciun nicio exceptând",
    "sk": "bez nie žiadne žiadny nezahŕňa neobsahuje okrem",
    "sl": "brez ne ni niso razen",
    "sv": "utan inte ej inga inget ingen utom",
}
_BEHIND: Final = frozenset(
    {"excluded", "excepted", "ausgeschlossen", "exclu", "exclus", "excluidos", "esclusi"}
)
# After these a negation negates nothing: "not only CT", "no less than 200 patients".
_HARMLESS_WORDS = (
    "only less fewer more nur weniger mehr seulement uniquement moins sólo solo solamente menos "
    "soltanto meno само по bare kun endast pouze jen tylko csak doar apenas alleen enkel vain "
    "ainoastaan samo tik only smoker smokers smoked smoking"
)
# A new thought begins: what was negated before is over.
_TURN_WORDS = """
but however although while sondern aber jedoch allerdings mais cependant toutefois pero sino ma però mas
porém но обаче ale ali však αλλά όμως maar echter men dock dog mutta kuitenkin hanem viszont bet tačiau
tomēr vaid aga kuid imma iżda însă dar ach áfach lecz jednak vendar toda međutim
"""
_AND_WORDS = "and und et och og y e en ja i a u o és és și ir un agus и и και kai ed ma in ter"
ANDS: Final = frozenset(_AND_WORDS.split())
"""Words for "and": behind one a denial begins a clause of its own."""

HARMLESS: Final = frozenset(_HARMLESS_WORDS.split())
TURNS: Final = frozenset(_TURN_WORDS.split())
_NEGATORS: Final = {language: frozenset(text.split()) for language, text in _BEFORE.items()}


def is_negated(split: Sequence[Word], first: int, last: int, language: str) -> bool:
    """Say whether the words ``first`` to ``last`` are named only to be denied.

    Args:
        split: Words of the text.
        language: BCP 47 primary tag; the negations of English count everywhere.
    """
    negators = _NEGATORS.get(language, frozenset()) | _NEGATORS["en"]
    for place in range(first - 1, max(-1, first - 1 - REACH), -1):
        if split[place + 1].breaks or split[place].text in TURNS:
            break
        if split[place].text in negators:
            return place + 1 >= len(split) or split[place + 1].text not in HARMLESS
    for place in range(last + 1, min(len(split), last + 4)):
        if split[place].breaks:
            break
        if split[place].text in _BEHIND:
            return True
    return False
