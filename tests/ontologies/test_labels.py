"""The tables of labels are small strings and give back labels as they were written."""

from ontologies.labels import Labels, index
from tests.ontologies.test_scheme import concept

OLD = concept("old", labels={"en": "old"}, replaced_by="new")
NEW = concept("new", labels={"en": "New", "fr": "Nouvelle-Été"}, alt={"fr": ("neuve", "NEUVE")})
TABLES = index([OLD, NEW])


def test_a_key_maps_to_its_owners_in_one_string() -> None:
    assert TABLES.exact["new"] == "new 0 en"
    assert TABLES.folded == {"nouvelle-ete": "new 0 fr"}


def test_deprecated_concepts_are_left_out() -> None:
    assert "old" not in TABLES.exact


def test_a_label_comes_back_as_it_was_written() -> None:
    (hit,) = TABLES.find("NOUVELLE–été", {"new": NEW})

    assert (hit.label, hit.match) == ("Nouvelle-Été", "preferred")


def test_two_spellings_with_one_key_are_one_owner() -> None:
    assert TABLES.exact["neuve"] == "new 1 fr"


def test_empty_tables_find_nothing() -> None:
    assert Labels({}, {}).find("x", {}) == []
