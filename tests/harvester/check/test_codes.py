"""Constraints and properties become permanent codes."""

import pytest
from rdflib import SH, URIRef

from harvester.check.codes import code_of, expected_by, path_name
from harvester.check.compiled import Shape

CASES = {
    "a known property that is not there": ("MinCount", "dct:title", None, "title-missing"),
    "an unknown property that is not there": ("MinCount", "ex:thing", None, "value-missing"),
    "too many": ("MaxCount", "dct:title", None, "too-many-values"),
    "text for an address": ("NodeKind", "dcat:theme", SH.IRI, "literal-not-iri"),
    "text for a node": ("NodeKind", "dct:spatial", SH.BlankNodeOrIRI, "literal-not-iri"),
    "an address for text": ("NodeKind", "dct:title", SH.Literal, "iri-not-literal"),
    "a wrong datatype": ("Datatype", "dcat:byteSize", None, "wrong-datatype"),
    "a date that is none": ("Node", "dct:issued", None, "date-unreadable"),
    "a value that must be among them": ("HasValue", "dcat:theme", None, "value-required"),
    "no English": ("QualifiedMinCount", "dct:title", None, "english-missing"),
    "a node of another kind": ("Node", "dcat:contactPoint", None, "wrong-class"),
    "a class": ("Class", "dcat:contactPoint", None, "wrong-class"),
    "a value outside its list": ("Pattern", "dct:accessRights", None, "value-not-in-list"),
}


@pytest.mark.parametrize("case", CASES)
def test_a_constraint_has_its_code(case: str) -> None:
    constraint, path, kind, code = CASES[case]

    component = URIRef(f"http://www.w3.org/ns/shacl#{constraint}ConstraintComponent")

    assert code_of(component, path, kind) == code
    assert expected_by(code, path, Shape(URIRef("urn:s"), most=1, has=(URIRef("urn:v"),)))


def test_a_path_is_named_by_curies() -> None:
    title, other = URIRef("http://purl.org/dc/terms/title"), URIRef("urn:x:y")

    assert path_name((title, other)) == "dct:title|<urn:x:y>"
    assert path_name((title,), inverse=True) == "^dct:title"
