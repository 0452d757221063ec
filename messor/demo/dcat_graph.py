"""One page of the DCAT feed as RDF: HealthDCAT-AP with EUCAIM's properties, and Hydra paging."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from messor.demo.samples import COUNTRIES, Repository, Sample
from ontologies.namespaces import iri

EU = "http://publications.europa.eu/resource/authority/"
EHDS = "https://hdeu-dcat.data.health.europa.eu/resource/authority/"
LAW = "http://data.europa.eu/eli/reg/2025/327/oj"
RIGHTS = "https://eucaim.github.io/eucaim_dcat_ap/releases/controlled-vocabularies/access-conditions/#"
IANA = "https://www.iana.org/assignments/media-types/"
LANGUAGES = {"en": "ENG", "es": "SPA", "fr": "FRA", "it": "ITA", "pt": "POR"}

# Codes of the EUCAIM ontology; SNOMED CT where EUCAIM has published none.
CONDITIONS: Mapping[str, str] = {
    "breast": "https://cancerimage.eu/ontology/EUCAIM#CLIN1000060",
    "colon": "https://cancerimage.eu/ontology/EUCAIM#CLIN1000057",
    "lung": "https://cancerimage.eu/ontology/EUCAIM#CLIN1000065",
    "prostate": "https://cancerimage.eu/ontology/EUCAIM#CLIN1000075",
    "rectum": "http://snomed.info/id/363351006",
}
BODY_PARTS: Mapping[str, str] = {
    "breast": "BP1000136",
    "colon": "BP1000257",
    "lung": "BP1000113",
    "prostate": "BP1000021",
    "rectum": "CLIN1063724",
}
IMAGES: Mapping[str, str] = {
    "CT": "IMG1000026",
    "MG": "IMG1000030",
    "MR": "IMG1000038",
    "PT": "IMG1000062",
}
MAKERS: Mapping[str, str] = {
    "GE": "IMG1000047",
    "Philips": "IMG1000046",
    "Siemens": "IMG1000044",
}
SEXES: Mapping[str, str] = {"female": "COM1001370", "male": "COM1001366"}

Subject = NamedNode | BlankNode
Value = NamedNode | BlankNode | Literal


def word(text: str, language: str) -> Literal:
    """A text with its language."""
    return Literal(text, language=language)


def count(value: int) -> Literal:
    """A number of things."""
    return Literal(str(value), datatype=NamedNode(iri("xsd:nonNegativeInteger")))


def day(value: date) -> Literal:
    """A calendar date."""
    return Literal(value.isoformat(), datatype=NamedNode(iri("xsd:date")))


def described(subject: Subject, kind: str, values: Iterable[tuple[str, Value]]) -> Iterable[Triple]:
    """Triples of one subject: its class, then property and value by CURIE."""
    yield Triple(subject, NamedNode(iri("rdf:type")), NamedNode(iri(kind)))
    for name, value in values:
        yield Triple(subject, NamedNode(iri(name)), value)


def stable(repository: Repository, *path: str) -> str:
    """IRI in the repository's name; it stays when the site moves to another port."""
    return "/".join((f"https://data.{repository.key}.example", *path))


def page_triples(
    repository: Repository,
    samples: Sequence[Sample],
    *,
    base: str,
    pages: Mapping[str, str],
    total: int,
    size: int,
) -> list[Triple]:
    """Build one page of the feed.

    Args:
        samples: Datasets of this page.
        base: URL of the site.
        pages: URLs of the pages ``this``, ``first``, ``last`` and, where there is one, ``next``
            and ``previous``.
        total: Datasets on all pages.
        size: Datasets a page.
    """
    catalogue = NamedNode(stable(repository, "catalog"))
    this = NamedNode(pages["this"])
    triples = list(_catalogue(repository, catalogue, samples))
    triples += _view(this, catalogue, pages, total, size)
    for sample in samples:
        triples += dataset_triples(repository, sample, base)
    return triples


def _catalogue(repository: Repository, catalogue: NamedNode, samples: Sequence[Sample]) -> Iterable[Triple]:
    publisher = NamedNode(stable(repository, "publisher"))
    yield from described(
        catalogue,
        "dcat:Catalog",
        [
            ("dct:title", word(repository.title, "en")),
            ("dct:description", word(f"{repository.about} {repository.notice['en']}", "en")),
            ("dct:publisher", publisher),
            ("foaf:homepage", NamedNode(repository.home)),
            ("dct:language", NamedNode(f"{EU}language/ENG")),
            ("dct:modified", day(max(sample.modified for sample in repository.samples))),
            ("dcatap:applicableLegislation", NamedNode(LAW)),
            *(("dcat:dataset", dataset_node(repository, sample)) for sample in samples),
        ],
    )
    yield from publisher_triples(repository)


def publisher_triples(repository: Repository) -> Iterable[Triple]:
    """Describe the publisher; its contact point is told the old way (vcard) and the new (cv)."""
    publisher = NamedNode(stable(repository, "publisher"))
    desk = NamedNode(stable(repository, "publisher#contact"))
    yield from described(
        publisher,
        "foaf:Agent",
        [
            ("foaf:name", word(f"{repository.name} project", "en")),
            ("foaf:homepage", NamedNode(repository.home)),
            ("dcat:contactPoint", desk),
            ("cv:contactPoint", desk),
        ],
    )
    yield from described(
        desk,
        "cv:ContactPoint",
        [
            ("rdf:type", NamedNode(iri("vcard:Kind"))),
            ("cv:email", Literal(repository.contact)),
            ("vcard:hasEmail", NamedNode(f"mailto:{repository.contact}")),
        ],
    )


def _view(
    this: NamedNode, catalogue: NamedNode, pages: Mapping[str, str], total: int, size: int
) -> Iterable[Triple]:
    old = {"first": "firstPage", "last": "lastPage", "next": "nextPage", "previous": "previousPage"}
    yield from described(
        this,
        "hydra:PagedCollection",
        [
            ("rdf:type", NamedNode(iri("hydra:PartialCollectionView"))),
            ("hydra:totalItems", Literal(total)),
            ("hydra:itemsPerPage", Literal(size)),
            *((f"hydra:{name}", NamedNode(pages[name])) for name in old if name in pages),
            # The names that CKAN's feed used before the view existed, with text for an IRI.
            *((f"hydra:{old[name]}", Literal(pages[name])) for name in old if name in pages),
        ],
    )
    yield Triple(catalogue, NamedNode(iri("hydra:view")), this)


def dataset_node(repository: Repository, sample: Sample) -> NamedNode:
    """IRI of a dataset."""
    return NamedNode(stable(repository, "dataset", sample.id))


def dataset_triples(repository: Repository, sample: Sample, base: str) -> list[Triple]:
    """Describe one dataset with everything that belongs to it."""
    node = dataset_node(repository, sample)
    desk, span, origin = (BlankNode(f"{sample.id}-{name}") for name in ("desk", "span", "origin"))
    other = BlankNode(f"{sample.id}-other")
    triples = list(
        described(
            node,
            "dcat:Dataset",
            [
                *_texts(sample),
                *_codes(sample),
                *_figures(sample),
                ("dct:identifier", Literal(node.value)),
                ("adms:identifier", other),
                ("dcat:version", Literal("1.0.0")),
                ("dct:publisher", NamedNode(stable(repository, "publisher"))),
                ("dcat:contactPoint", desk),
                ("dct:provenance", origin),
                ("dct:temporal", span),
                ("dct:issued", day(sample.issued)),
                ("dct:modified", day(sample.modified)),
                ("dcat:landingPage", NamedNode(f"{base}/dataset/{sample.id}")),
                ("dcat:distribution", NamedNode(f"{node.value}#images")),
                ("dcatap:applicableLegislation", NamedNode(LAW)),
            ],
        )
    )
    triples += described(
        desk,
        "vcard:Kind",
        [
            ("vcard:fn", Literal(f"{repository.name} data access desk")),
            ("vcard:hasEmail", NamedNode(f"mailto:{repository.contact}")),
        ],
    )
    triples += described(
        other,
        "adms:Identifier",
        [("skos:notation", Literal(sample.id)), ("adms:schemaAgency", Literal(repository.name))],
    )
    triples += described(
        origin,
        "dct:ProvenanceStatement",
        [("rdfs:label", word(f"Collected in routine care. {sample.annotations}.", "en"))],
    )
    first, last = sample.years
    triples += described(
        span,
        "dct:PeriodOfTime",
        [
            ("dcat:startDate", day(date(first, 1, 1))),
            ("dcat:endDate", day(date(last, 12, 31))),
        ],
    )
    return triples + list(_distribution(repository, sample, base, node))


def _texts(sample: Sample) -> Iterable[tuple[str, Value]]:
    for language, text in sample.titles.items():
        yield "dct:title", word(text, language)
    for language, text in sample.descriptions.items():
        yield "dct:description", word(text, language)
        yield "dct:language", NamedNode(f"{EU}language/{LANGUAGES[language]}")
    for language, words in sample.keywords.items():
        for keyword in words:
            yield "dcat:keyword", word(keyword, language)


def _codes(sample: Sample) -> Iterable[tuple[str, Value]]:
    yield "dcat:theme", NamedNode(f"{EU}data-theme/HEAL")
    yield "dct:type", NamedNode(f"{EU}dataset-type/PERSONAL_DATA")
    yield "dct:accessRights", NamedNode(f"{EU}access-right/{sample.access}")
    yield "healthdcatap:healthCategory", NamedNode(f"{EHDS}healthcategories/EMRD")
    yield "healthdcatap:healthTheme", NamedNode(f"{EHDS}health-theme/CANCER_DISEASE")
    yield "eucaim:hasCondition", NamedNode(CONDITIONS[sample.cancer])
    yield "eucaim:hasImageBodyPart", NamedNode(iri(f"eucaim:{BODY_PARTS[sample.cancer]}"))
    yield "eucaim:interoperabilityLevel", NamedNode(iri("eucaim:SPEC1000011"))
    yield "eucaim:collectionMethod", NamedNode(iri("eucaim:SPEC1000003"))
    for code in sample.modalities:
        yield "eucaim:hasImageModality", NamedNode(iri(f"eucaim:{IMAGES[code]}"))
    for maker in sample.manufacturers:
        if maker in MAKERS:
            yield "eucaim:hasEquipmentManufacturer", NamedNode(iri(f"eucaim:{MAKERS[maker]}"))
        else:
            yield "eucaim:hasEquipmentManufacturer", Literal(maker)
    for sex in sample.sex:
        yield "eucaim:hasBirthSex", NamedNode(iri(f"eucaim:{SEXES[sex]}"))
    for country in sample.countries:
        yield "dct:spatial", NamedNode(f"{EU}country/{COUNTRIES[country][0]}")


def _figures(sample: Sample) -> Iterable[tuple[str, Value]]:
    youngest, oldest = sample.ages
    yield "healthdcatap:numberOfUniqueIndividuals", count(sample.people)
    yield "healthdcatap:numberOfRecords", count(sample.studies)
    yield "healthdcatap:minTypicalAge", count(youngest)
    yield "healthdcatap:maxTypicalAge", count(oldest)
    yield "healthdcatap:hasStructuredData", Literal(False)


def _distribution(repository: Repository, sample: Sample, base: str, dataset: NamedNode) -> Iterable[Triple]:
    way = {"PUBLIC": "DOWNLOAD", "NON_PUBLIC": "REMOTE_PROCESSING"}
    return described(
        NamedNode(f"{dataset.value}#images"),
        "dcat:Distribution",
        [
            ("dct:title", word("Images in DICOM format", "en")),
            ("dct:description", word(f"{sample.annotations}.", "en")),
            ("dcat:accessURL", NamedNode(f"{base}/dataset/{sample.id}")),
            ("dcat:mediaType", NamedNode(f"{IANA}application/dicom")),
            ("dct:license", NamedNode(repository.licence)),
            ("dct:rights", NamedNode(RIGHTS + way.get(sample.access, "IN_SITU_PROCESSING"))),
            ("dcatap:applicableLegislation", NamedNode(LAW)),
        ],
    )
