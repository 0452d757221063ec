"""Pages for people: one description a page, its words kept whole."""

import pytest

from tests.harvester.describing import about, codes, extracted, values

WORDS = (
    "The collection holds images of breast cancer from three hospitals, with the outline of every tumour. "
    * 4
)
PAGE = f"""<!DOCTYPE html><html lang="en"><head><title>Atlas | Clinic</title></head><body>
<nav>Home About Contact</nav>
  <main><article><h1>Breast atlas</h1><p>{WORDS}</p></article></main><footer>Imprint</footer></body></html>"""


def test_a_page_gives_its_title_text_and_an_identifier_that_outlives_its_host():
    (one,) = extracted("prose", PAGE, "/atlas?lang=en#top").descriptions
    assert (one.identifier, one.iri, one.format) == ("/atlas?lang=en", None, "prose")
    assert values(one, "dct:title") == ["Breast atlas"]
    (text,) = about(one, "dct:description")
    assert WORDS.strip() in text.value and "Imprint" not in text.value
    assert (text.evidence.start, text.evidence.end) == (0, len(text.value))
    assert values(one, "dcat:landingPage") == ["https://clinic.example/atlas?lang=en"]


def test_a_canonical_address_on_the_same_host_names_the_page():
    page = PAGE.replace("<title>", '<link rel="canonical" href="/atlas"><title>')
    assert extracted("prose", page, "/atlas?session=1").descriptions[0].identifier == "/atlas"
    foreign = PAGE.replace("<title>", '<link rel="canonical" href="https://else.example/x"><title>')
    assert extracted("prose", foreign, "/atlas").descriptions[0].identifier == "/atlas"


def test_a_short_page_is_read_as_all_its_visible_words():
    page = "<html><body><script>var x;</script><h1>Atlas of the liver</h1><p>20 livers.</p></body></html>"
    (text,) = about(extracted("prose", page).descriptions[0], "dct:description")
    assert text.value == "Atlas of the liver\n20 livers."


def test_plain_text_takes_its_first_headline_as_title():
    text = "Menu\nPress release\nA first atlas of breast images is open\nIt holds 36 datasets."
    (one,) = extracted("prose", text, media="text/plain").descriptions
    assert values(one, "dct:title") == ["A first atlas of breast images is open"]


@pytest.mark.parametrize(
    "body", ["", "<html><body><div id='root'></div><script>app()</script></body></html>"]
)
def test_a_page_without_words_gives_a_finding(body):
    found = extracted("prose", body)
    assert (found.descriptions, codes(found)) == ((), ["page-empty"])


def test_twenty_megabytes_are_cut_and_said():
    page = (
        "<html><body><h1>Long</h1>"
        + "<p>Images of the breast of many patients.</p>\n" * 450_000
        + "</body></html>"
    )
    (one,) = extracted("prose", page).descriptions
    assert codes(one) == ["text-too-long"]
    assert len(values(one, "dct:description")[0]) == 1_000_000
