"""``messor concepts``: the domain scheme on the command line."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from messor.options import Json

concepts_app = typer.Typer(help="The words: cancer types, body parts, modalities …", no_args_is_help=True)


def add_to(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.add_typer(concepts_app, name="concepts")


@concepts_app.command("find")
def find(
    label: Annotated[str, typer.Argument(help="A word in any of the 24 languages.")],
    lang: Annotated[str | None, typer.Option(help="Prefer labels of this language.")] = None,
    kind: Annotated[str | None, typer.Option(help="Only this kind, for example cancer-type.")] = None,
    as_json: Json = False,
) -> None:
    """Find the concepts that a word means, best match first."""
    from ontologies.scheme import scheme

    words = scheme()
    found = words.find(label, lang, kind)
    if as_json:
        rows = [
            {"id": one.id, "kind": words.concepts[one.id].kind, "match": one.match,
             "language": one.language, "label": one.label}
            for one in found
        ]  # fmt: skip
        print(json.dumps(rows, indent=2, ensure_ascii=False))
    elif found:
        for one in found:
            concept = words.concepts[one.id]
            print(f"{one.id}  {concept.kind}  {one.match} ({one.language}: {one.label})")
    else:
        print(f"no concept is called '{label}'; 'messor concepts coverage' shows what there is")
    raise typer.Exit(0 if found else 1)


@concepts_app.command("show")
def show(
    concept: Annotated[str, typer.Argument(help="Id, code or label of a concept.")], as_json: Json = False
) -> None:
    """Show one concept: labels in 24 languages, tree, codes."""
    from dataclasses import asdict

    from catalogue.errors import ConfigError
    from ontologies.scheme import scheme

    words = scheme()
    names = [concept] if concept in words.concepts else words.matches(concept)
    names = names or [one.id for one in words.find(concept)]
    if not names:
        raise ConfigError(
            f"there is no concept '{concept}'", hint="'messor concepts find WORD' looks labels up."
        )
    one = words.concepts[names[0]]
    if as_json:
        print(json.dumps(asdict(one), indent=2, ensure_ascii=False))
        return
    print(f"{one.id}  {one.kind}  {one.iri}\n{one.definition}")
    for title, ids in (
        ("above", words.ancestors(one.id)),
        ("below", words.children(one.id)),
        ("beside", words.siblings(one.id)),
        ("related", one.related),
    ):
        if ids:
            print(f"{title}: {', '.join(ids)}")
    for language, label in sorted(one.labels.items()):
        more = ", ".join(one.alt.get(language, ()))
        print(f"  {language}  {label}" + (f"  ({more})" if more else ""))
    for code in one.codes:
        print(f"  {code.relation:6} {code.vocabulary}:{code.value}")


@concepts_app.command("coverage")
def coverage(as_json: Json = False) -> None:
    """Count concepts, languages and labels of each kind, and name what is thin."""
    from messor.tables import show_table
    from ontologies.coverage import coverage as count
    from ontologies.coverage import languages, thin

    rows, tongues = count(), languages()
    if as_json:
        counts = {"kinds": [row.plain() for row in rows], "languages": [row.plain() for row in tongues]}
        print(json.dumps({**counts, "thin": thin()}, ensure_ascii=False))
        return
    heads = ("kind", "concepts", "languages", "preferred", "alternative", "hidden", "codes")
    show_table(heads, [row.cells() for row in rows], title="The words")
    heads_of_languages = ("language", "preferred", "alternative", "hidden", "thin")
    show_table(heads_of_languages, [row.cells() for row in tongues], title="By language")
    for line in thin():
        print(line)
