"""The provider's own triples inside our graph: the dataset under our IRI, blank nodes made unique."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

from catalogue.model import Claim
from catalogue.statements import Statement, dataset_of, read_lines
from catalogue.terms import address


class SourceGraph:
    """Statements of ``Description.graph``.

    Attributes:
        statements: Every triple, the dataset's subject replaced by our IRI.
        nodes: Term of each nested node by the name its claims have.
    """

    def __init__(self, text: str, iri: str, claims: Iterable[Claim]) -> None:
        read = read_lines(text) if text else []
        self.nodes: dict[str, str] = {}
        subject = dataset_of(read)
        self._start = f"_:n{sha256(iri.encode('utf-8', 'replace')).hexdigest()[:10]}"
        self._terms = {subject: address(iri)} if subject else {}
        self.statements: list[Statement] = [
            (
                self._term(one) if one[0] == "_" or one == subject else one,
                predicate,
                self._term(value) if value[0] == "_" or value == subject else value,
            )
            for one, predicate, value in read
        ]
        for claim in claims if read else ():
            if claim.rule == "dcat.node-iri":
                self.nodes[claim.node] = address(claim.value)

    def _term(self, term: str) -> str:
        found = self._terms.get(term)
        if found is None:
            name = term[2:]
            found = self._terms[term] = self._start + name
            self.nodes.setdefault(f"#{name}", found)
        return found
