"""Who pays: the programme and the amount, where a sentence names them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from harvester.understand.number_words import FACTORS
from harvester.understand.reading import Reading

PROGRAMMES: Final[Mapping[str, str]] = {
    "Digital Europe": r"digital europe|цифрова европа|europe numérique|digitales? europa|europa digital|"
    r"europa digitale|"
    r"ψηφιακή ευρώπη|digitaalinen eurooppa|cyfrowa europa|digitální evropa|digitálna európa|digitális európa|"
    r"digitaal europa|digitala europa|digitale europa|europa digitală|digitalna europa|skaitmeninė europa|"
    r"digitālā eiropa|digitaalne euroopa|ewropa diġitali|an eoraip dhigiteach",
    "Horizon Europe": r"horizon europe|хоризонт европа|horizonte? europa|orizzonte europa|horizont europa|"
    r"orizont europa|"
    r"horisontti eurooppa|ορίζων ευρώπη|horyzont europa|obzor europa|obzorje evropa|"
    r"europos horizontas|apvārsnis eiropa",
    "Horizon 2020": r"horizon 2020|хоризонт 2020|horizonte 2020|orizzonte 2020|horizont 2020|orizont 2020|"
    r"h2020|"
    r"ορίζων 2020|horyzont 2020|obzor 2020|obzorje 2020|horizontas 2020|apvārsnis 2020|horisontti 2020",
    "EU4Health": r"eu4health|програма „ес в подкрепа на здравето",
}
PROJECTS: Final = ("EUCAIM", "CHAIMELEON", "EuCanImage", "INCISIVE", "PRIMAGE", "ProCAncer-I")
"""Acronyms that name a project wherever they stand; all other capitals may be anything."""

_HINTS: Final = (
    "europ",
    "europa",
    "evrop",
    "евро",
    "eurooppa",
    "eiropa",
    "ευρώπη",
    "ewropa",
    "2020",
    "eu4",
    "eoraip",
)
_PROGRAMME: Final = {
    name: re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE) for name, words in PROGRAMMES.items()
}
_PROJECT = re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, PROJECTS)) + r")(?![\w-])")
_MONEY = re.compile(
    r"(?:€\s?)?(\d{1,3}(?:[ .,\u00a0]\d{3})+|\d+(?:[.,]\d+)?)\s*([^\W\d]+\.?)?\s*(?:de |d.|di )?"
    r"(€|eur[oóaiuw]?\w{0,3}\b|евро|ευρώ|ewro)",
    re.IGNORECASE,
)


class Funding(NamedTuple):
    """A programme, project or amount: property, value, span."""

    property: str
    value: str
    start: int
    end: int


def funding(one: Reading) -> Iterator[Funding]:
    """Give programmes, projects, and the amount of the sentence that names a programme."""
    lower = one.text.lower()
    for name, pattern in _PROGRAMME.items() if any(word in lower for word in _HINTS) else ():
        found = pattern.search(one.text)
        if found is None:
            continue
        yield Funding("messor:fundingProgramme", name, *found.span())
        sentence = next((each for each in one.sentences if each.start <= found.start() < each.end), None)
        money = _MONEY.search(one.text, sentence.start, sentence.end) if sentence else None
        if money:
            yield Funding("messor:fundingAmount", str(_amount(money)), *money.span())
    for found in _PROJECT.finditer(one.text):
        yield Funding("messor:project", found[0], *found.span())


def _amount(money: re.Match[str]) -> int:
    factor = FACTORS.get((money[2] or "").rstrip(".").lower(), 1)
    number = money[1]
    if factor == 1 or re.fullmatch(r"\d{1,3}(?:[ .,\u00a0]\d{3})+", number):
        return int(re.sub(r"\D", "", number)) * factor
    return round(float(number.replace(",", ".")) * factor)
