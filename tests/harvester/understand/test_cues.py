"""The lists of phrases: none says what another of its class says already."""

import pytest

from harvester.understand.cues import phrases
from ontologies.concept import LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_phrase_is_covered_by_a_shorter_one(language):
    said = [(name, parts[0]) for name, parts in phrases(language) if len(parts) == 1]
    stems = {(name, word[:-1]) for name, word in said if word.endswith("*")}
    covered = [
        (name, word)
        for name, word in said
        for length in range(1, len(word.rstrip("*")) + (not word.endswith("*")))
        if (name, word[:length]) in stems
    ]

    assert covered == []
    assert len(set(said)) == len(said)


def test_what_stands_for_all_languages_is_found_in_each():
    assert all(("mark", ("bi", "rads")) in set(phrases(language)) for language in LANGUAGES)
