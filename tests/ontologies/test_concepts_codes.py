"""Codes of other vocabularies are well formed, exist, and are called there what we call them."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

import pytest

from ontologies.compiled import CODE_IRIS, FOLDER, code_iri, code_of
from ontologies.concept import Code, Concept
from ontologies.fold import plain
from ontologies.scheme import scheme
from tests.ontologies import outside

WORDS = scheme()
CONCEPTS = list(WORDS.concepts.values())
CHOICES: dict[str, Any] = tomllib.loads((FOLDER / "choices.toml").read_text("utf-8"))

FORMS = {
    "COAR": r"c_[0-9a-f]{4}",
    "DICOM": r"1\d{5}|[A-Z]{1,4}|RT(DOSE|PLAN|IMAGE|STRUCT|RECORD)|\d{6}",
    "DOID": r"\d{4,7}|\d{1,5}",
    "DPV": r"[A-Z][A-Za-z]+",
    "DUO": r"DUO_\d{7}",
    "EUACCESS": r"PUBLIC|RESTRICTED|NON_PUBLIC",
    "EUCAIM": r"(BP|CLIN|IMG|COM|SPEC)1\d{6}|[A-Z][A-Z_]+",
    "EUGDPR": r"A\d{1,2}(-\d(-[a-j])?)?",
    "FMA": r"\d{4,6}",
    "HCAT": r"[A-Z]{4}",
    "ICD10": r"[A-Z]\d\d(\.\d)?",
    "ICDO3": r"8\d{3}/[0-9]|9\d{3}/[0-9]|C\d\d(\.\d)?",
    "MESH": r"D\d{6}(\d{3})?",
    "MONDO": r"\d{7}",
    "NCIT": r"C\d{3,6}",
    "ONCOTREE": r"[A-Z][A-Z0-9_]{1,12}",
    "ORPHA": r"\d{1,6}",
    "RADLEX": r"RID\d{1,5}",
    "SCTID": r"\d{6,18}",
    "UBERON": r"\d{7}",
    "UMLS": r"C\d{7}",
}
# Verhoeff: SNOMED CT's last digit is a check digit.
_TIMES = [[int(x) for x in row] for row in (
    "0123456789", "1234067895", "2340178956", "3401289567", "4012395678",
    "5987604321", "6598710432", "7659821043", "8765932104", "9876543210",
)]  # fmt: skip
_TURNED = [[int(x) for x in row] for row in (
    "0123456789", "1576283094", "5803796142", "8916043527", "9453126870",
    "4286573901", "2793806415", "7046913258",
)]  # fmt: skip


def codes(*vocabularies: str, relation: str = "exact") -> Iterator[tuple[Concept, Code]]:
    for one in CONCEPTS:
        for code in one.codes:
            if code.vocabulary in vocabularies and code.relation == relation:
                yield one, code


def english(concept: Concept) -> set[str]:
    words = (concept.labels["en"], *concept.alt.get("en", ()), *concept.hidden.get("en", ()))
    return {outside.bag(word) for word in words}


def agree(concept: Concept, names: Iterable[str]) -> bool:
    return bool(english(concept) & {outside.bag(name) for name in names})


def disagreeing(vocabulary: str, names: outside.Names, prefix: str = "") -> set[str]:
    return {
        f"{vocabulary}:{code.value}"
        for one, code in codes(vocabulary)
        if names.get(prefix + code.value) and not agree(one, names[prefix + code.value])
    }


def listed(vocabulary: str) -> set[str]:
    return {
        entry["code"]
        for entry in CHOICES["name"]
        if entry["code"].startswith(vocabulary + ":") and entry["choice"]
    }


def test_every_code_is_of_a_known_vocabulary_and_well_formed() -> None:
    wrong = [
        (one.id, code.vocabulary, code.value)
        for one in CONCEPTS
        for code in one.codes
        if not re.fullmatch(FORMS.get(code.vocabulary, "(?!)"), code.value)
    ]

    assert wrong == []


def test_every_vocabulary_of_the_scheme_has_an_address_and_a_form() -> None:
    assert set(FORMS) == set(CODE_IRIS)


@pytest.mark.parametrize("vocabulary", sorted(CODE_IRIS))
def test_an_address_gives_its_code_back(vocabulary: str) -> None:
    assert code_of(code_iri(vocabulary, "X1")) in {(vocabulary, "X1"), ("DUO", "X1")}


def test_a_code_of_an_unknown_vocabulary_becomes_a_name_of_ours_and_comes_back() -> None:
    assert code_of(code_iri("NEW", "1")) == ("NEW", "1")


def test_snomed_identifiers_have_the_right_check_digit() -> None:
    wrong = [(one.id, code.value) for one, code in codes("SCTID") if check(code.value) != 0]

    assert wrong == []
    assert check("254837009") == 0
    assert check("254837008") != 0


def test_two_concepts_of_a_kind_are_not_exactly_the_same_code() -> None:
    owners: dict[tuple[str, str], set[str]] = defaultdict(set)
    for one in CONCEPTS:
        for code in one.codes:
            if code.relation == "exact":
                owners[one.kind, f"{code.vocabulary}:{code.value}"].add(one.id)

    assert {key: names for key, names in owners.items() if len(names) > 1} == {}


def test_a_concept_is_found_by_its_codes() -> None:
    for one in CONCEPTS:
        for code in one.codes:
            assert one.id in WORDS.matches(f"{code.vocabulary}:{code.value}")
            assert one.id in WORDS.matches(code_iri(code.vocabulary, code.value))


def test_disease_ontology_codes_exist() -> None:
    outside.need(outside.DISEASES)
    names = outside.disease_names()
    wrong = [
        (one.id, code.value)
        for relation in ("exact", "close", "broad")
        for one, code in codes("DOID", relation=relation)
        if f"DOID:{code.value}" not in names
    ]

    assert wrong == []


def test_disease_ontology_names_agree() -> None:
    outside.need(outside.DISEASES)

    assert disagreeing("DOID", outside.disease_names(), "DOID:") == listed("DOID")


def test_oncotree_codes_exist_and_their_names_agree() -> None:
    outside.need(outside.ONCOTREE)
    names = outside.cancer_tree()
    missing = [
        (one.id, code.value)
        for relation in ("exact", "close", "broad")
        for one, code in codes("ONCOTREE", relation=relation)
        if code.value not in names
    ]

    assert missing == []
    assert disagreeing("ONCOTREE", names) == listed("ONCOTREE")


def test_dicom_codes_exist_and_their_names_agree() -> None:
    outside.need(outside.ROOT / "dicom_dcm")
    names = outside.dicom_names()
    sex = {"F", "M", "U", "O"}  # values of Patient's Sex, which have no definition of their own
    missing = [
        (one.id, code.value)
        for relation in ("exact", "close", "broad")
        for one, code in codes("DICOM", relation=relation)
        if code.value not in names and code.value not in sex
    ]

    assert missing == []
    assert disagreeing("DICOM", names) == listed("DICOM")


def test_notations_of_modalities_are_dicom_codes_that_exist() -> None:
    outside.need(outside.ROOT / "dicom_dcm")
    names = outside.dicom_names()
    notations = {one.notation: one for one in WORDS.of_kind("modality") if one.notation}
    wrong = [one.id for code, one in notations.items() if code in names and not same_code(one, code)]

    assert {"CT", "MR", "PT", "US", "MG", "CR", "DX"} <= set(notations)
    assert wrong == []


def test_names_of_body_parts_agree_with_uberon_where_it_is_here() -> None:
    outside.need(outside.DISEASES)

    assert disagreeing("UBERON", outside.anatomy_names()) == listed("UBERON")


def test_codes_agree_with_those_of_the_disease_ontology_and_oncotree() -> None:
    outside.need(outside.DISEASES)
    outside.need(outside.ONCOTREE)
    found = dict(differences("DOID", outside.cross_references(), "DOID:"))
    found |= dict(differences("ONCOTREE", outside.cancer_tree_references(), ""))
    chosen = {(entry["concept"], entry["ours"]): set(entry["theirs"]) for entry in CHOICES["reference"]}

    assert found == chosen


def test_spanish_words_agree_with_the_disease_ontology_in_spanish() -> None:
    outside.need(outside.DISEASES)
    theirs = outside.spanish_names()
    wrong = set()
    for one, code in codes("DOID"):
        names = {spanish(name) for name in theirs.get(f"DOID:{code.value}", ())}
        ours = (one.labels["es"], *one.alt.get("es", ()), *one.hidden.get("es", ()))
        if names and not names & {spanish(label) for label in ours}:
            wrong.add(one.id)

    assert wrong == {entry["concept"] for entry in CHOICES["spanish"] if entry["choice"]}


def test_every_choice_is_explained_and_about_a_concept_that_exists() -> None:
    for part in ("name", "reference", "spanish", "table"):
        for entry in CHOICES[part]:
            assert entry["choice"].endswith("."), entry
            assert entry["theirs"], entry
            assert entry.get("concept", "breast-cancer") in WORDS.concepts, entry


def differences(shared: str, table: Any, prefix: str) -> Iterator[tuple[tuple[str, str], set[str]]]:
    for one in CONCEPTS:
        keys = [code.value for code in one.codes if code.vocabulary == shared and code.relation == "exact"]
        for code in one.codes:
            if code.relation == "exact" and keys and code.vocabulary in table:
                theirs: set[str] = set().union(
                    *(table[code.vocabulary].get(prefix + key, set()) for key in keys)
                )
                if theirs and code.value not in theirs:
                    yield (one.id, f"{code.vocabulary}:{code.value}"), theirs


def same_code(concept: Concept, notation: str) -> bool:
    return any(code.vocabulary == "DICOM" and code.value == notation for code in concept.codes)


def spanish(name: str) -> str:
    text = re.sub(
        r"neoplasia maligna|tumor maligno|neoplasia|carcinoma|canciroma|\bca\b|\btumor\b|cancer y cancer",
        "cancer",
        plain(name),
    )
    return " ".join(sorted(set(re.findall(r"\w+", text)) - {"de", "del", "la", "el", "y", "glandula"}))


def check(number: str) -> int:
    digit = 0
    for place, letter in enumerate(reversed(number)):
        digit = _TIMES[digit][_TURNED[place % 8][int(letter)]]
    return digit
