"""Access in sentences: open, on request, closed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from harvester.understand.cues import Cue
from harvester.understand.language import language_of
from harvester.understand.reading import Reading, read
from harvester.understand.sentences import HELD, Sentence
from harvester.understand.words import Word

ROOT: Final = "http://publications.europa.eu/resource/authority/access-right/"
_NEAR: Final = 3
_RULES: Final = 2
_PLAIN: Final = 0.8
_CODES: Final = {"closed": "NON_PUBLIC", "restricted": "RESTRICTED", "open": "PUBLIC"}


_NAMED_WORDS = """
достъп разполаг наличн přístup dostupn adgang tilgæng zugang zugriff verfügbar zugäng nutzung πρόσβασ
προσβάσ διαθεσ διάθεσ access availab obtain acces disponib juurdepääs ligipääs kättesaad pääsy saatav käyttö
accès accéd rochtain fáil pristup dostup hozzáfér elérhet prieig prieinam piekļuv pieejam aċċess toegang
toegankelijk beschikb dostęp udostęp acess prístup dostop voljo tillgång tillgäng åtkomst licen use usage
download descarg télécharg
"""
_NAMED: Final = tuple(_NAMED_WORDS.split())
"""Beginnings of words that name a field about access; images and data do not."""


class Access(NamedTuple):
    """An access right said in a sentence: IRI of the EU table, the span of the words, how sure it is."""

    iri: str
    start: int
    end: int
    confidence: float


def access(text: str, language: str | None = None) -> Access | None:
    """Find how the data can be had; None when nothing is said.

    >>> access("Images are available upon request.").iri.rpartition("/")[2]
    'RESTRICTED'
    """
    return access_of(read(text, language or language_of(text) or "en"))


def access_of(one: Reading) -> Access | None:
    """Find how the data can be had: the narrowest right that a sentence about access says."""
    found: dict[str, list[tuple[Cue, bool]]] = {"closed": [], "restricted": [], "open": []}
    for sentence in one.sentences:
        for name, cue in _said(one.split, sentence):
            found[name].append((cue, _is_label(one, sentence)))
    for name in ("closed", "restricted", "open"):
        labelled = [cue for cue, label in found[name] if label]
        if labelled:
            return _made(one, name, labelled[0], 0.93)
    if found["closed"] and not found["restricted"]:
        rules = _rules(one) if len(found["closed"]) == 1 else None
        sure = 0.85
        return (
            rules
            if rules and rules.confidence > _PLAIN
            else _made(one, "closed", found["closed"][0][0], sure)
        )
    for name, sure in (("restricted", 0.9), ("closed", 0.7), ("open", 0.9)):
        if found[name]:
            return _made(one, name, found[name][0][0], sure)
    return _rules(one)


def _rules(one: Reading) -> Access | None:
    """Read rules of access that never name what they are the rules of: committee, application, agreement."""
    if not any(sentence.has("access") for sentence in one.sentences):
        return None
    marks = [
        cue
        for sentence in one.sentences
        if sentence.standing == HELD
        for cue in sentence.cues
        if cue.name == "restricted" and cue.first not in sentence.denied
    ]
    if len({cue.first for cue in marks}) < _RULES:
        return None
    return _made(
        one, "restricted", marks[0], 0.82 if len({cue.first for cue in marks}) > _RULES + 1 else 0.75
    )


def _made(one: Reading, name: str, cue: Cue, sure: float) -> Access:
    return Access(ROOT + _CODES[name], one.split[cue.first].start, one.split[cue.last].end, sure)


def _is_label(one: Reading, sentence: Sentence) -> bool:
    """Say whether the sentence is a field such as "Access: restricted"."""
    line = one.text[sentence.start : sentence.start + 60]
    head, mark, _ = line.partition(":")
    if not mark:
        head, mark, _ = line.strip(" |").partition(" | ")
    if not mark or len(head.split()) > 4:
        return False
    end = sentence.start + line.find(head) + len(head)
    return any(
        cue.name == "access"
        and one.split[cue.first].start < end
        and one.split[cue.first].text.startswith(_NAMED)
        for cue in sentence.cues
    )


def _said(split: Sequence[Word], sentence: Sentence) -> list[tuple[str, Cue]]:
    marks = [cue for cue in sentence.cues if cue.name in _CODES]
    if not marks or sentence.standing == "other":
        return []
    restricted = [cue for cue in marks if cue.name == "restricted"]
    sure = len({cue.first for cue in restricted}) > 1 or any(cue.last > cue.first for cue in restricted)
    sure = sure or (sentence.has("dataset") and any(cue.name == "closed" for cue in marks))
    opened = [cue for cue in marks if cue.name == "open"]
    sure = sure or (
        sentence.has("dataset")
        and (len({cue.first for cue in opened}) > 1 or any(cue.last > cue.first for cue in opened))
    )
    if not sentence.has("access") and not sure:
        marks = [cue for cue in marks if cue.first == sentence.first]
    covered: set[int] = set()
    said: list[tuple[str, Cue]] = []
    for cue in sorted(marks, key=lambda one: (one.first - one.last, one.name != "closed")):
        span = set(range(cue.first, cue.last + 1))
        if covered & span:
            continue
        covered |= span
        if cue.name == "open" and any(
            other.name == "platform" and abs(other.first - cue.first) <= _NEAR for other in sentence.cues
        ):
            continue  # the catalogue is public, not the data
        if cue.name == "restricted" and any(
            other.name in {"without", "no"} and other.last + 1 == cue.first for other in sentence.cues
        ):
            said.append(("open", cue))  # "without registration"
            continue
        denied = cue.first in sentence.denied and cue.name != "closed" and cue.last == cue.first
        if not denied:
            said.append((cue.name, cue))
        elif cue.name == "open":
            said.append(("closed", cue))
    return said
