"""What no description should be: bounded time, a finding where something was lost, nothing made up."""

import time

import pytest

from catalogue.model import Layer
from harvester.extract.page import describe_bytes

GOOD = "The dataset holds 230,900 CT images of 288 adults with ovarian cancer. "


def claims(body, media="text/plain"):
    begun = time.process_time()
    found = describe_bytes(body if isinstance(body, bytes) else body.encode("utf-8", "surrogatepass"), media)
    return (
        found,
        {claim.property: claim.value for one in found.descriptions for claim in one.claims},
        (time.process_time() - begun),
    )


def test_twenty_megabytes_are_cut_with_a_finding():
    found, said, spent = claims(GOOD * (20_000_000 // len(GOOD)))
    assert "text-too-long" in {finding.code for one in found.descriptions for finding in one.findings}
    assert said["messor:numberOfImages"] == "230900"
    assert spent < 60


@pytest.mark.parametrize(
    "text",
    [
        "x" * 1_000_000,
        "1" * 1_000_000,
        "fünfhundert" * 50_000,
        "(" * 200_000,
        "cancer, " * 60_000,
        "Brust-, " * 60_000,
        "no " * 100_000,
        "2010 " * 100_000,
        "2010-2011, " * 50_000,
        "1 | 2 | 3 | 4\n" * 20_000,
        "<td>" * 100_000,
        "a. B" * 100_000,
        "5 to " * 100_000,
        "20 000 " * 50_000,
    ],
    ids=lambda text: text[:12].strip(),
)
def test_monotonous_text_takes_bounded_time(text):
    _, _, spent = claims(GOOD + "\n\n" + text)
    assert spent < 25


@pytest.mark.parametrize(
    "text",
    [
        "\u202e\u200f" + GOOD + "\u202c",
        GOOD.replace("images", "images\x00"),
        GOOD + " Тhe dаtaset",
        GOOD + "\ud800",
        "مجموعة البيانات 5 مرضى. " + GOOD,
    ],
)
def test_marks_and_other_scripts_do_not_hide_what_is_said(text):
    _, said, _ = claims(text)
    assert said["messor:numberOfImages"] == "230900"


def test_entities_encoded_twice_are_words():
    page = "<html><body><p>290&amp;nbsp;000 images of 12&nbsp;000 patients with lung&amp;#32;cancer in a dataset</p>"
    _, said, _ = claims(page, "text/html")
    assert said["healthdcatap:numberOfUniqueIndividuals"] == "12000"


@pytest.mark.parametrize("cut", range(20, 300, 40))
def test_a_page_cut_in_the_middle_is_read_as_far_as_it_goes(cut):
    page = f"<html><body><nav><a>Home</a></nav><h1>Ovaries</h1><p>{GOOD}</p><table><tr><td>Access</td><td>open</td></tr>"
    found, _, _ = claims(page[:cut], "text/html")
    assert len(found.descriptions) + len(found.findings) >= 1


@pytest.mark.parametrize(
    "text",
    [
        "Veri kümesi, akciğer kanserli 300 hastanın BT görüntülerini içerir. Erişim izne bağlıdır.",
        "Gallia est omnis divisa in partes tres, quarum unam incolunt Belgae, aliam Aquitani.",
        "تحتوي مجموعة البيانات على صور الأشعة المقطعية لمرضى سرطان الرئة",
    ],
)
def test_a_page_in_another_language_gives_no_nonsense(text):
    found, _, _ = claims(text)
    (one,) = found.descriptions
    cancers = {
        claim.value.rpartition("/")[2]
        for claim in one.claims
        if claim.property == "eucaim:hasCondition" and claim.layer is Layer.INFERRED
    }
    assert cancers <= {"lung-cancer"}


def test_contradicting_totals_are_both_kept_with_a_finding():
    text = "The dataset holds in total 300 CT scans of patients.\nIn total it holds images of 4,100 patients.\nIn total 5,100 patients were included in the dataset."
    found, _, _ = claims(text)
    (one,) = found.descriptions
    values = [
        claim.value for claim in one.claims if claim.property == "healthdcatap:numberOfUniqueIndividuals"
    ]
    assert sorted(values) == ["4100", "5100"]
    assert "figures-contradict" in {finding.code for finding in one.findings}
