"""Read the concept schemes: Turtle files, compiled once to lines of JSON and checked by hash.

The Turtle files are the truth. The compiled file lies in the user's cache folder, is named after the
SHA-256 of all Turtle files, and is written aside and renamed; where it cannot be written the Turtle is
read each time.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from ontologies.concept import Code, Concept
from ontologies.errors import VocabularyError
from ontologies.labels import Labels, index
from ontologies.namespaces import CONCEPT, PREFIXES

FOLDER = Path(__file__).parent / "concepts"
FORMAT = 3
CHUNK = 2_000
"""Labels a line of the compiled file: read in pieces, equal values are kept once."""

SKOS, DCT = PREFIXES["skos"], PREFIXES["dct"]
RELATIONS = {SKOS + f"{name}Match": name for name in ("exact", "close", "broad")}
CODE_PREFIX = "urn:messor:code:"

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Compiled:
    """All concepts by kind and id, and the tables of their labels."""

    concepts: list[Concept]
    labels: Labels


def read_concepts(folder: Path = FOLDER, cache: Path | None = None) -> list[Concept]:
    """Read every scheme of a folder, by kind and id; see ``read_compiled``."""
    return read_compiled(folder, cache).concepts


def read_compiled(folder: Path = FOLDER, cache: Path | None = None) -> Compiled:
    """Read every scheme of a folder with the tables of its labels.

    Args:
        folder: Holds one ``<kind>.ttl`` a scheme.
        cache: Folder of the compiled file; None means the user's cache folder.

    Raises:
        VocabularyError: A file is missing or is not Turtle; the message has file, line and column.
    """
    files = sorted(folder.glob("*.ttl"))
    if not files:
        raise VocabularyError("holds no concept scheme", hint="Install Messor again.", identifier=str(folder))
    bodies = [file.read_bytes() for file in files]
    digest = hashlib.sha256(b"\0".join(bodies)).hexdigest()
    place = (cache or _cache_folder()) / f"concepts-{FORMAT}-{digest[:32]}.jsonl"
    if (known := _read_compiled(place)) is not None:
        return known
    rows = [row for file, body in zip(files, bodies, strict=True) for row in _rows(file, body)]
    concepts = [_concept(row) for row in rows]
    labels = index(concepts)
    _write_compiled(place, labels, rows)
    return Compiled(concepts, labels)


def _cache_folder() -> Path:
    base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(base) / "messor"


def _read_compiled(file: Path) -> Compiled | None:
    """Give what an earlier process compiled; None when there is nothing or it is damaged."""
    try:
        with file.open("rb") as lines:  # a line at a time: the whole text at once would be the peak of memory
            many, of_exact, of_folded = json.loads(next(lines))
            shared: dict[str, str] = {}
            exact, folded = (_table(islice(lines, pieces), shared) for pieces in (of_exact, of_folded))
            del shared
            concepts = [_concept(json.loads(line)) for line in lines]
        return Compiled(concepts, Labels(exact, folded)) if len(concepts) == many else None
    except (OSError, ValueError, KeyError, TypeError, AttributeError, StopIteration, RuntimeError):
        return None


def _table(lines: Iterable[bytes], shared: dict[str, str]) -> dict[str, str]:
    table: dict[str, str] = {}
    for line in lines:
        for key, value in json.loads(line).items():
            table[key] = shared.setdefault(value, value)
    return table


def _chunks(table: Mapping[str, str]) -> list[dict[str, str]]:
    pairs = list(table.items())
    return [dict(pairs[start : start + CHUNK]) for start in range(0, len(pairs), CHUNK)]


def _write_compiled(file: Path, labels: Labels, rows: list[Row]) -> None:
    exact, folded = _chunks(labels.exact), _chunks(labels.folded)
    parts: list[object] = [[len(rows), len(exact), len(folded)], *exact, *folded, *rows]
    with contextlib.suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        aside = file.with_suffix(f".{os.getpid()}.tmp")
        with aside.open("w", encoding="utf-8") as out:
            out.writelines(
                json.dumps(part, ensure_ascii=False, separators=(",", ":")) + "\n" for part in parts
            )
        aside.replace(file)
        for old in file.parent.glob("concepts-*.json*"):
            if old != file:
                old.unlink(missing_ok=True)


def _rows(file: Path, body: bytes) -> list[Row]:
    rows: dict[str, Row] = {}
    try:
        for triple in parse(body, RdfFormat.TURTLE):
            subject = triple.subject
            if isinstance(subject, NamedNode) and subject.value.startswith(CONCEPT):
                key = subject.value.removeprefix(CONCEPT)
                row = rows.setdefault(key, _empty(key, file.stem))
                _add(row, triple.predicate.value, triple.object)
    except SyntaxError as error:
        raise VocabularyError(
            f"is not Turtle: {error}", hint="Mend the line named.", identifier=str(file)
        ) from error
    return [rows[key] for key in sorted(rows) if rows[key]["labels"]]


def _empty(key: str, kind: str) -> Row:
    return {
        "id": key, "kind": kind, "notation": "", "definition": "", "replaced_by": "",
        "labels": {}, "alt": defaultdict(list), "hidden": defaultdict(list),
        "broader": [], "part_of": [], "related": [], "codes": [],
    }  # fmt: skip


def _add(row: Row, predicate: str, value: object) -> None:
    if isinstance(value, Literal):
        text, language = value.value, value.language or ""
        if predicate == SKOS + "prefLabel":
            row["labels"][language] = text
        elif predicate == SKOS + "altLabel":
            row["alt"][language].append(text)
        elif predicate == SKOS + "hiddenLabel":
            row["hidden"][language].append(text)
        elif predicate == SKOS + "definition":
            row["definition"] = text
        elif predicate == SKOS + "notation":
            row["notation"] = text
    elif isinstance(value, NamedNode):
        name = value.value.removeprefix(CONCEPT)
        if predicate == SKOS + "broader":
            row["broader"].append(name)
        elif predicate == DCT + "isPartOf":
            row["part_of"].append(name)
        elif predicate == SKOS + "related":
            row["related"].append(name)
        elif predicate == DCT + "isReplacedBy":
            row["replaced_by"] = name
        elif predicate in RELATIONS:
            vocabulary, code = code_of(value.value)
            row["codes"].append([RELATIONS[predicate], vocabulary, code])


def _concept(row: Row) -> Concept:
    return Concept(
        id=row["id"],
        iri=CONCEPT + row["id"],
        kind=row["kind"],
        notation=row["notation"],
        definition=row["definition"],
        labels=row["labels"],
        alt={language: tuple(labels) for language, labels in row["alt"].items()},
        hidden={language: tuple(labels) for language, labels in row["hidden"].items()},
        broader=tuple(row["broader"]),
        part_of=tuple(row["part_of"]),
        related=tuple(row["related"]),
        codes=tuple(Code(*code) for code in row["codes"]),
        replaced_by=row["replaced_by"],
    )


# Where each vocabulary's identifiers live. SNOMED CT: identifiers only, its text is not ours to give.
CODE_IRIS = {
    "NCIT": "http://purl.obolibrary.org/obo/NCIT_",
    "MONDO": "http://purl.obolibrary.org/obo/MONDO_",
    "DOID": "http://purl.obolibrary.org/obo/DOID_",
    "UBERON": "http://purl.obolibrary.org/obo/UBERON_",
    "DUO": "http://purl.obolibrary.org/obo/",
    "FMA": "http://purl.org/sig/ont/fma/fma",
    "ICD10": "http://hl7.org/fhir/sid/icd-10/",
    "ICDO3": "http://terminology.hl7.org/CodeSystem/icd-o-3/",
    "MESH": "http://id.nlm.nih.gov/mesh/",
    "ONCOTREE": "http://oncotree.mskcc.org/code/",
    "ORPHA": "http://www.orpha.net/ORDO/Orphanet_",
    "RADLEX": "http://radlex.org/RID/",
    "DICOM": "http://dicom.nema.org/resources/ontology/DCM/",
    "SCTID": "http://snomed.info/id/",
    "UMLS": "https://uts.nlm.nih.gov/uts/umls/concept/",
    "DPV": "https://w3id.org/dpv#",
    "EUGDPR": "https://w3id.org/dpv/legal/eu/gdpr#",
    "HCAT": "https://hdeu-dcat.data.health.europa.eu/resource/authority/healthcategories/",
    "COAR": "http://purl.org/coar/access_right/",
    "EUACCESS": "http://publications.europa.eu/resource/authority/access-right/",
    "EUCAIM": PREFIXES["eucaim"],
}


def code_iri(vocabulary: str, value: str) -> str:
    """Give the IRI of an outside code; an unknown vocabulary gets a URN.

    >>> code_iri("NCIT", "C4872")
    'http://purl.obolibrary.org/obo/NCIT_C4872'
    """
    base = CODE_IRIS.get(vocabulary)
    return base + value if base else f"{CODE_PREFIX}{vocabulary}:{value}"


def code_of(address: str) -> tuple[str, str]:
    """Split an outside code's IRI into vocabulary and value.

    >>> code_of("http://snomed.info/id/254837009")
    ('SCTID', '254837009')
    """
    if address.startswith(CODE_PREFIX):
        vocabulary, _, value = address.removeprefix(CODE_PREFIX).partition(":")
        return vocabulary, value
    best = max(
        (name for name, base in CODE_IRIS.items() if address.startswith(base)),
        key=lambda name: len(CODE_IRIS[name]),
        default="",
    )
    return best, address.removeprefix(CODE_IRIS[best]) if best else address
