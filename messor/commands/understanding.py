"""``messor extract`` and ``messor evaluate``: what is understood of a page, and how well."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from messor.options import Config, Home, Json, settings_of

if TYPE_CHECKING:
    from catalogue.model import Claim, Extraction
    from harvester.evaluate import Measure

evaluate_app = typer.Typer(help="Measure against known truth.", no_args_is_help=True)
_STANDARD_INPUT = "-"


def add_to(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.command()(extract)
    app.add_typer(evaluate_app, name="evaluate")


def extract(
    document: Annotated[str, typer.Argument(help="A file, an address (https://…), or - for standard input.")],
    home: Home = None,
    config: Config = None,
    as_json: Json = False,
) -> None:
    """Show what one page says about datasets: every claim with the words it came from."""
    from harvester.extract.page import NOWHERE, describe_bytes

    if document.lower().startswith(("http://", "https://")):
        from harvester.fetch_one import fetch_one

        fetched = fetch_one(document, settings_of(home=home, config=config))
        found = describe_bytes(fetched.body, fetched.media_type, fetched.url)
    elif document == _STANDARD_INPUT:
        found = describe_bytes(sys.stdin.buffer.read())
    else:
        file = Path(document)
        found = describe_bytes(_bytes_of(file), _MEDIA.get(file.suffix.lower(), ""), NOWHERE)
    if as_json:
        print(json.dumps(_plain(found), indent=2, ensure_ascii=False))
    else:
        _show(found)
    raise typer.Exit(0 if found.descriptions else 1)


_MEDIA = {
    ".txt": "text/plain", ".html": "text/html", ".htm": "text/html", ".ttl": "text/turtle",
    ".rdf": "application/rdf+xml", ".jsonld": "application/ld+json", ".json": "application/json",
}  # fmt: skip


def _bytes_of(file: Path) -> bytes:
    from catalogue.errors import ConfigError

    try:
        return file.read_bytes()
    except OSError as error:
        raise ConfigError(
            f"cannot be read: {error.strerror}", hint="Name a file or an address.", identifier=str(file)
        ) from error


def _plain(found: Extraction) -> dict[str, object]:
    return {
        "descriptions": [
            {
                "identifier": one.identifier,
                "format": one.format,
                "languages": list(one.languages),
                "claims": [_claim(claim) for claim in one.claims],
                "findings": [finding.code for finding in one.findings],
            }
            for one in found.descriptions
        ],
        "findings": [finding.code for finding in found.findings],
    }


def _claim(claim: Claim) -> dict[str, object]:
    evidence = claim.evidence
    return {
        "property": claim.property, "value": claim.value, "node": claim.node, "layer": str(claim.layer),
        "rule": claim.rule, "confidence": claim.confidence,
        "quote": evidence.quote if evidence else "", "path": evidence.path if evidence else "",
        "start": evidence.start if evidence else -1, "end": evidence.end if evidence else -1,
    }  # fmt: skip


def _show(found: Extraction) -> None:
    from ontologies.errors import cut
    from ontologies.scheme import scheme

    for one in found.descriptions:
        print(f"{one.identifier}  ({one.format}; {', '.join(one.languages) or 'no language told'})")
        for claim in one.claims:
            concept = scheme().by_iri(claim.value)
            value = scheme().label(concept.id, "en") if concept else cut(claim.value, 60)
            sure = "" if claim.layer == "stated" else f"  {claim.confidence:.2f}"
            quote = claim.evidence.quote if claim.evidence else ""
            shown = f'  "{cut(quote, 70)}"' if quote and quote != claim.value else ""
            print(f"  {claim.layer:8} {claim.node}{claim.property}: {value}{sure}{shown}")
        for finding in one.findings:
            print(f"  finding  {finding.code}: {finding.found}")
    for finding in found.findings:
        print(f"finding  {finding.code}: {finding.found}")


@evaluate_app.command("mapping")
def mapping(
    folder: Annotated[Path, typer.Argument(help="Folder with texts*.jsonl and truth*.jsonl.")],
    part: Annotated[str | None, typer.Option(help="Only truth of this part: tune or held.")] = None,
    as_json: Json = False,
) -> None:
    """Measure what is understood of texts whose truth is known; touches no catalogue."""
    from harvester.evaluate import evaluate

    measure = evaluate(folder, part)
    if as_json:
        print(json.dumps(measure.plain(), indent=2, ensure_ascii=False))
    else:
        _show_measure(measure)


def _show_measure(measure: Measure) -> None:
    from messor.tables import show_table

    heads = ("", "precision", "recall", "F1", "right", "wrong", "missed")
    for title, scores in (("Fields", measure.fields), ("Languages", measure.languages)):
        rows = [(name, *scores[name].plain().values()) for name in scores]
        show_table(heads, sorted(rows), title=title)
    show_table(heads, [("all", *measure.overall.plain().values())], title=f"{measure.texts} texts")
    bins = [(row["confidence"], row["values"], row["right"]) for row in measure.reliability()]
    show_table(("confidence", "values", "share right"), bins, title="Reliability of inferred values")
    for miss in measure.misses:
        row = f" row {miss.row}" if miss.row else ""
        print(f"{miss.id}{row}: {miss.field} {miss.what} {miss.value} | {miss.text}")
