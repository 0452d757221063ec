"""Overlay the three layers: what is published is stated, else inferred, as decided.

Pure. The layers stay apart in the record; this is computed whenever a dataset is read.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from catalogue.model import Claim, Finding, Layer, Severity
from ontologies.errors import cut

Action = Literal["accept", "correct", "reject"]
SURE = 0.5
"""Least confidence of an inferred claim that is published without a curator."""

# One value (one a language for texts): a correction hides every other machine value.
SINGLE = frozenset(
    {
        "dct:title", "dct:description", "dct:accessRights", "dct:publisher", "dct:issued",
        "dct:modified", "dct:license", "dcat:version", "eucaim:hasCondition",
        "healthdcatap:numberOfUniqueIndividuals", "healthdcatap:numberOfRecords",
        "messor:numberOfImages", "messor:numberOfSeries", "healthdcatap:minTypicalAge",
        "healthdcatap:maxTypicalAge",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Decision:
    """What a curator said about one value.

    Attributes:
        action: ``accept`` keeps it, ``reject`` removes it, ``correct`` puts ``value`` in its place.
        was: The machine's value that was decided on; empty when a value was added.
        value, kind, language, datatype: The curator's value, for ``accept`` and ``correct``.
        reason, by, at: Why, who, when.
    """

    id: int
    dataset: str
    node: str
    property: str
    action: Action
    was: str
    value: str
    kind: Literal["literal", "iri", "node"]
    language: str | None
    datatype: str | None
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Overlay:
    """The published claims, the hidden ones, and what a curator should look at again."""

    published: tuple[Claim, ...]
    shadowed: tuple[Claim, ...]
    findings: tuple[Finding, ...]


def overlay(claims: Sequence[Claim], decisions: Iterable[Decision]) -> Overlay:
    """Lay decisions over stated over inferred.

    A stated value hides inferred values of the same property of the same node. An inferred value
    under ``SURE`` is hidden until somebody accepts it. A decision stays when the machine's value has
    changed since; a finding then says so.

    Args:
        claims: Stated and inferred claims, in order.
        decisions: Those not undone, oldest first; a later one on the same value wins.
    """
    latest = {(one.node, one.property, one.was): one for one in decisions}
    stated = {(one.node, one.property) for one in claims if one.layer is Layer.STATED}
    published: list[Claim] = []
    shadowed: list[Claim] = []
    used: set[tuple[str, str, str]] = set()
    for claim in claims:
        key = (claim.node, claim.property, claim.value)
        decision = latest.get(key)
        hidden = _hidden(claim, stated)
        if decision is None and _corrected(claim, latest.values()):
            shadowed.append(claim)
        elif decision is None:
            (shadowed if hidden else published).append(claim)
        else:
            used.add(key)
            shadowed.append(claim)
    findings = []
    for key, decision in latest.items():
        if decision.action != "reject":
            published.append(_decided(decision, claims))
        if decision.was and key not in used:
            findings.append(_moved(decision))
    return Overlay(_distinct(published), tuple(shadowed), tuple(findings))


def _hidden(claim: Claim, stated: set[tuple[str, str]]) -> bool:
    if claim.layer is not Layer.INFERRED:
        return False
    return claim.confidence < SURE or (claim.node, claim.property) in stated


def _corrected(claim: Claim, decisions: Iterable[Decision]) -> bool:
    """Tell whether a curator's value of a single-valued property stands in this claim's place."""
    return claim.property in SINGLE and any(
        one.action in {"correct", "accept"}
        and (one.node, one.property) == (claim.node, claim.property)
        and (one.language or "") == (claim.language or "")
        for one in decisions
    )


def _decided(decision: Decision, claims: Sequence[Claim]) -> Claim:
    same = (
        one
        for one in claims
        if (one.node, one.property, one.value) == (decision.node, decision.property, decision.was)
    )
    origin = next(same, None)
    made = Claim(
        property=decision.property,
        value=decision.value,
        kind=decision.kind,
        language=decision.language,
        datatype=decision.datatype,
        layer=Layer.DECIDED,
        rule=f"decision.{decision.action}",
        node=decision.node,
    )
    return replace(made, evidence=origin.evidence) if origin else made


def _moved(decision: Decision) -> Finding:
    return Finding(
        code="source-changed-under-decision",
        severity=Severity.INFO,
        place=decision.property,
        found=f"the source no longer says '{cut(decision.was)}'",
        expected=f"{decision.by} decided '{cut(decision.value or decision.action)}'",
        hint="Look at the new value and keep or undo the decision.",
    )


def _distinct(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Drop repeats; a decided claim takes the place of the same machine value."""
    kept: dict[tuple[str, str, str, str | None], Claim] = {}
    for claim in claims:
        key = (claim.node, claim.property, claim.value, claim.language)
        if key not in kept or claim.layer is Layer.DECIDED:
            kept[key] = claim
    return tuple(kept.values())
