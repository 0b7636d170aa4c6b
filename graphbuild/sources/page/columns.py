"""Two columns of text whose labels stand in the middle of their values' height (w3m, inscriptis, links).

A label in the left column then belongs to about as many lines of the right column above it as
below. That alone often leaves a line in doubt, so the rows are the cheapest way to cut the right
column, by where the labels stand and by what the lines say; they are written as ``label`` TAB
``value``. Rows that two ways of cutting share out alike are told.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import Final, NamedTuple

from graphbuild.ontology import topics
from graphbuild.sources.page import phrases, senses, typed
from graphbuild.sources.page.marks import starts_passage
from graphbuild.sources.page.skeleton import skeleton
from graphbuild.sources.page.slots import Slot, is_heading, slots

_WIDEST = 90  # characters of the left column
_MOST_ROWS = 40
_LONGEST = 4000  # lines of a section
_TALLEST = 120  # lines of a value
_WRAPPED = 4  # lines into which the beginning of a value is broken at most
_TRIES = 6  # columns, and first lines, that are tried
_GAP = re.compile(r"(?<= )\S")
_DEEP = re.compile(r" {12,}\S")  # a line of the right column alone
_LABEL = 80


class _Cost:
    """What a way of cutting costs; one unit is about a sign that can be wrong."""

    OFF_CENTRE: Final = 4.0  # each line that a label stands too high or too low
    IN_SENTENCE: Final = 2.0  # a row begins with a small letter
    RUNS_ON: Final = 0.7  # the line before was full, so the sentence may go on
    AT_BLANK: Final = -0.4
    OWN_KIND: Final = -3.0  # a value that only this label takes
    OTHER_KIND: Final = 3.0
    UNKNOWN: Final = 0.5  # places and processes that no list has
    NO_VALUE: Final = 3.0
    CLOSE: Final = 0.8  # two ways that differ by less are alike


class Row(NamedTuple):
    """A label in the left column: its slot, and its first and last line."""

    slot: Slot
    first: int
    last: int


class Way(NamedTuple):
    """One way to cut a section: what it costs, and where its rows begin."""

    cost: float
    starts: tuple[int, ...]


def with_rows(text: str) -> tuple[str, list[str]]:
    """A text whose centred labels begin their rows (any other as it is), and what is doubtful in it."""
    lines = text.split("\n")
    edges = [-1, *(at for at, line in enumerate(lines) if _is_heading(line)), len(lines)]
    regions: list[tuple[int, _Region]] = []
    unread: list[str] = []
    for before, after in pairwise(edges):
        body = lines[before + 1 : after]
        region = _region(body) if after - before < _LONGEST else None
        if region:
            regions.append((before + 1, region))
        elif any(_DEEP.match(line) for line in body):
            unread.append(lines[before].strip(" *#=_") if before >= 0 else "the header")
    if sum(region.signs() for _, region in regions) <= 0:
        return text, []
    remarks = [
        f"{name}: its labels stand beside the middle of their values, and which lines belong to which is not certain"
        for name in unread
    ]
    # A program rounds the middle of an even height up in all rows, or down in all.
    down, up = ([region.ways(odd) for _, region in regions] for odd in (1, -1))
    found = down if _sum(down) <= _sum(up) else up
    for (start, region), ways in reversed([*zip(regions, found, strict=True)]):
        remarks = [*region.doubts(ways), *remarks]
        lines[start + region.first : start + region.end] = region.rows(ways[0])
    return "\n".join(lines), remarks


def _sum(found: Sequence[Sequence[Way]]) -> float:
    return sum(ways[0].cost for ways in found)


def _region(lines: Sequence[str]) -> _Region | None:
    """The two columns in the lines between two headings; ``None`` if there are none."""
    best: _Region | None = None
    for column in _columns(lines):
        for first in _firsts(lines, column):
            found, end = _labels(lines, column, first)
            size = len(best.labels) if best else 1
            if len(found) > size or (
                best and len(found) == size and best.has_title(first - best.first)
            ):
                best = _Region(lines, column, first, end, found)
    return best if best and best.is_whole() else None


def _columns(lines: Sequence[str]) -> list[int]:
    """Where the right column may begin, the likeliest first."""
    found: Counter[int] = Counter()
    for line in lines:
        if "\t" not in line and "|" not in line[:3]:
            found.update(gap.start() for gap in _GAP.finditer(line[:_WIDEST]) if gap.start() > 4)
    ordered = sorted(found.items(), key=lambda item: (-item[1], item[0]))
    return [column for column, count in ordered[:_TRIES] if count > 1]


def _is_heading(line: str) -> bool:
    """Whether a line is a heading, and not the rest of a wrapped label (``power sharing``)."""
    words = line.strip(" \t*#=_")
    return words[:1].isupper() and is_heading(words)


def _firsts(lines: Sequence[str], column: int) -> list[int]:
    """Where the two columns may begin: below a blank line, or one that is in no column."""
    found = []
    for at, line in enumerate(lines[: 4 * _TRIES]):
        above = lines[at - 1] if at else ""
        left = above[:column].strip()
        if line.strip() and (
            (not left and not above[column:].strip())
            or above[column - 1 : column] not in ("", " ")
            or (left and skeleton(left) not in _beginnings())
        ):
            found.append(at)
    return found[:_TRIES]


def _labels(lines: Sequence[str], column: int, first: int) -> tuple[list[Row], int]:
    """The labels of the left column from a line on, and where they end; none if it holds others."""
    found: list[Row] = []
    words, start, end = "", -1, len(lines)
    for at in range(first, len(lines)):
        line = lines[at]
        left = line[:column].strip()
        if not left:
            if words and line.strip():
                return [], 0
            continue
        start = start if words else at
        words = f"{words} {left}".strip()
        shape = skeleton(words) if len(words) < _LABEL else ""
        slot = _by_shape().get(shape)
        crosses = line[column - 1 : column] not in ("", " ")
        if slot and not crosses and (not found or slot.index > found[-1].slot.index):
            found.append(Row(slot, start, at))
            words = ""
        elif crosses or shape not in _beginnings():
            if found and not lines[start - 1].strip():  # what follows is below the table
                words, end = "", start
                break
            return [], 0
    if words or len(found) > _MOST_ROWS:
        return [], 0
    while end > first and not lines[end - 1].strip():
        end -= 1
    return found, end


class _Region:
    """Two columns: labels on the left, their values on the right."""

    def __init__(
        self, lines: Sequence[str], column: int, first: int, end: int, labels: list[Row]
    ) -> None:
        self.first, self.end, self.labels = first, end, labels
        self.values = [line[column:].strip() for line in lines[:end]]
        filled = sorted(len(value) for value in self.values[first:] if value)
        self.width = filled[-1] if filled else 0

    def has_title(self, lines: int) -> bool:
        """Whether the first lines, above a page's first row, hold more than its countries."""
        above = self.values[self.first : self.first + max(0, lines)]
        page = self.labels[0].slot.index == 0
        return page and any(value and "Con" not in typed.kinds(value) for value in above)

    def is_whole(self) -> bool:
        """Whether the labels are those of a section from its first row on, none left out."""
        found = [row.slot.index for row in self.labels]
        first = found[0] == 0 or slots()[found[0] - 1].kind == "section"
        return first and found == [*range(found[0], found[0] + len(found))]

    def signs(self) -> int:
        """How many values begin above their labels, less those of three lines and more beside them."""
        found = 0
        above = self.first
        for number, row in enumerate(self.labels):
            lines = self.values[above : row.first]
            if self._is_own(row.slot, self.values[row.first : row.first + _WRAPPED]):
                stop = self._next(number)
                found -= stop - row.last > 2 and all(self.values[row.last + 1 : row.last + 3])
            elif any(self._is_own(row.slot, lines[at : at + _WRAPPED]) for at in range(len(lines))):
                found += 1
            above = row.last + 1
        return found

    def _next(self, number: int) -> int:
        return self.labels[number + 1].first if number + 1 < len(self.labels) else self.end

    @staticmethod
    def _is_own(slot: Slot, lines: Sequence[str]) -> bool:
        """Whether lines are how the value of this label begins, and of no other in its section."""
        value = " ".join(lines)
        if not lines or not lines[0]:
            return False
        if slot.kind == "row":
            shape = skeleton(value[:140])
            return "→" in value and shape.startswith(_path(slot))
        return slot.key == "Agtp" and bool(typed.level(value)[0])

    def ways(self, odd: int) -> list[Way]:
        """The two cheapest ways to cut the rows, if one ``odd`` line goes below its label (-1: above)."""
        known: dict[int, list[Way]] = {self.first: [Way(0.0, ())]}
        for number in range(len(self.labels)):
            reached: dict[int, list[Way]] = {}
            for start, ways in known.items():
                for stop in self._stops(number, start):
                    cost = self._cost(number, start, stop, odd)
                    reached.setdefault(stop, []).extend(
                        Way(way.cost + cost, (*way.starts, start)) for way in ways
                    )
            known = {stop: sorted(ways)[:2] for stop, ways in reached.items()}
        return known[self.end]

    def _stops(self, number: int, start: int) -> Iterator[int]:
        """Where a row that begins at a line may end."""
        _, first, last = self.labels[number]
        if number + 1 == len(self.labels):
            yield self.end
            return
        following = self.labels[number + 1].first
        below = first - start + 3  # lines below the label, as many as above
        yield from range(last + 1, min(following, last + 1 + below + 2, last + _TALLEST) + 1)
        if last + 1 + below + 2 < following:
            yield following

    def _cost(self, number: int, start: int, stop: int, odd: int) -> float:
        slot, first, last = self.labels[number]
        above, below = first - start, stop - 1 - last
        cost = _Cost.OFF_CENTRE * min(abs(below - above), abs(below - above - odd))
        values = [value for value in self.values[start:stop] if value]
        if not values:
            return cost + _Cost.NO_VALUE
        if start > self.first:
            cost += self._edge(start)
        return cost + _kind(slot, values)

    def _edge(self, start: int) -> float:
        """What it costs that a row begins at a line."""
        after = next((value for value in self.values[start:] if value), "")
        before = self.values[start - 1]
        if not before:
            return _Cost.AT_BLANK
        cost = _Cost.IN_SENTENCE if after[:1].islower() else 0.0
        full = len(before) + 1 + len(after.split(" ", 1)[0]) > self.width
        return cost + (_Cost.RUNS_ON if full else 0.0)

    def rows(self, way: Way) -> list[str]:
        """The rows, each of its label and all of its lines."""
        out = []
        stops = [*way.starts[1:], self.end]
        for row, start, stop in zip(self.labels, way.starts, stops, strict=True):
            filled = [value for value in self.values[start:stop] if value]
            out += ["", f"{row.slot.label}\t" + "\n\t".join(filled)]
        return [*out, ""]

    def doubts(self, ways: Sequence[Way]) -> Iterator[str]:
        """The labels between which lines may be shared out in another way that is as likely."""
        if len(ways) < 2 or ways[1].cost - ways[0].cost > _Cost.CLOSE:
            return
        for number, (one, other) in enumerate(zip(ways[0].starts, ways[1].starts, strict=True)):
            low, high = sorted((one, other))
            lines = [value for value in self.values[low:high] if value]
            if lines:
                names = (self.labels[at].slot.label for at in (number - 1, number))
                yield f"{' / '.join(names)}: which of them these words belong to is not certain: {' '.join(lines)}"


def _kind(slot: Slot, values: Sequence[str]) -> float:
    """What it costs that a row has these lines: those of its kind, or of another."""
    if slot.kind == "field":
        if slot.key == "Agtp":
            return _Cost.OWN_KIND if typed.level(values[0])[0] else _Cost.OTHER_KIND
        if slot.key in senses.PROSE:
            strange = any(typed.kinds(value) - {"Con", "PPName"} for value in values)
            return senses.cost(values[0], slot.key) + (_Cost.OTHER_KIND if strange else 0.0)
        if slot.key in typed.kinds(" ".join(values)):
            return _Cost.OWN_KIND
        return _Cost.OTHER_KIND if slot.key in typed.SHORT else _Cost.UNKNOWN
    cost = 0.0
    said = [bool(phrases.nothing(value)) for value in values]
    if any(said):
        cost += _Cost.OWN_KIND if len(values) == 1 else _Cost.OTHER_KIND
    starts = [at for at, value in enumerate(values) if "→" in value]
    for at in starts:
        own = skeleton(" ".join(values[at : at + 3])[:140]).startswith(_path(slot))
        begins = own or any(
            skeleton(" ".join(values[back : back + 3])[:140]).startswith(_path(slot))
            for back in range(max(0, at - 2), at)
        )
        cost += 0.0 if begins else _Cost.OTHER_KIND
    if not any(said) and not starts and not starts_passage(values[0]):
        cost += 1.0
    elif starts and (starts[0] == 0 or not starts_passage(values[0])):
        cost += _Cost.OWN_KIND if starts[0] < 2 else 0.0
    return cost


@cache
def _path(slot: Slot) -> str:
    return skeleton(topics.topics()[slot.key].section) + slot.skeleton


@cache
def _by_shape() -> dict[str, Slot]:
    return {slot.skeleton: slot for slot in slots() if slot.kind != "section"}


@cache
def _beginnings() -> frozenset[str]:
    shapes = [slot.skeleton for slot in slots()]
    return frozenset(shape[:end] for shape in shapes for end in range(1, len(shape) + 1))
