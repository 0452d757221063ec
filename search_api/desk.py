"""What every request needs: the record, the search engine, the sources, the pages."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from urllib.parse import urlsplit

from starlette.requests import Request

from catalogue.settings import Settings
from catalogue.sources import Source, read_known
from catalogue.store import Store, open_store
from indexer.engine import Engine, open_engine
from indexer.options import Options, options_from
from search_api.assets import Assets
from search_api.measure import Measure
from search_api.pages import Pages
from search_api.session import Attempts
from search_api.survey import Survey


class Desk:
    """One for an application; safe to use from many threads.

    Attributes:
        public_url: Where readers reach the pages, without a slash at the end.
        secure: Cookies go over https only.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.public_url = settings.text("public_url").rstrip("/")
        self.secure = urlsplit(self.public_url).scheme == "https"
        self.store: Store = open_store(settings.database)
        self.survey = Survey(self.store)
        self.assets = Assets()
        self.pages = Pages(self.assets, self.public_url)
        self.measure = Measure()
        self.attempts = Attempts()
        self._engine: Engine | None = None
        self._options: Options | None = None
        self._lock = threading.Lock()
        self._sources: Mapping[str, Source] = {}
        self._seen: tuple[tuple[str, int], ...] = ()

    @property
    def sources(self) -> Mapping[str, Source]:
        """The sources as configured now, by key; a source may be in the record only.

        A file that is wrong hides its own source and no other: ``messor sources list`` says what is wrong.
        """
        folder = self.settings.config / "sources"
        try:
            seen = tuple((file.name, file.stat().st_mtime_ns) for file in sorted(folder.glob("*.toml")))
        except OSError:  # a file went away between the two looks
            seen = ()
        with self._lock:
            if seen != self._seen:
                self._seen, self._sources = seen, read_known(folder)[0]
            return self._sources

    @property
    def engine(self) -> Engine:
        """The search engine, opened at the first search; it follows new generations by itself."""
        with self._lock:
            if self._engine is None:
                self._engine = open_engine(self.settings)
            return self._engine

    @property
    def options(self) -> Options:
        """How searches are done; the model is loaded at the first search that needs it."""
        with self._lock:
            if self._options is None:
                self._options = options_from(self.settings)
            return self._options

    def source_title(self, key: str) -> str:
        """Name a source; its key where nobody gave it a title."""
        source = self.sources.get(key)
        return source.title if source else self.survey.source_titles().get(key, key)

    def close(self) -> None:
        """Let go of files and connections."""
        with self._lock:
            if self._engine is not None:
                self._engine.close()
                self._engine = None
        self.store.close()


def desk_of(request: Request) -> Desk:
    """Give the desk of the application a request came to."""
    desk: Desk = request.app.state.desk
    return desk
