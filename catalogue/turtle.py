"""Write statements as Turtle that people can read: short names, one block a node, nested blank nodes."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final

from catalogue.short_names import ShortNames, blank, names_of
from catalogue.statements import Statements
from catalogue.terms import DATASET, NOT_TEXT, TYPE, address, literal, unescaped, without_halves
from ontologies.namespaces import PREFIXES, iri

_FIRST: Final = (address(iri("dcat:Catalog")), DATASET)
_BARE: Final = {
    f"<{iri('xsd:integer')}>": re.compile(r"[+-]?[0-9]+"),
    f"<{iri('xsd:decimal')}>": re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    f"<{iri('xsd:boolean')}>": re.compile(r"true|false"),
}
_DEEPEST: Final = 12
"""Blank nodes within blank nodes; what lies deeper gets a name of its own."""


def turtle(statements: Statements, prefixes: Mapping[str, str] = PREFIXES) -> str:
    """Write statements as Turtle.

    The catalogue and datasets come first, else nodes stand in the order of the statements; the same
    statements in the same order give the same text. An IRI that Turtle cannot hold is percent-encoded,
    control characters are left out.

    Args:
        statements: May be empty.
        prefixes: Short names that may be used; those that are not needed are not declared.
    """
    writer = _Writer(statements, names_of(prefixes))
    body = writer.text()
    return f"{_head(writer.used())}\n\n{body}" if body else ""


def blocks(statements: Statements) -> str:
    """Write statements as Turtle with our short names, and leave their declaration to ``document``."""
    return _Writer(statements, names_of(PREFIXES)).text()


def document(bodies: Sequence[str], more: Sequence[str] = (), prefixes: Collection[str] = ()) -> str:
    """Put what ``blocks`` wrote into one document; blank nodes of the same name become one.

    Args:
        bodies: Searched for the prefixes they use.
        more: Stands behind them and is not searched.
        prefixes: What ``more`` uses.
    """
    used = {
        prefix: name
        for prefix, name in PREFIXES.items()
        if (more and prefix in prefixes) or any(f"{prefix}:" in one for one in bodies)
    }
    return f"{_head(used)}\n\n" + "\n".join([*bodies, *more])


def _head(prefixes: Mapping[str, str]) -> str:
    return "\n".join(f"@prefix {one}: <{prefixes[one]}> ." for one in sorted(prefixes))


class _Writer:
    def __init__(self, statements: Statements, names: ShortNames) -> None:
        self.said, self.names = statements.said, names
        self.met: set[str] = set()
        self.written: set[str] = set()
        self.inside = self._inside()

    def text(self) -> str:
        """All nodes, one block each."""
        blocks = [self._block(node) for node in self._order() if node not in self.written]
        # Blank nodes that only name one another are reached from nowhere.
        blocks += [self._block(node) for node in self.said if node not in self.written]
        return without_halves("\n".join(blocks))

    def used(self) -> dict[str, str]:
        """Short names that were used, with what they stand for."""
        found = {self.names.prefix[term] for term in self.met}
        return {one: self.names.address[one] for one in found if one is not None}

    def _inside(self) -> set[str]:
        """Blank nodes that exactly one statement leads to: they are written where they are named."""
        once: set[str] = set()
        more: set[str] = set()
        for own in self.said.values():
            for values in own.values():
                for value in values:
                    if value[0] == "_":
                        (more if value in once else once).add(value)
        return {node for node in once - more if node in self.said}

    def _order(self) -> Iterator[str]:
        for kind in _FIRST:
            yield from [node for node, own in self.said.items() if kind in own.get(TYPE, ())]
        yield from (node for node in self.said if node not in self.inside)

    def _block(self, node: str) -> str:
        self.written.add(node)
        return f"{self._term(node)} {self._properties(node, 1)} .\n"

    def _properties(self, node: str, depth: int) -> str:
        start = "    " * depth
        parts = []
        own = self.said[node]
        short, term = self.names.short, self._term
        if TYPE in own:
            parts.append(f"a {', '.join([term(kind) for kind in own[TYPE]])}")
        for predicate, values in own.items():
            if predicate == TYPE:
                continue
            written = [
                value
                if value[0] == '"' and value[-1] != ">" and "\\" not in value
                else self._inner(value, depth)
                if value in self.inside
                else term(value)
                for value in values
            ]
            name = short.get(predicate) if predicate in self.met else None
            words = written[0] if len(written) == 1 else f",\n{start}    ".join(written)
            parts.append(f"{name or term(predicate)} {words}")
        return f" ;\n{start}".join(parts)

    def _inner(self, node: str, depth: int) -> str:
        if node in self.written or depth >= _DEEPEST:
            return blank(node)
        self.written.add(node)
        start = "    " * depth
        return f"[\n{start}    {self._properties(node, depth + 1)}\n{start}]"

    def _term(self, term: str) -> str:
        mark = term[0]
        if mark == "<":
            self.met.add(term)
            return self.names.short.get(term) or self.names.name(term)
        return blank(term) if mark == "_" else self._literal(term)

    def _literal(self, term: str) -> str:
        if "\\" in term:
            term = _spaced(term)
        if term[-1] != ">":
            return term
        words, _, kind = term.rpartition("^^")
        bare = _BARE.get(kind)
        if bare and bare.fullmatch(words, 1, len(words) - 1):
            return words[1:-1]
        return f"{words}^^{self._term(kind)}"


def _spaced(term: str) -> str:
    """A literal with breaks of lines in long quotation marks, and without letters no text may hold."""
    end = term.rindex('"')
    body, rest = term[1:end], term[end:]
    words = NOT_TEXT.sub("", unescaped(body))
    if "\n" not in words:
        return literal(words) + rest[1:]
    long = words.replace("\\", "\\\\").replace('"', '\\"').replace("\r", "\\r").replace("\t", "\\t")
    return f'"""{long}"""{rest[1:]}'
