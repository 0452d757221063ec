"""The settings that Scrapy runs with; whatever is not listed here has Scrapy's own default.

Scrapy is open by default (any scheme, any address, no certificate check, a remote console); each line
closes something or keeps a promise of the source file.
"""

from __future__ import annotations

from typing import Any

from catalogue.settings import Settings
from catalogue.sources import Source

HTTP11 = "scrapy.core.downloader.handlers.http11.HTTP11DownloadHandler"
ROOM = "harvester.spiders"
REDIRECTS = 5


def scrapy_settings(source: Source, settings: Settings) -> dict[str, Any]:
    """Give Scrapy's settings for one source."""
    return {
        **_closed(),
        "BOT_NAME": "messor",
        "USER_AGENT": settings.text("user_agent"),
        "DOWNLOAD_MAXSIZE": settings.integer("fetch_max_bytes"),
        "DOWNLOAD_WARNSIZE": 0,
        "DOWNLOAD_TIMEOUT": settings.integer("fetch_timeout_s"),
        "CONCURRENT_REQUESTS": source.politeness.concurrent,
        "CONCURRENT_REQUESTS_PER_DOMAIN": source.politeness.concurrent,
        "DOWNLOAD_DELAY": 0,  # the pace is kept by the gate, which also knows Crawl-delay and Retry-After
        "MESSOR_ALLOW_LOOPBACK": source.network.allow_loopback,
        "DOWNLOADER_MIDDLEWARES": {
            # asked in this order before a request, in the opposite order after an answer
            f"{ROOM}.gate.Doorkeeper": 100,
            f"{ROOM}.answers.StoredAnswers": 150,
            f"{ROOM}.robots.Robots": 200,
            "scrapy.downloadermiddlewares.downloadtimeout.DownloadTimeoutMiddleware": 300,
            "scrapy.downloadermiddlewares.useragent.UserAgentMiddleware": 350,
            "scrapy.downloadermiddlewares.redirect.RedirectMiddleware": 400,
            f"{ROOM}.retries.Retries": 500,
            f"{ROOM}.encodings.Encodings": 600,
            f"{ROOM}.gate.Gate": 700,
        },
    }


def _closed() -> dict[str, Any]:
    """Give what is the same for every source."""
    return {
        "TWISTED_REACTOR": "twisted.internet.asyncioreactor.AsyncioSelectorReactor",
        "TWISTED_DNS_RESOLVER": f"{ROOM}.resolver.GuardedResolver",
        # The *_BASE tables are what Scrapy adds by itself: consoles, caches, cookies, other schemes. Emptying
        # them leaves what is named here, and saves the half second that loading them takes.
        "DOWNLOAD_HANDLERS_BASE": {},
        "DOWNLOADER_MIDDLEWARES_BASE": {},
        "EXTENSIONS_BASE": {},
        "SPIDER_MIDDLEWARES_BASE": {},
        "DOWNLOAD_HANDLERS": {"http": HTTP11, "https": HTTP11},
        "SPIDER_MIDDLEWARES": {
            "scrapy.spidermiddlewares.start.StartSpiderMiddleware": 25,
            "scrapy.spidermiddlewares.referer.RefererMiddleware": 700,
        },
        "DOWNLOAD_VERIFY_CERTIFICATES": True,
        "DOWNLOAD_TLS_MIN_VERSION": "TLSv1.2",
        "DOWNLOAD_FAIL_ON_DATALOSS": True,
        "REDIRECT_MAX_TIMES": REDIRECTS,
        "METAREFRESH_ENABLED": False,
        "COOKIES_ENABLED": False,
        "HTTPPROXY_ENABLED": False,  # a proxy would resolve names out of the guard's sight
        "COMPRESSION_ENABLED": False,  # Scrapy's accepts cut-off streams; ours does not
        "RETRY_ENABLED": False,  # Scrapy's knows no pause and no Retry-After; ours does
        "ROBOTSTXT_OBEY": False,  # Scrapy's allows everything when robots.txt fails; ours forbids
        "HTTPERROR_ALLOW_ALL": True,  # the spiders judge every status
        "REFERRER_POLICY": "no-referrer",
        "DUPEFILTER_CLASS": "scrapy.dupefilters.BaseDupeFilter",
        "SCHEDULER_MEMORY_QUEUE": "scrapy.squeues.FifoMemoryQueue",
        "TELNETCONSOLE_ENABLED": False,
        "REMOTE_CONTROL_ENABLED": False,
        "MEMUSAGE_ENABLED": False,
        "STATS_DUMP": False,
        "LOG_INSTALL_ROOT_HANDLER": False,
        "LOG_STDOUT": False,
        "LOG_VERSIONS": [],
    }
