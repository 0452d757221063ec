"""Of what real descriptions say, at least 98 of 100 values are read."""

from pathlib import Path

import pytest

from harvester.evaluate_fields import Fields, files, measure

CATALOGUES = Path(__file__).parents[3] / "shared" / "data" / "catalogues"
GOAL = 0.98
TURTLE = b"""@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> .
<https://clinic.example/1> a dcat:Dataset ; dct:title "Lung CT" ; <https://clinic.example/ns#room> "B 12" ;
  dcat:theme <https://clinic.example/lungs> . <https://clinic.example/lungs> dct:title "Lungs" ."""


def test_values_are_counted_by_what_became_of_them():
    found = measure([("a.ttl", TURTLE, "text/turtle"), ("b.txt", b"nothing", "text/plain")])
    one = found.formats["dcat"]
    assert (one.documents, one.datasets, one.mapped, one.kept, one.unread) == (1, 1, 1, 1, 1)
    assert dict(one.names) == {"https://clinic.example/ns#room": 1}
    assert one.share() == pytest.approx(2 / 3)
    assert list(found.silent.values()) == [["b.txt"]]


def test_nothing_said_is_all_read():
    assert Fields().share() == 1.0


@pytest.mark.skipif(not CATALOGUES.is_dir(), reason="the collection of real descriptions is not here")
def test_every_format_of_the_collection_reaches_the_goal(capsys):
    found = measure(one for one in files(CATALOGUES) if not one[0].endswith((".yaml", ".csv", ".yml")))
    with capsys.disabled():
        for name, one in sorted(found.formats.items()):
            print(
                f"\n{name}: {one.datasets} datasets, {one.mapped} mapped, {one.kept} kept, {one.unread} unread, "
                f"{one.ignored} ignored: {100 * one.share():.2f} % read",
                end="",
            )
    assert found.formats.keys() >= {"dcat", "schema.org", "croissant", "ckan", "datacite", "oai_dc"}
    short = {name: one.names.most_common(5) for name, one in found.formats.items() if one.share() < GOAL}
    assert short == {}
