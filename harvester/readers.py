"""Processes that read fetched bytes under limits of memory and time.

Native parsers die, they do not raise: a reader that crashes, eats memory or hangs is replaced, and the
document it died on becomes a finding. The other documents are read by the next one.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import resource
import signal
from collections.abc import Collection, Iterator, Sequence
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from queue import Queue

from catalogue.model import Extraction, Fetched, Finding, Severity
from catalogue.sources import Source
from ontologies.errors import ProjectError

START_S = 120
MIB = 1024 * 1024


class ReaderDiedError(Exception):
    """A reading process ended or went over its time; ``reason`` is a finding code."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class ReaderStartError(ProjectError):
    """The reading process does not start: no document is at fault, the run must stop."""


class Reader:
    """One reading process, started when first used and again after it died."""

    def __init__(self, memory_mb: int, timeout_s: float) -> None:
        self.memory_mb = memory_mb
        self.timeout_s = timeout_s
        self._process: BaseProcess | None = None
        self._pipe: Connection | None = None
        self._told: Collection[bytes] = ()

    def read(
        self,
        source: Source,
        documents: Sequence[Fetched],
        iri_base: str,
        known: Collection[bytes] = (),
    ) -> list[Extraction]:
        """Read documents in the process.

        Args:
            known: Marks of what need not be checked again; sent only when it is another object than last.

        Raises:
            ReaderDiedError: ``parser-crashed`` or ``parser-timeout``.
            Exception: What ``harvester.reading.read`` raised: a bug of ours.
        """
        pipe = self._start()
        try:
            news = None if known is self._told else known
            pipe.send((source, list(documents), iri_base, news))
            self._told = known
            if not pipe.poll(self.timeout_s):
                raise ReaderDiedError("parser-timeout")
            answer = pipe.recv()
        except (EOFError, OSError) as error:
            self.close()
            raise ReaderDiedError("parser-crashed") from error
        except ReaderDiedError:
            self.close()
            raise
        if isinstance(answer, MemoryError):
            self.close()
            raise ReaderDiedError("parser-crashed") from answer
        if isinstance(answer, BaseException):
            raise answer
        assert isinstance(answer, list)
        return answer

    def _start(self) -> Connection:
        if self._pipe is not None and self._process is not None and self._process.is_alive():
            return self._pipe
        self.close()
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=serve, args=(theirs, self.memory_mb), daemon=True)
        process.start()
        theirs.close()
        self._process, self._pipe = process, ours
        try:
            ready = ours.poll(START_S) and ours.recv() == "ready"
        except (EOFError, OSError):
            ready = False
        if not ready:
            self.close()
            raise ReaderStartError(
                "the reading process does not start",
                hint="See the log for its last words; Messor may be installed incompletely.",
            )
        return ours

    def close(self) -> None:
        """End the process at once."""
        self._told = ()
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self._process = None
        if self._pipe is not None:
            self._pipe.close()
            self._pipe = None


def serve(pipe: Connection, memory_mb: int) -> None:
    """Answer reading requests until the pipe closes (what the process runs)."""
    from harvester.reading import read, warm

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    warm()
    with contextlib.suppress(ValueError, OSError):
        limit = _address_space() + memory_mb * MIB
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    pipe.send("ready")
    known: Collection[bytes] = ()
    while True:
        try:
            source, documents, iri_base, news = pipe.recv()
        except (EOFError, OSError):
            return
        known = known if news is None else news
        try:
            answer: object = read(source, documents, iri_base, known)
        except Exception as error:  # noqa: BLE001 - whatever it is, the parent must hear of it
            answer = error
        pipe.send(answer)


def _address_space() -> int:
    """Give this process's address space in bytes, 0 where the system does not tell."""
    try:
        with open("/proc/self/statm", encoding="ascii") as pages:  # noqa: PTH123
            return int(pages.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0


class Readers:
    """A fixed number of reading processes shared by the runs that go on at the same time."""

    def __init__(self, number: int, memory_mb: int, timeout_s: float) -> None:
        self._idle: Queue[Reader] = Queue()
        self._all = [Reader(memory_mb, timeout_s) for _ in range(number)]
        for reader in self._all:
            self._idle.put(reader)

    @contextlib.contextmanager
    def one(self) -> Iterator[Reader]:
        """Borrow a reader; waits while all are busy."""
        reader = self._idle.get()
        try:
            yield reader
        finally:
            self._idle.put(reader)

    def read(
        self,
        source: Source,
        documents: Sequence[Fetched],
        iri_base: str,
        known: Collection[bytes] = (),
    ) -> list[Extraction]:
        """Read documents; one that kills its reader gives a finding instead of descriptions.

        Args:
            known: Marks of what need not be checked again; see ``harvester.reading.read``.

        Returns:
            One extraction a document, in the same order.
        """
        with self.one() as reader:
            try:
                return reader.read(source, documents, iri_base, known)
            except ReaderDiedError as error:
                if len(documents) == 1:
                    return [Extraction((), (_dead(documents[0], error.reason, reader),))]
        # Which one it was is not known: each again, alone.
        return [self.read(source, [one], iri_base, known)[0] for one in documents]

    def close(self) -> None:
        """End every process."""
        for reader in self._all:
            reader.close()


def _dead(document: Fetched, reason: str, reader: Reader) -> Finding:
    expected = (
        f"to be read within {reader.timeout_s:g} s"
        if reason == "parser-timeout"
        else f"to be read within {reader.memory_mb} MiB without a crash"
    )
    return Finding(
        code=reason,
        severity=Severity.VIOLATION,
        place=document.url,
        found=f"{len(document.body)} bytes of {document.media_type or 'unknown type'}",
        expected=expected,
        hint="The bytes are kept. Tell the provider; the other documents were read.",
    )
