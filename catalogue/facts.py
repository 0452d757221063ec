"""Small questions to a set of claims: all values, the best text, a number.

Every reader (index, pages, statistics) asks here, so that "the title" means the same everywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from catalogue.model import Claim

CANCER_TYPE = "eucaim:hasCondition"
BODY_PART = "eucaim:hasImageBodyPart"
MODALITY = "eucaim:hasImageModality"
SUBJECTS = "healthdcatap:numberOfUniqueIndividuals"
STUDIES = "healthdcatap:numberOfRecords"
IMAGES = "messor:numberOfImages"
SERIES = "messor:numberOfSeries"


def of(claims: Iterable[Claim], property_: str, node: str = "") -> list[Claim]:
    """List the claims about one property of one node, in order."""
    return [claim for claim in claims if claim.property == property_ and claim.node == node]


def values(claims: Iterable[Claim], property_: str, node: str = "") -> list[str]:
    """List the distinct values of one property of one node, in order."""
    return list(dict.fromkeys(claim.value for claim in of(claims, property_, node)))


def text(
    claims: Iterable[Claim], property_: str, languages: Sequence[str] = ("en",), node: str = ""
) -> Claim | None:
    """Choose the literal in the first of these languages, else without language, else the first.

    >>> text([Claim("dct:title", "Brust", language="de"), Claim("dct:title", "Breast", language="en")],
    ...      "dct:title").value
    'Breast'
    """
    found = [claim for claim in of(claims, property_, node) if claim.kind == "literal"]
    for language in languages:
        for claim in found:
            if claim.language and claim.language.split("-")[0].lower() == language:
                return claim
    return next((claim for claim in found if not claim.language), found[0] if found else None)


def number(claims: Iterable[Claim], property_: str) -> int | None:
    """Give the first whole number of a property, None when there is none.

    >>> number([Claim("messor:numberOfImages", "1200")], "messor:numberOfImages")
    1200
    """
    for value in values(claims, property_):
        if value.isdecimal():
            return int(value)
    return None


def nodes(claims: Iterable[Claim], property_: str) -> list[str]:
    """List the node names a property of the dataset points to (``#dist-1``), in order."""
    return [claim.value for claim in of(claims, property_) if claim.kind == "node"]
