"""Reading processes: one that dies, hangs or eats memory costs its document and nothing else."""

import os
import signal
import time
from pathlib import Path

import pytest

from catalogue.model import Extraction
from harvester.readers import Reader, ReaderDiedError, Readers
from tests.harvester.making import fetched

PROSE = (
    "<html><body><main><h1>Breast MRI</h1><p>MRI of 120 women with breast cancer.</p></main></body></html>"
)


@pytest.fixture(scope="module")
def readers():
    made = Readers(1, 2048, 30)
    yield made
    made.close()


def test_documents_are_read_in_order(readers, source):
    prose = source.model_copy(update={"kind": "prose"})
    many = [fetched(PROSE.replace("Breast MRI", f"Breast MRI {number}"), f"/{number}") for number in range(3)]
    read = readers.read(prose, many, "https://w3id.org/messor/dataset/")
    titles = [claim.value for one in read for description in one.descriptions
              for claim in description.claims if claim.property == "dct:title"]  # fmt: skip
    assert titles == ["Breast MRI 0", "Breast MRI 1", "Breast MRI 2"]


class DyingReader(Reader):
    """A reader whose process is killed as soon as it is given a deadly document."""

    def _start(self):
        pipe = super()._start()
        reader = self

        class Pipe:
            def send(self, task):
                if any(b"deadly" in one.body for one in task[1]):
                    reader._process.kill()
                    reader._process.join()
                pipe.send(task)

            def poll(self, seconds):
                return pipe.poll(seconds)

            def recv(self):
                return pipe.recv()

            def close(self):
                pipe.close()

        self._pipe = Pipe()
        return self._pipe


def test_a_document_that_kills_its_reader_becomes_a_finding_and_the_others_are_read(source):
    readers = Readers(1, 2048, 30)
    dying = DyingReader(2048, 30)
    readers._idle.get()
    readers._idle.put(dying)
    prose = source.model_copy(update={"kind": "prose"})
    many = [fetched(PROSE, "/1"), fetched(PROSE + "deadly", "/2"), fetched(PROSE, "/3")]
    read = readers.read(prose, many, "https://w3id.org/messor/dataset/")
    dying.close()
    readers.close()
    assert [len(one.descriptions) for one in read] == [1, 0, 1]
    (finding,) = read[1].findings
    assert finding.code == "parser-crashed"
    assert finding.place.endswith("/2")


def test_a_reader_that_takes_too_long_is_ended(source):
    reader = Reader(2048, 0.2)
    reader._start()
    os.kill(reader._process.pid, signal.SIGSTOP)
    started = time.monotonic()
    with pytest.raises(ReaderDiedError, match="parser-timeout"):
        reader.read(source, [fetched(PROSE, "/1")], "")
    assert time.monotonic() - started < 5
    assert reader._process is None


def test_memory_is_limited_in_the_reading_process(source):
    reader = Reader(256, 30)
    pipe = reader._start()
    limits = Path(f"/proc/{reader._process.pid}/limits").read_text("ascii")
    (line,) = [line for line in limits.splitlines() if "address space" in line]
    assert line.split()[3].isdecimal()
    assert pipe.poll(0) is False
    reader.close()


def test_no_documents_give_no_extractions(readers, source):
    assert readers.read(source, [], "") == []


def test_what_is_not_readable_is_a_finding_not_an_exception(readers, source):
    (read,) = readers.read(source, [fetched("{not json", "/x", "application/json")], "")
    assert isinstance(read, Extraction)
    assert read.findings
    assert read.descriptions == ()
