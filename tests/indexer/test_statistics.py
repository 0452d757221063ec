"""Figures are sums of what datasets state, in all and by facet."""

from dataclasses import replace

from indexer.document import Document
from indexer.filters import NOT_STATED, Filters
from indexer.statistics import statistics

EMPTY = Document("a", "urn:a", "one", "A", {}, "", "", {}, {}, {"source": ("one",)}, {}, "", "", "2026-11-02")
BREAST = replace(
    EMPTY,
    id="b",
    facets={"source": ("one",), "cancer_type": ("breast-cancer",), "modality": ("mammography",)},
    numbers={"images": 100, "subjects": 10},
)
GLIOBLASTOMA = replace(
    EMPTY,
    id="c",
    facets={"source": ("two",), "cancer_type": ("glioblastoma",)},
    numbers={"images": 7},
    fresh="2026-10-01",
)
ALL = [EMPTY, BREAST, GLIOBLASTOMA]


def test_totals_add_what_is_stated():
    found = statistics(ALL, Filters()).plain()
    assert (found["datasets"], found["images"], found["subjects"], found["cancer_types"]) == (3, 107, 10, 2)
    assert found["stated_by"]["images"] == 2


def test_each_source_has_its_own_figures():
    by = statistics(ALL, Filters()).plain()["by_source"]
    assert by["one"]["images"] == 100
    assert by["two"] == {
        "datasets": 1, "subjects": 0, "images": 7, "studies": 0, "series": 0, "cancer_types": 1
    }  # fmt: skip


def test_a_dataset_without_the_facet_is_counted_as_not_stated_and_last():
    by = statistics(ALL, Filters()).by["modality"]
    assert list(by) == ["mammography", NOT_STATED]
    assert by[NOT_STATED].datasets == 2


def test_filters_count_as_in_search():
    assert statistics(ALL, Filters({"source": ("two",)})).total.datasets == 1
    assert statistics(ALL, Filters({"cancer_type": (NOT_STATED,)})).total.datasets == 1
    assert statistics(ALL, Filters(subjects_min=5)).total.datasets == 1
    assert statistics(ALL, Filters(subjects_min=5, subjects_max=9)).total.datasets == 0


def test_growth_is_by_month_oldest_first():
    assert list(statistics(ALL, Filters()).months) == ["2026-10", "2026-11"]


def test_a_page_about_a_platform_is_no_dataset():
    platform = replace(BREAST, id="p", kind="platform")
    assert statistics([*ALL, platform], Filters()).plain() == statistics(ALL, Filters()).plain()
