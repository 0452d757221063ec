"""The shipped words are whole: every language, right script, no doubles, no dangerous stems, sound tree."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pytest

from ontologies.compiled import FOLDER
from ontologies.concept import KINDS, LANGUAGES, Concept
from ontologies.fold import case
from ontologies.scheme import scheme

WORDS = scheme()
CONCEPTS = list(WORDS.concepts.values())
CHOICES: dict[str, Any] = tomllib.loads((FOLDER / "choices.toml").read_text("utf-8"))
ALPHABETS = {"bg": "CYRILLIC", "el": "GREEK"}
ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")

# Frequent ordinary words a stem must not begin; from the second look at each language.
ORDINARY = {
    "bg": "тази модел колона език глава",
    "cs": "manuální kolo kmenové jazykový sinusový",
    "da": "hovedformål håndtering karakter levere overlap",
    "de": "Balkendiagramm Handlung beinhalten Armut Adrenalin",
    "el": "ιεραρχία ορθοπεδικός μητρική ποδόσφαιρο κολπική",
    "en": "manually colour footnote handling adrenaline neurology",
    "es": "colocar difusión sacrificio corporal penetrar auricular",
    "et": "peamine ajutine luua käesolev sinu",
    "fi": "päätös käsittely otos kielitaito korvaus kohtuullinen",
    "fr": "coloration difficile sinusien adrénaline sacrément",
    "hr": "košta jezični kolona sinusni",
    "hu": "használat fejlesztés személy május értek mellett vállal",
    "it": "colorazione mio peninsulare ventricolare",
    "lt": "adrenalinas sinusinis",
    "lv": "kolonna kolektīvs",
    "nl": "huidige longitudinaal levering handeling hoofdzakelijk",
    "pl": "udowodnić jądrowy piersiowy krzyżowa łagodny",
    "pt": "colocar retorno corporal ótica",
    "ro": "colonie sinusal",
    "sk": "kmeňové jazykový",
    "sl": "model jezični prsni",
    "sv": "handling huvudsakligen leverans skall tung slides",
}


def labels(concept: Concept, language: str) -> tuple[str, ...]:
    return (concept.labels[language], *concept.alt.get(language, ()))


def everything(concept: Concept) -> Iterator[tuple[str, str]]:
    for language in LANGUAGES:
        for label in (*labels(concept, language), *concept.hidden.get(language, ())):
            yield language, label


def test_the_table_is_as_large_as_promised() -> None:
    counts = {kind: len(WORDS.of_kind(kind)) for kind in KINDS}

    assert counts["cancer-type"] >= 80
    assert counts["body-part"] >= 80
    assert counts["modality"] >= 50
    assert all(counts.values())


def test_every_concept_has_a_preferred_label_in_all_24_languages() -> None:
    assert [
        (one.id, language)
        for one in CONCEPTS
        for language in LANGUAGES
        if not one.labels.get(language, "").strip()
    ] == []


def test_no_label_is_in_a_language_that_is_not_one_of_the_24() -> None:
    assert {language for one in CONCEPTS for language in (*one.labels, *one.alt, *one.hidden)} == set(
        LANGUAGES
    )


def test_every_concept_has_an_english_sentence_that_says_what_it_is() -> None:
    wrong = [one.id for one in CONCEPTS if not re.fullmatch(r"[A-Z0-9].{15,300}\.", one.definition)]

    assert wrong == []


def test_ids_are_kebab_case_and_kinds_are_known() -> None:
    assert [one.id for one in CONCEPTS if not ID.fullmatch(one.id) or one.kind not in KINDS] == []


def test_an_id_is_in_one_file_only() -> None:
    files = defaultdict(list)
    for file in FOLDER.glob("*.ttl"):
        for name in re.findall(r"^c:(\S+)$", file.read_text("utf-8"), re.MULTILINE):
            files[name].append(file.stem)

    assert {name: kinds for name, kinds in files.items() if len(kinds) > 1} == {}
    assert set(files) == set(WORDS.concepts)


def test_blocks_are_sorted_within_each_file() -> None:
    for file in FOLDER.glob("*.ttl"):
        names = re.findall(r"^c:(\S+)$", file.read_text("utf-8"), re.MULTILINE)

        assert names == sorted(names), file.name


def test_labels_are_composed_and_have_no_stray_space_or_mark() -> None:
    wrong = [
        (one.id, language, label)
        for one in CONCEPTS
        for language, label in everything(one)
        if label != unicodedata.normalize("NFC", label)
        or label != " ".join(label.split())
        or not label
        or re.search(r'[|;"<>\u00ad\u200b]|[.,:]$', label)
    ]

    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_preferred_labels_are_in_the_script_of_their_language(language: str) -> None:
    alphabet = ALPHABETS.get(language, "LATIN")
    wrong = [
        (one.id, one.labels[language])
        for one in CONCEPTS
        if alphabet not in scripts(one.labels[language]) and not is_code(one.labels[language])
    ]

    assert wrong == []


@pytest.mark.parametrize("language", sorted(set(LANGUAGES) - set(ALPHABETS)))
def test_latin_languages_have_no_letter_of_another_script(language: str) -> None:
    wrong = [
        (one.id, label)
        for one in CONCEPTS
        for tongue, label in everything(one)
        if tongue == language and scripts(label) - {"LATIN"}
    ]

    assert wrong == []


def test_no_word_mixes_scripts() -> None:
    wrong = [
        (one.id, language, word)
        for one in CONCEPTS
        for language, label in everything(one)
        for word in re.findall(r"[^\W\d_]+", label)
        if len(scripts(word)) > 1
    ]

    assert wrong == []


def test_a_label_in_latin_letters_within_greek_or_bulgarian_is_a_code_or_an_international_name() -> None:
    wrong = [
        (one.id, language, label)
        for one in CONCEPTS
        for language in ALPHABETS
        for label in labels(one, language)
        if scripts(label) == {"LATIN"} and not is_code(label) and not is_international(one, label)
    ]

    assert wrong == []


def test_romanian_has_the_comma_below_and_never_the_cedilla() -> None:
    assert [
        label
        for one in CONCEPTS
        for language, label in everything(one)
        if language == "ro" and set(label) & set("şţŞŢ")
    ] == []


def test_german_nouns_begin_with_a_capital() -> None:
    """A German preferred label of one word is a noun."""
    wrong = [
        one.labels["de"]
        for one in CONCEPTS
        if " " not in one.labels["de"] and one.kind in {"cancer-type", "body-part", "modality"}
        and not one.labels["de"][0].isupper()
    ]  # fmt: skip

    assert wrong == []


def test_two_concepts_of_a_kind_share_no_label_in_a_language_unless_the_reason_is_listed() -> None:
    owners: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for one in CONCEPTS:
        for language in LANGUAGES:
            for label in labels(one, language):
                owners[one.kind, language, case(label)].add(one.id)
    shared = {key: names for key, names in owners.items() if len(names) > 1}
    listed = {
        (entry["kind"], entry["language"], case(entry["label"])): set(entry["concepts"])
        for entry in CHOICES["shared"]
        if entry["reason"]
    }

    assert shared == listed


def test_two_concepts_of_a_kind_share_no_hidden_label_in_a_language() -> None:
    owners: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for one in CONCEPTS:
        for language, label in everything(one):
            owners[one.kind, language, case(label)].add(one.id)

    assert {key: names for key, names in owners.items() if len(names) > 1} == {}


def test_a_label_is_said_once_in_a_concept_and_language() -> None:
    wrong = []
    for one in CONCEPTS:
        for language in LANGUAGES:
            said = [label for tongue, label in everything(one) if tongue == language]
            if len(set(said)) < len(said):
                wrong.append((one.id, language))

    assert wrong == []


def test_a_stem_has_four_letters_and_stands_at_the_end_of_its_label() -> None:
    wrong = [
        (one.id, language, label)
        for one in CONCEPTS
        for language, label in everything(one)
        if label.endswith("-")
        and (len(re.findall(r"\w", label)) < 4 or (label[:-1].isupper() and len(label) < 7))
    ]

    assert wrong == []


def test_only_hidden_labels_are_stems() -> None:
    assert [
        (one.id, label)
        for one in CONCEPTS
        for language in LANGUAGES
        for label in labels(one, language)
        if label.endswith("-")
    ] == []


@pytest.mark.parametrize("language", sorted(ORDINARY))
def test_no_stem_begins_a_frequent_ordinary_word(language: str) -> None:
    words = [case(word) for word in ORDINARY[language].split()]
    wrong = [
        (one.id, label, word)
        for one in CONCEPTS
        for label in one.hidden.get(language, ())
        for word in words
        if label.endswith("-") and word.startswith(case(label[:-1]))
    ]

    assert wrong == []


def test_parents_wholes_and_relations_exist_and_are_of_the_right_kind() -> None:
    kinds = {one.id: one.kind for one in CONCEPTS}
    wrong = [
        (one.id, other)
        for one in CONCEPTS
        for other in (*one.broader, *one.part_of, *one.related)
        if other not in kinds
    ]
    across = [
        (one.id, other)
        for one in CONCEPTS
        for other in one.broader + one.part_of
        if kinds.get(other) != one.kind
    ]

    assert wrong == []
    assert across == []
    assert [one.id for one in CONCEPTS if one.part_of and one.kind != "body-part"] == []


def test_nothing_is_above_itself() -> None:
    assert [one.id for one in CONCEPTS if one.id in WORDS.ancestors(one.id) or loops(one.id)] == []


def test_a_parent_is_not_also_further_up() -> None:
    """A direct parent that another parent already has above it says nothing."""
    wrong = [
        (one.id, parent)
        for one in CONCEPTS
        for parent in one.broader
        if any(parent in WORDS.ancestors(other) for other in one.broader if other != parent)
    ]

    assert wrong == []


@pytest.mark.parametrize(
    ("concept", "above"),
    [
        ("glioblastoma", {"glioma", "brain-tumour", "malignant-neoplasm", "neoplasm"}),
        ("neuroblastoma", {"childhood-cancer", "malignant-neoplasm"}),
        ("rectal-cancer", {"colorectal-cancer", "digestive-system-cancer"}),
        ("lung-upper-lobe", {"lung", "thorax"}),
        ("fdg-pet", {"positron-emission-tomography"}),
    ],
)
def test_the_tree_is_what_a_radiologist_expects(concept: str, above: set[str]) -> None:
    assert above <= set(WORDS.ancestors(concept))


def test_each_cancer_of_an_organ_names_the_organ() -> None:
    assert "breast" in WORDS.concepts["breast-cancer"].related
    assert [
        one.id for one in WORDS.of_kind("cancer-type") for other in one.related if other not in WORDS.concepts
    ] == []


def loops(start: str) -> bool:
    seen, edge = set(), [start]
    while edge:
        for parent in WORDS.parents(edge.pop()):
            if parent == start:
                return True
            if parent not in seen:
                seen.add(parent)
                edge.append(parent)
    return False


def scripts(text: str) -> set[str]:
    return {unicodedata.name(letter).split()[0] for letter in text if letter.isalpha()} - {"MASCULINE"}


def is_code(label: str) -> bool:
    """An abbreviation, a code, or a name made of such: MRI, FDG-PET, 18F-PSMA PET, HER2/neu, DICOM SEG."""
    words = re.findall(r"[^\W\d_]+", label)
    return all(
        sum(letter.isupper() for letter in word) * 2 >= len(word) - 1 or len(word) <= 3 for word in words
    )


def is_international(concept: Concept, label: str) -> bool:
    """Latin terms and names that a Greek or Bulgarian report writes as everyone does."""
    english = {case(one) for one in labels(concept, "en")} | {
        case(one) for one in concept.hidden.get("en", ())
    }
    elsewhere = sum(case(label) in {case(x) for x in labels(concept, tongue)} for tongue in LANGUAGES)
    return case(label) in english or elsewhere >= 4
