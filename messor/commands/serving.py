"""``messor demo``, ``serve``, ``up``: what shows something in a browser."""

from __future__ import annotations

from typing import Annotated

import typer

from messor.options import Config, Home, settings_of

Port = Annotated[int | None, typer.Option("--port", min=0, max=65_535, help="TCP port of the pages.")]
Host = Annotated[str | None, typer.Option("--host", help="Address of the pages.")]


def add_to(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.command()(demo)
    app.command()(serve)
    app.command()(up)


def demo(
    serve_pages: Annotated[
        bool, typer.Option("--serve/--no-serve", help="Serve the search page at the end.")
    ] = True,
    home: Home = None,
    port: Port = None,
) -> None:
    """Show the main job on sample providers: harvest, map, check, index, search, serve."""
    from messor.demo.show import show

    settings = settings_of(home=home, port=port)
    code = show(settings, serve_pages=serve_pages)
    raise typer.Exit(code)


def serve(home: Home = None, config: Config = None, host: Host = None, port: Port = None) -> None:
    """Serve the search pages and the API until Ctrl-C."""
    from messor.web import serve_pages

    serve_pages(settings_of(home=home, config=config, host=host, port=port))


def up(home: Home = None, config: Config = None, host: Host = None, port: Port = None) -> None:
    """Harvest by each source's schedule, index what changed and serve, until Ctrl-C."""
    from messor.schedule import up as run_up

    run_up(settings_of(home=home, config=config, host=host, port=port))
