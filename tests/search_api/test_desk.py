"""The desk reads the source files as they are now; one that is wrong hides no other."""

import os

import pytest

from search_api.desk import Desk
from tests.search_api.conftest import settings_of

FILE = 'key = "{key}"\ntitle = "{title}"\nkind = "ckan"\nurl = "https://clinic.example/"\n'


@pytest.fixture
def desk(tmp_path):
    (tmp_path / "config" / "sources").mkdir(parents=True)
    made = Desk(settings_of(tmp_path))
    yield made
    made.close()


def put(tmp_path, key, title, at):
    file = tmp_path / "config" / "sources" / f"{key}.toml"
    file.write_text(FILE.format(key=key, title=title))
    os.utime(file, (at, at))


def test_a_file_that_comes_changes_or_goes_is_seen_without_a_restart(desk, tmp_path):
    assert dict(desk.sources) == {}
    put(tmp_path, "clinic", "A clinic", 1_000_000_000)
    assert desk.source_title("clinic") == "A clinic"
    put(tmp_path, "clinic", "The clinic", 1_000_000_001)
    assert desk.source_title("clinic") == "The clinic"
    (tmp_path / "config" / "sources" / "clinic.toml").unlink()
    assert desk.source_title("clinic") == "clinic"


def test_a_wrong_file_hides_only_its_own_source(desk, tmp_path):
    put(tmp_path, "clinic", "A clinic", 1_000_000_000)
    (tmp_path / "config" / "sources" / "hospital.toml").write_text("key = ")
    assert list(desk.sources) == ["clinic"]
