"""What a curator should look at, and what each look is worth."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from catalogue import facts
from catalogue.model import Claim, Dataset, Finding, Layer, Severity
from catalogue.overlay import SURE, Decision

Kind = Literal["conflict", "unsure", "violation"]
UNSURE = 0.8
"""Inferred claims below this confidence are put before a curator."""

# How much a right value helps those who search: facets and figures first.
VALUE: Mapping[str, float] = {
    facts.CANCER_TYPE: 5, facts.MODALITY: 5, facts.BODY_PART: 4, facts.SUBJECTS: 4, facts.IMAGES: 4,
    "dct:accessRights": 4, "dct:title": 3, "dct:description": 3, "dct:license": 3, "dct:publisher": 3,
    "dct:spatial": 2, "dcat:theme": 2,
}  # fmt: skip
PLAIN_VALUE = 1.0
CONFLICT, VIOLATION = 6.0, 3.0


@dataclass(frozen=True, slots=True)
class Task:
    """One look.

    Attributes:
        kind: A decision the source moved under, an unsure value, a broken mandatory rule.
        dataset, title: Which dataset.
        version: Its version when the task was made.
        worth: Higher comes first.
        claim: The unsure value, for ``unsure``.
        finding: What is wrong, for the others.
    """

    kind: Kind
    dataset: str
    title: str
    version: int
    worth: float
    claim: Claim | None = None
    finding: Finding | None = None


def tasks_of(dataset: Dataset, title: str, decided: Iterable[Decision]) -> tuple[Task, ...]:
    """List what should be looked at in one dataset, best worth first.

    Args:
        dataset: As published.
        title: To show.
        decided: Its decisions that stand.
    """
    settled = {(one.node, one.property, one.was) for one in decided}
    stated = {(one.node, one.property) for one in dataset.claims if one.layer is not Layer.INFERRED}
    found = [
        Task("unsure", dataset.id, title, dataset.version, worth(claim), claim=claim)
        for claim in (*dataset.claims, *dataset.shadowed)
        if claim.layer is Layer.INFERRED
        and claim.confidence < UNSURE
        and (claim.node, claim.property, claim.value) not in settled
        and (claim.node, claim.property) not in stated
    ]
    for finding in dataset.findings:
        if finding.code == "source-changed-under-decision":
            found.append(Task("conflict", dataset.id, title, dataset.version, CONFLICT, finding=finding))
        elif finding.severity is Severity.VIOLATION:
            found.append(Task("violation", dataset.id, title, dataset.version, VIOLATION, finding=finding))
    return tuple(sorted(found, key=lambda task: -task.worth))


def worth(claim: Claim) -> float:
    """Say what deciding on a value is worth: how much it helps, times how unsure it is.

    A hidden value (below ``SURE``) that turns out right is found at all, so it counts once more.
    """
    hidden = 1.0 if claim.confidence < SURE else 0.0
    return VALUE.get(claim.property, PLAIN_VALUE) * (1.0 - claim.confidence + hidden)
