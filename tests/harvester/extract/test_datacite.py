"""DataCite in XML and JSON: every field that means something has its property, its place and its language."""

import json

from tests.harvester.describing import about, codes, extracted, values

XML = """<resource xmlns="http://datacite.org/schema/kernel-4">
<identifier identifierType="DOI">10.5072/mri</identifier>
<creators><creator><creatorName nameType="Personal">Doe, Jane</creatorName><givenName>Jane</givenName>
<nameIdentifier nameIdentifierScheme="ORCID" schemeURI="https://orcid.org">0000-0001-5727-2427</nameIdentifier>
<affiliation affiliationIdentifier="https://ror.org/04wxnsj81"
 affiliationIdentifierScheme="ROR">Clinic</affiliation></creator></creators>
<titles><title xml:lang="en">Prostate MRI</title><title titleType="TranslatedTitle" xml:lang="de">Prostata-MRT</title>
<title titleType="Subtitle">A cohort</title></titles>
<publisher publisherIdentifier="https://ror.org/04z8jg394">Archive</publisher>
<publicationYear>2023</publicationYear>
<resourceType resourceTypeGeneral="Dataset">Image collection</resourceType>
<subjects><subject subjectScheme="MeSH" valueURI="http://id.nlm.nih.gov/mesh/D011471">Prostate</subject></subjects>
<contributors>
<contributor contributorType="ContactPerson"><contributorName>Help desk</contributorName></contributor>
<contributor contributorType="DataCurator"><contributorName>Roe, R.</contributorName></contributor>
<contributor contributorType="ProjectLeader"><contributorName>Poe, P.</contributorName></contributor></contributors>
<dates><date dateType="Collected">2015/2020</date><date dateType="Submitted">2022-01-02</date>
<date dateType="Withdrawn" dateInformation="consent">2024-05-06</date></dates>
<alternateIdentifiers><alternateIdentifier alternateIdentifierType="Local">P-7</alternateIdentifier></alternateIdentifiers>
<relatedIdentifiers>
<relatedIdentifier relatedIdentifierType="DOI" relationType="IsDerivedFrom">10.5072/raw</relatedIdentifier>
<relatedIdentifier relatedIdentifierType="RRID" relationType="Compiles">RRID:AB_1</relatedIdentifier></relatedIdentifiers>
<sizes><size>12 GB</size></sizes><formats><format>application/dicom</format></formats><version>2.1</version>
<rightsList><rights rightsURI="https://creativecommons.org/licenses/by/4.0/" xml:lang="en">Attribution</rights>
<rights rightsURI="info:eu-repo/semantics/restrictedAccess">Restricted</rights></rightsList>
<descriptions><description descriptionType="Abstract">120 patients</description>
<description descriptionType="Methods">3 T scanners</description></descriptions>
<geoLocations><geoLocation><geoLocationPlace>Ghent</geoLocationPlace>
<geoLocationPoint><pointLongitude>3.7</pointLongitude><pointLatitude>51.05</pointLatitude></geoLocationPoint>
<geoLocationBox><westBoundLongitude>3</westBoundLongitude><eastBoundLongitude>4</eastBoundLongitude>
<southBoundLatitude>50</southBoundLatitude><northBoundLatitude>52</northBoundLatitude></geoLocationBox>
</geoLocation></geoLocations>
<fundingReferences><fundingReference><funderName>EU</funderName>
<funderIdentifier funderIdentifierType="Crossref Funder ID">10.13039/501100000780</funderIdentifier>
<awardNumber awardURI="https://cordis.europa.eu/project/id/952172">952172</awardNumber>
<awardTitle>CHAIMELEON</awardTitle></fundingReference></fundingReferences>
<relatedItems><relatedItem relatedItemType="Book" relationType="IsPublishedIn"><titles><title>Atlas</title></titles>
<volume>3</volume></relatedItem></relatedItems></resource>"""

RECORD = """<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><GetRecord><record><header>
<identifier>oai:archive:7</identifier><datestamp>2024-01-02</datestamp></header><metadata>{}</metadata></record>
</GetRecord></OAI-PMH>"""


def read(body=XML, kind="oai-pmh", media=None):
    (one,) = extracted(kind, body, media=media).descriptions
    return one


def test_words_dates_and_kinds_go_to_the_property_of_their_type():
    one = read()
    assert (one.format, one.identifier, one.iri) == ("datacite", *["https://doi.org/10.5072/mri"] * 2)
    assert [(claim.value, claim.language) for claim in about(one, "dct:title")] == [
        ("Prostate MRI", "en"),
        ("Prostata-MRT", "de"),
    ]
    assert values(one, "schema:alternativeHeadline") == ["A cohort"]
    assert values(one, "dct:provenance") == ["3 T scanners"]
    assert values(one, "dct:issued") == ["2023"]
    assert values(one, "dct:dateSubmitted") == ["2022-01-02"]
    assert values(one, "prov:invalidatedAtTime") == ["2024-05-06"]
    assert values(one, "rdfs:comment") == ["Withdrawn: consent"]
    assert values(one, "dcat:startDate", "#temporal-1") == ["2015"]
    assert values(one, "dct:type") == ["Image collection", "Dataset"]
    assert (values(one, "dct:extent"), values(one, "dcat:version")) == (["12 GB"], ["2.1"])
    assert about(one, "dct:extent")[0].evidence.path == "record[1]/resource/sizes[1]/size[1]"


def test_people_have_identifiers_affiliations_and_roles():
    one = read()
    assert values(one, "owl:sameAs", "#creator-1") == ["https://orcid.org/0000-0001-5727-2427"]
    assert values(one, "owl:sameAs", "#creator-1-affiliation-1") == ["https://ror.org/04wxnsj81"]
    assert values(one, "owl:sameAs", "#publisher") == ["https://ror.org/04z8jg394"]
    assert values(one, "vcard:fn", "#contact") == ["Help desk"]
    assert values(one, "dcat:hadRole", "#attribution-1") == ["http://id.loc.gov/vocabulary/relators/cur"]
    assert values(one, "dct:type", "#attribution-2") == ["ProjectLeader"]
    assert values(one, "foaf:name", "#attribution-2-agent-1") == ["Poe, P."]


def test_works_grants_places_and_rights():
    one = read()
    assert values(one, "dct:source") == ["https://doi.org/10.5072/raw"]
    assert values(one, "dcat:hadRole", "#relation-1") == ["Compiles"]
    assert values(one, "dct:relation", "#relation-1") == ["RRID:AB_1"]
    assert values(one, "dct:title", "#relation-2") == ["Atlas"]
    assert values(one, "schema:volumeNumber", "#relation-2") == ["3"]
    assert values(one, "schema:identifier", "#funding-1") == ["952172"]
    assert values(one, "schema:funder", "#funding-1") == ["#funder-1"]
    assert values(one, "owl:sameAs", "#funder-1") == ["https://doi.org/10.13039/501100000780"]
    assert values(one, "dcat:centroid", "#spatial-1") == ["POINT(3.7 51.05)"]
    assert values(one, "dcat:bbox", "#spatial-1") == ["POLYGON((3 50, 4 50, 4 52, 3 52, 3 50))"]
    assert values(one, "dct:license") == ["https://creativecommons.org/licenses/by/4.0/"]
    assert values(one, "dct:accessRights") == ["info:eu-repo/semantics/restrictedAccess"]
    assert values(one, "dct:rights") == ["Attribution", "Restricted"]
    assert values(one, "skos:notation", "#identifier-1") == ["P-7"]
    assert codes(one) == []


def test_old_kernels_write_latitude_first_and_rights_alone():
    one = read(
        '<resource xmlns="http://datacite.org/schema/kernel-2.2"><identifier>10.5072/old</identifier>'
        "<titles><title>Old</title></titles><rights>CC BY 4.0</rights><geoLocations><geoLocation>"
        "<geoLocationPoint>31.233 -67.302</geoLocationPoint></geoLocation></geoLocations>"
        '<dates><date dateType="StartDate">2009-04-29</date><date dateType="EndDate">2010-01-05</date></dates>'
        "</resource>"
    )
    assert values(one, "dcat:centroid", "#spatial-1") == ["POINT(-67.302 31.233)"]
    assert values(one, "dct:license") == ["CC BY 4.0"]
    assert values(one, "dcat:endDate", "#temporal-1") == ["2010-01-05"]


def test_a_record_of_oai_pmh_keeps_its_own_identifier_and_date():
    one = read(RECORD.format(XML))
    assert (one.identifier, one.iri) == ("oai:archive:7", "https://doi.org/10.5072/mri")
    assert values(one, "dct:modified") == ["2024-01-02"]
    assert about(one, "dct:title")[0].evidence.path == "record[1]/resource/titles[1]/title[1]"


def test_json_says_the_same_as_xml():
    answer = {"data": [{"id": "10.5072/mri", "type": "dois", "attributes": {
        "doi": "10.5072/mri", "state": "findable",
        "creators": [{"name": "Doe, Jane", "nameType": "Personal", "affiliation": [{"name": "Clinic"}],
                      "nameIdentifiers": [{"nameIdentifier": "0000-0001-5727-2427",
                                           "nameIdentifierScheme": "ORCID"}]}],
        "titles": [{"title": "Prostata-MRT", "lang": "de"}], "publisher": {"name": "Archive"},
        "types": {"resourceTypeGeneral": "Dataset", "ris": "DATA"},
        "dates": [{"date": "2022-01-02", "dateType": "Submitted"}],
        "rightsList": [{"rights": "Attribution", "rightsIdentifier": "cc-by-4.0"}],
        "relatedIdentifiers": [{"relatedIdentifier": "10.5072/raw", "relatedIdentifierType": "DOI",
                                "relationType": "IsDerivedFrom"}],
        "brandNewField": "a lens"}}]}  # fmt: skip
    one = read(json.dumps(answer), "schema.org", "application/json")
    assert (one.format, one.iri) == ("datacite", "https://doi.org/10.5072/mri")
    assert [(c.value, c.language) for c in about(one, "dct:title")] == [("Prostata-MRT", "de")]
    assert values(one, "owl:sameAs", "#creator-1") == ["https://orcid.org/0000-0001-5727-2427"]
    assert values(one, "foaf:name", "#publisher") == ["Archive"]
    assert values(one, "dct:source") == ["https://doi.org/10.5072/raw"]
    assert values(one, "schema:additionalProperty") == ["brandNewField: a lens"]
    assert [(f.code, f.place) for f in one.findings] == [
        ("field-unread", "$.data[0].attributes.brandNewField")
    ]


def test_broken_json_gives_its_line_and_column():
    found = extracted("schema.org", '{"doi": "10.1/a",\n "titles": [}', media="application/json")
    assert [(one.code, one.place.partition(" ")[2]) for one in found.findings] == [
        ("json-ld-broken", "line 2 column 13")
    ]
