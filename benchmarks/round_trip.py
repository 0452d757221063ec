"""RDF in, record, RDF out: ``python benchmarks/round_trip.py FOLDER``.

Sends every RDF file below the folder through the record and prints how many triples come back, why the
others do not, and where the files break that do not parse.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from pathlib import Path

from catalogue.rdf import Form
from harvester.evaluate_round_trip import DIFFERENCES, round_trip
from harvester.validate import MEDIA_TYPES

ENDINGS = frozenset({".ttl", ".n3", ".nt", ".nq", ".trig", ".rdf", ".owl", ".jsonld"})


def main() -> int:
    """Print the figures, the lost triples and the broken files; 1 when a triple is lost."""
    ask = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    ask.add_argument("folder", type=Path)
    ask.add_argument("--quick", action="store_true", help="write and read Turtle only")
    ask.add_argument("--json", type=Path, help="write the figures to this file")
    told = ask.parse_args()
    syntaxes: tuple[Form, ...] = ("turtle",) if told.quick else ("turtle", "json-ld", "xml")
    count: Counter[str] = Counter()
    differs: Counter[str] = Counter()
    lost: list[str] = []
    for path in sorted(one for one in told.folder.rglob("*") if one.suffix.lower() in ENDINGS):
        body, media = path.read_bytes(), MEDIA_TYPES[path.suffix.lower()]
        trip = round_trip(path.name, body, media, syntaxes=syntaxes)
        if trip.broken:
            count["broken"] += 1
            print(f"broken: {path.relative_to(told.folder)}: {trip.broken[0].place.partition(' ')[2]}")
            continue
        count.update(files=1, triples=trip.triples, datasets=trip.datasets)
        differs += trip.differs
        lost += [f"{path.relative_to(told.folder)}: {one}" for one in trip.lost]
    print(f"{count['files']} files parse: {count['triples']} triples, {count['datasets']} datasets, "
          f"{len(lost)} triples lost; {count['broken']} files do not parse")  # fmt: skip
    for name, why in DIFFERENCES.items():
        print(f"| {name} | {differs[name]} | {why} |")
    for one in lost[:50]:
        print("lost:", one[:300])
    if told.json:
        told.json.write_text(json.dumps({**count, "lost": len(lost), "differs": differs}), encoding="utf-8")
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())
