"""Whether somebody marked the images: outlined, labelled, graded, or said that nobody did."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from harvester.understand.cues import Cue
from harvester.understand.reading import Reading
from harvester.understand.sentences import HELD, Sentence

_REFUSED_WORDS = """
no none nej nein keine keiner nincs ne nie není nav nėra puudub ei aucune aucun non nessuna nessuno nenhuma
nenhum não ninguna ninguno няма не όχι καμία geen niet brak nema ni nu níl ebda inga ingen yok fehlt fehlen
žiadne žádné — – - nincsenek puuduvad nejsou nemá nici n/a нет le nee neviena jokios jokių ikke inte nix
"""
_REFUSED: Final = frozenset(
    (*_REFUSED_WORDS.split(), "não há", "no hay", "il n'y en a pas", "ei ole", "nu există")
)
_YET_WORDS = """
yet so far noch bislang bisher zatiaľ zatím засега още encore ainda aún todavía ancora još zatim dosud
jeszcze vielä veel még nog endnu ännu încă dar kol kas pagaidām dosad s'issa għadu go fóill ακόμη ακόμα not
tot nu toe momenteel na razie pas pour l'instant momentan actuellement attualmente eddig
"""
_YET: Final = frozenset(_YET_WORDS.split())
_YES_WORDS = "yes да ano ja ναι sí jah kyllä oui tá igen sì taip jā iva tak sim áno jawohl jep"
_YES: Final = frozenset(_YES_WORDS.split())
_SHORT: Final = 5
_NEAR: Final = 9


class Mark(NamedTuple):
    """Marked or not, the span that says so, and how it ranks beside others: smaller first."""

    value: bool
    start: int
    end: int
    rank: int


def marks(one: Reading) -> Iterator[Mark]:
    """Say whether the images are annotated; each answer once, where it is said first."""
    known: set[bool] = set()
    for number, sentence in enumerate(one.sentences):
        for made in (*_answered(one, number, sentence), *_said(one, sentence), *_judged(one, sentence)):
            if made.value not in known:
                known.add(made.value)
                yield made


def _said(one: Reading, sentence: Sentence) -> Iterator[Mark]:
    if sentence.standing != HELD or not sentence.has("mark", "unmarked"):
        return
    bare = {
        place for cue in sentence.cues if cue.name == "unmarked" for place in range(cue.first, cue.last + 1)
    }
    refused = _is_refused(one, sentence)
    for cue in sentence.cues:
        if cue.name in {"mark", "unmarked"}:
            denied = cue.first in sentence.denied or cue.first in bare or refused
            yield _mark(one, cue, not denied)


def _answered(one: Reading, number: int, sentence: Sentence) -> Iterator[Mark]:
    """Read a question with its answer: "Are the images annotated? No, not one"."""
    if not sentence.has("mark") or number + 1 >= len(one.sentences):
        return
    if not one.text[sentence.start : sentence.end].rstrip().endswith("?"):
        return
    after = one.sentences[number + 1]
    words = [one.split[place].text for place in range(after.first, min(after.last, after.first + 2) + 1)]
    while words and (words[0] in _YET or len(words[0]) == 1):
        words.pop(0)  # "R: Ainda nenhuma."
    cue = next(cue for cue in sentence.cues if cue.name == "mark")
    if words and (words[0] in _YES or words[0] in _REFUSED):
        yield _mark(one, cue, words[0] in _YES)


def _judged(one: Reading, sentence: Sentence) -> Iterator[Mark]:
    """Read who judged the images: "each slide was given its grade by a pathologist"."""
    if sentence.standing != HELD or not sentence.has("judged") or not sentence.has("annotator"):
        return
    people = [cue for cue in sentence.cues if cue.name == "annotator"]
    for cue in sentence.cues:
        if cue.name != "judged" or cue.first in sentence.denied:
            continue
        if any(abs(person.first - cue.first) <= _NEAR for person in people):
            yield _mark(one, cue, True)
            return


def _mark(one: Reading, cue: Cue, value: bool) -> Mark:
    return Mark(value, one.split[cue.first].start, one.split[cue.last].end, 1 if value else 2)


def _is_refused(one: Reading, sentence: Sentence) -> bool:
    """Say whether a field is answered with no: "Mark-up | none", "Anotácie: zatiaľ žiadne"."""
    line = one.text[sentence.start : sentence.end].strip(" |\n.").lower()
    if ":" not in line and "|" not in line:
        return False
    answer = re.split(r"\s*[:|]\s*", line, maxsplit=1)[-1].strip()
    if answer in _REFUSED:
        return True
    words = set(answer.split())
    return len(words) <= _SHORT and words <= _REFUSED | _YET and not words.isdisjoint(_REFUSED)
