"""Datasets near to one, by their vectors, and the language of what the index shows."""

from __future__ import annotations

from dataclasses import dataclass

from catalogue.errors import SearchIndexError
from indexer.shelf import Shelf
from indexer.why import title_of
from search_api.desk import Desk
from search_api.labels import Label
from search_api.reader import Reader


@dataclass(frozen=True, slots=True)
class Similar:
    """A neighbour: its id, title and source."""

    id: str
    title: Label
    source: str


def similar_to(desk: Desk, key: str, reader: Reader) -> list[Similar]:
    """List the nearest datasets, nearest first; empty where there is no index or no vector."""
    try:
        shelf = desk.engine.reader().shelf
    except SearchIndexError:
        return []
    number = shelf.ids.find(key)
    if number < 0 or not len(shelf.neighbours):
        return []
    found = []
    for near in shelf.neighbours[number]:
        if 0 <= int(near) < len(shelf) and int(near) != number:
            document = shelf.document(int(near))
            title, language = title_of(document, reader.language)
            found.append(
                Similar(document.id, Label(title, known(language)), desk.source_title(document.source))
            )
    return found


def known(language: str) -> str:
    """Give a language tag for HTML; empty for ``und``."""
    return "" if language == "und" else language


def language_of(shelf: Shelf, key: str, title: str, reader: Reader) -> tuple[str, str]:
    """Give the languages of a hit's title and of its description."""
    number = shelf.ids.find(key)
    if number < 0:
        return "", ""
    document = shelf.document(number)
    language = title_of(document, reader.language)[1]
    described = [tag for tag, text in document.texts.items() if text.description]
    own = reader.language if reader.language in described else ""
    return known(language), known(own or ("en" if "en" in described else next(iter(described), "")))
