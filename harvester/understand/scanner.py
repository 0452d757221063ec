"""What the images were made with: maker of the scanner and field strength."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from harvester.understand.clauses import Term
from harvester.understand.reading import Reading
from harvester.understand.sentences import HELD
from ontologies.scheme import scheme

MAKER: Final = "eucaim:hasEquipmentManufacturer"
FIELD: Final = "messor:fieldStrength"
_MAKERS: Final = {
    "siemens": "Siemens", "philips": "Philips", "ge": "GE", "canon": "Canon", "toshiba": "Toshiba",
    "fujifilm": "Fujifilm", "hitachi": "Hitachi", "hologic": "Hologic", "samsung": "Samsung",
    "mindray": "Mindray", "esaote": "Esaote", "carestream": "Carestream", "agfa": "Agfa",
    "hamamatsu": "Hamamatsu", "aperio": "Aperio", "3dhistech": "3DHISTECH", "leica": "Leica",
    "ventana": "Ventana", "olympus": "Olympus", "planmed": "Planmed", "varian": "Varian", "elekta": "Elekta",
}  # fmt: skip
"""As the trade writes them; the company, whatever its division is called."""

_STRENGTH = re.compile(
    r"(?<![\w.,])([0137](?:[.,]\d{1,2})?)[\s-]?(?:(T)(?!\w)|[Tt]esl\w{1,3}|[Тт]есл\w{1,3}|[Ττ]έσλα|[Tt]eslas?)"
)
_STRENGTHS: Final = frozenset({"0.2", "0.35", "0.5", "1", "1.0", "1.5", "3", "3.0", "7", "7.0"})


def scanner(one: Reading) -> Iterator[Term]:
    """Give makers and field strengths of held sentences, in the text's order."""
    names = [word for word in one.split if word.text in _MAKERS]
    may = "T" in one.text or "esl" in one.text or "есл" in one.text or "έσλα" in one.text
    if not names and not may:
        return
    starts = [sentence.start for sentence in one.sentences]

    def held(place: int) -> bool:
        return one.sentences[max(0, bisect_right(starts, place) - 1)].standing == HELD

    seen = any(match.kind == "modality" for match in one.matches)
    for word in names:
        written = one.text[word.start : word.end]
        upper = written.isupper() if len(written) == 2 else not written.islower()
        if seen and upper and held(word.start):
            yield Term(MAKER, _MAKERS[word.text], word.start, word.end, "scanner.maker", 0.85, "literal")
    magnetic = any(match.concept in _magnetic() for match in one.matches)
    for found in _STRENGTH.finditer(one.text) if may else ():
        value = found[1].replace(",", ".")
        if value in _STRENGTHS and (magnetic or not found[2]) and held(found.start()):
            plain = value.removesuffix(".0")
            yield Term(FIELD, plain, *found.span(), "scanner.field-strength", 0.85, "literal", "xsd:decimal")


@lru_cache(maxsize=1)
def _magnetic() -> frozenset[str]:
    top = "magnetic-resonance-imaging"
    return frozenset({top, *scheme().descendants(top)})
