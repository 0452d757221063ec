"""What numbers in descriptions count: the nouns for people, images, series, studies and datasets.

All languages in one table: behind a number a word is rarely mistaken for another language's. A word
ending in ``!`` counts only as it stands, any other also as the beginning of a longer word; ``_`` joins
the words of a phrase.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final, NamedTuple

from harvester.understand.words import Word

DATASETS: Final = "messor:numberOfDatasets"
IMAGES: Final = "messor:numberOfImages"
PEOPLE: Final = "healthdcatap:numberOfUniqueIndividuals"
SERIES: Final = "messor:numberOfSeries"
STUDIES: Final = "healthdcatap:numberOfRecords"
SLIDES: Final = "messor:numberOfSlides"
CENTRES: Final = "messor:numberOfCentres"

_PEOPLE = """
patient participant volunteer subject! subjects! individuals! people! person! persons! case! cases!
women! men! children! donors! probands! пациент участни лица! души! човека! хора! случа болни! жени!
мъже! деца! pacient účastní subjekt osob! osoby! osôb! lidí! případ žen! dětí! deltager personer!
mennesker! tilfælde! proband teilnehm personen! menschen! fälle! fällen! kinder! frauen! männer!
erkrankte! ασθεν συμμετέχ συμμετεχ άτομα! ατόμων! ανθρώπ περιπτώσ παιδιά! παιδιών! γυναίκες! άνδρες!
sujeto individuos! personas! casos! mujeres! hombres! niños! patsien osaleja isik! isikut! isikute!
inimes juhtu! juhtumit! potila tutkittav henkilö ihmis! ihmistä! osallistuj tapausta! sujets! personnes!
individus! cas! femmes! enfants! malades! othar othair n-othar rannpháirt daoine! duine! cás! cásanna!
bolesnik pacijent ispitanik osoba! osobe! ljudi! slučaj djece! žena! beteg páciens résztvev személy!
ember! eset! esetet! pazient soggett partecipant persone! individui! casi! donne! bambini! dalyvi tiriam
asmen žmon atvej! atvejų! atvejai! dalībniek personas! personām! cilvēk gadījum pazjent parteċipant
persuni! nies! każijiet! patiënt proefperson deelnemer mensen! gevallen! vrouwen! kinderen! pacjent
uczestni osób! ludzi! przypadk chorych! kobiet! doente utente pessoas! sujeitos! indivíduos! mulheres!
persoane! subiecți! participanți! cazuri! bolnavi! ľudí! prípad detí! bolnik preiskovan udeležen oseb!
primerov! deltagare! försöksperson människor! kvinnor! barn!
"""
_IMAGES = """
image picture pictures! radiograph mammograms! изображени снимк! снимки! snímk obraz! obrazů! obrázk
billede! billeder! bild! bilder! bildern! aufnahme röntgenbild einzelbild εικόν εικον απεικονίσ imagen!
imágenes! pilt! pilti! pildi! kujutis ülesvõt kuva! kuvaa! kuvia! clichés! íomhá n-íomhá slika! slike!
snimk snimaka! kép! képet! képek! felvétel immagin vaizd atvaizd nuotrauk attēl immaġni beeld! beelden!
opnamen! obrazów! obrazy! zdjęć! zdjęcia! imagens! imagini! snímok! snímky! obrázok! obrázky! posnetk
avbildning
"""
_SERIES = """
series! image_series! imaging_series! серии! sérií! série! serien! bildserie serier! serie! serií!
séries! σειρές! σειρών! sarjaa! sarja! seeria! seeriat! sorozat serijos! serijų! sērij serij serji!
serii! sorja! serias! image_sets!
"""
_STUDIES = """
imaging_stud imaging_exam studies! study! exams! examinations! scans! scan! изследвани прегледа!
прегледи! vyšetřen studií! undersøgelse untersuchung studien! εξετάσ μελέτ estudio exámenes! exploracion
uuring! uuringut! uuringu! tutkimusta! tutkimusten! examens! études! scrúdú pretrag! pretraga! snimanja!
vizsgálat esami! studi! tyrim izmeklējum studji! eżamijiet! onderzoek badań! badania! exames! estudos!
examinări! studii! vyšetren preiskav študij undersökning studier!
"""
_DATASETS = """
dataset data_sets! data_set! collections! набора_данни! набор_данни! набори_данни! набора_от_данни!
набор_от_данни! набори_от_данни! datov_sad datov_soubor datasæt datensätz datensatz σύνολα_δεδομένων!
συνόλων_δεδομένων! conjuntos_de_datos! conjunto_de_datos! andmekog andmestik tietoaineisto aineisto!
aineistoa! jeux_de_données! jeu_de_données! ensembles_de_données! tacar_sonraí! dtacar_sonraí!
thacar_sonraí! skup_podataka! skupa_podataka! skupova_podataka! adatkészlet adatállomány insiemi_di_dati!
set_di_dati! duomenų_rinkin datu_kop settijiet_ta_data! gegevensset zbior_danych zbiorów_danych!
zbiory_danych! zestaw_danych zestawów_danych! conjuntos_de_dados! conjunto_de_dados! seturi_de_date!
set_de_date! súborov_údajov! súbory_údajov! dátov_súbor nabor_podatkov naborov_podatkov! podatkovn_zbirk
datauppsättning datamängd
"""
_TEXTS: Final[Mapping[str, str]] = {
    DATASETS: _DATASETS,
    SERIES: _SERIES,
    STUDIES: _STUDIES,
    IMAGES: _IMAGES,
    PEOPLE: _PEOPLE,
}
_NAMES: Final[Mapping[str, str]] = {
    "slides": SLIDES,
    "centres": CENTRES,
    "people": PEOPLE,
    "images": IMAGES,
    "studies": STUDIES,
    "series": SERIES,
    "datasets": DATASETS,
}
_PREFIX: Final = 2
_COMPOUND_LEAST: Final = 4
_NEVER_INSIDE: Final = frozenset(
    {"copi", "mara!", "nisa", "nisa!", "fear!", "bean!", "casi!", "stamp!", "otrok", "otrok!"}
)
"""Units that end other words by chance: "endoscopische" has no Romanian children in it."""


class Unit(NamedTuple):
    """What is counted, and how many words name it."""

    property: str
    length: int


def unit_at(split: Sequence[Word], place: int) -> Unit | None:
    """Give the unit that begins at a word, the longest one; None when none does.

    Args:
        split: Words of a text.
        place: Number of a word in it.
    """
    best: Unit | None = None
    best_size = 0
    for parts, property_ in _starting(split[place].text):
        size = len("".join(parts))
        if size <= best_size or place + len(parts) > len(split):
            continue
        if all(_fits(split[place + number], part, number) for number, part in enumerate(parts)):
            best, best_size = Unit(property_, len(parts)), size
    return best


def _fits(word: Word, part: str, number: int) -> bool:
    if number and word.breaks:
        return False
    return word.text == part[:-1] if part.endswith("!") else word.text.startswith(part)


@lru_cache(maxsize=1 << 15)
def _starting(word: str) -> tuple[tuple[tuple[str, ...], str], ...]:
    """Give the phrases whose first word this may be."""
    return tuple(
        (parts, property_)
        for parts, property_ in _table().get(word[:_PREFIX], ())
        if (word == parts[0][:-1] if parts[0].endswith("!") else word.startswith(parts[0]))
    )


@lru_cache(maxsize=1 << 15)
def unit_inside(word: str) -> str | None:
    """Give what a compound counts: its last part is a unit ("ultraljudsbilder", "aikuispotilasta")."""
    for place in range(3, len(word) - 3):
        tail = word[place:]
        for parts, property_ in _table().get(tail[:_PREFIX], ()):
            if len(parts) > 1 or len(parts[0].rstrip("!")) < _COMPOUND_LEAST or parts[0] in _NEVER_INSIDE:
                continue
            part = parts[0]
            if (
                tail == part[:-1]
                if part.endswith("!")
                else tail.startswith(part) and len(tail) <= len(part) + 5
            ):
                return property_
    return None


@lru_cache(maxsize=1)
def _table() -> Mapping[str, list[tuple[tuple[str, ...], str]]]:
    table: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    more = tomllib.loads((Path(__file__).parent / "units_more.toml").read_text("utf-8"))
    texts = [*_TEXTS.items(), *((_NAMES[name], text) for name, text in more.items())]
    for property_, text in texts:
        for phrase in text.split():
            exact = phrase.endswith("!")
            parts = phrase.rstrip("!").replace("-", "_").replace("'", "_").split("_")
            # In a phrase only the last word may be the beginning of a longer one, if the phrase says so.
            marked = [part if not exact else f"{part}!" for part in parts if part]
            table.setdefault(parts[0][:_PREFIX], []).append((tuple(marked), property_))
    return table
