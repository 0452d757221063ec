"""Which files strict parsers refuse, and what ours says: ``python benchmarks/broken.py FOLDER``.

Strict are pyoxigraph and rdflib for RDF, lxml for XML, json for JSON (each key once), a safe loader for YAML.
"""

from __future__ import annotations

import argparse
import json
import logging
import sys
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import rdflib
from lxml import etree
from pyoxigraph import RdfFormat, parse

from catalogue.model import Fetched
from harvester.validate import MEDIA_TYPES, validate

BASE = "https://file.invalid/"
SYNTAXES = {
    ".ttl": (RdfFormat.TURTLE, "turtle"), ".nt": (RdfFormat.N_TRIPLES, "nt"),
    ".trig": (RdfFormat.TRIG, "trig"), ".nq": (RdfFormat.N_QUADS, "nquads"), ".n3": (RdfFormat.N3, "n3"),
    ".rdf": (RdfFormat.RDF_XML, "xml"), ".owl": (RdfFormat.RDF_XML, "xml"),
}  # fmt: skip


def each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Make an object of pairs, and refuse a key that stands twice."""
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a key stands twice")
    return found


def refused(path: Path) -> str:
    """Say why strict parsers refuse a file; empty when none of them does, or none is for it."""
    body, ending = path.read_bytes(), path.suffix.lower()
    try:
        if ending in SYNTAXES:
            strict, name = SYNTAXES[ending]
            for _ in parse(input=body, format=strict, base_iri=BASE):
                pass
            rdflib.Graph().parse(data=body, format=name, publicID=BASE)
        elif ending == ".xml":
            etree.fromstring(body, etree.XMLParser(resolve_entities=False, no_network=True))
        elif ending in {".json", ".jsonld"}:
            json.loads(body, object_pairs_hook=each_once)
        elif ending in {".yaml", ".yml"}:
            import yaml

            yaml.safe_load(body)
    except Exception as error:  # noqa: BLE001  # whatever a parser raises is its refusal
        return f"{type(error).__name__}: {str(error).partition(chr(10))[0][:100]}"
    return ""


def main() -> int:
    """Print each refused file with our finding, and the counts; 1 when one of them gets no finding."""
    ask = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    ask.add_argument("folder", type=Path)
    told = ask.parse_args()
    logging.disable(logging.CRITICAL)
    count: Counter[str] = Counter()
    for path in sorted(one for one in told.folder.rglob("*") if one.is_file()):
        why = refused(path)
        count["files"] += 1
        if not why:
            continue
        media = MEDIA_TYPES.get(path.suffix.lower(), "")
        fetched = Fetched(path.name, path.read_bytes(), media, "", 200, datetime.now(UTC), "dataset", "")
        verdict = validate(fetched)
        ours = [one for one in verdict.findings if " line " in one.place]
        inside = [one for judged in verdict.judged for one in judged.findings if one.code == "iri-invalid"]
        kind = "with line and column" if ours else "read leniently, with a finding" if inside else "silent"
        count[kind] += 1
        first = next(iter(ours or inside), None)
        said = f"{first.code} {first.place.removeprefix(path.name).strip()}" if first else "nothing"
        print(f"{path.relative_to(told.folder)}: {why}\n    ours: {said}")
    print(", ".join(f"{number} {name}" for name, number in count.items()))
    return 1 if count["silent"] else 0


if __name__ == "__main__":
    sys.exit(main())
