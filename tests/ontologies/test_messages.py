"""Every language says every finding about a mandatory or recommended property, in its own letters."""

import re
import unicodedata

import pytest

from catalogue.model import Finding, Severity
from harvester.check.codes import path_name
from harvester.check.compiled import Shape
from harvester.check.rules import PARTS, rules
from ontologies.findings import codes, sentence
from ontologies.messages import LANGUAGES, constraint_of, messages, name_of, translated

ENGLISH = messages("en")
SCRIPTS = {"bg": "CYRILLIC", "el": "GREEK"}
# Letters a language uses beside a to z; a name in another's letters is a slip.
LETTERS = {
    "bg": "", "cs": "áčďéěíňóřšťúůýž", "da": "æøåé", "de": "äöüß", "el": "", "en": "", "es": "áéíñóúü",
    "et": "äõöüšž", "fi": "äöåšž", "fr": "àâæçéèêëîïôœùûüÿ", "ga": "áéíóú", "hr": "čćđšž", "hu": "áéíóöőúüű",
    "it": "àèéìíîòóùú", "lt": "ąčęėįšųūž", "lv": "āčēģīķļņšūž", "mt": "ċġħżàèìòù", "nl": "áéíóúëïöüè",
    "pl": "ąćęłńóśźż", "pt": "áâãàçéêíóôõú", "ro": "ăâîșț", "sk": "áäčďéíĺľňóôŕšťúýž", "sl": "čšž", "sv": "åäöé",
}  # fmt: skip


def duties() -> set[str]:
    """Every property that a shape asks for."""
    found: set[str] = set()

    def collect(shape: Shape, depth: int = 0) -> None:
        for inner in shape.inner if depth < 5 else ():
            if inner.least:
                found.update(path_name(inner.paths).split("|"))
            collect(inner, depth + 1)

    book = rules(PARTS).book
    for shapes in (*book.by_class.values(), *book.by_property.values()):
        for shape in shapes:
            collect(shape)
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_is_complete(language: str) -> None:
    own = messages(language)

    assert own.language == language
    assert set(own.sentences) == set(ENGLISH.sentences)
    assert set(own.names) == set(ENGLISH.names)
    assert duties() - set(own.names) == set()
    assert all(text.strip() == text and text for text in (*own.sentences.values(), *own.names.values()))


@pytest.mark.parametrize("language", LANGUAGES)
def test_placeholders_are_those_of_english(language: str) -> None:
    for key, text in messages(language).sentences.items():
        assert set(re.findall(r"{(\w+)}", text)) == set(re.findall(r"{(\w+)}", ENGLISH.sentences[key])), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_is_written_in_its_own_letters(language: str) -> None:
    own = messages(language)
    sentences = (re.sub(r"{\w+}|IRI|MQA", "", text) for text in own.sentences.values())
    letters = {one for text in (*own.names.values(), *sentences) for one in text.lower() if one.isalpha()}
    script = SCRIPTS.get(language, "LATIN")

    assert {one for one in letters if not unicodedata.name(one).startswith(script)} == set()
    if script == "LATIN":
        assert letters - set("abcdefghijklmnopqrstuvwxyz") - set(LETTERS[language]) == set()


@pytest.mark.parametrize("language", set(LANGUAGES) - {"en"})
def test_a_language_is_not_english(language: str) -> None:
    own = messages(language)
    same = [key for key, text in own.sentences.items() if text == ENGLISH.sentences[key]]

    assert same in ([], ["violation"])  # "Error" is Spanish too
    assert sum(own.names[key] == text for key, text in ENGLISH.names.items()) < 20


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_of_the_rule_books_can_be_said(language: str) -> None:
    for code in filter(constraint_of, codes()):
        said = translated(Finding(code, Severity.WARNING, "dct:title", "x", "at most 1"), language)

        assert said
        assert "{" not in said


def test_a_missing_property_is_named_where_it_is_missing() -> None:
    finding = Finding("licence-missing", Severity.WARNING, "dcat:distribution/dct:license")

    assert sentence(finding, "de") == (
        "„Lizenz“ fehlt; die Angabe wird empfohlen. Ergänzen Sie dct:license. (dcat:distribution/dct:license)"
    )


def test_a_wrong_value_comes_with_the_right_one_in_the_readers_language() -> None:
    finding = Finding("literal-not-iri", Severity.VIOLATION, "dcat:theme", "Health")

    assert sentence(finding, "bg").endswith("data-theme/HEAL (Здраве).")


def test_a_choice_names_what_may_be_given() -> None:
    finding = Finding(
        "contact-unreachable", Severity.VIOLATION, "dcat:contactPoint/vcard:hasEmail|vcard:hasURL"
    )

    assert "Courriel, Page de contact" in sentence(finding, "fr")


def test_a_syntax_error_names_line_and_column() -> None:
    finding = Finding("rdf-broken", Severity.VIOLATION, "a.ttl line 3 column 7", "@prefx")

    assert sentence(finding, "it") == "Il file non è leggibile alla riga 3, colonna 7: @prefx"


def test_what_has_no_translation_is_said_in_english() -> None:
    finding = Finding("robots-forbids", Severity.WARNING, "https://x.example/")

    assert sentence(finding, "de") == sentence(finding)
    assert name_of("ex:thing", "de") == "ex:thing"


def test_a_recommended_property_without_a_code_of_its_own_is_named() -> None:
    finding = Finding("value-missing", Severity.WARNING, "healthdcatap:analytics")

    assert sentence(finding).startswith("No analytics at healthdcatap:analytics")
