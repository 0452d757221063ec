"""Real descriptions: entries of the Registry of Open Data on AWS as schema.org pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import cached_property
from html import escape
from pathlib import Path
from typing import Any

import yaml

from messor.demo import pages
from messor.demo.site_schema import json_ld, sitemap
from messor.demo.web import Answer, Ask, robots

FOLDER = Path(__file__).parent / "registry"
ORIGINAL = "https://registry.opendata.aws/"
TITLE = "Registry of Open Data on AWS: health and life sciences"
ABOUT = (
    "Copies of entries of the Registry of Open Data on AWS (Apache-2.0) from cancer, medical imaging, "
    "health and the life sciences, served for the Messor demo. The descriptions are real and unchanged."
)
LINKS = {"Home": "/", "The registry itself": ORIGINAL}
MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
LINK = re.compile(r"https?://[^\s)>\]\"']+")
REPOSITORY_TAGS = {"aws-pds"}
"""Tags that speak of the registry's programme, not of the data."""


class RegistrySite:
    """Serves a list and ``/datasets/<name>/``; the files are read at the first page."""

    def __init__(self, key: str) -> None:
        self.key = key

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Names of the entries, sorted."""
        return tuple(sorted(file.stem for file in FOLDER.glob("*.yaml")))

    @cached_property
    def _entries(self) -> Mapping[str, Mapping[str, Any]]:
        return {name: read(name) for name in self.names}

    @cached_property
    def _documented(self) -> Counter[str]:
        return Counter(entry["Documentation"].strip() for entry in self._entries.values())

    def answer(self, ask: Ask) -> Answer | None:
        """Answer a request for a page, the sitemap or robots.txt."""
        if ask.path == "/robots.txt":
            return robots(ask, sitemap=True)
        if ask.path == "/sitemap.xml":
            return sitemap(ask.base, {f"/datasets/{name}/": "" for name in self.names})
        if ask.path == "/":
            return self._home()
        name = ask.path.removeprefix("/datasets/").rstrip("/")
        if not ask.path.startswith("/datasets/") or name not in self.names:
            return None
        return self._dataset(ask, name)

    def _home(self) -> Answer:
        listed = {f"/datasets/{name}/": name for name in self.names}
        main = f"<h1>{TITLE}</h1>\n{pages.prose([ABOUT])}{pages.bullets(listed)}"
        return pages.page(title="Datasets", main=main, site=TITLE, links=LINKS, footer=ABOUT)

    def _dataset(self, ask: Ask, name: str) -> Answer:
        entry = self._entries[name]
        documentation = entry["Documentation"].strip()
        alone = documentation.startswith("http") and self._documented[documentation] == 1
        same = [f"{ORIGINAL}{name}/", *([documentation] if alone else [])]
        title = str(entry["Name"]).strip()
        text = str(entry["Description"]).strip()
        rows = {"Licence": str(entry["License"]).strip(), "Managed by": plain(entry["ManagedBy"])}
        main = f"<h1>{escape(title)}</h1>\n{pages.prose(text.split(chr(10) * 2))}"
        return pages.page(
            title=title,
            main=main + pages.table(rows),
            site=TITLE,
            links=LINKS,
            footer=ABOUT,
            head=json_ld(described(entry, name, f"{ask.base}/datasets/{name}/", same)),
        )


def read(name: str) -> Mapping[str, Any]:
    """Read one entry of the registry."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    text = (FOLDER / f"{name}.yaml").read_bytes()
    entry: Mapping[str, Any] = yaml.load(text, Loader=loader)  # noqa: S506 - safe, in C
    return entry


def described(entry: Mapping[str, Any], name: str, url: str, same: list[str]) -> Mapping[str, Any]:
    """Describe an entry in schema.org's words; the registry gives no dates.

    Args:
        entry: The YAML file's content.
        name: Name of the file, the registry's own identifier.
        url: URL of the page.
        same: URLs of the same dataset elsewhere.
    """
    licence = str(entry["License"]).strip()
    link = LINK.fullmatch(licence)
    return {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "@id": url,
        "identifier": name,
        "name": str(entry["Name"]).strip(),
        "description": str(entry["Description"]).strip(),
        "url": url,
        "sameAs": same,
        "license": licence if link else {"@type": "CreativeWork", "name": licence},
        "keywords": [tag for tag in entry["Tags"] if tag not in REPOSITORY_TAGS],
        "isAccessibleForFree": True,
        "conditionsOfAccess": conditions(entry["Resources"]),
        "creator": organisation(entry["ManagedBy"]),
        "contactPoint": contact(str(entry["Contact"])),
        "distribution": [download(resource) for resource in entry["Resources"]],
        "includedInDataCatalog": {
            "@type": "DataCatalog",
            "name": "Registry of Open Data on AWS",
            "url": ORIGINAL,
        },
    }


def plain(text: object) -> str:
    """Text without Markdown's links.

    >>> plain("[Allen Institute](https://alleninstitute.org/)")
    'Allen Institute'
    """
    return re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", str(text)).strip()


def conditions(resources: list[Mapping[str, Any]]) -> str:
    """Say how one gets at the data, from what the registry notes beside each place.

    >>> conditions([{"ARN": "arn:aws:s3:::open", "Type": "S3 Bucket"}])
    'Open access'
    """
    pages = {str(place["ControlledAccess"]) for place in resources if place.get("ControlledAccess")}
    if not pages:
        return "Open access"
    some = "Controlled access" if all(map(_controlled, resources)) else "Partly controlled access"
    return f"{some}: {', '.join(sorted(pages))}"


def _controlled(place: Mapping[str, Any]) -> bool:
    return bool(place.get("ControlledAccess"))


def organisation(manager: object) -> Mapping[str, str]:
    """Who looks after the dataset, with a URL where the registry links one.

    >>> organisation("[Allen Institute](https://alleninstitute.org/)")["url"]
    'https://alleninstitute.org/'
    """
    made = {"@type": "Organization", "name": plain(manager)}
    if link := LINK.search(str(manager)):
        made["url"] = link[0]
    return made


def contact(text: str) -> Mapping[str, str]:
    """How to reach them: an address, a page, or else the words.

    >>> contact("Write to opendata@example.org.")["email"]
    'opendata@example.org'
    """
    made = {"@type": "ContactPoint"}
    if mail := MAIL.search(text):
        made["email"] = mail[0]
    if link := LINK.search(text):
        made["url"] = link[0]
    if len(made) == 1:
        made["description"] = text.strip()
    return made


def download(resource: Mapping[str, Any]) -> Mapping[str, str]:
    """One of the places the data lie at."""
    made = {
        "@type": "DataDownload",
        "name": plain(resource.get("Description", "Data")),
        "description": f"{resource['Type']} in {resource['Region']}",
    }
    bucket = str(resource.get("ARN", "")).partition(":::")[2]
    if bucket:
        made["contentUrl"] = f"s3://{bucket.rstrip('*')}"
    return made
