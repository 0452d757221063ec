"""Static files under hashed names."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from search_api.desk import desk_of
from search_api.problem import Problem
from search_api.reader import reader_of

router = APIRouter(include_in_schema=False)
FOR_EVER = "public, max-age=31536000, immutable"


@router.get("/static/{name}")
def static(request: Request, name: str) -> Response:
    """Give a file; its name changes whenever it does."""
    asset = desk_of(request).assets.by_name.get(name)
    if asset is None:
        raise Problem(404, reader_of(request).say("problem.404.detail"))
    return Response(asset.body, media_type=asset.media_type, headers={"Cache-Control": FOR_EVER})


@router.get("/favicon.ico")
def favicon(request: Request) -> Response:
    """Give the icon to browsers that ask for it by its old name."""
    desk = desk_of(request)
    asset = desk.assets.by_name[desk.assets.url("icon.svg").rsplit("/", 1)[-1]]
    return Response(asset.body, media_type=asset.media_type, headers={"Cache-Control": "max-age=86400"})
