"""Which spider walks through which kind of source."""

from __future__ import annotations

from collections.abc import Mapping

from harvester.spiders.ckan import CkanWalk
from harvester.spiders.dcat import DcatWalk
from harvester.spiders.oai import OaiWalk
from harvester.spiders.prose import ProseWalk
from harvester.spiders.sitemap import SitemapWalk
from harvester.spiders.walk import Walk

SPIDERS: Mapping[str, type[Walk]] = {
    "dcat": DcatWalk,
    "oai-pmh": OaiWalk,
    "ckan": CkanWalk,
    "schema.org": SitemapWalk,
    "prose": ProseWalk,
}
