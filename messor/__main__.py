"""Entry point: run the command line, turn our errors into messages and exit codes."""

from __future__ import annotations

import os
import signal
import sys
from types import FrameType

from catalogue.errors import ConfigError
from messor.app import app
from ontologies.errors import ProjectError


def main() -> None:
    """Run ``messor``: exit 0 done, 1 done but something failed, 2 wrong use or configuration."""
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        try:
            app()
        finally:
            sys.stdout.flush()
    except ProjectError as error:
        sys.stderr.write(f"messor: {error}\n")
        sys.exit(2 if isinstance(error, ConfigError) else 1)
    except BrokenPipeError:
        _end_without_reader()
    except SystemExit as end:
        if isinstance(end.__context__, BrokenPipeError):
            _end_without_reader()
        raise


def _interrupt(number: int, frame: FrameType | None) -> None:
    """Treat SIGTERM as Ctrl-C: processes that were started end, runs stay for the next harvest."""
    raise KeyboardInterrupt


def _end_without_reader() -> None:
    """End well: the reader of our output went away (``messor … | head``), which is not an error."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(0)


if __name__ == "__main__":
    main()
