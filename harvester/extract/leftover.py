"""What no table of a format reads: reported field by field, and kept as words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from harvester.extract.draft import Draft
from harvester.extract.unread import Leaf, audit, report

_MOST: Final = 200


def keep_words(draft: Draft, leaves: Iterable[Leaf], leave_out: str = "") -> None:
    """Report each field that nobody read, and keep its words as ``schema:additionalProperty``.

    The rule of the claims is ``<format>.kept``.

    Args:
        leave_out: A start of field names that says nothing.
    """
    leaves = list(leaves)
    unread = audit(draft.claims, leaves, draft.format, draft.used).unread
    report(draft, leaves)
    for leaf in unread[:_MOST]:
        words = f"{leaf.name.removeprefix(leave_out)}: {leaf.text}"
        draft.text("schema:additionalProperty", words, leaf.path, rule=f"{draft.format}.kept")
