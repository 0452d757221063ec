"""Decide what a run does: pure, from what is known and what was seen."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from catalogue.absence import too_many
from catalogue.datasets import Known
from catalogue.model import Outcome, RunState
from catalogue.sources import Expect


def outcome(known: Known | None, content: str, *, deleted: bool = False) -> Outcome:
    """Say what happens to one described dataset.

    Args:
        known: What the record has, None when it is new.
        content: Hash of what the description says now.
        deleted: The source says that it deleted the dataset.

    >>> outcome(None, "abc")
    <Outcome.ADDED: 'added'>
    """
    if deleted:
        return Outcome.GONE
    if known is None:
        return Outcome.ADDED
    return Outcome.SAME if known.content == content else Outcome.CHANGED


def mark(identifier: str, content: str) -> bytes:
    """A short mark of what the record has of one dataset.

    Args:
        identifier: The provider's own.
        content: Hash of what the description says.

    >>> mark("a", "abc") == mark("a", "abd")
    False
    """
    said = f"{identifier}\n{content}".encode("utf-8", "replace")
    return sha256(said).digest()[:16]


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a run ends and why; ``judges_absence`` lets missing datasets count as unseen."""

    state: RunState
    judges_absence: bool
    code: str = ""
    message: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Walk:
    """What a run did.

    Attributes:
        complete: The listing is known to be whole.
        why_not: Why it is not.
        failed: The source as a whole failed: code, message, hint.
        seen: Datasets described in this run.
        missing: Datasets that were there until this run and were not seen.
        held: Active datasets of the source before the run.
        limited: The operator asked for a part only.
        empty: The listing was read to its end and names nothing.
    """

    complete: bool
    why_not: str
    failed: tuple[str, str, str] | None
    seen: int
    missing: int
    held: int
    limited: bool = False
    empty: bool = False


ACCEPT = "Look at the source; if this is right, 'messor runs accept {run} --by NAME' says so."


def verdict(walk: Walk, expect: Expect, share: float) -> Verdict:
    """Say how a run ends. Only a complete run within its bounds may speak about absence.

    Args:
        walk: What the run did.
        expect: Bounds from the source's file.
        share: Largest harmless share of datasets that go missing at once.
    """
    if walk.failed is not None:
        state = RunState.PARTIAL if walk.seen else RunState.FAILED
        return Verdict(state, False, *walk.failed)
    if walk.limited:
        return Verdict(RunState.PARTIAL, False, "limited", walk.why_not, "Run it without --limit.")
    if walk.empty and expect.datasets_min > 0:
        message = f"the listing is empty; at least {expect.datasets_min} datasets were expected"
        return Verdict(RunState.OUT_OF_RANGE, False, "listing-empty", message, ACCEPT)
    if not walk.complete:
        hint = "What was read is kept; nothing was judged missing. The next run tries again."
        return Verdict(RunState.PARTIAL, False, "incomplete", walk.why_not, hint)
    if not expect.datasets_min <= walk.seen <= expect.datasets_max:
        message = (
            f"{walk.seen} datasets; between {expect.datasets_min} and {expect.datasets_max} were expected"
        )
        return Verdict(RunState.OUT_OF_RANGE, False, "out-of-range", message, ACCEPT)
    if too_many(walk.missing, walk.held, share):
        message = f"{walk.missing} of {walk.held} datasets are missing at once"
        return Verdict(RunState.OUT_OF_RANGE, False, "out-of-range", message, ACCEPT)
    return Verdict(RunState.COMPLETE, True)
