"""Findings about dates that look like one and are not written as XML Schema writes them.

Lenient readers, those of other SHACL validators among them, accept more notations of ISO 8601 than the
datatypes have; a portal that is strict loses such a date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from rdflib import XSD, Literal

from catalogue.model import Finding, Severity
from harvester.check.judge import has_datatype
from harvester.check.portion import Portion
from ontologies.errors import cut
from ontologies.findings import explain
from ontologies.moments import strict
from ontologies.namespaces import curie

_ZONE: Final = r"(Z|[+-]\d\d:\d\d)?"
_DAY: Final = r"-?\d{4,}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])"
_FORMS: Final = {
    XSD.date: re.compile(_DAY + _ZONE),
    XSD.dateTime: re.compile(_DAY + r"T\d\d:\d\d:\d\d(\.\d+)?" + _ZONE),
    XSD.gYear: re.compile(r"-?\d{4,}" + _ZONE),
    XSD.gYearMonth: re.compile(r"-?\d{4,}-(0[1-9]|1[0-2])" + _ZONE),
}


def loose_dates(share: Portion) -> Iterator[Finding]:
    """Give one finding for each such date, in the order of the places; what shapes find is left out."""
    found: set[tuple[str, Literal]] = set()
    for node, said in share.said.items():
        for predicate, values in said.items():
            for one in values:
                if isinstance(one, Literal) and one.datatype is not None and _is_loose(one):
                    before, step = share.path_to(node), curie(str(predicate)) or f"<{predicate}>"
                    found.add((f"{before}/{step}" if before else step, one))
    todo = explain("date-unreadable").todo
    for place, value in sorted(found):
        right = strict(str(value))
        expected = right or f"a date in the form of {curie(str(value.datatype))}"
        hint = f"Write {right}." if right else todo
        yield Finding("date-unreadable", Severity.WARNING, place, cut(str(value)), expected, hint)


def _is_loose(value: Literal) -> bool:
    if value.datatype not in _FORMS:
        return False
    return has_datatype(value, value.datatype) and not _FORMS[value.datatype].fullmatch(str(value).strip())
