"""Turn claims and findings into compact bytes and back; make the hash that recognises a change."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from typing import Any, Literal

import zstandard

from catalogue.model import Claim, Evidence, Finding, Layer, Severity

LEVEL = 6
BLANK = re.compile(r"_:[A-Za-z0-9]+")
Kind = Literal["literal", "iri", "node"]
# Calling an enumeration costs more than all the rest of reading a claim.
_LAYERS = {one.value: one for one in Layer}
_SEVERITIES = {one.value: one for one in Severity}


def squeeze(body: bytes) -> bytes:
    """Compress bytes (zstd)."""
    return zstandard.ZstdCompressor(level=LEVEL).compress(body)


def spread(body: bytes) -> bytes:
    """Give compressed bytes back."""
    return zstandard.ZstdDecompressor().decompress(body)


def pack_claims(claims: Iterable[Claim]) -> bytes:
    """Write claims as compressed JSON, order kept."""
    rows = [_claim_row(claim) for claim in claims]
    return squeeze(json.dumps(rows, ensure_ascii=True, separators=(",", ":")).encode())


def unpack_claims(body: bytes) -> tuple[Claim, ...]:
    """Read what ``pack_claims`` wrote."""
    return tuple(_claim(row) for row in json.loads(spread(body)))


def _claim_row(claim: Claim) -> list[Any]:
    seen = claim.evidence
    evidence = [seen.document, seen.url, seen.path, seen.start, seen.end, seen.quote] if seen else None
    return [
        claim.property, claim.value, claim.kind, claim.language, claim.datatype, claim.layer.value,
        evidence, claim.rule, claim.confidence, claim.node,
    ]  # fmt: skip


def _claim(row: list[Any]) -> Claim:
    evidence = Evidence(*row[6]) if row[6] else None
    return Claim(row[0], row[1], row[2], row[3], row[4], _LAYERS[row[5]], evidence, *row[7:])


def pack_findings(findings: Iterable[Finding]) -> bytes:
    """Write findings as compressed JSON, order kept."""
    rows = [
        [one.code, one.severity.value, one.place, one.found, one.expected, one.hint, one.profile]
        for one in findings
    ]
    return squeeze(json.dumps(rows, ensure_ascii=True, separators=(",", ":")).encode())


def unpack_findings(body: bytes) -> tuple[Finding, ...]:
    """Read what ``pack_findings`` wrote."""
    return tuple(Finding(row[0], _SEVERITIES[row[1]], *row[2:]) for row in json.loads(spread(body)))


def content_hash(claims: Iterable[Claim], graph: str) -> str:
    """Hash what a description says, not where it stood.

    Every claim counts (a licence changed is a change). Evidence does not: the same words on another
    page are no change. Blank nodes of the graph count by shape only, since their names differ from
    one reading to the next.

    >>> content_hash([Claim("dct:title", "A")], "_:a <p> _:b .") == content_hash(
    ...     [Claim("dct:title", "A")], "_:x <p> _:y .")
    True
    """
    said = sorted(
        {
            json.dumps([one.node, one.property, one.value, one.kind, one.language, one.datatype, one.layer])
            for one in claims
        }
    )
    lines = sorted(BLANK.sub("_:", line) for line in graph.splitlines())
    return hashlib.sha256("\n".join([*said, "", *lines]).encode("utf-8", "replace")).hexdigest()
