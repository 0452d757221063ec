"""Time the stages of the main job apart, on the demo's providers: fetch, read, check, keep, index, search.

    python benchmarks/first_light.py [--quick] [--json FILE]

Every figure is the median of the rounds. Stages that are compared (a harvest that finds everything new
and one that finds nothing new) run in turn in one go.
"""

from __future__ import annotations

import argparse
import json
import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

from catalogue import datasets, fetched, runs
from catalogue.model import Outcome, RunState
from catalogue.settings import Settings, load
from catalogue.sources import read_sources
from catalogue.store import Store, open_store
from messor.demo.sites import Sites
from messor.demo.sources import write_sources

QUERIES = (
    "MRI of brain tumours in children", "рак на гърдата", "Lungenkrebs CT", "prostate multiparametric MRI",
    "cancer du foie", "whole slide images", "neuroblastoma", "genomic data of breast cancer patients",
)  # fmt: skip
GOALS = {"second harvest / first harvest (wall)": 0.5, "index, nothing changed": 1.0}


class Stage:
    """Collects seconds and counts by stage."""

    def __init__(self) -> None:
        self.seconds: dict[str, list[float]] = defaultdict(list)
        self.counts: dict[str, int] = {}

    def time(self, name: str, work: Callable[[], Any]) -> Any:
        """Run one stage under the clock."""
        started = time.perf_counter()
        result = work()
        self.seconds[name].append(time.perf_counter() - started)
        return result

    def median(self, name: str) -> float:
        """Give the median of a stage in seconds."""
        return statistics.median(self.seconds[name])


def one_round(stage: Stage, sites: Sites, folder: Path) -> None:
    """Do the whole job once in a fresh home, then again when nothing is new."""
    write_sources(folder / "config" / "sources", sites.urls)
    settings = load({"home": str(folder), "log_level": "error"}, environment={})
    store = open_store(settings.database)
    stage.time("fetch", lambda: _fetch(settings, store))
    documents = _documents(store)
    described = stage.time("read (extract, understand, map)", lambda: _describe(settings, documents))
    graphs = stage.time("to graph", lambda: _graphs(described))
    stage.time("check", lambda: _check(graphs))
    stage.time("keep", lambda: _keep(store, described))
    stage.counts |= {"documents": len(documents), "datasets": len(described)}
    stage.time("index, all new", lambda: _index(settings, store))
    stage.time("index, nothing changed", lambda: _index(settings, store))
    stage.time("fetch, nothing changed", lambda: _fetch(settings, store))
    _search(stage, settings)
    store.close()


def _fetch(settings: Settings, store: Store) -> None:
    from harvester.crawling import Crawling

    for source in read_sources(settings.config / "sources").values():
        with store.write() as connection:
            taken = runs.begin(connection, source, 0)
        assert taken is not None
        summary = Crawling(source, settings, taken[0], None).summary()
        assert summary.complete, summary
        with store.write() as connection:
            runs.end(connection, taken[0], RunState.COMPLETE, source, {"requests": summary.requests})


def _documents(store: Store) -> list[tuple[str, Any]]:
    found: list[tuple[str, Any]] = []
    with store.read() as connection:
        for run in runs.recent(connection):
            found.extend(
                (run.source, fetched.get(connection, one)) for one in fetched.unread(connection, run.id)
            )
    return found


def _describe(settings: Settings, documents: list[tuple[str, Any]]) -> list[Any]:
    from harvester.mapping.describe import describe

    sources = read_sources(settings.config / "sources")
    return [one for key, document in documents for one in describe(sources[key], document).descriptions
            if not one.deleted]  # fmt: skip


def _graphs(described: list[Any]) -> list[Any]:
    from catalogue.rdf import to_graph

    graphs = []
    for one in described:
        iri = one.iri or "https://w3id.org/messor/dataset/" + datasets.dataset_id(one.source, one.identifier)
        graphs.append((iri, to_graph(one.claims, iri=iri, graph=one.graph)))
    return graphs


def _check(graphs: list[Any]) -> None:
    from harvester.check.check import check

    for start in range(0, len(graphs), 50):
        check(graphs[start : start + 50])


def _keep(store: Store, described: list[Any]) -> None:
    with store.read() as connection:
        latest = {run.source: run.id for run in reversed(runs.recent(connection))}
    for one in described:
        with store.write() as connection:
            datasets.put(connection, latest[one.source], one, one.findings, outcome=Outcome.ADDED,
                         mapping="bench", iri_base="https://w3id.org/messor/dataset/")  # fmt: skip


def _index(settings: Settings, store: Store) -> None:
    from indexer.build import update

    update(store, settings)


def _search(stage: Stage, settings: Settings) -> None:
    from indexer.engine import open_engine
    from indexer.search import search

    engine = open_engine(settings)
    search(engine, QUERIES[0], settings=settings)  # loads model and index; not what a reader waits for
    for query in QUERIES:
        stage.time("search", lambda query=query: search(engine, query, settings=settings))  # type: ignore[misc]
    engine.close()


def report(stage: Stage) -> list[dict[str, Any]]:
    """Give every figure with unit, goal and direction."""
    rows = []
    for name in stage.seconds:
        seconds = stage.median(name)
        rows.append((name, round(seconds, 4), "s", GOALS.get(name), "lower"))
        counted = {"read (extract, understand, map)", "to graph", "check", "keep"}
        if name in counted:
            rows.append(
                (f"{name} rate", round(stage.counts["datasets"] / seconds, 1), "datasets/s", None, "higher")
            )
    again = stage.median("fetch, nothing changed") / stage.median("fetch")
    rows.append(("fetch again / fetch", round(again, 3), "ratio", None, "lower"))
    nothing = stage.median("index, nothing changed") / stage.median("index, all new")
    rows.append(("index again / index", round(nothing, 4), "ratio", 0.05, "lower"))
    keys = ("name", "value", "unit", "goal", "better")
    return [dict(zip(keys, row, strict=True)) for row in rows]


def main() -> None:
    """Run the rounds and print the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--quick", action="store_true", help="one round instead of three")
    parser.add_argument("--json", metavar="FILE", type=Path, help="write the figures there")
    given = parser.parse_args()
    stage = Stage()
    with Sites() as sites:
        for _ in range(1 if given.quick else 3):
            with tempfile.TemporaryDirectory(prefix="messor-bench-") as folder:
                one_round(stage, sites, Path(folder))
    rows = report(stage)
    print(f"{stage.counts['documents']} documents, {stage.counts['datasets']} datasets")
    for row in rows:
        goal = "" if row["goal"] is None else f"  (goal {row['goal']}, {row['better']} is better)"
        print(f"{row['name']:40} {row['value']:>10} {row['unit']}{goal}")
    if given.json:
        given.json.write_text(json.dumps(rows, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
