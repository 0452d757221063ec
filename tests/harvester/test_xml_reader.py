import time

import pytest

from harvester.xml_reader import XmlError, read_xml

DOCUMENT = b"""<?xml version="1.0" encoding="UTF-8"?>
<list xmlns="http://x.example/" count='2'>
 <!-- a comment --><?note a note?>
 <name lang="de">R\xc3\xb6ntgen &amp; CT &#233;</name><raw><![CDATA[ <b>kept</b> ]]></raw>
 <empty/>
</list>
"""


def kind(body):
    with pytest.raises(XmlError) as caught:
        read_xml(body)
    return caught.value.kind


def test_a_whole_document_is_read():
    root = read_xml(DOCUMENT)

    assert root.findtext("{*}name") == "Röntgen & CT é"
    assert root.findtext("{*}raw") == " <b>kept</b> "


@pytest.mark.parametrize("end", range(1, len(DOCUMENT.rstrip())))
def test_a_document_cut_off_anywhere_is_called_cut_off(end):
    assert kind(DOCUMENT[:end]) == "cut-off"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "windows-1251", "iso-8859-5"])
def test_other_encodings_are_read(encoding):
    name = encoding.removesuffix("-sig")
    body = f'<?xml version="1.0" encoding="{name}"?><a>рак</a>'.encode(encoding)

    assert read_xml(body).text == "рак"


def test_blanks_before_the_declaration_do_no_harm():
    assert read_xml(b"\r\n \n" + DOCUMENT).tag == "{http://x.example/}list"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(
    "text",
    [
        '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><r>&x;</r>',
        '<!DOCTYPE r [<!ENTITY % p SYSTEM "http://127.0.0.1:1/p"> %p;]><r/>',
        '<!DOCTYPE r SYSTEM "http://127.0.0.1:1/x.dtd"><r/>',
        '<!DOCTYPE r PUBLIC "-//X//Y" "http://127.0.0.1:1/x.dtd"><r/>',
        "<!-- first a comment --><!DOCTYPE r><r/>",
    ],
)
def test_any_dtd_in_any_encoding_is_refused(text, encoding):
    assert kind(text.encode(encoding)) == "dtd"


def test_a_dtd_in_utf_7_is_not_read():
    body = b'<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE r+AD4APA-r/+AD4-'

    assert kind(body) in {"dtd", "not-well-formed"}


def test_a_billion_laughs_are_refused_at_once():
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    body = f'<!DOCTYPE r [<!ENTITY l0 "ha">{entities}]><r>&l9;</r>'.encode()
    started = time.perf_counter()

    assert kind(body) == "dtd"
    assert time.perf_counter() - started < 0.05


def test_an_entity_that_nobody_declared_is_not_well_formed():
    assert kind(b"<r>&x;</r>") == "not-well-formed"


@pytest.mark.parametrize(
    "body",
    [
        b"<!DOCTYPE html><html><body>Sorry</body></html>",
        b"<!doctype HTML PUBLIC '-//W3C//DTD HTML 4.01//EN'><html>",
        b"  <html><head>",
        b"\xef\xbb\xbf<HTML>",
        b"<!-- page --><html>",
        b'<?xml version="1.0"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml"/>',
        "<!DOCTYPE html><html>".encode("utf-16"),
    ],
)
def test_a_page_for_people_is_called_html(body):
    assert kind(body) == "html"


@pytest.mark.parametrize("body", [b"", b" \n\t"])
def test_nothing_is_called_empty(body):
    assert kind(body) == "empty"


@pytest.mark.parametrize(
    "body",
    [b"plain text", b'{"a": 1}', b"<a></b>", b"<a/><b/>", b"<a>\x01</a>", b"<a>\xff</a>", b"<a b=1/>"],
)  # fmt: skip
def test_damage_inside_is_not_called_cut_off(body):
    assert kind(body) == "not-well-formed"


def test_damage_has_a_line_and_a_column():
    with pytest.raises(XmlError) as caught:
        read_xml(b"<a>\n  <b></c>\n</a>")

    assert (caught.value.line, caught.value.column) == (2, 10)
    assert "line 2, column 10" in str(caught.value)


@pytest.mark.parametrize("depth", [201, 255, 100_000])
def test_deep_nesting_is_refused(depth):
    assert kind(b"<a>" * depth + b"</a>" * depth) == "too-deep"


def test_200_levels_are_read():
    assert read_xml(b"<a>" * 200 + b"</a>" * 200).tag == "a"


def test_nothing_outside_is_read(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    body = (
        f'<?xml-stylesheet href="{secret.as_uri()}"?><a xmlns:xi="http://www.w3.org/2001/XInclude">'
        f'<xi:include href="{secret.as_uri()}" parse="text"/></a>'
    ).encode()

    assert "secret" not in "".join(read_xml(body).itertext())
