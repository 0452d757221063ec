from catalogue.settings import load
from harvester.spiders.tuning import scrapy_settings
from tests.harvester.spiders.crawling import source

# Each line closes something that Scrapy leaves open.
CLOSED = {
    "DOWNLOAD_VERIFY_CERTIFICATES": True,
    "DOWNLOAD_TLS_MIN_VERSION": "TLSv1.2",
    "DOWNLOAD_FAIL_ON_DATALOSS": True,
    "REDIRECT_MAX_TIMES": 5,
    "METAREFRESH_ENABLED": False,
    "COOKIES_ENABLED": False,
    "HTTPPROXY_ENABLED": False,
    "TELNETCONSOLE_ENABLED": False,
    "REMOTE_CONTROL_ENABLED": False,
    "REFERRER_POLICY": "no-referrer",
    "TWISTED_DNS_RESOLVER": "harvester.spiders.resolver.GuardedResolver",
    "TWISTED_REACTOR": "twisted.internet.asyncioreactor.AsyncioSelectorReactor",
    "LOG_STDOUT": False,
    "LOG_INSTALL_ROOT_HANDLER": False,
}


def test_everything_that_must_be_closed_is_closed():
    chosen = scrapy_settings(source("dcat", "https://a.example/"), load({}, environment={}))

    assert {name: chosen[name] for name in CLOSED} == CLOSED


def test_only_http_and_https_have_handlers_and_no_extension_runs():
    chosen = scrapy_settings(source("dcat", "https://a.example/"), load({}, environment={}))

    assert chosen["DOWNLOAD_HANDLERS_BASE"] == chosen["EXTENSIONS_BASE"] == {}
    assert set(chosen["DOWNLOAD_HANDLERS"]) == {"http", "https"}
    assert "EXTENSIONS" not in chosen


def test_limits_come_from_the_settings_and_loopback_from_the_source():
    settings = load({"fetch_max_bytes": 7, "fetch_timeout_s": 8}, environment={})
    chosen = scrapy_settings(
        source("dcat", "https://a.example/", network={"allow_loopback": False}), settings
    )

    assert (chosen["DOWNLOAD_MAXSIZE"], chosen["DOWNLOAD_TIMEOUT"]) == (7, 8)
    assert chosen["MESSOR_ALLOW_LOOPBACK"] is False
