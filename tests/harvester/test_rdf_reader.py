"""RDF in every syntax, nothing fetched, nothing that kills the parser."""

import pytest

from harvester.rdf_reader import read_rdf
from tests.harvester.describing import PREFIXES
from tests.harvester.making import fetched

XML = """<?xml version="1.0" encoding="ISO-8859-1"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dct="http://purl.org/dc/terms/">
<rdf:Description rdf:about="https://clinic.example/d"><dct:title>Étude</dct:title></rdf:Description></rdf:RDF>"""


def read(body, media="text/turtle"):
    return read_rdf(fetched(body, "/doc", media))


@pytest.mark.parametrize(
    ("body", "media"),
    [
        ("<https://clinic.example/d> <http://purl.org/dc/terms/title> 'Étude' .", "text/turtle"),
        ("<d> <http://purl.org/dc/terms/title> 'Étude' .".replace("<d>", "<https://clinic.example/d>"), ""),
        (XML.encode("latin-1"), "application/rdf+xml"),
        (XML.encode("latin-1"), "text/html"),
        (
            '{"@id": "https://clinic.example/d", "http://purl.org/dc/terms/title": "Étude"}',
            "application/ld+json",
        ),
        ('[{"@id": "/d", "http://purl.org/dc/terms/title": "Étude"}]', "text/plain"),
    ],
)
def test_every_syntax_gives_the_same_triple_whatever_the_server_calls_it(body, media):
    found = read(body, media)
    assert [str(value) for _, _, value in found.triples] == ['"Étude"']
    assert [subject.value for subject, _, _ in found.triples] == ["https://clinic.example/d"]
    assert (found.findings, found.whole) == ((), True)


def test_a_broken_statement_costs_itself_and_is_shown_with_line_and_column():
    found = read("<a:a> <a:b> 1 .\n<a:a> <a:c> ;;; x .\n<a:a> <a:d> 2 .\n")
    assert {predicate.value for _, predicate, _ in found.triples} >= {"a:b", "a:d"}
    assert found.findings[0].code == "rdf-broken"
    assert "line 2 column" in found.findings[0].place
    assert found.whole


@pytest.mark.parametrize(
    ("body", "media", "line"),
    [
        (PREFIXES + '<https://clinic.example/d> a dcat:Dataset ; dct:title "unfin', "text/turtle", 8),
        (XML[:-40].encode("latin-1"), "application/rdf+xml", 3),
        ('{"@id": "https://clinic.example/d",\n "http://x.example/p": "unfin', "application/ld+json", 2),
    ],
)
def test_a_document_cut_off_says_where_and_is_not_whole(body, media, line):
    found = read(body, media)
    assert not found.whole
    assert [finding.code for finding in found.findings] == ["rdf-broken"]
    assert f"line {line} " in found.findings[0].place


@pytest.mark.parametrize(
    ("body", "media", "code"),
    [
        ("<!DOCTYPE html><html><body>Maintenance</body></html>", "text/turtle", "not-rdf"),
        ("", "text/turtle", "not-rdf"),
        ("<<( " * 20_000, "application/n-triples", "too-deep"),
        ("<a:a> <a:b> " + "[ <a:c> " * 5_000, "text/turtle", "too-deep"),
        ("[" * 100_000, "application/ld+json", "too-deep"),
        ('{"a": ' * 500 + "1" + "}" * 500, "application/ld+json", "too-deep"),
        ('<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x "y">]><r/>', "application/rdf+xml", "dtd-refused"),
        (
            ('<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE r><r/>').encode("utf-16"),
            "application/rdf+xml",
            "dtd-refused",
        ),
    ],
)
def test_what_is_no_rdf_or_would_kill_the_parser_is_refused(body, media, code):
    found = read(body, media)
    assert [finding.code for finding in found.findings] == [code]
    assert (found.triples, found.whole) == ((), False)


def test_a_remote_context_is_never_loaded_and_is_named():
    own = '{"name": "http://purl.org/dc/terms/title"}'
    body = f'{{"@context": ["https://evil.example/c.jsonld", {own}], "@id": "a:a", "name": "T"}}'
    found = read(body, "application/ld+json")
    assert [finding.found for finding in found.findings] == ["https://evil.example/c.jsonld"]
    assert len(found.triples) == 1


@pytest.mark.parametrize(
    "context",
    [
        "https://semiceu.github.io/uri.semic.eu-generated/DCAT-AP/releases/3.0.0/html/examples/context.jsonld",
        "https://semiceu.github.io/DCAT-AP/releases/3.0.1/context/dcat-ap.jsonld",
        "https://joinup.ec.europa.eu/x/dcat-ap_2.1.1.jsonld",
    ],
)
def test_the_contexts_of_dcat_ap_are_ours(context):
    body = f'{{"@context": "{context}", "@id": "https://clinic.example/d", "@type": "Dataset"}}'
    found = read(body, "application/ld+json")
    assert [str(value) for _, _, value in found.triples] == ["<http://www.w3.org/ns/dcat#Dataset>"]


def test_a_language_tag_with_an_underscore_does_not_break_the_statement():
    found = read('<a:a> <a:b> "colour"@en_GB ; <a:c> 1 .')
    assert {str(value) for _, _, value in found.triples} >= {'"colour"@en-gb'}
    assert len(found.triples) == 2
