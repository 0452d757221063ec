"""From a dataset to a document: the flat text and facets an index holds of it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from catalogue import facts
from catalogue.model import Claim, Dataset
from indexer.analysis import clean
from ontologies.concept import Concept
from ontologies.scheme import Scheme, scheme

FACETS = (
    "cancer_type",
    "body_part",
    "modality",
    "access",
    "country",
    "licence",
    "publisher",
    "source",
    "language",
    "programme",
    "annotated",
)
"""Names of the facets, in the order pages show them."""
NUMBERS = ("subjects", "images", "studies", "series")
"""Names of the numbers; missing ones are absent from ``Document.numbers``."""
CONCEPT_FACETS = ("cancer_type", "body_part", "modality")
"""Facets whose values are concept ids and whose filters also take what is below a concept."""

DATASET = "dataset"

LONGEST_TEXT = 100_000
"""Characters of one text that are indexed; the record keeps all of it."""
LONGEST_ENCODED = 4_000
"""Characters given to the embedding model, which reads about 256 tokens."""
LONGEST_VALUE = 500
"""Characters of a facet value; engines refuse very long ones."""
MOST_KEYWORDS = 200

AUTHORITY = "http://publications.europa.eu/resource/authority/"
ANNOTATION_KINDS = frozenset({"segmentation", "annotation", "annotations", "image-annotation"})


@dataclass(frozen=True, slots=True)
class Text:
    """What a document says in one language; any part may be empty."""

    title: str = ""
    description: str = ""
    keywords: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """Flat text and facets of one dataset.

    Attributes:
        id, iri, source: As in the dataset.
        title: The one to show when the reader's language has none.
        texts: By primary language tag, ``und`` where unknown.
        encode: English text for the embedding model; empty when there is none to give.
        text_hash: SHA-256 of ``encode``: vectors are cached by it.
        concepts: Concept ids by kind (``cancer-type``), as claimed.
        ancestors: Everything above these, by kind, without themselves.
        facets: Values by facet name; a facet nobody stated is absent.
        numbers: By name of ``NUMBERS``; absent where not stated.
        issued, modified: ISO dates as stated, empty where not.
        fresh: ISO date to sort by: modified, else issued, else when it changed here.
        hash: SHA-256 of all of the above.
        kind: ``dataset``, or what else a page is about: ``platform``, ``catalogue``, ``institute``. Such a
            page can be found, but its figures are those of other datasets and are not counted.
    """

    id: str
    iri: str
    source: str
    title: str
    texts: Mapping[str, Text]
    encode: str
    text_hash: str
    concepts: Mapping[str, tuple[str, ...]]
    ancestors: Mapping[str, tuple[str, ...]]
    facets: Mapping[str, tuple[str, ...]]
    numbers: Mapping[str, int]
    issued: str
    modified: str
    fresh: str
    hash: str = ""
    kind: str = DATASET

    def all_concepts(self) -> tuple[str, ...]:
        """List the claimed concept ids of all kinds, each once."""
        return tuple(dict.fromkeys(name for ids in self.concepts.values() for name in ids))

    def to_json(self) -> str:
        """Give one line of JSON that ``from_json`` reads back."""
        return json.dumps(asdict(self), ensure_ascii=False, separators=(",", ":"))


def from_json(line: str | bytes) -> Document:
    """Read a document back from its line."""
    read: dict[str, Any] = json.loads(line)
    read["texts"] = {
        language: Text(text["title"], text["description"], tuple(text["keywords"]), tuple(text["labels"]))
        for language, text in read["texts"].items()
    }
    for name in ("concepts", "ancestors", "facets"):
        read[name] = {key: tuple(values) for key, values in read[name].items()}
    return Document(**read)


def flatten(
    dataset: Dataset,
    *,
    languages: Sequence[str] = ("en",),
    words: Scheme | None = None,
    guess: Callable[[str], str] | None = None,
) -> Document:
    """Flatten the published claims of a dataset.

    Args:
        dataset: As the record shows it.
        languages: Those the embedding model understands, preferred first.
        words: The concept scheme; None takes the shipped one.
        guess: Names the language of a text that does not say; None leaves it ``und``.
    """
    words = words or scheme()
    claims = dataset.claims
    concepts, ancestors = _concepts(claims, words)
    texts = _texts(dataset, guess)
    texts = _with_labels(texts, concepts, words)
    encode = encoding_text(texts, [one for ids in concepts.values() for one in ids], words, languages)
    issued, modified = _date(claims, "dct:issued"), _date(claims, "dct:modified")
    kind = next(iter(facts.values(claims, "messor:pageKind")), DATASET)
    document = Document(
        id=dataset.id,
        iri=dataset.iri,
        source=dataset.source,
        title=_best_title(texts, languages) or dataset.identifier,
        texts=texts,
        encode=encode,
        text_hash=_sha256(encode),
        concepts=concepts,
        ancestors=ancestors,
        facets=_facets(dataset, concepts),
        numbers=_numbers(claims) if kind == DATASET else {},
        issued=issued,
        modified=modified,
        fresh=modified or issued or dataset.changed_at.date().isoformat(),
        kind=kind,
    )
    return Document(**{**_shallow(document), "hash": _sha256(document.to_json())})


def encoding_text(
    texts: Mapping[str, Text], concepts: Iterable[str], words: Scheme, languages: Sequence[str]
) -> str:
    """Choose what the model reads: title and description in a language it knows.

    Where there is none, the English labels of the concepts stand before the original text, so that
    an English model still has something to go by.
    """
    for language in languages:
        text = texts.get(language)
        if text and (text.title or text.description):
            return f"{text.title} {text.description}".strip()[:LONGEST_ENCODED]
    labels = ", ".join(words.label(name, "en") for name in concepts)
    original = next((text for text in texts.values() if text.title or text.description), Text())
    return f"{labels} {original.title} {original.description}".strip()[:LONGEST_ENCODED]


def _concepts(
    claims: Iterable[Claim], words: Scheme
) -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    own: dict[str, dict[str, None]] = {}
    above: dict[str, dict[str, None]] = {}
    for claim in claims:
        concept = words.by_iri(claim.value) if claim.kind == "iri" else None
        if concept is None:
            continue
        concept = words.concepts.get(concept.replaced_by, concept)
        own.setdefault(concept.kind, {})[concept.id] = None
        for name in words.ancestors(concept.id):
            if parent := words.concepts.get(name):
                above.setdefault(parent.kind, {})[name] = None
    return (
        {kind: tuple(ids) for kind, ids in sorted(own.items())},
        {
            kind: tuple(name for name in ids if name not in own.get(kind, {}))
            for kind, ids in sorted(above.items())
        },
    )


def _texts(dataset: Dataset, guess: Callable[[str], str] | None) -> dict[str, Text]:
    """Gather literals of the dataset itself by language; the longest title and description of each."""
    parts: dict[str, dict[str, list[str]]] = {}
    fallback = dataset.languages[0] if dataset.languages else ""
    names = {
        "dct:title": "title",
        "dct:description": "description",
        "dct:alternative": "keywords",
        "dcat:keyword": "keywords",
    }
    for claim in dataset.claims:
        part = names.get(claim.property)
        if part and claim.node == "" and claim.kind == "literal":
            value = clean(claim.value[:LONGEST_TEXT]).strip()
            language = claim.language or fallback or (guess(value) if guess else "") or "und"
            tag = language.split("-")[0].lower()
            parts.setdefault(tag, {}).setdefault(part, []).append(value)
    return {
        tag: Text(
            title=_join(found.get("title", [])),
            description=_join(found.get("description", []), "\n\n")[:LONGEST_TEXT],
            keywords=tuple(dict.fromkeys(found.get("keywords", [])))[:MOST_KEYWORDS],
        )
        for tag, found in sorted(parts.items(), key=lambda part: (part[0] != "en", part[0]))
    }


def _join(values: Iterable[str], between: str = " · ") -> str:
    return between.join(dict.fromkeys(value for value in values if value))


def _with_labels(
    texts: Mapping[str, Text], concepts: Mapping[str, tuple[str, ...]], words: Scheme
) -> dict[str, Text]:
    """Add concept labels in English and the document's own languages: all 24 would drown its words."""
    found = [words.concepts[name] for ids in concepts.values() for name in ids]
    languages = dict.fromkeys([*texts, *(["en"] if found else [])])
    return {
        language: Text(
            title=texts.get(language, Text()).title,
            description=texts.get(language, Text()).description,
            keywords=texts.get(language, Text()).keywords,
            labels=tuple(label for one in found for label in _labels(one, language)),
        )
        for language in languages
    }


def _labels(concept: Concept, language: str) -> list[str]:
    label = concept.labels.get(language)
    return [*([label] if label else []), *concept.alt.get(language, ())]


def _best_title(texts: Mapping[str, Text], languages: Sequence[str]) -> str:
    for language in languages:
        if language in texts and texts[language].title:
            return texts[language].title
    return next((text.title for text in texts.values() if text.title), "")


def _date(claims: Iterable[Claim], property_: str) -> str:
    dates = [value[:10] for value in facts.values(claims, property_) if value[:4].isdecimal()]
    return max(dates, default="")


def _numbers(claims: Sequence[Claim]) -> dict[str, int]:
    names = (facts.SUBJECTS, facts.IMAGES, facts.STUDIES, facts.SERIES)
    found = ((name, facts.number(claims, property_)) for name, property_ in zip(NUMBERS, names, strict=True))
    return {name: min(value, 2**53) for name, value in found if value is not None}


def _facets(dataset: Dataset, concepts: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    claims = dataset.claims
    licences = [claim.value for claim in claims if claim.property == "dct:license"]
    values: dict[str, Iterable[str]] = {
        "cancer_type": concepts.get("cancer-type", ()),
        "body_part": concepts.get("body-part", ()),
        "modality": concepts.get("modality", ()),
        "access": _codes(claims, "access-right", ("PUBLIC", "RESTRICTED", "NON_PUBLIC")),
        "country": _codes(claims, "country"),
        "licence": [short_iri(value) for value in licences],
        "publisher": _publisher(claims),
        "source": [dataset.source],
        "language": _codes(facts.of(claims, "dct:language"), "language"),
        "programme": facts.values(claims, "messor:programme"),
        "annotated": ["yes"] if _annotated(claims, concepts) else [],
    }
    listed = {
        name: tuple(dict.fromkeys(clean(value)[:LONGEST_VALUE] for value in found if value))
        for name, found in values.items()
    }
    return {name: found for name, found in listed.items() if found}


def _publisher(claims: Sequence[Claim]) -> list[str]:
    """Give the publisher's name: of its node, else the literal itself."""
    for node in facts.nodes(claims, "dct:publisher") or ["#publisher"]:
        if name := facts.text(claims, "foaf:name", node=node):
            return [name.value]
    literal = facts.text(claims, "dct:publisher")
    return [literal.value] if literal else []


def _annotated(claims: Iterable[Claim], concepts: Mapping[str, tuple[str, ...]]) -> bool:
    for claim in claims:
        if claim.property == "eucaim:hasAnnotationLabel":
            return True
        if claim.property == "messor:annotated" and claim.value == "true":
            return True
    return bool(ANNOTATION_KINDS.intersection(concepts.get("data-kind", ())))


def _codes(claims: Iterable[Claim], table: str, known: Sequence[str] = ()) -> list[str]:
    """List the codes of IRIs of an EU authority table, http or https."""
    found = []
    for claim in claims:
        address = claim.value.replace("https://", "http://", 1)
        if claim.kind == "iri" and address.startswith(f"{AUTHORITY}{table}/"):
            code = address.rsplit("/", 1)[-1].upper()
            if code and (not known or code in known):
                found.append(code)
    return found


def short_iri(value: str) -> str:
    """Shorten an EU authority IRI to its code; other values stay.

    >>> short_iri("http://publications.europa.eu/resource/authority/licence/CC_BY_4_0")
    'CC_BY_4_0'
    """
    return value.rsplit("/", 1)[-1] if value.startswith(AUTHORITY) else value


def _shallow(document: Document) -> dict[str, Any]:
    return {name: getattr(document, name) for name in document.__dataclass_fields__}


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
