"""The scheme answers: labels, search, tree, codes, deprecated concepts."""

from __future__ import annotations

import pytest

from ontologies.concept import Code, Concept
from ontologies.namespaces import CONCEPT
from ontologies.scheme import Scheme, scheme


def concept(name: str, kind: str = "cancer-type", **more: object) -> Concept:
    given: dict[str, object] = {
        "labels": {"en": name},
        "alt": {},
        "hidden": {},
        "broader": (),
        "part_of": (),
        "related": (),
        "codes": (),
        "notation": "",
    } | more
    return Concept(id=name, iri=CONCEPT + name, kind=kind, definition="A thing.", **given)  # type: ignore[arg-type]


SMALL = Scheme(
    [
        concept("neoplasm", labels={"en": "neoplasm", "fr": "néoplasme"}, hidden={"en": ("tumor-",)}),
        concept(
            "cancer", broader=("neoplasm",), alt={"en": ("Krebs",)}, labels={"en": "cancer", "de": "Krebs"}
        ),
        concept(
            "skin-cancer",
            broader=("cancer",),
            labels={"en": "skin cancer", "el": "Καρκίνος του δέρματος"},
            codes=(Code("exact", "NCIT", "C1"), Code("broad", "ICD10", "C44")),
        ),
        concept("melanoma", broader=("cancer",), notation="MEL", codes=(Code("close", "NCIT", "C1"),)),
        concept(
            "old-cancer",
            broader=("neoplasm",),
            labels={"en": "old cancer"},
            codes=(Code("exact", "MESH", "D1"),),
            notation="OLD",
            replaced_by="older-cancer",
        ),
        concept("older-cancer", labels={"en": "older cancer"}, replaced_by="cancer"),
        concept("skin", kind="body-part", labels={"en": "skin", "de": "Haut"}, part_of=("body",)),
        concept("body", kind="body-part", labels={"en": "body"}),
        concept("cancer-report", kind="data-kind", labels={"en": "cancer"}),
    ]
)


def ids(words: str, **more: str) -> list[str]:
    return [hit.id for hit in SMALL.find(words, **more)]


def test_a_label_is_given_in_the_language_else_in_english_else_as_the_id() -> None:
    assert SMALL.label("neoplasm", "fr") == "néoplasme"
    assert SMALL.label("neoplasm", "de") == "neoplasm"
    assert SMALL.label("nothing", "de") == "nothing"


def test_case_dashes_and_spaces_do_not_matter() -> None:
    assert ids("  SKIN   Cancer ") == ["skin-cancer"]
    assert ids("ΚΑΡΚΊΝΟΣ ΤΟΥ ΔΈΡΜΑΤΟΣ") == ["skin-cancer"]


def test_a_label_without_its_accents_is_found_as_folded() -> None:
    (hit,) = SMALL.find("neoplasme")

    assert (hit.id, hit.match, hit.language, hit.label) == ("neoplasm", "folded", "fr", "néoplasme")
    assert [one.match for one in SMALL.find("cáncer")] == ["folded", "folded"]


def test_a_preferred_label_comes_before_an_alternative_one() -> None:
    hits = SMALL.find("Krebs")

    assert [(hit.id, hit.match, hit.language) for hit in hits] == [("cancer", "preferred", "de")]


def test_the_asked_language_comes_first_within_a_kind_of_match() -> None:
    both = Scheme(
        [
            concept("a", labels={"en": "pain"}),
            concept("b", labels={"fr": "pain"}),
            concept("c", alt={"fr": ("pain",)}),
        ]
    )

    assert [hit.id for hit in both.find("pain", "fr")] == ["b", "a", "c"]
    assert [hit.id for hit in both.find("pain")] == ["a", "b", "c"]


def test_a_kind_may_be_asked_for() -> None:
    assert ids("cancer") == ["cancer", "cancer-report"]
    assert ids("cancer", kind="data-kind") == ["cancer-report"]
    assert ids("skin", kind="modality") == []


def test_hidden_labels_are_found_as_hidden() -> None:
    assert [hit.match for hit in SMALL.find("tumor-")] == ["hidden"]


def test_a_word_that_nobody_has_gives_nothing() -> None:
    assert ids("grasshopper") == []
    assert ids("") == []


def test_the_tree_is_walked_up_and_down() -> None:
    assert SMALL.parents("skin-cancer") == ("cancer",)
    assert SMALL.ancestors("skin-cancer") == ("cancer", "neoplasm")
    assert SMALL.children("cancer") == ("melanoma", "skin-cancer")
    assert SMALL.descendants("neoplasm") == ("cancer", "melanoma", "skin-cancer")
    assert SMALL.siblings("melanoma") == ("skin-cancer",)
    assert SMALL.ancestors("skin") == ("body",)
    assert SMALL.parents("nothing") == SMALL.ancestors("nothing") == SMALL.children("nothing") == ()


def test_a_circle_in_the_tree_does_not_hang() -> None:
    ring = Scheme([concept("a", broader=("b",)), concept("b", broader=("a",))])

    assert ring.ancestors("a") == ("b",)
    assert ring.descendants("a") == ("b",)


@pytest.mark.parametrize("code", ["NCIT:C1", "ncit:c1", "C1", "http://purl.obolibrary.org/obo/NCIT_C1"])
def test_a_code_gives_its_concepts_exact_ones_first(code: str) -> None:
    assert SMALL.matches(code) == ["skin-cancer", "melanoma"]


def test_a_notation_is_a_code_too() -> None:
    assert SMALL.matches("mel") == ["melanoma"]
    assert SMALL.matches("C44") == ["skin-cancer"]
    assert SMALL.matches("X99") == []


def test_a_deprecated_concept_keeps_its_address_and_label() -> None:
    old = SMALL.by_iri(CONCEPT + "old-cancer")

    assert old is not None
    assert old.replaced_by == "older-cancer"
    assert SMALL.label("old-cancer", "en") == "old cancer"


def test_a_deprecated_concept_is_not_found_nor_listed_nor_a_child() -> None:
    assert ids("old cancer") == ids("older cancer") == []
    assert "old-cancer" not in [one.id for one in SMALL.of_kind("cancer-type")]
    assert "old-cancer" not in SMALL.children("neoplasm")


def test_what_replaces_a_deprecated_concept_is_followed_to_the_end() -> None:
    assert SMALL.current("old-cancer") == SMALL.current("older-cancer") == "cancer"
    assert SMALL.current("cancer") == "cancer"
    assert SMALL.current("nothing") == "nothing"


def test_the_code_of_a_deprecated_concept_gives_what_replaces_it() -> None:
    assert SMALL.matches("MESH:D1") == SMALL.matches("OLD") == ["cancer"]


def test_concepts_that_replace_each_other_do_not_hang() -> None:
    ring = Scheme([concept("a", replaced_by="b"), concept("b", replaced_by="a")])

    assert ring.current("a") in {"a", "b"}


def test_an_address_is_known_with_http_too_and_a_foreign_one_is_not() -> None:
    assert SMALL.by_iri(CONCEPT.replace("https", "http") + "skin") is SMALL.concepts["skin"]
    assert SMALL.by_iri("https://example.org/skin") is None
    assert SMALL.by_iri(CONCEPT + "nothing") is None


def test_the_shipped_scheme_is_read_once() -> None:
    assert scheme() is scheme()
