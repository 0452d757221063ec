"""Time checking by DCAT-AP, HealthDCAT-AP R8 and EUCAIM together, and writing RDF, over two processes.

    python benchmarks/check.py [--quick] [--json FILE]

The descriptions are whole ones with one to thirty things taken away, exchanged or added, about 180 triples
each and each with words of its own, so that most rules have something to look at. Every round times all
processes at once; the figure is the median of the rounds. pySHACL and rdflib's Turtle do the same work in the
same run, turn by turn with ours, so that a busy machine slows both; pySHACL must also say the same.
What others do on the machine makes figures a second smaller, figures a second of a core hardly.
"""

from __future__ import annotations

import argparse
import gc
import json
import multiprocessing
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from multiprocessing.synchronize import Barrier
from pathlib import Path
from typing import Any

import rdflib
from rdflib import SH, BNode, Graph, Literal, URIRef
from rdflib.term import Node

from catalogue import datasets, listing, runs, written
from catalogue.assemble import assemble
from catalogue.light import LightGraph
from catalogue.model import Description, Outcome
from catalogue.rdf import FORMS, Form, graph_of, serialise
from catalogue.sources import Source
from catalogue.store import open_store
from catalogue.turtle import document, turtle
from harvester.check.check import check, inspect
from harvester.check.judge import judge
from harvester.check.portion import portion
from harvester.check.rules import rules

FOLDER = Path(__file__).parents[1] / "tests" / "ontologies"
SET = "https://hospital.example/set"
BATCH, PAGE, PROCESSES = 50, 100, 2
CHECK_GOAL, OUT_GOAL = 400.0, 3000.0


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
    for place in range(number):
        graph = Graph(bind_namespaces="none")
        for subject, predicate, value in triples:
            graph.add((subject, predicate, _of_its_own(value, place)))
        for subject, predicate, value in chance.sample(sorted(graph), chance.randint(1, 30)):
            graph.remove((subject, predicate, value))
            if chance.random() < 0.4:
                graph.add((subject, predicate, chance.choice(terms)))
        graph.add(
            (URIRef(SET), URIRef("https://cancerimage.eu/ontology/EUCAIM#nbrOfSegmentations"), Literal(1))
        )
        made.append((SET, graph))
    return made


def _of_its_own(term: Node, place: int) -> Node:
    """Words that no other description has; any other term as it is."""
    if isinstance(term, Literal) and term.language:
        return Literal(f"{term} {place}", lang=term.language)
    return term


def lines(graph: Graph) -> str:
    """A graph as the record keeps it: sorted N-Triples."""
    return "".join(sorted(graph.serialize(format="nt").splitlines(keepends=True)))


def _checking(number: int, seed: int) -> Callable[[], object]:
    made = [
        (one, LightGraph(assemble([], iri=one, graph=lines(graph)))) for one, graph in graphs(number, seed)
    ]
    return lambda: [check(made[first : first + BATCH]) for first in range(0, number, BATCH)]


def _building_and_checking(number: int, seed: int) -> Callable[[], object]:
    texts = [lines(graph) for _, graph in graphs(number, seed)]

    def built(text: str) -> tuple[str, LightGraph]:
        return SET, LightGraph(assemble([], iri=SET, graph=text))

    return lambda: [
        check(list(map(built, texts[first : first + BATCH]))) for first in range(0, number, BATCH)
    ]


def _writing(form: Form) -> Callable[[int, int], Callable[[], object]]:
    def task(number: int, seed: int) -> Callable[[], object]:
        texts = [lines(graph) for _, graph in graphs(number, seed)]
        return lambda: [serialise(assemble([], iri=SET, graph=text), form) for text in texts]

    return task


TASKS = {
    "check": _checking,
    "build and check": _building_and_checking,
    "turtle": _writing("turtle"),
    "json-ld": _writing("json-ld"),
    "xml": _writing("xml"),
}


def work(task: str, number: int, rounds: int, seed: int, start: Barrier, told: Any) -> None:
    """Do a task in one of the processes; tell when each round began and ended."""
    run = TASKS[task](number, seed)
    run()
    for _ in range(rounds):
        start.wait()
        begun, busy = time.monotonic(), time.process_time()
        run()
        told.put((begun, time.monotonic(), time.process_time() - busy))
        start.wait()


def rate(task: str, number: int, rounds: int) -> tuple[float, float]:
    """Datasets a second over all processes, and datasets a second that one core really worked."""
    context = multiprocessing.get_context("spawn")
    start, told = context.Barrier(PROCESSES + 1), context.Queue()
    workers = [
        context.Process(target=work, args=(task, number, rounds, seed, start, told), daemon=True)
        for seed in range(PROCESSES)
    ]
    for one in workers:
        one.start()
    seconds, busy = [], []
    for _ in range(rounds):
        start.wait()
        spans = [told.get() for _ in workers]
        seconds.append(max(end for _, end, _ in spans) - min(begun for begun, _, _ in spans))
        busy += [cpu for _, _, cpu in spans]
        start.wait()
    for one in workers:
        one.join()
    return number * PROCESSES / statistics.median(seconds), number / statistics.median(busy)


def beside_pyshacl(number: int) -> tuple[int, float, float]:
    """Count descriptions of which pySHACL says the same; its rate and ours, one by one in turns."""
    from pyshacl import validate

    equal, theirs_s, ours_s = 0, 0.0, 0.0
    for address, graph in graphs(number, seed=99):
        light = LightGraph(assemble([], iri=address, graph=lines(graph)))
        inspect(URIRef(address), light)
        begun = time.perf_counter()
        inspect(URIRef(address), light)
        ours_s += time.perf_counter() - begun
        share = portion(URIRef(address), light)
        applied = rules(inspect(URIRef(address), light).groups)
        data = Graph(bind_namespaces="none")
        for node, said in share.said.items():
            for predicate, values in said.items():
                for value in values:
                    data.add((node, predicate, value))
        shapes = Graph(bind_namespaces="none") + applied.graph
        begun = time.perf_counter()
        _, report, _ = validate(data, shacl_graph=shapes, inference="none", inplace=True)
        theirs_s += time.perf_counter() - begun
        theirs = {
            (report.value(one, SH.focusNode), report.value(one, SH.sourceShape), report.value(one, SH.value))
            for one in report.objects(None, SH.result)
        }
        ours = {(one.focus, one.shape.node, one.value) for one in judge(share.said, applied.book)}
        equal += ours == theirs
    return equal, number / theirs_s, number / ours_s


def beside_rdflib(number: int) -> tuple[float, float]:
    """Turtle of datasets a second from the provider's triples: rdflib's way and ours, in turns."""
    texts = [lines(graph) for _, graph in graphs(number, seed=7)]
    theirs_s = ours_s = 0.0
    for first in range(0, number, 10):
        begun = time.perf_counter()
        for text in texts[first : first + 10]:
            graph_of(assemble([], iri=SET, graph=text)).serialize(format="turtle")
        theirs_s += time.perf_counter() - begun
        gc.collect()  # their waste is not ours to sweep
        begun = time.perf_counter()
        for text in texts[first : first + 10]:
            turtle(assemble([], iri=SET, graph=text))
        ours_s += time.perf_counter() - begun
    return number / theirs_s, number / ours_s


def from_record(number: int) -> float:
    """Datasets a second of one core, from the record's file to pages of Turtle."""
    source = Source.model_validate({"key": "clinic", "title": "C", "kind": "dcat", "url": SET})
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(f"sqlite:///{folder}/record.sqlite")
        with store.write() as connection:
            taken = runs.begin(connection, source, 0)
            assert taken is not None
            for place, (_, graph) in enumerate(graphs(number)):
                text = lines(graph).replace(f"<{SET}>", f"<{SET}/{place}>")
                one = Description("clinic", str(place), f"{SET}/{place}", "dcat", (), text)
                datasets.put(
                    connection, taken[0].id, one, (), outcome=Outcome.ADDED, mapping="", iri_base=SET
                )
        busy, after, count = time.process_time(), "", 0
        with store.read() as connection:
            while entries := listing.entries(connection, after, PAGE):
                found = written.bodies(connection, [one.id for one in entries])
                document([one.body for one in found.values()])
                after, count = entries[-1].id, count + len(found)
        busy = time.process_time() - busy
        store.close()
    assert count == number
    return number / busy


def rows(number: int, rounds: int, sample: int) -> Sequence[tuple[str, float, str, float | None]]:
    """Name, value, unit and goal of each figure; the goals are for two cores."""
    triples = statistics.mean(len(graph) for _, graph in graphs(50))
    equal, pyshacl, alone = beside_pyshacl(sample)
    theirs, ours = beside_rdflib(10 * sample)
    unit, core = "datasets/s", "datasets/s of a core"
    checked = rate("check", number, rounds)
    both = rate("build and check", number, rounds)
    out = {form: rate(form, number, rounds) for form in FORMS}
    return [
        ("check, two processes", checked[0], unit, CHECK_GOAL),
        ("check", checked[1], core, CHECK_GOAL / PROCESSES),
        ("build and check, two processes", both[0], unit, None),
        ("build and check", both[1], core, None),
        ("check one by one", alone, unit, None),
        ("pySHACL one by one", pyshacl, unit, None),
        ("check to pySHACL", alone / pyshacl, "times", None),
        ("said the same as pySHACL", equal / sample, "share", 1.0),
        ("triples a description", triples, "triples", None),
        *(
            row
            for form, title in zip(FORMS, ("Turtle", "JSON-LD", "RDF/XML"), strict=True)
            for row in (
                (f"{title} out, two processes", out[form][0], unit, OUT_GOAL),
                (f"{title} out", out[form][1], core, OUT_GOAL / PROCESSES),
            )
        ),
        ("Turtle out of the record", from_record(number), core, OUT_GOAL / PROCESSES),
        ("Turtle one by one", ours, unit, None),
        ("rdflib's Turtle one by one", theirs, unit, None),
        ("Turtle to rdflib's", ours / theirs, "times", None),
    ]


def main() -> None:
    """Print the figures, or write them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a tenth of the work")
    parser.add_argument("--json", metavar="FILE", help="write the figures here")
    given = parser.parse_args()
    number, rounds, sample = (100, 3, 3) if given.quick else (500, 5, 20)
    keys = ("name", "value", "unit", "goal")
    listed = [
        dict(zip(keys, row, strict=True)) | {"better": "higher"} for row in rows(number, rounds, sample)
    ]
    if given.json:
        Path(given.json).write_text(json.dumps(listed, indent=2) + "\n", encoding="utf-8")
    for one in listed:
        goal = f"  (goal {one['goal']:g})" if one["goal"] is not None else ""
        print(f"{one['name']:34}{one['value']:10.1f} {one['unit']}{goal}")


if __name__ == "__main__":
    main()
