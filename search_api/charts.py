"""Bar charts as SVG, drawn on the server: every bar a link, every text escaped, no style attribute."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from search_api.safe import drawing

WIDTH, ROW, TOP = 360, 34, 2
BAR_Y, BAR_HEIGHT = 20, 8
LABEL_LONGEST = 40
COLUMN_HEIGHT, COLUMN_BASE = 120, 140


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar.

    Attributes:
        language: Of the label, empty where it does not matter.
        href: Its search, empty for none.
    """

    label: str
    value: int
    shown: str
    href: str = ""
    language: str = ""


def bars(name: str, title: str, description: str, values: Sequence[Bar]) -> Markup:
    """Draw horizontal bars, label above each, value at the right.

    Args:
        name: Unique on the page; part of the ids.
        title, description: For those who do not see it.
        values: In order; may be empty.
    """
    most = max((bar.value for bar in values), default=0) or 1
    height = TOP + ROW * max(1, len(values))
    parts = [_head(name, title, description, height)]
    for number, bar in enumerate(values):
        length = round((WIDTH - 2) * bar.value / most, 1)
        y = TOP + number * ROW
        parts.append(
            _linked(
                bar,
                Markup(
                    '<rect class="ground" x="0" y="{ground}" width="{width}" height="{thick}" rx="3"/>'
                    '<rect class="bar" x="0" y="{ground}" width="{length}" height="{thick}" rx="3"/>'
                    '<text x="0" y="{base}"{lang}>{label}</text>'
                    '<text class="number" x="{width}" y="{base}" text-anchor="end">{shown}</text>'
                ).format(
                    ground=y + BAR_Y, width=WIDTH, thick=BAR_HEIGHT, length=max(length, 2), base=y + 14,
                    lang=_lang(bar.language), label=_short(bar.label), shown=bar.shown,
                ),
            )
        )  # fmt: skip
    return drawing([*parts, Markup("</g></svg>")])


def columns(name: str, title: str, description: str, values: Sequence[Bar]) -> Markup:
    """Draw columns from left to right, for growth over time; first and last are labelled."""
    most = max((bar.value for bar in values), default=0) or 1
    step = WIDTH / max(1, len(values))
    parts = [_head(name, title, description, COLUMN_BASE + 24)]
    for number, bar in enumerate(values):
        high = max(2.0, round(COLUMN_HEIGHT * bar.value / most, 1))
        parts.append(
            Markup(
                '<rect class="bar" x="{x}" y="{y}" width="{wide}" height="{high}" rx="2">'
                "<title>{label}: {shown}</title></rect>"
            ).format(
                x=round(number * step, 1), y=COLUMN_BASE - high, wide=round(max(1.0, min(step - 3, 60)), 1),
                high=high, label=bar.label, shown=bar.shown,
            )
        )  # fmt: skip
    parts.append(
        Markup('<line class="axis" x1="0" y1="{y}" x2="{x}" y2="{y}"/>').format(y=COLUMN_BASE, x=WIDTH)
    )
    if values:
        first, last = values[0], values[-1]
        parts.append(
            Markup('<text x="0" y="{y}">{label}</text>').format(y=COLUMN_BASE + 18, label=first.label)
        )
        if len(values) > 1:
            parts.append(
                Markup(
                    '<text class="number" x="{x}" y="{y}" text-anchor="end">{label}: {shown}</text>'
                ).format(x=WIDTH, y=COLUMN_BASE + 18, label=last.label, shown=last.shown)
            )
    return drawing([*parts, Markup("</g></svg>")])


def _head(name: str, title: str, description: str, height: int) -> Markup:
    return Markup(
        '<svg class="chart" viewBox="0 0 {width} {height}" role="group" '
        'aria-labelledby="{name}-title {name}-desc">'
        '<title id="{name}-title">{title}</title><desc id="{name}-desc">{description}</desc><g>'
    ).format(width=WIDTH, height=height, name=name, title=title, description=description)


def _linked(bar: Bar, inside: Markup) -> Markup:
    if not bar.href:
        return inside
    return Markup('<a href="{href}" aria-label="{label}: {shown}">{inside}</a>').format(
        href=bar.href, label=bar.label, shown=bar.shown, inside=inside
    )


def _lang(language: str) -> Markup:
    return Markup(' lang="{}"').format(language) if language else Markup("")


def _short(text: str) -> str:
    return text if len(text) <= LABEL_LONGEST else text[: LABEL_LONGEST - 1] + "…"
