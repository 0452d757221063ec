"""A curator decides on values; the next harvest keeps it; everything can be taken back."""

import re

import pytest

from catalogue import datasets, facts, runs
from catalogue.model import Layer, Outcome
from tests.conftest import put
from tests.search_api.conftest import HTML, KEYS, SOURCE, breast, decide, glioma, number, token_of

GLIOMA = KEYS["glioma"]


def dataset(app, key=GLIOMA):
    with app.state.desk.store.read() as connection:
        return datasets.get(connection, key)


def harvest(app, description, outcome=Outcome.CHANGED):
    with app.state.desk.store.write() as connection:
        run, _ = runs.begin(connection, SOURCE, 60)
        return put(connection, run.id, description, outcome)


def test_a_corrected_number_is_shown_as_decided(curator, app):
    answer = decide(curator, GLIOMA, "People", "correct", "1 190", reason="counted in the paper")
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/datasets/{GLIOMA}?done=1#decided"
    (claim,) = facts.of(dataset(app).claims, facts.SUBJECTS)
    assert (claim.value, claim.layer, claim.datatype) == ("1190", Layer.DECIDED, "xsd:integer")
    page = curator.get(answer.headers["location"], headers=HTML).text
    assert "The next harvest keeps your decision" in page
    assert "by ana" in page and "counted in the paper" in page
    assert "1,190" in page


def test_a_decision_survives_the_next_harvest_and_a_new_value_is_put_before_a_person(curator, app):
    decide(curator, GLIOMA, "People", "correct", "190")
    changed = glioma()
    claims = [one for one in changed.claims if one.property != facts.SUBJECTS]
    from dataclasses import replace

    harvest(app, replace(changed, claims=(*claims, number(facts.SUBJECTS, 201))))
    assert dataset(app).version == 2
    assert facts.number(dataset(app).claims, facts.SUBJECTS) == 190
    page = curator.get("/review?kind=conflict", headers=HTML).text
    assert "source changed under a decision" in page and "Glioma infantil" in page


def test_an_accepted_value_is_published_though_it_was_unsure(curator, app):
    decide(curator, GLIOMA, "Kind of image", "accept", reason="")
    (claim,) = facts.of(dataset(app).claims, facts.MODALITY)
    assert claim.layer is Layer.DECIDED
    assert "Kind of image" not in curator.get("/review?kind=unsure", headers=HTML).text


def test_a_rejected_value_is_gone_from_what_is_published_and_stays_in_the_table(curator, app):
    assert decide(curator, GLIOMA, "Body part", "reject", reason="not the brain").status_code == 303
    assert facts.values(dataset(app).claims, facts.BODY_PART) == []
    page = curator.get(f"/datasets/{GLIOMA}", headers=HTML).text
    assert "<del>" in page and "rejected" in page and "not the brain" in page


def test_a_decision_can_be_taken_back(curator, app):
    page = curator.get(decide(curator, GLIOMA, "Body part", "reject").headers["location"], headers=HTML).text
    form = {"csrf": token_of(page), "decision": re.search(r'name="decision" value="(\d+)"', page)[1]}
    answer = curator.post(f"/datasets/{GLIOMA}/undo", data=form, headers=HTML)
    assert "Taken back" in answer.text
    assert len(facts.values(dataset(app).claims, facts.BODY_PART)) == 1
    assert curator.post(f"/datasets/{GLIOMA}/undo", data=form, headers=HTML).status_code == 409


@pytest.mark.parametrize(
    "name, typed, found",
    [
        ("Cancer type", "глиобластом", "https://w3id.org/messor/concept/glioblastoma"),
        ("Kind of image", "CT", "https://w3id.org/messor/concept/computed-tomography"),
        (
            "Kind of image",
            "magnetic-resonance-imaging",
            "https://w3id.org/messor/concept/magnetic-resonance-imaging",
        ),
    ],
)
def test_a_concept_may_be_typed_as_a_word_in_any_language_a_code_or_an_id(curator, app, name, typed, found):
    assert decide(curator, GLIOMA, name, "correct", typed).status_code == 303
    assert found in [claim.value for claim in dataset(app).claims if claim.layer is Layer.DECIDED]


def test_an_official_value_may_be_typed_as_a_word(curator, app):
    assert decide(curator, KEYS["breast"], "Access", "correct", "öffentlich").status_code == 303
    assert facts.values(dataset(app, KEYS["breast"]).claims, "dct:accessRights")[0].endswith("/PUBLIC")


@pytest.mark.parametrize(
    "name, action, typed, reason, status",
    [
        ("People", "correct", "many", "seen", 422),
        ("People", "correct", "", "seen", 422),
        ("People", "correct", "190", "", 422),
        ("People", "reject", "", " ", 422),
        ("People", "destroy", "190", "seen", 422),
        ("Cancer type", "correct", "a unicorn", "seen", 422),
        ("Cancer type", "correct", "https://example.org/x", "seen", 422),
        ("Cancer type", "correct", "javascript:alert(1)", "seen", 422),
    ],
)
def test_what_cannot_be_meant_is_refused_with_advice(curator, app, name, action, typed, reason, status):
    before = dataset(app)
    answer = decide(curator, GLIOMA, name, action, typed, reason)
    assert answer.status_code == status
    assert 'class="lead"' in answer.text
    assert dataset(app) == before


def test_a_value_that_moved_meanwhile_is_not_decided_blindly(curator, app):
    page = curator.get(f"/datasets/{GLIOMA}", headers=HTML).text
    from dataclasses import replace

    harvest(app, replace(glioma(), claims=(*glioma().claims, number("messor:numberOfImages", 5))))
    form = {
        "csrf": token_of(page), "action": "reject", "reason": "x", "version": "1",
        "claim": re.search(r'name="claim" value="([0-9a-f]+)"', page)[1],
    }  # fmt: skip
    assert curator.post(f"/datasets/{GLIOMA}/decide", data=form, headers=HTML).status_code == 409


def test_a_claim_that_is_not_the_datasets_cannot_be_decided(curator):
    answer = decide(curator, GLIOMA, "People", "reject", claim="0" * 24)
    assert answer.status_code == 409


def test_a_missing_value_can_be_added(curator, app):
    page = curator.get(f"/datasets/{GLIOMA}", headers=HTML).text
    form = {
        "csrf": token_of(page), "version": "1", "action": "correct", "property": "dct:spatial",
        "value": "Испания", "reason": "on the page", "claim": "",
    }  # fmt: skip
    answer = curator.post(f"/datasets/{GLIOMA}/decide", data=form, headers=HTML)
    assert answer.status_code == 200 and "Spain" in answer.text
    assert facts.values(dataset(app).claims, "dct:spatial")[0].endswith("/ESP")


def test_text_with_line_breaks_and_quotes_comes_back_as_typed(curator, app):
    text = 'First "line" <b>\r\n\r\nSecond & last'
    assert decide(curator, KEYS["breast"], "Description", "correct", text).status_code == 303
    values = [one.value for one in facts.of(dataset(app, KEYS["breast"]).claims, "dct:description")]
    assert 'First "line" <b>\n\nSecond & last' in values
    assert len(values) == 2  # the other language's text is untouched


def test_deciding_from_the_review_returns_there_with_undo(curator):
    page = curator.get("/review?kind=unsure", headers=HTML).text
    form = dict(
        re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page.split('class="decide"')[1])
    )
    key = re.search(r'action="/datasets/([^"/]+)/decide"', page)[1]
    answer = curator.post(
        f"/datasets/{key}/decide", data={**form, "action": "accept"}, headers=HTML, follow_redirects=False
    )
    assert answer.headers["location"].startswith("/review?kind=unsure&done=1&dataset=")
    assert "Undo" in curator.get(answer.headers["location"], headers=HTML).text


def test_history_names_what_changed(curator, app):
    from dataclasses import replace

    harvest(app, replace(breast(), claims=(*breast().claims, number("messor:numberOfSeries", 9))))
    page = curator.get(f"/datasets/{KEYS['breast']}", headers=HTML).text
    assert "changed: Series" in page and "first version" in page


def test_a_run_out_of_range_is_accepted_in_a_persons_name(curator, app):
    page = curator.get("/runs/1", headers=HTML).text
    answer = curator.post("/runs/1/accept", data={"csrf": token_of(page)}, headers=HTML)
    assert "accepted by ana" in answer.text
    assert curator.post("/runs/1/accept", data={"csrf": token_of(page)}, headers=HTML).status_code == 409
