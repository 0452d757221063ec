"""Make fetched documents for tests."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime

from catalogue.model import Fetched


def fetched(body: str | bytes, path: str = "/", media: str = "text/html", **more) -> Fetched:
    """Make a fetched document of the clinic."""
    raw = body.encode() if isinstance(body, str) else body
    return Fetched(
        url=f"https://clinic.example{path}", body=raw, media_type=media, charset="utf-8", status=200,
        at=datetime(2026, 11, 25, tzinfo=UTC), role="dataset", sha256=hashlib.sha256(raw).hexdigest(), **more,
    )  # fmt: skip
