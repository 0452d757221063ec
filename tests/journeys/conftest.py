"""Whole journeys: the demo's provider sites on loopback, and the command line as a person uses it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from catalogue.datasets import walk
from catalogue.packing import content_hash
from catalogue.store import open_store
from messor.demo.sites import Sites
from messor.demo.sources import write_sources


@pytest.fixture(scope="session")
def sites():
    """The demo's provider sites."""
    with Sites() as running:
        yield running


class Home:
    """A home folder with source files, and ``messor`` commands in it."""

    def __init__(self, folder: Path, urls: dict[str, str]) -> None:
        self.folder = folder
        (folder / "config" / "sources").mkdir(parents=True)
        write_sources(folder / "config" / "sources", urls)

    def command(self, *words: str) -> list[str]:
        """Give the command line of ``messor`` with this home."""
        return [sys.executable, "-m", "messor", "--home", str(self.folder), *words]

    def messor(self, *words: str, code: int = 0) -> str:
        """Run a command to its end, check its exit code and give what it printed."""
        ended = subprocess.run(
            self.command(*words),
            capture_output=True,
            text=True,
            env=self.environment(),
            timeout=280,
            check=False,
        )
        assert ended.returncode == code, ended.stderr[-3000:]
        return ended.stdout

    def environment(self) -> dict[str, str]:
        """Give the environment without a developer's own settings."""
        return {name: value for name, value in os.environ.items() if not name.startswith("MESSOR_")}

    def record(self) -> dict[str, tuple[str, str, str, tuple[str, ...]]]:
        """Give what the record says of each dataset, without when it was said."""
        store = open_store(f"sqlite:///{self.folder / 'messor.sqlite'}", create=False)
        with store.read() as connection:
            found = {
                one.id: (
                    one.iri,
                    one.state.value,
                    content_hash((*one.claims, *one.shadowed), one.graph),
                    tuple(sorted(found.code for found in one.findings)),
                )
                for one in walk(connection, gone=True)
            }
        store.close()
        return found


@pytest.fixture
def make_home(tmp_path, sites):
    """Make a home folder whose sources are the demo's sites."""

    def make(name: str) -> Home:
        return Home(tmp_path / name, sites.urls)

    return make


@pytest.fixture(scope="module")
def make_shared_home(tmp_path_factory, sites):
    """Make a home folder that the tests of a module share; they only read it."""

    def make(name: str) -> Home:
        return Home(tmp_path_factory.mktemp("shared") / name, sites.urls)

    return make
