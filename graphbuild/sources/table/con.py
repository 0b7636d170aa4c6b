"""The field ``Con``: names of countries and, in parentheses, of entities.

PA-X divides names by slashes; copies of its tables by line breaks, commas, semicolons, bars, ``and``
or ``&``. Some names contain such a mark (``Trinidad and Tobago``; ``Congo, Democratic Republic of``;
``Rebolusyonaryong Partido ng Manggagawa-Pilipineas (RPMP/RPA/ABB)``), so a name that is known stays
whole. A comma and what is weaker divides only where it cannot be part of a name.

A name wrapped whole in parentheses is an entity (a sub-state unit, a territory without
recognition, a group). Releases 9 and 10 wrap every entity, so that a bare name is a country;
releases 1 and 2 wrap few, so the coding scheme decides there. ``Yugoslavia (former)`` is a country.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from graphbuild.ontology import places
from graphbuild.patterns import late
from graphbuild.sources.table.cells import is_null

_MARK = late(
    r"(?P<strong>\s*(?:<br ?/?>|[/;|\n\t\u2028\v\f]|\\n)\s*)"
    r"|(?P<comma>\s*,\s*(?:(?:and|&)\s+)?)"
    r"|(?P<word>\s+(?:and|y|et|e|und)\s+|\s*&\s*|\s+[-+\u2013\u2014]{1,3}\s+)"
    r"|(?P<open>\()|(?P<close>\))",
    re.IGNORECASE,
)
_INVERTED = late(
    r"(?:the|rb)|(?:.*\s)?(?:rep(?:ublic)?|dem|fed|federation|kingdom|states?|sts|province)\b.*"
    r"|.*\sof(?: the)?",
    re.IGNORECASE,
)
"""What follows the comma of an inverted name: ``Korea, Dem. People's Rep. of``; ``Gambia, The``."""
_LISTED = re.compile(r"""\s*(?:c?\(|\[|\{)\s*(["'])(.*)\1\s*[])}]\s*""", re.DOTALL)
"""A list as Python, R or JSON prints it: ``['Mali', 'Niger']``."""
_BETWEEN = re.compile(r"""["']\s*,\s*["']""")
_BULLET = re.compile(r"[-*\u2022\u00b7\u25aa]\s+|\d{1,2}[.)]\s+")
LONGEST_CELL = 10_000
"""A cell of more characters is no list of names (the longest real one has 163): it stays unread."""
_LONGEST = 120
"""No name of a place has more characters; a longer text is looked up nowhere."""
_MOST_PARTS = 5


class Con(NamedTuple):
    """The names of one cell in its order, sorted into kinds.

    ``told`` are entities only known as such from the coding scheme, ``open`` names of which
    neither the cell nor the scheme says what they are, or whether they are one.
    """

    names: tuple[str, ...]
    countries: tuple[str, ...]
    entities: tuple[str, ...]
    told: tuple[str, ...]
    open: tuple[str, ...]


class _Part(NamedTuple):
    """A piece of a cell: where it is, what kind of mark stands before it, whether it is known."""

    start: int
    end: int
    mark: str
    known: bool = False


class _Name(NamedTuple):
    """A name as written; ``sure`` if it is known or stands between marks that divide for certain."""

    written: str
    sure: bool


def split(text: str) -> list[str]:
    """The names of a cell, as written."""
    return [name.written for name in _names(text)]


def _names(text: str) -> Iterator[_Name]:
    if listed := _LISTED.fullmatch(text):
        found = [_Name(part.strip(), sure=True) for part in _BETWEEN.split(listed[2])]
    else:
        found = _divided(text)
    for name in found:
        bullet = _BULLET.match(name.written)
        for written in _base_and_entity(name.written[bullet.end() if bullet else 0 :]):
            if not is_null(written):
                yield _Name(written, name.sure)


def _divided(text: str) -> list[_Name]:
    parts = _joined(text, _parts(text))
    names: list[_Name] = []
    at = 0
    while at < len(parts):
        upto = at
        while upto + 1 < len(parts) and parts[upto + 1].mark == "word":
            upto += 1
        run = parts[at : upto + 1]
        if all(part.known for part in run):
            names += [_Name(text[part.start : part.end].strip(), sure=True) for part in run]
        else:  # "and" and dashes bind a name that nobody knows to its neighbours
            after = parts[upto + 1].mark if upto + 1 < len(parts) else ""
            sure = len(run) == 1 and "comma" not in (run[0].mark, after)
            names.append(_Name(text[run[0].start : run[-1].end].strip(), sure))
        at = upto + 1
    return names


def _parts(text: str) -> list[_Part]:
    """Cut at every mark outside parentheses, if these are balanced, else at every mark."""
    marks = list(_MARK.finditer(text))
    nested = _is_balanced(marks)
    parts: list[_Part] = []
    start, kind, depth = 0, "", 0
    for mark in marks:
        depth += {"open": 1, "close": -1}.get(mark.lastgroup or "", 0)
        if mark.lastgroup in ("open", "close") or (nested and depth):
            continue
        parts.append(_Part(start, mark.start(), kind))
        start, kind = mark.end(), mark.lastgroup or ""
    parts.append(_Part(start, len(text), kind))
    return [part for part in parts if text[part.start : part.end].strip()]


def _is_balanced(marks: list[re.Match[str]]) -> bool:
    depth = 0
    for mark in marks:
        depth += {"open": 1, "close": -1}.get(mark.lastgroup or "", 0)
        if depth < 0:
            return False
    return depth == 0


def _joined(text: str, parts: list[_Part]) -> list[_Part]:
    """Put together what is one known name (the longest counts), and inverted names."""
    joined: list[_Part] = []
    at = 0
    while at < len(parts):
        upto = next(
            (
                last
                for last in range(min(at + _MOST_PARTS, len(parts)) - 1, at, -1)
                if _is_one(text, parts[at : last + 1])
            ),
            at,
        )
        if upto == at and _is_turned(text, parts[at : at + 2]):
            upto = at + 1
        known = upto > at or _is_known(text[parts[at].start : parts[at].end])
        joined.append(_Part(parts[at].start, parts[upto].end, parts[at].mark, known))
        at = upto + 1
    return joined


def _is_one(text: str, parts: list[_Part]) -> bool:
    """Whether parts are one known name; a slash must stand in the name itself."""
    name = text[parts[0].start : parts[-1].end].strip()
    if len(name) > _LONGEST:
        return False
    if any(part.mark == "strong" for part in parts[1:]):
        return name in places.places()
    return places.is_name(name)


def _is_turned(text: str, parts: list[_Part]) -> bool:
    """Whether what follows a comma is the rest of an inverted name: ``Korea, Republic of``."""
    if len(parts) < 2 or parts[1].mark != "comma":
        return False
    head, tail = (text[part.start : part.end].strip() for part in parts)
    if len(tail) > _LONGEST or _is_known(tail):
        return False
    return places.is_name(f"{head}, {tail}") or _INVERTED.fullmatch(tail) is not None


def _is_known(name: str) -> bool:
    """Whether a text is a place's name, or an entity's in parentheses."""
    name = name.strip()
    if len(name) > _LONGEST:
        return False
    return _is_wrapped(name) or places.is_name(name) or places.is_name(name.partition("(")[0])


def _base_and_entity(name: str) -> list[str]:
    """``Georgia (Abkhazia)`` is a country and an entity in it, where both are known."""
    base, bracket, inner = name.partition("(")
    if not (bracket and base.strip() and inner.endswith(")")) or len(name) > _LONGEST:
        return [name]
    inside = places.find(inner[:-1])
    if places.is_name(name) or not places.is_name(base) or not inside or inside.kind != "entity":
        return [name]
    return [base.strip(), f"({inner}"]


def _is_wrapped(name: str) -> bool:
    """Whether the first parenthesis opens the name and closes at its very end."""
    if not (name.startswith("(") and name.endswith(")")):
        return False
    depth = 0
    for position, letter in enumerate(name):
        depth += {"(": 1, ")": -1}.get(letter, 0)
        if depth == 0:
            return position == len(name) - 1
    return False


def read_con(text: str, *, marked: bool) -> Con:
    """The countries and entities of one cell; ``marked`` if its release wraps every entity."""
    if len(text) > LONGEST_CELL:
        return Con((), (), (), (), (text,))
    kinds: dict[str, str] = {}
    told: list[str] = []
    for written, sure in _names(text):
        wrapped = _is_wrapped(written)
        name = written[1:-1].strip() if wrapped else written
        if not name or name in kinds:
            continue
        place = places.find(name) if len(name) <= _LONGEST else None
        kind = "entity" if wrapped else place.kind if place else "unstated"
        if kind == "unstated":
            named = sure and any(letter.isalpha() for letter in name)
            kind = "country" if marked and named else "open"
        kinds[name] = kind
        if kind == "entity" and not wrapped:
            told.append(name)
    return Con(
        tuple(kinds),
        tuple(name for name, kind in kinds.items() if kind == "country"),
        tuple(name for name, kind in kinds.items() if kind == "entity"),
        tuple(told),
        tuple(name for name, kind in kinds.items() if kind == "open"),
    )
