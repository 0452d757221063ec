"""Source files for the demo sites, in the project's own format."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class _Plan:
    """What a site's source file says, but for the address it runs at."""

    title: str
    kind: str
    path: str
    home: str
    datasets: int
    description: str
    options: Mapping[str, str | tuple[str, ...]]
    languages: tuple[str, ...] = ("en",)
    licence: str = "CC-BY-4.0"
    programme: str = "sample"


PLANS: Mapping[str, _Plan] = {
    "chaimeleon": _Plan(
        title="CHAIMELEON (sample)",
        kind="dcat",
        path="/catalog.ttl",
        home="https://chaimeleon.eu/",
        datasets=8,
        description="Sample descriptions for the demo, as a DCAT feed with Hydra paging.",
        options={},
        languages=("en", "es", "fr", "it", "pt"),
    ),
    "eucanimage": _Plan(
        title="EuCanImage (sample)",
        kind="ckan",
        path="",
        home="https://eucanimage.eu/",
        datasets=7,
        description="Sample descriptions for the demo, behind CKAN's action API.",
        options={},
        languages=("en", "es", "lt", "nl"),
    ),
    "incisive": _Plan(
        title="INCISIVE (sample)",
        kind="oai-pmh",
        path="/oai",
        home="https://incisive-project.eu/",
        datasets=9,
        description="Sample descriptions for the demo, as Dublin Core over OAI-PMH.",
        options={"prefix": "oai_dc"},
    ),
    "procancer-i": _Plan(
        title="ProCAncer-I (sample)",
        kind="schema.org",
        path="/",
        home="https://www.procancer-i.eu/",
        datasets=6,
        description="Sample descriptions for the demo, as schema.org pages under a sitemap.",
        options={"sitemap": "/sitemap.xml"},
    ),
    "primage": _Plan(
        title="PRIMAGE (sample)",
        kind="prose",
        path="/",
        home="https://www.primageproject.eu/",
        datasets=6,
        description="Sample descriptions for the demo, as plain pages in three languages.",
        options={"start": ("/",), "follow": ("/datasets/",)},
        languages=("bg", "de", "es"),
    ),
    "registry": _Plan(
        title="Registry of Open Data on AWS (copy)",
        kind="schema.org",
        path="/",
        home="https://registry.opendata.aws/",
        datasets=220,
        description="Real descriptions from cancer, health and the life sciences, copied.",
        options={"sitemap": "/sitemap.xml"},
        licence="Apache-2.0",
        programme="registry",
    ),
}


def write_sources(folder: Path, urls: Mapping[str, str]) -> list[Path]:
    """Write one source file a site.

    Args:
        folder: Made when it is missing; files of the same names are replaced.
        urls: Base URL by site key, without a trailing slash, as ``Sites.urls`` gives them.

    Returns:
        The files, in the order of ``urls``.
    """
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    for key, base in urls.items():
        file = folder / f"{key}.toml"
        file.write_text(_text(key, PLANS[key], base), "utf-8")
        files.append(file)
    return files


def _text(key: str, plan: _Plan, base: str) -> str:
    options: dict[str, object] = {name: _absolute(name, value, base) for name, value in plan.options.items()}
    options["programme"] = plan.programme
    tables: dict[str, dict[str, object]] = {
        "licence": {"metadata": plan.licence},
        "politeness": {"delay_s": 0.0, "concurrent": 4},
        "network": {"allow_loopback": True},
        "expect": {"datasets_min": plan.datasets, "datasets_max": plan.datasets},
        "options": options,
    }
    head: dict[str, object] = {
        "key": key,
        "title": plan.title,
        "kind": plan.kind,
        "url": base + plan.path,
        "home": plan.home,
        "description": plan.description,
        "schedule": "1d",
        "contact": f"demo@{key}.example",
        "enabled": True,
        "languages": plan.languages,
    }
    lines = ["# Written by the demo; the address changes with the port that was free.", ""]
    lines += _pairs(head)
    for name, values in tables.items():
        lines += ["", f"[{name}]", *_pairs(values)]
    return "\n".join(lines) + "\n"


def _absolute(name: str, value: str | tuple[str, ...], base: str) -> str | tuple[str, ...]:
    """Give paths their host; ``follow`` is matched against paths and stays as it is."""
    if isinstance(value, tuple):
        return value if name == "follow" else tuple(base + path for path in value)
    return base + value if value.startswith("/") else value


def _pairs(values: Mapping[str, object]) -> list[str]:
    """Write each pair as a line; a JSON value of these types is the TOML value too."""
    return [f"{name} = {json.dumps(value, ensure_ascii=False)}" for name, value in values.items()]
