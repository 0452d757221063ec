"""Fetch one address the guarded way, in a process of its own."""

from __future__ import annotations

import base64
import json
import subprocess
import sys
from datetime import datetime
from ipaddress import ip_address
from typing import Any, Final
from urllib.parse import urlsplit

from catalogue.errors import SourceError
from catalogue.model import Fetched
from catalogue.settings import Settings
from catalogue.sources import Network, Politeness, Source
from ontologies.errors import cut
from ontologies.findings import explain

_GRACE_S: Final = 30
_ASKED: Final = "a person asked for this one address"


def fetch_one(url: str, settings: Settings) -> Fetched:
    """Fetch what stands at an address; blocks until done.

    A local server may be asked only when the address itself names it (``http://localhost:8080/``).

    Args:
        url: http or https.
        settings: Limits and the user agent.

    Raises:
        SourceError: The address is refused, or no good answer came; ``code`` says why.
    """
    try:
        source = Source(
            key="one",
            title="One address",
            kind="dcat",
            url=url.partition("#")[0],
            politeness=Politeness(delay_s=0, robots="ignore", robots_reason=_ASKED),
            network=Network(allow_loopback=_is_local(url)),
        )
    except ValueError as error:
        raise SourceError(
            f"'{cut(url)}' is not an http or https address without a user name",
            hint="Write the whole address, beginning with https://.",
            code="blocked-url",
        ) from error
    task = {"source": source.model_dump(mode="json"), "settings": dict(settings.values)}
    told = _run(task, settings.integer("fetch_timeout_s") * 3 + _GRACE_S)
    if "fetched" in told:
        one = told["fetched"]
        return Fetched(
            **{**one, "body": base64.b64decode(one["body"]), "at": datetime.fromisoformat(one["at"])}
        )
    finding = next(iter(told.get("findings", [])), {"code": "unreachable", "found": "no answer"})
    raise SourceError(
        f"{cut(url)} cannot be fetched: {explain(finding['code']).title.lower()} ({cut(finding['found'])})",
        hint=explain(finding["code"]).todo,
        code=finding["code"],
    )


def _run(task: dict[str, Any], seconds: float) -> dict[str, Any]:
    try:
        done = subprocess.run(
            [sys.executable, "-m", "harvester.spiders.one"],
            input=json.dumps(task).encode(),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise SourceError(
            f"no answer within {seconds:g} s", hint="Try again later.", code="timeout"
        ) from error
    lines = done.stdout.splitlines()
    if done.returncode or not lines:
        raise SourceError(
            f"the fetching process ended with code {done.returncode}",
            hint="Download the file and name it instead of its address.",
            code="crawler-died",
        )
    told = json.loads(lines[-1])
    assert isinstance(told, dict)
    return told


def _is_local(url: str) -> bool:
    host = urlsplit(url).hostname or ""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
