"""How much of what real descriptions say is read: ``python benchmarks/fields.py FOLDER``.

Reads every file below the folder as a source would send it and prints, by format, how many of its values were
mapped, kept under their own names, ignored on purpose (``harvester/extract/ignored.toml``) and unread. Two
runs give the same figures; nothing is fetched.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from harvester.evaluate_fields import Measured, files, measure


def table(found: Measured) -> str:
    """Give the figures as a table in Markdown."""
    lines = [
        "| format | documents | datasets | mapped | kept | unread | read | ignored | of all values |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for name, one in sorted(found.formats.items()):
        lines.append(
            f"| {name} | {one.documents} | {one.datasets} | {one.mapped} | {one.kept} | {one.unread}"
            f" | {100 * one.share():.2f} % | {one.ignored} | {100 * one.whole():.1f} % |"
        )
    return "\n".join(lines)


def main() -> None:
    """Print the table, then the unread fields and the documents without a dataset."""
    ask = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    ask.add_argument("folder", type=Path)
    ask.add_argument("--quick", action="store_true", help="leave out tables and YAML, which hold no format")
    ask.add_argument("--shown", type=int, default=5, help="fields and documents named in each line")
    ask.add_argument("--json", type=Path, help="write the figures to this file")
    told = ask.parse_args()
    left_out = (".yaml", ".yml", ".csv") if told.quick else ()
    found = measure(one for one in files(told.folder) if not (left_out and one[0].endswith(left_out)))
    print(table(found))
    for name, one in sorted(found.formats.items()):
        for field, count in one.names.most_common(told.shown):
            print(f"unread in {name}: {field} ({count})")
        for field, count in one.left.most_common(told.shown):
            print(f"ignored in {name}: {field} ({count})")
    for code, names in sorted(found.silent.items()):
        print(f"no dataset, {code}: {len(names)} documents, such as {', '.join(names[: told.shown])}")
    if told.json:
        figures = {
            name: {"documents": one.documents, "datasets": one.datasets, "mapped": one.mapped,
                   "kept": one.kept, "ignored": one.ignored, "unread": one.unread, "share": one.share()}
            for name, one in found.formats.items()
        }  # fmt: skip
        told.json.write_text(json.dumps(figures, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
