"""Skip a test whose tool is absent, or fail it where MESSOR_TEST_REQUIRE says it must run."""

from __future__ import annotations

import os

import pytest


def require(name: str, present: bool, reason: str) -> None:
    """Skip with the reason when a tool is absent; fail when ``MESSOR_TEST_REQUIRE`` names it.

    Args:
        name: ``browser``, ``opensearch`` or ``postgres``.
        present: Whether the tool was found.
        reason: What is missing and how to get it.
    """
    if present:
        return
    if name in os.environ.get("MESSOR_TEST_REQUIRE", "").split(","):
        pytest.fail(f"MESSOR_TEST_REQUIRE asks for {name}, but {reason}")
    pytest.skip(reason)
