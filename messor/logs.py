"""The log: one event word and key=value, on stderr; JSON lines when nobody watches."""

from __future__ import annotations

import logging
import sys
from typing import Any

import structlog

from catalogue.errors import ConfigError

LEVELS = ("debug", "info", "warning", "error")


def begin(level: str, form: str) -> None:
    """Set up the log of this process.

    Args:
        level: One of ``LEVELS``.
        form: ``text``, ``json`` or ``auto`` (text on a terminal).

    Raises:
        ConfigError: Level or form is not known.
    """
    if level not in LEVELS:
        raise ConfigError(f"log_level is '{level}'", hint=f"Choose one of {', '.join(LEVELS)}.")
    if form not in {"auto", "text", "json"}:
        raise ConfigError(f"log_format is '{form}'", hint="Choose auto, text or json.")
    as_text = form == "text" or (form == "auto" and sys.stderr.isatty())
    shape: Any = (
        structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
        if as_text
        else structlog.processors.JSONRenderer(ensure_ascii=False)
    )
    number = getattr(logging, level.upper())
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            shape,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(number),
        # Looked up at each line: whoever redirects stderr gets the log too.
        logger_factory=lambda *_: structlog.PrintLogger(sys.stderr),
        cache_logger_on_first_use=False,
    )
    logging.basicConfig(level=max(number, logging.WARNING), stream=sys.stderr, force=True)
