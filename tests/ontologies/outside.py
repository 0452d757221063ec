"""The other side of our codes: names that other vocabularies give, as far as ../shared has them."""

from __future__ import annotations

import csv
import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[3] / "shared" / "data" / "ontologies"
DISEASES = ROOT / "DiseaseOntology+HumanDiseaseOntology"
ONCOTREE = ROOT / "cBioPortal+oncotree" / "trees" / "oncotree_2025_10_03.json"

Names = Mapping[str, set[str]]

_XREFS = (
    ("NCIinDO.tsv", "NCI", "NCIT"),
    ("MESHinDO.tsv", "MESH", "MESH"),
    ("ICD10inDO.tsv", "ICD10CM", "ICD10"),
    ("OrphanetinDO.tsv", "ORDO", "ORPHA"),
)
_SPELLINGS = (
    ("ae", "e"), ("oe", "e"), ("tumour", "tumor"), ("'s", ""), ("neoplasm", "tumor"), ("neoplasia", "tumor"),
    ("malignant tumor", "cancer"), ("malignancy", "cancer"), ("carcinoma", "cancer"), ("grey", "gray"),
    ("colour", "color"), ("renal", "kidney"), ("hepatic", "liver"), ("gastric", "stomach"),
    ("pulmonary", "lung"), ("cerebral", "brain"), ("mammary", "breast"), ("labell", "label"),
)  # fmt: skip
_EMPTY = {"of", "the", "and", "in", "organ", "structure", "nos", "a", "to"}


def need(path: Path) -> Path:
    """Skip the test when the other side is not here."""
    if not path.exists():
        pytest.skip(f"{path.name} is not in ../shared")
    return path


def bag(name: str) -> str:
    """Reduce an English name to its words, sorted, spelling and number evened out."""
    text = name.casefold()
    for old, new in _SPELLINGS:
        text = text.replace(old, new)
    words = {re.sub(r"(?<=[a-z]{3})s$", "", word) for word in re.findall(r"[a-z0-9]+", text)}
    return " ".join(sorted(words - _EMPTY))


@cache
def disease_names() -> Names:
    """Names and synonyms of the Disease Ontology by ``DOID:…``."""
    names: dict[str, set[str]] = defaultdict(set)
    for row in _rows(DISEASES / "DOreports" / "HumanDO.tsv"):
        names[row["id"]].add(row["label"])
    term = ""
    for slim in sorted((DISEASES / "src/ontology/releases/subsets").glob("*.obo")):
        for line in slim.read_text("utf-8").splitlines():
            if line.startswith("id: "):
                term = line[4:]
            elif line.startswith("name: "):
                names[term].add(line[6:])
            elif line.startswith("synonym: ") and " EXACT " in line:
                names[term].add(line.split('"')[1])
    return names


@cache
def cross_references() -> Mapping[str, Mapping[str, set[str]]]:
    """Codes of other vocabularies by vocabulary and DOID, as the Disease Ontology gives them."""
    table: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for file, prefix, vocabulary in _XREFS:
        for row in _rows(DISEASES / "DOreports" / file):
            for reference in re.findall(rf"{prefix}:([^\s,\"]+)", row["xrefs"]):
                table[vocabulary][row["id"]].add(reference)
    return table


@cache
def cancer_tree() -> Names:
    """Names by OncoTree code."""
    names: dict[str, set[str]] = defaultdict(set)
    for node in _nodes():
        names[node["code"]].add(node["name"])
    return names


@cache
def cancer_tree_references() -> Mapping[str, Mapping[str, set[str]]]:
    """NCIt and UMLS codes by vocabulary and OncoTree code."""
    table: dict[str, dict[str, set[str]]] = {"NCIT": {}, "UMLS": {}}
    for node in _nodes():
        for name, vocabulary in (("NCI", "NCIT"), ("UMLS", "UMLS")):
            table[vocabulary][node["code"]] = set((node.get("externalReferences") or {}).get(name, ()))
    return table


@cache
def dicom_names() -> Names:
    """Names by DICOM code."""
    text = next(ROOT.glob("dicom_dcm/**/dcm.owl")).read_text("utf-8")
    names: dict[str, set[str]] = defaultdict(set)
    block = re.compile(r'<rdf:Description rdf:about="[^"]*/DCM/([^"]+)">(.*?)</rdf:Description>', re.DOTALL)
    for code, body in block.findall(text):
        names[code] |= set(re.findall(r"<skos:(?:pref|alt)Label[^>]*>([^<]+)<", body))
    return names


@cache
def anatomy_names() -> Names:
    """Names by UBERON number, only those the Disease Ontology uses."""
    text = (DISEASES / "src/ontology/imports/uberon_import.owl").read_text("utf-8")
    names: dict[str, set[str]] = defaultdict(set)
    block = re.compile(r'<owl:Class rdf:about="[^"]*/UBERON_(\d+)">(.*?)</owl:Class>', re.DOTALL)
    for code, body in block.findall(text):
        names[code] |= set(re.findall(r"<(?:rdfs:label|oboInOwl:hasExactSynonym)[^>]*>([^<]+)<", body))
    return names


@cache
def spanish_names() -> Names:
    """Spanish names and synonyms by DOID, accents as written."""
    names: dict[str, set[str]] = defaultdict(set)
    for row in _rows(DISEASES / "src/translations/doid-es-translated.tsv"):
        if row["predicate"] in {"rdfs:label", "oboInOwl:hasExactSynonym"} and row["translation_text"]:
            names[row["source_id"]].add(row["translation_text"])
    return names


def _nodes() -> Iterator[dict[str, Any]]:
    todo = list(json.loads(ONCOTREE.read_text("utf-8")).values())
    while todo:
        node = todo.pop()
        todo.extend((node.get("children") or {}).values())
        yield node


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))
