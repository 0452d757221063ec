"""How much of what real descriptions say is read: ``python benchmarks/fields.py FOLDER``.

Reads every file below the folder as a source would send it and prints, by format, how many of its values were
mapped, kept under their own names, ignored on purpose (``harvester/extract/ignored.toml``) and unread. Two
runs give the same figures; nothing is fetched.
"""

from __future__ import annotations

import sys
from pathlib import Path

from harvester.evaluate_fields import files, measure


def main(folder: Path, shown: int) -> None:
    """Print the table, then the unread fields and the documents without a dataset."""
    found = measure(files(folder))
    print("| format | documents | datasets | mapped | kept | unread | read | ignored | of all values |")
    print("|---|---|---|---|---|---|---|---|---|")
    for name, one in sorted(found.formats.items()):
        print(
            f"| {name} | {one.documents} | {one.datasets} | {one.mapped} | {one.kept} | {one.unread}"
            f" | {100 * one.share():.2f} % | {one.ignored} | {100 * one.whole():.1f} % |"
        )
    for name, one in sorted(found.formats.items()):
        for field, count in one.names.most_common(shown):
            print(f"unread in {name}: {field} ({count})")
        for field, count in one.left.most_common(shown):
            print(f"ignored in {name}: {field} ({count})")
    for code, names in sorted(found.silent.items()):
        print(f"no dataset, {code}: {len(names)} documents, such as {', '.join(names[:shown])}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 5)
