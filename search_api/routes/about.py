"""What Messor is, and what its API offers; the API page is made from its own description."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from search_api.desk import desk_of
from search_api.reader import reader_of

router = APIRouter(include_in_schema=False)


@router.get("/about")
def about_page(request: Request) -> Response:
    """Say what this is, where the descriptions come from, what is kept of readers."""
    return desk_of(request).pages.render(request, "about.html", title=reader_of(request).say("about.title"))


@router.get("/api")
def api_page(request: Request) -> Response:
    """List the operations of the API with their parameters."""
    return desk_of(request).pages.render(
        request,
        "api.html",
        title=reader_of(request).say("api.title"),
        operations=_operations(request.app.openapi()),
    )


@router.get("/openapi.json")
def openapi(request: Request) -> Response:
    """Lead to the description of the API, for programs that look where it usually is."""
    return RedirectResponse(str(request.app.openapi_url), 308)


def _operations(document: dict[str, Any]) -> list[dict[str, Any]]:
    """List path, summary, description and query parameters of each operation."""
    return [
        {
            "path": path,
            "summary": operation.get("summary", ""),
            "description": operation.get("description", "").replace("`", ""),
            "parameters": [
                (one["name"], one.get("description", "").replace("`", ""))
                for one in operation.get("parameters", [])
            ],
        }
        for path, methods in document["paths"].items()
        for operation in methods.values()
    ]
