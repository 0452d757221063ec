"""The words are read fast and small, and neither a damaged nor an unwritable cache stops anybody."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ontologies.compiled import FOLDER, read_compiled, read_concepts
from ontologies.errors import VocabularyError

ONE = """\
@prefix c: <https://w3id.org/messor/concept/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dct: <http://purl.org/dc/terms/> .
c:cancer a skos:Concept ; skos:prefLabel "cancer"@en, "cáncer"@es ; skos:altLabel "malignancy"@en ;
    skos:hiddenLabel "cancr"@en ; skos:definition "A disease."@en ; skos:notation "C" ;
    skos:exactMatch <http://purl.obolibrary.org/obo/NCIT_C9305> ; skos:related c:body .
c:old a skos:Concept ; skos:prefLabel "old"@en ; dct:isReplacedBy c:cancer .
"""

# VmHWM is this process's own peak; what getrusage says has the peak of the parent in it.
MEASURE = """\
import re, time
from ontologies import compiled, scheme
start = time.perf_counter()
words = scheme.scheme()
hits = words.find("emlőrák")
took = time.perf_counter() - start
peak = int(re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1]) / 1024
print(took, peak, hits[0].id)
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    words = tmp_path / "concepts"
    words.mkdir()
    (words / "cancer-type.ttl").write_text(ONE, "utf-8")
    return words


def test_a_file_is_read_with_all_it_says(folder: Path, tmp_path: Path) -> None:
    cancer, old = read_concepts(folder, tmp_path)

    assert (cancer.id, cancer.kind, cancer.notation) == ("cancer", "cancer-type", "C")
    assert cancer.labels == {"en": "cancer", "es": "cáncer"}
    assert cancer.alt == {"en": ("malignancy",)}
    assert cancer.hidden == {"en": ("cancr",)}
    assert cancer.related == ("body",)
    assert [(code.relation, code.vocabulary, code.value) for code in cancer.codes] == [
        ("exact", "NCIT", "C9305")
    ]
    assert old.replaced_by == "cancer"


def test_the_second_reading_comes_from_the_cache_and_says_the_same(folder: Path, tmp_path: Path) -> None:
    first = read_compiled(folder, tmp_path)
    kept = list(tmp_path.glob("concepts-*"))

    assert len(kept) == 1
    assert read_compiled(folder, tmp_path) == first


def test_a_changed_file_is_read_anew_and_the_old_cache_goes(folder: Path, tmp_path: Path) -> None:
    read_concepts(folder, tmp_path)
    (folder / "cancer-type.ttl").write_text(ONE.replace('"cancer"@en', '"tumour"@en'), "utf-8")

    assert read_concepts(folder, tmp_path)[0].labels["en"] == "tumour"
    assert len(list(tmp_path.glob("concepts-*"))) == 1


@pytest.mark.parametrize(
    "damage",
    [
        lambda text: "",
        lambda text: text[: len(text) // 2],
        lambda text: "\n".join(text.splitlines()[:-1]) + "\n",
        lambda text: "[1, 2]\n" * 9,
        lambda text: "null\nnull\nnull\n",
        lambda text: text.replace("cancer", "\udcff", 1).encode("utf-8", "surrogateescape").decode("latin-1"),
    ],
)
def test_a_damaged_cache_is_ignored_and_mended(folder: Path, tmp_path: Path, damage: object) -> None:
    whole = read_compiled(folder, tmp_path)
    (kept,) = tmp_path.glob("concepts-*")
    assert callable(damage)
    text = damage(kept.read_text("utf-8"))
    kept.write_text(text, "utf-8")
    again = read_compiled(folder, tmp_path)

    assert [one.id for one in again.concepts] == [one.id for one in whole.concepts]
    assert "cancer" in [one.id for one in again.concepts]


def test_a_cache_folder_that_cannot_be_written_costs_time_only(folder: Path, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")

    assert [one.id for one in read_concepts(folder, blocked)] == ["cancer", "old"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_cache_folder_costs_time_only(folder: Path, tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o500)

    assert [one.id for one in read_concepts(folder, closed)] == ["cancer", "old"]


def test_a_damaged_scheme_is_named_with_file_and_line(folder: Path, tmp_path: Path) -> None:
    (folder / "cancer-type.ttl").write_text(ONE + "c:broken skos:prefLabel 'x", "utf-8")

    with pytest.raises(VocabularyError, match=r"cancer-type\.ttl") as caught:
        read_concepts(folder, tmp_path)
    assert "line" in str(caught.value)
    assert "Mend" in caught.value.hint


def test_a_folder_without_a_scheme_is_an_error_with_an_advice(tmp_path: Path) -> None:
    with pytest.raises(VocabularyError, match="no concept scheme"):
        read_concepts(tmp_path, tmp_path)


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="peak memory is read from /proc")
def test_the_shipped_words_load_in_a_third_of_a_second_and_sixty_megabytes(tmp_path: Path) -> None:
    """The second start, from the cache; the whole process is counted, interpreter included."""
    environment = {**os.environ, "XDG_CACHE_HOME": str(tmp_path)}
    runs = []
    for _ in range(3):
        done = subprocess.run(
            [sys.executable, "-c", MEASURE],
            env=environment,
            cwd=FOLDER.parent.parent,
            capture_output=True,
            text=True,
            check=True,
        )
        took, memory, found = done.stdout.split()
        assert found == "breast-cancer"
        runs.append((float(took), float(memory)))

    assert min(took for took, _ in runs[1:]) <= 0.3
    assert min(memory for _, memory in runs[1:]) <= 60


def test_cache_and_turtle_give_the_same_shipped_scheme(tmp_path: Path) -> None:
    turtle = read_compiled(FOLDER, tmp_path)

    assert read_compiled(FOLDER, tmp_path) == turtle
