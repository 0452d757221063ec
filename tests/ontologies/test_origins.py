"""Every data file says where it comes from, and is what it says."""

from pathlib import Path

import pytest

from ontologies.errors import VocabularyError
from ontologies.origins import FOLDER, defects, origins, refresh

ENTRY = '[[file]]\npath = "{}"\norigin = "{}"\nlicence = "CC-BY-4.0"\nholder = "H"\nsha256 = "{}"\n'


def test_every_data_file_is_listed_and_its_hash_holds() -> None:
    assert defects() == ()


def test_every_entry_names_origin_licence_and_holder() -> None:
    assert [entry.path for entry in origins() if not (entry.origin and entry.licence and entry.holder)] == []


def test_a_file_from_elsewhere_is_named_with_its_commit() -> None:
    foreign = [entry for entry in origins() if entry.origin != ("ours",) and "Babel" not in entry.origin[0]]

    assert foreign
    assert [
        entry.path for entry in foreign for place in entry.origin if "@" not in place or ":" not in place
    ] == []


def test_the_unicode_licence_travels_with_the_names_taken_from_it() -> None:
    assert "Unicode" in (FOLDER / "tables" / "LICENSE.unicode").read_text(encoding="utf-8")


def test_new_files_of_our_own_are_listed_and_changed_ones_hashed_anew(tmp_path: Path) -> None:
    (tmp_path / "concepts").mkdir()
    (tmp_path / "concepts" / "new.ttl").write_text("# one")
    (tmp_path / "ORIGINS.toml").write_text("")

    assert refresh(tmp_path) == ()
    (tmp_path / "concepts" / "new.ttl").write_text("# two")
    assert len(defects(tmp_path)) == 1
    assert refresh(tmp_path) == ()
    assert defects(tmp_path) == ()
    assert origins(tmp_path)[0].origin == ("ours",)


def test_a_changed_or_unlisted_file_from_elsewhere_is_never_passed_off_as_ours(tmp_path: Path) -> None:
    (tmp_path / "theirs.ttl").write_text("# changed")
    (tmp_path / "unknown.ttl").write_text("# whose?")
    (tmp_path / "ORIGINS.toml").write_text(ENTRY.format("theirs.ttl", "a/b@c:d", "0" * 64))

    refused = refresh(tmp_path)

    assert list(refused) == [
        "theirs.ttl is not ours and has changed",
        "unknown.ttl has no entry: write where it comes from by hand",
    ]
    assert len(defects(tmp_path)) == 2


def test_a_listed_file_that_is_gone_is_named(tmp_path: Path) -> None:
    (tmp_path / "ORIGINS.toml").write_text(ENTRY.format("gone.ttl", "ours", "0" * 64))

    assert defects(tmp_path) == ("gone.ttl is listed but does not exist",)


def test_a_broken_list_says_so(tmp_path: Path) -> None:
    (tmp_path / "ORIGINS.toml").write_text("[[file")

    with pytest.raises(VocabularyError, match=r"ORIGINS\.toml cannot be read"):
        origins(tmp_path)
