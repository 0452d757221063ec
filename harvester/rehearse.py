"""Try a source without keeping anything: the normal path, into a record that is thrown away."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from catalogue import datasets, facts, findings
from catalogue.model import Claim, Dataset, Finding, Outcome
from catalogue.packing import content_hash
from catalogue.runs import Run
from catalogue.settings import Settings
from catalogue.sources import Source
from catalogue.store import Store, open_store
from harvester.decide import outcome
from harvester.harvest import readers_of
from harvester.run import run
from ontologies.errors import cut
from ontologies.findings import sentence

SHOWN_CLAIMS = 40


@dataclass(frozen=True, slots=True)
class Trial:
    """What a try of a source gave."""

    run: Run
    datasets: tuple[Dataset, ...]
    findings: tuple[Finding, ...]

    def plain(self) -> dict[str, Any]:
        """Give everything as plain values, for JSON."""
        return {
            "source": self.run.source,
            "state": self.run.state,
            "message": self.run.message,
            "hint": self.run.hint,
            "datasets": [
                {
                    "identifier": one.identifier,
                    "iri": one.iri,
                    "claims": [_plain(claim) for claim in one.claims],
                    "findings": [sentence(found) for found in one.findings],
                }
                for one in self.datasets
            ],
            "findings": [sentence(found) for found in self.findings],
        }

    def lines(self) -> Iterator[str]:
        """Give everything as lines for a person."""
        for one in self.datasets:
            title = facts.text(one.claims, "dct:title")
            yield ""
            yield f"{title.value if title else '(no title)'}"
            yield f"  {one.identifier}  {one.iri}"
            for claim in one.claims[:SHOWN_CLAIMS]:
                node = f" {claim.node}" if claim.node else ""
                yield f"  {claim.layer.value:9}{claim.property}{node}: {cut(claim.value, 90)}"
            for found in one.findings:
                yield f"  ! {sentence(found)}"
        yield ""
        for found in self.findings:
            yield f"! {sentence(found)}"
        yield f"{self.run.source}: {len(self.datasets)} datasets read, nothing kept. {self.run.message}"
        if self.run.hint and self.run.code != "limited":
            yield f"  -> {self.run.hint}"


def _plain(claim: Claim) -> Mapping[str, Any]:
    shown: dict[str, Any] = {
        "property": claim.property,
        "value": claim.value,
        "layer": claim.layer.value,
        "rule": claim.rule,
        "confidence": claim.confidence,
    }
    if claim.node:
        shown["node"] = claim.node
    if claim.language:
        shown["language"] = claim.language
    if claim.evidence:
        shown["evidence"] = {
            "path": claim.evidence.path,
            "start": claim.evidence.start,
            "end": claim.evidence.end,
            "quote": claim.evidence.quote,
        }
    return shown


@contextmanager
def _scratch() -> Iterator[Store]:
    with tempfile.TemporaryDirectory(prefix="messor-try-") as folder:
        store = open_store(f"sqlite:///{Path(folder) / 'messor.sqlite'}")
        try:
            yield store
        finally:
            store.close()


def rehearse(source: Source, settings: Settings, limit: int | None) -> Trial:
    """Harvest a source into a throw-away record and give what it holds.

    Args:
        limit: About how many datasets to read; None reads all.
    """
    with _scratch() as store, readers_of(settings) as readers:
        trying = Settings({**settings.values, "database": _url(store)}, settings.origins)
        ended = run(source, trying, store, readers, limit=limit)
        with store.read() as connection:
            found = tuple(datasets.walk(connection))
            about = tuple(
                one for dataset, one in findings.of_run(connection, ended.id, limit=1000) if not dataset
            )
    return Trial(ended, found[:limit] if limit else found, about)


def _url(store: Store) -> str:
    return store.engine.url.render_as_string(hide_password=False)


def compare(
    source: Source, settings: Settings, store: Store, limit: int | None
) -> list[tuple[str, str, str, str]]:
    """Say what a harvest would do: source, outcome, dataset id and title, by id."""
    trial = rehearse(source, settings, limit)
    rows = []
    with store.read() as connection:
        for one in trial.datasets:
            known = datasets.known(connection, source.key, one.identifier)
            machine = (*one.claims, *one.shadowed)
            would = outcome(known, content_hash(machine, one.graph))
            title = facts.text(one.claims, "dct:title")
            rows.append((source.key, would.value, one.id, title.value if title else ""))
    if trial.run.code not in {"", "limited"}:
        rows.append((source.key, trial.run.state, "", f"{trial.run.message}. {trial.run.hint}"))
    order = {outcome.value: number for number, outcome in enumerate(Outcome)}
    return sorted(rows, key=lambda row: (order.get(row[1], 9), row[2]))
