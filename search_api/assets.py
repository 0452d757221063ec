"""Static files: read once, served under a name with their hash, so that browsers may keep them for ever."""

from __future__ import annotations

import hashlib
import mimetypes
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "static"
SHOWN = {".css", ".svg", ".js", ".png", ".ico", ".txt"}


@dataclass(frozen=True, slots=True)
class Asset:
    """One file: its bytes, media type and hashed name."""

    name: str
    body: bytes
    media_type: str


class Assets:
    """All static files.

    Attributes:
        by_name: By hashed name (``style.1a2b3c4d5e.css``).
    """

    def __init__(self, folder: Path = FOLDER) -> None:
        self._hashed: dict[str, str] = {}
        self.by_name: dict[str, Asset] = {}
        for file in sorted(folder.iterdir()):
            if file.suffix in SHOWN:
                body = file.read_bytes()
                name = f"{file.stem}.{hashlib.sha256(body).hexdigest()[:10]}{file.suffix}"
                media_type = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
                self._hashed[file.name] = name
                self.by_name[name] = Asset(name, body, media_type)

    def url(self, name: str) -> str:
        """Give the address of a file by its plain name (``style.css``)."""
        return f"/static/{self._hashed[name]}"
