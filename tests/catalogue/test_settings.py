"""Settings and source files: a mistake is answered with place, what was found and what to write."""

import pytest

from catalogue.errors import ConfigError
from catalogue.settings import MASK, TABLE, load, rows
from catalogue.sources import choose, read_known, read_source, read_sources

GOOD = 'key = "clinic"\ntitle = "A clinic"\nkind = "ckan"\nurl = "https://clinic.example/"\n'


def complaint(callable_, *arguments, **more):
    with pytest.raises(ConfigError) as caught:
        callable_(*arguments, **more)
    return str(caught.value)


def test_the_first_of_flag_environment_file_default_wins(tmp_path):
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "messor.toml").write_text('port = 1\nhost = "file"\npage_size = 5\n')
    env = {"MESSOR_PORT": "2", "MESSOR_HOST": "env"}
    found = load({"home": str(tmp_path), "port": 3}, environment=env)
    got = (found.integer("port"), found.text("host"), found.integer("page_size"))
    assert got == (3, "env", 5)
    assert found.origins["host"] == "environment"


MISTAKES = {
    "an unknown variable names the nearest": ({"MESSOR_PROT": "1"}, "MESSOR_PROT", "MESSOR_PORT"),
    "text where a number is due": ({"MESSOR_PORT": "eighty"}, "port is 'eighty'", "a whole number"),
    "a word where yes or no is due": ({"MESSOR_FEEDBACK": "perhaps"}, "feedback", "true or false"),
    "a port that is none": ({"MESSOR_PORT": "99999"}, "port is 99999", "from 0 to 65535"),
    "a share above one": ({"MESSOR_REMOVAL_SHARE": "1.5"}, "removal_share is 1.5", "from 0 to 1"),
    "no hits on a page": ({"MESSOR_PAGE_SIZE": "-3"}, "page_size is -3", "of at least 1"),
    "a weight that is not a number": ({"MESSOR_VECTOR_WEIGHT": "nan"}, "vector_weight is nan", "at least 0"),
    "a share that is not a number": ({"MESSOR_REMOVAL_SHARE": "ten"}, "removal_share", "a number"),
}


@pytest.mark.parametrize("env, found, expected", MISTAKES.values(), ids=MISTAKES)
def test_a_wrong_setting(env, found, expected):
    text = complaint(load, {}, environment=env)
    assert found in text
    assert expected in text
    assert "->" in text


def test_a_file_that_is_not_toml_names_file_and_line(tmp_path):
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "messor.toml").write_text("port = = 1\n")
    text = complaint(load, {"home": str(tmp_path)}, environment={})
    assert "messor.toml" in text
    assert "line 1" in text


def test_secrets_are_masked_where_settings_are_shown():
    secret = "postgresql+psycopg://me:hunter2@db/messor"
    shown = {row[0]: row[1] for row in rows(load({"database": secret}, environment={}))}
    assert shown["database"] == MASK
    assert len(shown) == len(TABLE)


SOURCE_MISTAKES = {
    "an unknown key": (GOOD + 'intervall = "1d"\n', ":5", "unknown key 'intervall'", "Known keys"),
    "a key nearly right": (GOOD + 'schedul = "1d"\n', ":5", "schedul", "Did you mean 'schedule'?"),
    "an unknown kind": (GOOD.replace('"ckan"', '"ckann"'), ":3", "'ckann'", "Did you mean 'ckan'?"),
    "no title": (GOOD.replace('title = "A clinic"\n', ""), "clinic.toml", "'title' is missing", "Add title"),
    "an URL that is none": (GOOD.replace("https://clinic.example/", "clinic"), ":4", "'clinic'", "http"),
    "a file URL": (GOOD.replace("https://clinic.example/", "file:///x"), ":4", "file:", "http"),
    "a user name in the URL": (GOOD.replace("https://", "https://me@"), ":4", "me@", "user name"),
    "a schedule in words": (GOOD + 'schedule = "daily"\n', ":5", "'daily'", "1d"),
    "a schedule that never waits": (GOOD + 'schedule = "0d"\n', ":5", "'0d'", "from 1"),
    "a schedule beyond time": (GOOD + 'schedule = "99999999w"\n', ":5", "'99999999w'", "to 9999"),
    "a port that is none": (GOOD.replace("clinic.example", "clinic.example:99999"), ":4", "99999", "ort"),
    "more at least than at most": (
        GOOD + "[expect]\ndatasets_min = 9\ndatasets_max = 3\n", ":5", "expect", "not be more",
    ),
    "a number as text in a table": (
        GOOD + '[expect]\ndatasets_min = "two"\n', ":6", "[expect] datasets_min is 'two'", "integer",
    ),
    "an unknown key of a table": (
        GOOD + "[politeness]\ndelay = 1\n", ":6", "[politeness] delay", "Did you mean 'delay_s'?",
    ),
    "a key that is not the file's name": (GOOD.replace('"clinic"', '"clinik"', 1), ":1", "clinik", "rename"),
    "not TOML": ("key = ", "clinic.toml", "TOML", "Mend"),
}  # fmt: skip


@pytest.mark.parametrize("text, place, found, advice", SOURCE_MISTAKES.values(), ids=SOURCE_MISTAKES)
def test_a_wrong_source_file(tmp_path, text, place, found, advice):
    file = tmp_path / "clinic.toml"
    file.write_text(text)
    said = complaint(read_source, file)
    for part in (place, found, advice):
        assert part in said


def test_sources_are_read_by_name_and_chosen_by_key(tmp_path):
    (tmp_path / "clinic.toml").write_text(GOOD)
    (tmp_path / "asleep.toml").write_text(GOOD.replace('"clinic"', '"asleep"', 1) + "enabled = false\n")
    known = read_sources(tmp_path)
    assert list(known) == ["asleep", "clinic"]
    assert [one.key for one in choose(known, [])] == ["clinic"]
    assert [one.key for one in choose(known, ["asleep"])] == ["asleep"]
    assert "Did you mean 'clinic'?" in complaint(choose, known, ["clinc"])


def test_a_wrong_file_does_not_hold_up_the_other_sources(tmp_path):
    (tmp_path / "clinic.toml").write_text(GOOD)
    (tmp_path / "hospital.toml").write_text(GOOD.replace("kind", "knd"))
    known, wrong = read_known(tmp_path)
    assert (list(known), list(wrong)) == (["clinic"], ["hospital"])
    assert [one.key for one in choose(known, ["clinic"], wrong)] == ["clinic"]
    assert "hospital.toml" in complaint(choose, known, ["hospital"], wrong)
    assert "hospital.toml" in complaint(read_sources, tmp_path)


def test_no_folder_means_no_sources(tmp_path):
    assert read_sources(tmp_path / "nowhere") == {}
