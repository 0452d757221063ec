"""``messor show``, ``explain``: one dataset, one finding."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Annotated

import typer

from messor.options import Config, Home, Json, settings_of


def add_to(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.command()(show)
    app.command()(explain)


def show(
    dataset: Annotated[str, typer.Argument(help="Id or IRI of a dataset.")],
    form: Annotated[
        str | None, typer.Option("--format", help="turtle, json-ld or xml: print the RDF.")
    ] = None,
    home: Home = None,
    config: Config = None,
    as_json: Json = False,
) -> None:
    """Show what is known of one dataset: every value, who says so, and where it stood."""
    from catalogue import datasets
    from catalogue.errors import ConfigError
    from catalogue.store import open_store
    from ontologies.errors import cut
    from ontologies.findings import sentence

    store = open_store(settings_of(home=home, config=config).database, create=False)
    with store.read() as connection:
        found = datasets.get(connection, dataset) or datasets.by_iri(connection, dataset)
    if found is None:
        raise ConfigError(f"there is no dataset '{cut(dataset)}'", hint="'messor search' prints ids.")
    if form is not None:
        from catalogue.assemble import assemble
        from catalogue.rdf import FORMS, serialise

        wanted = next((one for one in FORMS if one == form), None)
        if wanted is None:
            raise ConfigError(f"'{cut(form)}' is not a format", hint=f"Choose one of {', '.join(FORMS)}.")
        graph = assemble(found.claims, iri=found.iri, graph=found.graph, without=found.shadowed)
        print(serialise(graph, wanted))
        return
    if as_json:
        print(json.dumps(asdict(found), indent=2, ensure_ascii=False, default=str))
        return
    print(f"{found.id}  {found.iri}  {found.state.value}, version {found.version}")
    for claim in found.claims:
        node = f" {claim.node}" if claim.node else ""
        quote = f'  <- "{cut(claim.evidence.quote, 60)}"' if claim.evidence and claim.evidence.quote else ""
        print(f"  {claim.layer.value:9}{claim.property}{node}: {cut(claim.value, 90)}{quote}")
    for one in found.findings:
        print(f"  ! {sentence(one)}")


def explain(
    code: Annotated[str, typer.Argument(help="Code of a finding, such as licence-unknown.")],
    language: Annotated[
        str, typer.Option("--language", "--lang", help="Language of the text, one of the 24 of the EU.")
    ] = "en",
    as_json: Json = False,
) -> None:
    """Explain a finding: what it means, why it matters, what to do, a right value."""
    from catalogue.errors import ConfigError
    from ontologies.errors import cut
    from ontologies.explaining import explained
    from ontologies.messages import LANGUAGES

    if language.partition("-")[0].lower() not in LANGUAGES:
        raise ConfigError(
            f"'{cut(language)}' is not a language", hint=f"Choose one of: {', '.join(LANGUAGES)}."
        )
    found = explained(code, language)
    if not found.known:
        raise ConfigError(f"'{cut(code)}' is not the code of a finding", hint=f"Did you mean '{found.code}'?")
    if as_json:
        print(json.dumps(asdict(found), indent=2, ensure_ascii=False))
        return
    why, todo, example = found.headings
    lines = [(why, one.text) for one in found.why] + [(todo, found.todo.text), (example, found.example)]
    width = max(map(len, found.headings)) + 2
    print(f"{found.title.text}  [{found.code}]")
    for number, (heading, text) in enumerate(lines):
        shown = "" if number and lines[number - 1][0] == heading else heading
        if text:
            print(f"  {shown:{width}}{text}")
