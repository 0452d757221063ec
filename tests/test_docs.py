"""The documentation says what the program does: settings, commands, findings."""

import re
from pathlib import Path

import pytest
from typer.main import get_command

from catalogue.settings import TABLE
from catalogue.sources import KINDS
from messor.app import app

ROOT = Path(__file__).parent.parent
OPERATOR = (ROOT / "docs" / "operator.md").read_text("utf-8")
EVERY_PAGE = "\n".join(
    file.read_text("utf-8") for file in [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
)


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.name)
def test_a_setting_is_documented_with_its_default_and_meaning(row):
    default = str(row.default) if row.default != "" else "(empty)"
    line = f"| `{row.name}` | `{default}` | {row.unit.replace('|', '/')} | {row.help} |"
    assert line in OPERATOR


def commands():
    top = get_command(app)
    for name, command in sorted(top.commands.items()):
        for below in sorted(getattr(command, "commands", {}) or [""]):
            yield f"messor {name} {below}".strip()


@pytest.mark.parametrize("command", list(commands()))
def test_a_command_is_documented(command):
    assert command in EVERY_PAGE


@pytest.mark.parametrize("command", list(commands()))
def test_a_command_has_help(command):
    found = get_command(app)
    for word in command.split()[1:]:
        found = found.commands[word]
    assert len((found.help or "").strip()) > 20


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_of_source_is_documented(kind):
    assert kind in OPERATOR


def test_every_link_to_a_file_of_the_project_leads_somewhere():
    for page in [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]:
        for target in re.findall(r"\]\(([^)#:\s]+)\)", page.read_text("utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"
