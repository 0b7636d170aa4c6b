"""A converter's text or Markdown as plain lines, with what its markup says about labels."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from graphbuild.sources.page import furniture
from graphbuild.sources.page.line import Line
from graphbuild.sources.page.markup import plain_lines
from graphbuild.sources.page.wrapping import RUNS_ON

_LONG = 400  # characters: furniture is shorter, columns are narrower
_WIDE = re.compile(r"[ \t]{40,}")
_GAP = re.compile(r"(?<=\S)(?: {2,}|\t+)(?=\S)")
# Fences of blocks: ``::: name`` of Pandoc, ``+++``, ``#+begin_x`` of Org, ``[cols=..]`` of AsciiDoc.
_FENCES = ":+~`#[{"
_FENCE = re.compile(
    r":{3,}\s*[\w{][^:]{0,80}$|\+{3,}\w{0,20}$|~{3,}\w{0,20}$|`{3,}\w{0,20}$"
    r"|#\+\w+(?::.{0,80})?$|\[(?:cols|width|options|%\w+)\b[^\]]{0,80}\]$|\{[.#:][^{}]{0,80}\}$"
)
_RULE = frozenset(" \t-=_*|:+~—–")  # of which lines between the rows of a table are drawn


@dataclass(slots=True)
class Document:
    """The lines of a text, and what its furniture tells."""

    lines: list[Line] = field(default_factory=list)
    links: dict[str, str] = field(default_factory=dict)
    titles: set[str] = field(default_factory=set)


def read_lines(text: str) -> Document:
    """Split a text into lines, without markup and page furniture."""
    document = Document()
    opens = True
    previous_furniture = False
    row = 0
    for number, raw, column in _raw_lines(text):
        if _is_rule(raw):
            opens = True
            continue
        runs_on = raw.startswith(RUNS_ON)
        raw = raw.removeprefix(RUNS_ON)
        kept = _without_furniture(raw, document, previous_furniture)
        previous_furniture = kept is None
        if kept is None:
            continue
        for line in plain_lines(kept, number, column, document.links):
            line.opens = line.opens or opens
            line.runs_on = runs_on
            line.row = row = row if kept.startswith("\t") else line.row
            document.lines.append(line)
            opens = False
    return document


def _is_rule(raw: str) -> bool:
    """Whether a line is blank or only drawn; a lone dash or two is a value."""
    drawn = raw.strip()
    return (
        not drawn
        or (len(drawn) > 2 and _RULE.issuperset(drawn))
        or bool(drawn[0] in _FENCES and len(drawn) < _LONG and _FENCE.match(drawn))
    )


def _raw_lines(text: str) -> Iterator[tuple[int, str, int]]:
    """Line number, line and the column in which values begin on its sheet (0 if unknown)."""
    number = 0
    for sheet in text.split("\f"):
        lines = sheet.split("\n")
        column = _value_column(lines)
        for line in lines:
            number += 1
            yield number, _WIDE.sub("  ", line) if len(line) > _LONG else line, column
        number -= 1


def _value_column(lines: list[str]) -> int:
    starts: Counter[int] = Counter()
    for line in lines:
        gap = _GAP.search(line)
        if gap and "|" not in line and "\t" not in line:
            starts[gap.end()] += 1
    if not starts:
        return 0
    column, count = starts.most_common(1)[0]
    return column if count >= 3 and column >= 8 else 0


def _without_furniture(raw: str, document: Document, after_furniture: bool) -> str | None:
    line = raw.strip(" \t#*_")
    if len(line) > _LONG:
        return raw
    title = furniture.print_title(line)
    if title is not None:
        if title:
            document.titles.add(furniture.title_key(title))
        return None
    if furniture.is_address(line) or furniture.is_site(line):
        return None
    if after_furniture and furniture.is_count(line):
        return None
    rest = furniture.without_page_number(line)
    if rest != line:
        return rest or None
    key = furniture.title_key(line)
    if after_furniture and furniture.is_cut_title(line):
        document.titles.add(key)
    if (
        len(key) > 8
        and key in document.titles
        and (after_furniture or furniture.is_cut_title(line))
    ):
        return None
    return raw
