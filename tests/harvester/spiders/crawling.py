"""Run real crawls in real child processes: one server process loads Scrapy once and forks for each crawl.

A reactor cannot start twice in a process, and loading Scrapy anew for every test would take a minute.
"""

from __future__ import annotations

import os
import pickle
import struct
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from catalogue.errors import SourceError
from catalogue.model import Fetched
from catalogue.settings import Settings, load
from catalogue.sources import Source
from harvester.spiders.crawl import Crawl, crawl

ROOT = Path(__file__).parents[3]
Kept = dict[str, tuple[Fetched, Mapping[str, str]]]


@dataclass
class MemorySink:
    """Keeps answers in a dictionary.

    ``before`` is what an interrupted run left, ``stored`` an older one; ``broken`` names a method that fails.
    """

    before: Kept = field(default_factory=dict)
    stored: Kept = field(default_factory=dict)
    kept: Kept = field(default_factory=dict)
    told: list[tuple[int, int | None]] = field(default_factory=list)
    broken: str = ""

    def __getattribute__(self, name: str) -> Any:
        if name == object.__getattribute__(self, "broken"):
            raise LookupError(f"no room for {name}")
        return object.__getattribute__(self, name)

    def known(self, fingerprint: str) -> Fetched | None:
        return self.before[fingerprint][0] if fingerprint in self.before else None

    def keep(self, fetched: Fetched, fingerprint: str, headers: Mapping[str, str]) -> None:
        self.kept[fingerprint] = (fetched, headers)

    def validators(self, fingerprint: str) -> tuple[str, str] | None:
        if fingerprint not in self.stored:
            return None
        headers = self.stored[fingerprint][1]
        return headers.get("etag", ""), headers.get("last-modified", "")

    def unchanged(self, fingerprint: str) -> Fetched | None:
        return self.stored[fingerprint][0] if fingerprint in self.stored else None

    def progress(self, pages: int, declared: int | None) -> None:
        self.told.append((pages, declared))


@dataclass(frozen=True)
class Done:
    """What a crawl said and kept."""

    crawl: Crawl
    kept: Kept
    told: list[tuple[int, int | None]]

    @property
    def pages(self) -> list[Fetched]:
        """What the run stands on, in list order."""
        return [self.kept[fingerprint][0] for fingerprint in self.crawl.pages]

    @property
    def datasets(self) -> list[Fetched]:
        return [page for page in self.pages if page.role == "dataset"]

    @property
    def code(self) -> str:
        """Code of the error; empty when the source did not fail."""
        return self.crawl.error.code if self.crawl.error else ""

    @property
    def codes(self) -> list[str]:
        """Codes of the findings."""
        return [finding.code for finding in self.crawl.findings]


def source(kind: str, url: str, **tables: Any) -> Source:
    """A source on loopback without pauses."""
    base = {
        "key": "test",
        "title": "Test",
        "kind": kind,
        "url": url,
        "politeness": {"delay_s": 0, "concurrent": 1} | tables.pop("politeness", {}),
        "network": {"allow_loopback": True} | tables.pop("network", {}),
    }
    return Source.model_validate({**base, **tables})


class Crawler:
    """The forking server; ``run`` is one crawl in a child of it."""

    def __init__(self) -> None:
        self._server = subprocess.Popen(
            [sys.executable, "-m", "tests.harvester.spiders.crawling"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=ROOT,
        )

    def close(self) -> None:
        assert self._server.stdin and self._server.stdout
        self._server.stdin.close()
        self._server.wait(20)
        self._server.stdout.close()

    def run(
        self,
        what: Source,
        *,
        limit: int | None = None,
        before: Kept | None = None,
        stored: Kept | None = None,
        broken: str = "",
        **settings: Any,
    ) -> Done:
        """Crawl a source; keyword arguments override settings."""
        values = dict(load({}, environment={}).values) | {"fetch_timeout_s": 20} | settings
        assert self._server.stdin and self._server.stdout
        _write(self._server.stdin, (what, values, limit, before or {}, stored or {}, broken))
        told = _read(self._server.stdout)
        if isinstance(told, str):
            raise AssertionError(f"the crawl crashed:\n{told}")
        fields, error, kept, progress = told
        return Done(Crawl(**fields, error=SourceError(**error) if error else None), kept, progress)


def _write(pipe: BinaryIO, value: object) -> None:
    data = pickle.dumps(value)
    pipe.write(struct.pack("<Q", len(data)) + data)
    pipe.flush()


def _read(pipe: BinaryIO) -> Any:
    size = pipe.read(8)
    return pickle.loads(pipe.read(struct.unpack("<Q", size)[0])) if size else None


def _one(task: Any, out: BinaryIO) -> None:
    """Crawl in this process and write what came of it."""
    what, values, limit, before, stored, broken = task
    sink = MemorySink(before, stored, broken=broken)
    try:
        result = crawl(what, Settings(values, {}), sink, limit=limit)
    except BaseException:  # noqa: BLE001 - the test shall see it
        import traceback

        _write(out, traceback.format_exc())
        return
    fields = {name: getattr(result, name) for name in Crawl.__slots__ if name != "error"}
    error = None
    if result.error is not None:
        names = ("message", "hint", "code", "source", "identifier")
        error = {name: getattr(result.error, name) for name in names}
    _write(out, (fields, error, sink.kept, sink.told))


def _serve() -> None:
    from scrapy.core.downloader.handlers import http11  # noqa: F401
    from scrapy.crawler import AsyncCrawlerProcess  # noqa: F401

    from harvester.spiders import kinds, tuning  # noqa: F401 - loaded before the first fork

    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a spider prints would break the protocol
    while (task := _read(sys.stdin.buffer)) is not None:
        if (child := os.fork()) == 0:
            _one(task, out)
            out.flush()
            os._exit(0)
        _, status = os.waitpid(child, 0)
        if status:
            _write(out, f"the child ended with status {status}")


if __name__ == "__main__":
    _serve()
