"""Prefixes and namespaces: one table, used for CURIEs everywhere in the project.

A CURIE such as ``dct:title`` is how claims, tables and tests name a property; the IRI is made here and
nowhere else.
"""

from __future__ import annotations

from collections.abc import Mapping

CONCEPT = "https://w3id.org/messor/concept/"
"""Start of the IRIs of our own concept scheme; stable for ever."""

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
    "gsp": "http://www.opengis.net/ont/geosparql#",
}

# Other spellings of the same namespace, seen in real descriptions; the original triple is kept, the
# canonical one is what claims speak.
ALIASES: Mapping[str, str] = {
    "https://w3id.org/healthdcat-ap#": PREFIXES["healthdcatap"],
    "https://healthdcat-ap.github.io/": PREFIXES["healthdcatap"],
    "http://data.europa.eu/r5r/healthdcatap#": PREFIXES["healthdcatap"],
    "http://schema.org/": PREFIXES["schema"],
    "https://hyperontology.eucaim.cancerimage.eu/#": PREFIXES["eucaim"],
}


def iri(curie: str) -> str:
    """Expand a CURIE.

    Raises:
        KeyError: The prefix is not in the table.

    >>> iri("dct:title")
    'http://purl.org/dc/terms/title'
    """
    prefix, _, name = curie.partition(":")
    return PREFIXES[prefix] + name


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

    >>> canonical("https://w3id.org/healthdcat-ap#hdab")
    'http://healthdataportal.eu/ns/health#hdab'
    """
    for alias, namespace in ALIASES.items():
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
