"""Entry point: run the command line, turn our errors into messages and exit codes."""

from __future__ import annotations

import sys

from catalogue.errors import ConfigError
from messor.app import app
from ontologies.errors import ProjectError


def main() -> None:
    """Run ``messor``: exit 0 done, 1 done but something failed, 2 wrong use or configuration."""
    try:
        app()
    except ProjectError as error:
        sys.stderr.write(f"messor: {error}\n")
        sys.exit(2 if isinstance(error, ConfigError) else 1)
    except BrokenPipeError:
        # The reader of our output went away (``messor … | head``): not an error.
        sys.stderr.close()
        sys.exit(0)


if __name__ == "__main__":
    main()
