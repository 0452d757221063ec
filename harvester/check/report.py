"""From a SHACL report to findings, each with the dataset it belongs to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rdflib import SH, BNode, Graph, Literal, URIRef
from rdflib.term import Node

from catalogue.model import Finding, Severity
from harvester.check.codes import LISTS, code_of, expected_by, path_of
from harvester.check.portion import Portion, described
from harvester.check.shapes import Rules
from ontologies.authority import table
from ontologies.errors import cut
from ontologies.findings import explain
from ontologies.namespaces import curie, iri

_SEVERITY: dict[Node | None, Severity] = {
    SH.Violation: Severity.VIOLATION,
    SH.Warning: Severity.WARNING,
    SH.Info: Severity.INFO,
}
_RANK = {severity: rank for rank, severity in enumerate(Severity)}
# One bad value breaks several rules: the finding that says most about it stays.
_COVERS = ("literal-not-iri", "wrong-datatype", "date-unreadable", "value-not-in-list", "wrong-class")
_TITLES = frozenset(URIRef(iri(name)) for name in ("dct:title", "foaf:name", "vcard:fn", "skos:prefLabel"))
_SHOWN = 3  # values that a finding shows before it counts the rest


@dataclass(frozen=True, slots=True)
class _Result:
    """One result of a report, before results about the same thing are put together."""

    code: str
    severity: Severity
    place: str
    path: str
    node: str
    value: str
    expected: str
    profile: str


def findings(report: Graph, portions: Sequence[Portion], rules: Rules) -> list[tuple[Finding, ...]]:
    """Sort a report's results to their datasets.

    Returns:
        For each portion, in the same order, its findings: the worst first, then by code and place; results
        about the same property at the same kind of place are one finding.
    """
    owners = dict(described(list(portions)))
    sorted_: list[list[_Result]] = [[] for _ in portions]
    for result in report.objects(None, SH.result):
        focus = report.value(result, SH.focusNode)
        place = owners.get(focus) if focus is not None else None
        if focus is not None and place is not None:
            sorted_[place].append(_read(report, result, focus, portions[place], rules))
    return [tuple(_gather(results)) for results in sorted_]


def _read(report: Graph, result: Node, focus: Node, portion: Portion, rules: Rules) -> _Result:
    shape = report.value(result, SH.sourceShape)
    constraints = dict(rules.graph.predicate_objects(shape))
    path = path_of(report, result)
    component = report.value(result, SH.sourceConstraintComponent) or SH.NodeConstraintComponent
    code = code_of(component, path, constraints.get(SH.nodeKind))
    before = portion.path_to(focus)
    severity = report.value(result, SH.resultSeverity)
    return _Result(
        code=code,
        severity=_SEVERITY.get(severity, Severity.VIOLATION),
        place=f"{before}/{path}" if before and path else before or path,
        path=path,
        node=_words(focus, portion) if before else "",
        value=_value(report.value(result, SH.value), portion, focus, path, code),
        expected=expected_by(code, path, constraints),
        profile=rules.profiles.get(shape, "") if shape is not None else "",
    )


def _value(value: Node | None, portion: Portion, focus: Node, path: str, code: str) -> str:
    if code == "too-many-values":
        values = (o for p, o in portion.said.get(focus, ()) if curie(str(p)) == path)
        return ", ".join(sorted(_words(one, portion) for one in values))
    return "" if value is None else _words(value, portion)


def _words(node: Node, portion: Portion) -> str:
    """What a reader can find a node by: its address, else its title or name, else nothing."""
    own = portion.names.get(node, node)
    if isinstance(own, Literal):
        return f"{own} ({own.language})" if own.language else str(own)
    if not isinstance(own, BNode):
        return str(own)
    titles = sorted(str(value) for predicate, value in portion.said.get(node, ()) if predicate in _TITLES)
    return f"“{titles[0]}”" if titles else ""


def _gather(results: Sequence[_Result]) -> Iterator[Finding]:
    groups: dict[tuple[str, str], list[_Result]] = {}
    for result in _uncovered(results):
        groups.setdefault((result.code, result.place), []).append(result)
    found = [_finding(group) for group in groups.values()]
    yield from sorted(found, key=lambda one: (_RANK[one.severity], one.code, one.place))


def _uncovered(results: Sequence[_Result]) -> Iterator[_Result]:
    best: dict[tuple[str, str, str], int] = {}
    for one in results:
        if one.code in _COVERS:
            key = (one.place, one.node, one.value)
            best[key] = min(best.get(key, len(_COVERS)), _COVERS.index(one.code))
    for one in results:
        key = (one.place, one.node, one.value)
        if one.code not in _COVERS or _COVERS.index(one.code) == best[key]:
            yield one


def _finding(group: Sequence[_Result]) -> Finding:
    """Put results together: the strictest says how much it matters, all say what was found."""
    first = min(group, key=lambda one: (_RANK[one.severity], one.profile))
    cases = sorted({(one.node, one.value) for one in group if one.node or one.value})
    shown = [_case(node, value) for node, value in cases[:_SHOWN]]
    rest = f" and {len(cases) - _SHOWN} more" if len(cases) > _SHOWN else ""
    nameless = sum(not (one.node or one.value) for one in group)
    if nameless > 1 and not cases:
        shown = [f"nothing at {nameless} places"]
    found = "; ".join(shown) + rest
    return Finding(
        first.code,
        first.severity,
        first.place,
        cut(found),
        first.expected,
        _hint(first),
        first.profile,
    )


def _case(node: str, value: str) -> str:
    if node and value:
        return f"{value} at {node}"
    return value or (f"nothing at {node}" if node else "")


def _hint(result: _Result) -> str:
    """What to do; the right value itself when a list has one for what was written."""
    advice = explain(result.code).todo
    name = LISTS.get(result.path)
    if not name or result.code not in {"value-not-in-list", "literal-not-iri"}:
        return advice
    authority = table(name)
    right = authority.find(result.value.rpartition(" (")[0] or result.value) or authority.find(result.value)
    return f"Write {right} ({authority.label(right)})." if right else advice
