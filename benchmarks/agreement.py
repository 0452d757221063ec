"""Compare our profiles with the shapes that others publish, over real descriptions.

    python benchmarks/agreement.py [--shared FOLDER] [--reasons] [--all] [--json FILE]

Each published set is run by pySHACL, ours by our own checker, over the same triples. Two results are the same
when they speak of the same node, the same property and the same kind of constraint. What only one side says
is put together by class, property and kind; ``agreement.toml`` gives a reason for each such difference.
"""

from __future__ import annotations

import argparse
import json
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from fnmatch import fnmatch
from functools import cache
from pathlib import Path
from typing import Final

import pyshacl
import rdflib
from rdflib import RDF, SH, BNode, Graph, Literal, URIRef
from rdflib.term import Node

from catalogue.model import Fetched
from harvester.check.codes import path_name
from harvester.check.judge import judge
from harvester.check.portion import portion
from harvester.check.rules import rules
from harvester.rdf_reader import read_rdf
from harvester.validate import MEDIA_TYPES, as_graph, described
from ontologies.namespaces import curie

REASONS: Final = Path(__file__).with_suffix(".toml")
SHARED: Final = Path(__file__).parents[2] / "shared" / "data"
PER_FILE, PER_FOLDER, LARGEST = 2, 60, 200_000
_READ: Final = (".ttl", ".rdf", ".xml", ".jsonld", ".nt", ".n3")
_KINDS: Final[Mapping[Node, str]] = {
    SH.MinCountConstraintComponent: "least",
    SH.MaxCountConstraintComponent: "most",
    SH.QualifiedMinCountConstraintComponent: "language",
    SH.UniqueLangConstraintComponent: "language",
    SH.LanguageInConstraintComponent: "language",
    SH.NodeKindConstraintComponent: "term",
    SH.DatatypeConstraintComponent: "term",
}
# Everything else says what a value must be: a class, a list, a pattern, a shape of its own.
_VALUE: Final = "value"
_WEIGHTS: Final = ("violation", "warning", "info")
_SEVERITIES: Final = (SH.Violation, SH.Warning, SH.Info)
Key = tuple[Node, str, str]
Result = tuple[Node, str, Node, Node | None]


@dataclass(frozen=True, slots=True)
class Published:
    """A set of shapes that others publish.

    Attributes:
        title: As the table calls it.
        files: Below ``shapes``; patterns.
        against: Groups of our shapes that it is compared with.
        within: Folder of the descriptions to compare over; empty for all (a set may be slow).
    """

    title: str
    files: tuple[str, ...]
    against: tuple[str, ...]
    within: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """What only one side says.

    Attributes:
        side: ``theirs`` or ``ours``.
        class_: Class of the nodes, a CURIE; ``-`` without one.
        path: Property, a CURIE.
        kind: Constraint component of SHACL, short: ``MinCount``, ``Class``, ``Pattern``.
        weight: ``violation``, ``warning`` or ``info``.
    """

    side: str
    class_: str
    path: str
    kind: str
    weight: str


@dataclass(frozen=True, slots=True)
class Reason:
    """Why results differ; each field may be a pattern or several."""

    set: tuple[str, ...]
    side: str
    class_: tuple[str, ...]
    path: tuple[str, ...]
    kind: tuple[str, ...]
    weight: tuple[str, ...]
    why: str

    def covers(self, title: str, one: Difference) -> bool:
        """Whether it explains this difference at this set."""
        said = (title, one.class_, one.path, one.kind, one.weight)
        wanted = (self.set, self.class_, self.path, self.kind, self.weight)
        return one.side == self.side and all(
            any(fnmatch(word, pattern) for pattern in patterns)
            for word, patterns in zip(said, wanted, strict=True)
        )


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of comparing one set.

    Attributes:
        same: Results that both sides have.
        graver: Of these, those that weigh more with us, and less.
        differences: What one side has alone, with the number of results.
    """

    published: Published
    same: int
    graver: tuple[int, int]
    differences: Mapping[Difference, int]


def sets() -> tuple[Published, ...]:
    """The published sets that ``agreement.toml`` names, in its order."""
    read = tomllib.loads(REASONS.read_text(encoding="utf-8"))["set"]
    return tuple(
        Published(one["title"], tuple(one["files"]), tuple(one["against"]), one.get("within", ""))
        for one in read
    )


def reasons() -> tuple[Reason, ...]:
    """Every reason, in the order of the file."""
    read = tomllib.loads(REASONS.read_text(encoding="utf-8"))["difference"]
    every = ["*"]
    return tuple(
        Reason(
            tuple(one.get("set", every)), one["side"], tuple(one.get("class", every)),
            tuple(one.get("path", every)), tuple(one.get("kind", every)),
            tuple(one.get("weight", every)), one["why"],
        )
        for one in read
    )  # fmt: skip


@cache
def sample(folder: Path) -> Graph:
    """Real descriptions as one graph.

    Args:
        folder: With files of RDF, at any depth; of each folder below a bounded number is taken.

    Returns:
        Each description as our checker takes it out of its file. Nodes that are described in one file are
        renamed, so that files with the same addresses do not mix; of two that say the same one is here.
    """
    whole = Graph(bind_namespaces="none")
    seen: set[frozenset[tuple[str, str, str]]] = set()
    taken: Counter[str] = Counter()
    for path in sorted(folder.rglob("*")):
        room = path.relative_to(folder).parts[0]
        if path.suffix.lower() in _READ and path.stat().st_size < LARGEST and taken[room] < PER_FOLDER:
            for graph in _descriptions(path):
                said = frozenset(
                    (_label(one), str(predicate), _label(value)) for one, predicate, value in graph
                )
                if said not in seen:
                    seen.add(said)
                    taken[room] += 1
                    _add(whole, graph, f"#{len(seen)}")
    return whole


def _label(node: Node) -> str:
    return "" if isinstance(node, BNode) else node.n3()


def _descriptions(path: Path) -> Iterator[Graph]:
    media_type = MEDIA_TYPES.get(path.suffix.lower(), "")
    read = read_rdf(
        Fetched(path.name, path.read_bytes(), media_type, "", 200, datetime.now(UTC), "dataset", "")
    )
    graph = as_graph(read)
    for root, _ in described(read)[:PER_FILE]:
        one = Graph(bind_namespaces="none")
        for node, own in portion(root, graph).said.items():
            for predicate, values in own.items():
                for value in values:
                    one.add((node, predicate, value))
        yield one


def _add(whole: Graph, graph: Graph, mark: str) -> None:
    own = {node for node in graph.subjects() if isinstance(node, URIRef)}

    def named(node: Node) -> Node:
        return URIRef(node + mark) if isinstance(node, URIRef) and node in own else node

    for subject, predicate, value in graph:
        whole.add((named(subject), predicate, value if predicate == RDF.type else named(value)))


def compare(published: Published, shared: Path) -> Outcome:
    """Run both sides over the same triples.

    Args:
        published: Their set.
        shared: With the folders ``shapes`` and ``catalogues``.

    Raises:
        FileNotFoundError: A file of the set is not there.
    """
    data = sample(shared / "catalogues" / published.within)
    theirs = _strictest(_theirs(published, shared / "shapes", data))
    ours = _strictest(_ours(published.against, data))
    found: Counter[Difference] = Counter()
    for side, results, others in (("theirs", theirs, ours), ("ours", ours, theirs)):
        for (focus, path, kind), (weight, component) in results.items():
            if (focus, path, kind) not in others:
                found[Difference(side, _class(data, focus), path, component, _WEIGHTS[weight])] += 1
    both = theirs.keys() & ours.keys()
    pairs = [(ours[one][0], theirs[one][0]) for one in both]
    graver = sum(our < their for our, their in pairs), sum(our > their for our, their in pairs)
    return Outcome(published, len(both), graver, found)


def _strictest(results: Iterable[Result]) -> dict[Key, tuple[int, str]]:
    """The gravest result of each key: place in ``_WEIGHTS`` and component."""
    found: dict[Key, tuple[int, str]] = {}
    for focus, path, component, severity in results:
        key = focus, path, _KINDS.get(component, _VALUE)
        weight = _SEVERITIES.index(severity) if severity in _SEVERITIES else 0
        name = str(component).rpartition("#")[2].removesuffix("ConstraintComponent")
        found[key] = min((weight, name), found.get(key, (weight, name)))
    return found


def _theirs(published: Published, shapes: Path, data: Graph) -> Iterator[Result]:
    book = Graph(bind_namespaces="none")
    for pattern in published.files:
        files = sorted(shapes.glob(pattern))
        if not files:
            raise FileNotFoundError(f"{pattern} is not below {shapes}")
        for file in files:
            book.parse(file, format="turtle")
    _mend(book)
    _, report, _ = pyshacl.validate(
        data, shacl_graph=book, inference="none", advanced=False, do_owl_imports=False, inplace=True
    )
    for result in report.subjects(RDF.type, SH.ValidationResult):
        focus = report.value(result, SH.focusNode)
        component = report.value(result, SH.sourceConstraintComponent)
        if focus is not None and component is not None and (None, SH.detail, result) not in report:
            path = _path(report, report.value(result, SH.resultPath))
            yield focus, path, component, report.value(result, SH.resultSeverity)


def _mend(book: Graph) -> None:
    """Make a set one that a validator runs: what it names but nowhere defines asks for nothing."""
    for value in set(book.objects(None, SH.property)):
        if (value, SH.path, None) not in book:
            book.remove((None, SH.property, value))
    for value in set(book.objects(None, SH.node)):
        if (value, None, None) not in book:
            book.add((value, RDF.type, SH.NodeShape))


def _ours(groups: Iterable[str], data: Graph) -> Iterator[Result]:
    said: dict[Node, dict[Node, list[Node]]] = {}
    for subject, predicate, value in data:
        said.setdefault(subject, {}).setdefault(predicate, []).append(value)
    for one in judge(said, rules(tuple(groups)).book):
        about = curie(str(one.shape.about or "")) or ""
        path = _in_order(path_name(one.shape.paths, one.shape.inverse)) or about
        component = SH.MinCountConstraintComponent if one.shape.about else one.component
        yield one.focus, path, component, one.shape.severity


def _path(report: Graph, path: Node | None) -> str:
    if path is None:
        return ""
    if isinstance(path, URIRef):
        return path_name((path,))
    choice = report.value(path, SH.alternativePath)
    back = report.value(path, SH.inversePath)
    steps = list(report.items(choice)) if choice is not None else [back]
    named = tuple(one for one in steps if isinstance(one, URIRef))
    return _in_order(path_name(named, back is not None)) if named else "a longer path"


def _in_order(path: str) -> str:
    return "|".join(sorted(path.split("|")))


def _class(data: Graph, focus: Node) -> str:
    if isinstance(focus, Literal):
        return "text"
    names = sorted(curie(str(one)) or str(one) for one in data.objects(focus, RDF.type))
    return names[0] if names else "-"


def unexplained(outcome: Outcome, known: Iterable[Reason]) -> dict[Difference, int]:
    """Differences without a reason."""
    listed = list(known)
    title = outcome.published.title
    return {
        one: number
        for one, number in outcome.differences.items()
        if not any(reason.covers(title, one) for reason in listed)
    }


def table(outcomes: Iterable[Outcome]) -> list[str]:
    """The table of the documentation, a line an entry."""
    lines = [
        "| published shapes | our profiles | both say | only theirs | only ours |",
        "|---|---|--:|--:|--:|",
    ]
    for one in outcomes:
        sides = Counter[str]()
        for difference, number in one.differences.items():
            sides[difference.side] += number
        ours = " + ".join(one.published.against)
        lines.append(f"| {one.published.title} | {ours} | {one.same} | {sides['theirs']} | {sides['ours']} |")
    return lines


def why(outcomes: Iterable[Outcome]) -> list[str]:
    """The table of reasons, with the results that each explains first."""
    listed = list(outcomes)
    lines = ["| only | property | kind | results | why |", "|---|---|---|--:|---|"]
    for reason in reasons():
        found = [
            (each.path, each.kind, number)
            for one in listed
            for each, number in one.differences.items()
            if reason.covers(one.published.title, each)
        ]
        paths = sorted({f"`{path.replace('|', ' or ')}`" for path, _, _ in found if path})
        more = f" and {len(paths) - 4} more" if len(paths) > 5 else ""
        kinds = ", ".join(sorted({kind for _, kind, _ in found}))
        shown = ", ".join(paths[: 4 if more else 5]) + more
        number = sum(number for _, _, number in found)
        lines.append(f"| {reason.side} | {shown} | {kinds} | {number} | {reason.why} |")
    return lines


def main() -> None:
    """Compare every set and print the table, then what has no reason."""
    rdflib.NORMALIZE_LITERALS = False
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--shared", type=Path, default=SHARED, help="folder with shapes and catalogues")
    parser.add_argument("--all", action="store_true", help="print explained differences too")
    parser.add_argument("--reasons", action="store_true", help="print the table of reasons")
    parser.add_argument("--json", type=Path, help="write the figures to this file")
    arguments = parser.parse_args()
    outcomes = [compare(one, arguments.shared) for one in sets()]
    print("\n".join(table(outcomes)))
    if arguments.reasons:
        print("\n".join(["", *why(outcomes)]))
    for outcome in outcomes:
        left = outcome.differences if arguments.all else unexplained(outcome, reasons())
        for one, number in sorted(left.items(), key=lambda pair: (pair[0].side, -pair[1], pair[0].path)):
            what = f"{one.side} {one.class_} {one.path} {one.kind} {one.weight}"
            print(f"{outcome.published.title}: {what}: {number}")
    if arguments.json:
        figures = {
            one.published.title: {"same": one.same, "differ": sum(one.differences.values())}
            for one in outcomes
        }
        arguments.json.write_text(json.dumps(figures, indent=2), encoding="utf-8")


if __name__ == "__main__":
    main()
