"""EuCanImage's protocol: CKAN's action API, with fewer rows a page than a client may ask for."""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Mapping
from typing import Any

from messor.demo import pages
from messor.demo.samples import Repository, Sample, repository
from messor.demo.web import Answer, Ask, robots

ROWS_MAX = 3
API = "/api/3/action/"
LINKS = {"Home": "/", "API": f"{API}package_search"}
SINCE = re.compile(r"metadata_modified:\[(\d{4}-\d\d-\d\d)[^ ]* TO \*\]")
ACCESS = "http://publications.europa.eu/resource/authority/access-right/"


class CkanSite:
    """Serves the actions a harvester needs and a page for each dataset."""

    def __init__(self, key: str) -> None:
        self.key = key

    @property
    def repository(self) -> Repository:
        """The descriptions, read at the first request."""
        return repository(self.key)

    def answer(self, ask: Ask) -> Answer | None:
        """Answer an action or a page."""
        if ask.path == "/":
            return pages.home(self.repository, LINKS, "/dataset/")
        if ask.path == "/robots.txt":
            return robots(ask)
        if ask.path.startswith("/dataset/"):
            sample = self.repository.find(ask.path.removeprefix("/dataset/"))
            return pages.landing(self.repository, sample, LINKS) if sample else None
        if not ask.path.startswith(API):
            return None
        action = ask.path.removeprefix(API)
        if action == "package_search":
            return self._result(ask, action, self._search(ask))
        if action == "package_list":
            return self._result(ask, action, sorted(one.id for one in self.repository.samples))
        if action == "package_show":
            return self._show(ask)
        if action == "status_show":
            status = {"ckan_version": "2.10.4", "site_title": self.repository.title}
            return self._result(ask, action, {**status, "site_url": ask.base})
        return _refused(ask, 400, "Bad request - Action name not known: " + action)

    def _search(self, ask: Ask) -> Mapping[str, Any]:
        samples = list(self.repository.samples)
        if since := SINCE.search(ask.argument("fq")):
            samples = [one for one in samples if one.modified.isoformat() >= since[1]]
        if ask.argument("sort").startswith("id"):
            samples.sort(key=lambda one: _number(self.key, one))
        start, rows = ask.number("start", 0), min(ask.number("rows", 10), ROWS_MAX)
        shown = samples[start : start + rows]
        return {
            "count": len(samples),
            "facets": {},
            "results": [self._package(ask, sample) for sample in shown],
            "sort": ask.argument("sort", "score desc, metadata_modified desc"),
            "search_facets": {},
        }

    def _show(self, ask: Ask) -> Answer:
        wanted = ask.argument("id")
        for sample in self.repository.samples:
            if wanted in {sample.id, _number(self.key, sample)}:
                return self._result(ask, "package_show", self._package(ask, sample))
        return _refused(ask, 404, "Not found", kind="Not Found Error")

    def _package(self, ask: Ask, sample: Sample) -> Mapping[str, Any]:
        repository = self.repository
        number = _number(self.key, sample)
        described: dict[str, Any] = {
            "id": number,
            "name": sample.id,
            "title": sample.title,
            "notes": sample.description,
            "type": "dataset",
            "state": "active",
            "private": False,
            "isopen": False,
            "version": "1.0",
            "url": f"{ask.base}/dataset/{sample.id}",
            "license_id": repository.licence,
            "license_title": repository.licence.replace("-", " "),
            "maintainer": f"{repository.name} catalogue team",
            "maintainer_email": repository.contact,
            "metadata_created": f"{sample.issued.isoformat()}T09:00:00.000000",
            "metadata_modified": f"{sample.modified.isoformat()}T09:00:00.000000",
            "organization": {
                "id": str(uuid.uuid5(uuid.NAMESPACE_URL, repository.home)),
                "name": repository.key,
                "title": f"{repository.name} project",
                "type": "organization",
                "is_organization": True,
                "state": "active",
            },
            "tags": [
                {"name": word, "display_name": word, "state": "active"} for word in sample.keywords["en"]
            ],
            "extras": [{"key": key, "value": value} for key, value in _extras(sample).items()],
            "resources": [
                {
                    "id": str(uuid.uuid5(uuid.UUID(number), "images")),
                    "package_id": number,
                    "name": "Images",
                    "description": f"Pseudonymised images. {sample.annotations}.",
                    "format": "DICOM",
                    "mimetype": "application/dicom",
                    "url": f"{ask.base}/dataset/{sample.id}",
                    "state": "active",
                }
            ],
            "num_resources": 1,
            "num_tags": len(sample.keywords["en"]),
        }
        if len(sample.titles) > 1:
            described["title_translated"] = dict(sample.titles)
            described["notes_translated"] = dict(sample.descriptions)
        return described

    def _result(self, ask: Ask, action: str, result: object) -> Answer:
        help_url = f"{ask.base}{API}help_show?name={action}"
        return _json({"help": help_url, "success": True, "result": result})


def _extras(sample: Sample) -> Mapping[str, str]:
    """Name what CKAN has no field for; its values are always text."""
    first, last = sample.years
    youngest, oldest = sample.ages
    return {
        "number_of_images": str(sample.images),
        "number_of_studies": str(sample.studies),
        "number_of_subjects": str(sample.people),
        "cancer_type": sample.cancer_name,
        "body_part": sample.body_part,
        "modality": ", ".join(sample.modalities),
        "manufacturer": ", ".join(sample.manufacturers),
        "annotations": sample.annotations,
        "access_rights": ACCESS + sample.access,
        "spatial": ", ".join(sample.country_names),
        "temporal_start": f"{first}-01-01",
        "temporal_end": f"{last}-12-31",
        "sex": ", ".join(sample.sex),
        "age_min": str(youngest),
        "age_max": str(oldest),
        "language": json.dumps(list(sample.titles)),
        "issued": sample.issued.isoformat(),
    }


def _number(key: str, sample: Sample) -> str:
    return str(uuid.uuid5(uuid.NAMESPACE_DNS, f"{sample.id}.{key}.example"))


def _refused(ask: Ask, status: int, message: str, kind: str = "Validation Error") -> Answer:
    error = {"message": message, "__type": kind}
    return _json({"help": ask.base + ask.path, "success": False, "error": error}, status)


def _json(content: object, status: int = 200) -> Answer:
    body = json.dumps(content, ensure_ascii=False).encode()
    return Answer(body, "application/json;charset=utf-8", status)
