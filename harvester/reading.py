"""Read fetched bytes: extract, understand, map, check. Runs in a process that may die.

``read`` is pure: the same bytes and the same rules give the same descriptions and findings, so
``messor remap`` gives the record again without asking any source.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from catalogue.datasets import dataset_id
from catalogue.model import Claim, Description, Extraction, Fetched, Finding
from catalogue.sources import Source
from harvester.decide import mark

MAPPING = "2"
"""Version of the rules that make claims; raise it when they change."""


def read(
    source: Source, documents: Sequence[Fetched], iri_base: str, known: Collection[bytes] = ()
) -> list[Extraction]:
    """Read documents and check their datasets, all in one batch.

    Args:
        source: Where they came from.
        documents: Fetched bytes, may be empty.
        iri_base: Start of the IRIs of datasets without one.
        known: Marks (``harvester.decide.mark``) of what the record has: a dataset that says the same
            again is not checked again.

    Returns:
        One extraction a document, in the same order; each description's findings hold those of
        reading and, unless it is known, of checking.
    """
    from catalogue.assemble import assemble
    from catalogue.light import LightGraph
    from catalogue.packing import content_hash
    from harvester.check.check import check
    from harvester.mapping.describe import describe

    extractions = [_grouped(describe(source, one), source) for one in documents]
    live = [
        (number, place)
        for number, extraction in enumerate(extractions)
        for place, description in enumerate(extraction.descriptions)
        if not description.deleted
        and not (
            known
            and mark(description.identifier, content_hash(description.claims, description.graph)) in known
        )
    ]
    graphs: list[tuple[str, LightGraph]] = []
    for number, place in live:
        description = extractions[number].descriptions[place]
        iri = _iri(description, iri_base)
        stated = assemble(description.claims, iri=iri, graph=description.graph)
        graphs.append((iri, LightGraph(stated)))
    found: dict[tuple[int, int], tuple[Finding, ...]] = dict(zip(live, check(graphs), strict=True))
    return [
        replace(
            extraction,
            descriptions=tuple(
                replace(one, findings=(*one.findings, *found.get((number, place), ())))
                for place, one in enumerate(extraction.descriptions)
            ),
        )
        for number, extraction in enumerate(extractions)
    ]


def _grouped(extraction: Extraction, source: Source) -> Extraction:
    """Say to which programme the operator counts the source's datasets."""
    programme = source.options.programme
    if not programme:
        return extraction
    told = Claim("messor:programme", programme, rule="source.options.programme")
    return replace(
        extraction,
        descriptions=tuple(
            one if one.deleted else replace(one, claims=(*one.claims, told))
            for one in extraction.descriptions
        ),
    )


def _iri(description: Description, iri_base: str) -> str:
    return description.iri or iri_base + dataset_id(description.source, description.identifier)


def warm() -> None:
    """Load what reading needs, so that limits of memory and time count only the reading itself."""
    import gc

    import catalogue.rdf  # noqa: F401
    from ontologies.scheme import scheme

    scheme()
    gc.freeze()  # vocabularies stay: no use to look through them again whenever memory is swept
