"""``messor up``: the scheduler only ticks; what is due, and who holds it, are rows of the record."""

from __future__ import annotations

import subprocess
import sys
import threading

import structlog

from catalogue import changes, runs
from catalogue.settings import Settings
from catalogue.sources import read_known
from catalogue.store import open_store
from ontologies.errors import ProjectError

TICK_S = 15
INDEX_EVERY_S = 60
"""While a long harvest goes on, what it brought is found after this time at the latest."""
GRACE_S = 15
log = structlog.get_logger()


def up(settings: Settings) -> None:
    """Tick and serve until Ctrl-C.

    Harvesting and indexing are processes of their own: a crash there does not touch the pages, and a
    run that was killed is taken over at a later tick.
    """
    from apscheduler.schedulers.background import BackgroundScheduler

    from messor.web import free_port, serve_pages

    free_port(settings)
    ticker = Ticker(settings)
    scheduler = BackgroundScheduler(timezone="UTC")
    scheduler.add_job(ticker.tick, "interval", seconds=TICK_S, max_instances=1, coalesce=True,
                      misfire_grace_time=None)  # fmt: skip
    first = threading.Thread(target=ticker.tick, daemon=True)
    scheduler.start()
    first.start()
    try:
        serve_pages(settings)
    finally:
        scheduler.shutdown(wait=False)
        ticker.stop()


class Ticker:
    """Starts what is due; one tick at a time."""

    def __init__(self, settings: Settings, index_every_s: float = INDEX_EVERY_S) -> None:
        self.settings = settings
        self.index_every_s = index_every_s
        self._busy = threading.Lock()
        self._processes: list[subprocess.Popen[bytes]] = []
        self._stopping = False
        self._indexed = False
        self._said: dict[str, str] = {}

    def tick(self) -> None:
        """Harvest the sources that are due, then index what changed."""
        if not self._busy.acquire(blocking=False):
            return
        try:
            due = self.due()
            if due:
                log.info("due", sources=due)
                self._run("harvest", *due)
            self._index()
        except ProjectError as error:
            log.error("tick-failed", why=error.message, hint=error.hint)
        except Exception:
            # A tick that fails must not end the ticking.
            log.exception("tick-failed")
        finally:
            self._busy.release()

    def due(self) -> list[str]:
        """List the sources whose time has come, longest waiting first."""
        known, wrong = read_known(self.settings.config / "sources")
        said = {key: str(error) for key, error in wrong.items()}
        for key in sorted(said.keys() - {key for key, text in self._said.items() if said.get(key) == text}):
            log.warning("source-file-wrong", file=f"{key}.toml", why=said[key])
        self._said = said
        store = open_store(self.settings.database)
        try:
            with store.read() as connection:
                return runs.due(connection, known)
        finally:
            store.close()

    def _index(self) -> None:
        """Index what changed; the first time in any case: the index may be gone, or of an older Messor."""
        if not self._indexed or self._waiting():
            self._indexed = self._run("index") == 0

    def _waiting(self) -> int:
        store = open_store(self.settings.database)
        try:
            with store.read() as connection:
                return changes.waiting(connection, self.settings.text("engine"))
        finally:
            store.close()

    def _run(self, *words: str) -> int | None:
        """Run a command to its end and give its exit code; index now and then while it harvests."""
        if self._stopping:
            return None
        home, config = str(self.settings.home), str(self.settings.config)
        command = [sys.executable, "-m", "messor", "--home", home, "--config", config, *words]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        self._processes.append(process)
        while (code := self._wait(process)) is None:
            if words[0] == "harvest":
                self._index()
        self._processes.remove(process)
        (log.info if code == 0 else log.warning)("ended", command=words[0], code=code)
        return code

    def _wait(self, process: subprocess.Popen[bytes]) -> int | None:
        try:
            return process.wait(self.index_every_s if self._indexed else min(TICK_S, self.index_every_s))
        except subprocess.TimeoutExpired:
            return None

    def stop(self) -> None:
        """End the processes that are going on; their runs are taken over at the next start."""
        self._stopping = True
        processes = list(self._processes)
        for process in processes:
            process.terminate()
        for process in processes:
            try:
                process.wait(GRACE_S)
            except subprocess.TimeoutExpired:
                process.kill()
