"""The rule books: which shapes apply to a dataset, loaded once.

Each profile is a folder of ``ontologies/shapes``. Nothing is imported from the network; a shape's node tells
the profile that a result belongs to.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from rdflib import SH, Graph, URIRef
from rdflib.term import Node

from ontologies.errors import VocabularyError
from ontologies.namespaces import PREFIXES, canonical, iri

FOLDER = Path(__file__).parents[2] / "ontologies" / "shapes"
DCAT_AP = "dcat-ap-3.0.0"
HEALTH = "healthdcat-ap-r5"

_FILES = {
    DCAT_AP: ("dcat-ap-3.0.0/shapes.ttl", "dcat-ap-3.0.0/recommended.ttl", "dcat-ap-3.0.0/lists.ours.ttl"),
    HEALTH: ("healthdcat-ap-r5/all.ttl",),
    f"{HEALTH} non-public": ("healthdcat-ap-r5/non-public.ttl",),
}
ALWAYS = (DCAT_AP,)
IF_HEALTH = (DCAT_AP, HEALTH)
IF_NON_PUBLIC = (DCAT_AP, HEALTH, f"{HEALTH} non-public")

# Constraints that hold of themselves when a property has no value.
_LIMITS = frozenset(
    {
        SH.path,
        SH.severity,
        SH.maxCount,
        SH.nodeKind,
        SH.datatype,
        SH.node,
        SH.pattern,
        SH["class"],
        URIRef(iri("sh:shape")),
    }
)
_THEME = URIRef(iri("dcat:theme"))
_ACCESS = URIRef(iri("dct:accessRights"))
_HEAL = "publications.europa.eu/resource/authority/data-theme/HEAL"
_CLOSED = "publications.europa.eu/resource/authority/access-right/NON_PUBLIC"


@dataclass(frozen=True, slots=True)
class Rules:
    """Shapes that are run together.

    Attributes:
        graph: All of them; never changed.
        profiles: Profile of each shape's node.
        targeted: Properties whose values are checked wherever they occur (``sh:targetObjectsOf``).
    """

    graph: Graph
    profiles: dict[Node, str]
    targeted: frozenset[Node]


@cache
def rules(books: tuple[str, ...]) -> Rules:
    """Load the shapes of these rule books into one graph.

    Args:
        books: ``ALWAYS``, ``IF_HEALTH`` or ``IF_NON_PUBLIC``.

    Raises:
        VocabularyError: A file is missing or is not Turtle.
    """
    graph = Graph(store="SimpleMemory", bind_namespaces="none")
    profiles: dict[Node, str] = {}
    for book in books:
        for part in (_load(name) for name in _FILES[book]):
            profiles.update(dict.fromkeys(part.subjects(), book.partition(" ")[0]))
            for triple in part:
                graph.add(triple)
    return Rules(graph, profiles, frozenset(graph.objects(None, SH.targetObjectsOf)))


@lru_cache(maxsize=64)
def narrowed(books: tuple[str, ...], used: frozenset[Node]) -> Graph:
    """Give the shapes without those that cannot fail, because no dataset has the property they are about.

    A rule that only limits values (how many, of what kind) has nothing to say where there are none;
    leaving it out changes no result and saves time.

    Args:
        books: As for ``rules``.
        used: Properties that occur in the data.

    Returns:
        A graph of its own: pySHACL adds a few triples to the shapes it is given.
    """
    whole = rules(books).graph
    idle = {
        shape
        for shape, path in whole.subject_objects(SH.path)
        if isinstance(path, URIRef) and path not in used and set(whole.predicates(shape)) <= _LIMITS
    }
    graph = Graph(store="SimpleMemory", bind_namespaces="none")
    for subject, predicate, value in whole:
        if subject not in idle and not (predicate == SH.property and value in idle):
            graph.add((subject, predicate, value))
    return graph


def books_for(dataset: URIRef, graph: Graph) -> tuple[str, ...]:
    """Choose the rule books by what a description declares.

    Health is declared by the theme HEAL or by any property of HealthDCAT-AP, in any of its namespaces.
    """
    if not _is_health(dataset, graph):
        return ALWAYS
    closed = any(_ends(value, _CLOSED) for value in graph.objects(dataset, _ACCESS))
    return IF_NON_PUBLIC if closed else IF_HEALTH


def _is_health(dataset: URIRef, graph: Graph) -> bool:
    themes = graph.objects(dataset, _THEME)
    return any(_ends(theme, _HEAL) for theme in themes) or any(
        canonical(str(predicate)).startswith(PREFIXES["healthdcatap"])
        for predicate in graph.predicates(dataset, unique=True)
    )


def _ends(value: Node, ending: str) -> bool:
    return str(value).rstrip("/").endswith(ending)


def _load(name: str) -> Graph:
    part = Graph(bind_namespaces="none")
    try:
        part.parse(FOLDER / name, format="turtle")
    except (OSError, SyntaxError, ValueError) as error:
        raise VocabularyError(
            f"shapes/{name} cannot be read: {error}", hint="Restore the file from the release."
        ) from error
    return part
