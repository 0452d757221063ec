"""What a reader asked for, read from the address and written back into addresses."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Annotated, Any, Literal
from urllib.parse import urlencode

from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator
from starlette.requests import Request

from indexer.document import CONCEPT_FACETS, FACETS
from indexer.filters import SORTS, Filters, Sort
from ontologies.concept import LANGUAGES

MOST_VALUES = 100
LONGEST_VALUE = 500
LARGEST = 2**53
NUMBERS = ("subjects_min", "subjects_max", "images_min")

Values = Annotated[
    list[Annotated[str, Field(max_length=LONGEST_VALUE)]], Field(default_factory=list, max_length=MOST_VALUES)
]
Number = Annotated[int | None, Field(ge=0, le=LARGEST)]


class Narrowed(BaseModel):
    """Facet values and limits; of one facet's values one is enough, all facets must hold."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    cancer_type: Values = Field(description="Concept ids, such as `breast-cancer`; takes what is below them.")
    body_part: Values = Field(description="Concept ids, such as `brain`; takes what is below them.")
    modality: Values = Field(description="Concept ids, such as `magnetic-resonance-imaging`.")
    access: Values = Field(description="`PUBLIC`, `RESTRICTED`, `NON_PUBLIC` or `not-stated`.")
    country: Values = Field(description="EU country codes, such as `BGR`.")
    licence: Values = Field(description="EU licence codes, such as `CC_BY_4_0`, or addresses.")
    publisher: Values = Field(description="Names of publishers, as described.")
    source: Values = Field(description="Keys of sources.")
    language: Values = Field(description="EU language codes of the data, such as `ENG`.")
    programme: Values = Field(description="Programme a source belongs to, as configured.")
    annotated: Values = Field(description="`yes`: has annotations or segmentations; or `not-stated`.")
    subjects_min: Number = Field(None, description="Fewest people.", examples=[500])
    subjects_max: Number = Field(None, description="Most people.")
    images_min: Number = Field(None, description="Fewest images.")

    def filters(self, sort: Sort = "relevance") -> Filters:
        """Give the filters of the search."""
        values = {name: tuple(dict.fromkeys(getattr(self, name))) for name in FACETS if getattr(self, name)}
        return Filters(values, self.subjects_min, self.subjects_max, self.images_min, sort)

    def pairs(self) -> list[tuple[str, str]]:
        """List facet values and limits as parts of an address."""
        found = [(name, value) for name in FACETS for value in getattr(self, name)]
        found += [(name, str(value)) for name in NUMBERS if (value := getattr(self, name)) is not None]
        return found


class Asked(Narrowed):
    """A whole search."""

    q: str = Field("", description="What you look for, in any official language of the EU.",
                   examples=["MRI of brain tumours in children"])  # fmt: skip
    without: Values = Field(description="Keys of `read` that must not be understood: `concept:glioma`.")
    page: Annotated[int, Field(ge=1)] = Field(
        1, description="Page, from 1; the first 10,000 hits can be paged."
    )
    size: Annotated[int, Field(ge=1, le=100)] = Field(20, description="Hits on a page.")
    sort: Literal["relevance", "newest", "subjects", "title"] = Field(
        "relevance", description="Order of hits."
    )
    lang: str = Field("", description="Language of labels and reasons: one of the 24 of the EU.")

    @field_validator("lang")
    @classmethod
    def _known_language(cls, value: str) -> str:
        if value and value not in LANGUAGES:
            raise ValueError(f"one of {', '.join(LANGUAGES)}")
        return value

    def parameters(self) -> list[tuple[str, str]]:
        """List everything that is not as usual, in a fixed order, as parts of an address."""
        found = [("q", self.q)] if self.q else []
        found += [("without", key) for key in self.without]
        found += self.pairs()
        found += [("sort", self.sort)] if self.sort != "relevance" else []
        found += [("size", str(self.size))] if "size" in self.model_fields_set and self.size != 20 else []
        return found + ([("lang", self.lang)] if self.lang else [])

    def url(self, path: str = "/", *, page: int = 1) -> str:
        """Give the address of this search."""
        return _address(path, [*self.parameters(), *([("page", str(page))] if page > 1 else [])])

    def with_value(self, name: str, value: str) -> str:
        """Give the address with one more value (the first page of it)."""
        return _address("/", [*self.parameters(), (name, value)])

    def without_value(self, name: str, value: str) -> str:
        """Give the address with one value less."""
        return _address("/", [pair for pair in self.parameters() if pair != (name, value)])

    def without_names(self, *names: str) -> str:
        """Give the address without some parameters."""
        return _address("/", [pair for pair in self.parameters() if pair[0] not in names])

    def sorted_by(self, sort: str) -> str:
        """Give the address in another order."""
        kept = [pair for pair in self.parameters() if pair[0] != "sort"]
        return _address("/", [*kept, *([("sort", sort)] if sort != "relevance" else [])])

    def hidden(self, *leave: str) -> list[tuple[str, str]]:
        """List what a form must carry along, its own fields left out."""
        return [pair for pair in self.parameters() if pair[0] not in leave]


def _address(path: str, pairs: Sequence[tuple[str, str]]) -> str:
    return f"{path}?{urlencode(pairs)}" if pairs else path


def asked_of(request: Request, size: int) -> Asked:
    """Read a page's address leniently: unknown and empty parameters do not matter to a reader.

    Raises:
        RequestValidationError: A known parameter has an impossible value.
    """
    given = _given(request, Asked.model_fields)
    given.setdefault("size", size)
    if given.get("lang") not in LANGUAGES:
        given.pop("lang", None)
    if given.get("sort") not in SORTS:
        given.pop("sort", None)
    try:
        return Asked.model_validate(given)
    except ValidationError as error:
        raise RequestValidationError(error.errors()) from error


EVERYTHING: Narrowed = Narrowed.model_validate({})
"""No filter at all."""


def narrowed_of(request: Request) -> Narrowed:
    """Read a statistics page's address leniently."""
    try:
        return Narrowed.model_validate(_given(request, Narrowed.model_fields))
    except ValidationError as error:
        raise RequestValidationError(error.errors()) from error


def _given(request: Request, fields: Iterable[str]) -> dict[str, Any]:
    known = set(fields)
    found: dict[str, Any] = {}
    for name, value in request.query_params.multi_items():
        if name in known and value.strip():
            if name in FACETS or name == "without":
                found.setdefault(name, []).append(value)
            else:
                found[name] = value if name == "q" else value.strip()
    return found


def warnings_for(filters: Filters) -> list[str]:
    """Say which chosen values cannot match anything because of their spelling.

    >>> warnings_for(Filters({"access": ("public",)}))
    ["access: there is no 'public'; 'PUBLIC' exists"]
    """
    said = []
    for name, values in filters.chosen():
        for value in values:
            better = _better(name, value)
            if better:
                said.append(f"{name}: there is no '{value[:80]}'; '{better}' exists")
    return said


def _better(name: str, value: str) -> str:
    from ontologies.scheme import scheme

    if name in CONCEPT_FACETS:
        known = scheme()
        if value in known.concepts or value == "not-stated":
            return ""
        kind = name.replace("_", "-")
        found = known.find(value, kind=kind) or [
            one for code in known.matches(value) for one in known.find(known.label(code, "en"), kind=kind)
        ]
        return found[0].id if found else ""
    if name in {"access", "country", "licence", "language"} and value.islower() and value != "not-stated":
        return value.upper() if value.upper() != value else ""
    return ""
