import gzip
import zlib

import pytest

from harvester.spiders.encodings import unpack
from harvester.spiders.faults import FaultError
from tests.harvester.spiders.crawling import source
from tests.provider import TURTLE, Provider, Reply, gzip_bomb, turtle

BODY = turtle(["a"]).encode()
RAW = zlib.compressobj(wbits=-15)


def feed(crawler, body, encoding, **settings):
    reply = body if isinstance(body, Reply) else Reply(body, TURTLE, headers={"Content-Encoding": encoding})
    with Provider({"/feed": reply}) as provider:
        return crawler.run(source("dcat", provider.url("/feed")), **settings)


@pytest.mark.parametrize(
    ("body", "encoding"),
    [
        (gzip.compress(BODY), "gzip"),
        (gzip.compress(BODY[:50]) + gzip.compress(BODY[50:]), "GZIP"),
        (zlib.compress(BODY), "deflate"),
        (RAW.compress(BODY) + RAW.flush(), "deflate"),
        (gzip.compress(gzip.compress(BODY)), "gzip, gzip"),
        (BODY, "identity"),
    ],
    ids=["gzip", "two members", "deflate", "raw deflate", "twice", "identity"],
)
def test_packed_bodies_are_unpacked(crawler, body, encoding):
    assert feed(crawler, body, encoding).pages[0].body == BODY


@pytest.mark.parametrize(
    ("body", "encoding", "code"),
    [
        (gzip.compress(BODY)[:-9], "gzip", "cut-off"),
        (zlib.compress(BODY)[:-3], "deflate", "cut-off"),
        (BODY, "gzip", "bad-encoding"),
        (BODY, "br", "bad-encoding"),
        (BODY, "gzip, gzip, gzip", "bad-encoding"),
        (gzip.compress(BODY)[:-6] + b"\x00" * 6, "gzip", "bad-encoding"),
    ],
)
def test_a_damaged_or_unknown_packing_is_a_fault(crawler, body, encoding, code):
    assert feed(crawler, body, encoding).code == code


def test_a_bomb_is_cut(crawler):
    assert feed(crawler, gzip_bomb(200), "", fetch_max_bytes=8_000_000).code == "too-large"


def test_unpacking_never_holds_much_more_than_the_limit():
    with pytest.raises(FaultError) as caught:
        unpack(gzip_bomb(50).data, 31, 100_000, "http://x.example/")

    assert caught.value.fault.code == "too-large"
