"""The crawling process: ``python -m harvester.child`` fetches one source into the record.

A Scrapy reactor cannot start twice in a process, and a spider may hang or die: one process a run. It
gets its task as one JSON line on stdin, writes what it fetches into the record as it comes, and prints
the summary as one JSON line on stdout. When its stdin closes, the run's process is gone: it ends at once,
so that no spider goes on asking a provider for nobody.
"""

from __future__ import annotations

import json
import os
import sys
import threading
import time
from collections.abc import Mapping
from dataclasses import asdict

from catalogue import fetched as kept
from catalogue import runs
from catalogue.model import Fetched
from catalogue.runs import Run
from catalogue.settings import Settings
from catalogue.sources import Source
from catalogue.store import Store, open_store

TELL_S = 0.5


class RecordSink:
    """Where the spiders put what they fetch: the record, each answer in its own transaction."""

    def __init__(self, store: Store, run: Run) -> None:
        self.store = store
        self.run = run
        self._told = 0.0

    def known(self, fingerprint: str) -> Fetched | None:
        """Give what this run fetched before it was interrupted."""
        with self.store.read() as connection:
            return kept.of_request(connection, self.run.id, fingerprint)

    def keep(self, fetched: Fetched, fingerprint: str, headers: Mapping[str, str]) -> None:
        """Keep one answer."""
        with self.store.write() as connection:
            kept.keep(connection, self.run.id, self.run.source, fetched, fingerprint, headers)

    def progress(self, pages: int, declared: int | None) -> None:
        """Tell how far the listing is, at most every ``TELL_S`` seconds."""
        if time.monotonic() - self._told < TELL_S:
            return
        self._told = time.monotonic()
        with self.store.write() as connection:
            runs.note(connection, self.run, {"listed": pages, "declared": declared})

    def validators(self, fingerprint: str) -> tuple[str, str] | None:
        """Give ETag and Last-Modified of the source's newest answer to a request."""
        with self.store.read() as connection:
            last = kept.last_answer(connection, self.run.source, fingerprint)
        if last is None:
            return None
        headers = {name.lower(): value for name, value in last[1].items()}
        tags = headers.get("etag", ""), headers.get("last-modified", "")
        return tags if any(tags) else None

    def unchanged(self, fingerprint: str) -> Fetched | None:
        """Give the source's newest answer to a request, for a 304."""
        with self.store.read() as connection:
            last = kept.last_answer(connection, self.run.source, fingerprint)
        return last[0] if last else None


def _end_with_parent() -> None:
    """Wait for the end of stdin, then end this process; each answer was kept in its own transaction."""
    while os.read(0, 4096):
        pass
    os._exit(1)


def main() -> int:
    """Fetch; exit code 0 when a summary was printed."""
    from harvester.spiders.crawl import crawl

    task = json.loads(sys.stdin.buffer.readline())
    threading.Thread(target=_end_with_parent, daemon=True).start()
    settings = Settings(task["settings"], {})
    source = Source.model_validate(task["source"])
    store = open_store(settings.database)
    with store.read() as connection:
        run = runs.get(connection, task["run"])
    result = crawl(source, settings, RecordSink(store, run), limit=task["limit"])
    summary = {
        "complete": result.complete, "why_not": result.why_not, "listed": result.listed,
        "declared": result.declared, "requests": result.requests, "bytes": result.bytes,
        "not_modified": result.not_modified, "findings": [asdict(one) for one in result.findings],
        "error": None,
    }  # fmt: skip
    if result.error is not None:
        error = result.error
        summary["error"] = [error.code, error.message, error.hint, error.identifier or ""]
    sys.stdout.write(json.dumps(summary) + "\n")
    store.close()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
