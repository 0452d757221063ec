"""OAI-PMH: one description a record, deletions said, every element with its language."""

from tests.harvester.describing import about, codes, extracted, values

ANSWER = """<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><ListRecords>
<record><header status="deleted">
<identifier>oai:clinic:9</identifier><datestamp>2024-01-01</datestamp></header></record>
<record><header><identifier>oai:clinic:1</identifier><datestamp>2024-05-02T10:00:00Z</datestamp></header><metadata>
<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:title xml:lang="eng">Lung CT</dc:title><dc:title xml:lang="de">Lungen-CT</dc:title>
<dc:creator>First</dc:creator><dc:creator>Second</dc:creator><dc:publisher>Clinic</dc:publisher>
<dc:subject>Lung cancer</dc:subject><dc:description>560 patients</dc:description>
<dc:date>2023-02-22</dc:date><dc:date>soon</dc:date>
<dc:identifier>doi:10.1234/abc</dc:identifier><dc:identifier>https://clinic.example/lung</dc:identifier>
<dc:rights>info:eu-repo/semantics/restrictedAccess</dc:rights>
  <dc:rights>https://creativecommons.org/licenses/by/4.0/</dc:rights>
<dc:rights>Ask the committee</dc:rights>
  <dc:coverage>2013/2021</dc:coverage><dc:coverage>Greece</dc:coverage>
</oai_dc:dc></metadata></record></ListRecords></OAI-PMH>"""


def test_a_record_is_read_whole():
    gone, one = extracted("oai-pmh", ANSWER).descriptions
    assert (gone.identifier, gone.deleted, gone.claims) == ("oai:clinic:9", True, ())
    assert (one.identifier, one.iri) == ("oai:clinic:1", "https://doi.org/10.1234/abc")
    assert [(claim.value, claim.language) for claim in about(one, "dct:title")] == [
        ("Lung CT", "en"),
        ("Lungen-CT", "de"),
    ]
    assert about(one, "dct:title")[1].evidence.path == "record[2]/dc:title[2]"
    assert values(one, "foaf:name", "#creator-2") == ["Second"]
    assert values(one, "foaf:name", "#publisher") == ["Clinic"]
    assert values(one, "dcat:landingPage") == ["https://clinic.example/lung"]
    assert values(one, "dct:rights") == ["Ask the committee"]
    assert values(one, "dcat:endDate", "#temporal-1") == ["2021"]
    assert values(one, "dct:issued") == ["2023-02-22"]
    assert codes(one) == ["date-unreadable"]


def test_html_and_cut_off_answers_give_a_finding_and_no_description():
    for body in ("<!DOCTYPE html><html><body>Sorry</body></html>", ANSWER[:900]):
        found = extracted("oai-pmh", body)
        assert (found.descriptions, codes(found)) == ((), ["not-xml"])


def test_newer_terms_count_and_what_is_neither_is_reported_and_kept():
    (one,) = extracted(
        "oai-pmh",
        """<r xmlns="u:x" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dct="http://purl.org/dc/terms/"><record>
        <header><identifier>oai:clinic:3</identifier><setSpec>scans</setSpec></header><metadata>
        <dc:title>Liver MR</dc:title><dct:created>2020-01-02</dct:created><dct:spatial>Malta</dct:spatial>
        <dct:isPartOf>https://clinic.example/all</dct:isPartOf><dct:extent>3 GB</dct:extent>
        <lens>f/2</lens></metadata></record></r>""",
    ).descriptions
    assert values(one, "dct:created") == ["2020-01-02"]
    assert values(one, "dc:coverage") == ["Malta"]
    assert values(one, "dct:isPartOf") == ["https://clinic.example/all"]
    assert values(one, "dct:extent") == ["3 GB"]
    assert values(one, "schema:additionalProperty") == ["lens: f/2"]
    assert [(finding.code, finding.place) for finding in one.findings] == [
        ("field-unread", "record[1]/lens[1]")
    ]
