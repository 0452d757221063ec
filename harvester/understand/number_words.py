"""Words around numbers: thousands and millions, measures, names of levels, prepositions, by sense.

All languages in one list each; what stands beside a number leaves little room for mistakes.
"""

from __future__ import annotations

from typing import Final

_THOUSAND = """
thousand thousands k хил хиляди tisíc tisíce tusind tusinde tausend tsd χιλιάδες χιλ mil miles tuhat
tuhatta tuhande mille milliers míle tisuća tisuće tisuću ezer mila tūkst tūkstančių tūkstančiai tūkstoši
tūkstošiem elf duizend tys tysięcy tysiące milhares mii tisoč tusen
"""
_MILLION = """
million millions mio mln млн милион милиона милиони milion milionu milionů milióny miliony mill millioner
millionen εκατομμύρια εκατ εκατομμύριο millón millones miljon miljonit miljoni miljoonaa miljoona milj
milliún milijun milijuna millió milione milioni milijonas milijonai milijonų milijoni milijons miljoniem
miljuni miljun miljoen milionów milhão milhões milioane milión milióna miliónov milijon milijona milijone
miljoner
"""
_MEASURES = """
t tesla mm cm m km µm um nm ml l mg kg g gy mgy kv kvp ma mas s ms min h hz mhz ghz gb tb mb kb years
year months month weeks days hours euro eur euros usd dollars jahre jahren monate ans mois años anni anos
lat let år години месеца месеци г год евро χρόνια ετών έτη percent prozent procent x dpi bit bits fps
"""
_NAMES = """
phase stage grade type level tier version table figure fig chapter section no nr gleason score pirads
birads group arm cohort step task part week day month year page grant article annex covid sars spy t n m
g фаза стадий степен тип таблица фигура етап stadium stadio stade estadio fase
"""
_STOPS = """
with from treating in at by for to per and or of the were was is are who that which under over between
since с от в за при и или на по до през mit von aus bei für und oder der die das den im am zum avec dans
par pour et ou des du de les la le con en por para y del los las da di e dei delle met van uit bij voor
och med från för i na z w od dla ze v se pro s
"""
_YEARLY = """
in since from until till before after during year by of and to през от до след в seit ab bis vor nach
depuis en jusqu desde hasta dal fino od do w z från sedan sinds tot vuonna alates aastal
"""
_MEASURED = """
éves jähr godiš letn letý letých ročn годиш årig vuoti aastas aastan bliain mbliain sivun sivua seite
stránek strán strony stron págin página pagin σελίδ lehekül oldal puslap lappus paġn leathan strana sidor
sider dias días giorn dagen dage dagar päiv päeva napon napja dnů dní dni dneh dienų dienas dienu jiem jum
ημέρ woche week settiman semaine semana săptăm týdn týžd tygodni tedn tjedan tjedn viikko nädal savai nedēļ
ġimgħ veckor uger седмиц εβδομάδ monat månad måned kuukau kuud hónap mēne mėnes xahar mhí měsíc mesiac miesi
mesec mjesec luni meses mesi maand minut percent procent prosent
"""
_ABOUT = """
about approximately approx circa ca around over nearly almost total totally some roughly rund etwa ungefähr
knapp gut über gesamt insgesamt mehr als zusammen environ près presque total plus env около общо над почти
повече cca asi kolem přibližně celkem zhruba přes okolo asi vyše spolu takmer približne celkovo skoraj
približno skupaj okoli oko približno ukupno preko gotovo około ponad blisko prawie łącznie razem cirka
omkring knap over i alt samlet knappt drygt närmare totalt sammanlagt noin yli lähes yhteensä umbes üle ligi
kokku apie beveik daugiau iš viso aptuveni ap vairāk gandrīz kopā pavisam körülbelül mintegy közel több
összesen kb aproximativ circa peste aproape în total cca περίπου σχεδόν πάνω συνολικά unos unas cerca casi
más aproximadamente mais quase aprox cerca circa quasi oltre totale ruim bijna ongeveer totaal zowat
timpeall breis beagnach iomlán madwar kważi aktar total
"""

FACTORS: Final = {
    **dict.fromkeys(_THOUSAND.split(), 1_000),
    **dict.fromkeys(_MILLION.split(), 1_000_000),
}
"""What a word behind a number multiplies it by."""

MEASURES: Final = frozenset(_MEASURES.split())
"""A number before one of these measures, costs or dates something."""

NAMES: Final = frozenset(_NAMES.split())
"""A number behind one of these is a name, not a count: phase 3, type 2."""

STOPS: Final = frozenset(_STOPS.split())
"""Between a number and its noun none of these stands."""

YEARLY: Final = frozenset(_YEARLY.split())
"""Four digits behind one of these are a year."""

MEASURED: Final = tuple(_MEASURED.split())
"""Beginnings of more such words: years of age, pages, days, weeks, months."""

ABOUT: Final = frozenset(_ABOUT.split())
"""What may stand between a label and its number: "Images: about 4,000"."""
