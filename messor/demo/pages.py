"""HTML of the demo sites: one frame with navigation and footer, and a plain page for a dataset."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape

from messor.demo.samples import Repository, Sample, paragraphs
from messor.demo.web import Answer

STYLE = (
    "body{font:16px/1.6 system-ui,sans-serif;margin:0;color:#1d2733;background:#f6f8fa}"
    "header,footer{background:#12324a;color:#fff;padding:1rem 2rem}"
    "header a,footer a{color:#cfe6f5;margin-right:1.2rem}"
    "main{max-width:46rem;margin:2rem auto;padding:1.5rem 2rem;background:#fff}"
    "th{text-align:left;padding-right:2rem}"
)


def page(
    *,
    title: str,
    main: str,
    site: str,
    links: Mapping[str, str],
    footer: str,
    language: str = "en",
    head: str = "",
) -> Answer:
    """Build a whole page.

    Args:
        title: Text of the title, not escaped yet.
        main: HTML of the main part.
        site: Name of the site for the header.
        links: Navigation: text to path.
        footer: Text of the footer.
        language: Code of the page's language.
        head: More HTML for the head, such as JSON-LD.
    """
    navigation = "".join(f'<a href="{escape(path)}">{escape(text)}</a>' for text, path in links.items())
    text = (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{escape(title)} | {escape(site)}</title>\n"
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<style>{STYLE}</style>\n{head}</head>\n<body>\n"
        f"<header><strong>{escape(site)}</strong><nav>{navigation}</nav></header>\n"
        f"<main>\n{main}</main>\n<footer><p>{escape(footer)}</p></footer>\n</body>\n</html>\n"
    )
    return Answer(text.encode(), "text/html; charset=utf-8")


def prose(parts: Iterable[str]) -> str:
    """Paragraphs as HTML."""
    return "".join(f"<p>{escape(part)}</p>\n" for part in parts)


def table(rows: Mapping[str, str]) -> str:
    """Build a small table of facts; no rows, no table."""
    if not rows:
        return ""
    cells = "".join(
        f"<tr><th>{escape(name)}</th><td>{escape(value)}</td></tr>\n" for name, value in rows.items()
    )
    return f"<table>\n{cells}</table>\n"


def bullets(links: Mapping[str, str]) -> str:
    """Build a list of links: path to text."""
    items = "".join(f'<li><a href="{escape(path)}">{escape(text)}</a></li>\n' for path, text in links.items())
    return f"<ul>\n{items}</ul>\n"


def landing(repository: Repository, sample: Sample, links: Mapping[str, str]) -> Answer:
    """Build the page a person sees for a dataset whose protocol is for machines."""
    rows = {
        "Identifier": sample.id,
        "Cancer type": sample.cancer_name,
        "Modality": ", ".join(sample.modality_names),
        "Countries": ", ".join(sample.country_names),
        "Access": sample.access.replace("_", " ").lower(),
    }
    main = f"<h1>{escape(sample.title)}</h1>\n{prose(paragraphs(sample.description))}{table(rows)}"
    return page(
        title=sample.title,
        main=main,
        site=repository.title,
        links=links,
        footer=repository.notice["en"],
    )


def home(repository: Repository, links: Mapping[str, str], datasets: str) -> Answer:
    """Build the start page of a site: what it is, and a list of its datasets.

    Args:
        datasets: Path of a dataset's page up to its id.
    """
    listed = {f"{datasets}{sample.id}": sample.title for sample in repository.samples}
    main = f"<h1>{escape(repository.title)}</h1>\n{prose([repository.about])}{bullets(listed)}"
    return page(
        title=repository.name,
        main=main,
        site=repository.title,
        links=links,
        footer=repository.notice["en"],
    )
