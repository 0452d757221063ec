"""Connect to OpenSearch, ask it, and turn its failures into sentences."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from catalogue.errors import ConfigError, SearchIndexError
from ontologies.errors import cut

TIMEOUT_S = 30
RETRIES = 3


@dataclass(frozen=True, slots=True)
class Place:
    """Where the server is and how to log in.

    Attributes:
        url: ``http`` or ``https``; a certificate is always checked.
        alias: Name under which other programs find the live index.
        user, password: Empty where the server asks for none.
        authority: PEM file of the certificate's authority, empty for those of the system.
    """

    url: str = field(repr=False)
    alias: str
    user: str = ""
    password: str = field(default="", repr=False)
    authority: str = ""

    @property
    def shown(self) -> str:
        """The address without what might be secret.

        >>> Place("https://me:secret@search.example:9200/x", "messor").shown
        'https://search.example:9200'
        """
        parts = urlsplit(self.url)
        port = f":{parts.port}" if parts.port else ""
        return f"{parts.scheme}://{parts.hostname or ''}{port}"


def connect(place: Place) -> Any:
    """Give a client; it connects at the first request.

    Raises:
        ConfigError: The address is not one, or the authority's file is missing.
    """
    from opensearchpy import OpenSearch

    # Its warnings are whole tracebacks of what ``answered`` says in a sentence.
    logging.getLogger("opensearch").setLevel(logging.ERROR)
    parts = urlsplit(place.url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ConfigError(
            f"opensearch_url is '{cut(place.shown)}', not an http or https address",
            hint='Write opensearch_url = "https://host:9200".',
        )
    if place.authority and not Path(place.authority).is_file():
        raise ConfigError(
            f"opensearch_ca '{cut(place.authority)}' is not a file",
            hint="Name a PEM file with the authority's certificate.",
        )
    return OpenSearch(
        hosts=[place.shown],
        http_auth=(place.user, place.password) if place.user else None,
        use_ssl=parts.scheme == "https",
        verify_certs=True,
        ca_certs=place.authority or None,
        timeout=TIMEOUT_S,
        max_retries=RETRIES,
        retry_on_timeout=True,
        retry_on_status=(429, 502, 503, 504),
    )


@contextlib.contextmanager
def answered(place: Place) -> Iterator[None]:
    """Turn the client's exceptions into ours, without the log-in.

    Raises:
        SearchIndexError: The server cannot be reached, refuses, or is not able to answer.
    """
    from opensearchpy.exceptions import ConnectionError as Unreachable
    from opensearchpy.exceptions import OpenSearchException, SSLError, TransportError

    try:
        yield
    except SSLError as error:
        raise _failed(
            place, "its certificate is not trusted", "Set opensearch_ca to its authority."
        ) from error
    except Unreachable as error:
        raise _failed(place, "OpenSearch cannot be reached", "Start it, or mend opensearch_url.") from error
    except TransportError as error:
        status = error.status_code
        if status in {401, 403}:
            raise _failed(
                place,
                f"OpenSearch refuses the log-in ({status})",
                "Mend opensearch_user and opensearch_password.",
            ) from error
        why = f"OpenSearch answers {status}: {cut(error.error)}"
        raise _failed(place, why, "See the server's log; the live index stays as it is.") from error
    except OpenSearchException as error:
        raise _failed(place, f"OpenSearch: {cut(error)}", "See the server's log.") from error


def search(client: Any, place: Place, index: str, body: dict[str, Any]) -> Any:
    """Search one index; half an answer is none.

    Raises:
        SearchIndexError: As ``answered``; or a shard failed, or the time ran out.
    """
    with answered(place):
        found = client.search(
            index=index,
            body={"_source": False, "docvalue_fields": ["number"], **body},
            params={"allow_partial_search_results": "false"},
        )
    if found["timed_out"] or found["_shards"]["failed"]:
        raise _failed(
            place, "only a part of the index answered", "See the server's health; then search again."
        )
    return found


def _failed(place: Place, message: str, hint: str) -> SearchIndexError:
    return SearchIndexError(message, hint=hint, identifier=place.shown)
