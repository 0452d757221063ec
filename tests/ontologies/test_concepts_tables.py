"""Labels of the EU tables agree with other copies of the same tables, or the choice is listed."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest
from pyoxigraph import Literal, RdfFormat, parse

from ontologies.authority import FOLDER as TABLES
from ontologies.authority import ROOT
from ontologies.compiled import FOLDER
from ontologies.concept import LANGUAGES
from tests.ontologies import outside

OTHERS = outside.ROOT.parent / "vocabularies"
PREFERRED = "http://www.w3.org/2004/02/skos/core#prefLabel"
ALTERNATIVE = "http://www.w3.org/2004/02/skos/core#altLabel"
COPIES = (
    "opendata-swiss+ckanext-dcatapchharvest/ckanext/dcatapchharvest/frequency.ttl",
    "Informasjonsforvaltning+fdk-reference-data/src/test/resources/frequencies-sparql-result.ttl",
    "Informasjonsforvaltning+fdk-reference-data/src/test/resources/access-right-sparql-result.ttl",
    "geosolutions-it+ckanext-dcatapit/vocabularies/frequencies-filtered.rdf",
    "geosolutions-it+ckanext-dcatapit/vocabularies/languages-filtered.rdf",
    "geosolutions-it+ckanext-dcatapit/vocabularies/filetypes-filtered.rdf",
    "geosolutions-it+ckanext-dcatapit/vocabularies/data-theme-filtered.rdf",
    "geosolutions-it+ckanext-dcatapit/vocabularies/theme-subtheme-mapping.rdf",
    "SEMICeu+dcat-ap_shacl/resources/frequencies-skos-ap-act.rdf",
    "SEMICeu+dcat-ap_shacl/resources/filetypes-skos-ap-act.rdf",
    "SEMICeu+dcat-ap_shacl/resources/data-theme-skos-ap-act.rdf",
)

Labels = dict[tuple[str, str], set[str]]


@cache
def labels(path: Path, predicate: str = PREFERRED) -> Labels:
    """Labels by address and language, only addresses of the EU tables and only the 24 languages."""
    found: Labels = defaultdict(set)
    form = RdfFormat.TURTLE if path.suffix == ".ttl" else RdfFormat.RDF_XML
    for triple in parse(path=str(path), format=form):
        address, value = getattr(triple.subject, "value", ""), triple.object
        if triple.predicate.value != predicate or not address.startswith(ROOT):
            continue
        if isinstance(value, Literal) and value.language in LANGUAGES:
            found[address, value.language].add(value.value.strip())
    return found


@cache
def ours() -> Labels:
    """Preferred labels of all our tables, the EU's own file first."""
    found: Labels = {}
    for path in sorted(TABLES.glob("*.ttl"), key=lambda one: (".ours" in one.name, ".cldr" in one.name)):
        for key, names in labels(path).items():
            found.setdefault(key, names)
    return found


def test_labels_agree_with_other_copies_or_the_choice_is_listed() -> None:
    outside.need(OTHERS)
    different = set()
    compared = 0
    for copy in COPIES:
        for (address, language), names in labels(OTHERS / copy).items():
            mine = {name.casefold() for name in ours().get((address, language), ())}
            compared += bool(mine)
            if mine and not mine & {name.casefold() for name in names}:
                different |= {(address, language, name) for name in names}
    choices = tomllib.loads((FOLDER / "choices.toml").read_text("utf-8"))["table"]

    assert compared > 2_500
    assert different == {(entry["address"], entry["language"], entry["theirs"]) for entry in choices}


@pytest.mark.parametrize("table", ["language", "country"])
def test_a_name_that_the_cldr_has_otherwise_is_kept_beside_the_name_of_the_eu(table: str) -> None:
    official = labels(TABLES / f"{table}.ttl")
    others = labels(TABLES / f"{table}.cldr.ttl", ALTERNATIVE)

    assert others
    assert [key for key in others if key not in official] == []
    assert [key for key, names in others.items() if names & official[key]] == []
