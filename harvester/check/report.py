"""From results in the terms of SHACL to findings in plain words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rdflib import RDF, SH, BNode, Literal, URIRef
from rdflib.term import Node

from catalogue.model import Finding, Severity
from harvester.check.codes import CONDITIONAL, code_of, expected_by, path_name
from harvester.check.judge import Result
from harvester.check.portion import Portion
from harvester.check.rules import Rules
from ontologies.errors import cut
from ontologies.findings import explain
from ontologies.moments import strict
from ontologies.namespaces import curie, iri
from ontologies.nearest import nearest

_SEVERITY: dict[Node | None, Severity] = {
    SH.Violation: Severity.VIOLATION,
    SH.Warning: Severity.WARNING,
    SH.Info: Severity.INFO,
}
_RANK = {severity: rank for rank, severity in enumerate(Severity)}
# One bad value breaks several rules: the finding that says most about it stays.
_COVERS = ("literal-not-iri", "wrong-datatype", "date-unreadable", "value-not-in-list", "wrong-class")
_TITLES = frozenset(URIRef(iri(name)) for name in ("dct:title", "foaf:name", "vcard:fn", "skos:prefLabel"))
_CLASS = re.compile(r"\b\w+:[A-Z]\w+")
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
    focus: Node


def findings(results: Iterable[Result], portion: Portion, rules: Rules) -> tuple[Finding, ...]:
    """Say a dataset's results as findings.

    Returns:
        The worst first, then by code and place; results about the same property at the same kind of place
        are one finding.
    """
    # A rule about the properties of a value that is only text says nothing that the text itself does not.
    read = [_read(one, portion, rules) for one in results if not isinstance(one.focus, Literal)]
    return tuple(_gather(read))


def _read(result: Result, portion: Portion, rules: Rules) -> _Result:
    shape, focus = result.shape, result.focus
    path = path_name(shape.paths, shape.inverse) or curie(str(shape.about or "")) or ""
    before = portion.path_to(focus) if result.via is None else _way(result.via, portion)
    code = CONDITIONAL[path] if shape.about else code_of(result.component, path, shape.kind)
    if code == "relationship-incomplete" and not before:
        code = "value-missing"  # the dataset's own relation, not that of a dcat:Relationship
    value = None if shape.about else result.value
    return _Result(
        code=code,
        severity=_SEVERITY.get(shape.severity, Severity.VIOLATION),
        place=f"{before}/{path}" if before and path else before or path,
        path=path,
        node=_words(focus, portion) if before else "",
        value=_value(value, portion, result, code),
        expected=expected_by(code, path, shape),
        profile=rules.profiles.get(shape.node, ""),
        focus=focus,
    )


def _way(via: tuple[Node, Node], portion: Portion) -> str:
    before = portion.path_to(via[0])
    step = path_name((URIRef(str(via[1])),))
    return f"{before}/{step}" if before else step


def _value(value: Node | None, portion: Portion, result: Result, code: str) -> str:
    if code in {"too-many-values", "value-required", "english-missing"}:
        own = portion.said.get(result.focus, {})
        values = [one for path in result.shape.paths for one in own.get(path, ())]
        return ", ".join(sorted(_words(one, portion) for one in values))
    if code == "wrong-class" and value is not None:
        return _with_class(value, portion)
    return "" if value is None else _words(value, portion)


def _with_class(node: Node, portion: Portion) -> str:
    """A node with what it says it is, as in ``University Hospital X (vcard:Kind)``."""
    classes = sorted(curie(str(one)) or str(one) for one in portion.said.get(node, {}).get(RDF.type, ()))
    words = _words(node, portion).strip("“”")
    shown = ", ".join(classes)
    return f"{words} ({shown})" if words and shown else words or shown


def _words(node: Node, portion: Portion) -> str:
    """What a reader can find a node by: its address, else its title or name, else nothing."""
    if isinstance(node, Literal):
        return f"{node} ({node.language})" if node.language else str(node)
    if not isinstance(node, BNode):
        return str(node)
    own = portion.said.get(node, {})
    titles = sorted(str(value) for predicate in _TITLES for value in own.get(predicate, ()))
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
    nameless = len({one.focus for one in group if not (one.node or one.value)})
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
    if result.code == "value-required":
        return f"Add {result.expected}."
    if result.code == "date-unreadable" and (written := strict(result.value)):
        return f"Write {written}."
    if result.code == "wrong-class" and (class_ := _CLASS.search(result.expected)):
        return f"Describe it in place, as a {class_[0]}."
    if result.code in {"value-not-in-list", "literal-not-iri"}:
        right = nearest(result.path, result.value.rpartition(" (")[0] or result.value)
        if right:
            return f"Write {right.address} ({right.label})."
    return explain(result.code).todo
