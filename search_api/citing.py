"""Cite a dataset at its provider: one line, and BibTeX."""

from __future__ import annotations

import re

from catalogue import facts
from catalogue.model import Dataset
from search_api.dataset_view import View
from search_api.safe import web_link

_TEX = {"\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "%": r"\%", "&": r"\&", "#": r"\#", "$": r"\$",
        "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}  # fmt: skip
_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:)?(10\.\d{4,9}/[^\s\"<>{}|\\^`]+)", re.IGNORECASE)


def doi_of(dataset: Dataset) -> str:
    """Find a dataset's DOI among its IRI and identifiers, empty when it has none."""
    named = [dataset.iri, dataset.identifier, *facts.values(dataset.claims, "dct:identifier")]
    return next((match[1] for one in named if (match := _DOI.fullmatch(one.strip()))), "")


def citation(dataset: Dataset, view: View) -> str:
    """Write holder, year, title and address in one line."""
    year = (view.issued or view.modified)[:4]
    holder = view.holder.value if view.holder else ""
    parts = [
        f"{holder}{f' ({year})' if year else ''}".strip(),
        view.title.value,
        "Dataset",
        _address(dataset, view),
    ]
    return ". ".join(part.rstrip(".") for part in parts if part)


def bibtex(dataset: Dataset, view: View) -> str:
    """Write a BibTeX entry; no character of the description can leave its braces."""
    fields = {
        "title": view.title.value,
        "author": f"{{{_tex(view.holder.value)}}}" if view.holder else "",
        "year": (view.issued or view.modified)[:4],
        "doi": doi_of(dataset),
        "url": _address(dataset, view),
    }
    lines = []
    for name, value in fields.items():
        if value:
            shown = value if name == "author" else _tex(value)
            lines.append(f"  {name} = {{{shown}}},")
    key = re.sub(r"[^A-Za-z0-9:-]", "-", dataset.id)
    return "\n".join([f"@misc{{{key},", *lines, "}"])


def _address(dataset: Dataset, view: View) -> str:
    doi = doi_of(dataset)
    return f"https://doi.org/{doi}" if doi else view.door or web_link(dataset.iri) or ""


def _tex(text: str) -> str:
    plain = " ".join(text.split())
    return "".join(_TEX.get(letter, letter) for letter in plain)
