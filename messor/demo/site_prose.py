"""PRIMAGE's protocol: none. Pages for people in three languages, linked from a start page."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from messor.demo import pages
from messor.demo.samples import Repository, Sample, paragraphs, repository
from messor.demo.web import Answer, Ask, robots

NAMES = {"bg": "Български", "de": "Deutsch", "es": "Español"}
HEADINGS = {"bg": "Набори от данни", "de": "Datensätze", "es": "Conjuntos de datos"}
ALL = {"bg": "Всички набори от данни", "de": "Alle Datensätze", "es": "Todos los conjuntos"}
FACTS = {"bg": "Накратко", "de": "Auf einen Blick", "es": "En resumen"}
NAVIGATION: Mapping[str, Mapping[str, str]] = {
    "bg": {"Начало": "/", "Набори от данни": "/bg/", "За проекта": "/about"},
    "de": {"Startseite": "/", "Datensätze": "/de/", "Über das Projekt": "/about"},
    "es": {"Inicio": "/", "Conjuntos de datos": "/es/", "Sobre el proyecto": "/about"},
    "en": {"Home": "/", "About": "/about", **{name: f"/{code}/" for code, name in NAMES.items()}},
}
FOOTER = {
    "bg": "Проектът е финансиран по програма „Хоризонт 2020“ на Европейския съюз.",
    "de": "Das Projekt wird durch das EU-Programm „Horizont 2020“ gefördert.",
    "es": "Proyecto financiado por el programa Horizonte 2020 de la Unión Europea.",
    "en": "This project is funded by the Horizon 2020 programme of the European Union.",
}


class ProseSite:
    """Serves the start page, a list in each language, and ``/datasets/<language>/<id>``."""

    def __init__(self, key: str) -> None:
        self.key = key

    @property
    def repository(self) -> Repository:
        """The descriptions, read at the first request."""
        return repository(self.key)

    def answer(self, ask: Ask) -> Answer | None:
        """Answer a request for a page."""
        if ask.path == "/robots.txt":
            return robots(ask)
        if ask.path == "/":
            return self._start()
        if ask.path == "/about":
            main = f"<h1>About the project</h1>\n{pages.prose([self.repository.about])}"
            return self._framed("en", "About the project", main)
        parts = ask.path.strip("/").split("/")
        if len(parts) == 1 and parts[0] in NAMES:
            return self._list(parts[0])
        if len(parts) == 3 and parts[0] == "datasets":
            sample = self.repository.find(parts[2])
            if sample is not None and sample.language == parts[1]:
                return self._dataset(sample)
        return None

    def _start(self) -> Answer:
        about = self.repository
        main = f"<h1>{escape(about.title)}</h1>\n{pages.prose([about.about, about.notice['en']])}"
        for language in NAMES:
            main += f'<h2 lang="{language}">{HEADINGS[language]}</h2>\n{self._bullets(language)}'
        return self._framed("en", about.name, main)

    def _list(self, language: str) -> Answer:
        heading = HEADINGS[language]
        return self._framed(language, heading, f"<h1>{heading}</h1>\n{self._bullets(language)}")

    def _bullets(self, language: str) -> str:
        return pages.bullets(
            {
                f"/datasets/{language}/{sample.id}": sample.title
                for sample in self.repository.samples
                if sample.language == language
            }
        )

    def _dataset(self, sample: Sample) -> Answer:
        language = sample.language
        main = f"<article>\n<h1>{escape(sample.title)}</h1>\n"
        main += pages.prose(paragraphs(sample.description))
        if sample.facts:
            main += f"<h2>{FACTS[language]}</h2>\n{pages.table(sample.facts)}"
        main += f'</article>\n<aside><a href="/{language}/">{ALL[language]}</a></aside>\n'
        return self._framed(language, sample.title, main)

    def _framed(self, language: str, title: str, main: str) -> Answer:
        return pages.page(
            title=title,
            main=main,
            site=self.repository.name,
            links=NAVIGATION[language],
            footer=FOOTER[language],
            language=language,
        )
