"""Names of codes and IRIs in the reader's language: concepts, EU tables, sources."""

from __future__ import annotations

from dataclasses import dataclass

from indexer.document import CONCEPT_FACETS
from indexer.filters import NOT_STATED
from ontologies.authority import ROOT, TABLES, table
from ontologies.namespaces import canonical, curie
from ontologies.scheme import scheme
from search_api.reader import Reader
from search_api.words import known

FACET_TABLES = {"access": "access-right", "country": "country", "language": "language", "licence": "licence"}
SHORT = 60
MEDIA_TYPES = "://www.iana.org/assignments/media-types/"


@dataclass(frozen=True, slots=True)
class Label:
    """A text and the language it is in; empty when that is not known or does not matter."""

    text: str
    language: str = ""


def concept_label(concept: str, reader: Reader) -> Label:
    """Name a concept of ours."""
    found = scheme().concepts.get(concept)
    if found is None:
        return Label(concept)
    for language in (reader.language, "en"):
        if language in found.labels:
            return Label(found.labels[language], language)
    return Label(concept)


def authority_label(address: str, reader: Reader, name: str = "") -> Label | None:
    """Name an IRI of an EU authority table; None when it is in none.

    Args:
        name: The table, when it is known; else the IRI says which.
    """
    name = name or next((one for one in TABLES if f"/authority/{one}/" in address), "")
    if not name:
        return None
    known = table(name)
    labels = known.labels(known.find(address) or address)
    for language in (reader.language, "en"):
        if language in labels:
            return Label(labels[language], language)
    first = next(iter(labels.items()), None)
    return Label(first[1], first[0]) if first else None


def facet_label(facet: str, value: str, reader: Reader, source_title: str = "") -> Label:
    """Name a value of a facet."""
    own = reader.page_language
    if value == NOT_STATED:
        return Label(reader.say("facet.not-stated"), own)
    if facet in CONCEPT_FACETS:
        return concept_label(value, reader)
    if facet == "annotated":
        return Label(reader.say("facet.annotated.yes"), own)
    if facet == "programme":
        return programme_label(value, reader)
    if facet == "source":
        return Label(source_title or value)
    if facet in FACET_TABLES:
        name = FACET_TABLES[facet]
        found = authority_label(value if "://" in value else f"{ROOT}{name}/{value}", reader, name)
        if found:
            return found
    return Label(_short(value))


def access_label(access: str, reader: Reader) -> Label:
    """Name an access right by its code in lower case; ``unknown`` where nobody stated it."""
    if access == "unknown":
        return Label(reader.say("access.not-stated"), reader.page_language)
    return facet_label("access", access.upper(), reader)


def programme_label(value: str, reader: Reader) -> Label:
    """Name a programme: in the page's words where they have it, else as the source file calls it."""
    key = f"programme.{value}"
    return Label(reader.say(key), reader.page_language) if known(key) else Label(value)


def iri_label(address: str, reader: Reader) -> Label:
    """Name any IRI: a concept, a value of an EU table, a known term, else the address itself."""
    concept = scheme().by_iri(address)
    if concept is not None:
        return concept_label(concept.id, reader)
    found = authority_label(address, reader)
    if found:
        return found
    _, is_media_type, media_type = address.partition(MEDIA_TYPES)
    return Label(media_type if is_media_type else curie(canonical(address)) or _short(address))


def _short(value: str) -> str:
    shown = value.removeprefix("https://").removeprefix("http://").rstrip("/")
    return shown if len(shown) <= SHORT else shown[: SHORT - 1] + "…"
