"""The three layers: stated before inferred, a curator's decision before both."""

from datetime import UTC, datetime

import pytest

from catalogue.model import Layer
from catalogue.overlay import Decision, overlay
from tests.conftest import inferred, said

CANCER, IMAGES = "eucaim:hasCondition", "messor:numberOfImages"


def decision(action, was, value="", property_=CANCER, **more):
    return Decision(
        more.get("id", 1), "clinic.1", "", property_, action, was, value, more.get("kind", "iri"),
        more.get("language"), None, "because", "ana", datetime(2026, 11, 25, tzinfo=UTC),
    )  # fmt: skip


def shown(claims, *decisions):
    return [(one.value, one.layer.value) for one in overlay(claims, decisions).published]


POLICY = {
    "what is stated is published": ([said(CANCER, "breast")], [], [("breast", "stated")]),
    "what is inferred is published when nothing is stated": (
        [inferred(CANCER, "breast")], [], [("breast", "inferred")],
    ),
    "a stated value hides inferred ones of the same property": (
        [inferred(CANCER, "lung"), said(CANCER, "breast")], [], [("breast", "stated")],
    ),
    "an unsure inference waits for a person": ([inferred(CANCER, "lung", 0.4)], [], []),
    "accepting an unsure inference publishes it": (
        [inferred(CANCER, "lung", 0.4)], [decision("accept", "lung", "lung")], [("lung", "decided")],
    ),
    "rejecting removes a value": ([said(CANCER, "breast")], [decision("reject", "breast")], []),
    "correcting puts the curator's value in its place": (
        [said(CANCER, "breast")], [decision("correct", "breast", "lung")], [("lung", "decided")],
    ),
    "a correction of a single value hides the source's new value too": (
        [said(IMAGES, "300")], [decision("correct", "200", "250", IMAGES)], [("250", "decided")],
    ),
    "a correction of one keyword leaves the others": (
        [said("dcat:keyword", "a"), said("dcat:keyword", "b")],
        [decision("correct", "a", "c", "dcat:keyword")],
        [("b", "stated"), ("c", "decided")],
    ),
    "a later decision on the same value wins": (
        [said(CANCER, "breast")],
        [decision("reject", "breast"), decision("accept", "breast", "breast", id=2)],
        [("breast", "decided")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("claims, decisions, expected", POLICY.values(), ids=POLICY)
def test_policy(claims, decisions, expected):
    assert shown(claims, *decisions) == expected


def test_a_title_corrected_in_one_language_keeps_the_other_language():
    claims = [said("dct:title", "Breast", language="en"), said("dct:title", "Brust", language="de")]
    found = shown(claims, decision("correct", "Brust", "Mamma", "dct:title", kind="literal", language="de"))
    assert found == [("Breast", "stated"), ("Mamma", "decided")]


def test_a_decision_whose_value_the_source_no_longer_says_is_told():
    laid = overlay([said(IMAGES, "300")], [decision("correct", "200", "250", IMAGES)])
    assert [one.code for one in laid.findings] == ["source-changed-under-decision"]
    assert "ana decided '250'" in laid.findings[0].expected


def test_nothing_is_lost_hidden_claims_are_shadowed():
    laid = overlay([inferred(CANCER, "lung"), said(CANCER, "breast")], [decision("reject", "breast")])
    assert {one.value for one in laid.shadowed} == {"lung", "breast"}
    assert all(one.layer is not Layer.DECIDED for one in laid.shadowed)
