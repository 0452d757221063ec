"""Explain a finding: what its code means, why it matters, what to do; and one plain sentence for each."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from ontologies.errors import VocabularyError, cut
from ontologies.messages import Told, name_of, translated

FILE = Path(__file__).with_name("findings.toml")


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a code means.

    Attributes:
        code: The code that is explained; another one than asked for when that is not known.
        title: What is wrong, a few words without a full stop.
        why: Why it matters, one sentence.
        todo: What to do about it, one sentence.
        example: How it should look, or a case of it.
        case: ``place``, ``found`` and ``expected`` of a finding with this code; empty where none is typical.
        known: False when the code asked for is not in the table and this is the nearest.
    """

    code: str
    title: str
    why: str
    todo: str
    example: str
    case: Mapping[str, str] = field(default_factory=dict)
    known: bool = True


def explain(code: str) -> Explanation:
    """Explain a code; of an unknown one, the nearest that is known.

    >>> explain("title-missing").title
    'No title'
    >>> explain("titel-missing").code, explain("titel-missing").known
    ('title-missing', False)
    """
    table = _table()
    if code in table:
        return table[code]
    near = get_close_matches(code, table, n=1, cutoff=0.0)
    one = table[near[0] if near else "value-missing"]
    return replace(one, known=False)


def codes() -> tuple[str, ...]:
    """Every code there is, in the order of the file."""
    return tuple(_table())


def sentence(finding: Told, language: str = "en") -> str:
    """Say a finding in plain words: what, where, what was found and expected, what to do.

    Args:
        finding: What to say.
        language: One of the 24 of the Union; what the catalogues do not know is said in English.

    >>> from types import SimpleNamespace as Case
    >>> sentence(Case(code="date-unreadable", place="dct:issued", found="2019-13-04",
    ...               expected="a date", hint="Tell the provider."))
    "A date that cannot be read at dct:issued: '2019-13-04', expected a date; tell the provider."
    >>> missing = Case(code="title-missing", place="dct:title", found="", expected="", hint="")
    >>> sentence(missing)
    'No title at dct:title; give the dataset a dct:title in at least one language.'
    >>> sentence(missing, "fi")
    '”Nimeke” puuttuu. Lisää dct:title.'
    """
    other = "" if language.partition("-")[0].lower() == "en" else translated(finding, language)
    return other or _english(finding)


def _english(finding: Told) -> str:
    meaning = explain(finding.code)
    title = meaning.title if meaning.known else finding.code.replace("-", " ").capitalize()
    if finding.code == "value-missing":
        title = f"No {name_of(finding.place.rpartition('/')[2]).lower()}"
    text = f"{title} at {finding.place}" if finding.place else title
    # What was found may be described in words ("nothing at …"); only a value stands in quotation marks.
    found = finding.found if finding.found.startswith("nothing at") else f"'{cut(finding.found)}'"
    parts = [found] if finding.found else []
    parts += [f"expected {finding.expected}"] if finding.expected else []
    if parts:
        text += f": {', '.join(parts)}"
    advice = (finding.hint or (meaning.todo if meaning.known else "")).strip().rstrip(".")
    return f"{text}; {_small(advice)}." if advice else f"{text}."


def _small(advice: str) -> str:
    """An advice as the second half of a sentence: a capital stays where the word is a name or a code."""
    first, _, rest = advice.partition(" ")
    usual = first[1:].islower() or len(first) == 1
    return f"{first.lower()} {rest}".strip() if usual else advice


@cache
def _table() -> Mapping[str, Explanation]:
    try:
        read = tomllib.loads(FILE.read_text(encoding="utf-8"))
        return {code: Explanation(code=code, **entry) for code, entry in read.items()}
    except (OSError, ValueError, TypeError) as error:
        raise VocabularyError(
            f"findings.toml cannot be read: {error}", hint="Restore the file from the release."
        ) from error
