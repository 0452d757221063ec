"""Numbers with what they count: "over 200 000 images of about 20 000 people"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from harvester.understand.centres import summed, told
from harvester.understand.cues import cues
from harvester.understand.figure import Figure
from harvester.understand.negation import ANDS
from harvester.understand.number_words import ABOUT, MEASURED, MEASURES, NAMES, STOPS, YEARLY
from harvester.understand.numbers import Numeral, numerals
from harvester.understand.places import places
from harvester.understand.sentences import HELD, Sentence, sentences
from harvester.understand.units import CENTRES, DATASETS, IMAGES, PEOPLE, STUDIES, Unit, unit_at, unit_inside
from harvester.understand.words import Word

_NEAR: Final = 6
_FAR: Final = 12
_MOST_DATASETS: Final = 999
_DATE: Final = re.compile(r"\d{1,2}\. ?(?:\d{1,2}\. ?|[^\W\d]{3,12} )(?:19|20)\d\d(?!\d)")
_UNSURE: Final = 0.5
_MANY: Final = 100
_BARE: Final = {"studies": 0.4, "study": 0.4, "cases": 0.7, "case": 0.7}
_GAPS: Final = frozenset({" ", "-", " (", "/", " - ", " | "})
_LABEL_GAPS: Final = frozenset({":", "=", "(", "(~", "|", "(n =", "n =", "≈"})
_ONE_OF_EACH: Final = re.compile(r"\s*(?:%|€|°|\$|£|×|x\s*\d|‰|-?(?:year|jährig|годиш|letn|årig))")
_PREFERRED: Final = 3
_ALSO: Final = frozenset({PEOPLE, IMAGES, STUDIES})
_COMMA_WORDS: Final = 5
_IN_NUMBER: Final = (["till", "antalet"], ["in", "number"], ["i", "antal"], ["in", "aantal"], ["an", "der"])
_LEAST_PEOPLE: Final = 30
_ABOUT_MOST: Final = 2
_TOTAL_NEAR: Final = 7
_AND: Final = frozenset(
    ["and", "und", "et", "och", "og", "y", "ja", "oder", "or", "és", "și", "и", "или", "και", "agus"]
)
_ONE_BEHIND: Final = frozenset({"ga", "mt"})
"""Languages that say "hospital one"."""

_NOUN_LAST: Final = frozenset({"en", "de", "nl", "sv", "da", "fi", "et", "hu", "lt", "lv"})
"""Languages whose noun phrases end in what is counted; in the others its owner follows it."""

_TEAM_WORDS = """
team echip équipe equipo equipa squadra staff tím tým zespół zespoł екип ομάδα tiim csapat komand
arbeitsgruppe foireann personal comité committee board beirat gremium vorstand konsorcjum
"""
_TEAM: Final = tuple(_TEAM_WORDS.split())
"""Beginnings of words for those who did the work: people that no dataset is about."""

_OF: Final = frozenset(("de", "di", "d", "of", "ta", "tal", "az", "a", "i", "von", "van", "от", "από"))


def figures(
    text: str,
    split: Sequence[Word],
    language: str = "en",
    made: Sequence[Sentence] | None = None,
    known: Sequence[Numeral] | None = None,
) -> list[Figure]:
    """Find counts in a text, in order of their numbers.

    Args:
        text: Any language of the 24.
        split: ``words(text)``.
        language: Whose number words are read.
        made: Sentences; what is planned, denied or somebody else's is then left out or unsure.
        known: ``numerals(text, split, language)`` if at hand.
    """
    if made is None:
        made = sentences(text, split, cues(language).find(split), set())
    found = numerals(text, split, language) if known is None else known
    within = _by_word(made or (), len(split))
    result: list[Figure] = []
    counting = {number.first for number in found}
    for number in found:
        one = _counted(text, split, number, counting, language)
        if one is None:
            continue
        if made:
            where = within[number.first]
            one = _standing(split, one, made[where], where)
        if one is not None:
            result.append(one)
    counted = summed(text, split, result, found, language)
    return told(split, counted, made, language) if made else counted


def _by_word(made: Sequence[Sentence], count: int) -> list[int]:
    places = [0] * (count + 1)
    for number, one in enumerate(made):
        for place in range(one.first, one.last + 1):
            places[place] = number
    return places


def _counted(
    text: str, split: Sequence[Word], number: Numeral, counting: set[int], language: str
) -> Figure | None:
    first, after = number.first, number.last + 1
    before = split[first - 1].text if first and not split[first].breaks else ""
    if before == "n" and split[first - 1].gap == "'":
        before = ""  # "zo'n 17.500"
    dated = number.year and (before in YEARLY or before in ANDS)
    if not number.spelled and (before in NAMES or dated or _DATE.match(text, number.start)):
        return None
    if number.spelled and number.value == 1 and language in _ONE_BEHIND and before:
        single = _one_behind(split, number)
        if single:
            return single
    if number.ranged or _is_measure(text, split, after, number.end):
        return None
    found = _behind(text, split, number, counting, language)
    if found and found[0] == PEOPLE and _is_team(split, first):
        return None
    if found is None or found[2] > 0:
        named = _label(text, split, first, number.start, counting) if first else None
        if named and named[0] == DATASETS and (number.year or number.value > _MOST_DATASETS):
            return None  # "our datasets (2024. június)", "the dataset is complete: 2,245 CT"
        if named and (found is None or "\n" in text[number.end : split[found[1]].end]):
            return Figure(
                named[0], number.value, split[named[1]].start, number.end, 0.9, first=first, last=first
            )
    if found is None:
        return _said_before(text, split, number)
    property_, last, between = found
    if number.year and (property_ == CENTRES or between > 0):
        return None
    if number.value == 1 and (property_ != CENTRES or (number.spelled and between > 2)):
        return None
    confidence = _confidence(number, split[last].text, between)
    return Figure(property_, number.value, number.start, split[last].end, confidence, first=first, last=last)


def _confidence(number: Numeral, noun: str, between: int) -> float:
    if number.year and between > 0:
        return 0.4
    sure = _BARE.get(noun, 0.95 if between == 0 else 0.9 if between < _PREFERRED else 0.8)
    # "a review of 12 studies", but "201 studies of 143 patients"
    return 0.7 if sure < _UNSURE and number.value >= _MANY else sure


def _one_behind(split: Sequence[Word], number: Numeral) -> Figure | None:
    """Read "hospital one", "university hospital one" of the languages that say it so."""
    for place in range(number.first - 1, max(-1, number.first - 3), -1):
        if split[place + 1].breaks:
            return None
        unit = unit_at(split, place)
        if unit and unit.property == CENTRES:
            return Figure(CENTRES, 1, split[place].start, number.end, 0.9, first=place, last=number.first)
    return None


def _behind(
    text: str, split: Sequence[Word], number: Numeral, counting: set[int], language: str
) -> tuple[str, int, int] | None:
    """Look for the noun behind a number: property, number of its last word, words between."""
    after = number.last + 1
    if after < len(split) and "\n" in split[after].gap and _is_alone(text, number):
        unit = unit_at(split, after)  # a tile: the number, and below it what it counts
        return (unit.property, after + unit.length - 1, 0) if unit else None
    jumped = listed = False
    for place in range(after, min(len(split), after + _NEAR)):
        word = split[place]
        if place > after and (word.text[0].isdigit() or place in counting):
            return None
        if place == after and word.text == "ex" and word.gap == " (":
            continue  # "2.050 (ex-)smokers"
        short = place == after and word.gap in {". ", ", "} and number.scaled
        comma = (
            place > after
            and word.gap == ", "
            and place - after < _COMMA_WORDS
            and len(split[place - 1].text) > _PREFERRED
        )
        jumped = jumped or (comma and word.breaks)
        slash = place > after and word.gap == "/"
        former = place > after and word.gap == "-)" and split[place - 1].text == "ex"
        if word.breaks and not (short or comma or slash or former):
            return None
        unit = unit_at(split, place)
        if unit and (jumped if unit.property == CENTRES else listed):
            return None
        if unit and number.value == 1 and _is_house(split, place, unit):
            continue  # "één kinderoncologisch centrum"
        if unit:
            counted, last = _last_noun(split, place, unit, language)
            return counted, last, place - after
        inside = unit_inside(word.text)
        if inside:
            return inside, place, place - after
        if word.text in _OF and place == after:
            continue
        listed = listed or (
            place > after and word.text in _AND and any(places(split, place - 1, place - 1, language))
        )
        if listed and word.text in _AND:
            continue  # "nine Finnish and Swedish clinics"
        if word.text in STOPS and not (place > after and word.text in _AND and number.value >= _LEAST_PEOPLE):
            return None
    return None


def _last_noun(split: Sequence[Word], place: int, unit: Unit, language: str) -> tuple[str, int]:
    """Give what a phrase of nouns counts, and its last word: "200 patient images" counts images."""
    counted, last = unit.property, place + unit.length - 1
    while language in _NOUN_LAST and counted in _ALSO and last + 1 < len(split):
        behind = split[last + 1]
        follow = unit_at(split, last + 1) if not behind.breaks and behind.gap in {" ", "-"} else None
        if follow is None or follow.property == CENTRES or behind.text[0].isdigit():
            break
        counted, last = follow.property, last + follow.length
    return counted, last


def _is_house(split: Sequence[Word], place: int, unit: Unit) -> bool:
    """Say whether a word that could count people says whose hospital follows."""
    if unit.property != PEOPLE or place + 1 >= len(split) or split[place + 1].gap != " ":
        return False
    follow = unit_at(split, place + 1)
    return follow is not None and follow.property == CENTRES


def _is_alone(text: str, number: Numeral) -> bool:
    """Say whether a number stands on a line of its own."""
    begin = text.rfind("\n", 0, number.start) + 1
    end = text.find("\n", number.end)
    line = text[begin : end if end >= 0 else len(text)].strip(" -|•")
    return line == text[number.start : number.end].strip()


def _is_team(split: Sequence[Word], first: int) -> bool:
    """Say whether a number counts a team: "a team of 15 people"."""
    for place in range(first - 1, max(-1, first - 4), -1):
        if split[place].text.startswith(_TEAM):
            return True
        if split[place].breaks:
            break
    return False


def _said_before(text: str, split: Sequence[Word], number: Numeral) -> Figure | None:
    """Look for the noun at the clause's beginning: "images, in all 95 400,", "the number of series is 12"."""
    if number.year or number.value < _PREFERRED:
        return None
    if [word.text for word in split[number.last + 1 : number.last + 3]] in _IN_NUMBER:
        return _subject(split, number)
    follows = text[number.end : number.end + 1]
    ends = (
        number.last + 1 >= len(split) or split[number.last + 1].breaks or split[number.last + 1].text in _AND
    )
    if not ends or follows in {"-", "–"}:
        return None
    commas = 0
    summed = number.first and split[number.first - 1].text in ABOUT
    reach = _NEAR if not summed else _FAR
    for place in range(number.first - 1, max(-1, number.first - reach), -1):
        gap = split[place + 1].gap
        if split[place + 1].breaks:
            commas += 1
            if commas > (1 if not summed else 2) or gap != ", ":
                return None
        if split[place].text[0].isdigit():
            return None
        unit = unit_at(split, place)
        if unit and unit.length == 1:
            return Figure(
                unit.property,
                number.value,
                split[place].start,
                number.end,
                0.78,
                first=number.first,
                last=number.last,
            )
        inside = unit_inside(split[place].text)
        if inside:
            return Figure(
                inside,
                number.value,
                split[place].start,
                number.end,
                0.78,
                first=number.first,
                last=number.last,
            )
    return None


def _subject(split: Sequence[Word], number: Numeral) -> Figure | None:
    """Look for the sentence's first noun: "the images ... are 524,000 in number"."""
    begin = number.first
    while begin > 0 and "." not in split[begin].gap and "\n" not in split[begin].gap:
        begin -= 1
    for place in range(begin, number.first):
        unit = unit_at(split, place)
        if unit and unit.length == 1 and unit.property != CENTRES:
            start = split[place].start
            return Figure(
                unit.property, number.value, start, number.end, 0.8, first=number.first, last=number.last
            )
    return None


def _label(
    text: str, split: Sequence[Word], first: int, start: int, counting: set[int]
) -> tuple[str, int] | None:
    """Look for the noun before a number: "Patients (n): 200", "images (in all 4 000)"."""
    place = first - 1
    gap = text[split[place].end : start].strip().replace("*", "")
    skipped = 0
    while gap in {"", "+", "~"} and split[place].text in ABOUT and place and skipped < _ABOUT_MOST:
        gap = text[split[place - 1].end : split[place].start].strip().replace("*", "")
        place, skipped = place - 1, skipped + 1
    gap = gap.lstrip(")] ")
    led = len(gap) > 1 and set(gap) <= {".", "…", " ", "_"}  # "Images ....... 10 450"
    wide = "   " in split[first].gap or "\t" in split[first].gap
    if (led or (not gap and wide)) and "\n" not in split[first].gap:
        gap = ":"
    if gap not in _LABEL_GAPS and not gap.startswith((":", "=", "|")):
        return None
    if split[place].text == "n" and place and split[place].gap.strip() in {"", "("}:
        place -= 1
    for at in range(place, max(-1, place - 3), -1):
        unit = unit_at(split, at)
        if unit and at + unit.length - 1 <= place:
            return None if at - 1 in counting and not split[at].breaks else (unit.property, at)
        inside = unit_inside(split[at].text)
        if inside:
            return inside, at
        if split[at].breaks:
            break
    return None


def _is_measure(text: str, split: Sequence[Word], after: int, end: int) -> bool:
    if _ONE_OF_EACH.match(text, end):
        return True
    if after >= len(split) or split[after].breaks:
        return False
    return split[after].text in MEASURES or split[after].text.startswith(MEASURED)


def _standing(split: Sequence[Word], one: Figure, sentence: Sentence, where: int) -> Figure | None:
    if sentence.standing != HELD:
        return replace(one, confidence=min(one.confidence, 0.3), rank=9, sentence=where)
    if one.first in sentence.denied and one.property not in {CENTRES}:
        return replace(one, confidence=0.2, rank=9, sentence=where)
    near = (cue for cue in sentence.cues if cue.name == "total")
    total = any(cue.first - _TOTAL_NEAR <= one.last and one.first - _TOTAL_NEAR <= cue.last for cue in near)
    rank = 0 if total else 1
    for cue in sentence.cues:
        if cue.name != "part" or cue.first > one.first:
            continue
        if one.property == CENTRES and cue.last == cue.first:
            continue  # "in three hospitals" names no part
        if cue.last > cue.first or len(split[cue.first].text) > _PREFERRED:
            rank = max(rank, 3)
        elif cue.last >= one.first - 2 and not total:
            rank = max(rank, 2)
    if one.property == PEOPLE and not total and rank == 1:
        aside = "(" in split[one.first].gap or (one.first and "(" in split[one.first - 1].gap)
        # What a sentence denies something of, or says in brackets, is more often somebody else's.
        rank += bool(aside) + bool(sentence.denied)
    return replace(one, rank=rank, sentence=where)


def choose(found: Sequence[Figure]) -> list[Figure]:
    """Choose one figure for each thing counted: the whole before its parts, the first of equals.

    Returns:
        By property; a second, contradicting total of another size is left to the caller.
    """
    best: dict[str, Figure] = {}
    for one in found:
        known = best.get(one.property)
        if (
            known is None
            or (one.rank, one.confidence < 0.5) < (known.rank, known.confidence < 0.5)
            or (one.rank == known.rank == 0 and one.value > known.value)
            or (one.rank == known.rank and one.value > known.value * 3 and one.property == DATASETS)
        ):
            best[one.property] = one
    return list(best.values())
