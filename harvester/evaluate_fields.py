"""How much of what documents say is read: values by format, mapped, kept, ignored, unread.

A value is one text of a document. ``mapped``: a claim holds it under a property of ours. ``kept``: it stands
in the record under the provider's own name only (for RDF: in the graph only). ``unread``: a finding says that
nobody knows its field. ``ignored``: it carries no meaning, ``ignored.toml`` says why; it counts nowhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from harvester.extract.draft import Draft
from harvester.extract.page import describe_bytes
from harvester.extract.unread import Audit, watched
from harvester.validate import MEDIA_TYPES


@dataclass(slots=True)
class Fields:
    """Values of the documents of one format.

    Attributes:
        documents, datasets: How many were read.
        mapped, kept, ignored, unread: Values by what became of them.
        names: Of unread values, how often each field.
        left: Of ignored values, how often each field.
    """

    documents: int = 0
    datasets: int = 0
    mapped: int = 0
    kept: int = 0
    ignored: int = 0
    unread: int = 0
    names: Counter[str] = field(default_factory=Counter)
    left: Counter[str] = field(default_factory=Counter)

    def share(self) -> float:
        """Give the share of the values that carry meaning and are read, 0 to 1; 1 when there are none."""
        known = self.mapped + self.kept
        return known / (known + self.unread) if known + self.unread else 1.0

    def whole(self) -> float:
        """Give the share of all values that are read, those that are ignored on purpose among them."""
        known = self.mapped + self.kept
        return known / ((known + self.unread + self.ignored) or 1)

    def add(self, audit: Audit) -> None:
        """Count one dataset."""
        self.datasets += 1
        self.mapped += len(audit.read)
        self.kept += len(audit.kept)
        self.ignored += len(audit.ignored)
        self.unread += len(audit.unread)
        self.names.update(leaf.name for leaf in audit.unread)
        self.left.update(leaf.name for leaf in audit.ignored)


@dataclass(slots=True)
class Measured:
    """What was found in many documents.

    Attributes:
        formats: By the format's name.
        silent: Documents without a dataset, by the code of what was found instead.
    """

    formats: dict[str, Fields] = field(default_factory=dict)
    silent: dict[str, list[str]] = field(default_factory=dict)


def measure(documents: Iterable[tuple[str, bytes, str]]) -> Measured:
    """Read documents as a source would send them, and count.

    Args:
        documents: Name, bytes and media type (may be empty) of each.
    """
    result = Measured()
    for name, body, media in documents:
        seen: set[str] = set()

        def count(draft: Draft, audit: Audit, seen: set[str] = seen) -> None:
            fields = result.formats.setdefault(_format(draft), Fields())
            fields.documents += _format(draft) not in seen
            seen.add(_format(draft))
            fields.add(audit)

        with watched(count):
            found = describe_bytes(body, media, f"https://file.invalid/{name}")
        if not seen:
            codes = [one.code for one in found.findings] or ["prose" if found.descriptions else "nothing"]
            result.silent.setdefault(codes[0], []).append(name)
    return result


def files(folder: Path) -> Iterator[tuple[str, bytes, str]]:
    """Give every file below a folder, in order."""
    for path in sorted(one for one in folder.rglob("*") if one.is_file()):
        yield path.name, path.read_bytes(), MEDIA_TYPES.get(path.suffix.lower(), "text/plain")


def _format(draft: Draft) -> str:
    """Name the format; Croissant is schema.org with columns."""
    if draft.format == "schema.org" and any(
        one.property.startswith(("cr:", "csvw:")) for one in draft.claims
    ):
        return "croissant"
    return draft.format
