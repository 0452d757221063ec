"""The shapes of the JSON API, as OpenAPI describes them."""

from __future__ import annotations

from datetime import datetime

from pydantic import BaseModel, Field


class MarkedOut(BaseModel):
    """A text with half-open character spans of the words that were found."""

    text: str
    marks: list[tuple[int, int]]


class ReasonOut(BaseModel):
    """Why a dataset is a hit."""

    kind: str = Field(description="`words`, `concept`, `meaning` or `near`.")
    sentence: str = Field(examples=["Its cancer type is glioma, which belongs to brain tumour."])
    words: list[str]
    concept: str | None = None
    path: list[str]
    label: str | None = None
    quote: str | None = None


class HitOut(BaseModel):
    """One dataset in a ranking."""

    id: str
    iri: str
    url: str = Field(description="Its page here.")
    title: str
    score: float = Field(description="Compares within one answer only.")
    parts: dict[str, float] = Field(description="Words (0..1), vector and concept, each times its weight.")
    reasons: list[ReasonOut]
    highlights: dict[str, MarkedOut]
    source: str
    figures: dict[str, int] = Field(description="`subjects`, `images`, `studies`, `series`, as stated.")
    facets: dict[str, list[str]]
    fresh: str = Field(description="Date it is sorted by.")


class FacetValueOut(BaseModel):
    """A value of a facet with its label in the reader's language."""

    value: str
    label: str
    count: int
    chosen: bool


class FacetOut(BaseModel):
    """A facet; counts are taken without its own filter."""

    name: str
    label: str
    values: list[FacetValueOut] = Field(description="Most frequent first, `not-stated` last.")
    left_out: int = Field(description="Rarer values that are not listed.")


class SearchOut(BaseModel):
    """The answer to a search."""

    total: int
    more: bool = Field(description="Others match less well.")
    page: int
    size: int
    hits: list[HitOut]
    facets: list[FacetOut]
    read: list[dict[str, str]] = Field(description="What was understood of the query.")
    query_language: str
    filters_applied: dict[str, list[str] | int]
    warnings: list[str]
    generation: int = Field(description="Of the index that answered.")


class EvidenceOut(BaseModel):
    """Where a value stood."""

    document: str = Field(description="SHA-256 of the fetched bytes.")
    url: str
    path: str | None = None
    start: int | None = None
    end: int | None = None
    quote: str | None = None


class ClaimOut(BaseModel):
    """One value, who says so and why."""

    property: str = Field(examples=["dct:title"])
    value: str
    kind: str
    language: str | None = None
    datatype: str | None = None
    layer: str = Field(description="`stated`, `inferred` or `decided`.")
    rule: str
    confidence: float
    node: str = Field(description="Empty: the dataset itself.")
    evidence: EvidenceOut | None = None


class FindingOut(BaseModel):
    """Something wrong with the description."""

    code: str
    severity: str
    sentence: str
    language: str
    place: str
    found: str
    expected: str
    hint: str
    profile: str


class DatasetOut(BaseModel):
    """One dataset as published."""

    id: str
    iri: str
    source: str
    identifier: str
    state: str
    version: int
    format: str
    url: str
    languages: list[str]
    first_seen: datetime
    last_seen: datetime
    changed_at: datetime
    claims: list[ClaimOut]
    shadowed: list[ClaimOut]
    decisions: list[dict[str, str | int]]
    findings: list[FindingOut]
    links: dict[str, str]


class Attribute(BaseModel):
    """A facet over the whole catalogue."""

    name: str
    label: str
    values: list[FacetValueOut]


class Attributes(BaseModel):
    """All facets."""

    facets: list[Attribute]


class StatisticsOut(BaseModel):
    """Sums of what datasets state."""

    datasets: int
    images: int
    subjects: int
    studies: int
    series: int
    cancer_types: int
    stated_by: dict[str, int] = Field(description="How many datasets state each number.")
    by: dict[str, dict[str, dict[str, int]]] = Field(description="The same sums by facet and value.")
    by_month: dict[str, int] = Field(description="Datasets by the month of their newest date.")
    filters_applied: dict[str, list[str] | int]


class ProblemOut(BaseModel):
    """RFC 9457 problem details."""

    type: str = Field(examples=["about:blank"])
    title: str = Field(examples=["Unprocessable Content"])
    status: int = Field(examples=[422])
    detail: str = Field(examples=["'modalty' is not a parameter here"])
    hint: str | None = Field(None, examples=["Did you mean 'modality'?"])
    errors: list[dict[str, str]] | None = None
