"""ProCAncer-I's protocol: HTML pages with schema.org JSON-LD inside, listed in a sitemap."""

from __future__ import annotations

import json
from collections.abc import Mapping
from html import escape
from typing import Any

from messor.demo import pages
from messor.demo.samples import Repository, Sample, paragraphs, repository
from messor.demo.web import Answer, Ask, robots

LINKS = {"Home": "/", "Datasets": "/datasets", "About": "/about"}


class SchemaSite:
    """Serves a start page, an about page, a list and one page for each dataset."""

    def __init__(self, key: str) -> None:
        self.key = key

    @property
    def repository(self) -> Repository:
        """The descriptions, read at the first request."""
        return repository(self.key)

    def answer(self, ask: Ask) -> Answer | None:
        """Answer a request for a page, the sitemap or robots.txt."""
        if ask.path == "/robots.txt":
            return robots(ask, sitemap=True)
        if ask.path == "/sitemap.xml":
            listed = {f"/datasets/{one.id}": one.modified.isoformat() for one in self._samples}
            return sitemap(ask.base, {"/": "", "/about": "", "/datasets": "", **listed})
        if ask.path in {"/", "/datasets"}:
            return pages.home(self.repository, LINKS, "/datasets/")
        if ask.path == "/about":
            return self._about()
        sample = self.repository.find(ask.path.removeprefix("/datasets/"))
        if not ask.path.startswith("/datasets/") or sample is None:
            return None
        return self._dataset(ask, sample)

    @property
    def _samples(self) -> tuple[Sample, ...]:
        return self.repository.samples

    def _about(self) -> Answer:
        about = self.repository
        organisation = {
            "@context": "https://schema.org/",
            "@type": "Organization",
            "name": about.name,
            "url": about.home,
            "email": about.contact,
        }
        return pages.page(
            title="About",
            main=f"<h1>About</h1>\n{pages.prose([about.about])}",
            site=about.title,
            links=LINKS,
            footer=about.notice["en"],
            head=json_ld(organisation),
        )

    def _dataset(self, ask: Ask, sample: Sample) -> Answer:
        about = self.repository
        site = {
            "@context": "https://schema.org",
            "@type": "WebSite",
            "name": about.title,
            "url": f"{ask.base}/",
        }
        rows = {"Modality": ", ".join(sample.modalities), "Access": sample.access.lower()}
        return pages.page(
            title=sample.title,
            main=f"<h1>{escape(sample.title)}</h1>\n"
            + pages.prose(paragraphs(sample.description))
            + pages.table(rows),
            site=about.title,
            links=LINKS,
            footer=about.notice["en"],
            head=json_ld(site) + json_ld(described(about, sample, ask.base)),
        )


def described(about: Repository, sample: Sample, base: str) -> Mapping[str, Any]:
    """Describe a dataset in schema.org's words."""
    url = f"{base}/datasets/{sample.id}"
    first, last = sample.years
    youngest, oldest = sample.ages
    figures = {
        "Number of patients": sample.people,
        "Number of images": sample.images,
        "Number of imaging studies": sample.studies,
    }
    words = {
        "Cancer type": sample.cancer_name,
        "Body part": sample.body_part,
        "Manufacturer": ", ".join(sample.manufacturers),
        "Annotations": sample.annotations,
        "Age range": f"{youngest}-{oldest} years",
        "Sex": ", ".join(sample.sex),
        "Access rights": sample.access,
    }
    return {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "@id": url,
        "identifier": f"{about.name}:{sample.id}",
        "name": sample.title,
        "description": "\n\n".join(paragraphs(sample.description)),
        "url": url,
        "inLanguage": "en",
        "keywords": list(sample.keywords["en"]),
        "license": about.licence,
        "isAccessibleForFree": sample.access == "PUBLIC",
        "conditionsOfAccess": f"{sample.access.replace('_', '-').capitalize()} access",
        "creator": {"@type": "Organization", "name": f"{about.name} Consortium", "url": about.home},
        "publisher": {"@type": "Organization", "name": f"{about.name} project"},
        "contactPoint": {"@type": "ContactPoint", "email": about.contact},
        "funding": {"@type": "Grant", "identifier": about.grant, "name": "Horizon 2020"},
        "datePublished": sample.issued.isoformat(),
        "dateModified": sample.modified.isoformat(),
        "temporalCoverage": f"{first}-01-01/{last}-12-31",
        "spatialCoverage": [{"@type": "Country", "name": name} for name in sample.country_names],
        "measurementTechnique": sample.modality_names,
        "variableMeasured": [
            {"@type": "PropertyValue", "name": "PSA", "unitText": "ng/ml"},
            {"@type": "PropertyValue", "name": "Gleason score"},
            {"@type": "PropertyValue", "name": "PI-RADS score"},
        ],
        "additionalProperty": [
            {"@type": "PropertyValue", "name": name, "value": value}
            for name, value in {**figures, **words}.items()
        ],
        "distribution": {
            "@type": "DataDownload",
            "name": "Images",
            "encodingFormat": "application/dicom",
            "contentUrl": f"{url}#request-access",
        },
        "includedInDataCatalog": {"@type": "DataCatalog", "name": about.title, "url": f"{base}/"},
    }


def json_ld(content: object) -> str:
    """Put JSON-LD into a script element; a closing tag inside the text cannot end it."""
    text = json.dumps(content, ensure_ascii=False, indent=1).replace("</", "<\\/")
    return f'<script type="application/ld+json">\n{text}\n</script>\n'


def sitemap(base: str, listed: Mapping[str, str]) -> Answer:
    """Build a sitemap: path to date of the last change, which may be empty."""
    entries = "".join(
        f"<url><loc>{escape(base + path)}</loc>"
        + (f"<lastmod>{changed}</lastmod>" if changed else "")
        + "</url>\n"
        for path, changed in listed.items()
    )
    text = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{entries}</urlset>\n'
    )
    return Answer(text.encode(), "application/xml")
