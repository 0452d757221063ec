"""What a FAIR Data Point says when nobody said anything: kept, but not believed.

The reference software writes a licence, an access right and a language of its own into every record that
has none, closed data among them, so these values say nothing about the dataset.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Final

from pyoxigraph import Literal, NamedNode

from catalogue.assemble import DOUBTED
from catalogue.model import Claim, Description, Finding, Layer, Severity
from ontologies.errors import cut
from ontologies.namespaces import PREFIXES, iri

ACCESS: Final = "This resource has no access restriction"
"""The software's words for the access right of everything."""

LICENCES: Final = frozenset({"rdflicense.appspot.com/rdflicense/cc-by-nc-nd3.0"})
"""Licences that only the software gives; without scheme."""

COMMON: Final[dict[str, frozenset[str]]] = {
    "dct:license": frozenset(
        {"purl.org/net/rdflicense/cc-zero1.0", "purl.org/net/rdflicense/cc-by-nc-nd3.0",
         "creativecommons.org/publicdomain/zero/1.0",
         "publications.europa.eu/resource/authority/licence/cc0"}
    ),
    "dct:language": frozenset({"id.loc.gov/vocabulary/iso639-1/en"}),
}  # fmt: skip
"""Values that people give too: doubted only where the record bears the software's marks."""

DOUBTFUL: Final = frozenset({"dct:accessRights", *COMMON})
"""Properties that the software fills in."""

NOT_BELIEVED: Final = "default-not-believed"
"""Code of the finding."""

SURE: Final = 0.3
"""Confidence of a default: too low to be published unless a curator accepts it."""


def signs(triples: Iterable[tuple[Any, NamedNode, Any]]) -> bool:
    """Say whether anything in a document could be the software's: its stamp, its words or its licence."""
    stamp = PREFIXES["fdp"]
    return any(
        predicate.value.startswith(stamp)
        or (isinstance(value, Literal) and value.value == ACCESS)
        or (isinstance(value, NamedNode) and value.value.partition("://")[2].rstrip("/").lower() in LICENCES)
        for _, predicate, value in triples
    )


def doubt(description: Description) -> Description:
    """Take the software's defaults out of what the provider stated.

    Returns:
        The description; a default becomes an inferred claim that is not published, with a finding. What was
        said stays in the graph and the evidence.
    """
    if description.format != "dcat":
        return description
    access = _default_access(description)
    marked = bool(access) or any(claim.property.startswith("fdp:") for claim in description.claims)
    claims: list[Claim] = []
    findings = list(description.findings)
    for claim in description.claims:
        if not _is_default(claim, access, marked):
            claims.append(claim)
            continue
        claims.append(replace(claim, layer=Layer.INFERRED, rule=DOUBTED, confidence=SURE))
        findings.append(
            Finding(
                NOT_BELIEVED, Severity.WARNING,
                claim.evidence.path if claim.evidence else claim.property,
                cut(ACCESS if claim.property == "dct:accessRights" else claim.value),
                "what the provider says about this dataset",
                "A FAIR Data Point fills this in by itself. State the dataset's own value.",
            )
        )  # fmt: skip
    return replace(description, claims=tuple(claims), findings=tuple(findings))


def _default_access(description: Description) -> set[str]:
    """Give the nodes whose only words are the software's: IRIs, and names of nested nodes."""
    if ACCESS not in description.graph:
        return set()
    words = f' <{iri("dct:description")}> "{ACCESS}"'
    found = set()
    for line in description.graph.splitlines():
        subject, space, _ = line.partition(" ")
        if space and line[len(subject) :].startswith(words):
            found.add(subject[1:-1] if subject.startswith("<") else "#" + subject.removeprefix("_:"))
    return found


def _is_default(claim: Claim, access: set[str], marked: bool) -> bool:
    if claim.layer is not Layer.STATED:
        return False
    if claim.property == "dct:accessRights":
        return claim.value in access or claim.value == ACCESS
    value = claim.value.partition("://")[2].rstrip("/").lower()
    if claim.property == "dct:license" and value in LICENCES:
        return True
    return marked and value in COMMON.get(claim.property, ())
