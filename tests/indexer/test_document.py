"""A dataset's published claims become flat text, facets and numbers."""

import pytest

from catalogue.model import Claim
from indexer.document import flatten, from_json
from tests.indexer.words import AUTHORITY, SCHEME, about, dataset, document, images, subjects


def said(property_, value, **more):
    return Claim(property_, value, **more)


def iri(property_, value, **more):
    return Claim(property_, value, kind="iri", **more)


def test_texts_are_kept_by_language():
    one = document("a", "Breast MRI", "Images.", said("dct:title", "Brust-MRT", language="de-AT"),
                   said("dcat:keyword", "Brust", language="de"), said("dcat:keyword", "breast", language="en"))  # fmt: skip
    assert one.texts["de"].title == "Brust-MRT"
    assert one.texts["de"].keywords == ("Brust",)
    assert one.texts["en"].keywords == ("breast",)
    assert one.title == "Breast MRI"


def test_a_literal_without_language_takes_that_of_the_dataset():
    plain = dataset("a", "Brust-MRT", language="de")
    claims = (Claim("dct:title", "Brust-MRT"), Claim("dct:description", "Bilder"))
    one = flatten(
        type(plain)(**{**{n: getattr(plain, n) for n in plain.__dataclass_fields__}, "claims": claims}),
        words=SCHEME,
    )
    assert list(one.texts) == ["de"]


def test_distributions_and_publishers_do_not_leak_into_the_text():
    one = document("a", "Title", "", said("dct:title", "file.zip", node="#dist-1"),
                   said("dct:description", "A hospital", node="#publisher"))  # fmt: skip
    assert one.texts["en"].title == "Title"
    assert one.texts["en"].description == ""


def test_concepts_come_with_what_is_above_them():
    one = document("a", "T", "", *about("glioblastoma", "mri"))
    assert one.concepts == {"cancer-type": ("glioblastoma",), "modality": ("mri",)}
    assert one.ancestors == {"cancer-type": ("glioma", "brain-tumour", "cancer")}
    assert one.facets["cancer_type"] == ("glioblastoma",)


def test_a_concept_that_is_both_claimed_and_above_another_is_only_claimed():
    one = document("a", "T", "", *about("glioma", "glioblastoma"))
    assert "glioma" not in one.ancestors["cancer-type"]


def test_concept_labels_are_in_english_and_the_documents_languages_only():
    one = document("a", "Gliom", "", *about("glioma"), language="de")
    assert one.texts["de"].labels == ("Gliom",)
    assert one.texts["en"].labels == ("glioma",)
    assert set(one.texts) == {"de", "en"}


def test_facets_are_codes():
    one = document(
        "a", "T", "",
        iri("dct:accessRights", f"{AUTHORITY}/access-right/NON_PUBLIC"),
        iri("dct:spatial", f"{AUTHORITY}/country/BGR".replace("http:", "https:")),
        iri("dct:license", f"{AUTHORITY}/licence/CC_BY_4_0", node="#dist-1"),
        iri("dct:language", f"{AUTHORITY}/language/BUL"),
        said("foaf:name", "Clinic of Sofia", node="#publisher"),
        said("messor:programme", "sample"),
        iri("eucaim:hasAnnotationLabel", "http://example.org/lesion"),
    )  # fmt: skip
    assert one.facets == {
        "access": ("NON_PUBLIC",), "country": ("BGR",), "licence": ("CC_BY_4_0",), "language": ("BUL",),
        "publisher": ("Clinic of Sofia",), "source": ("clinic",), "programme": ("sample",), "annotated": ("yes",),
    }  # fmt: skip


def test_what_nobody_stated_is_absent_not_empty():
    one = document("a", "T")
    assert one.facets == {"source": ("clinic",)}
    assert one.numbers == {}


def test_an_access_right_outside_the_table_is_not_stated():
    one = document("a", "T", "", iri("dct:accessRights", f"{AUTHORITY}/access-right/SECRET"))
    assert "access" not in one.facets


def test_numbers_are_whole_and_bounded():
    one = document("a", "T", "", subjects(12), images("9" * 40), said("messor:numberOfSeries", "a few"))
    assert one.numbers == {"subjects": 12, "images": 2**53}


def test_the_date_to_sort_by_is_the_newest_stated_one():
    dated = document("a", "T", "", said("dct:issued", "2019-05-02"), said("dct:modified", "2024"))
    assert (dated.issued, dated.modified, dated.fresh) == ("2019-05-02", "2024", "2024")
    assert document("a", "T").fresh == "2026-03-01"


ENCODED = {
    "English": (document("a", "Breast MRI", "Images."), "Breast MRI Images."),
    "no English, concepts": (
        document("a", "Глиом", "Снимки.", *about("glioma", "mri"), language="bg"),
        "glioma, magnetic resonance imaging Глиом Снимки.",
    ),
    "English labels alone are not a text": (
        document("a", "Gliom", "", *about("glioma"), language="de"),
        "glioma Gliom",
    ),
}


@pytest.mark.parametrize("case", ENCODED)
def test_the_model_reads_english_or_the_labels_of_concepts(case):
    one, expected = ENCODED[case]
    assert one.encode == expected


def test_a_model_with_more_languages_reads_the_original():
    one = flatten(
        dataset("a", "Gliom", "Bilder.", *about("glioma"), language="de"),
        words=SCHEME,
        languages=("en", "de"),
    )
    assert one.encode == "Gliom Bilder."


def test_very_long_text_is_cut_for_the_model_and_the_index():
    one = document("a", "T", "word " * 100_000)
    assert len(one.encode) <= 4_000
    assert len(one.texts["en"].description) <= 100_000


def test_control_characters_and_lone_surrogates_go():
    one = document("a", "Breast\x00MRI \ud800", "a\u202eb")
    assert one.title == "Breast MRI"
    one.to_json().encode("utf-8")


def test_a_document_without_a_title_shows_its_identifier():
    bare = dataset("a")
    claims = (Claim("dct:description", "Images", language="en"),)
    one = flatten(
        type(bare)(**{**{n: getattr(bare, n) for n in bare.__dataclass_fields__}, "claims": claims}),
        words=SCHEME,
    )
    assert one.title == "a"


def test_the_hash_tells_what_differs():
    same = document("a", "T", "D", *about("glioma"))
    assert same.hash == document("a", "T", "D", *about("glioma")).hash
    assert same.hash != document("a", "T", "D", *about("glioblastoma")).hash
    assert same.text_hash == document("b", "T", "D", *about("mri")).text_hash


def test_a_line_is_read_back_as_it_was():
    one = document("a", "Τίτλος", "Кирилица", *about("glioma"), subjects(3), language="el")
    assert from_json(one.to_json()) == one
    assert "\n" not in one.to_json()
