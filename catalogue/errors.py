"""Errors of the record, the settings and the sources; each says who must act.

``ConfigError`` ends a command with exit code 2; ``SourceError`` stops one run while the others go
on; ``StoreError`` stops the process; ``SearchIndexError`` makes a page say so.
"""

from __future__ import annotations

from ontologies.errors import ProjectError


class ConfigError(ProjectError):
    """A setting, a file in ``config/`` or a flag is wrong: the person who wrote it must act."""


class SourceError(ProjectError):
    """A source broke its protocol or cannot be reached: this run stops, other sources go on.

    ``code`` is a permanent finding code (for example ``unreachable``, ``not-xml``).
    """

    def __init__(
        self,
        message: str,
        *,
        hint: str,
        code: str,
        source: str | None = None,
        identifier: str | None = None,
    ) -> None:
        super().__init__(message, hint=hint, source=source, identifier=identifier)
        self.code = code


class StoreError(ProjectError):
    """The record cannot be read or written."""


class SearchIndexError(ProjectError):
    """A search index is missing, stale, damaged or refused."""
