"""How good is the order of hits? nDCG@10 and recall@100 on public sets with judged queries.

    python benchmarks/ranking.py --data FOLDER [--quick] [--json FILE] [--cache FOLDER]

FOLDER holds a folder a set, each with ``corpus.jsonl`` (_id, title, text), ``queries.jsonl`` (_id, text) and
``qrels.tsv`` (query, document, grade). Compared are words alone, vectors alone, reciprocal rank fusion, the
score fusion (F0) and the second look (F), all with the same stored vectors and the same candidates.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from statistics import mean, median

import numpy as np

from indexer.candidates import Plan, plan, rank
from indexer.document import Document, Text, encoding_text
from indexer.embedded import EmbeddedEngine
from indexer.encoder import PACKAGED, ModelEncoder
from indexer.engine import DEPTH, Reader
from indexer.filters import Filters
from indexer.options import Options
from indexer.query import understand
from indexer.rank import Wanted, reciprocal
from indexer.shelving import analyse
from indexer.vectors import VectorCache
from ontologies.scheme import Scheme

SETS = ("datafinder", "medquad_judged")
# Published for the same formulas in another implementation; ours should not fall below.
GOALS = {
    ("datafinder", "fused"): 0.214,
    ("datafinder", "second look"): 0.233,
    ("medquad_judged", "fused"): 0.728,
    ("medquad_judged", "second look"): 0.734,
}
QUICK_QUERIES, QUICK_DOCUMENTS = 8, 80
NO_WORDS = Scheme([])
LONGEST_QUERY = 20_000


def main() -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--data", type=Path, default=Path("../shared/data/retrieval"))
    parser.add_argument("--quick", action="store_true", help="a part of the queries and documents")
    parser.add_argument("--json", type=Path, help="write the figures to this file")
    parser.add_argument("--cache", type=Path, help="keep vectors in this folder between runs")
    asked = parser.parse_args()
    present = [asked.data / name for name in SETS if (asked.data / name / "corpus.jsonl").is_file()]
    if not present:
        print(f"no set of judged queries under {asked.data}; nothing to measure", file=sys.stderr)
    figures = [figure for folder in present for figure in measure(folder, asked.quick, asked.cache)]
    for figure in figures:
        print(f"{figure['name']:55} {figure['value']:8.3f} {figure['unit']}")
    if asked.json:
        asked.json.write_text(json.dumps(figures, indent=1), "utf-8")
    return 0


def measure(folder: Path, quick: bool, cache: Path | None) -> list[dict[str, object]]:
    """Measure one set."""
    corpus, queries, judged = read(folder, quick)
    figures: list[dict[str, object]] = []
    with tempfile.TemporaryDirectory() as place:
        engine = EmbeddedEngine(Path(place) / "index")
        encoder = ModelEncoder(PACKAGED)
        vectors, _ = VectorCache((cache or Path(place)) / "vectors.sqlite").fill(
            encoder, {one.text_hash: one.encode for one in corpus}
        )
        engine.write([analyse(one, vectors.get(one.text_hash)) for one in corpus], model=encoder.name)
        reader = engine.reader()
        options = Options(
            encoder=encoder, words=NO_WORDS, max_chars=LONGEST_QUERY, floor=-1.0, cover=0.0, cut=0.0
        )
        ways: dict[str, list[list[str]]] = {}
        seconds: dict[str, list[float]] = {}
        for text in queries.values():
            for way, numbers, took in rankings(reader, text, options):
                ways.setdefault(way, []).append([reader.shelf.ids[number] for number in numbers])
                seconds.setdefault(way, []).append(took)
    for way, ranked in ways.items():
        pairs = list(zip(queries, ranked, strict=True))
        quality = mean(ndcg(ids, judged.get(query, {})) for query, ids in pairs)
        recalled = mean(recall(ids, judged.get(query, {})) for query, ids in pairs)
        name = f"{folder.name}, {way}"
        goal = None if quick else GOALS.get((folder.name, way))
        figures.append(figure(f"{name}: nDCG@10", quality, "0..1", goal, "higher"))
        figures.append(figure(f"{name}: recall@100", recalled, "0..1", None, "higher"))
        figures.append(figure(f"{name}: time", 1000 * median(seconds[way]), "ms a query", None, "lower"))
    return figures


def figure(name: str, value: float, unit: str, goal: float | None, better: str) -> dict[str, object]:
    """Give one figure as benchmarks write it."""
    return {"name": name, "value": round(value, 4), "unit": unit, "goal": goal, "better": better}


def rankings(reader: Reader, text: str, options: Options) -> list[tuple[str, Sequence[int], float]]:
    """Rank by each way: name, document numbers best first, seconds (without encoding)."""
    understood = understand(text, words=NO_WORDS, max_chars=LONGEST_QUERY)
    # Sentences of these sets are English; limits read from words would filter on numbers nobody states.
    whole = plan(reader, replace(understood, english=text, share=1.0), options)
    nothing = Filters()
    words = replace(whole, wanted=replace(whole.wanted, vector=None))
    vector = replace(
        whole, meant=(), wanted=Wanted((), whole.wanted.vector, (), whole.wanted.vector_weight, 0.0)
    )
    first, both = replace(options, feedback=False), options

    def by_rank(_: Plan) -> Sequence[int]:
        terms = {name: 1.0 for one in whole.meant for name in one.terms}
        assert whole.wanted.vector is not None
        arms = [reader.by_words(terms, nothing, DEPTH), reader.by_vector(whole.wanted.vector, nothing, DEPTH)]
        return reciprocal(arms)

    timed = []
    ways: tuple[tuple[str, Callable[[], Sequence[int]]], ...] = (
        ("words", lambda: rank(reader, words, nothing, first).numbers),
        ("vectors", lambda: rank(reader, vector, nothing, first).numbers),
        ("reciprocal ranks", lambda: by_rank(whole)),
        ("fused", lambda: rank(reader, whole, nothing, first).numbers),
        ("second look", lambda: rank(reader, whole, nothing, both).numbers),
    )
    for way, run in ways:
        start = time.perf_counter()
        numbers = run()
        timed.append((way, numbers, time.perf_counter() - start))
    return timed


def read(folder: Path, quick: bool) -> tuple[list[Document], dict[str, str], dict[str, dict[str, int]]]:
    """Read a set; quick takes some queries, what is judged for them, and some other documents."""
    judged: dict[str, dict[str, int]] = {}
    for line in (folder / "qrels.tsv").read_text("utf-8").splitlines()[1:]:
        query, name, grade = line.split("\t")
        judged.setdefault(query, {})[name] = int(grade)
    judged = {query: grades for query, grades in judged.items() if any(grades.values())}
    queries = {row["_id"]: row["text"] for row in rows(folder / "queries.jsonl") if row["_id"] in judged}
    corpus = rows(folder / "corpus.jsonl")
    if quick:
        queries = dict(list(queries.items())[:QUICK_QUERIES])
        wanted = {name for query in queries for name in judged[query]}
        others = [row["_id"] for row in corpus if row["_id"] not in wanted][:QUICK_DOCUMENTS]
        chosen = wanted.union(others)
        corpus = [row for row in corpus if row["_id"] in chosen]
    return [document(row) for row in corpus], queries, judged


def rows(file: Path) -> list[dict[str, str]]:
    """Read lines of JSON."""
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()]


def document(row: Mapping[str, str]) -> Document:
    """Make a document of title and text."""
    texts = {"en": Text(row["title"], row["text"])}
    encode = encoding_text(texts, (), NO_WORDS, ("en",))
    return Document(
        row["_id"], "", "", row["title"], texts, encode, encode, {}, {}, {}, {}, "", "", "2026-01-01"
    )


def ndcg(ids: Sequence[str], grades: Mapping[str, int], depth: int = 10) -> float:
    """Give the normalised discounted cumulative gain; the gain is the grade, as in trec_eval.

    >>> ndcg(["a", "b"], {"a": 1, "b": 1}), round(ndcg(["x", "a"], {"a": 1}), 3)
    (1.0, 0.631)
    """

    def gain(ordered: Sequence[int]) -> float:
        parts = [grade / math.log2(place + 2) for place, grade in enumerate(ordered[:depth])]
        return sum(parts)

    best = gain(sorted(grades.values(), reverse=True))
    return gain([grades.get(one, 0) for one in ids[:depth]]) / best if best else 0.0


def recall(ids: Sequence[str], grades: Mapping[str, int], depth: int = 100) -> float:
    """Give the share of the relevant documents among the first.

    >>> recall(["a", "x"], {"a": 2, "b": 1, "c": 0})
    0.5
    """
    relevant = {name for name, grade in grades.items() if grade > 0}
    return len(relevant.intersection(ids[:depth])) / len(relevant) if relevant else 0.0


if __name__ == "__main__":
    np.seterr(all="raise", under="ignore")
    sys.exit(main())
