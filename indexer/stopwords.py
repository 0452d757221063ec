"""Words that carry no subject, by language: articles, prepositions, question words."""

from __future__ import annotations

from collections.abc import Mapping

_LISTS: Mapping[str, str] = {
    "bg": "а без бъде бяха в ви все всички във да дали две до е за защо и из или има как каква какви какво "
    "какъв като кога кои които който която къде където ли между много на над най не него ни но някои "
    "о от по под при с са само се си след съм със също тази те тези то това този той тя у че ще",
    "cs": "a aby ale ani asi až bez by byl byla bylo být co do i jak jako jaká jaké jaký je jeho jejich "
    "její jen již jsou já k kde kdo když ke kolik která které který kteří mezi na nad nebo není o od "
    "po pod pro proč při s se si tak tato ten tento to tyto u v ve z za ze či že",
    "da": "af alle at de dem den der deres det dette disse du efter eller en er et for fra har hvad hvem "
    "hvilke hvilken hvilket hvor hvordan hvorfor i ikke kan man med mellem mod når og også om op os "
    "på sig skal som til ud var ved vi være",
    "de": "aber alle als am an auch auf aus bei bin bis da das dass dem den der des die dies diese dieser "
    "durch ein eine einem einen einer eines er es für gibt haben hat ich ihr im in ist ja kann kein "
    "keine man mit nach nicht noch nur ob oder sehr sein seine sich sie sind so um und uns unter vom "
    "von vor wann war was welche welchen welcher welches wenn wer werden wie wir wird wo zu zum zur "
    "zwischen über",
    "el": "ένα ένας έχει έχουν ή αλλά αν από αυτά αυτή αυτό αυτός για γιατί δεν είναι η θα και κατά κι με "
    "μετά μεταξύ μη να ο οι ποια ποιες ποιο ποιος που πού πρέπει προς πως πώς σε στα στη στην στις "
    "στο στον στους τα τη την της τι τις το τον του τους των υπό χωρίς ως όπως όταν ότι",
    "en": "a about also am an and any are as at be been being between but by can could did do does during "
    "for from had has have he her his how i if in into is it its just may me might must my no not of "
    "on only or our please shall she should so some such than that the their them then there these "
    "they this to too us very was we were what when where which who whom whose why will with would "
    "you your",
    "es": "a al algo ante antes como con cual cuales cuando cuál cuáles cuándo cómo de del desde donde "
    "durante dónde e el ella ellos en entre era es esta estas este esto estos está están ha han hasta "
    "hay la las le les lo los me mi muy más no nos o para pero por porque que quien quién qué se ser "
    "si sin sobre son su sus también tiene u un una unas uno unos y ya él",
    "et": "aga alates ehk ei et ja jaoks ka kas kes kohta kuhu kui kuidas kus ma mida miks milline millised "
    "mis mitte nad nagu nii ning ole oli olla on poolt seda see selle sest siis ta tema veel välja "
    "või üle",
    "fi": "ei eivät että he hän ja jo joita joka jonka jos jossa jotka kanssa kuin kuinka kuka me miksi "
    "mikä missä mitkä mitä mukaan mutta myös ne niiden niin noin nyt oli olla on ovat se sekä sen "
    "siitä sitä tai tämä tämän tässä vai voi",
    "fr": "a ai au aux avec ce ces cet cette chez comme comment dans de des du elle elles en entre est et "
    "eu il ils je la le les leur leurs lors lui mais mes mon même ne nos notre nous on ont ou où par "
    "pas plus pour pourquoi qu quand que quel quelle quelles quels qui sa sans se ses si son sont "
    "sous sur ta te tous tout toutes très tu un une vos votre vous y à être",
    "ga": "a ach ag agus an ann ar as atá bhfuil bhí cad conas cá cé céard cén de den do don faoi fuair gan "
    "go i idir in is le leis mar na nach ná ní nó sa seo siad sin sé sí trí tá um ó",
    "hr": "a ako ali bez bi bila bilo bio biti da do ga gdje i ili ima iz između je jesu još ju k kada kako "
    "kao koja koje koji kojih koliko kroz li na nad ne nego nije o od oko po pod pri s sa samo se si "
    "su te tko to u uz već za zašto zbog što",
    "hu": "a abban ahol aki amely ami az azt be csak de egy ekkor el ez ezek ezt fel ha hogy hogyan hol "
    "hány is itt ki között le lesz meg mely melyik mert mi mikor milyen mint mit miért már még nagyon "
    "nem nincs olyan ott s sem szerint több történő vagy van vannak volt és",
    "it": "a ad agli ai al alla alle allo anche c che chi ci come con cui da dagli dai dal dalla dalle "
    "degli dei del della delle dello di dove e ed era fra gli ha hanno i il in io l la le lei lo loro "
    "ma mi ne negli nei nel nella nelle nello no noi non o per perché più quale quali quando quanto "
    "se sono su sua sue sugli sui sul sulla sulle suo tra un una uno vi è",
    "lt": "apie ar arba bei bet buvo būti dėl iki ir iš jau jei ji jie jis jo jos jų kad kai kaip kas kodėl "
    "kokia kokie kokios koks kur kuri kurie kurios kuris kurių ne nei nuo nėra o pagal per po prie su "
    "tai taip tarp toks už yra į",
    "lv": "ap ar arī bet bez bija būt caur cik da ir ja jau jo ka kad kas kur kura kuri kurš kā kāda kādas "
    "kādi kāds kāpēc līdz man mēs mūsu nav ne nevis no par pie pirms pret pār pēc starp tas tie tiek "
    "tā un uz vai var viņa viņš šis šī",
    "mt": "b bejn bi biex bil dan dawn dik din f fejn fi fil fit fl fuq għal għall għandu għax hija huma "
    "huwa id ikun il in ir is it ix iz iċ jekk jew kemm kien kienet kif kull l li lil lill ma mal "
    "meta mhux mill min minn ta tad tal tan tar tas tat taz taċ taħt u x xi xiex",
    "nl": "aan al als bij dan dat de der des deze die dit door een en er had heb hebben heeft het hij hoe "
    "hun ik in is je kan maar me meer met mijn na naar niet nog nu of om onder ons ook op over te "
    "tegen tot tussen u uit van veel voor waar waarom wanneer was wat we wel welke werd wie wij "
    "worden zal ze zich zijn zo zonder",
    "pl": "a aby albo ale ani bez by być był była było co czy dla dlaczego do gdy gdzie go i ich ile im "
    "inne iż ja jak jaka jaki jakie jako je jego jej jest już kiedy kto która które który których lub "
    "ma mi między na nad nich nie o od oraz po pod poza przed przez przy się sobie są ta tak także te "
    "tego tej ten to tych tylko tym u w we z za ze że",
    "pt": "a ao aos as até com como da das de dela dele do dos e ela elas ele eles em entre era essa esse "
    "esta este estes está eu foi foram há isso isto já lhe mais mas me mesmo muito na nas no nos não "
    "nós o onde os ou para pela pelas pelo pelos por porque quais qual quando quanto que quem se sem "
    "ser seu seus sobre sua suas são só também tem um uma umas uns à às é",
    "ro": "a ai al ale am ar are au ca care ce cea cei cel cele cine cu cum când cât câte câți că da dacă "
    "de deci despre din după e ei el ele era este eu fi fie fost fără iar l la le lor lui mai nu o or "
    "pe pentru peste prin până sa sau se si sub sunt să un una unde unei unor unui va vor îi în într "
    "între își și",
    "sk": "a aby aj ak ako aká aké aký ale alebo ani až bez bol bola boli bolo by byť do ho i iba ich je "
    "jeho jej k kde kedy keď koliko koľko kto ktorá ktoré ktorí ktorý ktorých ku medzi na nad nie o "
    "od po pod pre prečo pri s sa so sú tak ten tento tieto to tá u už v vo z za zo či čo že",
    "sl": "a ali ampak bi bil bila bilo biti brez da do ga in iz je jih k kaj kako kakšen kakšna kakšni kam "
    "kar katera katere kateri katerih kdaj kdo ker ki kje ko koliko kot lahko med na nad ne ni o ob "
    "od pa po pod pri s se sem si smo so ste ta te ti to tudi v vse z za zakaj če že",
    "sv": "alla att av de dem den denna deras dess dessa det detta dig din du efter ej eller en er ett "
    "finns från för ha har hur i in inte ja kan man med mellan mot nu när och om oss på sig sin ska "
    "som så till under upp ut vad var vara varför vem vi vid vilka vilken vilket är över",
}
STOP_WORDS: Mapping[str, frozenset[str]] = {code: frozenset(text.split()) for code, text in _LISTS.items()}
