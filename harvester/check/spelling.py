"""Findings about how things are spelled: old namespaces and hosts, addresses no program can follow."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from rdflib import RDF, URIRef

from catalogue.model import Finding, Severity
from harvester.check.portion import Portion
from ontologies.errors import cut
from ontologies.findings import explain
from ontologies.namespaces import curie

_BAD: Final = re.compile(r"[\x00-\x20<>\"{}|\\^`]")
_LOCAL: Final = re.compile(r"^(?:file:|[a-zA-Z]:[\\/])|^https?://(?:localhost|127\.|\[::1\])", re.IGNORECASE)
_SCHEME: Final = re.compile(r"^[a-zA-Z][a-zA-Z0-9+.-]*:")
_SHOWN: Final = 3


def spelling(share: Portion) -> Iterator[Finding]:
    """Give one finding for each place with an outdated or unusable address, in the order of the places.

    Outdated spellings were already taken for what they mean; the finding says how they are written today.
    """
    old: dict[str, list[tuple[str, str]]] = {}
    for place, found, right in share.outdated:
        old.setdefault(place, []).append((found, right))
    for place, pairs in sorted(old.items()):
        shown = _shown([found for found, _ in pairs])
        yield Finding(
            "address-outdated", Severity.WARNING, place, cut(shown), pairs[0][1], f"Write {pairs[0][1]}."
        )
    bad: dict[tuple[str, str], list[str]] = {}
    for node, said in share.said.items():
        before = share.path_to(node)
        for predicate, values in said.items():
            if predicate == RDF.type:
                continue
            for value in values:
                if isinstance(value, URIRef) and (code := fault(value)):
                    step = curie(str(predicate)) or f"<{predicate}>"
                    bad.setdefault((code, f"{before}/{step}" if before else step), []).append(str(value))
    for (code, place), values_ in sorted(bad.items()):
        yield Finding(
            code, Severity.WARNING, place, cut(_shown(values_)), "a whole address that others can follow",
            explain(code).todo,
        )  # fmt: skip


def fault(address: str) -> str:
    """Code of what makes an address useless to others; empty when nothing does.

    >>> fault("https://a.org/b c"), fault("file:///tmp/x"), fault("https://a.org/")
    ('iri-invalid', 'address-local', '')
    """
    if _LOCAL.search(address):
        return "address-local"
    return "iri-invalid" if _BAD.search(address) or not _SCHEME.match(address) else ""


def _shown(values: list[str]) -> str:
    rest = f" and {len(values) - _SHOWN} more" if len(values) > _SHOWN else ""
    return "; ".join(values[:_SHOWN]) + rest
