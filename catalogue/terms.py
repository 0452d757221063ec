"""RDF terms as text, the way N-Triples writes them: ``<iri>``, ``_:name``, ``"words"@en``.

A graph of such texts is read from the record and written for others without making an object of each term.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

import rdflib

from ontologies.namespaces import iri

_ESCAPED: Final = re.compile('[\x00-\x1f"\\\\\x7f\ufffe\uffff]')
_SHORT: Final = {"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\"}
_LONG: Final = {text[1]: letter for letter, text in _SHORT.items()}
_ESCAPE: Final = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
FORBIDDEN: Final = re.compile(r"[\x00-\x20<>\"{}|\\^`\x7f-\x9f\ud800-\udfff]")
"""Letters that no syntax can hold in an IRI."""
NOT_TEXT: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Letters that XML cannot hold, and that we write in no other syntax either."""


def address(name: str) -> str:
    """Text of an IRI, whatever it holds.

    >>> address("https://a.org/")
    '<https://a.org/>'
    """
    return f"<{name}>"


def literal(words: str, language: str | None = None, datatype: str | None = None) -> str:
    r"""Text of a literal.

    Args:
        words: Its lexical form.
        language: A well-formed tag.
        datatype: IRI, where there is no language; percent-encoded where no syntax could hold it.

    >>> literal('a "b"', "en"), literal("1", datatype="https://a.org/n")
    ('"a \\"b\\""@en', '"1"^^<https://a.org/n>')
    """
    if _ESCAPED.search(words):
        words = _ESCAPED.sub(lambda found: _SHORT.get(found[0]) or f"\\u{ord(found[0]):04X}", words)
    if language:
        return f'"{words}"@{language}'
    return f'"{words}"^^<{encoded(datatype)}>' if datatype else f'"{words}"'


def words_of(term: str) -> str:
    """What a term says without its marks: the IRI, the name of a blank node, the words.

    >>> words_of('"a"@en'), words_of("<https://a.org/>"), words_of("_:b")
    ('a', 'https://a.org/', 'b')
    """
    if term[0] == "<":
        return term[1:-1]
    return term[2:] if term[0] == "_" else unescaped(term[1 : term.rindex('"')])


def unescaped(body: str) -> str:
    """Words between the quotation marks of a literal, without escapes."""
    return _ESCAPE.sub(_letter, body) if "\\" in body else body


def clean_literal(term: str) -> str:
    """Text of a literal without the letters that XML cannot hold."""
    end = term.rindex('"')
    return literal(NOT_TEXT.sub("", unescaped(term[1:end]))) + term[end + 1 :]


def without_halves(whole: str) -> str:
    """A text without halves of letters (lone surrogates), which no encoding can hold."""
    try:
        whole.encode()
    except UnicodeEncodeError:
        return NOT_TEXT.sub("", whole)
    return whole


def _letter(found: re.Match[str]) -> str:
    code = found[1] or found[2]
    return chr(int(code, 16)) if code else _LONG.get(found[3], found[3])


def encoded(name: str) -> str:
    """An IRI with the letters that no syntax can hold percent-encoded.

    >>> encoded("https://a.org/b c")
    'https://a.org/b%20c'
    """
    return FORBIDDEN.sub(_percent, name) if FORBIDDEN.search(name) else name


def _percent(found: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in found[0].encode("utf-8", "replace"))


@lru_cache(maxsize=65_536)
def node(term: str) -> rdflib.term.Node:
    """The same term for rdflib; equal texts give the same object."""
    if term[0] == "<":
        return rdflib.URIRef(term[1:-1])
    if term[0] == "_":
        return rdflib.BNode(term[2:])
    end = term.rindex('"')
    words, rest = unescaped(term[1:end]), term[end + 1 :]
    if not rest:
        return rdflib.Literal(words)
    if rest[0] == "@":
        return rdflib.Literal(words, lang=rest[1:])
    return rdflib.Literal(words, datatype=rdflib.URIRef(rest[3:-1]))


def text(term: rdflib.term.Node) -> str:
    """Text of an rdflib term.

    >>> text(rdflib.Literal("1", datatype=rdflib.XSD.integer))
    '"1"^^<http://www.w3.org/2001/XMLSchema#integer>'
    """
    if isinstance(term, rdflib.URIRef):
        return f"<{term}>"
    if isinstance(term, rdflib.Literal):
        return literal(str(term), term.language, term.datatype)
    return f"_:{term}"


TYPE: Final = address(iri("rdf:type"))
DATASET: Final = address(iri("dcat:Dataset"))
