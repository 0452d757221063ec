"""Measure the mapping on texts with known truth: precision, recall and F1 by field and language.

A folder holds ``texts.jsonl`` and ``truth.jsonl`` (or several ``texts-*.jsonl`` and ``truth-*.jsonl``).
The language of a text is for scoring only; the extractor never gets it. Nothing of the record is touched.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from harvester.evaluate_facts import FIELDS, LISTS, Facts, page_facts
from harvester.evaluate_texts import Text, Truth, read_folder
from harvester.extract.page import describe_bytes

QUOTE: Final = 400
"""Characters of a text that a miss shows."""


@dataclass(slots=True)
class Score:
    """Counts of one field or language: what was claimed rightly, claimed wrongly, and missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def add(self, other: Score) -> None:
        """Add the counts of another score."""
        self.right += other.right
        self.wrong += other.wrong
        self.missed += other.missed

    def plain(self) -> dict[str, float | int]:
        """Give precision, recall, F1 and the counts; 1.0 where nothing was there to be found or claimed."""
        claimed, there = self.right + self.wrong, self.right + self.missed
        precision = self.right / claimed if claimed else 1.0
        recall = self.right / there if there else 1.0
        f1 = 2 * self.right / (claimed + there) if claimed + there else 1.0
        return {
            "precision": round(precision, 4), "recall": round(recall, 4), "f1": round(f1, 4),
            "right": self.right, "wrong": self.wrong, "missed": self.missed,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Miss:
    """One value that was claimed wrongly or not found.

    Attributes:
        what: ``wrong`` or ``missed``.
        row: Number of the dataset of a page with several, from 1; 0 for the page.
    """

    id: str
    language: str
    field: str
    what: str
    value: Any
    row: int
    text: str


@dataclass(slots=True)
class Measure:
    """Everything that was measured."""

    overall: Score = field(default_factory=Score)
    fields: dict[str, Score] = field(default_factory=lambda: defaultdict(Score))
    languages: dict[str, Score] = field(default_factory=lambda: defaultdict(Score))
    misses: list[Miss] = field(default_factory=list)
    bins: Counter[tuple[str, bool]] = field(default_factory=Counter)
    texts: int = 0

    def plain(self) -> dict[str, Any]:
        """Give the JSON that ``messor evaluate mapping --json`` prints."""
        return {
            "texts": self.texts,
            "overall": self.overall.plain(),
            "fields": {name: self.fields[name].plain() for name in FIELDS if name in self.fields},
            "languages": {name: self.languages[name].plain() for name in sorted(self.languages)},
            "reliability": self.reliability(),
            "misses": [
                {"id": one.id, "language": one.language, "field": one.field, "what": one.what,
                 "value": one.value, "row": one.row, "text": one.text}
                for one in self.misses
            ],
        }  # fmt: skip

    def reliability(self) -> list[dict[str, Any]]:
        """Give for each tenth of confidence how many inferred values there were and what share was right."""
        rows = []
        for bin_ in sorted({name for name, _ in self.bins}):
            right, wrong = self.bins[bin_, True], self.bins[bin_, False]
            share = round(right / (right + wrong), 3)
            rows.append({"confidence": bin_, "values": right + wrong, "right": share})
        return rows


def evaluate(folder: Path, part: str | None = None) -> Measure:
    """Measure a folder of texts with truth.

    Args:
        folder: See the module.
        part: Only the truth with this ``part``; None means all.

    Raises:
        EvaluationError: A file is missing or wrong, or a name is not in the scheme; the message names it.
    """
    measure = Measure()
    for text, truth in read_folder(folder, part):
        page, sure, rows = page_facts(describe_bytes(text.body, text.media))
        measure.texts += 1
        _score(measure, text, truth.facts, truth.tolerated, page, 0, sure)
        _score_rows(measure, text, truth, rows)
    return measure


def _score_rows(measure: Measure, text: Text, truth: Truth, rows: Sequence[Facts]) -> None:
    """Compare datasets in order; the page's own facts are tolerated in each."""
    if not truth.rows:
        return
    tolerated = dict(truth.tolerated)
    for name, value in truth.facts.items():
        tolerated[name] = [*tolerated.get(name, ()), *(value if name in LISTS else [value])]
    for number, wanted in enumerate(truth.rows):
        found = dict(rows[number]) if number < len(rows) else {}
        found.pop("datasetsDescribed", None)
        _score(measure, text, wanted, tolerated, found, number + 1, {})


def _score(
    measure: Measure, text: Text, wanted: Facts, tolerated: Facts, found: Facts, row: int,
    sure: dict[tuple[str, str], float],
) -> None:  # fmt: skip
    for name, value, what in judge(wanted, tolerated, found):
        score = Score(right=what == "right", wrong=what == "wrong", missed=what == "missed")
        measure.overall.add(score)
        measure.fields[name].add(score)
        measure.languages[text.language].add(score)
        if what != "right":
            measure.misses.append(Miss(text.id, text.language, name, what, value, row, text.shown(QUOTE)))
        confidence = sure.get((name, str(value)))
        if confidence is not None and what != "missed":
            measure.bins[f"{int(confidence * 10 + 1e-9) / 10:.1f}", what == "right"] += 1


def judge(wanted: Facts, tolerated: Facts, found: Facts) -> Iterator[tuple[str, Any, str]]:
    """Compare facts: field, value, and ``right``, ``wrong`` or ``missed``; tolerated values give nothing.

    >>> list(judge({"subjects": 20}, {"images": [7]}, {"subjects": 21, "images": 7}))
    [('subjects', 21, 'wrong'), ('subjects', 20, 'missed')]
    """
    for name in FIELDS:
        if name in LISTS:
            yield from _lists(name, wanted.get(name, ()), tolerated.get(name, ()), found.get(name, ()))
            continue
        value, right = found.get(name), wanted.get(name)
        if value is not None and value == right:
            yield name, value, "right"
            continue
        if value is not None and value not in tolerated.get(name, ()):
            yield name, value, "wrong"
        if right is not None:
            yield name, right, "missed"


def _lists(
    name: str, wanted: Iterable[Any], tolerated: Iterable[Any], found: Iterable[Any]
) -> Iterator[tuple[str, Any, str]]:
    there, fine, claimed = set(wanted), set(tolerated), list(dict.fromkeys(found))
    for value in claimed:
        if value in there:
            yield name, value, "right"
        elif value not in fine:
            yield name, value, "wrong"
    for value in sorted(there.difference(claimed)):
        yield name, value, "missed"
