"""What a newcomer reads in German about datasets that were made bad on purpose."""

from pathlib import Path

import pytest
import rdflib

from harvester.validate import validate
from messor.commands.validating import _fetch
from messor.verdict import Printer

FOLDER = Path(__file__).parents[3] / "shared/data/catalogues/Health-RI+health-ri-metadata/tests/testdata"
pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="needs descriptions in ../shared/data/catalogues")

THEME = "http://publications.europa.eu/resource/authority/data-theme/…"
SAID = {
    "example-dataset-bad": [
        "✗ Fehler: „Kontaktstelle“: „Prof. Dr. John Doe (foaf:agent)“ ist nicht von der Art, die hier verlangt wird. Ergänzen Sie rdf:type vcard:Kind.",
        "✗ Fehler: „Herausgeber“: „Bad non-conforming publisher (vcard:Kind)“ ist nicht von der Art, die hier verlangt wird. Ergänzen Sie rdf:type foaf:Agent.",
        "! Warnung: Die Eigenschaft „dcat:issued“ gibt es nicht. Schreiben Sie dct:issued (Veröffentlichungsdatum).",
        "Datensätze: 2 · Fehler: 2 · Warnungen: 13",
    ],
    "dataset-nodescription": [
        "✗ Fehler: „Beschreibung“ fehlt. Ergänzen Sie dct:description.",
        "Datensätze: 1 · Fehler: 1 · Warnungen: 7",
    ],
    "dataset-nopublisher": [
        "! Warnung: „Herausgeber“ fehlt; die Angabe wird empfohlen. Ergänzen Sie dct:publisher. Wert: 10 Punkte (MQA).",
        f"! Warnung: „Thema“: „http://www.wikidata.org/entity/Q1141613“ steht nicht in der amtlichen Liste. Schreiben Sie {THEME} (Thema). Wert: 30 Punkte (MQA).",
    ],
    "dataset-iso8601": [
        "! Warnung: „Änderungsdatum“: „2009-05-19 14:39:22-06:00“ ist kein lesbares Datum. Schreiben Sie 2009-05-19T14:39:22-06:00 (Änderungsdatum).",
        "! Warnung: „Veröffentlichungsdatum“: „20090519“ ist kein lesbares Datum. Schreiben Sie 2009-05-19 (Veröffentlichungsdatum).",
        "! Warnung: „Änderungsdatum“: „20090621T0545Z“ ist kein lesbares Datum. Schreiben Sie 2009-06-21T05:45:00Z (Änderungsdatum).",
        "! Warnung: „Änderungsdatum“: „2010-02-18T16.23334444“ ist kein lesbares Datum.",
    ],
}


@pytest.fixture(autouse=True)
def _as_written(monkeypatch: pytest.MonkeyPatch) -> None:
    """Literals stay as they were written; pySHACL, which other tests run, switches that off again."""
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", False)


def said_in_german(name: str) -> list[str]:
    verdict = validate(_fetch(str(FOLDER / f"{name}.ttl")), ())
    return [line.strip() for line in Printer("de", colour=False, warnings=True, shown=0).lines(verdict)]


@pytest.mark.parametrize("name", SAID)
def test_the_deliberate_mistake_is_said(name: str) -> None:
    lines = said_in_german(name)

    assert [one for one in SAID[name] if one not in lines] == []


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.ttl")), ids=lambda file: file.stem)
def test_every_line_is_german_and_says_what_to_do(file: Path) -> None:
    told = [line for line in said_in_german(file.stem) if line.startswith(("✗", "!"))]

    assert told
    for line in told:
        assert not any(word in line for word in (" expected ", " missing", " at ", "Write ", "Add ")), line
        assert "Ergänzen Sie " in line or "Schreiben Sie " in line or "2010-02-18T16" in line, line
