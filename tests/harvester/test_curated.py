"""What curators said of real collections is found in their prose, as often as promised."""

import runpy
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FOLDER = ROOT.parent / "shared" / "data" / "truth"
MEASURE = runpy.run_path(str(ROOT / "benchmarks" / "curated.py"))

pytestmark = pytest.mark.skipif(
    not (FOLDER / MEASURE["COLLECTIONS"]).is_file(), reason="needs the curated collections"
)


def test_cancer_types_and_sites_of_imaging_collections_are_found():
    kinds, sites = MEASURE["collections"](FOLDER)
    assert kinds.known >= 35
    assert kinds.accuracy >= 0.85, kinds
    assert sites.known >= 50
    assert sites.accuracy >= 0.90, sites


def test_cancers_of_genomic_studies_are_found():
    share = MEASURE["studies"](FOLDER)
    assert share.known >= 150
    assert share.accuracy >= 0.90, share
