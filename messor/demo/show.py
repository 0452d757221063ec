"""``messor demo``: sample providers on loopback, harvested, indexed, searched and served for real.

The demo goes through the normal code path: the source files it writes are those an operator would
write, and harvesting, mapping, checking and indexing know nothing of a demo.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from catalogue.errors import SourceError
from catalogue.runs import Run
from catalogue.settings import Settings, load
from catalogue.sources import read_sources
from catalogue.store import Store, open_store
from messor.demo.sites import Sites
from messor.demo.sources import write_sources

EXAMPLE = "MRI of brain tumours in children"


def show(settings: Settings, *, serve_pages: bool) -> int:
    """Run the demo.

    Args:
        settings: Only home, host and port are looked at, and how to log.
        serve_pages: Serve the search page at the end.

    Returns:
        0, or 1 when a source failed.

    Raises:
        ConfigError: The port is in use.
        StoreError: The home folder cannot be written.
    """
    from messor.web import free_port
    from messor.web import serve_pages as run_pages

    if serve_pages:
        free_port(settings)
    started = time.monotonic()
    home = settings.home
    store = open_store(settings.database)
    ports = _ports(home / "demo.json")
    with Sites(ports) as sites:
        _remember(home / "demo.json", sites.ports)
        write_sources(home / "config" / "sources", sites.urls)
        settings = _own(settings)
        _say(f"six provider sites answer on loopback; the record is in {home}")
        failed = _harvest(settings, store)
        _index(settings, store)
        _search(settings)
        _say(f"done in {time.monotonic() - started:.0f} s")
        store.close()
        if serve_pages:
            run_pages(settings)
    return 1 if failed else 0


def _own(settings: Settings) -> Settings:
    """Take the demo's own configuration folder, whatever lies in the folder we were called from."""
    given = {name: value for name, value in settings.values.items() if settings.origins[name] == "flag"}
    return load({**given, "home": str(settings.home), "config": str(settings.home / "config")})


def _ports(file: Path) -> dict[str, int]:
    """Give the ports of the last time, so that the sites have the same addresses again."""
    try:
        read = json.loads(file.read_text("utf-8"))
        return {str(key): int(port) for key, port in read.items()}
    except (OSError, ValueError, AttributeError, TypeError):
        return {}


def _remember(file: Path, ports: dict[str, int]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)  # a record in PostgreSQL makes no folder
    file.write_text(json.dumps(ports, indent=2) + "\n", "utf-8")


def _say(line: str) -> None:
    sys.stderr.write(f"messor demo: {line}\n")
    sys.stderr.flush()


def _harvest(settings: Settings, store: Store) -> bool:
    from harvester.harvest import harvest
    from messor.commands.harvesting import exit_code, show_runs
    from messor.progress import Bars

    sources = read_sources(settings.config / "sources")
    ended: list[Run | SourceError] = []
    with Bars(list(sources)) as bars:
        ended.extend(harvest(list(sources.values()), settings, store, tell=bars.tell))
    show_runs(store, ended, False)
    return exit_code(ended) != 0


def _index(settings: Settings, store: Store) -> None:
    from messor.indexing import bring_up_to_date

    _say("makes the search index; the first time takes a minute")
    _say(bring_up_to_date(store, settings).sentence())


def _search(settings: Settings) -> None:
    from indexer.filters import Filters
    from messor.commands.searching import compute, find, show_hits, show_statistics

    show_statistics(compute(settings, Filters()))
    print(f"\nmessor search {EXAMPLE!r}")
    show_hits(find(settings, EXAMPLE, Filters(), page=1, size=5, language="en"))
