"""One dataset: its page, its graph in three formats, its claims as JSON (in ``api``)."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from catalogue import datasets, decisions
from catalogue.model import Dataset, DatasetState
from ontologies.explaining import Part, told
from ontologies.findings import explain
from search_api import graphs
from search_api.citing import bibtex, citation
from search_api.dataset_view import history, view_of
from search_api.desk import Desk, desk_of
from search_api.graphs import FORMATS
from search_api.labels import Label
from search_api.negotiation import choose
from search_api.problem import Problem
from search_api.quality import dials, of_dataset
from search_api.reader import Reader, reader_of
from search_api.safe import without_tags
from search_api.schema_org import dataset_document
from search_api.similar import similar_to
from search_api.values import groups_of, property_name

router = APIRouter(include_in_schema=False)
HTML = "text/html"
SUMMARY = 300


def dataset_or_404(request: Request, desk: Desk, key: str) -> Dataset:
    """Give a dataset, tombstones too.

    Raises:
        Problem: 404.
    """
    with desk.store.read() as connection:
        found = datasets.get(connection, key[:80])
    if found is None:
        say = reader_of(request).say
        raise Problem(404, say("problem.404.dataset", id=key[:80]), hint=say("problem.404.hint"))
    return found


@router.get("/datasets/{key}.{suffix}")
def dataset_as(request: Request, key: str, suffix: str) -> Response:
    """Give the graph in the format of a suffix."""
    if suffix not in FORMATS:
        # Ids hold a dot: "source.0123456789ab" is a page, not a format.
        return dataset_page(request, f"{key}.{suffix}")
    desk = desk_of(request)
    return graphs.dataset_response(request, desk, dataset_or_404(request, desk, key), suffix)


@router.get("/datasets/{key}")
def dataset_page(request: Request, key: str) -> Response:
    """Give the page, or the graph to a program that accepts one."""
    desk = desk_of(request)
    dataset = dataset_or_404(request, desk, key)
    offered = [HTML, *(one.media_type for one in FORMATS.values())]
    wanted = choose(request.headers.get("accept", ""), offered)
    if wanted is None:
        raise _unavailable(request, offered)
    if wanted != HTML:
        suffix = next(name for name, one in FORMATS.items() if one.media_type == wanted)
        return graphs.dataset_response(request, desk, dataset, suffix)
    return _page(request, desk, dataset)


def _unavailable(request: Request, offered: list[str]) -> Problem:
    say = reader_of(request).say
    accept = request.headers.get("accept", "")[:80]
    return Problem(
        406,
        say("problem.406.detail", accept=accept),
        hint=say("problem.406.hint", offered=", ".join(offered)),
        more={"offered": offered},
        headers={"Vary": "Accept"},
    )


def _page(request: Request, desk: Desk, dataset: Dataset) -> Response:
    reader = reader_of(request)
    with desk.store.read() as connection:
        versions = datasets.versions_of(connection, dataset.id)
        decided = decisions.of_dataset(connection, dataset.id)
        known = datasets.known(connection, dataset.source, dataset.identifier)
    view = view_of(dataset, reader)
    page = f"{desk.public_url}/datasets/{dataset.id}"
    gone = dataset.state is DatasetState.GONE
    links = [f'<{page}.{name}>; rel="alternate"; type="{one.media_type}"' for name, one in FORMATS.items()]
    summary = without_tags(view.descriptions[0].value)[:SUMMARY] if view.descriptions else ""
    return desk.pages.render(
        request,
        "dataset.html",
        status=410 if gone else 200,
        headers={"Link": ", ".join(links)},
        title=view.title.value,
        dataset=dataset,
        view=view,
        summary=summary,
        canonical=page,
        groups=groups_of(dataset, decided, reader),
        history=history(versions, reader),
        rules=known.mapping if known else "",
        source_title=desk.source_title(dataset.source),
        findings=_findings(dataset, reader),
        dials=dials(of_dataset(desk, dataset), reader),
        many=False,
        similar=similar_to(desk, dataset.id, reader),
        citation=citation(dataset, view),
        bibtex=bibtex(dataset, view),
        formats={name: one.label for name, one in FORMATS.items()},
        document=dataset_document(dataset, page, desk.public_url + "/"),
        said=_said(request, dataset.id, {one.id for one in decided}, reader),
        addable=addable(dataset, reader),
        noindex=gone,
    )


def _findings(dataset: Dataset, reader: Reader) -> list[tuple[str, str, Part, str]]:
    """List severity, code, sentence in the reader's language and profile of each finding, worst first."""
    order = {"violation": 0, "warning": 1, "info": 2}
    listed = [
        (one.severity.value, one.code, told(one, reader.language), one.profile) for one in dataset.findings
    ]
    return sorted(dict.fromkeys(listed), key=lambda one: (order[one[0]], explain(one[1]).title))


def _said(request: Request, key: str, standing: set[int], reader: Reader) -> dict[str, object] | None:
    """Give the notice after a decision: what happened, and the decision that can be undone."""
    done = request.query_params.get("done", "")
    if done == "undone":
        return {"text": reader.say("decide.undone"), "decision": None, "dataset": key}
    if done.isdecimal() and len(done) < 12 and int(done) in standing:
        return {"text": reader.say("decide.done"), "decision": int(done), "dataset": key}
    return None


ADDABLE = (
    "dct:title", "dct:description", "eucaim:hasCondition", "eucaim:hasImageBodyPart",
    "eucaim:hasImageModality", "healthdcatap:numberOfUniqueIndividuals", "messor:numberOfImages",
    "dct:accessRights", "dct:license", "dct:spatial", "dct:language", "dcat:keyword", "dcat:landingPage",
)  # fmt: skip


def addable(dataset: Dataset, reader: Reader) -> list[tuple[str, Label]]:
    """List the properties a curator may add a value of."""
    from catalogue.overlay import SINGLE

    present = {claim.property for claim in dataset.claims if claim.node == ""}
    return [
        (name, Label(property_name(name, reader), reader.page_language))
        for name in ADDABLE
        if name not in present or name not in SINGLE
    ]
