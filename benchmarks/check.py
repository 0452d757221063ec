"""Time checking by DCAT-AP, HealthDCAT-AP R8 and EUCAIM together, in batches over two processes.

    python benchmarks/check.py [--quick] [--json FILE]

The descriptions are whole ones with one to thirty things taken away, exchanged or added, about 200 triples
each, so that most rules have something to look at. Every round times both processes at once; the figure is
their median. For comparison pySHACL checks a few of them one by one, and both must say the same.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import random
import statistics
import time
from multiprocessing.synchronize import Barrier
from pathlib import Path
from typing import Any

import rdflib
from rdflib import SH, BNode, Graph, Literal, URIRef
from rdflib.term import Node

from catalogue.rdf import serialise, to_graph
from harvester.check.check import check, inspect
from harvester.check.judge import judge
from harvester.check.portion import portion
from harvester.check.rules import rules

FOLDER = Path(__file__).parents[1] / "tests" / "ontologies"
SET = "https://hospital.example/set"
BATCH, PROCESSES = 50, 2
GOAL = 400.0


def graphs(number: int, seed: int = 1) -> list[tuple[str, Graph]]:
    """Make descriptions, the same for the same seed."""
    rdflib.NORMALIZE_LITERALS = False
    base = Graph(bind_namespaces="none")
    for name in ("whole-r8.ttl", "whole-eucaim.ttl"):
        base.parse(FOLDER / name)
    chance = random.Random(seed)
    triples = sorted(base)
    terms: list[Node] = [*sorted({one[2] for one in triples}, key=str), Literal("words"), BNode("x")]
    made = []
    for _ in range(number):
        graph = Graph(bind_namespaces="none") + base
        for subject, predicate, value in chance.sample(triples, chance.randint(1, 30)):
            graph.remove((subject, predicate, value))
            if chance.random() < 0.4:
                graph.add((subject, predicate, chance.choice(terms)))
        graph.add(
            (URIRef(SET), URIRef("https://cancerimage.eu/ontology/EUCAIM#nbrOfSegmentations"), Literal(1))
        )
        made.append((SET, graph))
    return made


def work(number: int, rounds: int, seed: int, start: Barrier, told: Any) -> None:
    """Check in one of the processes; tell when each round began and ended."""
    made = graphs(number, seed)
    check(made[:BATCH])
    for _ in range(rounds):
        start.wait()
        begun = time.monotonic()
        for first in range(0, number, BATCH):
            check(made[first : first + BATCH])
        told.put((begun, time.monotonic()))
        start.wait()


def rate(number: int, rounds: int, processes: int) -> float:
    """Datasets a second over several processes."""
    context = multiprocessing.get_context("spawn")
    start, told = context.Barrier(processes + 1), context.Queue()
    workers = [
        context.Process(target=work, args=(number, rounds, seed, start, told), daemon=True)
        for seed in range(processes)
    ]
    for one in workers:
        one.start()
    seconds = []
    for _ in range(rounds):
        start.wait()
        spans = [told.get() for _ in workers]
        seconds.append(max(end for _, end in spans) - min(begun for begun, _ in spans))
        start.wait()
    for one in workers:
        one.join()
    return float(number * processes / statistics.median(seconds))


def same_as_pyshacl(number: int) -> tuple[int, float]:
    """Count descriptions of which pySHACL says the same, and its rate one by one."""
    from pyshacl import validate

    equal, seconds = 0, 0.0
    for address, graph in graphs(number, seed=99):
        share = portion(URIRef(address), graph)
        applied = rules(inspect(URIRef(address), graph).groups)
        data = Graph(bind_namespaces="none")
        for node, said in share.said.items():
            for predicate, values in said.items():
                for value in values:
                    data.add((node, predicate, value))
        shapes = Graph(bind_namespaces="none") + applied.graph
        begun = time.perf_counter()
        _, report, _ = validate(data, shacl_graph=shapes, inference="none", inplace=True)
        seconds += time.perf_counter() - begun
        theirs = {
            (report.value(one, SH.focusNode), report.value(one, SH.sourceShape), report.value(one, SH.value))
            for one in report.objects(None, SH.result)
        }
        ours = {(one.focus, one.shape.node, one.value) for one in judge(share.said, applied.book)}
        equal += ours == theirs
    return equal, number / seconds


def rdf_out(number: int) -> dict[str, float]:
    """Datasets a second from the provider's triples to our graph, and to Turtle."""
    texts = [graph.serialize(format="nt") for _, graph in graphs(20)]
    begun = time.perf_counter()
    made = [to_graph([], iri=SET, graph=texts[place % 20]) for place in range(number)]
    middle = time.perf_counter()
    for graph in made[: number // 5]:
        serialise(graph, "turtle")
    return {
        "graph out, one process": number / (middle - begun),
        "Turtle out, one process": (number // 5) / (time.perf_counter() - middle),
    }


def main() -> None:
    """Print the figures, or write them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a tenth of the work")
    parser.add_argument("--json", metavar="FILE", help="write the figures here")
    given = parser.parse_args()
    number, rounds, sample = (100, 3, 3) if given.quick else (500, 5, 20)
    triples = statistics.mean(len(graph) for _, graph in graphs(50))
    equal, slow = same_as_pyshacl(sample)
    rows = [
        ("check, two processes", rate(number, rounds, PROCESSES), "datasets/s", GOAL, "higher"),
        ("check, one process", rate(number, rounds, 1), "datasets/s", None, "higher"),
        ("pySHACL one by one, one process", slow, "datasets/s", None, "higher"),
        ("said the same as pySHACL", equal / sample, "share", 1.0, "higher"),
        ("triples a description", triples, "triples", None, "higher"),
        *((name, value, "datasets/s", None, "higher") for name, value in rdf_out(number).items()),
    ]
    keys = ("name", "value", "unit", "goal", "better")
    listed = [dict(zip(keys, row, strict=True)) for row in rows]
    if given.json:
        Path(given.json).write_text(json.dumps(listed, indent=2) + "\n", encoding="utf-8")
    for one in listed:
        goal = f"  (goal {one['goal']:g})" if one["goal"] is not None else ""
        print(f"{one['name']:34}{one['value']:10.1f} {one['unit']}{goal}")


if __name__ == "__main__":
    main()
