"""Who reads: the language of labels, numbers and dates, asked by ``?lang=`` or Accept-Language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache

from babel import Locale
from babel.dates import format_date, format_datetime, format_timedelta
from babel.numbers import format_decimal
from starlette.requests import Request

from ontologies.concept import LANGUAGES
from search_api.words import LANGUAGES_OF_PAGES, say


@dataclass(frozen=True, slots=True)
class Reader:
    """A reader's language.

    Attributes:
        language: Language of labels, numbers and dates; one of the 24.
        chosen: It stands in the address, so links keep it.
    """

    language: str = "en"
    chosen: bool = False

    @property
    def page_language(self) -> str:
        """Language of the page's own words; English where they are not translated yet."""
        return self.language if self.language in LANGUAGES_OF_PAGES else "en"

    def say(self, key: str, **values: object) -> str:
        """Give a text of the page."""
        return say(key, self.page_language, values)

    def number(self, value: float) -> str:
        """Write a number as this language does.

        >>> Reader("de").number(204118)
        '204.118'
        """
        return str(format_decimal(value, locale=_locale(self.language)))

    def date(self, value: datetime | str) -> str:
        """Write a day; text that is not an ISO date stays as it is.

        >>> Reader("en").date("2026-11-02"), Reader("de").date("2026-11-02"), Reader("en").date("2026")
        ('Nov 2, 2026', '02.11.2026', '2026')
        """
        moment = _moment(value)
        if moment is None:
            return str(value)
        return str(format_date(moment, format="medium", locale=_locale(self.language)))

    def time(self, value: datetime | str) -> str:
        """Write a moment in UTC."""
        moment = _moment(value)
        if moment is None:
            return str(value)
        shown = format_datetime(moment, format="medium", locale=_locale(self.language), tzinfo=UTC)
        return f"{shown} UTC"

    def ago(self, value: datetime | str, now: datetime | None = None) -> str:
        """Write how long ago or ahead a moment is, in the page's language."""
        moment = _moment(value)
        if moment is None:
            return str(value)
        distance = moment - (now or datetime.now(UTC))
        return str(format_timedelta(distance, add_direction=True, locale=_locale(self.page_language)))

    def name_of(self, language: str) -> str:
        """Name a language in the page's language; the tag itself where it has no name."""
        name = _locale(self.page_language).languages.get(language.split("-", maxsplit=1)[0].lower())
        return str(name) if name else language


def reader_of(request: Request) -> Reader:
    """Read the language of a request; one that we do not have is passed over."""
    asked = request.query_params.get("lang", "").strip().lower()
    if asked in LANGUAGES:
        return Reader(asked, chosen=True)
    return Reader(preferred(request.headers.get("accept-language", "")))


def preferred(header: str) -> str:
    """Choose a language from an Accept-Language header, English where none fits.

    >>> preferred("tr, de-AT;q=0.8, en;q=0.9"), preferred("tr"), preferred("bg;q=x")
    ('en', 'en', 'en')
    """
    best, weight = "en", 0.0
    for part in header[:500].split(","):
        tag, _, parameter = part.strip().partition(";")
        primary = tag.split("-")[0].strip().lower()
        quality = _quality(parameter)
        if primary in LANGUAGES and quality > weight:
            best, weight = primary, quality
    return best


def _quality(parameter: str) -> float:
    name, _, value = parameter.strip().partition("=")
    if not name:
        return 1.0
    try:
        return min(max(float(value), 0.0), 1.0)
    except ValueError:
        return 0.0


def _moment(value: datetime | str) -> datetime | None:
    if isinstance(value, datetime):
        return value
    if len(value) < len("2026-11-02"):
        return None
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


@lru_cache(maxsize=64)
def _locale(language: str) -> Locale:
    return Locale.parse(language)
