"""Decide on a value, and take a decision back: for curators who are logged in, by POST only."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Form
from pydantic import BaseModel
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
from search_api.values import claim_key

router = APIRouter(include_in_schema=False)
ACTIONS: dict[str, Action] = {"accept": "accept", "correct": "correct", "reject": "reject"}
LONGEST = 20_000


class DecisionForm(BaseModel):
    """What the form of one value sends.

    Attributes:
        claim: Key of the machine's value; empty when a value is added, then ``property`` and
            ``language`` say what of.
        next: Where to go on.
    """

    action: str = ""
    claim: str = ""
    property: str = ""
    language: str = ""
    value: str = ""
    reason: str = ""
    version: str = ""
    next: str = ""
    csrf: str = ""


class UndoForm(BaseModel):
    """What the undo button sends."""

    decision: str = ""
    next: str = ""
    csrf: str = ""


@router.post("/datasets/{key}/decide")
def decide(request: Request, key: str, form: Annotated[DecisionForm, Form()]) -> Response:
    """Write a decision on one value and go back to where it was made."""
    desk = desk_of(request)
    reader = reader_of(request)
    session = curator(request, form.csrf)
    dataset = dataset_or_404(request, desk, key)
    if form.version != str(dataset.version):
        raise Problem(409, reader.say("decide.moved"), hint=reader.say("decide.moved.hint"))
    action = ACTIONS.get(form.action)
    if action is None:
        raise Problem(422, reader.say("decide.unknown"), hint=reader.say("decide.unknown.hint"))
    claim = _claim(dataset, form, reader)
    value = form.value.replace("\r\n", "\n").strip()[:LONGEST]
    new = claim
    if action == "correct":
        new = typed(claim, value, reader) if value else replace(claim, value="")
    try:
        with desk.store.write() as connection:
            number = decisions.decide(
                connection,
                dataset.id,
                action,
                (claim.node, claim.property, claim.value),
                (new.value, new.kind, new.language, new.datatype),
                by=session.user,
                reason=form.reason,
            )
    except ConfigError as error:
        raise Problem(422, error.message, hint=error.hint) from error
    return _back(dataset.id, form.next, str(number))


@router.post("/datasets/{key}/undo")
def undo(request: Request, key: str, form: Annotated[UndoForm, Form()]) -> Response:
    """Take back a decision on this dataset."""
    desk = desk_of(request)
    say = reader_of(request).say
    curator(request, form.csrf)
    dataset = dataset_or_404(request, desk, key)
    with desk.store.write() as connection:
        standing = {str(one.id): one.id for one in decisions.of_dataset(connection, dataset.id)}
        if form.decision not in standing or not decisions.undo(connection, standing[form.decision]):
            raise Problem(409, say("decide.unknown"), hint=say("decide.unknown.hint"))
    return _back(dataset.id, form.next, "undone")


def _claim(dataset: Dataset, form: DecisionForm, reader: Reader) -> Claim:
    """Find the machine's value that is decided on, or the shape of the one that is added.

    Raises:
        Problem: 409, when there is no such value (any more).
    """
    if not form.claim and form.property in ADDABLE:
        return kind_of_new(form.property, form.language)
    for claim in (*dataset.claims, *dataset.shadowed):
        if claim.layer is not Layer.DECIDED and claim_key(claim) == form.claim:
            return claim
    raise Problem(409, reader.say("decide.unknown"), hint=reader.say("decide.unknown.hint"))


def _back(key: str, goal: str, done: str) -> Response:
    """Go back to the dataset, or to the page that the form named."""
    if goal:
        path = own_path(goal, "/review")
        joint = "&" if "?" in path else "?"
        return RedirectResponse(f"{path}{joint}{urlencode({'done': done, 'dataset': key})}", 303)
    return RedirectResponse(f"/datasets/{quote(key)}?done={done}#decided", 303)
