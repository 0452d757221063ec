"""The root of every error that Messor raises on purpose."""

from __future__ import annotations

CUT = 80
"""Characters of a found value that a message shows."""


def cut(value: object, width: int = CUT) -> str:
    r"""Shorten a value for a message: one line, at most ``width`` characters.

    >>> cut("a" * 100, 5)
    'aaaa…'
    >>> cut("two\nlines")
    'two lines'
    """
    text = " ".join(str(value).split())
    return text if len(text) <= width else text[: width - 1] + "…"


class ProjectError(Exception):
    """An error with a place and an advice.

    Args:
        message: What was found and what was expected, one sentence without a full stop.
        hint: What to do about it, one sentence.
        source: Key of the source it happened at, if any.
        identifier: What within the source: a URL, a page, a dataset, a file and line.

    >>> print(ProjectError("page 4 is HTML, not XML", hint="Open the URL.", source="zenodo"))
    zenodo: page 4 is HTML, not XML
      -> Open the URL.
    """

    def __init__(
        self, message: str, *, hint: str, source: str | None = None, identifier: str | None = None
    ) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.source = source
        self.identifier = identifier

    def __str__(self) -> str:
        place = " ".join(part for part in (self.source, self.identifier) if part)
        head = f"{place}: {self.message}" if place else self.message
        return f"{head}\n  -> {self.hint}"


class VocabularyError(ProjectError):
    """A file in ``ontologies/`` is missing, damaged or unreadable."""
