"""Prefixes and namespaces: one table, used for CURIEs everywhere in the project.

A CURIE such as ``dct:title`` is how claims, tables and tests name a property; the IRI is made here and
nowhere else.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

CONCEPT = "https://w3id.org/messor/concept/"
"""Start of the IRIs of our own concept scheme; stable for ever."""

GAUGE = "https://w3id.org/messor/gauge/"
"""Start of the IRIs of what we measure: ``<gauge>`` for a total, ``<gauge>/<indicator>`` for a part of it."""

PREFIXES: Mapping[str, str] = {
    "dct": "http://purl.org/dc/terms/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcatap": "http://data.europa.eu/r5r/",
    "healthdcatap": "http://healthdataportal.eu/ns/health#",
    "eucaim": "https://cancerimage.eu/ontology/EUCAIM#",
    "messor": "https://w3id.org/messor/ns#",
    "adms": "http://www.w3.org/ns/adms#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "cv": "http://data.europa.eu/m8g/",
    "dpv": "https://w3id.org/dpv#",
    "prov": "http://www.w3.org/ns/prov#",
    "geodcatap": "http://data.europa.eu/930/",
    "dqv": "http://www.w3.org/ns/dqv#",
    "eli": "http://data.europa.eu/eli/ontology#",
    "csvw": "http://www.w3.org/ns/csvw#",
    "odrl": "http://www.w3.org/ns/odrl/2/",
    "spdx": "http://spdx.org/rdf/terms#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "time": "http://www.w3.org/2006/time#",
    "hydra": "http://www.w3.org/ns/hydra/core#",
    "schema": "https://schema.org/",
    "sh": "http://www.w3.org/ns/shacl#",
    "locn": "http://www.w3.org/ns/locn#",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "oa": "http://www.w3.org/ns/oa#",
    "cnt": "http://www.w3.org/2011/content#",
    "qudt": "http://qudt.org/schema/qudt/",
    "unit": "http://qudt.org/vocab/unit/",
    "gsp": "http://www.opengis.net/ont/geosparql#",
    "wgs84": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "fdp": "https://w3id.org/fdp/fdp-o#",
    "sio": "http://semanticscience.org/resource/",
    "wdrs": "http://www.w3.org/2007/05/powder-s#",
    "sdmx": "http://purl.org/linked-data/sdmx/2009/attribute#",
    "dcatde": "http://dcat-ap.de/def/dcatde/",
    "dcatapit": "http://dati.gov.it/onto/dcatapit#",
    "ldp": "http://www.w3.org/ns/ldp#",
    "bibo": "http://purl.org/ontology/bibo/",
    "org": "http://www.w3.org/ns/org#",
    "pav": "http://purl.org/pav/",
    "void": "http://rdfs.org/ns/void#",
    "earl": "http://www.w3.org/ns/earl#",
    "gstime": "http://schema.geoschemas.org/contexts/temporal#",
}

# Other spellings of the same namespace, seen in real descriptions; the original triple is kept, the
# canonical one is what claims speak.
ALIASES: Mapping[str, str] = {
    "https://w3id.org/healthdcat-ap#": PREFIXES["healthdcatap"],
    "https://healthdcat-ap.github.io/": PREFIXES["healthdcatap"],
    "http://data.europa.eu/r5r/healthdcatap#": PREFIXES["healthdcatap"],
    "https://hyperontology.eucaim.cancerimage.eu/#": PREFIXES["eucaim"],
    "http://purl.org/dc/terms/#": PREFIXES["dct"],
    "http://dcat-ap.de/def/dcatde/1_0/": PREFIXES["dcatde"],
    "http://dcat-ap.de/def/dcatde/1.0.1/": PREFIXES["dcatde"],
}


def _other_scheme(address: str) -> str:
    return "http" + address[5:] if address.startswith("https:") else "https" + address[4:]


_BY_LENGTH = sorted(
    {
        **{_other_scheme(namespace): namespace for namespace in PREFIXES.values()},
        **ALIASES,
        **{_other_scheme(alias): namespace for alias, namespace in ALIASES.items()},
    }.items(),
    key=lambda pair: -len(pair[0]),
)
"""Every other spelling: the aliases, and each namespace and alias by the other of http and https."""


def iri(curie: str) -> str:
    """Expand a CURIE.

    Raises:
        KeyError: The prefix is not in the table.

    >>> iri("dct:title")
    'http://purl.org/dc/terms/title'
    """
    prefix, _, name = curie.partition(":")
    return PREFIXES[prefix] + name


@lru_cache(maxsize=1 << 14)
def curie(address: str) -> str | None:
    """Shorten an IRI to a CURIE, through the aliases; None when no namespace fits.

    >>> curie("http://schema.org/name")
    'schema:name'
    >>> curie("http://example.org/x") is None
    True
    """
    return _longest(canonical(address))


def canonical(address: str) -> str:
    """Replace another spelling of a known namespace by the canonical one.

    >>> canonical("https://w3id.org/healthdcat-ap#hdab"), canonical("https://www.w3.org/ns/dcat#Dataset")
    ('http://healthdataportal.eu/ns/health#hdab', 'http://www.w3.org/ns/dcat#Dataset')
    """
    for alias, namespace in _BY_LENGTH:
        if address.startswith(alias):
            return namespace + address[len(alias) :]
    return address


def _longest(address: str) -> str | None:
    best: str | None = None
    length = 0
    for prefix, namespace in PREFIXES.items():
        if address.startswith(namespace) and len(namespace) > length:
            name = address[len(namespace) :]
            if name and "/" not in name and "#" not in name:
                best, length = f"{prefix}:{name}", len(namespace)
    return best
