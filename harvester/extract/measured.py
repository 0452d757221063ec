"""What another Messor measured is no statement of a provider, and is left out of what is harvested."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from pyoxigraph import NamedNode

from harvester.rdf_reader import Subject, Term
from ontologies.namespaces import GAUGE, iri

_TYPE: Final = NamedNode(iri("rdf:type"))
_OF: Final = NamedNode(iri("dqv:isMeasurementOf"))
_MEASUREMENT: Final = NamedNode(iri("dqv:QualityMeasurement"))


def measurements(triples: Iterable[tuple[Subject, NamedNode, Term]]) -> set[Term]:
    """Find the measurements of Messor's own gauges; those of anybody else's metrics are statements.

    A node that is something else besides, such as a dataset, is none.
    """
    listed = list(triples)
    found: set[Term] = {
        subject
        for subject, predicate, value in listed
        if predicate == _OF and isinstance(value, NamedNode) and value.value.startswith(GAUGE)
    }
    if found:
        found -= {
            subject
            for subject, predicate, value in listed
            if subject in found and predicate == _TYPE and value != _MEASUREMENT
        }
    return found


def without_measurements(
    triples: Sequence[tuple[Subject, NamedNode, Term]],
) -> Sequence[tuple[Subject, NamedNode, Term]]:
    """Leave out the measurements of Messor's gauges, and what leads to them.

    The description would change whenever the other catalogue measures anew, and its points would look as if
    the provider had said them.
    """
    found = measurements(triples)
    if not found:
        return triples
    return [one for one in triples if one[0] not in found and one[2] not in found]
