"""Constraints and properties become permanent codes."""

import pytest
from rdflib import SH, URIRef

from harvester.check.codes import LISTS, code_of, expected_by
from ontologies.authority import TABLES

CASES = {
    "a known property that is not there": ("MinCount", "dct:title", None, "title-missing"),
    "an unknown property that is not there": ("MinCount", "ex:thing", None, "value-missing"),
    "too many": ("MaxCount", "dct:title", None, "too-many-values"),
    "text for an address": ("NodeKind", "dcat:theme", SH.IRI, "literal-not-iri"),
    "text for a node": ("NodeKind", "dct:spatial", SH.BlankNodeOrIRI, "literal-not-iri"),
    "an address for text": ("NodeKind", "dct:title", SH.Literal, "iri-not-literal"),
    "a wrong datatype": ("Datatype", "dcat:byteSize", None, "wrong-datatype"),
    "a date that is none": ("Node", "dct:issued", None, "date-unreadable"),
    "a node of another kind": ("Node", "dcat:contactPoint", None, "wrong-class"),
    "a class": ("Class", "dcat:contactPoint", None, "wrong-class"),
    "a value outside its list": ("Pattern", "dct:accessRights", None, "value-not-in-list"),
}


@pytest.mark.parametrize("case", CASES)
def test_a_constraint_has_its_code(case: str) -> None:
    constraint, path, kind, code = CASES[case]

    component = URIRef(f"http://www.w3.org/ns/shacl#{constraint}ConstraintComponent")

    assert code_of(component, path, kind) == code
    assert expected_by(code, path, {})


def test_every_list_is_a_table() -> None:
    assert set(LISTS.values()) - set(TABLES) == set()
