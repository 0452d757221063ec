"""What is packed comes back; the hash sees what is said and not where it stood."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from catalogue.model import Claim, Evidence, Finding, Layer, Severity
from catalogue.packing import content_hash, pack_claims, pack_findings, unpack_claims, unpack_findings

words = st.text(max_size=20)
claims = st.builds(
    Claim, words, words, st.sampled_from(["literal", "iri", "node"]), st.none() | words, st.none() | words,
    st.sampled_from(Layer), st.none() | st.builds(Evidence, words, words, words, st.integers(-1, 99),
    st.integers(-1, 99), words), words, st.floats(0, 1), words,
)  # fmt: skip


@given(st.lists(claims, max_size=5))
def test_claims_come_back(many):
    assert list(unpack_claims(pack_claims(many))) == many


@given(st.lists(claims, min_size=2, max_size=5))
def test_the_order_of_claims_is_no_change(many):
    assert content_hash(many, "") == content_hash(reversed(many), "")


def test_a_lone_surrogate_from_json_does_not_stop_the_record():
    odd = [Claim("dct:title", "\ud800")]
    assert list(unpack_claims(pack_claims(odd))) == odd
    assert content_hash(odd, "\ud800")


def test_findings_come_back():
    found = [Finding("date-unreadable", Severity.WARNING, "dct:issued", "x", "a date", "mend", "p")]
    assert list(unpack_findings(pack_findings(found))) == found


def test_a_licence_changed_is_a_change_and_a_moved_page_is_not():
    claim = Claim("dct:license", "CC0", evidence=Evidence("a", "u"))
    assert content_hash([claim], "") != content_hash([replace(claim, value="MIT")], "")
    assert content_hash([claim], "") == content_hash([replace(claim, evidence=Evidence("b", "v"))], "")


def test_another_triple_is_a_change():
    assert content_hash([], "<a> <b> <c> .") != content_hash([], "<a> <b> <d> .")
