"""Hospitals: counted together, counted by a phrase, and the writer's own."""

import pytest

from harvester.understand.figures import figures
from harvester.understand.units import CENTRES
from harvester.understand.words import words


def hospitals(text, language):
    found = figures(text, words(text), language)
    return [one.value for one in found if one.property == CENTRES and one.confidence >= 0.5]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("da", "Billederne er taget på tre afdelinger i Danmark og én i Norge.", 4),
        ("en", "Images were collected in five centres, three in Ireland and two in Spain.", 5),
        ("mt", "Skans minn żewġ sptarijiet, wieħed f'Malta u l-ieħor f'Ċipru.", 2),
        (
            "ga",
            "Scananna a rinneadh i gceithre ospidéal — dhá cheann in Éirinn agus dhá cheann sa Ghearmáin.",
            4,
        ),
        ("ga", "Rinneadh na scananna in ospidéal ollscoile amháin in Albain.", 1),
        ("sv", "Behandlingarna gavs vid nio finska och svenska kliniker.", 9),
        ("nl", "Verzameld in één kinderoncologisch centrum in Nederland.", 1),
        ("lv", "Attēli iegūti Latvijā un Igaunijā (pa vienam centram katrā valstī).", 2),
        ("fr", "Images recueillies en Tunisie, en Italie et en France, dans un centre de chaque pays.", 3),
        ("bg", "Снимките са направени в нашата клиника през периода 2008–2016 г.", 1),
        ("fr", "IRM de 412 patientes réalisées dans notre hôpital.", 1),
        ("fi", "Kuvat on kerätty sairaalassamme.", 1),
    ],
)
def test_hospitals_are_counted(language, text, expected):
    assert hospitals(text, language) == [expected]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Questions? Our clinic answers letters."),
        ("en", "Patients of our partner's hospitals come from each country."),
        ("de", "Anfragen bitte an das Sekretariat in unserem Haus."),
    ],
)
def test_a_hospital_that_is_only_mentioned_is_no_count(language, text):
    assert hospitals(text, language) == []


def test_our_hospital_gives_way_to_a_count():
    text = "Images were taken in our hospital. In all, nine centres contributed images of 400 patients."

    assert hospitals(text, "en") == [9]
