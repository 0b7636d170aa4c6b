"""The list of a page's sections that some converters print before or after it (``Document Outline``)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from graphbuild.sources.page.line import Line
from graphbuild.sources.page.skeleton import skeleton
from graphbuild.sources.page.slots import slots

_LEAST = 6  # headings of sections without anything between: no page has two
_TITLES = frozenset(map(skeleton, ("Document Outline", "Outline", "Contents", "Table of contents")))
_LONGEST = 600
_ABOVE = 3  # lines above the list in which its title stands


def without(lines: Sequence[Line]) -> list[Line]:
    """The lines without lists of sections, their titles, and what stands between the two."""
    kept: list[Line] = []
    at = 0
    while at < len(lines):
        end, count = at, 0
        while end < len(lines) and (found := _headings(lines[end].text)):
            end, count = end + 1, count + found
        if count < _LEAST:
            kept.append(lines[at])
            at += 1
            continue
        for back in range(1, min(_ABOVE, len(kept)) + 1):
            if skeleton(kept[-back].text) in _TITLES:
                del kept[-back:]
                break
        at = end
    return kept


def _headings(text: str) -> int:
    """Of how many sections' names a line is made; 0 if it holds anything else."""
    shape = skeleton(text) if len(text) < _LONGEST else ""
    count = 0
    while shape:
        name = next((known for known in _names() if shape.startswith(known)), "")
        if not name:
            return 0
        shape, count = shape[len(name) :], count + 1
    return count


@cache
def _names() -> tuple[str, ...]:
    """Skeletons of the sections, longest first."""
    found = {slot.skeleton for slot in slots() if slot.kind == "section"}
    return tuple(sorted(found, key=len, reverse=True))
