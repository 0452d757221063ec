"""The JSON API: search, one dataset, facets, statistics."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query
from starlette.requests import Request
from starlette.responses import Response

from catalogue import decisions
from catalogue.model import Claim, Dataset, Evidence, Finding
from indexer.document import FACETS
from indexer.hits import Facet, Hit
from ontologies.explaining import told
from search_api.asked import EVERYTHING, Asked, Narrowed
from search_api.desk import Desk, desk_of
from search_api.labels import facet_label
from search_api.models import (
    Attribute,
    Attributes,
    ClaimOut,
    DatasetOut,
    EvidenceOut,
    FacetOut,
    FacetValueOut,
    FindingOut,
    HitOut,
    MarkedOut,
    ProblemOut,
    ReasonOut,
    SearchOut,
    StatisticsOut,
)
from search_api.reader import Reader, reader_of
from search_api.routes.dataset import dataset_or_404
from search_api.searching import find

router = APIRouter(prefix="/api", tags=["catalogue"])
PROBLEMS: dict[int | str, dict[str, Any]] = {
    422: {"model": ProblemOut, "description": "A parameter does not fit; named, with the nearest known one."},
    503: {"model": ProblemOut, "description": "There is no search index yet, or the record is busy."},
}


@router.get("/search", responses=PROBLEMS, summary="Search for datasets", response_model_exclude_none=True)
def search(request: Request, asked: Annotated[Asked, Query()]) -> SearchOut:
    """Search by words, meaning and concepts at once, in any official language of the EU.

    Values of one facet widen, different facets narrow. Numbers and access rights in the query are
    read as limits; `read` says which, and `without` takes them back. Scores compare within one answer.
    """
    desk = desk_of(request)
    reader = Reader(asked.lang) if asked.lang else reader_of(request)
    answer = find(desk, asked, reader.language)
    found = answer.found
    return SearchOut(
        total=found.total,
        more=found.more,
        page=asked.page,
        size=asked.size,
        hits=[_hit(hit, desk) for hit in found.hits],
        facets=[_facet(facet, desk, reader) for facet in found.facets],
        read=[
            {"key": one.key, "kind": one.kind, "value": one.value, "label": one.label, "text": one.text}
            for one in found.read
        ],
        query_language=found.language,
        filters_applied=_applied(asked),
        warnings=list(answer.warnings),
        generation=found.generation,
    )


def _applied(asked: Narrowed) -> dict[str, list[str] | int]:
    applied: dict[str, list[str] | int] = {name: list(values) for name, values in asked.filters().chosen()}
    for name, least, most in asked.filters().ranges():
        if least is not None:
            applied[f"{name}_min"] = least
        if most is not None:
            applied[f"{name}_max"] = most
    return applied


def _hit(hit: Hit, desk: Desk) -> HitOut:
    return HitOut(
        id=hit.id,
        iri=hit.iri,
        url=f"{desk.public_url}/datasets/{hit.id}",
        title=hit.title.text,
        score=hit.score,
        parts={"words": hit.parts.words, "vector": hit.parts.vector, "concept": hit.parts.concept},
        reasons=[
            ReasonOut(
                kind=one.kind,
                sentence=one.sentence,
                words=list(one.words),
                concept=one.concept or None,
                path=list(one.path),
                label=one.label or None,
                quote=one.quote or None,
            )
            for one in hit.reasons
        ],
        highlights={
            "title": MarkedOut(text=hit.title.text, marks=list(hit.title.marks)),
            "description": MarkedOut(text=hit.snippet.text, marks=list(hit.snippet.marks)),
        },
        source=hit.source,
        figures=hit.numbers,
        facets={name: list(values) for name, values in hit.facets.items()},
        fresh=hit.fresh,
    )


def _facet(facet: Facet, desk: Desk, reader: Reader) -> FacetOut:
    return FacetOut(
        name=facet.name,
        label=reader.say(f"facet.{facet.name}"),
        values=[
            FacetValueOut(
                value=one.value,
                label=facet_label(facet.name, one.value, reader, desk.source_title(one.value)).text,
                count=one.count,
                chosen=one.chosen,
            )
            for one in facet.values
        ],
        left_out=facet.left_out,
    )


@router.get(
    "/datasets/{id}",
    responses={
        404: {"model": ProblemOut, "description": "There is no such dataset."},
        422: PROBLEMS[422],
    },
    summary="One dataset with every claim",
    response_model_exclude_none=True,
)
def one_dataset(
    request: Request,
    id: Annotated[str, Path(max_length=80, examples=["demo-dcat.0123456789ab"])],  # noqa: A002
    response: Response,
    lang: Annotated[
        str, Query(max_length=8, description="Language of findings: one of the 24 of the EU.")
    ] = "",
) -> DatasetOut:
    """Give what is published of a dataset: every value with its layer, evidence, rule and confidence.

    `shadowed` holds values that a stated value or a decision hides. A dataset that is gone is given
    with `state: gone`. The sentence of a finding is in the language of `lang` or Accept-Language where
    there is one, else in English; `language` says which.
    """
    desk = desk_of(request)
    dataset = dataset_or_404(request, desk, id)
    language = reader_of(request).language  # of ``lang``, else of the header
    response.headers["Vary"] = "Accept-Language"
    with desk.store.read() as connection:
        decided = decisions.of_dataset(connection, dataset.id)
    page = f"{desk.public_url}/datasets/{dataset.id}"
    return DatasetOut(
        **_identity(dataset),
        claims=[_claim(one) for one in dataset.claims],
        shadowed=[_claim(one) for one in dataset.shadowed],
        decisions=[
            {
                "id": one.id, "action": one.action, "node": one.node, "property": one.property,
                "was": one.was, "value": one.value, "reason": one.reason, "at": one.at.isoformat(),
            }
            for one in decided
        ],
        findings=[_finding(one, language) for one in dataset.findings],
        links={
            "page": page, "turtle": f"{page}.ttl", "json_ld": f"{page}.jsonld", "rdf_xml": f"{page}.rdf",
        },
    )  # fmt: skip


def _finding(finding: Finding, language: str) -> FindingOut:
    said = told(finding, language)
    return FindingOut(
        code=finding.code, severity=finding.severity.value, sentence=said.text, language=said.language,
        place=finding.place, found=finding.found, expected=finding.expected, hint=finding.hint,
        profile=finding.profile,
    )  # fmt: skip


def _identity(dataset: Dataset) -> dict[str, Any]:
    return {
        "id": dataset.id, "iri": dataset.iri, "source": dataset.source, "identifier": dataset.identifier,
        "state": dataset.state.value, "version": dataset.version, "format": dataset.format,
        "url": dataset.url, "languages": list(dataset.languages), "first_seen": dataset.first_seen,
        "last_seen": dataset.last_seen, "changed_at": dataset.changed_at,
    }  # fmt: skip


def _claim(claim: Claim) -> ClaimOut:
    return ClaimOut(
        property=claim.property, value=claim.value, kind=claim.kind, language=claim.language,
        datatype=claim.datatype, layer=claim.layer.value, rule=claim.rule, confidence=claim.confidence,
        node=claim.node, evidence=_evidence(claim.evidence),
    )  # fmt: skip


def _evidence(evidence: Evidence | None) -> EvidenceOut | None:
    if evidence is None:
        return None
    return EvidenceOut(
        document=evidence.document, url=evidence.url, path=evidence.path or None,
        start=evidence.start if evidence.start >= 0 else None,
        end=evidence.end if evidence.end >= 0 else None, quote=evidence.quote or None,
    )  # fmt: skip


@router.get("/facets", summary="Facets and their values")
def facets(request: Request) -> Attributes:
    """List every facet with its values over the whole catalogue, so that filters need no guessing."""
    desk = desk_of(request)
    reader = reader_of(request)
    counted = desk.survey.statistics(EVERYTHING.filters())
    return Attributes(
        facets=[
            Attribute(
                name=name,
                label=reader.say(f"facet.{name}"),
                values=[
                    FacetValueOut(
                        value=value,
                        label=facet_label(name, value, reader, desk.source_title(value)).text,
                        count=counts.datasets,
                        chosen=False,
                    )
                    for value, counts in counted.by[name].items()
                ],
            )
            for name in FACETS
        ]
    )


@router.get("/statistics", responses={422: PROBLEMS[422]}, summary="Figures, computed now")
def statistics(request: Request, asked: Annotated[Narrowed, Query()]) -> StatisticsOut:
    """Sum what datasets state, in all and by each facet; the same filters as search."""
    counted = desk_of(request).survey.statistics(asked.filters())
    by = {
        facet: {value: counts.plain() for value, counts in values.items()}
        for facet, values in counted.by.items()
    }
    return StatisticsOut(
        **counted.total.plain(),
        stated_by=dict(counted.total.saying),
        by=by,
        by_month=dict(counted.months),
        filters_applied=_applied(asked),
    )
