"""Two columns of text whose labels stand in the middle of their values' height (w3m, inscriptis, links).

A label in the left column then belongs to as many lines of the right column above it as below, so
the rows can be told from where the labels stand; they are written as ``label`` TAB ``value``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from graphbuild.sources.page import typed
from graphbuild.sources.page.skeleton import skeleton
from graphbuild.sources.page.slots import is_heading, is_label, slots

_GAP = re.compile(r"(?<=\S) {2,}(?=\S)|^ {8,}(?=\S)")
_WIDEST = 90
_MOST_ROWS = 40
_LONGEST = 4000

Row = tuple[int, int, str]
"""First and last line of a label, and the label."""


def with_rows(text: str) -> str:
    """A text whose centred labels begin their rows; any other as it is."""
    lines = text.split("\n")
    edges = [-1, *(at for at, line in enumerate(lines) if is_heading(line.strip())), len(lines)]
    found = [
        (before + 1, after, _Region(lines[before + 1 : after]))
        for before, after in pairwise(edges)
        if after - before < _LONGEST
    ]
    header = next((region for _, _, region in found if region.is_centred()), None)
    if header is None:
        return text
    # A program rounds the middle of an even height up in all rows, or down in all.
    odd = next((odd for odd in (1, -1) if header.rows(odd)), 1)
    for start, end, region in reversed(found):
        rows = region.rows(odd)
        if rows:
            lines[start + region.first : end] = rows
    return "\n".join(lines)


class _Region:
    """The lines between two headings."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = lines
        self.column = _column(lines)
        self.first = self._first() if self.column else len(lines)
        self.labels = self._labels() if self.first < len(lines) else []

    def _left(self, at: int) -> str:
        return self.lines[at][: self.column].strip()

    def _right(self, at: int) -> str:
        return self.lines[at][self.column :].rstrip()

    def _first(self) -> int:
        """Where the two columns begin: below the last line that crosses their edge."""
        crossing = [
            at
            for at, line in enumerate(self.lines)
            if len(line) > self.column and line[self.column - 1] != " "
        ]
        first = crossing[-1] + 1 if crossing else 0
        while first < len(self.lines) and not self.lines[first].strip():
            first += 1
        return first

    def _labels(self) -> list[Row]:
        """The labels of the left column; none if it holds anything else."""
        found: list[Row] = []
        words, start = "", -1
        for at in range(self.first, len(self.lines)):
            left = self._left(at)
            if not left:
                if words and self._right(at):
                    return []
                continue
            start = at if not words else start
            words = f"{words} {left}".strip()
            if is_label(words):
                found.append((start, at, words))
                words = ""
            elif skeleton(words) not in _beginnings():
                return []
        return found if not words and len(found) <= _MOST_ROWS else []

    def is_centred(self) -> bool:
        """Whether the level of an agreement stands above its label."""
        wanted = next(slot.skeleton for slot in slots() if slot.key == "Agtp")
        for start, _, label in self.labels:
            if skeleton(label) == wanted and not typed.level(self._right(start).strip())[0]:
                above = range(max(self.first, start - 12), start)
                return any(
                    typed.level(self._right(at).strip())[0] and not self._left(at) for at in above
                )
        return False

    def rows(self, odd: int) -> list[str]:
        """The rows, each of its label and all of its lines; none if the labels are not centred."""
        end = len(self.lines)
        while end > self.first and not self.lines[end - 1].strip():
            end -= 1
        edges = self._edges(0, self.first, end, odd, {})
        if not self.labels or edges is None:
            return []
        out = []
        for (_, _, label), start, stop in zip(self.labels, edges, [*edges[1:], end], strict=True):
            values = [self._right(at).strip() for at in range(start, stop)]
            filled = [value for value in values if value]
            out += ["", f"{label}\t" + "\n\t".join(filled)]
        return [*out, ""]

    def _edges(
        self,
        number: int,
        start: int,
        end: int,
        odd: int,
        known: dict[tuple[int, int], list[int] | None],
    ) -> list[int] | None:
        """Where the rows from one on begin, if the first begins there; ``None`` if they cannot."""
        if number == len(self.labels):
            return [] if start == end else None
        if (number, start) not in known:
            known[number, start] = None
            first, last, _ = self.labels[number]
            height = last - first + 1
            for lines in (0, odd):
                size = height + 2 * (first - start) + lines
                if first < start or size < height or start + size > end:
                    continue
                rest = self._edges(number + 1, start + size, end, odd, known)
                if rest is not None:
                    known[number, start] = [start, *rest]
                    break
        return known[number, start]


def _column(lines: Sequence[str]) -> int:
    """Where the right column begins; 0 if there is none."""
    found: Counter[int] = Counter()
    for line in lines:
        gap = _GAP.search(line[:_WIDEST])
        if gap and "\t" not in line and "|" not in line[:3]:
            found[gap.end()] += 1
    column, count = max(found.items(), key=lambda item: (item[1], -item[0]), default=(0, 0))
    return column if count > 1 else 0


@cache
def _beginnings() -> frozenset[str]:
    shapes = [slot.skeleton for slot in slots()]
    return frozenset(shape[:end] for shape in shapes for end in range(1, len(shape) + 1))
