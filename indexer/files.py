"""Index folders: generations written aside, sealed by a manifest of hashes, renamed into place."""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from catalogue.errors import SearchIndexError

MANIFEST = "manifest.json"
FORMAT = 4
"""Raised whenever documents or files change their meaning: an index of another format is made anew."""
KEPT = 2
"""Generations that stay: the live one and the one before, to fall back on."""
REBUILD = "Run 'messor index --rebuild'; the record is not touched."


def generations(root: Path) -> list[int]:
    """List the generations under a folder, newest first; empty when there is none."""
    try:
        names = [entry.name for entry in root.iterdir() if (entry / MANIFEST).is_file()]
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        raise unreadable(root, error) from error
    return sorted((int(name) for name in names if name.isdecimal()), reverse=True)


@contextlib.contextmanager
def writing(root: Path) -> Iterator[Path]:
    """Lend an empty folder beside the generations to the one writer.

    Raises:
        SearchIndexError: Another process is writing, or the folder cannot be written.
    """
    try:
        root.mkdir(parents=True, exist_ok=True)
        lock = (root / ".lock").open("a")
    except OSError as error:
        raise unwritable(root, error) from error
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise SearchIndexError(
                "another process is writing this index",
                hint="Wait until it has ended, then run the command again.",
                identifier=str(root),
            ) from error
        for left in root.glob(".new-*"):  # of a writer that was killed: nobody else holds the lock
            shutil.rmtree(left, ignore_errors=True)
        try:
            aside = Path(tempfile.mkdtemp(prefix=".new-", dir=root))
        except OSError as error:
            raise unwritable(root, error) from error
        try:
            yield aside
        except OSError as error:
            raise unwritable(root, error) from error
        finally:
            shutil.rmtree(aside, ignore_errors=True)


def seal(folder: Path, facts: dict[str, Any]) -> None:
    """Write the manifest: facts, the hash of every file, and a hash of itself; all of it on disk."""
    hashes = {}
    for file in sorted(folder.rglob("*")):
        if file.is_file():
            hashes[file.relative_to(folder).as_posix()] = _hash(file)
            _sync(file)
    for inner in folder.rglob("*"):
        if inner.is_dir():
            _sync(inner)
    body = {**facts, "files": hashes}
    sealed = folder / MANIFEST
    sealed.write_text(json.dumps({**body, "check": _check(body)}, indent=1, sort_keys=True), "utf-8")
    _sync(sealed)
    _sync(folder)


def publish(root: Path, aside: Path, generation: int) -> Path:
    """Rename a sealed folder to its generation: from now on readers find it."""
    final = root / str(generation)
    if final.exists():  # without a manifest it was never a generation
        shutil.rmtree(final)
    aside.chmod(0o755)
    aside.rename(final)
    _sync(root)
    return final


def prune(root: Path) -> None:
    """Remove the generations before the last two."""
    for generation in generations(root)[KEPT:]:
        shutil.rmtree(root / str(generation), ignore_errors=True)


def verify(folder: Path) -> dict[str, Any]:
    """Read a manifest and hash every file it names.

    Raises:
        SearchIndexError: A file is missing, added to or changed, even by one bit.
    """
    try:
        manifest: dict[str, Any] = json.loads((folder / MANIFEST).read_bytes())
        check = manifest.pop("check")
        files = manifest["files"]
        if check != _check(manifest) or str(manifest["generation"]) != folder.name:
            raise _damaged(folder, MANIFEST)
        if manifest["format"] != FORMAT:
            raise SearchIndexError(
                f"the index has format {manifest['format']}, this Messor reads {FORMAT}",
                hint="Run 'messor index': it is made anew.",
                identifier=str(folder),
            )
        for name, expected in files.items():
            if _hash(folder / name) != expected:
                raise _damaged(folder, name)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise _damaged(folder, str(getattr(error, "filename", None) or MANIFEST)) from error
    return manifest


def glance(folder: Path) -> dict[str, Any]:
    """Read a manifest without checking any file; empty when it cannot be read."""
    try:
        manifest: dict[str, Any] = json.loads((folder / MANIFEST).read_bytes())
    except (OSError, ValueError):
        return {}
    return manifest if isinstance(manifest, dict) else {}


def unwritable(root: Path, error: OSError) -> SearchIndexError:
    """Say that the folder cannot be written, and why."""
    return SearchIndexError(
        f"the index folder cannot be written: {error.strerror or error}",
        hint="Make the folder writable or free some space; the index that is live stays as it is.",
        identifier=str(root),
    )


def unreadable(root: Path, error: OSError) -> SearchIndexError:
    """Say that the folder cannot be read, and why."""
    return SearchIndexError(
        f"the index folder cannot be read: {error.strerror or error}",
        hint="Give this account the right to read it.",
        identifier=str(root),
    )


def unopened(folder: Path, error: Exception) -> SearchIndexError:
    """Say that a generation whose files are whole cannot be used."""
    return SearchIndexError(f"the index cannot be opened: {error}", hint=REBUILD, identifier=str(folder))


def _damaged(folder: Path, name: str) -> SearchIndexError:
    return SearchIndexError(
        f"'{name}' is missing or is not what was written there", hint=REBUILD, identifier=str(folder)
    )


def _check(body: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()


def _hash(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
