import pytest

from catalogue.sources import Source
from harvester.guard import address_allowed, allowed_ports, refusal, settled


def source(url="https://data.example.org/feed", **network):
    return Source(key="a", title="A", kind="dcat", url=url, network=network)


@pytest.mark.parametrize(
    "address",
    [
        "0.0.0.0",
        "0.1.2.3",
        "10.0.0.1",
        "100.64.0.1",
        "100.100.100.200",
        "127.0.0.1",
        "127.9.9.9",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.1",
        "192.0.0.8",
        "192.0.0.170",
        "192.0.2.1",
        "192.88.99.1",
        "192.168.1.1",
        "198.18.0.1",
        "198.51.100.1",
        "203.0.113.1",
        "224.0.0.1",
        "239.255.255.250",
        "240.0.0.1",
        "255.255.255.255",
        "168.63.129.16",
        "::",
        "::1",
        "::127.0.0.1",
        "::ffff:127.0.0.1",
        "::ffff:169.254.169.254",
        "::ffff:0:127.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b::808:808",
        "64:ff9b:1::a9fe:a9fe",
        "2002:7f00:1::",
        "2002:808:808::",
        "2001::1",
        "2001:db8::1",
        "3fff::1",
        "100::1",
        "fc00::1",
        "fd00:ec2::254",
        "fe80::1",
        "fe80::1%eth0",
        "fec0::1",
        "ff02::1",
        "ff0e::1",
        "5f00::1",
        "localhost",
        "2130706433",
        "0x7f.1",
        "127.1",
        "①②⑦.⓪.⓪.①",
    ],
)
def test_an_address_that_is_not_public_unicast_is_refused(address):
    assert not address_allowed(address)


def test_an_empty_address_is_refused():
    assert not address_allowed("")


@pytest.mark.parametrize(
    "address", ["93.184.215.14", "8.8.8.8", "1.1.1.1", "2606:4700::1111", "2a00:1450:4001::1"]
)
def test_a_public_address_is_allowed(address):
    assert address_allowed(address)


@pytest.mark.parametrize("address", ["127.0.0.1", "127.0.0.53", "::1", "::ffff:127.0.0.1"])
def test_loopback_is_allowed_where_the_source_says_so(address):
    assert address_allowed(address, allow_loopback=True)


@pytest.mark.parametrize("address", ["10.0.0.1", "169.254.169.254", "0.0.0.0", "::ffff:10.0.0.1", "fe80::1"])
def test_allowing_loopback_opens_nothing_else(address):
    assert not address_allowed(address, allow_loopback=True)


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("file:///etc/passwd", "blocked-url"),
        ("data:text/html,x", "blocked-url"),
        ("ftp://data.example.org/x", "blocked-url"),
        ("gopher://data.example.org/", "blocked-url"),
        ("https:///nowhere", "blocked-url"),
        ("https://[::1", "blocked-url"),
        ("https://data.example.org:x/", "blocked-url"),
        ("https://user:secret@data.example.org/", "blocked-url"),
        ("https://data.example.org@127.0.0.1/", "blocked-url"),
        ("https://data.example.org\\@127.0.0.1/", "blocked-url"),
        ("https://data.example.org/a b", "blocked-url"),
        ("https://data.example.org/a\nb", "blocked-url"),
        ("https://other.example.org/", "blocked-host"),
        ("https://data.example.org.evil.example/", "blocked-host"),
        ("http://127.0.0.1/", "blocked-host"),
        ("http://①②⑦.⓪.⓪.①/", "blocked-host"),
        ("https://data.example.org:22/", "blocked-port"),
        ("https://data.example.org:9200/", "blocked-port"),
    ],
)
def test_a_url_that_leads_elsewhere_is_refused(url, code):
    assert refusal(url, source()).code == code


@pytest.mark.parametrize(
    "url",
    ["https://data.example.org/x", "https://DATA.example.org/x", "http://data.example.org:80/", "https://data.example.org."],
)  # fmt: skip
def test_a_url_of_the_own_host_is_allowed(url):
    assert refusal(url, source()) is None


def test_further_hosts_and_ports_are_allowed_when_the_source_file_names_them():
    wider = source("https://data.example.org:8443/", hosts=("files.example.org",), ports=(8080,))

    assert refusal("https://files.example.org:8080/x", wider) is None
    assert allowed_ports(wider) == {80, 443, 8080, 8443}


def test_a_secret_in_a_url_is_not_repeated():
    assert "secret" not in str(refusal("https://user:secret@data.example.org/", source()))


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("http://data.example.org/x?page=2", "https://data.example.org/x?page=2"),
        ("http://data.example.org:80/x", "https://data.example.org/x"),
        ("http://data.example.org:8080/x", "http://data.example.org:8080/x"),
        (" https://data.example.org/x#part ", "https://data.example.org/x"),
        ("http://[::1", "http://[::1"),
    ],
)
def test_links_of_a_source_under_tls_stay_under_tls(url, expected):
    assert settled(url, source()) == expected


def test_links_of_a_source_without_tls_stay_as_they_are():
    assert (
        settled("http://data.example.org/x", source("http://data.example.org/"))
        == "http://data.example.org/x"
    )
