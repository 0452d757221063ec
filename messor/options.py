"""Options that many commands share, and the settings they make."""

from __future__ import annotations

from typing import Annotated

from typer import Option

from catalogue.settings import Settings, Value, load

Home = Annotated[
    str | None,
    Option("--home", metavar="DIR", help="Where the record and the indices live.", show_default=False),
]
Config = Annotated[
    str | None,
    Option("--config", metavar="DIR", help="Folder with messor.toml and sources/.", show_default=False),
]
Json = Annotated[bool, Option("--json", help="Print JSON for other programs.")]

_given: dict[str, Value] = {}


def remember(**flags: Value | None) -> None:
    """Keep what was given before the command's name (``messor --home DIR stats``)."""
    _given.update({name: value for name, value in flags.items() if value is not None})


def settings_of(**flags: Value | None) -> Settings:
    """Gather the settings from flags, environment, file and defaults, and begin the log.

    Raises:
        ConfigError: A setting is unknown or wrong.
    """
    from messor.logs import begin

    given = {**_given, **{name: value for name, value in flags.items() if value is not None}}
    settings = load(given)
    begin(settings.text("log_level"), settings.text("log_format"))
    return settings
