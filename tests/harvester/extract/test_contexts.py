"""JSON-LD contexts of types: a node with several types keeps the names of all of them."""

import json

from tests.harvester.describing import codes, extracted, values

CONTEXT = (
    "https://semiceu.github.io/uri.semic.eu-generated/DCAT-AP/releases/3.0.0/html/examples/context.jsonld"
)


def test_a_member_of_a_series_keeps_the_words_of_a_dataset():
    body = {
        "@context": CONTEXT,
        "@graph": [
            {"@id": "example-ds:B", "@type": ["Dataset", "DatasetMemberOfADatasetSeries"],
             "title": {"en": "Bees", "el": "Μέλισσες"}, "releaseDate": "2023-03-21",
             "inSeries": "example-ser:S", "publisher": "example-ag:A"}
        ],
    }  # fmt: skip
    (one,) = extracted("dcat", json.dumps(body), media="application/ld+json").descriptions
    assert sorted(values(one, "dct:title")) == ["Bees", "Μέλισσες"]
    assert values(one, "dct:issued") == ["2023-03-21"]
    assert values(one, "dcat:inSeries") == ["https://data.gov.gr/id/datasetseries/S"]
    assert values(one, "dct:publisher") == ["https://agencies.gov.gr/id/A"]


def test_a_context_in_the_document_works_the_same():
    body = {
        "@context": {
            "@version": 1.1,
            "D": {"@id": "http://www.w3.org/ns/dcat#Dataset", "@context": {"t": "http://purl.org/dc/terms/title"}},
            "M": {"@id": "https://clinic.example/M", "@context": {"n": "http://purl.org/dc/terms/identifier"}},
        },
        "@id": "https://clinic.example/1", "@type": ["D", "M"], "t": "Lung CT", "n": "L-1",
    }  # fmt: skip
    (one,) = extracted("dcat", json.dumps(body), media="application/ld+json").descriptions
    assert (values(one, "dct:title"), one.identifier, codes(one)) == (["Lung CT"], "L-1", [])
