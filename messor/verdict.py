"""A verdict as text for a person, and as plain values for a program."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, Final

from catalogue.model import Finding, Severity
from harvester.validate import Judged, Verdict
from ontologies.errors import cut
from ontologies.findings import sentence
from ontologies.gauging import worth
from ontologies.messages import messages
from ontologies.profiles import TITLES

SHOWN: Final = 20
"""Datasets that are told in full; of more, the commonest findings follow as a table."""
_COLOURS: Final = {Severity.VIOLATION: "31;1", Severity.WARNING: "33", Severity.INFO: "36"}
_MARKS: Final = {Severity.VIOLATION: "✗", Severity.WARNING: "!", Severity.INFO: "·"}


class Printer:
    """Writes a verdict in one language.

    Attributes:
        language: Of the sentences.
        colour: Whether colours may be used.
        severities: What is shown.
        shown: Datasets that are told in full; 0 for all.
    """

    def __init__(
        self, language: str = "en", *, colour: bool = False, warnings: bool = True, shown: int = SHOWN
    ) -> None:
        self.language, self.colour, self.shown = language, colour, shown
        self.severities = set(Severity) if warnings else {Severity.VIOLATION}
        self.words = messages(language).sentences

    def lines(self, verdict: Verdict) -> Iterator[str]:
        """Give the verdict line by line."""
        yield from self._findings(verdict.findings)
        told = [one for one in verdict.judged if self._any(one)]
        shown = told[: self.shown or None]
        for one in shown:
            yield from self._judged(one)
        if len(told) > len(shown):
            yield ""
            yield f"… {len(told) - len(shown)} more (--all)"
            yield from self._commonest(verdict)
        yield from ([""] if told or verdict.findings else [])
        yield self.summary(verdict)

    def summary(self, verdict: Verdict) -> str:
        """Give the one line that says it all."""
        violations, warnings = verdict.count(Severity.VIOLATION), verdict.count(Severity.WARNING)
        number = sum(one.kind == "dcat:Dataset" for one in verdict.judged)
        text = self.words["summary"].format(datasets=number, violations=violations, warnings=warnings)
        severity = Severity.VIOLATION if violations else Severity.WARNING if warnings else None
        rest = f" · {self.words['conforms']}" if not violations and verdict.readable else ""
        return self._paint(text + rest, _COLOURS[severity] if severity else "32;1")

    def _judged(self, one: Judged) -> Iterator[str]:
        yield ""
        title = cut(one.title, 70) if one.title else one.kind
        yield f"{self._paint(title, '1')}  {one.name}"
        names = dict.fromkeys(group.partition(" ")[0] for group in one.checked.groups)
        points = ", ".join(
            f"{_gauge_name(each.scale.key)} {each.total:g}/{each.scale.most}" for each in one.gauges
        )
        yield "  " + " + ".join(TITLES[name] for name in names) + (f"  ({points})" if points else "")
        yield from self._findings(one.findings)

    def _findings(self, findings: Iterable[Finding]) -> Iterator[str]:
        for one in findings:
            if one.severity in self.severities:
                yield f"  {self._mark(one.severity)} {self.sentence(one)}"

    def sentence(self, one: Finding) -> str:
        """Say a finding, with what it is worth where it is worth something."""
        points = gain(one)
        text = sentence(one, self.language)
        return f"{text} {self.words['worth'].format(points=points)}" if points else text

    def _any(self, one: Judged) -> bool:
        return any(found.severity in self.severities for found in one.findings) or not one.findings

    def _commonest(self, verdict: Verdict) -> Iterator[str]:
        counts = Counter(
            (one.severity, one.code, one.place)
            for judged in verdict.judged
            for one in {(found.code, found.place): found for found in judged.findings}.values()
            if one.severity in self.severities
        )
        order = list(Severity)
        for (severity, code, place), number in sorted(
            counts.items(), key=lambda pair: (order.index(pair[0][0]), -pair[1], pair[0][1:])
        ):
            yield f"  {self._mark(severity)} {number:>7} × {code} {place}"

    def _mark(self, severity: Severity) -> str:
        return self._paint(f"{_MARKS[severity]} {self.words[severity.value]}:", _COLOURS[severity])

    def _paint(self, text: str, colour: str) -> str:
        return f"\x1b[{colour}m{text}\x1b[0m" if self.colour else text


def plain(verdict: Verdict, language: str = "en") -> dict[str, Any]:
    """Give a verdict as values that JSON can hold."""
    return {
        "document": verdict.name,
        "readable": verdict.readable,
        "summary": {
            "described": len(verdict.judged),
            "datasets": sum(one.kind == "dcat:Dataset" for one in verdict.judged),
            "violations": verdict.count(Severity.VIOLATION),
            "warnings": verdict.count(Severity.WARNING),
            "notes": verdict.count(Severity.INFO),
            "by_code": dict(Counter(one.code for one in _all(verdict)).most_common()),
        },
        "findings": [_plain(one, language) for one in verdict.findings],
        "described": [
            {
                "name": one.name,
                "title": one.title,
                "kind": one.kind,
                "profiles": list(dict.fromkeys(group.partition(" ")[0] for group in one.checked.groups)),
                "gauges": {
                    each.scale.key: {"points": each.total, "most": each.scale.most, "rating": each.rating}
                    for each in one.gauges
                },
                "findings": [_plain(found, language) for found in one.findings],
            }
            for one in verdict.judged
        ],
    }  # fmt: skip


def _all(verdict: Verdict) -> Iterator[Finding]:
    yield from verdict.findings
    for one in verdict.judged:
        yield from one.findings


def _plain(one: Finding, language: str) -> dict[str, str | int]:
    return {
        "code": one.code, "severity": one.severity.value, "place": one.place, "found": one.found,
        "expected": one.expected, "hint": one.hint, "profile": one.profile,
        "points": gain(one), "sentence": sentence(one, language),
    }  # fmt: skip


def gain(one: Finding) -> int:
    """Points of the MQA that mending a finding about the dataset or a distribution can bring."""
    before, _, path = one.place.rpartition("/")
    fixable = one.code.endswith(("-missing", "-not-in-list", "-not-iri"))
    return worth(path) if fixable and before in {"", "dcat:distribution"} else 0


def _gauge_name(key: str) -> str:
    return {"mqa": "MQA", "ehds-article-77": "EHDS"}.get(key, key)
