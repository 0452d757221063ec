"""Read "at least 500 patients" and "open access" in the languages of the Union.

Phrases are looked for in all languages at once: which language a number word comes from changes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from ontologies.fold import plain

AT_LEAST = (
    "at least|minimum of|minimum|not fewer than|no fewer than|no less than|поне|най-малко|минимум|"
    "alespoň|nejméně|minimálně|aspoň|mindst|mindestens|wenigstens|τουλάχιστον|al menos|por lo menos|"
    "mínimo|vähemalt|vähintään|ainakin|au moins|au minimum|ar a laghad|najmanje|barem|legalább|almeno|"
    "minimo|bent|ne mažiau kaip|vismaz|mill-inqas|minstens|ten minste|minimaal|co najmniej|przynajmniej|"
    "pelo menos|no mínimo|cel puțin|najmenej|minimálne|vsaj|najmanj|minst|åtminstone|≥|>="
)
MORE_THAN = (
    "more than|greater than|over|above|повече от|над|více než|přes|mere end|flere end|mehr als|über|"
    "πάνω από|περισσότεροι από|περισσότερους από|περισσότερα από|περισσότερες από|más de|rohkem kui|üle|"
    "enemmän kuin|yli|plus de|níos mó ná|os cionn|više od|preko|több mint|più di|oltre|daugiau nei|"
    "daugiau kaip|virš|vairāk nekā|vairāk par|aktar minn|meer dan|ponad|więcej niż|mais de|mai mult de|"
    "peste|viac ako|viac než|več kot|mer än|fler än|över|>"
)
AT_MOST = (
    "at most|up to|no more than|maximum of|най-много|до|nejvýše|maximálně|højst|höchstens|maximal|"
    "το πολύ|como máximo|kuni|enintään|korkeintaan|au plus|ar a mhéad|najviše|legfeljebb|al massimo|"
    "ne daugiau kaip|ne vairāk kā|mhux aktar minn|hoogstens|maximaal|co najwyżej|no máximo|cel mult|"
    "najviac|največ|högst|≤|<="
)
LESS_THAN = (
    "fewer than|less than|under|below|по-малко от|под|méně než|færre end|mindre end|weniger als|"
    "λιγότεροι από|λιγότερους από|κάτω από|menos de|vähem kui|alla|vähemmän kuin|moins de|níos lú ná|"
    "manje od|kevesebb mint|meno di|mažiau nei|mažiau kaip|mazāk nekā|mazāk par|inqas minn|minder dan|"
    "mniej niż|mai puțin de|sub|menej ako|manj kot|färre än|mindre än|<"
)
PEOPLE = (
    "patient|subject|participant|people|person|individual|case|volunteer|children|women|men\\b|пациент|"
    "участни|лица|души|човек|хора|случа|pacient|osob|případ|účastn|prípad|patienter|deltag|tilfælde|"
    "individ|proband|fälle|teilnehm|ασθεν|άτομ|περιστατικ|περιπτώσ|συμμετέχ|paciente|sujeto|caso|"
    "patsien|isiku|osaleja|juhtu|potila|henkil|tapau|osallistuj|sujet|personne|cas\\b|othar|othair|"
    "duine|daoine|pacijen|bolesnik|ispitanik|slučaj|beteg|páciens|személy|eset|résztvev|pazient|"
    "soggett|casi\\b|partecipant|asmen|dalyvi|atvej|žmon|gadījum|dalībniek|cilvēk|pazjent|persuni|każ|"
    "deelnemer|gevallen|proefperso|pacjent|osób|przypad|uczestni|doente|sujeito|pessoa|participante|"
    "pacien|persoan|cazuri|subiec|bolnik|oseb|primer|udelež|fall\\b"
)
IMAGES = (
    "image|scan|picture|изображени|снимк|obraz|sním|billed|bilder|aufnahme|εικόν|imagen|imágen|pilt|"
    "kuva|kuvi|cliché|íomhá|slik|snimk|kép|felvétel|immagin|vaizd|attēl|immaġni|immaġini|beeld|imagem|"
    "imagini|snímok"
)
OPEN = (
    "open access|open data|openly available|publicly available|freely available|public access|"
    "свободен достъп|отворен достъп|отворени данни|свободно достъпн|otevřený přístup|otevřená data|"
    "åben adgang|åbne data|öffentlich zugänglich|frei zugänglich|frei verfügbar|offene daten|"
    "ανοικτή πρόσβαση|ανοιχτή πρόσβαση|ανοικτά δεδομένα|acceso abierto|datos abiertos|avatud juurdepääs|"
    "avaandmed|avoin data|avoin pääsy|libre accès|accès libre|accès ouvert|données ouvertes|"
    "rochtain oscailte|otvoreni pristup|otvoreni podaci|nyílt hozzáférés|nyílt adat|accesso aperto|"
    "dati aperti|libero accesso|atvira prieiga|atviri duomenys|atvērta piekļuve|atvērtie dati|"
    "aċċess miftuħ|vrij toegankelijk|open toegang|otwarty dostęp|otwarte dane|acesso aberto|"
    "dados abertos|acces deschis|date deschise|otvorený prístup|otvorené dáta|odprt dostop|"
    "odprti podatki|öppen tillgång|öppna data"
)
RESTRICTED = (
    "restricted access|controlled access|ограничен достъп|контролиран достъп|omezený přístup|"
    "begrænset adgang|eingeschränkter zugang|beschränkter zugang|περιορισμένη πρόσβαση|"
    "acceso restringido|piiratud juurdepääs|rajoitettu pääsy|accès restreint|accès contrôlé|"
    "rochtain shrianta|ograničen pristup|korlátozott hozzáférés|accesso limitato|accesso ristretto|"
    "ribota prieiga|ierobežota piekļuve|aċċess ristrett|beperkte toegang|ograniczony dostęp|"
    "acesso restrito|acces restricționat|obmedzený prístup|omejen dostop|begränsad åtkomst"
)
NUMBER = r"(\d{1,3}(?:[ .,'\u00a0\u202f]\d{3})+|\d+)\s?(k\b)?"
LARGEST = 10**12

Limit = Literal["subjects_min", "subjects_max", "images_min"]


@dataclass(frozen=True, slots=True)
class Limited:
    """A limit read from words: which, its inclusive value, and where it stood."""

    limit: Limit
    value: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Access:
    """An access right read from words: code of the EU table, and where it stood."""

    code: str
    start: int
    end: int


def limits(text: str) -> list[Limited]:
    """Read limits on people and images, in order.

    >>> [(one.limit, one.value) for one in limits("MRI, mindestens 1.000 Patienten")]
    [('subjects_min', 1000)]
    >>> [(one.limit, one.value) for one in limits("πάνω από 200 ασθενείς, 500+ images")]
    [('subjects_min', 201), ('images_min', 500)]
    >>> limits("2 cases")
    []
    """
    found = []
    for match in _limit_pattern().finditer(_even(text)):
        words = match.groupdict()
        value = int(re.sub(r"\D", "", words["number"])) * (1000 if words["thousand"] else 1)
        people = words["people"] is not None
        low = words["least"] or words["more"] or words["plus"]
        high = words["most"] or words["less"]
        if value > LARGEST or not (low or high) or (high and not people):
            continue
        name: Limit = ("subjects_max" if high else "subjects_min") if people else "images_min"
        value += 1 if words["more"] else -1 if words["less"] else 0
        found.append(Limited(name, max(value, 0), match.start(), match.end()))
    return found


def access(text: str) -> list[Access]:
    """Read access rights, in order.

    >>> [one.code for one in access("lung CT, open access")]
    ['PUBLIC']
    """
    even = _even(text)
    found = [
        Access(code, match.start(), match.end())
        for code, pattern in (("PUBLIC", _phrase(OPEN)), ("RESTRICTED", _phrase(RESTRICTED)))
        for match in pattern.finditer(even)
    ]
    return sorted(found, key=lambda one: one.start)


def _even(text: str) -> str:
    """Fold letter by letter, so that places stay what they were."""
    return "".join((plain(letter) or letter)[0] if not letter.isspace() else " " for letter in text)


def _alternatives(phrases: str) -> str:
    parts: Iterable[str] = phrases.split("|")
    ordered: Sequence[str] = sorted({_even(part) for part in parts}, key=lambda part: (-len(part), part))
    return "|".join(part if part.endswith("\\b") else re.escape(part) for part in ordered)


@lru_cache(maxsize=1)
def _limit_pattern() -> re.Pattern[str]:
    start = r"(?<![^\W_])"
    kinds = "|".join(
        f"(?P<{name}>{_alternatives(phrases)})"
        for name, phrases in (
            ("least", AT_LEAST),
            ("most", AT_MOST),
            ("more", MORE_THAN),
            ("less", LESS_THAN),
        )
    )
    number = NUMBER.replace("(\\d", "(?P<number>\\d", 1).replace("(k", "(?P<thousand>k")
    between = r"(?:[^\W\d_]+\s){0,2}?"
    units = f"(?:(?P<people>{_alternatives(PEOPLE)})|(?P<images>{_alternatives(IMAGES)}))"
    return re.compile(rf"{start}(?:(?:{kinds})\s?)?{number}\s?(?P<plus>\+)?\s?{between}{units}[^\W_]*")


@lru_cache(maxsize=2)
def _phrase(phrases: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_])(?:{_alternatives(phrases)})[^\W_]*")
