"""How fast descriptions are understood: extract, map, understand, in 24 languages.

python benchmarks/understand.py [--quick] [--json FILE]
"""

from __future__ import annotations

import argparse
import json
import resource
import time
from pathlib import Path
from typing import Final

from harvester.extract.page import describe_bytes
from harvester.understand.cues import cues
from harvester.understand.language import language_of
from harvester.understand.lexicon import lexicon
from harvester.understand.reading import read
from ontologies.concept import LANGUAGES
from ontologies.scheme import scheme

TEXTS: Final = {
    "bg": "Колекцията съдържа компютърни томографии на 530 пациенти с рак на белия дроб от осем "
    "болници в България, "
    "събрани през 2013–2020 г. Туморите са очертани от рентгенолог. Данни от ПЕТ не са включени. "
    "Достъпът се предоставя след одобрено заявление. ",
    "de": "Die Sammlung umfasst 8.400 erwachsene Patientinnen mit Brust-, Lungen- und "
    "Prostatakrebs aus zwölf Kliniken in "
    "Deutschland. Insgesamt liegen 2,1 Mio. Bilder vor. PET-Daten sind nicht enthalten. "
    "Die Nutzung ist auf Antrag möglich. ",
    "en": "The collection holds 230,900 CT images of 288 adults with ovarian cancer from four "
    "hospitals in Ireland, "
    "acquired between 2013 and 2021. Every lesion was segmented. MRI is not included. "
    "Data are available on request. ",
    "fi": "Aineistossa on 1,5 miljoonaa kuvaa 4 600 potilaasta: rintasyövän mammografioita "
    "kuudesta sairaalasta Suomessa "
    "vuosilta 2012–2020. Kasvaimet on rajattu. PET-kuvauksia aineistossa ei ole. "
    "Aineistoa voi käyttää hakemuksesta. ",
    "fr": "La collection comprend 1 042 IRM de 521 enfants atteints d'un ostéosarcome, "
    "recueillies de 2008 à 2021 dans "
    "14 centres en France. Chaque tumeur a été délimitée. Les scanners ne sont pas "
    "inclus. L'accès se fait sur demande. ",
    "pl": "Zbiór obejmuje 2 611 badań tomografii komputerowej 2 004 chorych na raka nerki z "
    "jedenastu szpitali w Polsce z lat "
    "2011–2021. Guzy obrysowano ręcznie. Nie zawiera rezonansu. Dane udostępnia się na wniosek. ",
}
TYPICAL: Final = 2_000
"""Characters of a usual description."""

TRUTH: Final = Path(__file__).parents[1] / "tests" / "truth"
PAGES: Final = 1_000
"""Characters from which a hand-written description counts as a whole page."""

MEDIA: Final = {
    "text": "text/plain",
    "html": "text/html",
    "ttl": "text/turtle",
    "rdf": "application/rdf+xml",
    "xml": "application/xml",
    "jsonld": "application/ld+json",
    "json": "application/json",
}

LONG: Final = 1_000_000


def main() -> None:
    """Measure and print; ``--json`` also writes the figures to a file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a tenth of the work")
    parser.add_argument("--json", type=Path, help="write the figures here")
    asked = parser.parse_args()
    rows = measure(20 if asked.quick else 200, LONG // 10 if asked.quick else LONG)
    for row in rows:
        print(f"{row['name']:52} {row['value']:>10} {row['unit']}   goal {row['goal']}")
    if asked.json:
        asked.json.write_text(json.dumps(rows, indent=2) + "\n", "utf-8")


def measure(count: int, long: int) -> list[dict[str, object]]:
    """Give the figures.

    Args:
        count: Descriptions a language.
        long: Characters of the long text.
    """
    languages = _languages()
    pages = _pages()
    for media, body in pages:
        describe_bytes(body, media)
    begun = time.process_time()
    for number in range(max(1, count // 20)):
        for media, body in pages:
            describe_bytes(body + b" " * (number + 1), media)
    spent_on_pages = time.process_time() - begun
    letters = sum(len(body.decode()) for _, body in pages) * max(1, count // 20)
    typical = {language: _sized(text, TYPICAL).encode() for language, text in TEXTS.items()}
    for body in typical.values():  # lexicons are built when first needed
        describe_bytes(body, "text/plain")
    begun = time.process_time()
    for number in range(count):
        for body in typical.values():
            describe_bytes(body + str(number).encode(), "text/plain")
    spent = time.process_time() - begun
    each = spent / (count * len(typical))
    begun = time.process_time()
    describe_bytes(_sized(TEXTS["en"], long).encode(), "text/plain")
    per_character = (time.process_time() - begun) / long
    return [
        _row(
            f"2 kB of {len(pages)} hand-written pages, a second and core",
            round(letters / TYPICAL / spent_on_pages),
            "1/s",
            300,
            "higher",
        ),
        _row("2 kB of sentences full of facts, a second and core", round(1 / each), "1/s", 150, "higher"),
        _row(
            "time a character, long text to short text",
            round(per_character / (each / TYPICAL), 2),
            "x",
            1.5,
            "lower",
        ),
        _row("memory for words and language data, 24 languages", languages, "MB", 200, "lower"),
        _row("memory of the whole program, its most", _peak(), "MB", 450, "lower"),
    ]


def _languages() -> int:
    """Give how many MB the process grows by when the words of all languages are loaded."""
    before = _resident()
    scheme()
    language_of("Which language this is, the guesser must say once, so that its tables are in memory.")
    for language in LANGUAGES:
        lexicon(language)
        cues(language)
        read("CT of 200 patients with breast cancer, 2019.", language)
    return _resident() - before


def _resident() -> int:
    """Give MB of memory in use; the most so far where the system does not tell."""
    status = Path("/proc/self/statm")
    if not status.exists():
        return _peak()
    return int(status.read_text().split()[1]) * resource.getpagesize() // 2**20


def _pages() -> list[tuple[str, bytes]]:
    """Give the long descriptions of the truth, all languages, as media type and bytes."""
    found = []
    for file in sorted(TRUTH.glob("texts-*.jsonl")):
        for line in file.read_text("utf-8").splitlines():
            one = json.loads(line)
            if len(one["content"]) >= PAGES:
                found.append((MEDIA[one["format"]], one["content"].encode()))
    return found


def _sized(text: str, size: int) -> str:
    return (text * (size // len(text) + 1))[:size]


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def _row(name: str, value: float, unit: str, goal: float, better: str) -> dict[str, object]:
    return {"name": name, "value": value, "unit": unit, "goal": goal, "better": better}


if __name__ == "__main__":
    main()
