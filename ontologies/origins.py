"""Say where every file of vocabulary, shape and word list in this room comes from.

``ORIGINS.toml`` has one entry a file: origin, version, licence, SHA-256. After changing or adding files of
our own, ``python -m ontologies.origins`` brings the hashes up to date and lists new files as ours; a file
from elsewhere is never listed or re-hashed that way, because its origin would be a guess.
"""

from __future__ import annotations

import hashlib
import sys
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from pathlib import Path

from ontologies.errors import VocabularyError

FOLDER = Path(__file__).parent
OURS = "ours"
OUR_LICENCE = "CC-BY-4.0"
OUR_FILES = (
    "concepts/*",
    "scheme/*",
    "lexicon/*",
    "shapes/messor/*",
    "shapes/eucaim-2.0/all.ttl",
    "shapes/healthdcat-ap-r8/*.ttl",
    "shapes/lists.toml",
    "messages/*",
    "gauges/*",
    "*.ours.ttl",
    "tables/synonyms.toml",
    "findings.toml",
)
"""Patterns of files that are written here; only these are ever listed without a hand-made entry."""

_NOT_DATA = frozenset({"ORIGINS.toml", "LICENSE", "py.typed"})

_HEADER = """\
# Where every data file of this folder comes from. A test holds the hashes.
#
# path     below ontologies/
# origin   "ours", or repository@commit:path of each file it was made from (GitHub), or a package
# version  of the content, as its makers say
# licence  SPDX id, or the name of the terms
#
# New or changed files of our own: python -m ontologies.origins
# Files from elsewhere: write the entry by hand; the same command fills in sha256 = "".
"""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where one file comes from.

    Attributes:
        path: Below ``ontologies/``, with ``/``.
        origin: ``ours`` alone, or the places it was made from, newest first.
        version: What its makers call it; empty for our own.
        licence: SPDX id or the name of the terms.
        holder: Who has the rights.
        note: What was taken or changed; may be empty.
        sha256: Hex; empty for an entry that was not hashed yet.
    """

    path: str
    origin: tuple[str, ...]
    version: str
    licence: str
    holder: str
    note: str
    sha256: str


def origins(folder: Path = FOLDER) -> tuple[Origin, ...]:
    """Read the list, in the order of the file.

    Raises:
        VocabularyError: ``ORIGINS.toml`` is missing or is not TOML.
    """
    path = folder / "ORIGINS.toml"
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8")).get("file", [])
    except (OSError, ValueError) as error:
        raise VocabularyError(
            f"ORIGINS.toml cannot be read: {error}", hint="Restore it from the release."
        ) from error
    return tuple(_origin(entry) for entry in tables)


def data_files(folder: Path = FOLDER) -> tuple[str, ...]:
    """Every file that needs an origin: all but code, licence texts and the list itself, sorted."""
    paths = (path for path in folder.rglob("*") if path.is_file())
    return tuple(
        sorted(
            path.relative_to(folder).as_posix()
            for path in paths
            if path.suffix not in {".py", ".pyc", ".unicode"} and path.name not in _NOT_DATA
        )
    )


def defects(folder: Path = FOLDER) -> tuple[str, ...]:
    """Compare list and files; one sentence a difference, none when all is well."""
    listed = {entry.path: entry for entry in origins(folder)}
    present = set(data_files(folder))
    found = [f"{path} has no entry in ORIGINS.toml" for path in sorted(present - set(listed))]
    found += [f"{path} is listed but does not exist" for path in sorted(set(listed) - present)]
    for path in sorted(present & set(listed)):
        digest = digest_of(folder / path)
        if digest != listed[path].sha256:
            found.append(f"{path} has SHA-256 {digest[:12]}…, listed is {listed[path].sha256[:12]}…")
    return tuple(found)


def refresh(folder: Path = FOLDER) -> tuple[str, ...]:
    """Bring ``ORIGINS.toml`` up to date for our own files.

    Returns:
        What it would not do by itself: a file from elsewhere that is not listed or no longer has its hash.
    """
    entries = {entry.path: entry for entry in origins(folder)}
    present = data_files(folder)
    refused = []
    for path in present:
        digest = digest_of(folder / path)
        entry = entries.get(path)
        if entry is None and any(fnmatchcase(path, pattern) for pattern in OUR_FILES):
            entry = Origin(path, (OURS,), "", OUR_LICENCE, "The Messor developers", "", "")
        if entry is None:
            refused.append(f"{path} has no entry: write where it comes from by hand")
            continue
        if entry.sha256 not in {"", digest} and entry.origin != (OURS,):
            refused.append(f"{path} is not ours and has changed")
            continue
        entries[path] = replace(entry, sha256=digest)
    kept = [entries[path] for path in sorted(entries) if path in set(present)]
    (folder / "ORIGINS.toml").write_text(_text(kept), encoding="utf-8")
    return tuple(refused)


def digest_of(path: Path) -> str:
    """SHA-256 of a file's bytes, hex."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _origin(entry: Mapping[str, object]) -> Origin:
    said = entry.get("origin", ())
    places: Sequence[object] = (said,) if isinstance(said, str) else said if isinstance(said, list) else ()
    words = {
        name: str(entry.get(name, "")) for name in ("path", "version", "licence", "holder", "note", "sha256")
    }
    return Origin(origin=tuple(map(str, places)), **words)


def _text(entries: Sequence[Origin]) -> str:
    blocks = [_HEADER]
    for entry in entries:
        lines = ["[[file]]", f'path = "{entry.path}"']
        if len(entry.origin) == 1:
            lines.append(f'origin = "{entry.origin[0]}"')
        else:
            lines += ["origin = [", *(f'    "{place}",' for place in entry.origin), "]"]
        for name in ("version", "licence", "holder", "note"):
            value = str(getattr(entry, name))
            if value:
                lines.append(f"{name} = " + '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"')
        blocks.append("\n".join([*lines, f'sha256 = "{entry.sha256}"', ""]))
    return "\n".join(blocks)


if __name__ == "__main__":
    problems = refresh()
    sys.stderr.writelines(f"{problem}\n" for problem in problems)
    raise SystemExit(1 if problems else 0)
