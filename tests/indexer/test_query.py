"""What is read from a query, in the languages of the Union."""

import time

import pytest

from indexer.query import QueryError, understand
from tests.indexer.words import SCHEME

READ = {
    "MRI of brain tumours in children": ("en", ("magnetic-resonance-imaging", "brain-tumour")),
    "рак на гърдата": ("bg", ("breast-cancer",)),
    "МРТ на мозъчни тумори": ("bg", ("magnetic-resonance-imaging", "brain-tumour")),
    "rakovina prsu": ("cs", ("breast-cancer",)),
    "brystkræft": ("da", ("breast-cancer",)),
    "Mammographie bei Brustkrebs": ("de", ("mammography", "breast-cancer")),
    "μαγνητική τομογραφία προστάτη": ("el", ("magnetic-resonance-imaging", "prostate")),
    "mamografías de cáncer de mama": ("es", ("mammography", "breast-cancer")),
    "rinnavähk": ("et", ("breast-cancer",)),
    "rintasyöpä": ("fi", ("breast-cancer",)),
    "IRM du sein": ("fr", ("magnetic-resonance-imaging", "breast")),
    "ailse chíche": ("ga", ("breast-cancer",)),
    "rak dojke": ("hr", ("breast-cancer",)),
    "emlőrák": ("hu", ("breast-cancer",)),
    "tumori della mammella": ("it", ("breast-cancer",)),
    "krūties vėžys": ("lt", ("breast-cancer",)),
    "krūts vēzis": ("lv", ("breast-cancer",)),
    "kanċer tas-sider": ("mt", ("breast-cancer",)),
    "borstkanker": ("nl", ("breast-cancer",)),
    "rak piersi": ("pl", ("breast-cancer",)),
    "câncer de mama": ("pt", ("breast-cancer",)),
    "cancer de sân": ("ro", ("breast-cancer",)),
    "rakovina prsníka": ("sk", ("breast-cancer",)),
    "rak dojk": ("sl", ("breast-cancer",)),
    "bröstcancer": ("sv", ("breast-cancer",)),
    "What datasets are there for prostate cancer?": ("en", ("prostate-cancer",)),
    "the WHO classification": ("en", ()),
    "": ("en", ()),
}


@pytest.mark.parametrize("query", READ)
def test_language_and_concepts_are_read(query):
    language, concepts = READ[query]
    read = understand(query)
    assert set(concepts) <= set(read.concepts)
    if language in {"hr", "sl"}:  # "rak dojk(e)" is both
        assert read.language in {"hr", "sl"}
    else:
        assert read.language == language


@pytest.mark.parametrize("query", [one for one in READ if READ[one][0] != "en" and READ[one][1]])
def test_the_model_is_given_english(query):
    read = understand(query)
    assert read.english.isascii()
    assert read.share == 1.0


def test_the_longest_label_wins():
    assert understand("breast cancer", words=SCHEME).concepts == ("breast-cancer",)
    assert understand("cancer of something", words=SCHEME).concepts == ("cancer",)


def test_inflected_forms_and_compounds_are_read():
    assert understand("Hirntumoren", words=SCHEME, language="de").concepts == ("brain-tumour",)
    assert understand("Mammakarzinome bei Frauen", words=SCHEME).concepts == ("breast-cancer",)


def test_short_words_are_not_somebodys_abbreviation():
    assert understand("tell us more about it", words=SCHEME).concepts == ()
    assert understand("mr images", words=SCHEME).concepts == ("mri",)


def test_stop_words_are_left_out_unless_there_is_nothing_else():
    assert [one.word for one in understand("What is the role of MRI?").words] == ["role", "MRI"]
    assert [one.word for one in understand("who").words] == ["who"]
    assert [one.word for one in understand("WHO").words] == ["WHO"]


def test_a_model_that_knows_the_language_gets_the_query_itself():
    read = understand("Brustkrebs bei jungen Frauen", words=SCHEME, model_languages=("en", "de"))
    assert read.english == "Brustkrebs bei jungen Frauen"
    assert read.share == 1.0


def test_a_query_nobody_understands_is_not_given_to_the_model():
    read = understand("болнични приеми по месеци", words=SCHEME)
    assert (read.english, read.share) == ("", 0.0)


def test_half_understood_counts_half():
    read = understand("рак на гърдата скрининг", words=SCHEME)
    assert read.english == "breast cancer"
    assert read.share == pytest.approx(2 / 3)


def test_numbers_and_access_become_limits_and_leave_the_words():
    read = understand("open access breast MRI with at least 500 patients", words=SCHEME)
    assert read.limits == {"subjects_min": 500}
    assert read.access == ("PUBLIC",)
    assert [one.word for one in read.words] == ["breast", "MRI"]
    assert [one.key for one in read.reads] == [
        "access:PUBLIC", "concept:breast", "concept:mri", "number:subjects_min",
    ]  # fmt: skip


def test_chips_say_which_words_they_were_read_from():
    text = "Glioma, at least 500 patients"
    for one in understand(text, words=SCHEME).reads:
        assert text[one.start : one.end] == one.text


def test_a_chip_that_was_taken_back_is_not_read_again():
    read = understand(
        "glioma at least 500 patients", words=SCHEME, without={"number:subjects_min", "concept:glioma"}
    )
    assert (read.limits, read.concepts, read.reads) == ({}, (), ())
    assert "glioma" in [one.word for one in read.words]


@pytest.mark.parametrize("query", ['"brain tumour"', "„Gliom“", "10.5281/zenodo.1234567", "TCGA-GBM-0042-01"])
def test_quotes_and_identifiers_are_taken_literally(query):
    assert understand(query, words=SCHEME).literal


@pytest.mark.parametrize("query", ["brain tumour", "T1-weighted MRI", "non-small-cell lung cancer"])
def test_ordinary_words_are_not(query):
    assert not understand(query, words=SCHEME).literal


def test_labels_are_in_the_language_of_the_reader():
    assert understand("glioma", words=SCHEME, language="de").reads[0].label == "Gliom"


HOSTILE = {
    "brackets": ("(" * 5000 + "a" + ")" * 5000, "query-too-long"),
    "brackets within the length": ("(" * 100 + "a" + ")" * 100, "query-too-complex"),
    "other brackets": ("{[" * 50, "query-too-complex"),
    "a megabyte": ("a" * 1_000_000, "query-too-long"),
    "a megabyte of blanks": (" " * 1_000_000, "query-too-long"),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_what_is_too_long_or_too_deep_is_refused_at_once(case):
    query, code = HOSTILE[case]
    start = time.perf_counter()
    with pytest.raises(QueryError) as refused:
        understand(query, words=SCHEME)
    assert refused.value.code == code
    assert len(str(refused.value)) < 300
    assert time.perf_counter() - start < 0.1


# fmt: off
HARMLESS = [
    "\x00", "MRI\x00glioma", "\ud800", "a\udfffb", '"', "AND", "NEAR(", "^", "-", "\\", "*", "a*", "*a",
    "/.*/", "a~2", '"a b"~99999', "x:[* TO *]", "_id:*", "{!xmlparser v=''}", "%00", "\u202eIRM",
    "\U0001f600" * 20, " ".join(["OR"] * 130), "é" * 400, "ﬁ" * 100, "İstanbul", "a" * 400, "'; DROP --",
    "<script>", "\n\n\t",
]
# fmt: on


@pytest.mark.parametrize("query", HARMLESS, ids=range(len(HARMLESS)))
def test_odd_text_is_only_text(query):
    read = understand(query, words=SCHEME)
    read.text.encode("utf-8")
    assert "\x00" not in read.text
    assert len(read.words) <= 32
