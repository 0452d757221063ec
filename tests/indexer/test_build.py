"""The index follows the record: only what changed is encoded, nothing is lost, nothing stays behind."""

import subprocess
import sys
from dataclasses import replace

import pytest

from catalogue.errors import ConfigError, SearchIndexError
from catalogue.model import Change, DatasetState
from indexer.build import Tools, follow
from indexer.embedded import EmbeddedEngine
from indexer.vectors import VectorCache
from tests.indexer.words import SCHEME, HashEncoder, about, dataset


class MemoryRecord:
    """A record in memory, at the protocol."""

    def __init__(self):
        self.datasets, self.log, self.at = {}, [], (0, "")

    def put(self, one):
        self.datasets[one.id] = one
        self.log.append(Change(len(self.log) + 1, one.id, "put"))

    def bury(self, name):
        self.datasets[name] = replace(self.datasets[name], state=DatasetState.GONE)
        self.log.append(Change(len(self.log) + 1, name, "delete"))

    def position(self):
        return self.at

    def changes(self):
        return [one for one in self.log if one.seq > self.at[0]]

    def some(self, ids):
        return iter([self.datasets[one] for one in ids if one in self.datasets])

    def all(self):
        return iter([one for one in self.datasets.values() if one.state is not DatasetState.GONE])

    def done(self, seq, generation):
        self.at = (seq, generation)


@pytest.fixture
def record():
    made = MemoryRecord()
    for name in "abcdef":
        made.put(dataset(name, f"Title {name}", f"Text about {name}{name}{name}."))
    return made


@pytest.fixture
def engine(tmp_path):
    made = EmbeddedEngine(tmp_path / "index")
    yield made
    made.close()


@pytest.fixture
def encoder():
    return HashEncoder()


@pytest.fixture
def tools(tmp_path, encoder):
    return Tools(encoder, VectorCache(tmp_path / "vectors.sqlite"), words=SCHEME)


def held(engine):
    shelf = engine.reader().shelf
    return {shelf.document(number).id: shelf.document(number).title for number in range(len(shelf))}


def test_the_first_run_takes_everything(record, engine, tools, encoder):
    report = follow(record, engine, tools)
    assert (report.documents, report.put, report.encoded, report.generation) == (6, 6, 6, 1)
    assert report.rebuilt
    assert record.at == (6, "1")
    assert held(engine)["clinic.a"] == "Title a"
    assert len(encoder.texts) == 6


def test_a_second_run_does_nothing(record, engine, tools):
    follow(record, engine, tools)
    report = follow(record, engine, tools)
    assert (report.documents, report.generation, report.put) == (-1, 1, 0)
    assert report.sentence() == "The index is up to date (generation 1)."


def test_only_what_changed_is_encoded(record, engine, tools, encoder):
    follow(record, engine, tools)
    encoder.texts.clear()
    record.put(dataset("b", "Another title"))
    record.put(dataset("g", "A new one"))
    record.bury("clinic.c")
    report = follow(record, engine, tools)
    assert (report.changes, report.put, report.removed, report.encoded) == (3, 2, 1, 2)
    assert sorted(encoder.texts) == ["A new one", "Another title"]
    assert sorted(held(engine)) == ["clinic.a", "clinic.b", "clinic.d", "clinic.e", "clinic.f", "clinic.g"]
    assert held(engine)["clinic.b"] == "Another title"


def test_unchanged_documents_keep_terms_and_vectors(record, engine, tools):
    follow(record, engine, tools)
    before = {entry.id: entry for entry in engine.reader().shelf.entries()}
    record.put(dataset("b", "Another title"))
    follow(record, engine, tools)
    after = {entry.id: entry for entry in engine.reader().shelf.entries()}
    for name in before.keys() - {"clinic.b"}:
        assert (after[name].terms, after[name].line) == (before[name].terms, before[name].line)
        assert (after[name].vector == before[name].vector).all()


def test_updating_step_by_step_ends_as_a_rebuild_does(record, engine, tools, tmp_path):
    follow(record, engine, tools)
    for step in (
        lambda: record.put(dataset("a", "First", "", *about("glioma"))),
        lambda: record.bury("clinic.f"),
        lambda: record.put(dataset("z", "Last")),
        lambda: record.put(dataset("a", "First again", "", *about("glioblastoma"))),
    ):
        step()
        follow(record, engine, tools)
    other = EmbeddedEngine(tmp_path / "other")
    fresh = MemoryRecord()
    fresh.datasets, fresh.log = record.datasets, record.log
    follow(fresh, other, tools)
    for name in ("terms", "lengths", "line", "id"):
        assert [getattr(one, name) for one in engine.reader().shelf.entries()] == [
            getattr(one, name) for one in other.reader().shelf.entries()
        ]


def test_a_change_that_does_not_touch_the_document_writes_no_generation(record, engine, tools):
    follow(record, engine, tools)
    record.put(replace(record.datasets["clinic.a"], version=2))
    report = follow(record, engine, tools)
    assert (report.same, report.put, report.generation) == (1, 0, 1)
    assert record.at == (7, "1")


def test_a_run_killed_before_the_position_moved_is_done_again(record, engine, tools, encoder):
    follow(record, engine, tools)
    record.put(dataset("b", "Another title"))
    at = record.at
    follow(record, engine, tools)
    record.at = at  # as if the process had died after the swap
    encoder.texts.clear()
    report = follow(record, engine, tools)
    assert report.rebuilt
    assert encoder.texts == []
    assert held(engine)["clinic.b"] == "Another title"
    assert follow(record, engine, tools).documents == -1


def test_a_lost_index_is_made_again_from_the_record_without_encoding(
    record, engine, tools, encoder, tmp_path
):
    import shutil

    follow(record, engine, tools)
    shutil.rmtree(tmp_path / "index")
    encoder.texts.clear()
    report = follow(record, engine, tools)
    assert (report.rebuilt, report.documents, report.encoded) == (True, 6, 0)


def test_an_index_newer_than_a_restored_record_is_made_again(record, engine, tools):
    follow(record, engine, tools)
    old = MemoryRecord()
    for name in "abcde":
        old.put(record.datasets[f"clinic.{name}"])
    report = follow(old, engine, tools)
    assert (report.rebuilt, report.removed) == (True, 1)
    assert "clinic.f" not in held(engine)


def test_a_damaged_index_is_made_again_when_something_changes(record, engine, tools, tmp_path):
    follow(record, engine, tools)
    file = tmp_path / "index" / "1" / "documents.jsonl"
    file.write_bytes(file.read_bytes()[:-3])
    engine.close()
    record.put(dataset("b", "Another title"))
    report = follow(record, engine, tools)
    assert (report.rebuilt, report.documents) == (False, 6) or report.rebuilt
    assert sorted(held(engine)) == [f"clinic.{name}" for name in "abcdef"]


def test_an_emptied_record_does_not_empty_the_index_without_a_reason(record, engine, tools):
    follow(record, engine, tools)
    for name in "abcdef":
        record.bury(f"clinic.{name}")
    with pytest.raises(SearchIndexError, match="0 documents, the live one holds 6"):
        follow(record, engine, tools)
    assert record.at == (6, "1")
    assert len(held(engine)) == 6
    assert follow(record, engine, tools, reason="the clinic left").documents == 0


def test_an_empty_record_makes_an_empty_index(engine, tools):
    record = MemoryRecord()
    assert follow(record, engine, tools).documents == 0
    assert follow(record, engine, tools).documents == -1


def test_a_model_that_fails_leaves_an_index_of_words_and_a_warning(record, engine, tools):
    class Broken:
        name = "hash"

        def encode(self, texts, *, following=0):
            raise ConfigError("the model is gone", hint="Fetch it.")

    report = follow(record, engine, replace(tools, encoder=Broken()))
    assert report.documents == 6
    assert "the model is gone" in report.warnings[0]
    assert "note: Search by meaning is off" in report.sentence()
    again = follow(record, engine, tools, rebuild=True)
    assert (again.encoded, again.warnings) == (6, ())
    assert engine.live()[1] == "hash"


def test_another_model_encodes_everything_anew(record, engine, tools):
    class Other(HashEncoder):
        name = "other"

    follow(record, engine, tools)
    report = follow(record, engine, replace(tools, encoder=Other()))
    assert (report.rebuilt, report.encoded) == (True, 6)
    assert engine.live() == (2, "other")


def test_equal_texts_are_encoded_once(engine, tools, encoder):
    record = MemoryRecord()
    for name in "abc":
        record.put(dataset(name, "The same title"))
    assert follow(record, engine, tools).encoded == 1
    assert len(encoder.texts) == 1


IDLE = """
import sys
from catalogue.settings import load
from catalogue.store import open_store
from indexer.build import update
settings = load({"home": sys.argv[1]}, environment={})
report = update(open_store(settings.database), settings)
assert report.documents == int(sys.argv[2]), report
heavy = {"torch", "faiss", "tantivy", "sentence_transformers", "opensearchpy"} & set(sys.modules)
print(sorted(heavy))
"""


def test_with_nothing_to_do_no_heavy_library_is_loaded(tmp_path):
    def run(expected):
        command = [sys.executable, "-c", IDLE, str(tmp_path / "home"), expected]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout

    assert "faiss" not in run("0")  # an empty record: tantivy is needed, nothing is encoded
    assert run("-1").strip() == "[]"
