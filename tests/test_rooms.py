"""The house keeps its plan: who may import whom, which library lives where."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = ("messor", "harvester", "indexer", "search_api", "catalogue", "ontologies")
MAY = {
    "ontologies": set(),
    "catalogue": {"ontologies"},
    "harvester": {"catalogue", "ontologies"},
    "indexer": {"catalogue", "ontologies"},
    "search_api": {"indexer", "catalogue", "ontologies"},
    "messor": {"harvester", "indexer", "search_api", "catalogue", "ontologies"},
}
# Library -> the only places that may import it.
LIVES = {
    "scrapy": ("harvester/spiders/", "harvester/guard.py"),
    "twisted": ("harvester/spiders/", "harvester/guard.py"),
    "tantivy": ("indexer/embedded",),
    "faiss": ("indexer/embedded",),
    "opensearchpy": ("indexer/opensearch",),
    "torch": ("indexer/encoder.py",),
    "sentence_transformers": ("indexer/encoder.py",),
    "pyshacl": ("harvester/check/",),
    "sqlalchemy": ("catalogue/", "indexer/vectors.py"),
    "alembic": ("catalogue/",),
    "fastapi": ("search_api/",),
    "typer": ("messor/",),
    "apscheduler": ("messor/",),
    "argon2": ("catalogue/users.py",),
    "trafilatura": ("harvester/extract/",),
    "socket": ("messor/", "harvester/spiders/", "harvester/guard.py", "catalogue/runs.py"),
    "requests": (),
    "urllib.request": (),
    "xml": ("harvester/xml_reader.py", "messor/demo/"),
    "pickle": (),
}
BANNED = {
    "utils", "helpers", "common", "misc", "base", "core", "manager", "handler", "service", "processor",
    "data", "info", "item", "obj",
}  # fmt: skip
LONGEST = 400


def files():
    return sorted(
        file for room in ROOMS for file in (ROOT / room).rglob("*.py") if "migrations" not in file.parts
    )


def imports(file):
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: relative import"
            yield node.module or ""


@pytest.mark.parametrize("file", files(), ids=lambda file: str(file.relative_to(ROOT)))
def test_a_module_imports_only_from_rooms_it_may(file):
    room = file.relative_to(ROOT).parts[0]
    used = {name.split(".")[0] for name in imports(file)} & set(ROOMS)
    assert used - MAY[room] - {room} == set()


@pytest.mark.parametrize("library", LIVES)
def test_a_library_lives_in_its_room(library):
    found = []
    for file in files():
        place = str(file.relative_to(ROOT))
        if any(name == library or name.startswith(library + ".") for name in imports(file)):
            found.append(place)
    outside = [place for place in found if not place.startswith(LIVES[library] or ("nowhere",))]
    assert outside == []


@pytest.mark.parametrize("file", files(), ids=lambda file: str(file.relative_to(ROOT)))
def test_a_module_is_small_and_says_what_it_is_for(file):
    text = file.read_text("utf-8")
    assert len(text.splitlines()) <= LONGEST
    assert file.stem not in BANNED
    assert ast.get_docstring(ast.parse(text)), "no first sentence"


def test_only_the_readers_parse_untrusted_xml_and_rdf():
    """One XML parser factory, one RDF reader: every other module would be a second door."""
    found = []
    for file in files():
        place = str(file.relative_to(ROOT))
        text = file.read_text("utf-8")
        parses_xml = "etree.fromstring" in text or "etree.parse(" in text or "XMLParser(" in text
        if parses_xml and place != "harvester/xml_reader.py":
            found.append(place)
    assert found == []
