"""Decide on a value, and take a decision back: for curators who are logged in, by POST only."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Form
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from catalogue import decisions
from catalogue.errors import ConfigError
from catalogue.model import Claim, Dataset, Layer
from catalogue.overlay import Action
from search_api.desk import desk_of
from search_api.problem import Problem
from search_api.reader import Reader, reader_of
from search_api.routes.dataset import ADDABLE, dataset_or_404
from search_api.safe import own_path
from search_api.session import curator
from search_api.typed import kind_of_new, typed

router = APIRouter(include_in_schema=False)
ACTIONS: dict[str, Action] = {"accept": "accept", "correct": "correct", "reject": "reject"}
LONGEST = 20_000


@router.post("/datasets/{key}/decide")
def decide(
    request: Request,
    key: str,
    action: Annotated[str, Form()] = "",
    node: Annotated[str, Form()] = "",
    prop: Annotated[str, Form(alias="property")] = "",
    was: Annotated[str, Form()] = "",
    tongue: Annotated[str, Form(alias="language")] = "",
    value: Annotated[str, Form()] = "",
    reason: Annotated[str, Form()] = "",
    version: Annotated[str, Form()] = "",
    goal: Annotated[str, Form(alias="next")] = "",
    csrf: Annotated[str, Form()] = "",
) -> Response:
    """Write a decision on one value and go back to where it was made."""
    desk = desk_of(request)
    reader = reader_of(request)
    session = curator(request, csrf)
    dataset = dataset_or_404(request, desk, key)
    if version != str(dataset.version):
        raise Problem(409, reader.say("decide.moved"), hint=reader.say("decide.moved.hint"))
    value = value.replace("\r\n", "\n").strip()[:LONGEST]
    claim = _claim(dataset, node, prop, was, tongue, reader)
    if action not in ACTIONS:
        raise Problem(422, reader.say("decide.unknown"), hint=reader.say("decide.unknown.hint"))
    made = (claim.value, claim.kind, claim.language, claim.datatype)
    if action == "correct" and value:
        written = typed(claim, value, reader)
        made = (written.value, written.kind, written.language, written.datatype)
    elif action == "correct":
        made = ("", claim.kind, claim.language, claim.datatype)
    try:
        with desk.store.write() as connection:
            number = decisions.decide(
                connection, dataset.id, ACTIONS[action], (node, prop, was), made,
                by=session.user, reason=reason,
            )  # fmt: skip
    except ConfigError as error:
        raise Problem(422, error.message, hint=error.hint) from error
    return _back(dataset.id, goal, str(number))


@router.post("/datasets/{key}/undo")
def undo(
    request: Request,
    key: str,
    decision: Annotated[str, Form()] = "",
    goal: Annotated[str, Form(alias="next")] = "",
    csrf: Annotated[str, Form()] = "",
) -> Response:
    """Take back a decision on this dataset."""
    desk = desk_of(request)
    reader = reader_of(request)
    curator(request, csrf)
    dataset = dataset_or_404(request, desk, key)
    with desk.store.write() as connection:
        standing = {str(one.id): one.id for one in decisions.of_dataset(connection, dataset.id)}
        if decision not in standing or not decisions.undo(connection, standing[decision]):
            raise Problem(409, reader.say("decide.unknown"), hint=reader.say("decide.unknown.hint"))
    return _back(dataset.id, goal, "undone")


def _claim(dataset: Dataset, node: str, prop: str, was: str, tongue: str, reader: Reader) -> Claim:
    """Find the machine's value that is decided on; with an empty ``was`` one is added.

    Raises:
        Problem: 409, when there is no such value (any more).
    """
    if not was and node == "" and prop in ADDABLE:
        return kind_of_new(prop, tongue)
    for claim in (*dataset.claims, *dataset.shadowed):
        same = (claim.node, claim.property, claim.value, claim.language or "") == (node, prop, was, tongue)
        if same and claim.layer is not Layer.DECIDED:
            return claim
    raise Problem(409, reader.say("decide.unknown"), hint=reader.say("decide.unknown.hint"))


def _back(key: str, goal: str, done: str) -> Response:
    """Go back to the dataset, or to the page that the form named."""
    if goal:
        path = own_path(goal, "/review")
        joint = "&" if "?" in path else "?"
        return RedirectResponse(f"{path}{joint}{urlencode({'done': done, 'dataset': key})}", 303)
    return RedirectResponse(f"/datasets/{quote(key)}?done={done}#decided", 303)
