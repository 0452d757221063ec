"""Which reader a document gets: by the source's kind and by what the document is."""

from __future__ import annotations

from catalogue.model import Extraction, Fetched
from catalogue.sources import Source
from harvester.extract.ckan import read_ckan
from harvester.extract.datacite import read_datacite
from harvester.extract.dats import read_dats
from harvester.extract.dcat import from_triples, names_schema_dataset
from harvester.extract.decode import decode, is_html
from harvester.extract.json_formats import json_format
from harvester.extract.oai_pmh import read_oai_pmh
from harvester.extract.prose import read_prose
from harvester.extract.schema_org import read_schema_org
from harvester.extract.schema_rdf import read_schema_rdf
from harvester.rdf_reader import read_rdf


def extract(source: Source, fetched: Fetched) -> Extraction:
    """Give what one document says about datasets.

    A document that only leads on (``role`` is ``list``) says nothing. A DCAT source may also send
    schema.org JSON-LD, or a page with JSON-LD in it.

    Returns:
        Descriptions in document order, and what was wrong with the document. Pure; the same bytes give
        the same extraction.
    """
    if fetched.role == "list":
        return Extraction()
    if source.kind == "dcat":
        return _dcat(source, fetched)
    if source.kind == "oai-pmh":
        return read_oai_pmh(source.key, fetched)
    if source.kind == "ckan":
        return read_ckan(source.key, fetched)
    if source.kind == "schema.org":
        return _schema_org(source, fetched)
    return read_prose(source.key, fetched)


def _schema_org(source: Source, fetched: Fetched) -> Extraction:
    """Read a page or a JSON document; JSON that is no linked data may be DataCite's or DATS."""
    text = decode(fetched)
    format_ = json_format(text) if text.lstrip()[:1] in {"{", "["} else ""
    if format_ == "datacite":
        return read_datacite(source.key, fetched)
    if format_ == "dats":
        return read_dats(source.key, fetched)
    return read_schema_org(source.key, fetched)


def _dcat(source: Source, fetched: Fetched) -> Extraction:
    if fetched.media_type in {"text/html", "application/xhtml+xml"} and "application/ld+json" in decode(
        fetched
    ):
        return read_schema_org(source.key, fetched)
    read = read_rdf(fetched)
    extraction = from_triples(source.key, fetched, read)
    text = decode(fetched)
    if not extraction.descriptions and names_schema_dataset(read) and not is_html(text):
        if text.lstrip("\ufeff \t\r\n")[:1] in {"{", "["}:
            return read_schema_org(source.key, fetched)
        return read_schema_rdf(source.key, fetched, read)
    return extraction
