"""What travels through the house, one type a stage.

``Fetched`` (bytes as they came) -> ``Description`` (what the provider says of one dataset, each value
a ``Claim`` with its ``Evidence``) -> graph -> ``Finding`` -> ``Outcome``. Types hold values and do
nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Literal


class Layer(StrEnum):
    """Who says so. The three never overwrite each other; what is shown is their overlay."""

    STATED = "stated"
    INFERRED = "inferred"
    DECIDED = "decided"


class Severity(StrEnum):
    """How much a finding matters: a violation breaks a mandatory rule, a warning a recommended one."""

    VIOLATION = "violation"
    WARNING = "warning"
    INFO = "info"


class Outcome(StrEnum):
    """What a run did with one dataset."""

    ADDED = "added"
    CHANGED = "changed"
    SAME = "same"
    HELD = "held"
    UNSEEN = "unseen"
    GONE = "gone"


class RunState(StrEnum):
    """How a run stands or ended. Only ``complete`` may say that a dataset is absent."""

    RUNNING = "running"
    COMPLETE = "complete"
    PARTIAL = "partial"
    OUT_OF_RANGE = "out-of-range"
    FAILED = "failed"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Fetched:
    """Bytes as they came, with where and when.

    Attributes:
        url: Where the bytes came from, after redirects.
        body: The bytes, transport encodings removed.
        media_type: Lower case, without parameters; empty when the server gave none.
        charset: As declared by the server; empty when not.
        status: HTTP status.
        at: Aware UTC time of arrival.
        role: ``dataset`` when datasets may be extracted from it, ``list`` for a page that only leads on.
        sha256: Of ``body``, hex.
    """

    url: str
    body: bytes
    media_type: str
    charset: str
    status: int
    at: datetime
    role: Literal["dataset", "list"]
    sha256: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a claim stood.

    Attributes:
        document: SHA-256 of the fetched bytes.
        url: Where they came from.
        path: Place in a structured document (JSON path, XPath, RDF predicate), empty for prose.
        start, end: Half-open character span in the document's *text* (for HTML: the main text that
            ``harvester.prose`` extracts), -1 when there is none.
        quote: The words themselves, at most 300 characters.
    """

    document: str
    url: str
    path: str = ""
    start: int = -1
    end: int = -1
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """One property of a dataset, who says so and why.

    Attributes:
        property: CURIE with a prefix of ``ontologies.namespaces`` (``dct:title``).
        value: A literal's lexical form, an absolute IRI, or a node name such as ``#dist-1``.
        kind: What ``value`` is.
        language: BCP 47 tag of a literal, or None.
        datatype: CURIE of a literal's datatype (``xsd:integer``), None for plain text.
        layer: Stated, inferred or decided.
        evidence: Where it stood; None only for decided claims.
        rule: Permanent name of the rule that made it (``ckan.extras.number_of_images``).
        confidence: 0..1; 1.0 for stated values.
        node: Which node of the description it is about: ``""`` is the dataset itself, ``#dist-1`` its
            first distribution, ``#publisher``, ``#contact`` ....
    """

    property: str
    value: str
    kind: Literal["literal", "iri", "node"] = "literal"
    language: str | None = None
    datatype: str | None = None
    layer: Layer = Layer.STATED
    evidence: Evidence | None = None
    rule: str = ""
    confidence: float = 1.0
    node: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One defect, in plain words.

    Attributes:
        code: Kebab-case, permanent, explained in ``ontologies/findings.toml`` (``date-unreadable``).
        severity: How much it matters.
        place: Where: a property, a line and column, a URL.
        found: What was there (cut at 80 characters).
        expected: What should be there.
        hint: What to do about it.
        profile: Which rule book says so (``dcat-ap-3.0.0``), empty for our own reading rules.
    """

    code: str
    severity: Severity
    place: str
    found: str = ""
    expected: str = ""
    hint: str = ""
    profile: str = ""


@dataclass(frozen=True, slots=True)
class Description:
    """What the provider says about one dataset.

    Attributes:
        source: Key of the source.
        identifier: The provider's own identifier, unique within the source, never made from a title.
        iri: The provider's IRI of the dataset when it has one (http or https), else None.
        format: ``dcat``, ``oai_dc``, ``datacite``, ``ckan``, ``schema.org``, ``dats`` or ``prose``.
        claims: In document order.
        graph: For RDF sources every triple about the dataset as sorted N-Triples, else empty.
        document: SHA-256 of the fetched bytes.
        url: Where they came from.
        languages: BCP 47 primary tags noticed in its texts, most text first.
        findings: What was wrong when reading it.
        deleted: The source says that this dataset was deleted (OAI-PMH, HTTP 410).
    """

    source: str
    identifier: str
    iri: str | None
    format: str
    claims: tuple[Claim, ...]
    graph: str = ""
    document: str = ""
    url: str = ""
    languages: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    deleted: bool = False


@dataclass(frozen=True, slots=True)
class Extraction:
    """All descriptions of one fetched document, and what was wrong with the document itself."""

    descriptions: tuple[Description, ...] = ()
    findings: tuple[Finding, ...] = field(default=())


class DatasetState(StrEnum):
    """How a dataset stands: ``unseen`` is still shown, ``gone`` is a tombstone."""

    ACTIVE = "active"
    UNSEEN = "unseen"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Dataset:
    """One dataset as the record shows it: the overlay of stated, inferred and decided claims.

    Attributes:
        id: ``<source>.<12 hex>``, made from source and identifier, stable for ever; used in our URLs.
        source, identifier, iri: As in ``Description``; ``iri`` is never None here.
        state: Active, unseen or gone.
        version: Number of the stored version this was read from.
        claims: What is published, after decisions; a rejected claim is absent.
        shadowed: Claims that a decision or a stated value hides, kept for the curator.
        graph: Sorted N-Triples of the provider's own RDF, empty when the source was not RDF.
        findings: Of this version.
        first_seen, last_seen, changed_at: Aware UTC times.
        url: Where the description was fetched.
        format: As in ``Description``.
        languages: As in ``Description``.
    """

    id: str
    source: str
    identifier: str
    iri: str
    state: DatasetState
    version: int
    claims: tuple[Claim, ...]
    shadowed: tuple[Claim, ...]
    graph: str
    findings: tuple[Finding, ...]
    first_seen: datetime
    last_seen: datetime
    changed_at: datetime
    url: str
    format: str
    languages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """An unread line for the indices: ``op`` is ``put`` or ``delete`` (gone)."""

    seq: int
    dataset: str
    op: Literal["put", "delete"]
