"""Countries are found by their beginnings, and words that only begin alike are not."""

import pytest

from harvester.extract.page import describe_bytes
from harvester.understand.places import places
from harvester.understand.words import fold, words

SAID = {
    "patients from France and Italy": ["FRA", "ITA"],
    "болници във Франция": ["FRA"],
    "The University of California San Francisco": [],
    "Rattus norvegicus liver": [],
    "a title in italics": [],
    "published in the New England Journal of Medicine": [],
    "sequences of Swiss-Prot": [],
    "Schweizer und deutsche Kliniken": ["CHE", "DEU"],
}


@pytest.mark.parametrize("text, expected", SAID.items())
def test_countries_of_a_text(text, expected):
    split = words(fold(text))
    assert [one.code for one in places(split, 0, len(split) - 1)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("CT la 540 de pacienți cu cancer. România și Republica Moldova. La cerere.", {"ROU", "MDA"}),
        ("Ādas attēli, pacientu skaits 3 120.\nIzcelsme ............ Latvija, Lietuva", {"LVA", "LTU"}),
        ("The data were sent to us. Meetings were held in Germany with everybody.", set()),
    ],
)
def test_a_place_alone_is_the_datas_own(text, expected):
    (one,) = describe_bytes(text.encode(), "text/plain").descriptions

    assert {claim.value[-3:] for claim in one.claims if claim.property == "dct:spatial"} == expected
