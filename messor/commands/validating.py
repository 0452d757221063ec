"""``messor validate``: a validator for DCAT-AP, HealthDCAT-AP and EUCAIM on the command line."""

from __future__ import annotations

import hashlib
import json
import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from messor.options import settings_of

if TYPE_CHECKING:
    from catalogue.model import Fetched

REPORTS = ("text", "json", "ttl")
MOST_BYTES = 1 << 30


def add_to(app: typer.Typer) -> None:
    """Add this command to the command line."""
    app.command()(validate)


def validate(
    document: Annotated[
        str, typer.Argument(help="A file, an http or https address, or - for standard input.")
    ],
    profile: Annotated[
        str, typer.Option(help="auto (what each description declares), or names with commas between.")
    ] = "auto",
    report: Annotated[str, typer.Option(help="text, json, or ttl (a SHACL validation report).")] = "text",
    lang: Annotated[str, typer.Option(help="Language of the sentences, one of the 24 of the EU.")] = "en",
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Only the summary line.")] = False,
    errors_only: Annotated[bool, typer.Option("--errors", help="Leave out warnings and notes.")] = False,
    everything: Annotated[bool, typer.Option("--all", help="Tell every dataset in full.")] = False,
) -> None:
    """Say what is wrong with the descriptions in a document, and what to do. Needs no catalogue.

    Reads RDF in any syntax, schema.org in JSON-LD or a page, CKAN's JSON and OAI-PMH. Exit code 0: no
    violation; 1: violations; 2: nothing readable, or wrong use.
    """
    from catalogue.errors import ConfigError
    from catalogue.model import Severity
    from harvester.validate import validate as judge
    from ontologies.errors import VocabularyError, cut
    from ontologies.messages import LANGUAGES
    from ontologies.profiles import named

    if report not in REPORTS:
        raise ConfigError(f"'{cut(report)}' is not a report", hint=f"Choose one of: {', '.join(REPORTS)}.")
    if lang.partition("-")[0].lower() not in LANGUAGES:
        raise ConfigError(f"'{cut(lang)}' is not a language", hint=f"Choose one of: {', '.join(LANGUAGES)}.")
    try:
        profiles = named(profile)
    except VocabularyError as error:
        raise ConfigError(error.message, hint=error.hint) from error
    verdict = judge(_fetch(document), profiles)
    if report == "json":
        from messor.verdict import plain

        print(json.dumps(plain(verdict, lang), indent=2, ensure_ascii=False))
    elif report == "ttl":
        from harvester.check.as_shacl import report as as_shacl

        print(as_shacl(one.checked for one in verdict.judged).serialize(format="turtle"), end="")
    else:
        from messor.verdict import SHOWN, Printer

        printer = Printer(lang, colour=_colours(), warnings=not errors_only, shown=0 if everything else SHOWN)
        for line in [printer.summary(verdict)] if quiet else printer.lines(verdict):
            print(line)
    raise typer.Exit(2 if not verdict.readable else 1 if verdict.count(Severity.VIOLATION) else 0)


def _fetch(document: str) -> Fetched:
    from catalogue.errors import ConfigError, SourceError
    from ontologies.errors import cut

    if document == "-":
        return _local("standard input", sys.stdin.buffer.read(MOST_BYTES), "")
    if "://" in document:
        from harvester.fetch_one import fetch_one

        try:
            return fetch_one(document, settings_of())
        except SourceError as error:
            raise ConfigError(error.message, hint=error.hint) from error
    path = Path(document)
    try:
        if path.stat().st_size > MOST_BYTES:
            raise ConfigError(f"{cut(document)} is larger than 1 GiB", hint="Split the file.")
        body = path.read_bytes()
    except OSError as error:
        raise ConfigError(
            f"{cut(document)} cannot be read: {error.strerror or error}",
            hint="Name a file, an address that begins with https://, or - for standard input.",
        ) from error
    from harvester.validate import MEDIA_TYPES

    return _local(document, body, MEDIA_TYPES.get(path.suffix.lower(), ""))


def _local(name: str, body: bytes, media_type: str) -> Fetched:
    from catalogue.model import Fetched

    digest = hashlib.sha256(body).hexdigest()
    return Fetched(name, body, media_type, "", 200, datetime.now(UTC), "dataset", digest)


def _colours() -> bool:
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
