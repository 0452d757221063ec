"""Findings that no shape makes: old namespaces and hosts, useless addresses, circles, endless languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from rdflib import RDF, Literal, URIRef
from rdflib.term import Node

from catalogue.model import Finding, Severity
from catalogue.reached import Reached
from harvester.check.portion import Portion
from harvester.check.shared import shared
from ontologies.errors import cut
from ontologies.findings import explain
from ontologies.namespaces import curie, iri

_BAD: Final = re.compile(r"[\x00-\x20<>\"{}|\\^`]")
_LOCAL: Final = re.compile(r"^(?:file:|[a-zA-Z]:[\\/])|^https?://(?:localhost|127\.|\[::1\])", re.IGNORECASE)
_SCHEME: Final = re.compile(r"^[a-zA-Z][a-zA-Z0-9+.-]*:")
_SHOWN: Final = 3
LANGUAGES: Final = 60
"""More languages than this on one text are a mistake, such as a tag made of a number."""
_FARTHEST: Final = 1_000  # nodes that are followed in search of a circle
_PART_OF: Final = URIRef(iri("dct:isPartOf"))
_TYPE: Final = shared(RDF.type)


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
        for predicate, values in said.items():
            if predicate is _TYPE:
                continue
            for value in values:
                if isinstance(value, URIRef) and (code := _fault(value)):
                    before, step = share.path_to(node), curie(str(predicate)) or f"<{predicate}>"
                    bad.setdefault((code, f"{before}/{step}" if before else step), []).append(str(value))
    for (code, place), values_ in sorted(bad.items()):
        yield Finding(
            code, Severity.WARNING, place, cut(_shown(values_)), "a whole address that others can follow",
            explain(code).todo,
        )  # fmt: skip


def circles(root: Node, graph: Reached) -> Iterator[Finding]:
    """Give one finding when a dataset is, by way of others, a part of itself."""
    seen: set[Node] = set()
    queue = list(graph.objects(root, _PART_OF))
    while queue and len(seen) < _FARTHEST:
        node = queue.pop()
        if node == root:
            found = f"{len(seen) + 1} steps lead back"
            yield Finding(
                "part-of-itself", Severity.WARNING, "dct:isPartOf", found, "a whole that is not its own part",
                explain("part-of-itself").todo,
            )  # fmt: skip
            return
        if node not in seen and not isinstance(node, Literal):
            seen.add(node)
            queue += graph.objects(node, _PART_OF)


def tongues(share: Portion) -> Iterator[Finding]:
    """Give one finding for each property of a node with more languages than can be meant."""
    for node, said in share.said.items():
        for predicate, values in said.items():
            if len(values) <= LANGUAGES:
                continue
            tags = {one.language for one in values if isinstance(one, Literal) and one.language}
            if len(tags) > LANGUAGES:
                before, step = share.path_to(node), curie(str(predicate)) or f"<{predicate}>"
                yield Finding(
                    "languages-many", Severity.WARNING, f"{before}/{step}" if before else step,
                    f"{len(tags)} languages", f"at most {LANGUAGES}", explain("languages-many").todo,
                )  # fmt: skip


def fault(address: str) -> str:
    """Code of what makes an address useless to others; empty when nothing does.

    >>> fault("https://a.org/b c"), fault("file:///tmp/x"), fault("https://a.org/")
    ('iri-invalid', 'address-local', '')
    """
    if _LOCAL.search(address):
        return "address-local"
    return "iri-invalid" if _BAD.search(address) or not _SCHEME.match(address) else ""


_fault: Final = lru_cache(maxsize=16_384)(fault)


def _shown(values: list[str]) -> str:
    rest = f" and {len(values) - _SHOWN} more" if len(values) > _SHOWN else ""
    return "; ".join(values[:_SHOWN]) + rest
