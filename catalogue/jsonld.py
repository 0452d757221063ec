"""Write statements as JSON-LD: one object a node, short names explained in the context."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any, Final

from catalogue.short_names import ShortNames, blank, names_of
from catalogue.statements import Statements
from catalogue.terms import NOT_TEXT, TYPE, encoded, unescaped, without_halves
from ontologies.namespaces import PREFIXES

_ENCODER: Final = json.JSONEncoder(ensure_ascii=False)


def jsonld(statements: Statements) -> str:
    """Write statements as JSON-LD, one node a line, in their order.

    An IRI that no syntax can hold is percent-encoded, control characters are left out.
    """
    writer = _Writer(names_of(PREFIXES))
    nodes = [writer.node(subject, own) for subject, own in statements.said.items()]
    context = {prefix: PREFIXES[prefix] for prefix in sorted(writer.used - writer.schemes)}
    if writer.used & writer.schemes:
        # An IRI that begins like a short name would be read as one: that prefix is not used.
        writer = _Writer(names_of({name: PREFIXES[name] for name in context}))
        nodes = [writer.node(subject, own) for subject, own in statements.said.items()]
    lines = ",\n".join(map(_ENCODER.encode, nodes))
    return without_halves(f'{{"@context": {json.dumps(context, indent=1)},\n"@graph": [\n{lines}\n]}}\n')


class _Writer:
    """Makes the object of each node.

    Attributes:
        used: Prefixes of short names.
        schemes: What whole IRIs begin with that have no ``//`` behind it.
    """

    def __init__(self, names: ShortNames) -> None:
        self.names = names
        self.used: set[str] = set()
        self.schemes: set[str] = set()

    def node(self, subject: str, own: dict[str, dict[str, None]]) -> dict[str, Any]:
        """One node with all its values."""
        made: dict[str, Any] = {"@id": self._id(subject)}
        kinds = own.get(TYPE, {})
        named = not any(kind[0] == '"' for kind in kinds)
        if kinds and named:
            made["@type"] = _alone([self._short(one) if one[0] == "<" else blank(one) for one in kinds])
        for predicate, values in own.items():
            if predicate != TYPE or not named:
                made[self._short(predicate)] = _alone([self._value(value) for value in values])
        return made

    def _id(self, term: str) -> str:
        if term[0] == "_":
            return blank(term)
        name, scheme = _whole(term)
        if scheme:
            self.schemes.add(scheme)
        return name

    def _short(self, term: str) -> str:
        short = self.names.name(term)
        prefix = self.names.prefix[term]
        if prefix is None:
            return self._id(term)
        self.used.add(prefix)
        return short

    def _value(self, term: str) -> Any:
        if term[0] != '"':
            return {"@id": self._id(term)}
        end = term.rindex('"')
        words, rest = term[1:end], term[end + 1 :]
        if "\\" in words:
            words = NOT_TEXT.sub("", unescaped(words))
        if not rest:
            return words
        if rest[0] == "@":
            return {"@language": rest[1:], "@value": words}
        return {"@type": self._short(rest[2:]), "@value": words}


@lru_cache(maxsize=16_384)
def _whole(term: str) -> tuple[str, str]:
    """A whole IRI, and its scheme when a short name could be mistaken for it."""
    name = encoded(term[1:-1])
    scheme, _, rest = name.partition(":")
    return name, "" if rest[:2] == "//" else scheme


def _alone(values: list[Any]) -> Any:
    return values[0] if len(values) == 1 else values
