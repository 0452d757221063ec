"""One page, how many datasets: none, one, a table of several, or a platform with totals.

A page of a table gives a catalogue, which keeps the page's totals, and a dataset a row, each with its own
figures. Never a blend.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from catalogue.model import Claim, Description, Evidence, Layer
from harvester.understand.claims import PROPERTIES
from harvester.understand.page_kind import CATALOGUE, INSTITUTE, PLATFORM, PROPERTY
from harvester.understand.reading import Reading, read
from harvester.understand.sections import sections
from harvester.understand.sentences import HELD, Sentence
from harvester.understand.tables import Cell, Table, items, tables
from harvester.understand.understand import languages_of, parts_of, understand
from harvester.understand.units import CENTRES, DATASETS, PEOPLE, STUDIES

TEXT: Final = "dct:description"
_FOR_ALL: Final = frozenset({"dct:accessRights", "dct:spatial"})
"""What a sentence beside the blocks says of every dataset: all on request, all collected in Finland."""

_FEW: Final = 3
_HOUSES: Final = (
    "instituut", "institut", "keskus", "klinik", "kliniek", "kliniikka", "krankenhaus", "zentrum", "centrum",
    "központ", "intézet", "haigla", "sjukhus", "sygehus", "hospital", "sairaala", "ziekenhuis", "afdeling",
)  # fmt: skip
"""Ends of compounds that name a house where people are treated or taught."""

_COMPOUND: Final = 11
_OPENING: Final = 4
_LONG: Final = 60
_SURE: Final = 0.83
_PATIENTS: Final = frozenset({PEOPLE, STUDIES})
"""What a hospital counts of itself: its patients and examinations, never its images."""

_SUMMED: Final = frozenset({"messor:numberOfDatasets"})
_KEPT: Final = frozenset({PROPERTY, DATASETS})


def understand_page(description: Description) -> tuple[Description, ...]:
    """Understand the one description of a page for people, which may turn out to be several.

    Returns:
        The page first, then the datasets of its table in order; the page alone when there is no table.
    """
    text = next((one for one in description.claims if one.property == TEXT and not one.node), None)
    if text is None:
        return (understand(description),)
    language = parts_of(text, languages_of([text]))[0][1]
    found = (
        list(tables(text.value, language))
        or list(sections(text.value, language))
        or list(items(text.value, language))
    )
    if found:
        return _catalogue(description, text, found, language)
    whole = understand(description)
    kind = _kind(whole, text, language)
    if kind is None:
        return (whole,)
    marked = _marked(whole, text, kind)
    return (marked if kind == PLATFORM else _silent(marked),)


def _kind(whole: Description, text: Claim, language: str) -> str | None:
    one = read(text.value, language)
    counted = max(
        (figure.value for figure in one.figures if figure.property == DATASETS and figure.rank < 9), default=0
    )
    platform = any(sentence.has("platform") for sentence in one.sentences)
    if counted >= _FEW and platform:
        return PLATFORM
    data = _weight(one, "dataset")
    if counted > _FEW and data < counted:
        return PLATFORM
    return INSTITUTE if _is_institute(whole, one, data) else None


def _is_institute(whole: Description, one: Reading, data: int) -> bool:
    """Weigh what speaks of people at work against what speaks of data."""
    served = {number for number, sentence in enumerate(one.sentences) if _serves(one, sentence)}
    figures = [
        figure
        for figure in one.figures
        if figure.rank < 9
        and figure.property != CENTRES
        and (figure.property not in _PATIENTS or figure.sentence not in served)
        and not one.sentences[figure.sentence].has("service")
    ]
    claims = {
        claim.property
        for claim in whole.claims
        if claim.layer is Layer.INFERRED
        and (claim.property != "dct:accessRights" or claim.confidence > _SURE)
    }
    told = data + 2 * bool(figures) + ("messor:annotated" in claims) + 2 * ("dct:accessRights" in claims)
    opens = any(sentence.has("institute") for sentence in one.sentences[:_OPENING])
    if opens and data == 0 and "dct:accessRights" not in claims and not (figures and told > 2):
        return True
    if len(served) > 2 * told and (len(served) > 1 or any(number < _OPENING for number in served)):
        return True
    concepts = any(
        claim.property in PROPERTIES.values() and claim.confidence >= 0.5
        for claim in whole.claims
        if claim.layer is Layer.INFERRED
    )
    held = sum(1 for sentence in one.sentences if sentence.standing == HELD)
    return told == 0 and held > 2 and concepts and len(one.split) > _LONG


def _serves(one: Reading, sentence: Sentence) -> bool:
    """Say whether a sentence speaks of people at work: departments, staff, appointments, students."""
    return sentence.has("institute", "service") or any(
        word.text.endswith(_HOUSES) and len(word.text) > _COMPOUND
        for word in one.split[sentence.first : sentence.last + 1]
    )


def _weight(one: Reading, name: str) -> int:
    return sum(
        1
        for sentence in one.sentences
        for cue in sentence.cues
        if cue.name == name and sentence.standing == HELD and cue.first not in sentence.denied
    )


def _marked(one: Description, text: Claim, kind: str) -> Description:
    evidence = text.evidence or Evidence("", "")
    head = text.value[:80]
    mark = Claim(
        PROPERTY, kind, layer=Layer.INFERRED, evidence=replace(evidence, start=0, end=len(head), quote=head),
        rule=f"page.{kind}", confidence=0.85,
    )  # fmt: skip
    return replace(one, claims=(*one.claims, mark))


def _silent(one: Description) -> Description:
    """Keep of a page about an institute what is stated; its machines and diseases are nobody's data."""
    return replace(
        one,
        claims=tuple(
            claim for claim in one.claims if claim.layer is not Layer.INFERRED or claim.property in _KEPT
        ),
    )


def _catalogue(
    description: Description, text: Claim, found: Sequence[Table], language: str
) -> tuple[Description, ...]:
    """Give the catalogue, read without its tables, and a dataset a row."""
    outside = _blanked(text.value, found)
    top = understand(_with_text(description, replace(text, value=outside)))
    claims = tuple(
        text if claim.property == TEXT and claim.layer is Layer.STATED and not claim.node else claim
        for claim in top.claims
        if claim.layer is not Layer.INFERRED
        or (
            claim.property not in {*PROPERTIES.values()}
            and (claim.rule != "figures.count" or _is_sum(claim, outside))
        )
    )
    totals = [one for table in found if table.totals for one in _totals(table, text, language)]
    taken = {claim.property for claim in totals}
    top = replace(
        top,
        claims=(
            *(one for one in claims if one.property not in taken or one.layer is not Layer.INFERRED),
            *totals,
        ),
    )
    rows = [
        one
        for table in found
        for one in (_row(description, text, table, row, language) for row in table.rows)
    ]
    shared = [claim for claim in top.claims if claim.layer is Layer.INFERRED and claim.property in _FOR_ALL]
    rows = [_with_shared(one, shared) for one in rows]
    numbered = [
        replace(one, identifier=f"{description.identifier}#{_slug(one.identifier) or number}")
        for number, one in enumerate(rows, 1)
    ]
    return (_marked(top, text, CATALOGUE), *_distinct(numbered))


def _with_shared(row: Description, shared: Sequence[Claim]) -> Description:
    """Give a row what the page says of all its datasets, where it says nothing of its own."""
    own = {claim.property for claim in row.claims if not claim.node}
    told = [claim for claim in shared if claim.property not in own]
    return replace(row, claims=(*row.claims, *told)) if told else row


def _is_sum(claim: Claim, outside: str) -> bool:
    return claim.confidence >= 0.5


def _distinct(rows: Sequence[Description]) -> list[Description]:
    seen: dict[str, int] = {}
    kept = []
    for one in rows:
        seen[one.identifier] = seen.get(one.identifier, 0) + 1
        again = seen[one.identifier]
        kept.append(replace(one, identifier=f"{one.identifier}-{again}") if again > 1 else one)
    return kept


def _blanked(text: str, found: Sequence[Table]) -> str:
    for table in found:
        inside = re.sub(r"[^\n]", " ", text[table.start : table.end])
        text = text[: table.start] + inside + text[table.end :]
    return text


def _with_text(description: Description, text: Claim) -> Description:
    return replace(
        description,
        claims=tuple(
            text if one.property == TEXT and not one.node and one.evidence == text.evidence else one
            for one in description.claims
        ),
    )


def _row(
    description: Description, text: Claim, table: Table, row: Sequence[Cell], language: str
) -> Description:
    """Make a dataset of a row: "Patients: 410; Disease: prostate cancer"."""
    if not table.head:
        return _item(description, text, row[0], language)
    name = row[0].text
    evidence = text.evidence or Evidence("", "")
    start = row[0].start
    end = row[-1].start + len(row[-1].text)
    line = "\n".join(
        f"{head.text}: {cell.text}" if head.text else cell.text
        for head, cell in zip(table.head, row, strict=False)
        if cell.text.strip("-–— ")
    )
    spot = replace(evidence, start=start, end=end, quote=text.value[start:end][:300])
    claims = (
        Claim("dct:title", name, language=text.language, evidence=spot, rule="prose.table-row"),
        Claim(TEXT, line, language=language, evidence=spot, rule="prose.table-row"),
        Claim("dcat:landingPage", description.url, "iri", evidence=spot, rule="prose.url"),
    )
    made = Description(
        description.source,
        name,
        None,
        description.format,
        claims,
        document=description.document,
        url=description.url,
    )
    understood = understand(made)
    # A quote of a row is the row's: its place in the line made here is no place in the page.
    return replace(
        understood,
        claims=tuple(
            replace(one, evidence=replace(spot, quote=one.evidence.quote))
            if one.layer is Layer.INFERRED and one.evidence
            else one
            for one in understood.claims
        ),
        languages=description.languages or (language,),
    )


def _item(description: Description, text: Claim, cell: Cell, language: str) -> Description:
    """Make a dataset of a line of a list; its name stands before the first colon or dash."""
    name = re.split(r":\s| [–-] |, ", cell.text, maxsplit=1)[0].strip()[:100] or cell.text[:60]
    head = (Cell("", cell.start), Cell("", cell.start))
    row = (Cell(name, cell.start), Cell(cell.text, cell.start))
    return _row(description, text, Table(head, (row,), (), cell.start, cell.start), row, language)


def _totals(table: Table, text: Claim, language: str) -> list[Claim]:
    evidence = text.evidence or Evidence("", "")
    claims = []
    heads = (
        table.head[len(table.head) - len(table.totals) :]
        if len(table.totals) < len(table.head)
        else table.head
    )
    for head, cell in zip(heads, table.totals, strict=False):
        one = read(f"{head.text}: {cell.text}", language)
        for figure in one.figures[:1]:
            spot = replace(evidence, start=cell.start, end=cell.start + len(cell.text), quote=cell.text)
            claims.append(
                Claim(
                    figure.property,
                    str(figure.value),
                    datatype="xsd:nonNegativeInteger",
                    layer=Layer.INFERRED,
                    evidence=spot,
                    rule="figures.total-row",
                    confidence=0.93,
                )
            )
    return claims


def _slug(name: str) -> str:
    return re.sub(r"[^\w]+", "-", name.lower()).strip("-")[:60]
