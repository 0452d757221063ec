"""Sentences of a text, what each is about, and which of its words are denied."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from harvester.understand.cues import Cue
from harvester.understand.negation import ANDS, HARMLESS, TURNS
from harvester.understand.words import Word

HELD: Final = "held"
DENIERS: Final = frozenset({"no", "without", "out", "gone"})
_ASIDE: Final = ("planned", "other", "upload")
_END = re.compile(
    r";\s+|[.!?…]+[\"'”“»)\]]*\s+(?=[\"'„“«»‚”‘’‹›(]*\s?[^\Wa-zа-яα-ωßà-öø-ÿ])|\s*\n+\s*|[.!?]+\Z"
)
_BEFORE = re.compile(r"([^\W_]+)\W*\Z")
_SHORTENED_WORDS: Final = """
mio mln ca kb nr no tel st dr prof г хил млн tys tis tūkst mrd inkl t d h p approx resp vs kl bzw n mill z b
s č str stk fig tab vol e g i np napr npr tzv vgl lk nt jne esim mm ym pl stb pvz t.t piem cca ok cirka εκ
χιλ αρ бр гр ул арх ав µ max min č.p incl excl etc al jr sr xx kap art abs ee uu tzw ul
"""
_SHORTENED: Final = frozenset(_SHORTENED_WORDS.split())
_YEAR_MARKS: Final = frozenset({"г", "m", "r"})
"""Short for "year" behind its number: with a capital behind it, the sentence ends."""

_CLOSERS: Final = frozenset(")]»”")
_COMMA = re.compile(r"[,;()\[\]–—|\n]| - ")
_EARLY: Final = 2
_PREDICATES: Final = frozenset(
    {"open", "closed", "restricted", "access", "mark", "unmarked", "adult", "child"}
)
_NEW_CLAUSE: Final = frozenset({"no", "gone", "out"})
_HELPING_WORDS: Final = """
is are was were does do did has have it they ist sind war waren wird werden wurde wurden er sie es est sont
a ont elle il elles ils se no jest są zostały byl byli je jsou sú su je niso so is zijn werd werden wordt
er ble blev är var har on ovat os se são é foi foram è sono sunt este au fost δεν βλ са е бе бяха ir yra
tiek tika ir huma hija tá bhí on oli olid van vannak volt voltak
"""
_HELPING: Final = frozenset(_HELPING_WORDS.split())
_LONGEST: Final = 150
_SHORT_LINE: Final = 7
_HEADING_WORDS: Final = 9
_EXTRA: Final = 2
_SHORT_SEGMENT: Final = 4
_WITHOUT_REACH: Final = 8


@dataclass(slots=True)
class Sentence:
    """One sentence or line.

    Attributes:
        start, end: Half-open span in the text.
        first, last: Numbers of its first and last word; ``last < first`` when it has none.
        standing: ``held``, ``planned``, ``other`` or ``upload``.
        cues: Phrases in it.
        denied: Numbers of the words that are denied.
    """

    start: int
    end: int
    first: int
    last: int
    standing: str = HELD
    heading: bool = False
    cues: list[Cue] = field(default_factory=list)
    denied: set[int] = field(default_factory=set)
    _names: set[str] = field(default_factory=set)

    def has(self, *names: str) -> bool:
        """Say whether a phrase of one of these classes stands in it."""
        return not self._names.isdisjoint(names)

    def add(self, cue: Cue) -> None:
        """Take a phrase that stands in it."""
        self.cues.append(cue)
        self._names.add(cue.name)


def sentences(text: str, split: Sequence[Word], found: Sequence[Cue], taken: set[int]) -> list[Sentence]:
    """Split a text into sentences and say what each is about.

    Args:
        text: The text.
        split: Its words.
        found: Phrases, in order.
        taken: Numbers of words that are part of a concept's name: "non" in "non-small cell" denies nothing.

    Returns:
        Sentences in order; they cover all words.
    """
    made = _cut(text, split)
    # "free of charge", "without registration": nothing is denied by these.
    harmless = {
        place
        for cue in found
        if cue.name == "open" and cue.last > cue.first
        for place in range(cue.first, cue.last + 1)
    }
    taken = taken | harmless
    starts = [one.first for one in made]
    for cue in found:
        one = made[bisect_right(starts, cue.first) - 1]
        if not ((cue.name in DENIERS or cue.name == "planned") and cue.first in taken):
            one.add(cue)
    section, listed, aside = HELD, False, False
    for number, one in enumerate(made):
        own = next((name for name in _ASIDE if one.has(name)), HELD)
        begins = number == 0 or "\n" in text[max(0, one.start - 2) : one.start]
        aside = one.has("similar") if begins else aside
        if own == HELD and (aside or one.has("partner", "theirs")):
            own = "other"
        if one.has("theirs") and number and not begins and taken.isdisjoint(range(one.first, one.last + 1)):
            made[number - 1].standing = "other"
        if own == HELD and one.has("beside") and one.last - one.first < _SHORT_LINE:
            own = "other"
        gap = text[max(0, one.start - 3) : one.start].count("\n") > 1
        if one.heading:
            refused = one.has("no", "out") and taken.isdisjoint(range(one.first, one.last + 1))
            section = ("other" if refused else own) if number else HELD
            listed = text[one.start : one.end].rstrip().endswith(":")
        elif listed and gap:
            section, listed = HELD, False
        asked = text[one.start : one.end].rstrip().endswith("?")
        one.standing = own if own != HELD else "other" if asked else section
        _deny(split, one, text, taken)
    return made


def _cut(text: str, split: Sequence[Word]) -> list[Sentence]:
    edges = [0]
    for found in _END.finditer(text):
        if "\n" not in found[0] and found[0][0] != ";":
            before = _BEFORE.search(text, max(0, found.start() - 24), found.start())
            word = before[1].lower() if before else ""
            numbered = word.isdigit() and text[: found.start()].rpartition("\n")[2].strip() == word
            closed = text[found.start() - 1 : found.start()] in _CLOSERS
            dated = word in _YEAR_MARKS and text[: before.start() if before else 0].rstrip()[-1:].isdigit()
            if numbered or (not (closed or dated) and (word in _SHORTENED or len(word) == 1)):
                continue
        edges.append(found.end())
    edges.append(len(text))
    made: list[Sentence] = []
    place = 0
    starts = [word.start for word in split]
    for begin, end in itertools.pairwise(edges):
        start, first = begin, place
        place = bisect_left(starts, end, place)
        # A text without full stops is no sentence; what one denial reaches must stay small.
        while place - first > _LONGEST:
            middle = split[first + _LONGEST].start
            made.append(Sentence(start, middle, first, first + _LONGEST - 1))
            start, first = middle, first + _LONGEST
        if place > first:
            made.append(
                Sentence(start, end, first, place - 1, heading=_is_heading(text, start, end, place - first))
            )
    return made or [Sentence(0, len(text), 0, -1)]


def _is_heading(text: str, start: int, end: int, count: int) -> bool:
    line = text[start:end]
    before = text[max(0, start - 3) : start]
    whole = start == 0 or before.count("\n") > 1
    stripped = line.strip()
    return (
        whole
        and "\n" in text[end - 1 : end + 1] + line[-1:]
        and count <= _HEADING_WORDS
        and not stripped.endswith((".", ";", ","))
        and not stripped.startswith(("-", "*", "•", "|", "·"))
        and ": " not in stripped
        and "|" not in stripped
    )


def _deny(split: Sequence[Word], one: Sentence, text: str, taken: set[int]) -> None:
    """Find the words that are denied: clauses with a negation, and what follows "without"."""
    for cue in one.cues:
        if cue.name == "example":
            one.denied.update(_of_example(split, one, cue))
    deniers = [cue for cue in one.cues if cue.name in DENIERS]
    if not deniers:
        return
    parts = _segments(split, one, text, {cue.first for cue in deniers if cue.name in _NEW_CLAUSE})
    _deny_subject(split, one, parts, deniers, taken)
    done: set[int] = set()
    for cue in deniers:
        if cue.last + 1 <= one.last and split[cue.last + 1].text in HARMLESS:
            continue
        here = next(number for number, (first, last) in enumerate(parts) if first <= cue.first <= last)
        if cue.name == "gone" and any(
            split[place].text[0].isdigit() for place in range(parts[here][0], cue.first)
        ):
            continue  # "430 people in whom an adenoma was removed"
        if cue.name == "without":
            free = next(
                (other for other in one.cues if other.name == "restricted" and other.first == cue.last + 1),
                None,
            )
            if free:
                continue  # "without registration" says nothing of what is held
            _deny_behind(split, one, parts, here, cue)
        else:
            if here in done:
                continue
            done.add(here)
            first, last = parts[here]
            one.denied.update(range(first, last + 1))
            colon = any(":" in split[place].gap for place in range(cue.first + 1, last + 1))
            if colon or (
                cue.first == last and here + 1 < len(parts) and ":" in split[parts[here + 1][0]].gap
            ):
                _deny_behind(split, one, parts, here, cue)
            else:
                _deny_list(split, one, parts, here, cue)


def _deny_subject(
    split: Sequence[Word],
    one: Sentence,
    parts: list[tuple[int, int]],
    deniers: Sequence[Cue],
    taken: set[int],
) -> None:
    """Deny a subject named before: "PET was done, but was not kept"; "CT, though made, was not archived".

    What is denied must not be access or marking: "CT of 90 patients, but not public" still holds CT.
    """
    for cue in deniers:
        here = next(number for number, (first, last) in enumerate(parts) if first <= cue.first <= last)
        first, last = parts[here]
        early = cue.first - first <= _EARLY
        if cue.name == "without" or not here or not early or not taken.isdisjoint(range(first, last + 1)):
            continue
        if any(other.name in _PREDICATES and first <= other.first <= last for other in one.cues):
            continue
        begin, end = parts[0]
        if split[first].text in TURNS:
            one.denied.update(range(parts[max(0, here - 2)][0], last + 1))
        elif here > 1 and end - begin < _SHORT_LINE and not taken.isdisjoint(range(begin, end + 1)):
            one.denied.update(range(begin, last + 1))


def _of_example(split: Sequence[Word], one: Sentence, cue: Cue) -> range:
    """Give the words of an example: to the closing bracket if it opened one, else to the sentence's end."""
    end = one.last
    if "(" in split[cue.first].gap:
        end = next(
            (place - 1 for place in range(cue.last + 1, one.last + 1) if ")" in split[place].gap), one.last
        )
    return range(cue.last + 1, end + 1)


def _deny_behind(
    split: Sequence[Word], one: Sentence, parts: list[tuple[int, int]], here: int, cue: Cue
) -> None:
    end = parts[here][1]
    if cue.last == end and here + 1 < len(parts):
        end = parts[here + 1][1]
        here += 1
    for first, last in parts[here + 1 :]:
        if last - first + 1 > _SHORT_SEGMENT or split[first].text in TURNS:
            break
        end = last
    near = min(parts[here][1], cue.last + _WITHOUT_REACH)
    one.denied.update(range(cue.last + 1, (end if end > parts[here][1] else near) + 1))


def _deny_list(
    split: Sequence[Word], one: Sentence, parts: list[tuple[int, int]], here: int, cue: Cue
) -> None:
    """A list before the negation shares it: "CT, PET and MRI are not included"."""
    longest = _SHORT_SEGMENT if cue.name == "out" else _EXTRA
    turn = parts[here][0]
    if split[turn].text in TURNS:
        shared = cue.name == "out" and (split[turn + 1].text in _HELPING or turn + 1 == cue.first)
        if shared and here:  # "mammography was performed but is not part of it"
            one.denied.update(range(parts[here - 1][0], parts[here - 1][1] + 1))
        return
    for first, last in reversed(parts[:here]):
        if last - first + 1 > longest:
            break
        one.denied.update(range(first, last + 1))


def _segments(split: Sequence[Word], one: Sentence, text: str, denying: set[int]) -> list[tuple[int, int]]:
    parts: list[tuple[int, int]] = []
    first = one.first
    for place in range(one.first + 1, one.last + 1):
        word = split[place]
        # "holds CT and does not include PET": the word that denies begins its clause with the "and".
        joined = word.text in ANDS and (
            place + 1 in denying or (place + 2 in denying and split[place + 1].text in _HELPING)
        )
        # "not however the nasopharynx" is one denial.
        turns = word.text in TURNS and not (word.gap == " " and place - 1 in denying)
        if (word.gap != " " and _COMMA.search(word.gap)) or turns or joined:
            parts.append((first, place - 1))
            first = place
    parts.append((first, one.last))
    return parts
