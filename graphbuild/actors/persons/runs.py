"""Runs of words that hold several persons' names with no mark between them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from graphbuild.actors.persons.forms import Parts, divided, folded, is_particle
from graphbuild.actors.persons.names import Person

LONGEST = 8
"""The words of the longest name of one person."""

_WORD = re.compile(r"\S+")
_FEWEST = 4
_LETTERS = 3


def separate(people: Iterable[Person], known: frozenset[Parts]) -> list[Person]:
    """The names of a text one by one, and without runs of words that are too long for a name.

    A run is divided where surnames in capitals tell (``Ali ROE Ben DOE``), or where it consists of
    names that stand by themselves elsewhere in the process (``known``).
    """
    return [one for person in people for one in _separated(person, known)]


def whole_names(people: Iterable[Person]) -> Iterator[Parts]:
    """The names that can divide runs: first name and surname at least, none of them an initial."""
    for person in people:
        parts = folded(person.name)
        if 2 <= len(parts) <= _FEWEST and all(len(part) > 1 for part in parts):
            yield parts


def _separated(person: Person, known: frozenset[Parts]) -> Iterator[Person]:
    if len(person.name.split()) < _FEWEST:
        yield person
        return
    words = [m for m in _WORD.finditer(person.name) if not is_particle(m[0])]
    sizes = _by_capitals([match[0] for match in words]) if len(words) >= _FEWEST else []
    if not sizes and len(words) >= _FEWEST:
        parts = folded(person.name)
        sizes = divided(parts, known) if len(parts) == len(words) else []
    if not sizes:
        if len(words) <= LONGEST:
            yield person
        return
    at = 0
    for size in sizes:
        first, last = words[at].start(), words[at + size - 1].end()
        start = person.start + first
        yield person._replace(name=person.name[first:last], start=start, end=start + last - first)
        at += size


def _by_capitals(words: list[str]) -> list[int]:
    """The sizes of the names, each of first names in small letters and surnames in capitals."""
    kinds = "".join(
        "i" if len(w) < _LETTERS or w.endswith(".") else "S" if w.isupper() else "f" for w in words
    )
    found = re.findall(r"[if]*f[if]*S+", kinds)
    return [len(name) for name in found] if len(found) > 1 and "".join(found) == kinds else []
