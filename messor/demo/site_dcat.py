"""CHAIMELEON's protocol: a DCAT feed in three syntaxes, a few datasets a page, linked by Hydra."""

from __future__ import annotations

from pyoxigraph import RdfFormat, Triple, serialize

from messor.demo import dcat_graph, pages
from messor.demo.samples import Repository, repository
from messor.demo.web import Answer, Ask, preferred, robots
from ontologies.namespaces import PREFIXES

PAGE_SIZE = 3
SYNTAXES = {
    "ttl": ("text/turtle", RdfFormat.TURTLE),
    "rdf": ("application/rdf+xml", RdfFormat.RDF_XML),
    "jsonld": ("application/ld+json", RdfFormat.JSON_LD),
}
SUFFIXES = {media_type: suffix for suffix, (media_type, _) in SYNTAXES.items()}
LINKS = {"Home": "/", "Catalogue (Turtle)": "/catalog.ttl"}
SHOWN = (
    *("dcat", "dct", "dcatap", "healthdcatap", "eucaim", "foaf", "vcard", "cv", "adms", "skos", "rdfs"),
    *("hydra", "xsd"),
)


class DcatSite:
    """Serves ``/catalog`` by suffix or ``Accept``, ``/dataset/<id>`` the same way, and pages."""

    def __init__(self, key: str) -> None:
        self.key = key

    @property
    def repository(self) -> Repository:
        """The descriptions, read at the first request."""
        return repository(self.key)

    def answer(self, ask: Ask) -> Answer | None:
        """Answer a request for the feed, one dataset, or a page."""
        if ask.path == "/":
            return pages.home(self.repository, LINKS, "/dataset/")
        if ask.path == "/robots.txt":
            return robots(ask)
        stem, _, suffix = ask.path.partition(".")
        if suffix and suffix not in SYNTAXES:
            return None
        if stem == "/catalog":
            return self._feed(ask, suffix)
        sample = self.repository.find(stem.removeprefix("/dataset/"))
        if not stem.startswith("/dataset/") or sample is None:
            return None
        chosen = preferred(ask.accept, ["text/html", *SUFFIXES])
        if not suffix and chosen == "text/html":
            return pages.landing(self.repository, sample, LINKS)
        triples = dcat_graph.dataset_triples(self.repository, sample, ask.base)
        triples += dcat_graph.publisher_triples(self.repository)
        return _written(triples, suffix or SUFFIXES[chosen])

    def _feed(self, ask: Ask, suffix: str) -> Answer | None:
        samples = self.repository.samples
        last = -(-len(samples) // PAGE_SIZE)
        current = ask.number("page", 1)
        if not 1 <= current <= last:
            return None
        numbers = {"this": current, "first": 1, "last": last}
        if current < last:
            numbers["next"] = current + 1
        if current > 1:
            numbers["previous"] = current - 1
        triples = dcat_graph.page_triples(
            self.repository,
            samples[(current - 1) * PAGE_SIZE : current * PAGE_SIZE],
            base=ask.base,
            pages={name: f"{ask.base}{ask.path}?page={page}" for name, page in numbers.items()},
            total=len(samples),
            size=PAGE_SIZE,
        )
        return _written(triples, suffix or SUFFIXES[preferred(ask.accept, list(SUFFIXES))])


def _written(triples: list[Triple], suffix: str) -> Answer:
    media_type, syntax = SYNTAXES[suffix]
    prefixes = {prefix: PREFIXES[prefix] for prefix in SHOWN}
    body = serialize(triples, format=syntax, prefixes=prefixes) or b""
    return Answer(body, f"{media_type}; charset=utf-8", headers={"Vary": "Accept"})
