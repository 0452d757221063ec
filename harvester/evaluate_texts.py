"""Texts and their truth, read strictly: a name the scheme does not know is an error that says so."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from harvester.evaluate_facts import FIELDS, LISTS, Facts, country_code, dicom_codes, language_code
from ontologies.errors import ProjectError, cut
from ontologies.scheme import scheme

MEDIA: Final = {
    "text": "text/plain",
    "html": "text/html",
    "ttl": "text/turtle",
    "jsonld": "application/ld+json",
    "rdf": "application/rdf+xml",
    "xml": "text/xml",
    "json": "application/json",
}
"""Formats of a text and the media type each is read as."""

_KINDS: Final = {"cancerType": "cancer-type", "bodyPart": "body-part", "ageGroup": "population"}
_ACCESS: Final = ("open", "restricted", "non-public")


class EvaluationError(ProjectError):
    """The folder cannot be measured."""


@dataclass(frozen=True, slots=True)
class Text:
    """One text; ``language`` is for scoring only."""

    id: str
    media: str
    body: bytes
    language: str

    def shown(self, width: int) -> str:
        """Give its beginning in one line."""
        return cut(self.body[: width * 4].decode("utf-8", "replace"), width)


@dataclass(frozen=True, slots=True)
class Truth:
    """What is true of a text, names resolved to ids and codes."""

    facts: Facts
    tolerated: Facts
    rows: tuple[Facts, ...]


def read_folder(folder: Path, part: str | None = None) -> Iterator[tuple[Text, Truth]]:
    """Give texts with their truth, by file and line.

    Args:
        folder: Holds ``texts*.jsonl`` and ``truth*.jsonl``.
        part: Only truth of this ``part``; None means all.

    Raises:
        EvaluationError: See ``harvester.evaluate.evaluate``.
    """
    texts, truths = _lines(folder, "texts"), _lines(folder, "truth")
    if not texts or not truths:
        raise EvaluationError(
            "holds no texts.jsonl with truth.jsonl", hint="Name a folder with both.", identifier=str(folder)
        )
    for key, (place, line) in truths.items():
        if key not in texts:
            raise EvaluationError(
                f"truth of '{cut(key)}' has no text",
                hint="Add the text or remove the line.",
                identifier=place,
            )
        if part is None or line.get("part") == part:
            yield _text(folder, *texts[key]), _truth(place, line)
    for key, (place, _) in texts.items():
        if key not in truths:
            raise EvaluationError(f"text '{cut(key)}' has no truth", hint="Add its truth.", identifier=place)


def _lines(folder: Path, stem: str) -> dict[str, tuple[str, dict[str, Any]]]:
    found: dict[str, tuple[str, dict[str, Any]]] = {}
    for file in sorted({*folder.glob(f"{stem}.jsonl"), *folder.glob(f"{stem}-*.jsonl")}):
        for number, raw in enumerate(file.read_text("utf-8").split("\n"), 1):
            place = f"{file.name} line {number}"
            if not raw.strip():
                continue
            try:
                line = json.loads(raw)
                key = str(line["id"])
            except (ValueError, KeyError, TypeError) as error:
                raise EvaluationError(
                    f"is no JSON object with an id: {error}", hint="Mend the line.", identifier=place
                ) from error
            if key in found:
                raise EvaluationError(
                    f"the id '{cut(key)}' is used twice", hint="Give each an id of its own.", identifier=place
                )
            found[key] = (place, line)
    return found


def _text(folder: Path, place: str, line: dict[str, Any]) -> Text:
    form = line.get("format")
    if form not in MEDIA:
        raise EvaluationError(
            f"'{cut(form)}' is no format", hint=f"Use one of {', '.join(MEDIA)}.", identifier=place
        )
    if isinstance(line.get("content"), str):
        body = line["content"].encode("utf-8", "surrogatepass")
    elif isinstance(line.get("content"), (dict, list)):
        body = json.dumps(line["content"], ensure_ascii=False).encode()
    else:
        try:
            body = (folder / str(line.get("file"))).read_bytes()
        except OSError as error:
            raise EvaluationError(
                f"has neither content nor a file that can be read: {error}",
                hint="Give one of both.",
                identifier=place,
            ) from error
    return Text(str(line["id"]), MEDIA[form], body, str(line.get("language") or "unknown"))


def _truth(place: str, line: dict[str, Any]) -> Truth:
    page = _facts(place, line.get("facts") or {})
    tolerated = {
        name: [_value(place, name, one) for one in many]
        for name, many in (line.get("tolerated") or {}).items()
        if _known(place, name)
    }
    return Truth(page, tolerated, tuple(_facts(place, one) for one in line.get("rows") or ()))


def _facts(place: str, given: dict[str, Any]) -> Facts:
    return {
        name: [_value(place, name, one) for one in value] if name in LISTS else _value(place, name, value)
        for name, value in given.items()
        if _known(place, name)
    }


def _known(place: str, name: str) -> bool:
    if name not in FIELDS:
        raise EvaluationError(
            f"'{cut(name)}' is no field", hint=f"Use one of {', '.join(FIELDS)}.", identifier=place
        )
    return True


def _value(place: str, name: str, value: Any) -> Any:
    found = _resolved(name, value)
    if found is None:
        raise EvaluationError(
            f"{name} '{cut(value)}' is not known to the scheme",
            hint="Use an English label or a code; 'messor concepts find WORD' looks labels up.",
            identifier=place,
        )
    return found


def _resolved(name: str, value: Any) -> Any:
    if name in _KINDS:
        return _concept(_KINDS[name], str(value))
    if name == "modality":
        codes = [one for one in scheme().matches(str(value)) if scheme().concepts[one].kind == "modality"]
        concept = codes[0] if codes else _concept("modality", str(value))
        found = dicom_codes(concept) if concept else ()
        return found[0] if len(found) == 1 else str(value).upper() if found else None
    if name == "country":
        return country_code(str(value))
    if name == "language":
        return language_code(str(value))
    if name == "access":
        return value if value in _ACCESS else None
    if name == "years":
        whole = isinstance(value, list) and len(value) == 2 and all(type(one) is int for one in value)
        return list(value) if whole else None
    return value if isinstance(value, (int, bool)) else None


def _concept(kind: str, name: str) -> str | None:
    known = scheme()
    if name in known.concepts and known.concepts[name].kind == kind:
        return name
    found = known.find(name, "en", kind)
    if found:
        return found[0].id
    codes = [one for one in known.matches(name) if known.concepts[one].kind == kind]
    return codes[0] if codes else None
