"""The EU tables find what real descriptions say, and say nothing rather than something wrong."""

import time

import pytest

from ontologies.authority import ROOT, TABLES, Authority, table
from ontologies.errors import VocabularyError

EU_LANGUAGES = "bg cs da de el en es et fi fr ga hr hu it lt lv mt nl pl pt ro sk sl sv"
EU = EU_LANGUAGES.split()
DICOM = "https://www.iana.org/assignments/media-types/application/dicom"
NIFTI = "https://w3id.org/messor/concept/file-type-nifti"

SENTENCES = {
    "access-right": {
        "PUBLIC": "open | Open Access | public | öffentlich | публичен | info:eu-repo/semantics/openAccess"
        " | http://purl.org/coar/access_right/c_abf2 | PUBLIC | δημόσιο"
        " | https://publications.europa.eu/resource/authority/access-right/PUBLIC",
        "RESTRICTED": "restricted | on request | registered access | Controlled access | embargoed"
        " | info:eu-repo/semantics/restrictedAccess | info:eu-repo/semantics/embargoedAccess"
        " | auf Anfrage | na żądanie",
        "NON_PUBLIC": "closed | non-public | NON_PUBLIC | private | non pubblico"
        " | info:eu-repo/semantics/closedAccess",
        "": "restricted to the happy few | yes | 4",
    },
    "licence": {
        "CC_BY_4_0": "CC BY 4.0 | cc-by-4.0 | CC-BY-4.0 | CC_BY_4_0 | https://creativecommons.org/licenses/by/4.0/"
        " | http://creativecommons.org/licenses/by/4.0 | https://creativecommons.org/licenses/by/4.0/deed.bg"
        " | https://creativecommons.org/licenses/by/4.0/legalcode.de | creativecommons.org/licenses/by/4.0"
        " | Creative Commons Attribution 4.0 International | https://spdx.org/licenses/CC-BY-4.0.html"
        " | Creative Commons Attribution 4.0 | Licensed under CC BY 4.0.",
        "CC_BY": "cc-by | CC BY | http://www.opendefinition.org/licenses/cc-by",
        "CC_BYNCSA_3_0": "https://creativecommons.org/licenses/by-nc-sa/3.0/ | CC BY-NC-SA 3.0",
        "CC_BY_3_0_NL": "https://creativecommons.org/licenses/by/3.0/nl/",
        "CC_BY_3_0": "https://creativecommons.org/licenses/by/3.0/us/"
        " | Creative Commons Attribution 3.0 Unported License",
        "CC0": "CC0 | cc0-1.0 | CC0 1.0 Universal"
        " | cc-zero | https://creativecommons.org/publicdomain/zero/1.0/legalcode",
        "APACHE_2_0": "Apache-2.0 | Apache License 2.0 | https://www.apache.org/licenses/LICENSE-2.0",
        "MIT": "MIT | MIT License | https://opensource.org/licenses/MIT",
        "ODC_BL": "ODbL-1.0 | https://opendatacommons.org/licenses/odbl/1-0/",
        "EUPL_1_2": "EUPL-1.2 | EUPL 1.2",
        "": "proprietary | see the website | https://example.org/licence | all rights reserved",
    },
    "file-type": {
        "CSV": "CSV | .csv | text/csv | text/csv; charset=utf-8 | https://www.iana.org/assignments/media-types/text/csv",
        "JSON_LD": "JSON-LD | application/ld+json",
        "XLSX": "xlsx | Excel | application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "TIFF": "TIFF | image/tiff | .tif",
        DICOM: "DICOM | dcm | application/dicom | DICOM images | http://www.iana.org/assignments/media-types/application/dicom",
        NIFTI: "NIfTI | .nii.gz | nii | NIfTI files",
        "": "whole slides in a box | ? | image",
    },
    "language": {
        "ENG": "en | eng | English | en-GB | EN_us | http://lexvo.org/id/iso639-3/eng | Englisch"
        " | http://id.loc.gov/vocabulary/iso639-1/en | https://publications.europa.eu/resource/authority/language/ENG",
        "BUL": "bg | bul | български | bulgaria (kieli) | Bulgarisch",
        "DEU": "de | ger | deu | Deutsch | allemand",
        "FRA": "fr | fre | Français | francais",
        "GLE": "ga | gaeilge | Irish",
        "NOR": "no | nor",
        "NOB": "nb | nob",
        "GUJ": "gu | guj",
        "": "xx | klingon dialect",
    },
    "country": {
        "DEU": "DE | DEU | Germany | Deutschland | Germania | il-Ġermanja | Німеччина?"
        " | http://publications.europa.eu/resource/authority/country/DEU/",
        "GBR": "UK | GB | United Kingdom | Великобритания",
        "GRC": "EL | GR | Greece | Ελλάδα",
        "XKX": "Kosovo | XK",
        "EUR": "EU | European Union",
        "ESP": "España | espana | Ισπανία",
        "": "Atlantis | kongo",
    },
    "frequency": {
        "ANNUAL": "annual | yearly | R/P1Y | http://purl.org/cld/freq/annual | jährlich",
        "NEVER": "never | static",
        "AS_NEEDED": "asNeeded | nach Bedarf",
    },
    "data-theme": {"HEAL": "HEAL | Health | здраве | Gezondheid | santé"},
    "planned-availability": {"STABLE": "http://data.europa.eu/r5r/stable | STABLE | stabil"},
    "distribution-status": {"COMPLETED": "http://purl.org/adms/status/Completed | complete"},
    "dataset-type": {"PERSONAL_DATA": "personal data | osobní údaje", "SYNTHETIC_DATA": "synthetic"},
}
UNKNOWN = {"Німеччина?", "bulgaria (kieli)"}  # not an EU language, and a phrase

CASES = [
    (name, words.strip(), (code if code.startswith("http") else f"{ROOT}{name}/{code}") if code else None)
    for name, rows in SENTENCES.items()
    for code, line in rows.items()
    for words in line.split(" | ")
    if words.strip() not in UNKNOWN
]


@pytest.mark.parametrize(("name", "words", "expected"), CASES, ids=[f"{n}: {w}" for n, w, _ in CASES])
def test_a_word_leads_to_its_code_or_to_nothing(name: str, words: str, expected: str | None) -> None:
    assert expected == table(name).find(words)


@pytest.mark.parametrize("name", TABLES)
def test_every_iri_and_code_finds_itself(name: str) -> None:
    authority = table(name)

    assert [i for i in authority.iris() if authority.find(i) != i] == []
    assert [i for i in authority.iris() if authority.find(i.replace("http:", "https:") + "/") != i] == []
    assert [code for code in authority.codes() if authority.find(code) != f"{ROOT}{name}/{code}"] == []


@pytest.mark.parametrize(
    "name", ["access-right", "data-theme", "frequency", "planned-availability", "distribution-status"]
)
def test_small_tables_have_a_label_in_all_24_languages(name: str) -> None:
    authority = table(name)

    assert [(i, lang) for i in authority.iris() for lang in EU if lang not in authority.labels(i)] == []


COUNTRIES = (
    "AUT BEL BGR CYP CZE DEU DNK ESP EST FIN FRA GRC HRV HUN IRL ITA LTU LUX LVA MLT NLD POL PRT ROU SVK SVN"
    " SWE GBR NOR CHE ISL USA EUR UKR TUR SRB"
)
LANGUAGES = "BUL CES DAN DEU ELL ENG SPA EST FIN FRA GLE HRV HUN ITA LIT LAV MLT NLD POL POR RON SLK SLV SWE"


@pytest.mark.parametrize(("name", "codes"), [("country", COUNTRIES), ("language", LANGUAGES)])
def test_countries_and_languages_of_europe_are_named_and_found_in_all_24_languages(
    name: str, codes: str
) -> None:
    authority = table(name)
    for code in codes.split():
        address = f"{ROOT}{name}/{code}"
        labels = authority.labels(address)

        assert set(EU) <= set(labels)
        assert [lang for lang in EU if authority.find(labels[lang]) != address] == []


def test_every_two_letter_language_code_is_known() -> None:
    from babel import Locale

    wanted = {code for code in Locale("en").languages if len(code) == 2} - {"sh"}  # sh is withdrawn

    assert sorted(code for code in wanted if table("language").find(code) is None) == []


def test_a_label_falls_back_to_english_then_to_the_end_of_the_iri() -> None:
    licence = table("licence")

    assert table("data-theme").label(f"{ROOT}data-theme/HEAL", "bg") == "Здраве"
    assert "health" in table("data-theme").label(f"{ROOT}data-theme/HEAL", "zh").lower()
    assert licence.label(f"{ROOT}licence/MIT", "mt") == licence.label(f"{ROOT}licence/MIT")
    assert licence.label(f"{ROOT}licence/UNHEARD_OF", "de") == "UNHEARD_OF"
    assert (
        table("data-theme").label("https://publications.europa.eu/resource/authority/data-theme/HEAL")
        == "Health"
    )


def test_an_unknown_table_names_those_there_are() -> None:
    with pytest.raises(VocabularyError, match="no authority table 'colour'") as error:
        table("colour")

    assert "access-right" in error.value.hint


def test_a_word_that_means_two_countries_means_none() -> None:
    authority = Authority("country", {"words": {"FRA": ["Gallia"], "ITA": ["gallia"]}})

    assert authority.find("Gallia") is None


def test_patterns_that_lead_to_each_other_end() -> None:
    authority = Authority("frequency", {"patterns": [["^a$", "b"], ["^b$", "a"]]})

    assert authority.find("a") is None


@pytest.mark.parametrize("name", TABLES)
def test_a_table_loads_in_a_tenth_of_a_second(name: str) -> None:
    best = min(_seconds(name) for _ in range(3))

    assert best < 0.1


def _seconds(name: str) -> float:
    start = time.perf_counter()
    Authority(name, {})
    return time.perf_counter() - start
