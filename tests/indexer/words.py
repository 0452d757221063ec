"""A small concept scheme, documents and an encoder for the tests of the indexer."""

from __future__ import annotations

import zlib
from dataclasses import replace
from datetime import UTC, datetime

import numpy as np

from catalogue.model import Claim, Dataset, DatasetState
from indexer.analysis import terms
from indexer.document import Document, flatten
from indexer.encoder import unit
from indexer.shelf import Entry
from indexer.shelving import analyse
from ontologies.concept import Concept
from ontologies.namespaces import CONCEPT
from ontologies.scheme import Scheme

AUTHORITY = "http://publications.europa.eu/resource/authority"
DAY = datetime(2026, 3, 1, tzinfo=UTC)


def concept(name, kind, labels, broader=(), alt=None, hidden=None):
    return Concept(
        id=name, iri=CONCEPT + name, kind=kind, notation="", definition="", labels=labels, alt=alt or {},
        hidden=hidden or {}, broader=tuple(broader), part_of=(), related=(), codes=(),
    )  # fmt: skip


SCHEME = Scheme(
    [
        concept("cancer", "cancer-type", {"en": "cancer", "de": "Krebs", "bg": "рак"}),
        concept("brain-tumour", "cancer-type", {"en": "brain tumour", "de": "Hirntumor"}, ["cancer"]),
        concept("glioma", "cancer-type", {"en": "glioma", "de": "Gliom", "bg": "глиом"}, ["brain-tumour"]),
        concept("glioblastoma", "cancer-type", {"en": "glioblastoma", "de": "Glioblastom"}, ["glioma"]),
        concept("neuroblastoma", "cancer-type", {"en": "neuroblastoma", "bg": "невробластом"}, ["cancer"]),
        concept(
            "breast-cancer",
            "cancer-type",
            {"en": "breast cancer", "de": "Brustkrebs", "bg": "рак на гърдата", "fr": "cancer du sein"},
            ["cancer"],
            hidden={"de": ("Mammakarz-",)},
        ),
        concept("breast", "body-part", {"en": "breast", "de": "Brust", "bg": "гърда", "fr": "sein"}),
        concept("brain", "body-part", {"en": "brain", "de": "Gehirn"}),
        concept(
            "mri",
            "modality",
            {"en": "magnetic resonance imaging", "de": "Magnetresonanztomographie"},
            alt={"en": ("MRI", "MR"), "de": ("MRT",), "fr": ("IRM",), "bg": ("МРТ",)},
        ),
        concept("mammography", "modality", {"en": "mammography", "de": "Mammographie", "es": "mamografía"}),
        concept("paediatric", "population", {"en": "children", "de": "Kinder", "bg": "деца"}),
    ]
)


def dataset(name, title="", description="", *claims, language="en", source="clinic", changed=DAY):
    """Make a dataset as the record would give it."""
    said = [Claim("dct:title", title or name, language=language)]
    if description:
        said.append(Claim("dct:description", description, language=language))
    return Dataset(
        id=f"{source}.{name}", source=source, identifier=name, iri=f"https://clinic.example/{name}",
        state=DatasetState.ACTIVE, version=1, claims=(*said, *claims), shadowed=(), graph="", findings=(),
        first_seen=DAY, last_seen=DAY, changed_at=changed, url="", format="ckan", languages=(language,),
    )  # fmt: skip


def about(*names):
    """Claims that a dataset is about concepts."""
    return [Claim("eucaim:hasCondition", CONCEPT + name, kind="iri") for name in names]


def subjects(count):
    return Claim("healthdcatap:numberOfUniqueIndividuals", str(count), datatype="xsd:integer")


def images(count):
    return Claim("messor:numberOfImages", str(count), datatype="xsd:integer")


def access(code):
    return Claim("dct:accessRights", f"{AUTHORITY}/access-right/{code}", kind="iri")


def document(name, *args, **more) -> Document:
    return flatten(dataset(name, *args, **more), words=SCHEME)


class HashEncoder:
    """Words to directions by hash: texts that share words are near, and nothing is downloaded."""

    name = "hash"

    def __init__(self) -> None:
        self.texts: list[str] = []

    def encode(self, texts, *, following=0):
        self.texts.extend(texts)
        rows = np.full((len(texts), 64), 1e-3, np.float32)
        for row, text in zip(rows, texts, strict=True):
            for term in terms(text, "en"):
                row[zlib.crc32(term.encode()) % 64] += 1
        return unit(rows)


def entries(documents, encoder=None) -> list[Entry]:
    encoder = encoder or HashEncoder()
    vectors = encoder.encode([one.encode for one in documents]) if documents else []
    return [analyse(one, vector) for one, vector in zip(documents, vectors, strict=True)]


# fmt: off
COLLECTION = [
    document("a", "Brain MRI of glioma", "Magnetic resonance images of children with glioma.",
             *about("glioma", "mri", "paediatric", "brain"), subjects(120), images(4000),
             access("RESTRICTED")),
    document("b", "Breast MRI", "Magnetic resonance images of women with breast cancer.",
             *about("breast-cancer", "mri", "breast"), subjects(900), images(52000), access("PUBLIC")),
    document("c", "Mammography screening", "Digital mammograms of women, with biopsy outcome of breast "
             "cancer.", *about("breast-cancer", "mammography", "breast"), subjects(5200),
             access("RESTRICTED")),
    document("d", "Glioblastom im MRT", "Bilder von Erwachsenen mit Glioblastom.",
             *about("glioblastoma", "mri"), language="de", source="klinik"),
    document("e", "Neuroblastoma in children", "Computed tomography of neuroblastoma.",
             *about("neuroblastoma", "paediatric"), subjects(80), source="klinik"),
    document("f", "Hospital admissions", "Counts of admissions by month and ward.", source="registry"),
]
# fmt: on


def changed(one: Document, **more) -> Document:
    return replace(one, **more)
