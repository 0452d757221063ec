"""A graph as texts: what is said of each node, without an object a term."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Final

from pyoxigraph import RdfFormat, Triple, parse

from catalogue.terms import DATASET, TYPE
from ontologies.namespaces import iri

Statement = tuple[str, str, str]
_PLAIN: Final = tuple(f"^^<{iri(name)}>" for name in ("xsd:string", "rdf:langString"))
# Ranges of what is allowed, never backwards: a class of what is forbidden takes half as long again.
_IRI: Final = r"<[!-;=?-\[\]-\U0010ffff]++>"
_BLANK: Final = r"_:[A-Za-z0-9][\w-]*+"
_PART: Final = r"[ !#-\[\]-~\x80-\ufffd\U00010000-\U0010ffff]*+"
_WORDS: Final = rf'"{_PART}(?:\\[ntr"\\bf]{_PART})*+"(?:@[a-zA-Z0-9-]++|\^\^{_IRI})?+'
_LINE: Final = re.compile(
    rf"^({_IRI}|{_BLANK}) ({_IRI}) ({_IRI}|{_BLANK}|{_WORDS}) \.\n", re.ASCII | re.MULTILINE
)


class Statements:
    """Triples by subject and property, each once, in the order in which they came.

    Attributes:
        said: Values of each property of each node, terms as in ``catalogue.terms``.
    """

    def __init__(self, statements: Iterable[Statement] = ()) -> None:
        self.said: dict[str, dict[str, dict[str, None]]] = {}
        self.update(statements)

    def update(self, statements: Iterable[Statement]) -> None:
        """Add many."""
        said, last = self.said, ""
        own: dict[str, dict[str, None]] = {}
        for subject, predicate, value in statements:
            if subject != last:
                last = subject
                own = said.get(subject) or said.setdefault(subject, {})
            if predicate in own:
                own[predicate][value] = None
            else:
                own[predicate] = {value: None}

    def join(self, other: Statements) -> None:
        """Add all of another graph, which must not be used any longer."""
        for subject, own in other.said.items():
            if subject in self.said:
                self.update(
                    (subject, predicate, value) for predicate, values in own.items() for value in values
                )
            else:
                self.said[subject] = own

    def add(self, subject: str, predicate: str, value: str) -> None:
        """Add one."""
        self.said.setdefault(subject, {}).setdefault(predicate, {})[value] = None

    def discard(self, subject: str, predicate: str, value: str) -> None:
        """Take one out, if it is there."""
        own = self.said.get(subject, {})
        if value in own.get(predicate, ()):
            del own[predicate][value]
            if not own[predicate]:
                del own[predicate]
            if not own:
                del self.said[subject]

    def forget(self, node: str) -> None:
        """Take out what is said of a node that nothing leads to."""
        if not any(node in values for own in self.said.values() for values in own.values()):
            self.said.pop(node, None)

    def values(self, subject: str, predicate: str) -> list[str]:
        """Values of a property of a node."""
        return list(self.said.get(subject, {}).get(predicate, ()))

    def __iter__(self) -> Iterator[Statement]:
        for subject, own in self.said.items():
            for predicate, values in own.items():
                for value in values:
                    yield subject, predicate, value

    def __len__(self) -> int:
        return sum(len(values) for own in self.said.values() for values in own.values())


def read_lines(lines: str) -> list[Statement]:
    """Read N-Triples.

    Lines as ``harvester.extract.closure`` writes them are only cut; any other text goes through the parser.

    Returns:
        In the order of the lines; statements about statements are left out.

    Raises:
        SyntaxError: The text is no N-Triples.
    """
    found: list[Statement] = _LINE.findall(lines)
    # A line is three terms, three blanks, a full stop and a break; anything more is not in our writing.
    if sum(map(len, chain.from_iterable(found))) + 5 * len(found) != len(lines):
        return _parsed(lines)
    if any(kind in lines for kind in _PLAIN):
        return [(one, predicate, _without_plain(value)) for one, predicate, value in found]
    return found


def _without_plain(value: str) -> str:
    """A plain literal without the datatype that every plain literal has."""
    return value[: value.rindex("^^")] if value[0] == '"' and value.endswith(_PLAIN) else value


def _parsed(lines: str) -> list[Statement]:
    return [
        (str(one.subject), str(one.predicate), _without_plain(str(one.object)))
        for one in parse(input=lines, format=RdfFormat.N_TRIPLES, lenient=True)
        if not isinstance(one.subject, Triple) and not isinstance(one.object, Triple)
    ]


def dataset_of(statements: Iterable[Statement]) -> str:
    """The first node that is a ``dcat:Dataset``; empty when there is none."""
    return next((one[0] for one in statements if one[1] == TYPE and one[2] == DATASET), "")
