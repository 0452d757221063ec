"""A description while it is read: values come in with their place, claims and findings come out."""

from __future__ import annotations

from typing import Final

from catalogue.model import Claim, Description, Evidence, Fetched, Finding, Severity
from harvester.extract.addresses import absolute, fault
from harvester.extract.dates import read_date
from harvester.extract.numerals import whole
from harvester.extract.tags import language_tag
from harvester.extract.text import LONGEST, is_placeholder, plain_text, without_controls
from ontologies.errors import cut

QUOTE: Final = 300
"""Characters of the original that the evidence keeps."""

MOST_CLAIMS: Final = 20_000
"""Claims of one description; a dataset with more files than this needs no claim for each."""


class Draft:
    """Collects what one document says about one dataset.

    Every method takes a property as CURIE, the raw value and its path in the document. A value that
    is empty is ignored; one that is wrong is kept as text and gives a finding.

    Args:
        source: Key of the source.
        fetched: The document.
        format: As in ``Description``.
    """

    def __init__(self, source: str, fetched: Fetched, format: str) -> None:  # noqa: A002  the field's name
        self.source = source
        self.fetched = fetched
        self.format = format
        self.claims: list[Claim] = []
        self.findings: list[Finding] = []
        self.used: set[str] = set()
        self._counts: dict[str, int] = {}
        self._full = False

    def text(
        self,
        property_: str,
        raw: object,
        path: str,
        *,
        language: str | None = None,
        node: str = "",
        rule: str = "",
    ) -> None:
        """Add words; markup goes, the original stays in the evidence."""
        if not isinstance(raw, str):
            return self.literal(property_, raw, path, node=node, rule=rule)
        if len(raw) > LONGEST:
            self.find(
                "text-too-long", Severity.WARNING, path, f"{len(raw)} characters",
                f"at most {LONGEST} characters", "The text was cut. Put long documents behind a link.",
            )  # fmt: skip
            raw = raw[:LONGEST]
        value = plain_text(raw)
        if value:
            self.add(property_, value, path, raw, language=language_tag(language), node=node, rule=rule)
        return None

    def literal(
        self,
        property_: str,
        raw: object,
        path: str,
        *,
        datatype: str | None = None,
        language: str | None = None,
        node: str = "",
        rule: str = "",
    ) -> None:
        """Add a value as it stands: codes, versions, e-mail addresses."""
        if isinstance(raw, bool):
            raw, datatype = str(raw).lower(), datatype or "xsd:boolean"
        if raw is None or isinstance(raw, (dict, list)):
            return
        value = without_controls(str(raw)[:LONGEST]).strip()
        if value:
            tag = language_tag(language)
            self.add(property_, value, path, value, language=tag, datatype=datatype, node=node, rule=rule)

    def iri(self, property_: str, raw: object, path: str, *, node: str = "", rule: str = "") -> None:
        """Add an address, resolved against the document's own; a bad one stays as text."""
        value = str(raw).strip() if isinstance(raw, str) else ""
        if not value:
            return self.literal(property_, raw, path, node=node, rule=rule)
        address = absolute(value, self.fetched.url)
        wrong = fault(address)
        if wrong is None:
            self.add(property_, address, path, value, kind="iri", node=node, rule=rule)
            return None
        self.find(
            "iri-invalid", Severity.WARNING, path, value, "an address such as https://example.org/data",
            f"It has {wrong}; the value was kept as text.",
        )  # fmt: skip
        return self.literal(property_, value, path, node=node, rule=rule)

    def iri_or_text(self, property_: str, raw: object, path: str, *, node: str = "", rule: str = "") -> None:
        """Add an address when it looks like one, else the words."""
        if isinstance(raw, str) and raw.strip().lower().startswith(("http:", "https:", "urn:", "mailto:")):
            return self.iri(property_, raw, path, node=node, rule=rule)
        return self.text(property_, raw, path, node=node, rule=rule)

    def date(self, property_: str, raw: object, path: str, *, node: str = "", rule: str = "") -> None:
        """Add a date; one that cannot be read stays as text without a datatype."""
        value = str(raw).strip() if raw not in (None, "", [], {}) else ""
        if not value:
            return
        found = read_date(value)
        if found:
            self.add(property_, found[0], path, value, datatype=found[1], node=node, rule=rule)
            return
        self.find(
            "date-unreadable", Severity.WARNING, path, value, "a date such as 2024-05-31",
            "Write year, month and day in this order; the value was kept as text.",
        )  # fmt: skip
        self.literal(property_, value, path, node=node, rule=rule)

    def number(self, property_: str, raw: object, path: str, *, node: str = "", rule: str = "") -> None:
        """Add a whole number, zero or more; one that cannot be read stays as text."""
        if raw in (None, ""):
            return
        value = whole(raw)
        if value is not None:
            self.add(
                property_, str(value), path, str(raw), datatype="xsd:nonNegativeInteger", node=node, rule=rule
            )
            return
        self.find(
            "number-unreadable", Severity.WARNING, path, str(raw), "a whole number such as 1200",
            "Write digits only; the value was kept as text.",
        )  # fmt: skip
        self.literal(property_, raw, path, node=node, rule=rule)

    def node(
        self, property_: str, name: str, path: str, *, node: str = "", rule: str = "", numbered: bool = True
    ) -> str:
        """Open a nested node.

        Args:
            name: What it is: ``dist`` gives ``#dist-1``, ``#dist-2`` ...
            numbered: False when one is the rule: first ``#publisher``, then ``#publisher-2``.

        Returns:
            Its name, for ``node=`` of its own values.
        """
        stem = f"{node}-{name}" if node else f"#{name}"
        count = self._counts[stem] = self._counts.get(stem, 0) + 1
        full = f"{stem}-{count}" if numbered or count > 1 else stem
        self.add(property_, full, path, "", kind="node", node=node, rule=rule)
        return full

    def add(self, property_: str, value: str, path: str, quote: str, **parts: object) -> None:
        """Add a claim, once."""
        if len(self.claims) >= MOST_CLAIMS:
            if not self._full:
                self._full = True
                self.find(
                    "claims-too-many", Severity.WARNING, path, f"more than {MOST_CLAIMS} values",
                    f"at most {MOST_CLAIMS}",
                    "The rest was left out; describe the files as one distribution.",
                )  # fmt: skip
            return
        rule = str(parts.pop("rule", "") or f"{self.format}.{property_.partition(':')[2]}")
        evidence = Evidence(self.fetched.sha256, self.fetched.url, path, quote=quote[:QUOTE])
        self.claims.append(Claim(property_, value, evidence=evidence, rule=rule, **parts))  # type: ignore[arg-type]

    def use(self, *paths: str) -> None:
        """Note values that are read without a claim: they decide what becomes of another one."""
        self.used.update(paths)

    def find(
        self, code: str, severity: Severity, place: str, found: str = "", expected: str = "", hint: str = ""
    ) -> None:
        """Add a finding."""
        self.findings.append(Finding(code, severity, place, cut(found), expected, hint))

    def finish(
        self, identifier: str | None, iri: str | None = None, *, place: str = ""
    ) -> Description | Finding:
        """Close the draft.

        Args:
            identifier: The provider's own; None, empty or a placeholder when there is none.
            iri: The provider's IRI, checked here.
            place: Where the identifier should have stood, for the finding.

        Returns:
            The description; a finding when it cannot be stored for want of an identifier.
        """
        name = without_controls(identifier or "").strip()
        title = next(
            (claim for claim in self.claims if claim.property == "dct:title" and not claim.node), None
        )
        if is_placeholder(name):
            shown = f"{name!r} of a dataset titled {title.value!r}" if title else repr(name)
            return Finding(
                "identifier-missing", Severity.VIOLATION, place, cut(shown),
                "an identifier of the provider's own",
                "Give the dataset an identifier that never changes; it was not stored.",
            )  # fmt: skip
        if title is None:
            self.find(
                "title-missing", Severity.VIOLATION, place or "dct:title", "no title",
                "a title in at least one language", "Give the dataset a title.",
            )  # fmt: skip
        address = iri if iri and iri[:4].lower() == "http" and fault(iri) is None else None
        return Description(
            source=self.source,
            identifier=name,
            iri=address,
            format=self.format,
            claims=tuple(dict.fromkeys(self.claims)),
            document=self.fetched.sha256,
            url=self.fetched.url,
            findings=tuple(self.findings),
        )
