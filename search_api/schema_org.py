"""A dataset in schema.org's words, for web search engines and for other harvesters."""

from __future__ import annotations

from typing import Any

from catalogue import facts
from catalogue.model import Claim, Dataset
from ontologies.authority import table
from ontologies.namespaces import iri
from ontologies.scheme import scheme
from search_api.citing import doi_of
from search_api.dataset_view import access_of, view_of
from search_api.reader import Reader
from search_api.safe import web_link, without_tags

ENGLISH = Reader("en")
LONGEST = 20_000
MOST_KEYWORDS = 200
CONTEXT = "https://schema.org/"


def dataset_document(dataset: Dataset, page: str, catalogue: str) -> dict[str, Any]:
    """Describe a dataset.

    Args:
        dataset: As published.
        page: Our page about it.
        catalogue: Start page of this site.

    Returns:
        A JSON-LD document; keys without a value are left out.
    """
    claims = dataset.claims
    view = view_of(dataset, ENGLISH)
    document: dict[str, Any] = {
        "@context": CONTEXT,
        "@type": "Dataset",
        "@id": dataset.iri,
        "identifier": [_identifier(one) for one in _identifiers(dataset)],
        "name": _texts(claims_of(dataset, "dct:title")) or dataset.identifier,
        "description": _texts(claims_of(dataset, "dct:description")),
        "alternateName": _texts(claims_of(dataset, "dct:alternative")),
        "url": view.door or page,
        "sameAs": facts.values(claims, "owl:sameAs"),
        "mainEntityOfPage": page,
        "keywords": [_keyword(one) for one in facts.of(claims, "dcat:keyword")[:MOST_KEYWORDS]],
        "license": next(iter(facts.values(claims, "dct:license")), None),
        "version": next(iter(facts.values(claims, "dcat:version")), None),
        "inLanguage": [_code("language", one) for one in facts.values(claims, "dct:language")],
        "datePublished": view.issued[:10] or None,
        "dateModified": view.modified[:10] or None,
        "publisher": {"@type": "Organization", "name": view.holder.value} if view.holder else None,
        "spatialCoverage": [one.text for one in view.countries],
        "isAccessibleForFree": True if access_of(claims) == "PUBLIC" else None,
        "conditionsOfAccess": next(iter(facts.values(claims, "dct:accessRights")), None),
        "about": [_condition(one) for one in facts.values(claims, facts.CANCER_TYPE)],
        "variableMeasured": _measured(dataset),
        "distribution": [_distribution(one) for one in view.distributions if one.access or one.download],
        "includedInDataCatalog": {"@type": "DataCatalog", "name": "Messor", "url": catalogue},
    }
    return {key: value for key, value in document.items() if value not in (None, "", [])}


def claims_of(dataset: Dataset, property_: str) -> list[tuple[str, str | None]]:
    """List a text's values with their languages."""
    return [
        (without_tags(one.value)[:LONGEST], one.language)
        for one in facts.of(dataset.claims, property_)
        if one.kind == "literal"
    ]


def _texts(values: list[tuple[str, str | None]]) -> Any:
    """Write plain text where one language is enough, language-tagged values where there are more."""
    if not values:
        return None
    if len(values) == 1 and not values[0][1]:
        return values[0][0]
    tagged = [{"@value": text, "@language": language} if language else text for text, language in values]
    return tagged[0] if len(tagged) == 1 else tagged


def _identifiers(dataset: Dataset) -> list[str]:
    doi = doi_of(dataset)
    return list(dict.fromkeys(filter(None, [dataset.identifier, f"https://doi.org/{doi}" if doi else ""])))


def _identifier(value: str) -> str:
    return web_link(value) or value


def _code(name: str, value: str) -> str:
    """Give the two-letter tag of an EU language where the table has it, else the end of the IRI."""
    return table(name).label(value) if "/authority/" in value else value


def _condition(address: str) -> dict[str, str]:
    concept = scheme().by_iri(address)
    name = scheme().label(concept.id, "en") if concept else address
    return {"@type": "MedicalCondition", "@id": address, "name": name}


def _keyword(claim: Claim) -> Any:
    """Write a keyword; one in a language, or with a comma of its own, as an object that says so."""
    if claim.language:
        return {"@value": claim.value, "@language": claim.language}
    if set(",;") & set(claim.value):
        return {"@type": "DefinedTerm", "name": claim.value}
    return claim.value


# Names that harvesters of field names know, ours too.
NAMES = {
    facts.BODY_PART: "Body part",
    facts.MODALITY: "Imaging modality",
    facts.SUBJECTS: "Number of individuals",
    facts.IMAGES: "Number of images",
    facts.STUDIES: "Number of studies",
    facts.SERIES: "Number of series",
}


def _measured(dataset: Dataset) -> list[dict[str, Any]]:
    """List concepts by their IRIs and figures as numbers, each with the name of its property."""
    found = []
    for property_, name in NAMES.items():
        values = facts.values(dataset.claims, property_)
        if property_ in {facts.BODY_PART, facts.MODALITY}:
            value: Any = values
        else:
            value = facts.number(dataset.claims, property_)
        if value not in (None, []):
            shape = {"@type": "PropertyValue", "name": name, "propertyID": iri(property_)}
            found.append({**shape, "value": value})
    return found


def _distribution(one: Any) -> dict[str, Any]:
    return {
        "@type": "DataDownload",
        **({"name": one.title.value} if one.title.value else {}),
        **({"contentUrl": one.download} if one.download else {}),
        **({"url": one.access} if one.access else {}),
        **({"encodingFormat": one.format.text} if one.format else {}),
    }
