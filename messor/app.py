"""The command line's table of contents."""

from __future__ import annotations

import typer

from messor.commands import (
    configuration,
    harvesting,
    record,
    searching,
    serving,
    understanding,
    validating,
    words,
)
from messor.options import Config, Home, remember

app = typer.Typer(
    name="messor",
    help="Find the health datasets of Europe: harvest their descriptions, map, keep, search.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


@app.callback()
def common(home: Home = None, config: Config = None) -> None:
    """Find the health datasets of Europe: harvest their descriptions, map, keep, search."""
    remember(home=home, config=config)


for module in (serving, harvesting, searching, record, validating, understanding, words, configuration):
    module.add_to(app)
