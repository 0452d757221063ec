"""Reading: what the record has already is described again, but not checked again."""

import json

from catalogue.packing import content_hash
from harvester.decide import mark
from harvester.reading import read
from tests.harvester.making import fetched

BASE = "https://w3id.org/messor/dataset/"


def documents():
    return [
        fetched(
            json.dumps({"id": name, "name": name, "title": f"Dataset {name}"}), f"/{name}", "application/json"
        )
        for name in ("p-1", "p-2", "p-3")
    ]


def checked(extractions):
    """Identifiers of the datasets that came back with findings of a rule book: each lacks something."""
    return [
        one.identifier
        for extraction in extractions
        for one in extraction.descriptions
        if any(finding.profile for finding in one.findings)
    ]


def test_what_is_known_is_described_but_not_checked(source):
    ckan = source.model_copy(update={"kind": "ckan"})
    first = read(ckan, documents(), BASE)
    assert checked(first) == ["p-1", "p-2", "p-3"]
    (one,) = first[1].descriptions
    known = {mark(one.identifier, content_hash(one.claims, one.graph))}

    again = read(ckan, documents(), BASE, known)

    assert checked(again) == ["p-1", "p-3"]
    assert [one.claims for extraction in again for one in extraction.descriptions] == [
        one.claims for extraction in first for one in extraction.descriptions
    ]


def test_the_same_words_under_another_identifier_are_checked(source):
    ckan = source.model_copy(update={"kind": "ckan"})
    (one,) = read(ckan, documents()[:1], BASE)[0].descriptions
    known = {mark("another", content_hash(one.claims, one.graph))}
    assert checked(read(ckan, documents()[:1], BASE, known)) == ["p-1"]
