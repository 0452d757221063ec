"""Descriptions of one document together: one identifier, one description."""

from __future__ import annotations

from collections.abc import Iterable

from catalogue.model import Description, Extraction, Finding, Severity
from ontologies.errors import cut


def gather(results: Iterable[Description | Finding], findings: Iterable[Finding] = ()) -> Extraction:
    """Make the extraction of a document from what became of each of its datasets.

    Args:
        results: In document order; a finding stands for a dataset that cannot be stored.
        findings: About the document itself.

    Returns:
        Descriptions in document order. Of two with one identifier the first wins.
    """
    kept: dict[str, Description] = {}
    wrong = list(findings)
    for one in results:
        if isinstance(one, Finding):
            wrong.append(one)
        elif one.identifier in kept:
            wrong.append(
                Finding(
                    "identifier-twice",
                    Severity.VIOLATION,
                    one.url,
                    cut(one.identifier),
                    "an identifier that no other dataset has",
                    "The first dataset was kept; give the other one an identifier of its own.",
                )
            )
        else:
            kept[one.identifier] = one
    return Extraction(tuple(kept.values()), tuple(wrong))
