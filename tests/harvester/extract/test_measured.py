"""A Messor that harvests another does not take its measurements for what the provider says."""

from harvester.evaluate_round_trip import round_trip
from harvester.extract.dcat import read_dcat
from harvester.rdf_reader import read_rdf
from tests.harvester.making import fetched

HEAD = """@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> .
@prefix dqv: <http://www.w3.org/ns/dqv#> . @prefix prov: <http://www.w3.org/ns/prov#> .
<https://clinic.example/a> a dcat:Dataset ; dct:identifier "a" ; dct:title "Breast MRI"@en .
"""
OURS = """<https://clinic.example/a> dqv:hasQualityMeasurement <https://first.example/datasets/1#quality-mqa> .
<https://first.example/datasets/1#quality-mqa> a dqv:QualityMeasurement ;
  dqv:isMeasurementOf <https://w3id.org/messor/gauge/mqa> ; dqv:computedOn <https://clinic.example/a> ;
  dqv:value 210.0 ; prov:wasAttributedTo <https://first.example/about#publisher> .
"""
THEIRS = """<https://clinic.example/a> dqv:hasQualityMeasurement [ a dqv:QualityMeasurement ;
  dqv:isMeasurementOf <https://clinic.example/metric/share-read-twice> ; dqv:value 0.97 ] .
"""


def only(text):
    (one,) = read_dcat("clinic", fetched(text, "text/turtle")).descriptions
    return one


def test_our_measurement_leaves_no_trace_in_the_description():
    assert only(HEAD + OURS).graph == only(HEAD).graph
    assert [(one.property, one.value) for one in only(HEAD + OURS).claims] == [
        (one.property, one.value) for one in only(HEAD).claims
    ]


def test_a_measurement_by_the_providers_own_metric_is_kept():
    one = only(HEAD + OURS + THEIRS)
    assert one.graph == only(HEAD + THEIRS).graph
    assert "share-read-twice" in one.graph and "0.97" in one.graph


def test_a_dataset_that_calls_itself_a_measurement_is_still_a_dataset():
    text = HEAD + "<https://clinic.example/a> dqv:isMeasurementOf <https://w3id.org/messor/gauge/mqa> ."
    assert "gauge/mqa" in only(text).graph


def test_nothing_else_is_lost_on_the_round_trip():
    text = HEAD + OURS + THEIRS
    trip = round_trip("a.ttl", text.encode(), "text/turtle")
    assert trip.lost == []
    assert trip.differs["measured"] == 6
    assert trip.triples == len(read_rdf(fetched(text, "text/turtle")).triples)
