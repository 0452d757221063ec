"""Source files: one provider endpoint, one TOML file in ``config/sources/``.

The file is read strictly: an unknown key, a wrong type or an impossible value is an error that names
file, line, key, what was found, what was expected and the nearest known key.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from catalogue.errors import ConfigError
from ontologies.errors import cut

KINDS = ("dcat", "oai-pmh", "ckan", "schema.org", "prose")
Kind = Literal["dcat", "oai-pmh", "ckan", "schema.org", "prose"]
EVERY = re.compile(r"([1-9]\d{0,3})(m|h|d|w)")
UNIT_S = {"m": 60, "h": 3600, "d": 86_400, "w": 604_800}


class Strict(BaseModel):
    """A table of a source file: no unknown keys, never changed after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Licence(Strict):
    """What may be done with the provider's *metadata* and where that was agreed."""

    metadata: str = ""
    agreed: str = ""


class Politeness(Strict):
    """How gently the source is asked."""

    delay_s: Annotated[float, Field(ge=0, le=300)] = 1.0
    concurrent: Annotated[int, Field(ge=1, le=16)] = 1
    robots: Literal["obey", "ignore"] = "obey"
    robots_reason: str = ""


class Network(Strict):
    """Where the spiders of this source may go beside the host of its own URL."""

    hosts: tuple[str, ...] = ()
    allow_loopback: bool = False
    ports: tuple[int, ...] = ()


class Expect(Strict):
    """How many datasets a healthy run brings; fewer or more makes the run out of range."""

    datasets_min: Annotated[int, Field(ge=0)] = 1
    datasets_max: Annotated[int, Field(ge=1)] = 1_000_000

    @model_validator(mode="after")
    def _in_order(self) -> Expect:
        if self.datasets_min > self.datasets_max:
            raise ValueError("datasets_min must not be more than datasets_max")
        return self


class Options(Strict):
    """What one kind of source needs to know."""

    prefix: str = "oai_dc"
    set: str = ""
    sitemap: str = ""
    start: tuple[str, ...] = ()
    follow: tuple[str, ...] = ()
    query: str = ""
    rows: Annotated[int, Field(ge=1, le=1000)] = 100
    programme: str = ""


class Source(Strict):
    """One provider endpoint.

    Attributes:
        key: Short name, part of every dataset's id; never change it.
        kind: Protocol of the endpoint.
        schedule: ``1d``, ``6h``, ``2w``, ``30m`` or ``manual``.
        languages: Languages the provider says it writes in; a hint only.
    """

    key: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=40)]
    title: Annotated[str, Field(min_length=1)]
    kind: Kind
    url: str
    home: str = ""
    description: str = ""
    schedule: str = "1d"
    contact: str = ""
    enabled: bool = True
    country: str = ""
    languages: tuple[str, ...] = ()
    notes: str = ""
    licence: Licence = Licence()
    politeness: Politeness = Politeness()
    network: Network = Network()
    expect: Expect = Expect()
    options: Options = Options()

    @field_validator("url", "home")
    @classmethod
    def _web_address(cls, value: str) -> str:
        if value:
            parts = urlsplit(value)
            if parts.scheme not in {"http", "https"} or not parts.hostname or parts.username:
                raise ValueError("must be an http or https URL with a host and without a user name")
            if parts.port == 0:  # reading it refuses what is no port
                raise ValueError("port 0 cannot be asked")
        return value

    @field_validator("schedule")
    @classmethod
    def _every(cls, value: str) -> str:
        if value != "manual" and not EVERY.fullmatch(value):
            raise ValueError("must be 'manual' or a number from 1 to 9999 with m, h, d or w, such as '1d'")
        return value

    @property
    def interval_s(self) -> int | None:
        """Seconds between runs, None for ``manual``."""
        match = EVERY.fullmatch(self.schedule)
        return int(match[1]) * UNIT_S[match[2]] if match else None

    @property
    def hosts(self) -> frozenset[str]:
        """Host names the spiders may talk to, lower case."""
        own = urlsplit(self.url).hostname or ""
        return frozenset({own.lower(), *(host.lower() for host in self.network.hosts)})


def read_source(file: Path) -> Source:
    """Read one source file.

    Raises:
        ConfigError: With file, line, key, what was found, what was expected, and the nearest key.
    """
    try:
        text = file.read_text("utf-8")
        table = tomllib.loads(text)
    except FileNotFoundError as error:
        raise ConfigError(
            "there is no such source file", hint="Check the name.", identifier=str(file)
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise ConfigError(
            f"is not readable TOML: {error}", hint="Mend the line named.", identifier=str(file)
        ) from error
    try:
        source = Source.model_validate(table)
    except ValidationError as error:
        raise _explain(file, text, error) from error
    if source.key != file.stem:
        raise ConfigError(
            f"key is '{source.key}', but the file is called '{file.name}'",
            hint=f'Write key = "{file.stem}" or rename the file.',
            identifier=f"{file}:{_line(text, ('key',))}",
        )
    return source


def read_sources(folder: Path) -> dict[str, Source]:
    """Read every ``*.toml`` of a folder, by key in name order. The folder may be missing or empty.

    Raises:
        ConfigError: For the first file that is wrong.
    """
    known, wrong = read_known(folder)
    for error in wrong.values():
        raise error
    return known


def read_known(folder: Path) -> tuple[dict[str, Source], dict[str, ConfigError]]:
    """Read every ``*.toml`` of a folder; a file that is wrong does not hold up the other sources.

    Returns:
        The sources by key in name order, and what is wrong with the other files, by file name without
        ``.toml``.
    """
    known: dict[str, Source] = {}
    wrong: dict[str, ConfigError] = {}
    for file in sorted(folder.glob("*.toml")) if folder.is_dir() else []:
        try:
            known[file.stem] = read_source(file)
        except ConfigError as error:
            wrong[file.stem] = error
    return known, wrong


def choose(
    sources: dict[str, Source], keys: list[str], wrong: Mapping[str, ConfigError] = MappingProxyType({})
) -> list[Source]:
    """Pick sources by key; no keys means every enabled one.

    Raises:
        ConfigError: A key is unknown, or its file is one of the ``wrong`` ones.
    """
    for key in keys:
        if key in wrong:
            raise wrong[key]
        if key not in sources:
            close = difflib.get_close_matches(key, sources, n=1)
            known = ", ".join(sources) or "none"
            hint = f"Did you mean '{close[0]}'?" if close else f"Known sources: {cut(known, 200)}."
            raise ConfigError(f"there is no source '{cut(key)}'", hint=hint)
    if keys:
        return [sources[key] for key in keys]
    return [source for source in sources.values() if source.enabled]


def _explain(file: Path, text: str, error: ValidationError) -> ConfigError:
    first = error.errors()[0]
    path = tuple(str(part) for part in first["loc"])
    key, table = path[-1], _table(path[:-1])
    place = f"{file}:{_line(text, path)}"
    where = f"[{path[0]}] {key}" if len(path) > 1 and not path[-1].isdigit() else ".".join(path)
    found = cut(repr(first.get("input")))
    if first["type"] == "extra_forbidden":
        close = difflib.get_close_matches(key, table, n=1)
        hint = f"Did you mean '{close[0]}'?" if close else f"Known keys: {', '.join(table)}."
        return ConfigError(f"unknown key '{where}'", hint=hint, identifier=place)
    if first["type"] == "missing":
        return ConfigError(f"'{where}' is missing", hint=f"Add {key} = ….", identifier=place)
    expected = first["msg"].removeprefix("Value error, ")
    hint = f"Expected: {expected[0].lower()}{expected[1:]}."
    if key == "kind":
        close = difflib.get_close_matches(str(first.get("input")), KINDS, n=1)
        hint = f"Did you mean '{close[0]}'? " if close else ""
        hint += f"Known kinds: {', '.join(KINDS)}."
    return ConfigError(f"{where} is {found}", hint=hint, identifier=place)


def _table(path: tuple[str, ...]) -> list[str]:
    model: Any = Source
    for part in path:
        model = model.model_fields[part].annotation if part in model.model_fields else Strict
    return list(getattr(model, "model_fields", {}))


def _line(text: str, path: tuple[str, ...]) -> int:
    """Find the line of a key: 1 when it is nowhere."""
    names = [part for part in path if not part.isdigit()]
    table = names[0] if len(names) > 1 else ""
    current = ""
    for number, line in enumerate(text.splitlines(), 1):
        if heading := re.fullmatch(r"\s*\[+\s*([\w.-]+)\s*\]+\s*(#.*)?", line):
            current = heading[1]
            if names == [current]:
                return number
        elif current == table and re.match(rf"\s*\"?{re.escape(names[-1])}\"?\s*=", line):
            return number
    return 1
