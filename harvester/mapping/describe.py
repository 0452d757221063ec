"""From a fetched document to its descriptions: extract, put into official words, understand."""

from __future__ import annotations

from dataclasses import replace

from catalogue.model import Description, Extraction, Fetched
from catalogue.sources import Source
from harvester.extract.choose import extract
from harvester.mapping.normalise import normalise
from harvester.understand.pages import understand_page
from harvester.understand.understand import understand


def describe(source: Source, fetched: Fetched) -> Extraction:
    """Give what one document says about datasets, as far as we understand it.

    Pure: the same source and bytes give the same extraction.

    Returns:
        Descriptions in document order with stated and inferred claims; those the source deleted have
        none.
    """
    extraction = extract(source, fetched)
    return replace(
        extraction, descriptions=tuple(made for one in extraction.descriptions for made in _complete(one))
    )


def _complete(description: Description) -> tuple[Description, ...]:
    if description.deleted:
        return (description,)
    if description.format == "prose":
        return understand_page(normalise(description))
    return (understand(normalise(description)),)
