"""The rule books: which shapes apply to a dataset, loaded and compiled once.

Each profile is a folder of ``ontologies/shapes``. Nothing is imported from the network; a shape's node tells
the profile that a result belongs to.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

from rdflib import SH, XSD, Graph, URIRef
from rdflib.term import Node

from catalogue.reached import Reached
from harvester.check.compiled import Book, compile_shapes
from harvester.check.portion import Portion
from ontologies.errors import VocabularyError
from ontologies.namespaces import iri
from ontologies.profiles import DCAT_AP, EUCAIM, R5, R8, Declared, applying, level, parts
from ontologies.shaping import FOLDER

_FILES: Final = {
    DCAT_AP: ("dcat-ap-3.0.0/shapes.ttl", "dcat-ap-3.0.0/recommended.ttl", "dcat-ap-3.0.0/lists.ours.ttl"),
    R5: ("healthdcat-ap-r5/all.ttl",),
    f"{R5} non-public": ("healthdcat-ap-r5/non-public.ttl",),
    R8: ("healthdcat-ap-r8/all.ttl",),
    f"{R8} public": ("healthdcat-ap-r8/public.ttl",),
    f"{R8} restricted": ("healthdcat-ap-r8/restricted.ttl",),
    f"{R8} non-public": ("healthdcat-ap-r8/non-public.ttl",),
    f"{R8} apart": ("healthdcat-ap-r8/apart.ttl",),
    EUCAIM: ("eucaim-2.0/all.ttl",),
}
PARTS: Final = tuple(_FILES)
"""Every group of shapes there is."""
_SIZE = URIRef(iri("dcat:byteSize"))
_CONFORMS, _TOPIC = URIRef(iri("dct:conformsTo")), URIRef(iri("foaf:primaryTopic"))


@dataclass(frozen=True, slots=True)
class Rules:
    """Shapes that are run together.

    Attributes:
        graph: All of them; never changed.
        book: The same, compiled.
        profiles: Profile of each shape's node.
    """

    graph: Graph
    book: Book
    profiles: dict[Node, str]


@cache
def rules(groups: tuple[str, ...]) -> Rules:
    """Load these groups of shapes into one.

    Args:
        groups: Of ``PARTS``.

    Raises:
        VocabularyError: A file is missing, is not Turtle, or uses a constraint that is not read here.
    """
    graph = Graph(bind_namespaces="none")
    profiles: dict[Node, str] = {}
    for group in groups:
        for name in _FILES[group]:
            part = _load(name)
            profiles.update(dict.fromkeys(part.subjects(), group.partition(" ")[0]))
            for triple in part:
                graph.add(triple)
    return Rules(graph, compile_shapes(graph), profiles)


def groups_for(
    portion: Portion, graph: Reached, among: tuple[str, ...] = (), forced: tuple[str, ...] = ()
) -> tuple[str, ...]:
    """Choose the groups of shapes for a dataset.

    Args:
        portion: What is checked of it.
        graph: Its graph, where its catalogue record may stand.
        among: Profiles that may be chosen; empty means all.
        forced: Profiles to use whatever the dataset declares; empty means by what it declares.
    """
    declared = _declared(portion, graph)
    names = forced or applying(declared, among)
    return parts(names, level(declared))


def _declared(portion: Portion, graph: Reached) -> Declared:
    own = portion.said[portion.root]
    conforms = [str(one) for one in own.get(_CONFORMS, ())]
    for record in graph.subjects(_TOPIC, portion.root):
        conforms += [str(one) for one in graph.objects(record, _CONFORMS)]
    used = {str(name) for said in portion.said.values() for name in said}
    return Declared({str(name): list(map(str, values)) for name, values in own.items()}, conforms, used)


@cache
def _load(name: str) -> Graph:
    part = Graph(bind_namespaces="none")
    try:
        part.parse(FOLDER / name, format="turtle")
    except (OSError, SyntaxError, ValueError) as error:
        raise VocabularyError(
            f"shapes/{name} cannot be read: {error}", hint="Restore the file from the release."
        ) from error
    for shape in list(part.subjects(SH.path, _SIZE)):
        # The published file asks for xsd:decimal, the profile's own text for xsd:nonNegativeInteger;
        # lists.ours.ttl takes both.
        if name == "dcat-ap-3.0.0/shapes.ttl":
            part.remove((shape, SH.datatype, XSD.decimal))
    return part
