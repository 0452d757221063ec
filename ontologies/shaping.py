"""Turn the rule tables of a profile into SHACL.

``shapes/<profile>/rules.csv`` is what the profile says, a row a property; ``python -m ontologies.shaping``
writes the Turtle beside it: ``all.ttl`` for every dataset, one file for each access right with what differs,
and ``apart.ttl`` with what does not hold where EUCAIM applies too.
"""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from ontologies.errors import VocabularyError
from ontologies.namespaces import PREFIXES

FOLDER = Path(__file__).parent / "shapes"
LEVELS: Final = ("public", "restricted", "non-public")
PROFILES: Final[Mapping[str, str]] = {
    "healthdcat-ap-r8": "HealthDCAT-AP Release 8",
    "eucaim-2.0": "EUCAIM DCAT-AP 2.0",
}
"""Profiles with a table, and their titles."""

# No inference is run: what counts as an instance of these classes is named.
_SUBCLASSES: Final[Mapping[str, tuple[str, ...]]] = {
    "vcard:Kind": ("vcard:Organization", "vcard:Individual", "vcard:Group", "vcard:Location"),
    "foaf:Agent": ("foaf:Organization", "foaf:Person", "foaf:Group"),
}
_DATES: Final = ("xsd:date", "xsd:dateTime", "xsd:gYear", "xsd:gYearMonth")
_KINDS: Final = {"IRI": "sh:IRI", "Literal": "sh:Literal", "Node": "sh:BlankNodeOrIRI"}
_EUCAIM: Final = "^(https://cancerimage[.]eu/ontology/EUCAIM#({})[0-9]+$|https://w3id[.]org/messor/concept/)"


@dataclass(frozen=True, slots=True)
class Rule:
    """A row of a table.

    Attributes:
        node: Class the rule is about; ``class>property`` for the values of a property of it.
        property: CURIE; several with ``|`` between mean any of them.
        bounds: ``1..* M`` for each access right: least, most, obligation (mandatory, recommended,
            optional, conditional, ``-`` for no rule of number).
        kind: ``IRI``, ``Literal``, ``Node``, ``date`` or a datatype; may be empty.
        values: Key of ``lists.toml``, ``has:<IRI>``, ``english``, ``if:<property>=true``; may be empty.
        grade: ``violation`` or ``warning`` for ``values``.
        class_: Class of the value; may be empty.
        apart: ``all``, ``values`` or ``count`` of the rule do not hold where EUCAIM applies.
    """

    node: str
    property: str
    bounds: tuple[str, str, str]
    kind: str
    values: str
    grade: str
    class_: str
    apart: str

    def obligation(self, level: str) -> str:
        """``M``, ``R``, ``O``, ``C`` or ``-`` at an access right of ``LEVELS``."""
        return self.bounds[LEVELS.index(level)].partition(" ")[2]


@dataclass(frozen=True, slots=True)
class ValueList:
    """Where the values of a property come from; see ``lists.toml``."""

    title: str
    start: str = ""
    codes: tuple[str, ...] = ()
    form: str = ""
    table: str = ""


@cache
def rule_table(profile: str) -> tuple[Rule, ...]:
    """The rules of a profile, in the order of its file.

    Raises:
        VocabularyError: The table is missing or damaged.

    >>> rule_table("eucaim-2.0")[0].property
    'dct:identifier'
    """
    path = FOLDER / profile / "rules.csv"
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return tuple(
                Rule(row["node"], row["property"], (row["public"], row["restricted"], row["non_public"]),
                     row["kind"], row["values"], row["grade"], row["class"], row["apart"])
                for row in csv.DictReader(file)
            )  # fmt: skip
    except (OSError, KeyError, ValueError) as error:
        raise VocabularyError(
            f"shapes/{profile}/rules.csv cannot be read: {error}", hint="Restore the file from the release."
        ) from error


@cache
def value_lists() -> Mapping[str, ValueList]:
    """Every list of values, by key.

    Raises:
        VocabularyError: ``lists.toml`` cannot be read.
    """
    path = FOLDER / "lists.toml"
    try:
        read = tomllib.loads(path.read_text(encoding="utf-8"))
        return {key: ValueList(**{**one, "codes": tuple(one.get("codes", ()))}) for key, one in read.items()}
    except (OSError, ValueError, TypeError) as error:
        raise VocabularyError(
            f"shapes/lists.toml cannot be read: {error}", hint="Restore the file from the release."
        ) from error


def turtle(profile: str) -> dict[str, str]:
    """Write a profile as SHACL.

    Returns:
        Text of each file by its name without ending: ``all``, and those of ``LEVELS`` and ``apart`` that
        hold a shape.
    """
    parts: dict[str, dict[str, list[str]]] = {name: {} for name in ("all", *LEVELS, "apart")}
    for rule in rule_table(profile):
        for part, shape in _placed(rule):
            shapes = parts[part].setdefault(rule.node, [])
            if shape not in shapes:
                shapes.append(shape)
    return {name: _text(profile, name, nodes) for name, nodes in parts.items() if nodes or name == "all"}


def _placed(rule: Rule) -> Iterator[tuple[str, str]]:
    """Each shape of a rule with the file it belongs in: what all access rights share is in ``all``."""
    of_levels = [dict.fromkeys(_shapes(rule, bound)) for bound in rule.bounds]
    for level, shapes in zip(LEVELS, of_levels, strict=True):
        for aspect, shape in shapes:
            everywhere = all((aspect, shape) in other for other in of_levels)
            if rule.apart in {aspect, "all"}:
                yield "apart", shape
            else:
                yield ("all" if everywhere else level), shape


def _shapes(rule: Rule, bound: str) -> Iterator[tuple[str, str]]:
    """The property shapes of a rule at one access right, each with its aspect: count, kind or values."""
    path = f"sh:path {_path(rule.property)}"
    number, _, obligation = bound.partition(" ")
    least, _, most = number.partition("..")
    if rule.values.startswith("if:"):
        yield "count", _condition(rule, path)
        return
    count = ["sh:minCount 1"] if obligation == "M" else []
    count += [f"sh:maxCount {most}"] if most != "*" else []
    if count:
        yield "count", f"[ {path} ; {' ; '.join(count)} ]"
    if obligation == "R" and least in {"0", "1"}:
        yield "count", f"[ {path} ; sh:severity sh:Warning ; sh:minCount 1 ]"
    kind = _kind(rule.kind)
    if kind:
        yield "kind", f"[ {path} ; {kind} ]"
    if rule.class_:
        yield "kind", f"[ {path} ; {_class(rule.class_)} ]"
    if rule.values:
        grade = "sh:severity sh:Warning ; " if rule.grade == "warning" else ""
        yield "values", f"[ {path} ; {grade}{_values(rule.values)} ]"


def _path(property_: str) -> str:
    choices = property_.split("|")
    return choices[0] if len(choices) == 1 else f"[ sh:alternativePath ( {' '.join(choices)} ) ]"


def _kind(kind: str) -> str:
    if kind == "date":
        return "sh:or ( " + " ".join(f"[ sh:datatype {one} ]" for one in _DATES) + " )"
    if kind.startswith("xsd:"):
        return f"sh:datatype {kind}"
    return f"sh:nodeKind {_KINDS[kind]}" if kind else ""


def _class(name: str) -> str:
    names = (name, *_SUBCLASSES.get(name, ()))
    if len(names) == 1:
        return f"sh:class {name}"
    return "sh:or ( " + " ".join(f"[ sh:class {one} ]" for one in names) + " )"


def _condition(rule: Rule, path: str) -> str:
    """A whole node shape's constraint, because it compares two properties."""
    other, _, value = rule.values.removeprefix("if:").partition("=")
    return (
        f'sh:or ( [ sh:not [ sh:path {other} ; sh:hasValue "{value}"^^xsd:boolean ] ]\n'
        f"            [ {path} ; sh:minCount 1 ] ) ; messor:about {rule.property}"
    )


def _values(values: str) -> str:
    if values == "english":
        return 'sh:qualifiedValueShape [ sh:languageIn ( "en" ) ] ; sh:qualifiedMinCount 1'
    if values.startswith("has:"):
        return f"sh:hasValue <{values.removeprefix('has:')}>"
    if values.startswith("eucaim:"):
        return f'sh:pattern "{_EUCAIM.format(values.removeprefix("eucaim:"))}"'
    one = value_lists()[values]
    if one.codes:
        return "sh:in ( " + " ".join(f"<{one.start}{code}>" for code in one.codes) + " )"
    form = one.form or f"^{one.start.replace('.', '[.]')}[^/]+$"
    return f'sh:pattern "{form}"'


def _text(profile: str, part: str, nodes: Mapping[str, Iterable[str]]) -> str:
    blocks = [
        f"# {PROFILES[profile]}: {_TITLES[part]}.\n"
        "# Written by python -m ontologies.shaping from rules.csv, which is to be changed instead.\n"
        "# CC BY 4.0. To be run beside the shapes of DCAT-AP 3.0.0."
    ]
    body = "\n".join(_block(part, node, list(shapes)) for node, shapes in nodes.items())
    used = sorted(
        {*re.findall(r"(?<![\w/#<])([a-z]+):[A-Za-z]", re.sub(r'"[^"\n]*"|<[^>\n]*>', "", body)), "sh"}
    )
    names = [f"@prefix {prefix}: <{PREFIXES[prefix]}> ." for prefix in used if prefix in PREFIXES]
    own = f"@prefix : <https://w3id.org/messor/shapes/{profile}-{part}#> ."
    return "\n".join([*blocks, own, *names, "", body])


_TITLES: Final = {
    "all": "what every dataset owes, whatever its access right",
    "public": "what a public dataset owes besides all.ttl",
    "restricted": "what a restricted dataset owes besides all.ttl",
    "non-public": "what a dataset that is not public owes besides all.ttl",
    "apart": "what does not hold where EUCAIM DCAT-AP applies, which says otherwise",
}


def _block(part: str, node: str, shapes: list[str]) -> str:
    target, _, inner = node.partition(">")
    name = re.sub(r"\W", "", node.replace("|", "Or"))
    classes = ", ".join((target, *_SUBCLASSES.get(target, ())))
    head = f":{name} a sh:NodeShape ;\n    sh:targetClass {classes} ;\n"
    whole = [shape for shape in shapes if not shape.startswith("[")]
    parts = [shape for shape in shapes if shape.startswith("[")]
    if inner:
        listed = " ,\n            ".join(parts)
        outer = f"sh:property [ sh:path {_path(inner)} ;"
        return f"{head}    {outer}\n        sh:property\n            {listed} ] .\n"
    blocks = [head + "    sh:property\n        " + " ,\n        ".join(parts) + " .\n"] if parts else []
    blocks += [
        f":{name}Condition{number} a sh:NodeShape ;\n    sh:targetClass {classes} ;\n    {shape} .\n"
        for number, shape in enumerate(whole, 1)
    ]
    return "\n".join(blocks)


def write(folder: Path = FOLDER) -> None:
    """Write the Turtle files of every profile that has a table."""
    for profile in PROFILES:
        for name, text in turtle(profile).items():
            (folder / profile / f"{name}.ttl").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write()
