"""What a description is about: one dataset, a platform or catalogue of several, or an institute.

The kind is a claim of the description (``messor:pageKind``), so that it is kept and shown like any other.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from catalogue.model import Claim, Description

PROPERTY: Final = "messor:pageKind"
DATASET: Final = "dataset"
PLATFORM: Final = "platform"
CATALOGUE: Final = "catalogue"
INSTITUTE: Final = "institute"


def kind_of(description: Description) -> str:
    """Give the kind of a description; a dataset where nothing else is claimed."""
    return kind_of_claims(description.claims)


def kind_of_claims(claims: Iterable[Claim]) -> str:
    """Give the kind that claims say; a dataset where they say nothing."""
    return next((one.value for one in claims if one.property == PROPERTY and not one.node), DATASET)
