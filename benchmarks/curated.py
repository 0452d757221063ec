"""How often curators' own labels of real collections are found in their prose.

python benchmarks/curated.py FOLDER [--json FILE]

FOLDER holds gold_idc_tcia.dev.jsonl (collections with cancer type and location) and
gold_cbioportal_oncotree.dev.jsonl (studies with an OncoTree code). A label counts as found when the page
names it, or something more or less specific.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple

from harvester.evaluate_facts import page_facts
from harvester.extract.page import describe_bytes
from ontologies.scheme import Scheme, scheme

COLLECTIONS: Final = "gold_idc_tcia.dev.jsonl"
STUDIES: Final = "gold_cbioportal_oncotree.dev.jsonl"


class Share(NamedTuple):
    """Labels found, of how many that the scheme knows, and the ids whose labels were not found."""

    name: str
    found: int
    known: int
    missed: tuple[str, ...]

    @property
    def accuracy(self) -> float:
        """Found by known, 0..1; 0 when nothing is known."""
        return self.found / self.known if self.known else 0.0


def main() -> None:
    """Measure and print; ``--json`` also writes the figures to a file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", type=Path, help="where the two files lie")
    parser.add_argument("--json", type=Path, help="write the figures here")
    asked = parser.parse_args()
    shares = [*collections(asked.folder), studies(asked.folder)]
    for one in shares:
        print(f"{one.name:32} {one.found:4} of {one.known:4}   {one.accuracy:.3f}")
    if asked.json:
        rows = [{**one._asdict(), "accuracy": one.accuracy} for one in shares]
        asked.json.write_text(json.dumps(rows, indent=2) + "\n", "utf-8")


def collections(folder: Path) -> Iterator[Share]:
    """Compare cancer type and location of imaging collections."""
    rows = list(_rows(folder / COLLECTIONS))
    pages = [_facts(f"{row.get('tcia_title') or ''}\n\n{row['description_text']}") for row in rows]
    for field, label, kind in (
        ("cancerType", "tcia_cancer_type", "cancer-type"),
        ("bodyPart", "tcia_location", "body-part"),
    ):
        missed, known = [], 0
        for row, page in zip(rows, pages, strict=True):
            wanted = [one for name in _names(row.get(label)) for one in _resolved(name, kind)]
            known += bool(wanted)
            if wanted and not _meets(wanted, page.get(field, []), upwards=kind == "body-part"):
                missed.append(str(row["id"]))
        yield Share(f"collections: {field}", known - len(missed), known, tuple(missed))


def studies(folder: Path) -> Share:
    """Compare the cancer of genomic studies; studies of mixed cancers say nothing."""
    missed, known = [], 0
    for row in _rows(folder / STUDIES):
        if row["type_of_cancer"] == "mixed":
            continue
        code = [one for one in scheme().matches(row["type_of_cancer"].upper()) if _kind(one) == "cancer-type"]
        wanted = code or _resolved(row["oncotree_name"], "cancer-type")
        known += bool(wanted)
        found = _facts(f"{row['name']}\n\n{row['description_text']}").get("cancerType", [])
        if wanted and not _meets(wanted, found):
            missed.append(str(row["id"]))
    return Share("studies: cancerType", known - len(missed), known, tuple(missed))


def _facts(text: str) -> dict[str, Any]:
    return page_facts(describe_bytes(text.encode(), "text/plain"))[0]


def _rows(file: Path) -> Iterator[dict[str, Any]]:
    for line in file.read_text("utf-8").splitlines():
        yield json.loads(line)


def _names(value: object) -> list[str]:
    many = value if isinstance(value, list) else str(value or "").split(",")
    return [str(one).strip() for one in many if str(one).strip()]


def _resolved(name: str, kind: str) -> list[str]:
    for spelled in (name, f"{name} cancer", name.rstrip("s")):
        found = scheme().find(spelled, "en", kind)
        if found:
            return [found[0].id]
    return []


def _kind(concept: str) -> str:
    return scheme().concepts[concept].kind


def _meets(wanted: list[str], found: list[str], *, upwards: bool = False) -> bool:
    known: Scheme = scheme()
    return any(
        one == other
        or one in known.descendants(other)
        or other in known.descendants(one)
        or (upwards and (one in known.ancestors(other) or other in known.ancestors(one)))
        for one in wanted
        for other in found
    )


if __name__ == "__main__":
    main()
