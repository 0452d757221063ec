"""Fetch one address in this process: ``python -m harvester.spiders.one``, task on stdin, answer on stdout.

The same guard, resolver, limits and encodings as a crawl; only the host is not tied to a source, because a
person asked for this very address. Redirects are followed to public addresses alone.
"""

from __future__ import annotations

import base64
import json
import sys
from collections.abc import Iterable, Mapping
from dataclasses import asdict

from catalogue.model import Fetched
from catalogue.settings import Settings
from catalogue.sources import Source
from harvester import guard
from harvester.spiders.ask import Answer, Ask
from harvester.spiders.faults import Fault
from harvester.spiders.ledger import Ledger
from harvester.spiders.tuning import scrapy_settings
from harvester.spiders.walk import Walk


class OneWalk(Walk):
    """Asks for one address and keeps what comes."""

    name = "one"
    accept = (
        "text/turtle, application/rdf+xml;q=0.9, application/ld+json;q=0.9, application/n-triples;q=0.8, "
        "application/json;q=0.6, application/xml;q=0.6, text/html;q=0.5, */*;q=0.1"
    )

    def begin(self) -> Iterable[Ask]:
        """Ask for the address."""
        return [Ask(self.source.url, conditional=False)]

    def read(self, answer: Answer) -> Iterable[Ask]:
        """Keep the answer; nothing follows."""
        self.keep(answer, "dataset")
        return ()


class OneLedger(Ledger):
    """A ledger whose guard lets a redirect lead to another public host."""

    def refused(self, url: str) -> Fault | None:
        """Say why a URL is not asked for; None when it may be."""
        if not url.startswith(("http://", "https://")):
            no = guard.refusal(url, self.source)
        else:
            host = url.partition("://")[2].partition("/")[0].rpartition("@")[2]
            hosts = (*self.source.network.hosts, host.partition(":")[0].lower())
            network = self.source.network.model_copy(update={"hosts": hosts})
            no = guard.refusal(url, self.source.model_copy(update={"network": network}))
        return Fault(no.code, url, no.found) if no else None


class OneSink:
    """Holds the one answer."""

    def __init__(self) -> None:
        self.fetched: Fetched | None = None

    def known(self, fingerprint: str) -> Fetched | None:
        """Nothing was fetched before."""
        return None

    def keep(self, fetched: Fetched, fingerprint: str, headers: Mapping[str, str]) -> None:
        """Take the answer."""
        self.fetched = fetched

    def validators(self, fingerprint: str) -> tuple[str, str] | None:
        """Nothing was fetched before."""
        return None

    def unchanged(self, fingerprint: str) -> Fetched | None:
        """Nothing was fetched before."""
        return None

    def progress(self, pages: int, declared: int | None) -> None:
        """One page needs no telling."""


def main() -> int:
    """Fetch; exit code 0 when an answer or a reason was printed."""
    from scrapy.crawler import AsyncCrawlerProcess

    task = json.load(sys.stdin)
    settings = Settings(task["settings"], {})
    source = Source.model_validate(task["source"])
    sink = OneSink()
    ledger = OneLedger(source, settings, sink, None)
    if fault := ledger.refused(source.url):
        ledger.lost(fault)
    else:
        process = AsyncCrawlerProcess(scrapy_settings(source, settings), install_root_handler=False)
        process.crawl(OneWalk, source=source, ledger=ledger)
        process.start()
        if ledger.bug is not None:
            raise ledger.bug
    if sink.fetched is None:
        findings = [asdict(one) for one in ledger.crawl().findings]
        sys.stdout.write(json.dumps({"findings": findings}) + "\n")
    else:
        told = asdict(sink.fetched) | {"at": sink.fetched.at.isoformat()}
        told["body"] = base64.b64encode(sink.fetched.body).decode("ascii")
        sys.stdout.write(json.dumps({"fetched": told}) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
