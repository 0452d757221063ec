"""Check many datasets at once against the rule books they declare.

pySHACL spends much of its time on starting and on rules, not on nodes, so a hundred small datasets in one
graph cost a fraction of what they cost one by one.
"""

from __future__ import annotations

from collections.abc import Sequence

from rdflib import Graph, URIRef

from catalogue.model import Finding, Severity
from harvester.check.portion import NODES, TRIPLES, Portion, portion
from harvester.check.report import findings
from harvester.check.shapes import DCAT_AP, books_for, narrowed, rules
from ontologies.findings import explain


def check(graphs: Sequence[tuple[str, Graph]]) -> list[tuple[Finding, ...]]:
    """Say what is wrong with each dataset.

    DCAT-AP 3.0.0 is always asked for; HealthDCAT-AP Release 5 when the description declares health (theme
    HEAL, or any of its properties), with what it asks of datasets that are not public. Nothing is
    inferred, fetched or run.

    Args:
        graphs: IRI and graph of each dataset; the graphs are left as they are. May be empty; the same IRI
            may come twice.

    Returns:
        The findings of each dataset, in the same order, the worst first. A batch gives what its datasets
        would give one by one. A dataset too large to be checked whole has the finding ``graph-too-large``
        beside those of its nearest nodes.
    """
    found: list[tuple[Finding, ...]] = [()] * len(graphs)
    by_books: dict[tuple[str, ...], list[tuple[int, Portion]]] = {}
    for number, (iri, graph) in enumerate(graphs):
        books = books_for(URIRef(iri), graph)
        share = portion(number, iri, graph, rules(books).targeted)
        by_books.setdefault(books, []).append((number, share))
    for books, shares in by_books.items():
        for (number, share), results in zip(shares, _run(books, [share for _, share in shares]), strict=True):
            found[number] = results if share.whole else (_too_large(), *results)
    return found


def _run(books: tuple[str, ...], portions: Sequence[Portion]) -> list[tuple[Finding, ...]]:
    from pyshacl import validate

    merged = Graph(bind_namespaces="none")
    for one in portions:
        for subject, pairs in one.said.items():
            for predicate, value in pairs:
                merged.add((subject, predicate, value))
    applied = rules(books)
    _, report, _ = validate(
        merged,
        shacl_graph=narrowed(books, frozenset(merged.predicates(unique=True))),
        inference="none",
        inplace=True,
        advanced=False,
        js=False,
        do_owl_imports=False,
        meta_shacl=False,
        abort_on_first=False,
    )
    return findings(report, portions, applied)


def _too_large() -> Finding:
    return Finding(
        "graph-too-large",
        Severity.WARNING,
        "",
        f"more than {TRIPLES} triples or {NODES} nodes",
        "a description of a smaller size",
        explain("graph-too-large").todo,
        DCAT_AP,
    )
