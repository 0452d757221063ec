"""Start, watch and end the crawling process of a run."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from typing import Any

from catalogue.model import Finding, Severity
from catalogue.runs import Run
from catalogue.settings import Settings
from catalogue.sources import Source

GRACE_S = 10


@dataclass(frozen=True, slots=True)
class Summary:
    """What the crawling process said at its end; see ``harvester.spiders.crawl.Crawl``."""

    complete: bool
    why_not: str
    listed: int
    declared: int | None
    requests: int
    bytes: int
    not_modified: int
    findings: tuple[Finding, ...]
    error: tuple[str, str, str] | None


class Crawling:
    """A crawling process that is going on."""

    def __init__(self, source: Source, settings: Settings, run: Run, limit: int | None) -> None:
        task = {
            "source": source.model_dump(mode="json"),
            "settings": dict(settings.values) | {"database": settings.database},
            "run": run.id,
            "limit": limit,
        }
        self._out = tempfile.TemporaryFile()  # noqa: SIM115 - closed in summary()
        # A session of its own: Ctrl-C on the terminal reaches us, and we end it. Its stdin stays open as
        # long as we live: when it closes, however we ended, the process ends too.
        self._process = subprocess.Popen(
            [sys.executable, "-m", "harvester.child"],
            stdin=subprocess.PIPE,
            stdout=self._out,
            start_new_session=True,
        )
        self._tell(json.dumps(task).encode() + b"\n")
        self._stopped = ""

    def _tell(self, line: bytes) -> None:
        assert self._process.stdin is not None
        with contextlib.suppress(BrokenPipeError):  # it died already; summary() says so
            self._process.stdin.write(line)
            self._process.stdin.flush()

    @property
    def going_on(self) -> bool:
        """Whether the process still runs."""
        return self._process.poll() is None

    def stop(self, why: str) -> None:
        """End the process, kindly first."""
        self._stopped = why
        self._process.terminate()
        try:
            self._process.wait(GRACE_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def summary(self) -> Summary:
        """Give what the process said; a process that died without a word says so."""
        self._process.wait()
        if self._process.stdin is not None:
            with contextlib.suppress(BrokenPipeError):
                self._process.stdin.close()
        self._out.seek(0)
        lines = self._out.read().splitlines()
        self._out.close()
        if self._process.returncode == 0 and lines and not self._stopped:
            return _summary(json.loads(lines[-1]))
        why = self._stopped or f"the crawling process ended with code {self._process.returncode}"
        hint = "See the log for its last words; the next run goes on from what was kept."
        code = "run-time-limit" if self._stopped else "crawler-died"
        return Summary(False, why, 0, None, 0, 0, 0, (), (code, why, hint))


def _summary(told: dict[str, Any]) -> Summary:
    error = told["error"]
    findings = tuple(Finding(**(one | {"severity": Severity(one["severity"])})) for one in told["findings"])
    place = f" ({error[3]})" if error and error[3] and error[3] not in error[1] else ""
    return Summary(
        complete=told["complete"],
        why_not=told["why_not"],
        listed=told["listed"],
        declared=told["declared"],
        requests=told["requests"],
        bytes=told["bytes"],
        not_modified=told["not_modified"],
        findings=findings,
        error=(error[0], error[1] + place, error[2]) if error else None,
    )
