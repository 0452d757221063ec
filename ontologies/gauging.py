"""What the gauges measure: indicators, points and rating words, as versioned data."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Final

from ontologies.errors import VocabularyError
from ontologies.profiles import EUCAIM, TITLES
from ontologies.shaping import rule_table

FOLDER: Final = Path(__file__).parent / "gauges"
MQA: Final = "mqa"
EHDS: Final = "ehds-article-77"
KEYS: Final = (MQA, EHDS, EUCAIM)
"""Every gauge there is."""


@dataclass(frozen=True, slots=True)
class Indicator:
    """One thing that is measured.

    Attributes:
        key: Name within the gauge.
        dimension: Group it is counted in; may be empty.
        properties: CURIEs; any of them will do.
        points: What it is worth.
        at: ``dataset``, ``distribution`` (the best one) or ``any``.
        test: ``given``, ``listed``, ``open``, ``machine``, ``reachable`` or ``conforms``.
    """

    key: str
    properties: tuple[str, ...]
    points: int = 1
    dimension: str = ""
    at: str = "dataset"
    test: str = "given"


@dataclass(frozen=True, slots=True)
class Scale:
    """A gauge before it measures.

    Attributes:
        key: Of ``KEYS``.
        title, version: As a reader should see them.
        indicators: In the order of the file.
        ratings: Word and least points, the best first.
        listed: Start of the addresses of a property's official list.
        formats: Codes of the EU list of file types that are ``open`` and ``machine`` readable.
    """

    key: str
    title: str
    version: str
    indicators: tuple[Indicator, ...]
    ratings: tuple[tuple[str, float], ...]
    listed: Mapping[str, str] = field(default_factory=dict)
    formats: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @property
    def most(self) -> int:
        """Points of a perfect description."""
        return sum(one.points for one in self.indicators)


@cache
def scale(key: str) -> Scale:
    """Load a gauge.

    Raises:
        VocabularyError: There is no such gauge, or its file cannot be read.

    >>> scale("mqa").most, len(scale("ehds-article-77").indicators)
    (405, 12)
    """
    if key == EUCAIM:
        return _eucaim()
    path = FOLDER / f"{key}.toml"
    try:
        return _scale(key, tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise VocabularyError(
            f"gauges/{key}.toml cannot be read: {error}", hint=f"Gauges are: {', '.join(KEYS)}."
        ) from error


@cache
def worth(property_: str) -> int:
    """Points of the Metadata Quality Assessment that a property can still bring, whatever the test.

    >>> worth("dcat:keyword"), worth("dct:license"), worth("healthdcatap:hdab")
    (30, 30, 0)
    """
    return sum(
        one.points
        for one in scale(MQA).indicators
        if one.properties[:1] == (property_,) and one.test != "reachable"
    )


def _scale(key: str, read: Mapping[str, Any]) -> Scale:
    return Scale(
        key,
        read["title"],
        read["version"],
        tuple(Indicator(**{**one, "properties": tuple(one["properties"])}) for one in read["indicator"]),
        tuple((one["word"], one["from"]) for one in read["rating"]),
        read.get("listed", {}),
        {name: frozenset(codes) for name, codes in read.get("formats", {}).items()},
    )


def _eucaim() -> Scale:
    """EUCAIM's mandatory set, taken from its rules, so that the two cannot differ."""
    places = {"dcat:Dataset": "dataset", "dcat:Distribution": "distribution"}
    duties = {
        (places[rule.node], rule.property): None
        for rule in rule_table(EUCAIM)
        if rule.node in places and rule.obligation("public") == "M"
    }
    indicators = tuple(Indicator(f"{at}/{name}", (name,), at=at, dimension=at) for at, name in duties)
    most = len(indicators)
    ratings = (("Excellent", most), ("Good", most * 0.75), ("Sufficient", most * 0.5), ("Bad", 0))
    return Scale(EUCAIM, f"{TITLES[EUCAIM]}: mandatory set", "2.0", indicators, ratings)
