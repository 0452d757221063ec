"""What can go wrong on the way to a page: permanent codes, what was expected, what to do."""

from __future__ import annotations

from dataclasses import dataclass

from catalogue.errors import SourceError
from catalogue.model import Finding, Severity
from ontologies.errors import cut

LATER = "Try again later; if it stays so, ask the provider."
OPEN = "Open the URL in a browser and compare it with the source file."
TELL = "Tell the provider; nothing is removed because of it."

# code -> (what was expected, what to do)
CODES: dict[str, tuple[str, str]] = {
    "unreachable": ("a server that accepts a connection", LATER),
    "dns-failed": ("a host name that resolves", "Check the host name in the source file."),
    "timeout": ("a whole answer within fetch_timeout_s", LATER),
    "tls-failed": ("a valid certificate for this host", "Ask the provider to mend the certificate."),
    "rate-limited": ("an answer within our pace", "Raise politeness.delay_s in the source file."),
    "too-large": ("at most fetch_max_bytes", "Raise fetch_max_bytes if the size is right."),
    "cut-off": ("a whole document", LATER),
    "bad-encoding": ("gzip, deflate or no content encoding", TELL),
    "not-xml": ("XML", OPEN),
    "xml-dtd": ("XML without a DTD", "Ask the provider for XML without a document type declaration."),
    "not-json": ("JSON", OPEN),
    "not-rdf": ("Turtle, RDF/XML, JSON-LD or N-Triples", OPEN),
    "not-oai-pmh": ("an OAI-PMH answer", "Check that url is the base URL of the OAI-PMH endpoint."),
    "oai-error": ("a list of records", "Check options.prefix and options.set of the source file."),
    "not-ckan": ("a CKAN package_search answer", "Check that url is the address of the CKAN portal."),
    "not-sitemap": ("a sitemap or a sitemap index", "Set options.sitemap in the source file."),
    "not-html": ("an HTML page", OPEN),
    "blocked-address": (
        "a public address",
        "Check the URL; a source on this machine needs network.allow_loopback = true.",
    ),
    "blocked-host": (
        "one of the source's own hosts",
        "Add the host to network.hosts if it belongs to the source.",
    ),
    "blocked-port": ("port 80, 443 or the source's own", "Add the port to network.ports if it is right."),
    "blocked-url": ("a plain http or https URL", TELL),
    "robots-forbids": (
        "permission in robots.txt",
        "Ask the provider for permission, then set politeness.robots and robots_reason.",
    ),
    "robots-unreadable": ("a readable robots.txt or none (404)", LATER),
    "robots-reason-missing": (
        "politeness.robots_reason beside robots = ignore",
        "Write who allowed it and when into politeness.robots_reason.",
    ),
    "redirect-limit": ("at most 5 redirects", OPEN),
    "paging-loop": ("a new page", TELL),
    "token-expired": ("a resumption token that lasts until it is used", TELL),
    "declared-not-reached": ("as many datasets as the source declares", TELL),
    "declared-changed": ("one total for the whole list", LATER),
    "empty-list": ("at least one dataset", "Open the URL; if the source may be empty, set datasets_min = 0."),
    "page-limit": ("fewer list pages than run_max_pages", "Raise run_max_pages if the list is that long."),
    "sitemap-limit": ("at most 50 sitemaps, 2 levels and 50,000 pages", "Name a smaller options.sitemap."),
    "request-limit": ("fewer requests than run_max_requests", "Raise run_max_requests if that is right."),
    "time-limit": ("an end within run_max_minutes", "Raise run_max_minutes or lower politeness.delay_s."),
    "source-down": ("a page that answers", LATER),
    "crawl-delay-capped": ("a Crawl-delay of at most 60 s", "Ask the provider what pace is right."),
    "more-of-the-same": ("a source without so many faults", "Mend the first ones; the rest look alike."),
}
STOPPING = frozenset({"request-limit", "time-limit", "source-down"})


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that went wrong at one URL.

    Attributes:
        code: A key of ``CODES`` or ``http-<status>``; permanent.
        url: Where.
        found: What was there.
    """

    code: str
    url: str
    found: str

    @property
    def expected(self) -> str:
        """What should have been there."""
        return "status 200" if self.code.startswith("http-") else CODES[self.code][0]

    @property
    def hint(self) -> str:
        """What to do about it."""
        if self.code.startswith("http-"):
            return LATER if self.code.startswith("http-5") else OPEN
        return CODES[self.code][1]

    @property
    def gone(self) -> bool:
        """Whether the page itself says that it is no longer there."""
        return self.code in {"http-404", "http-410"}

    def finding(self, severity: Severity) -> Finding:
        """Give the fault as a finding of the run."""
        return Finding(self.code, severity, self.url, cut(self.found), self.expected, self.hint)

    def error(self, source: str) -> SourceError:
        """Give the fault as the error that ended the run.

        >>> print(Fault("http-404", "http://a.org/oai", "status 404").error("a"))
        a http://a.org/oai: found status 404, expected status 200
          -> Open the URL in a browser and compare it with the source file.
        """
        message = f"found {cut(self.found)}, expected {self.expected}"
        return SourceError(message, hint=self.hint, code=self.code, source=source, identifier=self.url)


class FaultError(Exception):
    """Carries a fault from a reader to the spider that asked."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(f"{fault.code}: {fault.found} at {fault.url}")
        self.fault = fault
