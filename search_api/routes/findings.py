"""What a finding's code means, and which datasets have it."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from ontologies.explaining import explained
from search_api.desk import desk_of
from search_api.problem import Problem
from search_api.reader import reader_of

router = APIRouter(include_in_schema=False)
MOST = 50


@router.get("/findings/{code}")
def finding_page(request: Request, code: str) -> Response:
    """Explain a code."""
    desk = desk_of(request)
    having = [row for row in desk.survey.rows() if code in row.codes]
    reader = reader_of(request)
    meaning = explained(code[:60], reader.language)
    if not meaning.known and not having:
        hint = reader.say("problem.404.hint")
        raise Problem(
            404, reader.say("problem.404.finding", id=code[:60]), hint=hint, more={"nearest": meaning.code}
        )
    return desk.pages.render(
        request,
        "finding.html",
        title=meaning.title.text if meaning.known else code,
        code=code,
        meaning=meaning if meaning.known else None,
        having=having[:MOST],
        more=max(0, len(having) - MOST),
    )
