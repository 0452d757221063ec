"""Old and other spellings of the addresses of official lists, and the one that counts today."""

from __future__ import annotations

import re
from typing import Final

_EU: Final = "http://publications.europa.eu/resource/authority/"
_HEALTH: Final = "https://hdeu-dcat.data.health.europa.eu/resource/authority/"
_HOSTS: Final = re.compile(
    r"https?://(?:hdeu-dcat(?:\.acceptance)?\.data\.health\.europa\.eu|13\.81\.34\.152(?::\d+)?|"
    r"(?:www\.)?healthdataportal\.eu|healthdata\.europa\.eu)/(?:resource/authority|authority-table)/"
)
_RENAMED: Final = {"health-theme/CANCER": "health-theme/CANCER_DISEASE"}


def current(address: str) -> str:
    """Give the address that a list uses today; an address of no known list comes back as it is.

    >>> current("http://13.81.34.152:1101/resource/authority/health-theme/CANCER")
    'https://hdeu-dcat.data.health.europa.eu/resource/authority/health-theme/CANCER_DISEASE'
    >>> current("https://publications.europa.eu/resource/authority/language/DEU")
    'http://publications.europa.eu/resource/authority/language/DEU'
    """
    if address.startswith("https://publications.europa.eu/resource/authority/"):
        return _EU + address.partition("/authority/")[2]
    if "authority" not in address:
        return address
    found = _HOSTS.match(address)
    if not found:
        return address
    code = address[found.end() :]
    return _HEALTH + _RENAMED.get(code, code)
