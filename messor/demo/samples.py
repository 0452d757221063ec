"""The sample descriptions: one TOML file per repository, read once, figures put into the texts."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "descriptions"

CANCERS: Mapping[str, tuple[str, str]] = {
    "breast": ("Breast cancer", "breast"),
    "colon": ("Colon cancer", "colon"),
    "glioblastoma": ("Glioblastoma", "brain"),
    "glioma": ("Glioma", "brain"),
    "liver": ("Liver cancer", "liver"),
    "lung": ("Lung cancer", "lung"),
    "neuroblastoma": ("Neuroblastoma", "abdomen"),
    "prostate": ("Prostate cancer", "prostate"),
    "rectum": ("Rectal cancer", "rectum"),
}
"""The nine cancer types: name in English and part of the body."""

COUNTRIES: Mapping[str, tuple[str, str]] = {
    "AT": ("AUT", "Austria"),
    "CY": ("CYP", "Cyprus"),
    "DE": ("DEU", "Germany"),
    "ES": ("ESP", "Spain"),
    "FR": ("FRA", "France"),
    "GB": ("GBR", "United Kingdom"),
    "GR": ("GRC", "Greece"),
    "IT": ("ITA", "Italy"),
    "LT": ("LTU", "Lithuania"),
    "NL": ("NLD", "Netherlands"),
    "PL": ("POL", "Poland"),
    "PT": ("PRT", "Portugal"),
    "RS": ("SRB", "Serbia"),
    "SE": ("SWE", "Sweden"),
    "TR": ("TUR", "Turkey"),
}
"""Two-letter codes of the files: three-letter code and name in English."""

MODALITIES: Mapping[str, str] = {
    "CT": "Computed tomography",
    "DX": "Digital radiography",
    "MG": "Mammography",
    "MR": "Magnetic resonance imaging",
    "NM": "Scintigraphy",
    "PT": "Positron emission tomography",
    "SM": "Whole slide microscopy",
    "US": "Ultrasound",
}
"""DICOM codes of the files: name in English."""

# How a language parts the thousands: a point, a comma, or a space that does not break.
THOUSANDS: Mapping[str, str] = {
    "bg": "\u00a0",
    "de": ".",
    "en": ",",
    "es": ".",
    "fr": "\u00a0",
    "it": ".",
    "lt": "\u00a0",
    "nl": ".",
    "pt": ".",
}


@dataclass(frozen=True, slots=True)
class Sample:
    """One dataset of a repository, as its file describes it.

    Texts are by language and hold their figures; every description ends with the notice that
    it is a sample. ``facts`` are the rows of a table, empty for most.
    """

    id: str
    cancer: str
    people: int
    studies: int
    images: int
    modalities: tuple[str, ...]
    countries: tuple[str, ...]
    years: tuple[int, int]
    ages: tuple[int, int]
    sex: tuple[str, ...]
    access: str
    manufacturers: tuple[str, ...]
    annotations: str
    issued: date
    modified: date
    titles: Mapping[str, str]
    descriptions: Mapping[str, str]
    keywords: Mapping[str, tuple[str, ...]]
    facts: Mapping[str, str]

    @property
    def language(self) -> str:
        """English where there is English, else the only language."""
        return "en" if "en" in self.titles else next(iter(self.titles))

    @property
    def title(self) -> str:
        """Title in the main language."""
        return self.titles[self.language]

    @property
    def description(self) -> str:
        """Description in the main language, paragraphs parted by an empty line."""
        return self.descriptions[self.language]

    @property
    def cancer_name(self) -> str:
        """Cancer type in English words."""
        return CANCERS[self.cancer][0]

    @property
    def body_part(self) -> str:
        """Part of the body in English."""
        return CANCERS[self.cancer][1]

    @property
    def country_names(self) -> list[str]:
        """Countries in English, in the file's order."""
        return [COUNTRIES[code][1] for code in self.countries]

    @property
    def modality_names(self) -> list[str]:
        """Imaging modalities in English, in the file's order."""
        return [MODALITIES[code] for code in self.modalities]


@dataclass(frozen=True, slots=True)
class Repository:
    """One of the five repositories with its datasets in the file's order."""

    key: str
    name: str
    title: str
    about: str
    home: str
    grant: str
    contact: str
    licence: str
    notice: Mapping[str, str]
    samples: tuple[Sample, ...]
    withdrawn: tuple[tuple[str, date], ...]

    def find(self, id: str) -> Sample | None:  # noqa: A002 - the word of the files
        """Give the dataset of that id."""
        return next((sample for sample in self.samples if sample.id == id), None)


@cache
def repository(key: str) -> Repository:
    """Read a repository's file, once a process.

    >>> [sample.id for sample in repository("procancer-i").samples][:1]
    ['detection-biparametric-mri']
    """
    table = tomllib.loads((FOLDER / f"{key}.toml").read_text("utf-8"))
    head: dict[str, Any] = table["repository"]
    notice: dict[str, str] = head["notice"]
    return Repository(
        **{name: head[name] for name in ("key", "name", "title", "about", "home", "grant")},
        contact=head["contact"],
        licence=head["licence"],
        notice=notice,
        samples=tuple(_sample(entry, notice) for entry in table["dataset"]),
        withdrawn=tuple((gone["id"], gone["modified"]) for gone in table.get("withdrawn", [])),
    )


def number(value: int, language: str) -> str:
    """Write a number the way a language does.

    >>> number(12350, "en"), number(12350, "de"), number(412, "bg")
    ('12,350', '12.350', '412')
    """
    return f"{value:,}".replace(",", THOUSANDS[language])


def paragraphs(text: str) -> list[str]:
    r"""Cut a description into paragraphs, each on one line.

    >>> paragraphs("One\nline.\n\nTwo.")
    ['One line.', 'Two.']
    """
    return [" ".join(part.split("\n")) for part in text.strip().split("\n\n")]


def _sample(entry: Mapping[str, Any], notice: Mapping[str, str]) -> Sample:
    def filled(text: str, language: str) -> str:
        figures = {name: number(entry[name], language) for name in ("people", "studies", "images")}
        first, last = entry["years"]
        return text.strip().format(first=first, last=last, **figures)

    keywords: dict[str, list[str]] = entry.get("keywords", {})
    facts: dict[str, str] = entry.get("facts", {})
    return Sample(
        id=entry["id"],
        cancer=entry["cancer"],
        people=entry["people"],
        studies=entry["studies"],
        images=entry["images"],
        modalities=tuple(entry["modalities"]),
        countries=tuple(entry["countries"]),
        years=(entry["years"][0], entry["years"][1]),
        ages=(entry["ages"][0], entry["ages"][1]),
        sex=tuple(entry["sex"]),
        access=entry["access"],
        manufacturers=tuple(entry["manufacturers"]),
        annotations=entry["annotations"],
        issued=entry["issued"],
        modified=entry["modified"],
        titles=entry["title"],
        descriptions={
            language: f"{filled(text, language)}\n\n{notice[language]}"
            for language, text in entry["description"].items()
        },
        keywords={language: tuple(words) for language, words in keywords.items()},
        facts={name: filled(value, entry.get("language", "en")) for name, value in facts.items()},
    )
