"""The provider's own triples inside our graph: the dataset under our IRI, blank nodes made unique."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

import rdflib
from pyoxigraph import BlankNode, NamedNode, RdfFormat, Triple, parse
from pyoxigraph import Literal as OxLiteral

from catalogue.model import Claim
from ontologies.namespaces import iri as expand

_XSD_STRING = expand("xsd:string")
_LANG_STRING = expand("rdf:langString")
_TYPE = NamedNode(expand("rdf:type"))
_DATASET = NamedNode(expand("dcat:Dataset"))


class SourceGraph:
    """Triples of ``Description.graph`` as rdflib terms.

    Attributes:
        triples: Every triple, the dataset's subject replaced by our IRI.
        nodes: Term of each nested node by the name its claims have.
    """

    def __init__(self, text: str, iri: str, claims: Iterable[Claim]) -> None:
        self._mark = sha256(iri.encode()).hexdigest()[:10]
        self._iri = rdflib.URIRef(iri)
        quads = list(parse(input=text, format=RdfFormat.N_TRIPLES, lenient=True)) if text else []
        self._subject = next(
            (one.subject for one in quads if one.predicate == _TYPE and one.object == _DATASET), None
        )
        self.nodes: dict[str, rdflib.term.Node] = {}
        self.triples = [
            (self._term(one.subject), rdflib.URIRef(one.predicate.value), self._term(one.object))
            for one in quads
            if not isinstance(one.subject, Triple) and not isinstance(one.object, Triple)
        ]
        for claim in claims if quads else ():
            if claim.rule == "dcat.node-iri":
                self.nodes[claim.node] = rdflib.URIRef(claim.value)

    def _term(self, term: object) -> rdflib.term.Node:
        if term == self._subject:
            return self._iri
        if isinstance(term, NamedNode):
            return rdflib.URIRef(term.value)
        if isinstance(term, BlankNode):
            node = rdflib.BNode(f"n{self._mark}{term.value}")
            self.nodes.setdefault(f"#{term.value}", node)
            return node
        assert isinstance(term, OxLiteral)
        if term.language:
            return rdflib.Literal(term.value, lang=term.language)
        kind = term.datatype.value
        return rdflib.Literal(
            term.value,
            datatype=None if kind in {_XSD_STRING, _LANG_STRING} else rdflib.URIRef(kind),
            normalize=False,
        )
