"""A damaged index is never read, a live one never lost."""

import multiprocessing
import os
import shutil

import pytest

from catalogue.errors import SearchIndexError
from indexer.embedded import EmbeddedEngine
from indexer.files import writing
from indexer.search import search
from tests.indexer.words import COLLECTION, entries


def flip(file, bit=0):
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1 << bit
    file.write_bytes(content)


def generation(engine_root, number):
    return engine_root / str(number)


@pytest.fixture
def root(tmp_path):
    return tmp_path / "embedded"


DAMAGED = ["vectors.faiss", "vectors.npy", "documents.jsonl", "counts.npy", "set_value.npy", "manifest.json"]


@pytest.mark.parametrize("name", DAMAGED)
def test_one_flipped_bit_is_noticed(embedded, root, name):
    embedded.close()
    flip(generation(root, 1) / name)
    with pytest.raises(SearchIndexError, match="is not what was written there") as refused:
        EmbeddedEngine(root).reader()
    assert "messor index --rebuild" in refused.value.hint


@pytest.mark.parametrize("bit", range(8))
def test_every_bit_of_a_vector_file_counts(embedded, root, bit):
    flip(generation(root, 1) / "vectors.faiss", bit)
    with pytest.raises(SearchIndexError, match=r"vectors\.faiss"):
        EmbeddedEngine(root).reader()


def test_a_bit_in_tantivy_files_is_noticed(embedded, root):
    files = [file for file in (generation(root, 1) / "words").iterdir() if file.stat().st_size]
    for file in files:
        good = file.read_bytes()
        flip(file)
        with pytest.raises(SearchIndexError, match=file.name):
            EmbeddedEngine(root).reader()
        file.write_bytes(good)
    assert EmbeddedEngine(root).reader()


def test_a_zeroed_page_a_cut_file_and_two_swapped_files_are_noticed(embedded, root):
    folder = generation(root, 1)
    for harm in (
        lambda: (folder / "vectors.faiss").write_bytes(bytes((folder / "vectors.faiss").stat().st_size)),
        lambda: os.truncate(folder / "documents.jsonl", 10),
        lambda: ((folder / "df.npy").unlink(), shutil.copy(folder / "term.npy", folder / "df.npy")),
        (folder / "ids.txt").unlink,
    ):
        shutil.copytree(folder, folder.with_name("kept"))
        harm()
        with pytest.raises(SearchIndexError):
            EmbeddedEngine(root).reader()
        shutil.rmtree(folder)
        folder.with_name("kept").rename(folder)
    assert EmbeddedEngine(root).reader()


def test_a_manifest_of_another_generation_is_refused(embedded, root):
    generation(root, 1).rename(generation(root, 7))
    with pytest.raises(SearchIndexError):
        EmbeddedEngine(root).reader()


def test_the_generation_before_answers_and_says_so(embedded, root):
    embedded.write(entries(COLLECTION), model="hash")
    flip(generation(root, 2) / "vectors.faiss")
    found = search(EmbeddedEngine(root), "glioma")
    assert found.generation == 1
    assert found.total > 0
    assert found.warnings == ("Index generation 2 is damaged; an older one answers.",)


def test_a_damaged_index_is_replaced_by_the_next_one(embedded, root):
    flip(generation(root, 1) / "documents.jsonl")
    engine = EmbeddedEngine(root)
    assert engine.write(entries(COLLECTION), model="hash").generation == 2
    assert search(engine, "glioma").total > 0


def test_a_missing_folder_is_no_index(tmp_path):
    with pytest.raises(SearchIndexError, match="no search index yet"):
        search(EmbeddedEngine(tmp_path / "nowhere"), "glioma")


def test_a_folder_without_a_manifest_is_no_generation(embedded, root):
    generation(root, 2).mkdir()
    assert embedded.live() == (1, "hash")
    assert embedded.write(entries(COLLECTION), model="hash").generation == 2


def test_a_folder_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "home").write_text("a file stands where the folder should be")
    with pytest.raises(SearchIndexError, match="the index folder cannot be written") as refused:
        EmbeddedEngine(tmp_path / "home" / "index").write(entries(COLLECTION), model="hash")
    assert "home/index" in str(refused.value)


def test_a_failure_while_writing_leaves_the_live_index_and_no_rubbish(embedded, root, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("indexer.generations.seal", full)
    with pytest.raises(SearchIndexError, match="No space left on device"):
        embedded.write(entries(COLLECTION), model="hash")
    assert [one.name for one in root.iterdir() if one.name.startswith(".new-")] == []
    assert embedded.live() == (1, "hash")
    assert search(embedded, "glioma").total > 0


def test_what_a_killed_writer_left_is_swept(embedded, root):
    (root / ".new-left").mkdir()
    embedded.write(entries(COLLECTION), model="hash")
    assert not (root / ".new-left").exists()


def _hold(folder, held, done):
    with writing(folder):
        held.set()
        done.wait(20)


def test_a_second_writer_is_told_to_wait(embedded, root):
    context = multiprocessing.get_context("spawn")
    held, done = context.Event(), context.Event()
    other = context.Process(target=_hold, args=(root, held, done))
    other.start()
    try:
        assert held.wait(20)
        with pytest.raises(SearchIndexError, match="another process is writing this index"):
            embedded.write(entries(COLLECTION), model="hash")
    finally:
        done.set()
        other.join(20)
    assert embedded.write(entries(COLLECTION), model="hash").generation == 2
