"""Harvest many sources, a few at a time; one that fails never stops the others."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager

import structlog

from catalogue.errors import SourceError
from catalogue.runs import INTERRUPTED, Run
from catalogue.settings import Settings
from catalogue.sources import Source
from catalogue.store import Store
from harvester.readers import Readers
from harvester.run import RunInterruptedError, Tell, run

log = structlog.get_logger()


@contextmanager
def readers_of(settings: Settings) -> Iterator[Readers]:
    """Lend the reading processes that the settings ask for; they end with the block."""
    number = max(1, settings.integer("workers"))
    readers = Readers(number, settings.integer("extract_memory_mb"), settings.number("extract_timeout_s"))
    try:
        yield readers
    finally:
        readers.close()


def harvest(
    sources: Sequence[Source],
    settings: Settings,
    store: Store,
    *,
    limit: int | None = None,
    tell: Tell = lambda *_: None,
) -> Iterator[Run | SourceError]:
    """Harvest sources, ``harvest_parallel`` at a time.

    Yields:
        Each run as it ends, in order of ending; a ``SourceError`` for a source that could not begin.
    """
    parallel = max(1, settings.integer("harvest_parallel"))
    with readers_of(settings) as readers, ThreadPoolExecutor(parallel) as pool:
        stop = threading.Event()
        waiting: set[Future[Run | SourceError]] = {
            pool.submit(_one, source, settings, store, readers, limit, tell, stop) for source in sources
        }
        try:
            while waiting:
                ended, waiting = wait(waiting, return_when=FIRST_COMPLETED)
                for future in ended:
                    yield future.result()
        except BaseException:
            # Ctrl-C, a full disk: the runs that go on are left where they are, for the next harvest.
            stop.set()
            for future in waiting:
                future.cancel()
            raise


def _one(
    source: Source,
    settings: Settings,
    store: Store,
    readers: Readers,
    limit: int | None,
    tell: Tell,
    stop: threading.Event,
) -> Run | SourceError:
    try:
        return run(source, settings, store, readers, limit=limit, tell=tell, stop=stop)
    except SourceError as error:
        log.warning("run-not-begun", source=source.key, why=error.message)
        return error
    except RunInterruptedError:
        log.warning("run-interrupted", source=source.key, hint=INTERRUPTED)
        raise
