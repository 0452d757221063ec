"""Countries are found by their beginnings, and words that only begin alike are not."""

import pytest

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
