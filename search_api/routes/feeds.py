"""Doors for other machines: the catalogue as RDF in pages, the sitemap, robots.txt."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from urllib.parse import quote

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from catalogue import datasets, listing
from catalogue.rdf import serialise
from search_api.desk import desk_of
from search_api.graphs import FORMATS, PAGE, Cover, Paging, gauges_graph, tagged, write_page
from search_api.negotiation import choose
from search_api.problem import Problem
from search_api.quality import keys_of
from search_api.reader import reader_of

router = APIRouter(include_in_schema=False)
SITEMAP_PAGE = 1000
NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
XML = "application/xml"


@router.get("/catalog")
def catalogue(request: Request) -> Response:
    """Lead to the catalogue in a format the reader accepts."""
    media_types = [one.media_type for one in FORMATS.values()]
    wanted = choose(request.headers.get("accept", ""), media_types) or media_types[0]
    suffix = next(name for name, one in FORMATS.items() if one.media_type == wanted)
    return RedirectResponse(f"/catalog.{suffix}", 303, headers={"Vary": "Accept"})


@router.get("/catalog.{suffix}")
def catalogue_page(request: Request, suffix: str) -> Response:
    """Give a page of 100 datasets; ``?page=`` is the id behind which it begins."""
    say = reader_of(request).say
    if suffix not in FORMATS:
        raise Problem(404, say("problem.404.detail"), hint=say("problem.404.hint"))
    desk = desk_of(request)
    after = request.query_params.get("page", "")[:80]
    host = desk.public_url.partition("://")[2]
    cover = Cover(desk.public_url, say("feed.title", host=host), say("feed.description"), keys_of(desk))
    with desk.store.read() as connection:
        starts = listing.starts(connection, PAGE)
        total = datasets.count(connection)
        # A page that began elsewhere before datasets came or went is still right: it begins behind its id.
        place = sum(1 for start in starts if start <= after) - 1
        if starts[place] != after:
            starts = [*starts[: place + 1], after, *starts[place + 1 :]]
            place += 1
        entries, paging = listing.entries(connection, after, PAGE), Paging(starts, place, total)
        body = write_page(connection, entries, paging, cover, suffix)
    return tagged(request, body.encode(), FORMATS[suffix].media_type)


@router.get("/gauges.{suffix}")
def gauges(request: Request, suffix: str) -> Response:
    """Give what the gauges measure: the metrics that the measurements of datasets name."""
    if suffix not in FORMATS:
        say = reader_of(request).say
        raise Problem(404, say("problem.404.detail"), hint=say("problem.404.hint"))
    body = serialise(gauges_graph(keys_of(desk_of(request))), FORMATS[suffix].name)
    return tagged(request, body.encode(), FORMATS[suffix].media_type)


@router.get("/sitemap.xml")
def sitemap(request: Request) -> Response:
    """Give the index of the sitemap's pages, or with ``?after=`` one page of 1,000 datasets."""
    desk = desk_of(request)
    after = request.query_params.get("after")
    with desk.store.read() as connection:
        if after is None:
            starts = listing.starts(connection, SITEMAP_PAGE)
            newest = [
                max((one.changed_at for one in listing.page(connection, start, SITEMAP_PAGE)), default=None)
                for start in starts
            ]
            entries = [
                _entry(
                    f"{desk.public_url}/sitemap.xml?after={quote(start)}",
                    at.isoformat() if at else "",
                    "sitemap",
                )
                for start, at in zip(starts, newest, strict=True)
            ]
            return _xml(request, "sitemapindex", entries)
        page = listing.page(connection, after[:80], SITEMAP_PAGE)
    return _xml(
        request,
        "urlset",
        [
            _entry(f"{desk.public_url}/datasets/{quote(one.id)}", one.changed_at.isoformat(), "url")
            for one in page
        ],
    )


def _entry(address: str, modified: str, element: str) -> str:
    changed = f"<lastmod>{modified}</lastmod>" if modified else ""
    return f"<{element}><loc>{escape(address)}</loc>{changed}</{element}>"


def _xml(request: Request, element: str, entries: Iterable[str]) -> Response:
    lines = "\n".join(entries)
    body = f'<?xml version="1.0" encoding="UTF-8"?>\n<{element} xmlns="{NAMESPACE}">\n{lines}\n</{element}>\n'
    return tagged(request, body.encode(), XML)


@router.get("/robots.txt")
def robots(request: Request) -> Response:
    """Let robots read datasets and concepts, not every combination of facets."""
    lines = [
        "User-agent: *",
        "Disallow: /?",
        "Disallow: /api/search",
        "Disallow: /review",
        "Disallow: /login",
        "Allow: /",
        f"Sitemap: {desk_of(request).public_url}/sitemap.xml",
    ]
    return Response("\n".join(lines) + "\n", media_type="text/plain")
