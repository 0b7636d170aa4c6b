"""Agreements that a passage names by their title, or by another name that the title gives."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from graphbuild.mentions.dates import Found
from graphbuild.mentions.known import Known, Words, near, usable
from graphbuild.mentions.reading import Reading, Reference
from graphbuild.mentions.words import GENERIC, STOP, kinds, listed, telling

_FAR = 4
_BEGINNING = 3
_SLIP = 7
_LONG = 3
# Words behind a shortened title: those that end it, and those that only a long one can end before.
_AFTER = listed("ends-title")
_MORE = frozenset(("by", "de", "du", "for", "in", "of", "with"))
# Words before a name that make another agreement of it, or that give the name to one just named.
OTHER = listed("makes-another")


@dataclass(slots=True)
class _Node:
    """A place in the tree of names: the words that can follow, and whose name ends here."""

    following: dict[str, _Node] = field(default_factory=dict)
    full: list[Known] = field(default_factory=list)
    short: list[Known] = field(default_factory=list)


class Titles:
    """The names of all agreements as one tree of words."""

    def __init__(self, agreements: Iterable[Known]) -> None:
        self.root = _Node()
        for item in agreements:
            for name in item.names:
                node = self._at(name)
                if item not in node.full:
                    node.full.append(item)
            name = item.short_name
            for count in range(min(_BEGINNING, len(name)), len(name) + 1):
                if usable(name[:count]) and kinds(name[:count]):
                    self._at(name[:count]).short.append(item)

    def _at(self, name: Words) -> _Node:
        node = self.root
        for word in name:
            node = node.following.setdefault(word, _Node())
        return node

    def find(self, own: Known, reading: Reading) -> Iterator[Reference]:
        """References by name; inside a longer name no shorter one is looked for."""
        place = 0
        while place < len(reading.core):
            length, node = self._longest(reading, place)
            if length < 2 or node is None:
                place += 1
                continue
            name = tuple(word for word, _ in reading.core[place : place + length])
            first, last = reading.core[place][1], reading.core[place + length - 1][1]
            if found := _decide(own, reading, node, name, first, last):
                yield found
            place += length

    def _longest(self, reading: Reading, place: int) -> tuple[int, _Node | None]:
        node = self.root
        found: tuple[int, _Node | None] = (0, None)
        for at in range(place, len(reading.core)):
            following = node.following.get(reading.core[at][0])
            if following is None:
                break
            node = following
            if node.full or node.short:
                found = (at - place + 1, node)
        return found


def _decide(
    own: Known, reading: Reading, node: _Node, name: Words, first: int, last: int
) -> Reference | None:
    """Which agreement a name means: one that is not later, and no other of the process fits."""
    if own in node.full or (own in node.short and not node.full):
        return None
    if makes_another(reading, first) or _scattered(name, first, last):
        return None
    if not node.full and not _ends_here(reading, name, first, last):
        return None
    candidates = [item for item in node.full or node.short if item.date <= own.date]
    stated = reading.date_of(first, last)
    if stated:
        return _with_date(own, candidates, stated, name, first, last)
    candidates = _nearest(own, candidates, name, full=bool(node.full))
    if len(candidates) != 1:
        return None
    return Reference(candidates[0], "title" if node.full else "short-name", first, last)


def _ends_here(reading: Reading, name: Words, first: int, last: int) -> bool:
    """Whether a shortened title is written as a title, and what follows is no more of a title."""
    if not reading.capital(first):
        return False
    gap = reading.gap(last)
    if gap.strip() or "\n" in gap or last + 1 == len(reading.words):
        return True
    if any(0 < date.first - last <= 2 for date in reading.dates):
        return True
    follows = reading.words[last + 1].form
    return follows in _AFTER or (follows in _MORE and len(telling(name)) >= _LONG)


def makes_another(reading: Reading, first: int) -> bool:
    """Whether the words before a name make another agreement of it."""
    before = reading.forms(first - 2, first - 1) if first else ()
    if not before or reading.gap(first - 1).strip("-– \n"):
        return False
    if before[-1] in OTHER or "hereinafter" in before or "hereafter" in before:
        return True
    # "Framework Agreement between X and Y" is not the "Agreement between X and Y".
    return before[-1] in GENERIC - STOP and reading.capital(first - 1) and reading.capital(first)


def _scattered(name: Words, first: int, last: int) -> bool:
    """Whether little words part those of a short name: ``Carter and the Agreement``."""
    return len(name) < _LONG and last - first + 1 - len(name) >= len(name)


def _with_date(
    own: Known, candidates: list[Known], stated: Found, name: Words, first: int, last: int
) -> Reference | None:
    dated = [item for item in candidates if agrees(stated, item.date)]
    if len(dated) == 1 and (near(own, dated[0]) or len(telling(name)) >= _FAR):
        return Reference(dated[0], "title-date", first, last)
    only = candidates[0] if len(candidates) == 1 and len(telling(name)) >= _LONG else None
    if only and not dated and near(own, only) and _slipped(stated, only.date):
        return Reference(only, "title", first, last)
    return None


def _nearest(own: Known, candidates: list[Known], name: Words, *, full: bool) -> list[Known]:
    """Those of the process; else of the same country; else any, if the name is long enough."""
    if same := [item for item in candidates if item.process == own.process]:
        return same
    words = telling(name)
    if not words:
        return []
    close = [item for item in candidates if near(own, item)]
    if not full:
        return close if len(name) >= _BEGINNING else []
    if close and (len(words) >= 2 or len(name) >= _BEGINNING):
        return close
    return candidates if len(words) >= _FAR else []


def agrees(stated: Found, iso: str) -> bool:
    """Whether a date as written can be an ISO date."""
    return any(iso.startswith(reading) for reading in (stated.iso, *stated.others))


def _slipped(stated: Found, iso: str) -> bool:
    """Whether two dates are days apart: texts and coders differ on the day of signing."""
    if len(stated.iso) < 10:
        return False
    return abs((date.fromisoformat(stated.iso) - date.fromisoformat(iso)).days) <= _SLIP
