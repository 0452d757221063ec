"""Names that providers give to fields of the domain: ``cancer_type``, ``number of images``."""

from __future__ import annotations

import re
from typing import Final

CONCEPTS: Final = ("eucaim:hasCondition", "eucaim:hasImageBodyPart", "eucaim:hasImageModality")
"""Properties whose values are concepts of the domain scheme."""

_NAMES: Final = {
    "eucaim:hasCondition": (
        "cancertype cancertypes cancer tumourtype tumortype tumour tumor condition healthcondition diagnosis "
        "primarydiagnosis disease diseases hascondition cancercondition pathology tumourentity oncotree"
    ),
    "eucaim:hasImageBodyPart": (
        "bodypart bodyparts bodypartexamined bodypartsexamined organ organs anatomicalsite anatomicsite "
        "anatomy primarysite topography tumoursite tumorsite cancerlocation hasimagebodypart bodyregion"
    ),
    "eucaim:hasImageModality": (
        "modality modalities imagingmodality imagingmodalities imagemodality imagetype imagetypes "
        "hasimagemodality imagingtechnique imaging"
    ),
    "healthdcatap:numberOfUniqueIndividuals": (
        "numberofuniqueindividuals numberofindividuals individuals numberofsubjects numberofpatients "
        "numberofparticipants numberofpeople numberofcases subjects subjectscount subjectcount patients "
        "patientcount patientscount participants samplesize"
    ),
    "healthdcatap:numberOfRecords": (
        "numberofrecords numberofstudies studies studiescount studycount imagingstudies "
        "numberofimagingstudies"
    ),
    "messor:numberOfImages": "numberofimages images imagescount imagecount totalimages nimages",
    "messor:numberOfSeries": "numberofseries series seriescount numberofimageseries imageseries",
    "messor:numberOfSlides": "numberofslides slides numberofwholeslideimages",
    "messor:numberOfCentres": "numberofcentres numberofcenters numberofsites numberofhospitals",
    "messor:numberOfDatasets": "numberofdatasets datasetscount datasetcount",
}
_TABLE: Final = {name: property_ for property_, names in _NAMES.items() for name in names.split()}
_COUNTRY = (
    "country land país pays paese pajjiż país kraj krajina država země zeme stát ország "
    "riik maa šalis valsts țară țara tír "
    "χώρα държава country countries länder"
)
_LANGUAGE = (
    "language languages sprache sprog språk taal lingua idioma langue língua jazyk język "
    "jezik език γλώσσα nyelv keel kieli "
    "kalba valoda lingwa limba limbă teanga"
)
_WORDS = {
    **dict.fromkeys(_COUNTRY.split(), "dct:spatial"),
    **dict.fromkeys(_LANGUAGE.split(), "dct:language"),
}


def place_or_language(name: str) -> str | None:
    """Give the property of a field named "country" or "language" in any of the languages.

    >>> place_or_language("Държава"), place_or_language("Sprache der Befunde"), place_or_language("size")
    ('dct:spatial', 'dct:language', None)
    """
    return next((_WORDS[word] for word in re.split(r"[\W_]+", name.lower()) if word in _WORDS), None)


_OTHER = re.compile(r"[^a-z]+")


def domain_property(name: str) -> str | None:
    """Give the property that a field name means, None when it is none of the domain's.

    >>> domain_property("Number of images"), domain_property("cancer_type"), domain_property("bbox")
    ('messor:numberOfImages', 'eucaim:hasCondition', None)
    """
    return _TABLE.get(_OTHER.sub("", name.rpartition(":")[2].lower()))
