"""``messor check``, ``harvest``, ``remap``, ``sources``, ``runs``: an operator's day."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from messor.options import Config, Home, Json, settings_of

if TYPE_CHECKING:
    from catalogue.errors import ConfigError, SourceError
    from catalogue.runs import Run
    from catalogue.settings import Settings
    from catalogue.sources import Source

sources_app = typer.Typer(help="The sources that are known.", no_args_is_help=True)
runs_app = typer.Typer(help="What runs did.", no_args_is_help=True)
Keys = Annotated[list[str] | None, typer.Argument(help="Keys of sources; none means all enabled.")]
RUN_HEADS = ("source", "run", "state", "added", "changed", "same", "unseen", "gone", "findings", "message")


def add_to(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.command()(harvest)
    app.command()(check)
    app.command()(remap)
    app.add_typer(sources_app, name="sources")
    app.add_typer(runs_app, name="runs")


def harvest(
    sources: Keys = None,
    limit: Annotated[int | None, typer.Option(help="Datasets a source, for a try.", min=1)] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would change; keep nothing.")] = False,
    home: Home = None,
    config: Config = None,
    as_json: Json = False,
) -> None:
    """Fetch descriptions from sources, map and check them, and keep them in the record."""
    from catalogue.store import open_store
    from harvester.harvest import harvest as harvest_all
    from harvester.rehearse import compare
    from messor.progress import Bars

    settings = settings_of(home=home, config=config)
    chosen, wrong = pick(settings, sources)
    store = open_store(settings.database)
    if dry_run:
        rows = [row for source in chosen for row in compare(source, settings, store, limit)]
        _show_rehearsal(rows, as_json)
        failed = any(not dataset for _, _, dataset, _ in rows)
        raise typer.Exit(2 if wrong else 1 if failed else 0)
    with Bars([source.key for source in chosen]) as bars:
        ended = list(harvest_all(chosen, settings, store, limit=limit, tell=bars.tell))
    show_runs(store, ended, as_json)
    raise typer.Exit(2 if wrong else exit_code(ended))


def pick(settings: Settings, keys: list[str] | None) -> tuple[list[Source], bool]:
    """Choose sources; files that are wrong are said on stderr, and the other sources go on.

    Returns:
        The sources, and whether one that was asked for is missing because its file is wrong.

    Raises:
        ConfigError: A key is unknown, or its file is wrong.
    """
    from catalogue.sources import choose, read_known

    known, wrong = read_known(settings.config / "sources")
    chosen = choose(known, keys or [], wrong)
    if keys:
        return chosen, False
    _say_wrong(wrong)
    return chosen, bool(wrong)


def _say_wrong(wrong: Mapping[str, ConfigError]) -> None:
    for error in wrong.values():
        sys.stderr.write(f"messor: {error}\n")


def exit_code(ended: list[Run | SourceError]) -> int:
    """Give 0 when every run is complete (or was limited on purpose), else 1."""
    from catalogue.runs import Run

    fine = all(isinstance(one, Run) and (one.state == "complete" or one.code == "limited") for one in ended)
    return 0 if fine else 1


def show_runs(store: object, ended: list[Run | SourceError], as_json: bool) -> None:
    """Print what runs did, in order of source."""
    from catalogue.findings import counts
    from catalogue.runs import Run
    from catalogue.store import Store
    from messor.tables import show_table

    assert isinstance(store, Store)
    rows: list[tuple[object, ...]] = []
    plain: list[dict[str, object]] = []
    with store.read() as connection:
        for one in sorted(ended, key=lambda run: run.source or ""):
            if isinstance(one, Run):
                found = sum(number for _, _, number in counts(connection, one.id))
                text = f"{one.message}. {one.hint}" if one.message else ""
                rows.append(
                    (one.source, one.id, one.state, one.added, one.changed, one.same, one.unseen,
                     one.gone, found, text)
                )  # fmt: skip
                plain.append(asdict(one) | {"findings": found})
            else:
                rows.append((one.source, "", "not begun", 0, 0, 0, 0, 0, 0, f"{one.message}. {one.hint}"))
                plain.append({"source": one.source, "state": "not begun", "message": one.message})
    if as_json:
        print(json.dumps(plain, indent=2))
    else:
        show_table(RUN_HEADS, rows, title="Runs")


def check(
    source: Annotated[str, typer.Argument(help="Key of the source.")],
    limit: Annotated[int, typer.Option(help="Datasets to read.", min=1)] = 20,
    home: Home = None,
    config: Config = None,
    as_json: Json = False,
) -> None:
    """Try a source: fetch a few descriptions and show what would be made of them. Keeps nothing."""
    from harvester.rehearse import rehearse

    settings = settings_of(home=home, config=config)
    ((chosen,), _) = pick(settings, [source])
    trial = rehearse(chosen, settings, limit)
    if as_json:
        print(json.dumps(trial.plain(), indent=2, ensure_ascii=False))
    else:
        for line in trial.lines():
            print(line)
    raise typer.Exit(0 if trial.run.code in {"", "limited", "out-of-range"} else 1)


def remap(sources: Keys = None, home: Home = None, config: Config = None, as_json: Json = False) -> None:
    """Read the kept documents again with today's rules; asks no source."""
    from catalogue.store import open_store
    from harvester.remap import remap as remap_all

    settings = settings_of(home=home, config=config)
    chosen, wrong = pick(settings, sources)
    store = open_store(settings.database, create=False)
    ended: list[Run | SourceError] = list(remap_all(chosen, settings, store))
    show_runs(store, ended, as_json)
    raise typer.Exit(2 if wrong else exit_code(ended))


def _show_rehearsal(rows: list[tuple[str, str, str, str]], as_json: bool) -> None:
    from messor.tables import show_table

    heads = ("source", "outcome", "dataset", "title")
    if as_json:
        print(json.dumps([dict(zip(heads, row, strict=True)) for row in rows], indent=2, ensure_ascii=False))
    else:
        show_table(heads, rows, title="What a harvest would do")


@sources_app.command("list")
def list_sources(home: Home = None, config: Config = None, as_json: Json = False) -> None:
    """List the sources with their kind, schedule and what is held of them."""
    from catalogue.datasets import count
    from catalogue.runs import recent
    from catalogue.sources import read_known
    from catalogue.store import open_store
    from messor.tables import show_table

    settings = settings_of(home=home, config=config)
    known, wrong = read_known(settings.config / "sources")
    store = open_store(settings.database)
    heads = ("key", "kind", "enabled", "schedule", "datasets", "last run", "title", "url")
    rows = []
    with store.read() as connection:
        for key, one in known.items():
            last = next(iter(recent(connection, key, 1)), None)
            state = f"{last.state} {(last.ended_at or last.started_at)[:16]}" if last else "never"
            rows.append(
                (key, one.kind, "yes" if one.enabled else "no", one.schedule, count(connection, key),
                 state, one.title, one.url)
            )  # fmt: skip
    if as_json:
        print(json.dumps([dict(zip(heads, row, strict=True)) for row in rows], indent=2, ensure_ascii=False))
    elif rows:
        show_table(heads, rows, title="Sources")
    elif not wrong:
        print(f"no source files in {settings.config / 'sources'}; see docs/developer.md")
    _say_wrong(wrong)
    raise typer.Exit(2 if wrong else 0)


@runs_app.command("list")
def list_runs(
    source: Annotated[str | None, typer.Option(help="Only this source.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=1000)] = 20,
    home: Home = None,
    config: Config = None,
    as_json: Json = False,
) -> None:
    """List runs, newest first."""
    from catalogue.runs import recent
    from catalogue.store import open_store

    store = open_store(settings_of(home=home, config=config).database, create=False)
    with store.read() as connection:
        found = recent(connection, source, limit)
    if as_json:
        print(json.dumps([asdict(one) for one in found], indent=2))
        return
    from messor.tables import show_table

    heads = ("run", "source", "kind", "state", "started", "seen", "added", "changed", "gone", "message")
    show_table(
        heads,
        [
            (one.id, one.source, one.kind, one.state, one.started_at[:16],
             one.added + one.changed + one.same, one.added, one.changed, one.gone, one.message)
            for one in found
        ],
        title="Runs",
    )  # fmt: skip


@runs_app.command("show")
def show_run(
    number: Annotated[int, typer.Argument(help="Number of the run.")],
    code: Annotated[str | None, typer.Option(help="Only findings with this code.")] = None,
    home: Home = None,
    config: Config = None,
    as_json: Json = False,
) -> None:
    """Show one run and its findings in plain sentences."""
    from catalogue import findings, runs
    from catalogue.store import open_store
    from ontologies.findings import sentence

    store = open_store(settings_of(home=home, config=config).database, create=False)
    with store.read() as connection:
        run = runs.get(connection, number)
        counted = findings.counts(connection, number)
        listed = findings.of_run(connection, number, code)
    if as_json:
        found = [{"dataset": dataset, **asdict(one)} for dataset, one in listed]
        print(json.dumps(asdict(run) | {"findings": found}, indent=2, ensure_ascii=False))
        return
    for name, value in asdict(run).items():
        if value not in (None, "", 0):
            print(f"{name:14}{value}")
    for name, severity, times in counted:
        print(f"{times:6}  {severity:10} {name}")
    for dataset, one in listed:
        print(f"{dataset or run.source}: {sentence(one)}")


@runs_app.command("accept")
def accept(
    number: Annotated[int, typer.Argument(help="Number of a run that is out of range.")],
    by: Annotated[str, typer.Option("--by", help="Who accepts it.")],
    home: Home = None,
    config: Config = None,
) -> None:
    """Say that a run out of range is right: what it did not list counts as missing."""
    from catalogue.accept import accept as accept_run
    from catalogue.store import open_store

    settings = settings_of(home=home, config=config)
    store = open_store(settings.database, create=False)
    unseen, gone = accept_run(store, settings, number, by)
    print(f"run {number} accepted by {by}: {unseen} unseen, {gone} gone")
