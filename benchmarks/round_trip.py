"""RDF in, record, RDF out: ``python benchmarks/round_trip.py FOLDER``.

Sends every RDF file below the folder through the record and prints how many triples come back, why the
others do not, and where the files break that do not parse.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from harvester.evaluate_round_trip import DIFFERENCES, round_trip
from harvester.validate import MEDIA_TYPES

ENDINGS = frozenset({".ttl", ".n3", ".nt", ".nq", ".trig", ".rdf", ".owl", ".jsonld"})


def main(folder: Path) -> None:
    """Print the table, the lost triples and the broken files."""
    whole = broken = triples = datasets = 0
    differs: Counter[str] = Counter()
    lost: list[str] = []
    for path in sorted(one for one in folder.rglob("*") if one.suffix.lower() in ENDINGS):
        trip = round_trip(path.name, path.read_bytes(), MEDIA_TYPES[path.suffix.lower()],
                          syntaxes=("turtle", "json-ld", "xml"))  # fmt: skip
        if trip.broken:
            broken += 1
            print(f"broken: {path.relative_to(folder)}: {trip.broken[0].place.rpartition('/')[2]}")
            continue
        whole, triples, datasets = whole + 1, triples + trip.triples, datasets + trip.datasets
        differs += trip.differs
        lost += [f"{path.relative_to(folder)}: {one}" for one in trip.lost]
    print(f"{whole} files parse: {triples} triples, {datasets} datasets, {len(lost)} triples lost")
    print(f"{broken} files do not parse; each says where")
    for name, why in DIFFERENCES.items():
        print(f"| {name} | {differs[name]} | {why} |")
    for one in lost[:50]:
        print("lost:", one[:300])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
