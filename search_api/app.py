"""Make the application: guards, routes, errors."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware

from catalogue.settings import Settings
from indexer.query import QueryError
from ontologies.errors import ProjectError
from search_api import answers
from search_api.desk import Desk
from search_api.guards import Compress, Faults, Headers, Heads, Sizes
from search_api.measure import Timed
from search_api.problem import Problem
from search_api.routes import (
    about,
    api,
    concepts,
    dataset,
    decide,
    feeds,
    findings,
    health,
    login,
    quality,
    review,
    runs,
    search,
    static,
    statistics,
)
from search_api.session import COOKIE

TITLE = "Messor"
SUMMARY = "Search descriptions of health datasets, in any official language of the EU."
ROUTES = (api, quality, search, statistics, feeds, dataset, decide, review, login, runs, concepts, findings,
          about, health, static)  # fmt: skip

# Plain functions: they read the record for the page's head, so they run beside the event loop.
HANDLERS: dict[int | type[Exception], Any] = {
    Problem: answers.on_problem,
    HTTPException: answers.on_http,
    RequestValidationError: answers.on_invalid,
    QueryError: answers.on_query_error,
    ProjectError: answers.on_project_error,
}


def make_app(settings: Settings) -> FastAPI:
    """Give the application that serves pages and API.

    Args:
        settings: In force; the record is opened (and made if it is not there), the search engine at
            the first search.

    Raises:
        ConfigError: A source file or the database setting is wrong.
        StoreError: The record cannot be opened.
    """
    desk = Desk(settings)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        desk.close()

    app = FastAPI(
        title=TITLE,
        summary=SUMMARY,
        version=_version(),
        license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
        servers=[{"url": desk.public_url}],
        openapi_url="/api/openapi.json",
        # FastAPI's own pages about the API load scripts from another host: /api is ours.
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
        redirect_slashes=False,
        middleware=[
            Middleware(Timed, measure=desk.measure),
            Middleware(Headers),
            Middleware(Heads),
            Middleware(Compress, cookie=COOKIE),
            Middleware(Faults, answer=answers.fault, count=desk.measure.faults.inc),
            Middleware(Sizes, answer=answers.fault),
        ],
        exception_handlers=HANDLERS,
    )
    app.state.desk = desk
    for module in ROUTES:
        app.include_router(module.router)
    return app


def _version() -> str:
    try:
        return version("messor")
    except PackageNotFoundError:
        return "0"
