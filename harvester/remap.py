"""Read the kept bytes of sources again with today's rules, asking no source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from catalogue import datasets, fetched, runs
from catalogue import findings as records
from catalogue.errors import SourceError
from catalogue.model import Outcome, RunState
from catalogue.packing import content_hash
from catalogue.runs import Run
from catalogue.settings import Settings
from catalogue.sources import Source
from catalogue.store import Store
from harvester.decide import outcome
from harvester.harvest import readers_of
from harvester.readers import Readers
from harvester.reading import MAPPING


def remap(sources: Sequence[Source], settings: Settings, store: Store) -> Iterator[Run | SourceError]:
    """Map every kept document of these sources again.

    Yields:
        One run of kind ``remap`` a source; a ``SourceError`` when the source is being harvested.
    """
    with readers_of(settings) as readers:
        for source in sources:
            with store.write() as connection:
                taken = runs.begin(connection, source, 0, "remap")
            if taken is None:
                yield SourceError(
                    "another process is harvesting it now",
                    hint="Wait for it to end.",
                    code="busy",
                    source=source.key,
                )
            else:
                yield _remap(source, settings, store, readers, taken[0])


def _remap(source: Source, settings: Settings, store: Store, readers: Readers, this: Run) -> Run:
    counts = dict.fromkeys(Outcome, 0)
    met: set[str] = set()
    with store.read() as connection:
        documents = list(fetched.latest_numbers(connection, source.key))
    for number in documents:
        with store.read() as connection:
            document = fetched.get(connection, number)
        (extraction,) = readers.read(source, [document], settings.text("iri_base"))
        with store.write() as connection:
            runs.hold(connection, this)
            records.add(connection, this.id, source.key, extraction.findings)
            for one in extraction.descriptions:
                known = datasets.known(connection, source.key, one.identifier)
                if known is None or one.deleted or one.identifier in met:
                    continue
                met.add(one.identifier)
                made = outcome(known, content_hash(one.claims, one.graph))
                counts[made] += 1
                if made is Outcome.CHANGED:
                    key = datasets.put(
                        connection, this.id, one, one.findings, outcome=made, mapping=MAPPING,
                        iri_base=settings.text("iri_base"), sighting=False,
                    )  # fmt: skip
                    records.add(connection, this.id, source.key, one.findings, key)
    with store.write() as connection:
        values = {"changed": counts[Outcome.CHANGED], "same": counts[Outcome.SAME]}
        return runs.end(connection, this, RunState.COMPLETE, source, values)
