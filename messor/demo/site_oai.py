"""INCISIVE's protocol: an OAI-PMH 2.0 endpoint with short pages, sets and proper refusals."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from xml.sax.saxutils import escape, quoteattr

from messor.demo import oai_dc, pages
from messor.demo.samples import CANCERS, Repository, repository
from messor.demo.web import Answer, Ask, robots

PAGE_SIZE = 4
PREFIX = "oai_dc"
ARGUMENTS: Mapping[str, tuple[frozenset[str], frozenset[str]]] = {
    "Identify": (frozenset(), frozenset()),
    "ListMetadataFormats": (frozenset(), frozenset({"identifier"})),
    "ListSets": (frozenset(), frozenset({"resumptionToken"})),
    "GetRecord": (frozenset({"identifier", "metadataPrefix"}), frozenset()),
    "ListIdentifiers": (frozenset({"metadataPrefix"}), frozenset({"from", "until", "set"})),
    "ListRecords": (frozenset({"metadataPrefix"}), frozenset({"from", "until", "set"})),
}
"""Verbs: arguments that are required and that are allowed beside them."""
LISTS = {"ListIdentifiers", "ListRecords"}
STAMP = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\dZ)?")
OPEN = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    ' xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/'
    ' http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd">'
)
LINKS = {"Home": "/", "OAI-PMH": "/oai?verb=Identify"}


class Refused(Exception):  # noqa: N818 - the protocol calls it an error, but it is an answer
    """One of the protocol's errors, with its code and a sentence."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code


class OaiSite:
    """Serves ``/oai`` and a page for each dataset."""

    def __init__(self, key: str) -> None:
        self.key = key

    @property
    def repository(self) -> Repository:
        """The descriptions, read at the first request."""
        return repository(self.key)

    def answer(self, ask: Ask) -> Answer | None:
        """Answer a verb or a page."""
        if ask.path == "/":
            return pages.home(self.repository, LINKS, "/dataset/")
        if ask.path == "/robots.txt":
            return robots(ask)
        if ask.path.startswith("/dataset/"):
            sample = self.repository.find(ask.path.removeprefix("/dataset/"))
            return pages.landing(self.repository, sample, LINKS) if sample else None
        return self._endpoint(ask) if ask.path == "/oai" else None

    def _endpoint(self, ask: Ask) -> Answer:
        shown = ""
        try:
            arguments = _checked(ask)
            content = self._verb(ask, arguments)
            shown = "".join(f" {name}={quoteattr(value)}" for name, value in arguments.items())
        except Refused as refusal:
            content = f'<error code="{refusal.code}">{escape(str(refusal))}</error>'
            if refusal.code not in {"badVerb", "badArgument"}:
                shown = "".join(f" {name}={quoteattr(value)}" for name, value in ask.query)
        now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        text = (
            f"{OPEN}<responseDate>{now}</responseDate>"
            f"<request{shown}>{ask.base}/oai</request>{content}</OAI-PMH>\n"
        )
        return Answer(text.encode(), "text/xml; charset=utf-8", lasting=False)

    def _verb(self, ask: Ask, arguments: Mapping[str, str]) -> str:
        verb = arguments["verb"]
        if verb == "Identify":
            return self._identify(ask)
        if verb == "ListMetadataFormats":
            if "identifier" in arguments:
                self._entry(arguments["identifier"])
            return (
                "<ListMetadataFormats><metadataFormat><metadataPrefix>oai_dc</metadataPrefix>"
                "<schema>http://www.openarchives.org/OAI/2.0/oai_dc.xsd</schema>"
                "<metadataNamespace>http://www.openarchives.org/OAI/2.0/oai_dc/"
                "</metadataNamespace></metadataFormat></ListMetadataFormats>"
            )
        if verb == "ListSets":
            return self._sets(arguments)
        if verb == "GetRecord":
            _known(arguments["metadataPrefix"])
            entry = self._entry(arguments["identifier"])
            return f"<GetRecord>{oai_dc.record(self.repository, entry, ask.base)}</GetRecord>"
        return self._list(ask, verb, arguments)

    def _identify(self, ask: Ask) -> str:
        about = self.repository
        earliest = oai_dc.entries(about)[0].stamp
        return (
            f"<Identify><repositoryName>{escape(about.title)}</repositoryName>"
            f"<baseURL>{ask.base}/oai</baseURL><protocolVersion>2.0</protocolVersion>"
            f"<adminEmail>{escape(about.contact)}</adminEmail>"
            f"<earliestDatestamp>{earliest}</earliestDatestamp>"
            "<deletedRecord>persistent</deletedRecord>"
            "<granularity>YYYY-MM-DDThh:mm:ssZ</granularity></Identify>"
        )

    def _sets(self, arguments: Mapping[str, str]) -> str:
        if "resumptionToken" in arguments:
            raise Refused("badResumptionToken", "The list of sets has one page only.")
        kinds = sorted({sample.cancer for sample in self.repository.samples})
        listed = "".join(
            f"<set><setSpec>cancer:{kind}</setSpec><setName>{CANCERS[kind][0]}</setName></set>"
            for kind in kinds
        )
        return f"<ListSets>{listed}</ListSets>"

    def _entry(self, identifier: str) -> oai_dc.Entry:
        for entry in oai_dc.entries(self.repository):
            if entry.identifier == identifier:
                return entry
        raise Refused("idDoesNotExist", f"There is no item with the identifier {identifier}.")

    def _list(self, ask: Ask, verb: str, arguments: Mapping[str, str]) -> str:
        if token := arguments.get("resumptionToken"):
            start, since, until, chosen = _opened(token)
        else:
            _known(arguments["metadataPrefix"])
            start, chosen = 0, arguments.get("set", "")
            since, until = _span(arguments)
        found = [
            entry
            for entry in oai_dc.entries(self.repository)
            if (not since or entry.stamp >= since)
            and (not until or entry.stamp <= until)
            and (not chosen or f"{entry.set}:".startswith(f"{chosen}:"))
        ]
        if not found:
            raise Refused("noRecordsMatch", "No records match these arguments.")
        if start >= len(found):
            raise Refused("badResumptionToken", "This token points behind the end of the list.")
        shown = found[start : start + PAGE_SIZE]
        if verb == "ListIdentifiers":
            listed = "".join(oai_dc.header(entry) for entry in shown)
        else:
            listed = "".join(oai_dc.record(self.repository, entry, ask.base) for entry in shown)
        following = start + PAGE_SIZE
        text = f"{following}|{since}|{until}|{chosen}" if following < len(found) else ""
        more = ""
        if text or start:
            more = (
                f'<resumptionToken completeListSize="{len(found)}" cursor="{start}">'
                f"{escape(text)}</resumptionToken>"
            )
        return f"<{verb}>{listed}{more}</{verb}>"


def _checked(ask: Ask) -> dict[str, str]:
    """Check the arguments as the protocol wants them: known, complete, none twice."""
    verbs = [value for name, value in ask.query if name == "verb"]
    if len(verbs) != 1 or verbs[0] not in ARGUMENTS:
        raise Refused("badVerb", "Give exactly one of: " + ", ".join(ARGUMENTS) + ".")
    arguments = dict(ask.query)
    if len(arguments) != len(ask.query):
        raise Refused("badArgument", "An argument is given twice.")
    required, allowed = ARGUMENTS[verbs[0]]
    given = arguments.keys() - {"verb"}
    if verbs[0] in LISTS and given == {"resumptionToken"}:
        return arguments
    if strange := given - required - allowed:
        raise Refused("badArgument", f"Not allowed here: {', '.join(sorted(strange))}.")
    if missing := required - given:
        raise Refused("badArgument", f"Missing: {', '.join(sorted(missing))}.")
    return arguments


def _known(prefix: str) -> None:
    if prefix != PREFIX:
        raise Refused("cannotDisseminateFormat", "Only oai_dc is offered.")


def _span(arguments: Mapping[str, str]) -> tuple[str, str]:
    since, until = arguments.get("from", ""), arguments.get("until", "")
    if any(value and not STAMP.fullmatch(value) for value in (since, until)):
        raise Refused("badArgument", "Dates are YYYY-MM-DD or YYYY-MM-DDThh:mm:ssZ.")
    if since and until and len(since) != len(until):
        raise Refused("badArgument", "From and until differ in granularity.")
    if since and until and since > until:
        raise Refused("badArgument", "From is later than until.")
    # A day includes all of its seconds; as text, "2024-01-15" sorts before each of them.
    return since, until + "T23:59:59Z" if len(until) == len("YYYY-MM-DD") else until


def _opened(token: str) -> tuple[int, str, str, str]:
    parts = token.split("|")
    if len(parts) != 4 or not parts[0].isdecimal() or int(parts[0]) % PAGE_SIZE:
        raise Refused("badResumptionToken", "This token was not given out by this repository.")
    return int(parts[0]), parts[1], parts[2], parts[3]
