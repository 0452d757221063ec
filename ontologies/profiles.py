"""Which profiles a description is measured by: what it declares, and its access right.

DCAT-AP 3 is always asked for. HealthDCAT-AP applies to what declares health (theme HEAL, or a property of
it), in Release 5 where a description says so or is written that way, else in Release 8. EUCAIM DCAT-AP
applies to what declares it or uses its terms; it stands on Release 8.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Final, NamedTuple

from ontologies.errors import VocabularyError, cut
from ontologies.namespaces import CONCEPT, PREFIXES, iri

DCAT_AP: Final = "dcat-ap-3.0.0"
R5: Final = "healthdcat-ap-r5"
R8: Final = "healthdcat-ap-r8"
EUCAIM: Final = "eucaim-2.0"

TITLES: Final[Mapping[str, str]] = {
    DCAT_AP: "DCAT-AP 3.0.0",
    R5: "HealthDCAT-AP Release 5",
    R8: "HealthDCAT-AP Release 8",
    EUCAIM: "EUCAIM DCAT-AP 2.0",
}
"""Every profile there is, general ones first, with its title."""

AUTO: Final = "auto"
_BASES: Final[Mapping[str, tuple[str, ...]]] = {
    DCAT_AP: (DCAT_AP,),
    R5: (DCAT_AP, R5),
    R8: (DCAT_AP, R8),
    EUCAIM: (DCAT_AP, R8, EUCAIM),
}
_SHORT: Final[Mapping[str, str]] = {
    "dcat-ap": DCAT_AP, "dcat-ap-3": DCAT_AP, "dcatap": DCAT_AP, "r5": R5, "r8": R8, "healthdcat-ap": R8,
    "healthdcatap": R8, "eucaim": EUCAIM, "eucaim-dcat-ap": EUCAIM, "eucaim-dcat-ap-2.0": EUCAIM,
}  # fmt: skip
_RIGHT: Final = re.compile(r"publications\.europa\.eu/resource/authority/access-right/(\w+)/?$")
_LEVELS: Final = {"PUBLIC": "public", "RESTRICTED": "restricted", "NON_PUBLIC": "non-public"}
_HEAL: Final = re.compile(r"publications\.europa\.eu/resource/authority/data-theme/HEAL/?$")
_THEME, _ACCESS = iri("dcat:theme"), iri("dct:accessRights")
_HEALTH, _EUCAIM_TERMS = PREFIXES["healthdcatap"], PREFIXES["eucaim"]
# Properties of EUCAIM that no mapping of ours writes for somebody who did not.
_OWN: Final = frozenset(
    iri(f"eucaim:{name}") for name in ("interoperabilityLevel", "collectionMethod", "nbrOfSegmentations")
)
_OF_R8: Final = frozenset(
    iri(name)
    for name in (
        "cv:contactPoint", "healthdcatap:hasStructuredData", "healthdcatap:hasVariables",
        "healthdcatap:hdabCoordinator", "geodcatap:custodian",
    )
)  # fmt: skip
_OF_R5: Final = frozenset(
    iri(f"healthdcatap:{name}")
    for name in ("trustedDataHolder", "variables", "publisherNote", "publisherType")
)


class Declared(NamedTuple):
    """What a description says of itself.

    Attributes:
        own: Values of each property of the dataset, properties as canonical IRIs.
        conforms: What its catalogue record and it itself conform to.
        used: Properties used anywhere in the description, canonical IRIs.
    """

    own: Mapping[str, Sequence[str]]
    conforms: Collection[str] = ()
    used: Collection[str] = ()


def named(text: str) -> tuple[str, ...]:
    """Read the setting ``profiles`` or the value of ``--profile``: names with commas between.

    Returns:
        Full names, each once, in the order of ``TITLES``; empty for ``auto``.

    Raises:
        VocabularyError: A name is not known; the message lists those that are.

    >>> named("eucaim, dcat-ap")
    ('dcat-ap-3.0.0', 'eucaim-2.0')
    >>> named("auto")
    ()
    """
    names = [one.strip().lower() for one in text.split(",") if one.strip()]
    if names in ([], [AUTO]):
        return ()
    known = {**_SHORT, **{name: name for name in TITLES}}
    for one in names:
        if one not in known:
            raise VocabularyError(
                f"there is no profile '{cut(one)}'", hint=f"Use auto, or some of: {', '.join(TITLES)}."
            )
    found = {known[one] for one in names}
    return tuple(name for name in TITLES if name in found)


def with_bases(names: Collection[str]) -> tuple[str, ...]:
    """Add the profiles that these stand on.

    >>> with_bases(["eucaim-2.0"])
    ('dcat-ap-3.0.0', 'healthdcat-ap-r8', 'eucaim-2.0')
    """
    found = {base for name in names for base in _BASES[name]}
    return tuple(name for name in TITLES if name in found)


def applying(declared: Declared, among: Collection[str] = ()) -> tuple[str, ...]:
    """Choose the profiles for a description.

    Args:
        declared: What it says of itself.
        among: Profiles that may be chosen; empty means all.

    Returns:
        Names in the order of ``TITLES``; DCAT-AP is always there unless ``among`` leaves it out.

    >>> applying(Declared({"http://purl.org/dc/terms/title": ["x"]}))
    ('dcat-ap-3.0.0',)
    """
    found = [DCAT_AP]
    if _is_eucaim(declared):
        found += [R8, EUCAIM]
    elif _is_health(declared):
        found.append(_release(declared))
    return tuple(name for name in found if not among or name in among)


def level(declared: Declared) -> str:
    """``public``, ``restricted`` or ``non-public`` by the access right, empty when that is not said."""
    for value in declared.own.get(_ACCESS, ()):
        right = _RIGHT.search(value)
        if right and right[1] in _LEVELS:
            return _LEVELS[right[1]]
    return ""


def parts(names: Collection[str], access: str) -> tuple[str, ...]:
    """List the groups of shapes of some profiles at an access right: ``healthdcat-ap-r8 public``."""
    found: list[str] = []
    for name in names:
        found.append(name)
        if name == R5 and access == "non-public":
            found.append(f"{R5} non-public")
        if name == R8:
            found += [f"{R8} {access}"] if access else []
            found += [] if EUCAIM in names else [f"{R8} apart"]
    return tuple(found)


def _says(declared: Declared, word: str) -> bool:
    return any(word in str(one).lower() for one in declared.conforms)


def _is_eucaim(declared: Declared) -> bool:
    if _says(declared, "eucaim"):
        return True
    return any(
        (name in _OWN and any(not str(one).startswith(CONCEPT) for one in values))
        or any(str(one).startswith(_EUCAIM_TERMS) for one in values)
        for name, values in declared.own.items()
    )


def _is_health(declared: Declared) -> bool:
    return (
        _says(declared, "healthdcat")
        or any(_HEAL.search(one) for one in declared.own.get(_THEME, ()))
        or any(name.startswith(_HEALTH) for name in declared.own)
    )


def _release(declared: Declared) -> str:
    said = " ".join(str(one).lower() for one in declared.conforms if "healthdcat" in str(one).lower())
    if re.search(r"(release[-_/ ]?|/r|-r)5\b", said):
        return R5
    if re.search(r"(release[-_/ ]?|/r|-r)[78]\b", said):
        return R8
    used = {*declared.own, *declared.used}
    return R5 if used & _OF_R5 and not used & _OF_R8 else R8
