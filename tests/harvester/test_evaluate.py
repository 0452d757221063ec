"""The measure itself: what counts as right, wrong, missed; and what a folder may not hold."""

import json

import pytest

from harvester.evaluate import evaluate, judge
from harvester.evaluate_texts import EvaluationError

TEXT = "The dataset holds CT images of 288 patients with ovarian cancer. MRI is not included."


def folder(tmp_path, truth, text=TEXT, **more):
    line = {"id": "one", "format": "text", "content": text, "language": "en", **more}
    (tmp_path / "texts.jsonl").write_text(json.dumps(line) + "\n", "utf-8")
    (tmp_path / "truth.jsonl").write_text(json.dumps({"id": "one", **truth}) + "\n", "utf-8")
    return tmp_path


FACTS = {
    "cancerType": ["ovarian cancer"],
    "bodyPart": ["ovary"],
    "modality": ["CT"],
    "subjects": 288,
    "datasetsDescribed": 1,
}


def test_what_is_understood_is_compared_by_field_and_language(tmp_path):
    plain = evaluate(folder(tmp_path, {"facts": FACTS})).plain()
    assert plain["overall"]["f1"] == 1.0
    assert plain["fields"]["subjects"]["right"] == 1
    assert set(plain["languages"]) == {"en"}
    assert plain["misses"] == []


def test_a_fact_absent_from_the_truth_counts_as_wrong_and_a_miss_shows_its_text(tmp_path):
    facts = {name: value for name, value in FACTS.items() if name != "subjects"} | {"images": 9}
    plain = evaluate(folder(tmp_path, {"facts": facts})).plain()
    assert [(one["field"], one["what"], one["value"]) for one in plain["misses"]] == [
        ("subjects", "wrong", 288),
        ("images", "missed", 9),
    ]
    assert plain["misses"][0]["text"].startswith("The dataset holds")


def test_tolerated_values_are_neither_right_nor_wrong():
    assert (
        list(judge({}, {"subjects": [288], "cancerType": ["a"]}, {"subjects": 288, "cancerType": ["a"]}))
        == []
    )


def test_the_datasets_of_a_page_are_compared_in_order(tmp_path):
    table = (
        "Set | Disease | Patients | Images\nA | lung cancer | 10 | 100\nB | glioma | 20 | 200\n"
        "C | melanoma | 30 | 300\n"
    ).replace("\n", " |\n")
    rows = [{"subjects": 10}, {"subjects": 20}, {"subjects": 31}]
    facts = {"datasetsDescribed": 3}
    plain = evaluate(folder(tmp_path, {"facts": facts, "rows": rows}, text="Sets\n\n| " + table)).plain()
    wrong = [(one["row"], one["value"]) for one in plain["misses"] if one["field"] == "subjects"]
    assert wrong == [(3, 30), (3, 31)]


def test_the_language_of_a_text_is_for_scoring_only(tmp_path):
    facts = evaluate(folder(tmp_path, {"facts": FACTS}, language="xx")).plain()
    assert facts["languages"]["xx"]["f1"] == 1.0


@pytest.mark.parametrize(
    ("truth", "message"),
    [
        ({"facts": {"cancerType": ["zorb cancer"]}}, "zorb cancer"),
        ({"facts": {"modality": ["QQ"]}}, "QQ"),
        ({"facts": {"country": ["Atlantis"]}}, "Atlantis"),
        ({"facts": {"colour": ["red"]}}, "colour"),
        ({"facts": {"access": "maybe"}}, "maybe"),
        ({"facts": {"years": [2010]}}, "2010"),
    ],
)
def test_a_name_that_does_not_resolve_is_an_error_that_names_it(tmp_path, truth, message):
    with pytest.raises(EvaluationError, match=message):
        evaluate(folder(tmp_path, truth))


def test_a_folder_without_texts_is_an_error(tmp_path):
    with pytest.raises(EvaluationError, match="no texts"):
        evaluate(tmp_path)


def test_only_one_part_is_measured_when_asked(tmp_path):
    assert evaluate(folder(tmp_path, {"facts": FACTS, "part": "tune"}), "held").texts == 0
