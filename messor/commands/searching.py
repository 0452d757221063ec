"""``messor index``, ``search``, ``stats``: what is held and where it is found."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

from messor.options import Config, Home, Json, settings_of

if TYPE_CHECKING:
    from catalogue.settings import Settings
    from indexer.filters import Filters
    from indexer.statistics import Statistics

Where = Annotated[
    list[str] | None,
    typer.Option("--where", help="Narrow down: facet=value, for example modality=computed-tomography."),
]
SHOWN_REASONS = 3


def add_to(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.command()(index)
    app.command()(search)
    app.command()(stats)


def index(
    rebuild: Annotated[bool, typer.Option("--rebuild", help="Make the index anew from the record.")] = False,
    reason: Annotated[str, typer.Option(help="Why the index may become much smaller.")] = "",
    home: Home = None,
    config: Config = None,
    as_json: Json = False,
) -> None:
    """Bring the search index up to date with the record; does nothing when nothing changed."""
    from catalogue.store import open_store
    from messor.indexing import bring_up_to_date

    settings = settings_of(home=home, config=config)
    store = open_store(settings.database, create=False)
    report = bring_up_to_date(store, settings, rebuild=rebuild, reason=reason)
    print(json.dumps(report.plain()) if as_json else report.sentence())


def filters_of(where: list[str] | None, sort: str = "relevance") -> Filters:
    """Read ``facet=value`` words.

    Raises:
        ConfigError: A word has no ``=``, the facet or the order is unknown.
    """
    import difflib

    from catalogue.errors import ConfigError
    from indexer.document import FACETS
    from indexer.filters import SORTS, Filters

    values: dict[str, tuple[str, ...]] = {}
    limits: dict[str, int] = {}
    for word in where or []:
        name, equals, value = word.partition("=")
        if name in {"subjects_min", "subjects_max", "images_min"} and value.isdecimal():
            limits[name] = int(value)
        elif not equals or name not in FACETS:
            close = difflib.get_close_matches(name, FACETS, n=1)
            hint = f"Did you mean {close[0]}=…?" if close else f"Facets: {', '.join(FACETS)}."
            raise ConfigError(f"'{word}' is not a filter", hint=hint)
        else:
            values[name] = (*values.get(name, ()), value)
    if sort not in SORTS:
        raise ConfigError(f"'{sort}' is not an order", hint=f"Choose one of {', '.join(SORTS)}.")
    return Filters(values, sort=sort, **limits)


def search(
    query: Annotated[str, typer.Argument(help="What you look for, in any EU language.")],
    where: Where = None,
    sort: Annotated[str, typer.Option(help="relevance, newest, subjects or title.")] = "relevance",
    size: Annotated[int, typer.Option(min=1, max=100, help="Hits shown.")] = 10,
    page: Annotated[int, typer.Option(min=1, help="Page shown.")] = 1,
    lang: Annotated[str, typer.Option(help="Language of labels and reasons.")] = "en",
    home: Home = None,
    config: Config = None,
    as_json: Json = False,
) -> None:
    """Search the catalogue."""
    settings = settings_of(home=home, config=config)
    found = find(settings, query, filters_of(where, sort), page=page, size=size, language=lang)
    if as_json:
        print(json.dumps(found, indent=2, ensure_ascii=False))
        return
    show_hits(found)


def find(settings: Settings, query: str, filters: Filters, **options: Any) -> dict[str, Any]:
    """Search and give the answer as plain values."""
    from indexer.engine import open_engine
    from indexer.hits import plain
    from indexer.search import search as run_search

    engine = open_engine(settings)
    try:
        return plain(run_search(engine, query, filters=filters, settings=settings, **options))
    finally:
        engine.close()


def show_hits(found: dict[str, Any]) -> None:
    """Print hits for a person."""
    read = "; ".join(str(chip.get("text", chip)) for chip in found.get("read", []))
    print(f"{found['total']} datasets" + (f" - read as: {read}" if read else ""))
    for number, hit in enumerate(found["hits"], 1):
        print(f"{number:3}. {hit['title']}  ({hit['source']}, {hit['score']:.3f})")
        for reason in hit["reasons"][:SHOWN_REASONS]:
            print(f"       {reason}")
    for warning in found.get("warnings", []):
        print(f"note: {warning}")


def stats(where: Where = None, home: Home = None, config: Config = None, as_json: Json = False) -> None:
    """Compute the figures of the catalogue, in all and by source."""
    settings = settings_of(home=home, config=config)
    counted = compute(settings, filters_of(where))
    if as_json:
        print(json.dumps(counted.plain(), indent=2))
        return
    show_statistics(counted)


def compute(settings: Settings, filters: Filters) -> Statistics:
    """Compute the figures from the record."""
    from catalogue.datasets import walk
    from catalogue.store import open_store
    from indexer.document import flatten
    from indexer.statistics import statistics

    store = open_store(settings.database, create=False)
    with store.read() as connection:
        return statistics((flatten(one) for one in walk(connection)), filters)


def show_statistics(counted: Statistics) -> None:
    """Print figures in all, by programme and by source."""
    from messor.tables import show_table

    heads = ("", "datasets", "images", "people", "studies", "cancer types")
    rows: list[tuple[str | int, ...]] = []
    for group in ("programme", "source"):
        for name, counts in counted.by[group].items():
            plain = counts.plain()
            rows.append((f"{group} {name}", *_figures(plain)))
    rows.append(("in all", *_figures(counted.total.plain())))
    show_table(heads, rows, title="What the catalogue holds")


def _figures(plain: dict[str, int]) -> tuple[int, ...]:
    return tuple(plain[name] for name in ("datasets", "images", "subjects", "studies", "cancer_types"))
