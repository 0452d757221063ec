"""Find the official code for a word: the EU authority tables, in 24 languages.

A table is up to three Turtle files in ``ontologies/tables``: ``<name>.ttl`` (from the EU Publications
Office), ``<name>.cldr.ttl`` (names from Unicode CLDR) and ``<name>.ours.ttl`` (our additions); where they
disagree the first one wins. ``synonyms.toml`` adds the words that real descriptions use.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from ontologies.errors import VocabularyError
from ontologies.namespaces import iri

FOLDER = Path(__file__).parent / "tables"
ROOT = "http://publications.europa.eu/resource/authority/"

TABLES = (
    "access-right",
    "country",
    "data-theme",
    "dataset-type",
    "distribution-status",
    "file-type",
    "frequency",
    "language",
    "licence",
    "planned-availability",
)
"""Every table there is."""

_PARTS = ("", ".cldr", ".ours")
_PREF = iri("skos:prefLabel")
_ALT = iri("skos:altLabel")
_NOTATION = iri("skos:notation")
_SAME = iri("skos:exactMatch")
_CODE = iri("dc:identifier")
_CONCEPT = iri("skos:Concept")

# Which word wins when two concepts share it: a smaller number goes first.
_SYNONYM, _BY_CODE, _BY_NOTATION, _BY_LABEL, _BY_ALT = range(5)
_ADDRESS = re.compile(r"(?:https?|info|urn):|[\w-]+(?:\.[\w-]+)+/", re.IGNORECASE)
_REWRITES = 4  # a pattern may lead to another pattern; a cycle in the file must not hang


class Authority:
    """One table: words to IRIs, IRIs to labels.

    Attributes:
        name: Key of the table, as in ``TABLES``.
    """

    def __init__(self, name: str, synonyms: Mapping[str, Any]) -> None:
        self.name = name
        self._labels: dict[str, dict[str, str]] = {}
        self._codes: dict[str, str] = {}
        self._same: dict[str, str] = {}
        self._words: dict[str, tuple[int, set[str]]] = {}
        self._addresses = _rules(synonyms.get("addresses", ()))
        self._patterns = _rules(synonyms.get("patterns", ()))
        for part in _PARTS:
            path = FOLDER / f"{name}{part}.ttl"
            if path.exists():
                self._read(path)
        for code, words in synonyms.get("words", {}).items():
            target = code if code.startswith("http") else f"{ROOT}{name}/{code}"
            for word in words:
                self._add(word, target, _SYNONYM)

    def find(self, text: str) -> str | None:
        """Give the canonical IRI that a text means, or None.

        Accepts the IRI in any spelling (https, older hosts, the pages of EU Vocabularies), a code, a label
        or synonym in any language; case, accents and punctuation do not matter. A word that means two
        concepts gives None: no answer is better than the wrong one.

        >>> table("country").find("DE") == table("country").find("Germania")
        True
        >>> table("licence").find("https://creativecommons.org/licenses/by/4.0/deed.fr")
        'http://publications.europa.eu/resource/authority/licence/CC_BY_4_0'
        >>> table("licence").find("all rights reserved") is None
        True
        """
        text = text.strip().strip("<>").strip()
        if _ADDRESS.match(text):
            return self._address(text)
        return self._word(_key(text.partition(";")[0] if "/" in text else text))

    def label(self, address: str, language: str = "en") -> str:
        """Name a concept in a language, else in English, else in any, else by the end of its IRI.

        >>> table("country").label("http://publications.europa.eu/resource/authority/country/DEU", "bg")
        'Германия'
        """
        labels = self._labels.get(self.find(address) or address, {})
        for wanted in (language, language.partition("-")[0], "en"):
            if wanted in labels:
                return labels[wanted]
        return next(iter(labels.values()), "") or re.split(r"[/#]", address.rstrip("/#"))[-1]

    def labels(self, address: str) -> Mapping[str, str]:
        """All preferred labels of a concept by language; empty for an IRI that is not in the table."""
        return self._labels.get(address, {})

    def codes(self) -> tuple[str, ...]:
        """The codes of the EU table, sorted; our own additions have none."""
        return tuple(sorted(self._codes.values()))

    def iris(self) -> tuple[str, ...]:
        """The IRIs of all concepts, ours included, sorted."""
        return tuple(sorted(self._labels))

    def __contains__(self, address: object) -> bool:
        return address in self._labels

    def _read(self, path: Path) -> None:
        try:
            for quad in parse(path=str(path), format=RdfFormat.TURTLE):
                if isinstance(quad.subject, NamedNode):
                    self._take(quad.subject.value, quad.predicate.value, quad.object)
        except (SyntaxError, OSError) as error:
            raise VocabularyError(
                f"{path.name} cannot be read: {error}", hint="Restore the file from the release."
            ) from error

    def _take(self, subject: str, predicate: str, value: object) -> None:
        if isinstance(value, NamedNode):
            if value.value == _CONCEPT:
                self._labels.setdefault(subject, {})
                self._same[_plain(subject)] = subject
            elif predicate == _SAME:
                self._same[_plain(value.value)] = subject
        elif isinstance(value, Literal):
            if predicate == _CODE:
                self._codes[subject] = value.value
                self._add(value.value, subject, _BY_CODE)
            elif predicate == _NOTATION:
                self._add(value.value, subject, _BY_NOTATION)
            elif predicate == _PREF and value.language:
                self._labels.setdefault(subject, {}).setdefault(value.language, value.value)
                self._add(value.value, subject, _BY_LABEL)
            elif predicate == _ALT:
                self._add(value.value, subject, _BY_ALT)

    def _add(self, word: str, target: str, rank: int) -> None:
        key = _key(word)
        if not key:
            return
        known = self._words.get(key)
        if known is None or rank < known[0]:
            self._words[key] = (rank, {target})
        elif rank == known[0]:
            known[1].add(target)

    def _word(self, key: str, rewrites: int = _REWRITES) -> str | None:
        found = self._words.get(key)
        if found:
            return next(iter(found[1])) if len(found[1]) == 1 else None
        bare = self._unaccented.get(_unaccent(key))
        if bare:
            return bare
        for pattern, template in self._patterns if rewrites else ():
            match = pattern.search(key)
            if match and (answer := self._word(_key(match.expand(template)), rewrites - 1)):
                return answer
        return None

    def _address(self, text: str) -> str | None:
        wrapped = re.search(r"[?&]uri=(https?[^&]+)", text)
        plain = _plain(wrapped[1].replace("%3A", ":").replace("%2F", "/") if wrapped else text)
        if plain in self._same:
            return self._same[plain]
        if text in self._labels:
            return text
        for pattern, template in self._addresses:
            match = pattern.search(plain)
            if match and (answer := self._word(_key(match.expand(template)))):
                return answer
        return None

    @cached_property
    def _unaccented(self) -> Mapping[str, str]:
        """Words without their accents, as far as that leaves one meaning."""
        bare: dict[str, set[str]] = {}
        for key, (_, targets) in self._words.items():
            bare.setdefault(_unaccent(key), set()).update(targets)
        return {key: next(iter(targets)) for key, targets in bare.items() if len(targets) == 1}


@cache
def table(name: str) -> Authority:
    """Load a table; the second call costs nothing.

    Args:
        name: One of ``TABLES``.

    Raises:
        VocabularyError: There is no such table, or a file of it cannot be read.
    """
    if name not in TABLES:
        raise VocabularyError(
            f"there is no authority table '{name}'", hint=f"Use one of: {', '.join(TABLES)}."
        )
    return Authority(name, _synonyms().get(name, {}))


@cache
def _synonyms() -> Mapping[str, Any]:
    path = FOLDER / "synonyms.toml"
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise VocabularyError(
            f"{path.name} cannot be read: {error}", hint="Restore the file from the release."
        ) from error


def _rules(lines: Iterable[Iterable[str]]) -> list[tuple[re.Pattern[str], str]]:
    return [(re.compile(pattern, re.IGNORECASE), template) for pattern, template in lines]


def _key(text: str) -> str:
    """Reduce a word to what counts: case, width and punctuation dropped ('CC-BY-4.0' is 'cc by 4 0')."""
    return re.sub(r"[\W_]+", " ", unicodedata.normalize("NFKC", text).casefold()).strip()


def _unaccent(key: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", key) if not unicodedata.combining(c))


def _plain(address: str) -> str:
    """An address without scheme, ``www.``, query, fragment marker and trailing slash, lower case."""
    return re.sub(r"^(?:https?:)?/*(?:www\.)?|[/#?]+$", "", address.strip().lower())
