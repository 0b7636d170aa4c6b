"""Prose on other agreements (PA-X ``OthAgr``, the page's related cases) as passages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from graphbuild.patterns import late

_PAGE = re.compile(r"pages?\s*\d+", re.IGNORECASE)
# "Page 1, Untitled Preamble:", "Page 1-2, I References" or "page 3:"; what follows is the passage.
_LOCATOR = late(
    r"(?P<page>pages?\s*\d+(?:\s*(?:[-–—&,]|and|to)\s*\d+(?!\s*[.)\d]))*)[^\S\n]*[,.:;]?[^\S\n]*",
    re.IGNORECASE,
)
_HEADING = re.compile(r"[^\n:]{1,160}:(?=\s|$)|[^\n:]{1,160}(?=\n)")
_LEADING = " \t\n-–—•*;,\u00b7\uf0b7"
_EMPTY = frozenset({"", "NA", "N/A", "-", "None", "/"})


class Passage(NamedTuple):
    """One passage as written, without its bullet, and where it stands (``Page 1, Untitled Preamble``)."""

    text: str
    page: str = ""


def split(text: str) -> list[Passage]:
    """The passages of a text: one per paragraph with its page, or one per entry of a list.

    A paragraph without a page of its own stands on the page of the one before.
    """
    text = text.replace("\u2028", "\n").replace("\u2029", "\n").replace("\r\n", "\n")
    if text.strip() in _EMPTY:
        return []
    if any(_PAGE.match(line.lstrip(_LEADING + "[(")) for line in text.split("\n")):
        return list(_paged(text))
    return [Passage(entry) for line in text.split("\n") for entry in _entries(line)]


def _paged(text: str) -> Iterator[Passage]:
    page = ""
    lines: list[str] = []
    for line in [*text.split("\n"), ""]:
        starts = _PAGE.match(line.strip())
        if lines and (starts or not line.strip()):
            passage = _passage("\n".join(lines), page)
            page = passage.page
            if passage.text:
                yield passage
            lines = []
        if line.strip():
            lines.append(line.strip())


def _passage(block: str, page: str) -> Passage:
    """A block of lines with its locator taken off; a bare locator holds for what comes next."""
    found = _LOCATOR.match(block)
    if not found:
        return Passage(block.strip(_LEADING), page)
    rest = block[found.end() :]
    heading = _HEADING.match(rest)
    if heading and (body := rest[heading.end() :].strip()):
        return Passage(body, _locator(found["page"], heading[0]))
    if rest.isupper() and "\n" not in rest:
        return Passage("", _locator(found["page"], rest))
    return Passage(rest.strip(), found["page"].strip())


def _locator(page: str, heading: str) -> str:
    heading = heading.strip(" \t:")
    return f"{page.strip()}, {heading}" if heading.strip(".… ") else page.strip()


def _entries(line: str) -> Iterator[str]:
    """The entries of a list, apart at semicolons outside brackets."""
    depth = start = 0
    for place, char in enumerate(line):
        if char in "([":
            depth += 1
        elif char in ")]":
            depth = max(0, depth - 1)
        elif char == ";" and not depth:
            yield from _kept(line[start:place])
            start = place + 1
    yield from _kept(line[start:])


def _kept(entry: str) -> Iterator[str]:
    if (entry := entry.strip(_LEADING)) not in _EMPTY:
        yield entry
