"""Descriptions of one document together: one identifier, one description."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from catalogue.model import Description, Extraction, Finding, Severity
from ontologies.errors import cut


def gather(results: Iterable[Description | Finding], findings: Iterable[Finding] = ()) -> Extraction:
    """Make the extraction of a document from what became of each of its datasets.

    Args:
        results: In document order; a finding stands for a dataset that cannot be stored.
        findings: About the document itself.

    Returns:
        Descriptions in document order. Of several with one identifier each is stored under its IRI, whatever
        their order; where they have none of their own, the first wins.
    """
    found: list[Description] = []
    wrong = list(findings)
    for result in results:
        if isinstance(result, Finding):
            wrong.append(result)
        else:
            found.append(result)
    addresses: dict[str, set[str]] = defaultdict(set)
    for one in found:
        addresses[one.identifier].add(one.iri or "")
    kept: dict[str, Description] = {}
    for one in found:
        shared = len(addresses[one.identifier]) > 1
        name = one.iri if shared and one.iri else one.identifier
        if name in kept:
            wrong.append(
                _twice(one, "The first dataset was kept; give the other one an identifier of its own.")
            )
        elif shared:
            hint = f"The dataset is known as {cut(name)}; give it an identifier of its own."
            kept[name] = replace(one, identifier=name, findings=(*one.findings, _twice(one, hint)))
        else:
            kept[name] = one
    return Extraction(tuple(kept.values()), tuple(wrong))


def _twice(one: Description, hint: str) -> Finding:
    return Finding(
        "identifier-twice", Severity.VIOLATION, one.url, cut(one.identifier),
        "an identifier that no other dataset has", hint,
    )  # fmt: skip
