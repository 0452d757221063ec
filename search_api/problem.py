"""An answer that is not what was asked for; ``search_api.answers`` writes it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


class Problem(Exception):  # noqa: N818 - RFC 9457 calls it so
    """An answer that is not what was asked for.

    Args:
        status: HTTP status.
        detail: What was found and what was expected, one sentence.
        hint: What to do about it.
        more: Members of the problem document beside the standard ones.
        headers: Of the answer.
    """

    def __init__(
        self,
        status: int,
        detail: str,
        *,
        hint: str = "",
        more: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.hint = hint
        self.more = dict(more or {})
        self.headers = dict(headers or {})
