"""Check many datasets against the profiles they declare.

Shapes are compiled once; each dataset is then judged by itself, so a batch says what single checks say.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rdflib import URIRef
from rdflib.term import Node

from catalogue.model import Finding, Severity
from catalogue.reached import Reached
from harvester.check.dates import loose_dates
from harvester.check.judge import Result, judge
from harvester.check.portion import NODES, TRIPLES, Portion, portion
from harvester.check.report import findings
from harvester.check.rules import Rules, groups_for, rules
from harvester.check.spelling import circles, spelling, tongues
from harvester.check.terms import unknown_terms
from ontologies.findings import explain
from ontologies.profiles import AUTO, DCAT_AP, named


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found at one dataset.

    Attributes:
        groups: Groups of shapes it was measured by.
        findings: The worst first.
        portion: What was looked at.
        results: The same in the terms of SHACL.
    """

    groups: tuple[str, ...]
    findings: tuple[Finding, ...]
    portion: Portion
    results: tuple[Result, ...]
    rules: Rules


def check(graphs: Sequence[tuple[str, Reached]], profiles: str = AUTO) -> list[tuple[Finding, ...]]:
    """Say what is wrong with each dataset.

    DCAT-AP is always asked for, HealthDCAT-AP and EUCAIM when the description declares them; see
    ``ontologies.profiles``. Nothing is inferred, fetched or run.

    Args:
        graphs: IRI and graph of each dataset; the graphs are left as they are. May be empty; the same IRI
            may come twice.
        profiles: The setting: ``auto``, or the profiles that may be chosen.

    Returns:
        The findings of each dataset, in the same order, the worst first. A dataset too large to be checked
        whole has the finding ``graph-too-large`` beside those of its nearest nodes.
    """
    among = named(profiles)
    return [inspect(URIRef(address), graph, among).findings for address, graph in graphs]


def inspect(root: Node, graph: Reached, among: tuple[str, ...] = (), forced: tuple[str, ...] = ()) -> Checked:
    """Check one dataset, catalogue, series or distribution and keep what was seen on the way.

    Args:
        root: What to check; a blank node is fine.
        graph: Where it stands, perhaps among others.
        among: Profiles that may be chosen; empty means all.
        forced: Profiles to use whatever is declared.
    """
    share = portion(root, graph)
    groups = groups_for(share, graph, among, forced)
    applied = rules(groups)
    results = tuple(judge(share.said, applied.book, share.left_out))
    found = [
        *_too_large(share),
        *findings(results, share, applied),
        *spelling(share),
        *unknown_terms(share),
        *loose_dates(share),
        *tongues(share),
        *circles(root, graph),
    ]
    return Checked(groups, tuple(found), share, results, applied)


def _too_large(share: Portion) -> Iterator[Finding]:
    if not share.whole:
        yield Finding(
            "graph-too-large",
            Severity.WARNING,
            "",
            f"more than {TRIPLES} triples or {NODES} nodes",
            "a description of a smaller size",
            explain("graph-too-large").todo,
            DCAT_AP,
        )
