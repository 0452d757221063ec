"""The page about the words has the figures of today; ``python -m tests.ontologies.test_words_page`` writes them."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from ontologies.concept import LANGUAGES
from ontologies.coverage import coverage, languages
from ontologies.scheme import scheme

PAGE = Path(__file__).parents[2] / "docs" / "words.md"
BETWEEN = re.compile(r"(<!-- figures: [^\n]*-->\n)(.*?)(<!-- /figures -->)", re.DOTALL)


def figures() -> str:
    """Three tables in Markdown: kinds, languages, vocabularies."""
    heads = ("kind", "concepts", "languages", "preferred", "alternative", "hidden", "codes")
    kinds = table(heads, [row.cells() for row in coverage()])
    tongues = table(
        ("language", "preferred", "alternative", "hidden"),
        [row.cells()[:4] for row in languages()],
    )
    codes = Counter(code.vocabulary for one in scheme().concepts.values() for code in one.codes)
    vocabularies = ", ".join(f"{name} {number}" for name, number in sorted(codes.items()))
    return f"\n{kinds}\n\n{tongues}\n\nCodes by vocabulary: {vocabularies}.\n\n"


def table(heads: tuple[str, ...], rows: list[tuple[str | int, ...]]) -> str:
    marks = ("---", *["---:"] * (len(heads) - 1))
    lines = [
        heads,
        marks,
        *(tuple(f"{cell:,}" if isinstance(cell, int) else cell for cell in row) for row in rows),
    ]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def test_the_figures_on_the_page_are_those_of_today() -> None:
    found = BETWEEN.search(PAGE.read_text("utf-8"))

    assert found is not None
    assert found[2] == figures(), "python -m tests.ontologies.test_words_page brings them up to date"


def test_every_language_is_in_the_figures() -> None:
    assert all(f"| {language} |" in figures() for language in LANGUAGES)


def test_the_page_names_the_licence_of_the_scheme() -> None:
    text = PAGE.read_text("utf-8")

    assert "CC BY 4.0" in text
    assert "CC BY 4.0" in (PAGE.parents[1] / "ontologies" / "LICENSE").read_text("utf-8")


if __name__ == "__main__":
    PAGE.write_text(
        BETWEEN.sub(lambda found: found[1] + figures() + found[3], PAGE.read_text("utf-8")), "utf-8"
    )
