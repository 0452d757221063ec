"""Every setting in one table: name, default, unit, help.

A value comes from (first wins) a command-line flag, the environment (``MESSOR_`` + name in capitals),
``messor.toml`` in the configuration folder, the default here. ``messor config show`` and
``docs/operator.md`` print this table.
"""

from __future__ import annotations

import difflib
import math
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from catalogue.errors import ConfigError
from ontologies.errors import cut

Value = str | int | float | bool


@dataclass(frozen=True, slots=True)
class Setting:
    """One row of the table; ``secret`` values are masked wherever they are printed.

    A number lies between ``least`` and ``most``, both included.
    """

    name: str
    default: Value
    unit: str
    help: str
    secret: bool = False
    least: float = 0
    most: float = math.inf


TABLE: tuple[Setting, ...] = (
    Setting("home", ".messor", "folder", "Where the record and the indices live."),
    Setting(
        "config",
        "",
        "folder",
        "Folder with messor.toml and sources/; empty: <home>/config if it exists, else ./config.",
    ),
    Setting(
        "database",
        "",
        "SQLAlchemy URL",
        "Record; empty: SQLite file messor.sqlite in home.",
        secret=True,
    ),
    Setting("public_url", "", "URL", "Where readers reach the pages; empty: http://<host>:<port>."),
    Setting(
        "iri_base",
        "https://w3id.org/messor/dataset/",
        "IRI prefix",
        "Start of the IRIs of datasets whose provider gave none; never change it later.",
    ),
    Setting("host", "127.0.0.1", "address", "Address the pages are served on."),
    Setting("port", 8000, "TCP port", "Port the pages are served on.", most=65_535),
    Setting(
        "user_agent",
        "Messor/0.1 (+https://w3id.org/messor/about; metadata harvester)",
        "text",
        "How the spiders introduce themselves; put your contact address in it.",
    ),
    Setting("harvest_parallel", 2, "sources", "Sources harvested at the same time.", least=1),
    Setting("workers", 1, "processes", "Processes a run uses to read what it fetched.", least=1),
    Setting("fetch_timeout_s", 60, "seconds", "Longest time for one whole answer.", least=1),
    Setting("fetch_max_bytes", 33_554_432, "bytes", "Longest body that is read (32 MiB).", least=1),
    Setting("run_max_requests", 20_000, "requests", "Requests a run may send.", least=1),
    Setting("run_max_pages", 10_000, "pages", "Listing pages a run may follow.", least=1),
    Setting("run_max_minutes", 120, "minutes", "Time a run may take.", least=1),
    Setting("resume_minutes", 120, "minutes", "How long pages of an interrupted run are used again."),
    Setting("extract_timeout_s", 60, "seconds", "Longest time to read one fetched document.", least=1),
    Setting(
        "extract_memory_mb", 2048, "MiB", "Address space a reading process may use beyond start.", least=64
    ),
    Setting("profiles", "auto", "auto | names", "Profiles that may be asked for, comma between; auto: all."),
    Setting(
        "absence_runs", 3, "runs", "Complete runs a dataset must be missing from before it is gone.", least=1
    ),
    Setting("absence_days", 7, "days", "Days a dataset must be missing before it is gone."),
    Setting(
        "removal_share",
        0.10,
        "share 0..1",
        "Share of a source's datasets that may go missing in one run before it is held.",
        most=1,
    ),
    Setting("engine", "embedded", "embedded | opensearch", "Search engine behind the pages."),
    Setting("opensearch_url", "http://127.0.0.1:9200", "URL", "OpenSearch node, if that is the engine."),
    Setting("opensearch_user", "", "name", "OpenSearch log-in name."),
    Setting("opensearch_password", "", "text", "OpenSearch password.", secret=True),
    Setting(
        "opensearch_ca",
        "",
        "file",
        "PEM file of the authority that signed OpenSearch's certificate.",
    ),
    Setting("opensearch_index", "messor", "name", "Alias of the index in OpenSearch."),
    Setting(
        "model",
        "sentence-transformers/all-MiniLM-L6-v2",
        "model name or folder",
        "Embedding model; this one comes with Messor, any other is loaded from a folder or a hub.",
    ),
    Setting("model_languages", "en", "language tags", "Languages the model understands, comma between."),
    Setting("model_offline", True, "true | false", "Never ask a model hub."),
    Setting("vector_weight", 1.5, "weight", "Weight of the vector score beside the word score (0..1)."),
    Setting("concept_weight", 0.6, "weight", "Weight of the concept score beside the word score (0..1)."),
    Setting(
        "feedback",
        True,
        "true | false",
        "Second look with the words and vectors of the first hits.",
    ),
    Setting("query_max_chars", 400, "characters", "Longest query that is answered.", least=1),
    Setting("page_size", 20, "hits", "Hits on one page.", least=1),
    Setting("session_hours", 12, "hours", "How long a log-in lasts.", least=1),
    Setting("log_level", "info", "debug | info | warning | error", "What the log tells."),
    Setting("log_format", "auto", "auto | text | json", "auto: text on a terminal, else JSON lines."),
)
BY_NAME: Mapping[str, Setting] = {row.name: row for row in TABLE}
PREFIX = "MESSOR_"
MASK = "********"
# Names that start with the prefix but are not settings: the tests' own switch.
NOT_SETTINGS = frozenset({"MESSOR_TEST_REQUIRE"})


@dataclass(frozen=True, slots=True)
class Settings:
    """All values with where each came from.

    >>> load({}, environment={}).integer("port")
    8000
    """

    values: Mapping[str, Value]
    origins: Mapping[str, str]

    def text(self, name: str) -> str:
        """Give a value as text."""
        return str(self.values[name])

    def integer(self, name: str) -> int:
        """Give a whole number."""
        value = self.values[name]
        assert isinstance(value, int), name
        return value

    def number(self, name: str) -> float:
        """Give a number."""
        value = self.values[name]
        assert isinstance(value, int | float), name
        return float(value)

    def flag(self, name: str) -> bool:
        """Give a truth value."""
        value = self.values[name]
        assert isinstance(value, bool), name
        return value

    @property
    def home(self) -> Path:
        """Folder of the record and the indices."""
        return Path(self.text("home")).expanduser()

    @property
    def config(self) -> Path:
        """Folder with ``messor.toml`` and ``sources/``."""
        return config_folder(self.text("config"), self.home)

    @property
    def database(self) -> str:
        """SQLAlchemy URL of the record."""
        return self.text("database") or f"sqlite:///{self.home.resolve() / 'messor.sqlite'}"


def config_folder(named: str, home: Path) -> Path:
    """Choose the configuration folder: the named one, the home's own, else ``./config``."""
    if named:
        return Path(named).expanduser()
    own = home / "config"
    return own if own.is_dir() else Path("config")


def load(flags: Mapping[str, Value | None], *, environment: Mapping[str, str] | None = None) -> Settings:
    """Gather the settings.

    Args:
        flags: Values given on the command line; None means not given.
        environment: Instead of the process environment.

    Raises:
        ConfigError: A name is unknown or a value has the wrong type; the message names the nearest
            known name.
    """
    env = os.environ if environment is None else environment
    values: dict[str, Value] = {row.name: row.default for row in TABLE}
    origins = dict.fromkeys(values, "default")
    given = {name: value for name, value in flags.items() if value is not None}
    from_env = _from_environment(env)
    home = Path(str(given.get("home", from_env.get("home", values["home"])))).expanduser()
    named = str(given.get("config", from_env.get("config", "")))
    file = config_folder(named, home) / "messor.toml"
    if named and not config_folder(named, home).is_dir():
        raise ConfigError(
            f"the configuration folder '{cut(named)}' does not exist",
            hint="Create it, or name another by --config or MESSOR_CONFIG.",
        )
    for origin, layer in (
        (str(file), _from_file(file)),
        ("environment", from_env),
        ("flag", given),
    ):
        for name, value in layer.items():
            values[name] = _typed(BY_NAME[name], value, origin)
            origins[name] = origin
    if not values["public_url"]:
        values["public_url"] = f"http://{values['host']}:{values['port']}"
    return Settings(values, origins)


def _from_environment(env: Mapping[str, str]) -> dict[str, Value]:
    found: dict[str, Value] = {}
    for key, value in env.items():
        if key.startswith(PREFIX) and key not in NOT_SETTINGS:
            name = key.removeprefix(PREFIX).lower()
            if name not in BY_NAME:
                raise ConfigError(
                    f"the environment sets {key}, which is not a setting",
                    hint=nearest(name, PREFIX),
                )
            found[name] = value
    return found


def _from_file(file: Path) -> dict[str, Value]:
    if not file.is_file():
        return {}
    try:
        table = tomllib.loads(file.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise ConfigError(
            f"is not readable TOML: {error}", hint="Mend the line named.", identifier=str(file)
        ) from error
    for name in table:
        if name not in BY_NAME:
            raise ConfigError(f"'{cut(name)}' is not a setting", hint=nearest(name), identifier=str(file))
    return table


def nearest(name: str, prefix: str = "") -> str:
    """Advise the nearest known setting.

    >>> nearest("prot")
    "Did you mean 'port'? 'messor config show' lists all settings."
    """
    close = difflib.get_close_matches(name, BY_NAME, n=1)
    shown = (prefix + close[0].upper() if prefix else close[0]) if close else ""
    start = f"Did you mean '{shown}'? " if shown else ""
    return f"{start}'messor config show' lists all settings."


TRUE, FALSE = frozenset({"true", "1", "yes", "on"}), frozenset({"false", "0", "no", "off"})


def _typed(row: Setting, value: object, origin: str) -> Value:
    """Turn a value into the type of the row's default."""
    text = str(value).strip()
    try:
        if isinstance(row.default, bool):
            if text.lower() in TRUE | FALSE:
                return text.lower() in TRUE
            raise ValueError
        if isinstance(row.default, int):
            return _within(row, int(text), origin)
        if isinstance(row.default, float):
            return _within(row, float(text), origin)
    except ValueError:
        kind = {bool: "true or false", int: "a whole number", float: "a number"}[type(row.default)]
        raise ConfigError(
            f"{row.name} is '{cut(text)}', not {kind}",
            hint=f"Write {row.name} = {row.default} ({row.unit}).",
            identifier=origin,
        ) from None
    return text


Number = TypeVar("Number", int, float)


def _within(row: Setting, value: Number, origin: str) -> Number:
    if row.least <= value <= row.most:
        return value
    bound = f"from {row.least:g} to {row.most:g}" if row.most < math.inf else f"of at least {row.least:g}"
    raise ConfigError(
        f"{row.name} is {cut(value)}, not a number {bound}",
        hint=f"Write {row.name} = {row.default} ({row.unit}).",
        identifier=origin,
    )


def rows(settings: Settings) -> list[tuple[str, str, str, str, str]]:
    """List name, effective value (secrets masked), unit, origin and help, in table order."""
    listed = []
    for row in TABLE:
        value = settings.values[row.name]
        shown = MASK if row.secret and value else str(value)
        listed.append((row.name, shown, row.unit, settings.origins[row.name], row.help))
    return listed
