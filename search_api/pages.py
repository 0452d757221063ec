"""Render a template: every page knows the reader, the session and how to write links."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from starlette.requests import Request
from starlette.responses import HTMLResponse

from search_api import safe
from search_api.assets import Assets
from search_api.reader import Reader, reader_of
from search_api.session import session_of
from search_api.values import claim_key

VARY = "Accept, Accept-Language, Cookie"


class Pages:
    """The templates of one application."""

    def __init__(self, assets: Assets, public_url: str) -> None:
        self._environment = Environment(
            loader=PackageLoader("search_api", "templates"),
            autoescape=select_autoescape(default=True, default_for_string=True),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.globals.update(
            asset=assets.url,
            public_url=public_url,
            prose=safe.prose,
            marked=safe.marked,
            web_link=safe.web_link,
            json_script=safe.json_script,
            claim_key=claim_key,
        )

    def render(
        self,
        request: Request,
        template: str,
        *,
        status: int = 200,
        headers: Mapping[str, str] | None = None,
        **context: Any,
    ) -> HTMLResponse:
        """Give a page.

        Args:
            template: Its file name.
            context: What it shows; ``title`` is always needed.
        """
        reader = reader_of(request)
        session = session_of(request)
        sent = {"Vary": VARY, **(headers or {})}
        if session is not None:
            sent["Cache-Control"] = "private, no-store"
        shown = self._environment.get_template(template).render(
            reader=reader,
            t=reader.say,
            session=session,
            path=request.scope["path"],
            link=_Link(reader),
            noindex=context.pop("noindex", status != 200),
            **context,
        )
        return HTMLResponse(shown, status, sent)


class _Link:
    """Writes an address of this site; the reader's chosen language goes with it."""

    def __init__(self, reader: Reader) -> None:
        self._language = reader.language if reader.chosen else ""

    def __call__(self, path: str, **parameters: object) -> str:
        given = {name: value for name, value in parameters.items() if value not in {None, ""}}
        if self._language:
            given.setdefault("lang", self._language)
        return f"{path}?{urlencode(given)}" if given else path
