"""INCISIVE's datasets as OAI-PMH records: headers, unqualified Dublin Core, and one deletion."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from xml.sax.saxutils import escape

from messor.demo.samples import Repository, Sample, paragraphs

RIGHTS = {
    "PUBLIC": "info:eu-repo/semantics/openAccess",
    "RESTRICTED": "info:eu-repo/semantics/restrictedAccess",
    "NON_PUBLIC": "info:eu-repo/semantics/closedAccess",
}
OPEN = (
    '<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    ' xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/oai_dc/'
    ' http://www.openarchives.org/OAI/2.0/oai_dc.xsd">'
)


@dataclass(frozen=True, slots=True)
class Entry:
    """What the repository lists: a dataset, or the trace of one that was withdrawn."""

    identifier: str
    changed: date
    set: str
    sample: Sample | None

    @property
    def stamp(self) -> str:
        """Time of the last change, to the second, in UTC."""
        return f"{self.changed.isoformat()}T06:00:00Z"


def entries(repository: Repository) -> list[Entry]:
    """Everything the repository lists, oldest change first."""
    listed = [
        Entry(identifier(repository, one.id), one.modified, f"cancer:{one.cancer}", one)
        for one in repository.samples
    ]
    listed += [
        Entry(identifier(repository, gone), changed, "cancer:lung", None)
        for gone, changed in repository.withdrawn
    ]
    return sorted(listed, key=lambda entry: (entry.changed, entry.identifier))


def identifier(repository: Repository, local: str) -> str:
    """OAI identifier of a dataset."""
    return f"oai:data.{repository.key}.example:{local}"


def header(entry: Entry) -> str:
    """XML of a header."""
    status = "" if entry.sample else ' status="deleted"'
    return (
        f"<header{status}><identifier>{escape(entry.identifier)}</identifier>"
        f"<datestamp>{entry.stamp}</datestamp><setSpec>{entry.set}</setSpec></header>"
    )


def record(repository: Repository, entry: Entry, base: str) -> str:
    """XML of a record; a withdrawn one has a header only."""
    if entry.sample is None:
        return f"<record>{header(entry)}</record>"
    fields = "".join(
        f"<dc:{name}>{escape(value)}</dc:{name}>" for name, value in _fields(repository, entry.sample, base)
    )
    return f"<record>{header(entry)}<metadata>{OPEN}{fields}</oai_dc:dc></metadata></record>"


def _fields(repository: Repository, sample: Sample, base: str) -> Iterable[tuple[str, str]]:
    yield "title", sample.title
    yield "creator", f"{repository.name} Consortium"
    yield "subject", sample.cancer_name
    for word in sample.keywords["en"]:
        yield "subject", word
    for text in paragraphs(sample.description):
        yield "description", text
    yield "publisher", f"{repository.name} project"
    yield "contributor", f"Data access committee, {repository.contact}"
    yield "date", sample.issued.isoformat()
    yield "type", "Dataset"
    yield "type", "info:eu-repo/semantics/other"
    yield "format", "application/dicom"
    yield "identifier", f"{base}/dataset/{sample.id}"
    yield "identifier", f"{repository.name}:{sample.id}"
    yield "language", "eng"
    yield "relation", f"info:eu-repo/grantAgreement/EC/H2020/{repository.grant}"
    for country in sample.country_names:
        yield "coverage", country
    first, last = sample.years
    yield "coverage", f"{first}/{last}"
    yield "rights", RIGHTS[sample.access]
    yield "rights", repository.licence
