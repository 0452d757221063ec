"""Access in sentences: open, on request, closed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final, NamedTuple

ROOT: Final = "http://publications.europa.eu/resource/authority/access-right/"

_RESTRICTED: Final = (
    r"(?:up)?on (?:reasonable |justified )?request|controlled[- ]access|restricted[- ]access|"
    r"access committee|"
    r"data (?:use|access|transfer) agreement|request access|apply for access|application for access|"
    r"after (?:approval|registration)|requires? (?:approval|registration|an application)|registered users|"
    r"auf anfrage|auf antrag|nach genehmigung|eingeschränkte[rmn]? zugang|sur demande|"
    r"sur requête|accès restreint|"
    r"accès contrôlé|bajo petición|previa solicitud|a petición|acceso restringido|su richiesta|"
    r"accesso limitato|"
    r"accesso ristretto|a pedido|mediante pedido|acesso restrito|op aanvraag|op verzoek|na aanvraag|"
    r"beperkte toegang|efter anmodning|efter ansøgning|på begäran|efter ansökan|pyynnöstä|hakemuksesta|"
    r"na żądanie|na wniosek|po zatwierdzeniu|na vyžádání|na žádost|na požiadanie|na žiadosť|"
    r"kérésre|kérelemre|"
    r"la cerere|при поискване|след одобрение|по заявка|ограничен достъп|κατόπιν αιτήματος|κατόπιν έγκρισης|"
    r"na zahtevo|na zahtjev|po odobritvi|po odobrenju|pagal prašymą|gavus leidimą|pēc pieprasījuma|"
    r"taotluse alusel|ar iarratas|arna iarraidh|fuq talba"
)
_PUBLIC: Final = (
    r"(?:publicly|freely|openly) (?:available|accessible)|open access|available to (?:everyone|the public)|"
    r"(?:free|open) download|can be downloaded freely|no registration|"
    r"frei (?:verfügbar|zugänglich)|öffentlich (?:verfügbar|zugänglich)|en libre accès|accès libre|"
    r"librement accessibles?|de acceso abierto|acceso libre|disponibles? libremente|ad accesso aperto|"
    r"liberamente (?:accessibil|disponibil)\w+|de acesso aberto|acesso livre|"
    r"vrij (?:beschikbaar|toegankelijk)|"
    r"frit tilgængelig\w*|fritt tillgänglig\w*|vapaasti saatavilla|avoimesti saatavilla|"
    r"vabalt kättesaadav\w*|"
    r"publicznie dostępn\w+|ogólnodostępn\w+|volně (?:dostupn|přístupn)\w+|voľne (?:dostupn|prístupn)\w+|"
    r"szabadon (?:elérhető|hozzáférhető)\w*|acces liber|disponibil\w* public|свободно достъпн\w+|"
    r"публично достъпн\w+|ελεύθερα (?:διαθέσιμ|προσβάσιμ)\w+|prosto dostopn\w+|slobodno dostupn\w+|"
    r"laisvai prieinam\w+|viešai prieinam\w+|brīvi pieejam\w+|ar fáil go saor|disponibbli għall-pubbliku"
)
_NON_PUBLIC: Final = (
    r"not (?:publicly|openly) available|not open to the public|for internal use|cannot be shared|"
    r"nicht öffentlich|pas (?:accessibles?|disponibles?) (?:au public|publiquement)|no (?:es|"
    r"son|está|están) públic\w+|"
    r"non (?:è|sono) pubblic\w+|niet openbaar|ikke offentlig\w*|inte offentlig\w*|не (?:е|са) публичн\w+"
)
# "Access is restricted", "Zugang | eingeschränkt": a word for access, a short verb or a border, a right.
_NOUN: Final = (
    r"(?:access(?: rights?)?|zugang|accès|acceso|accesso|acesso|toegang|adgang\w*|åtkomst\w*|"
    r"tillgång\w*|pääsy|"
    r"dostęp|přístup|prístup|hozzáférés|accesul|acces|достъп\w*|πρόσβαση|dostop|pristup|prieiga|piekļuve|"
    r"juurdepääs|rochtain|aċċess)(?:\s*[|:]\s*|\s+(?:\w{1,4}\s+){0,2})"
)
_RESTRICTED_WORDS: Final = (
    r"restricted|controlled|limited|eingeschränkt|beschränkt|restreint|contrôlé|limité|restringido|limitado|"
    r"limitato|ristretto|restrito|beperkt|begrænset|begränsad|rajoitettu|ograniczony|omezen\w?|obmedzený|"
    r"korlátozott|restricționat|limitat|ограничен\w*|περιορισμένη|omejen|ograničen|apribota|ribota|"
    r"ierobežota|piiratud|srianta|ristrett"
)
_PUBLIC_WORDS: Final = (
    r"open|public|free|offen|öffentlich|frei|libre|ouvert|público|abierto|aperto|pubblico|libero|aberto|livre|"
    r"openbaar|vrij|åben|offentlig|öppen|avoin|julkinen|otwarty|publiczny|otevřený|veřejný|otvorený|verejný|"
    r"nyílt|nyilvános|deschis|отворен\w*|публичен|свободен|ανοικτή|ανοιχτή|ελεύθερη|odprt|javen|otvoren|javan|"
    r"slobodan|atvira|vieša|atvērta|avatud|avalik|oscailte|miftuħ"
)
_NON_PUBLIC_WORDS: Final = (
    r"non-public|not public|closed|geschlossen|nicht öffentlich|fermé|cerrado|chiuso|fechado|gesloten|lukket|"
    r"stängd|suljettu|zamknięty|uzavřený|zárt|închis|затворен|непубличен|κλειστή|zaprt|zatvoren|uždara|slēgta|"
    r"suletud|dúnta|magħluq"
)
_SAID: Final = (
    ("NON_PUBLIC", f"{_NON_PUBLIC}|{_NOUN}(?:{_NON_PUBLIC_WORDS})"),
    ("RESTRICTED", f"{_RESTRICTED}|{_NOUN}(?:{_RESTRICTED_WORDS})"),
    ("PUBLIC", f"{_PUBLIC}|{_NOUN}(?:{_PUBLIC_WORDS})"),
)
_PATTERNS: Final[Mapping[str, re.Pattern[str]]] = {
    code: re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE) for code, pattern in _SAID
}
_DENIED = re.compile(r"\b(?:not|nicht|non|pas|no|не|ikke|inte|niet)\s*$", re.IGNORECASE)


class Access(NamedTuple):
    """An access right said in a sentence: IRI of the EU table, and the span of the words."""

    iri: str
    start: int
    end: int


def access(text: str) -> Access | None:
    """Find how the data can be had, the narrowest right that is said; None when nothing is.

    >>> access("Images are available upon request.").iri.rpartition("/")[2]
    'RESTRICTED'
    """
    for code, pattern in _PATTERNS.items():
        for found in pattern.finditer(text):
            if not _DENIED.search(text, max(0, found.start() - 12), found.start()):
                return Access(ROOT + code, *found.span())
    return None
