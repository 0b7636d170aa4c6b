"""A converter's text or Markdown as plain lines, with what its markup says about labels."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from graphbuild.sources.page import furniture

_TAG = re.compile(
    r"</?(?:b|strong|em|i|u|p|div|span|table|tbody|thead|tr|td|th|sup|sub|small|li|ul|ol|dl|dt|dd|h[1-6])(?:\s[^<>]{0,300})?>",
    re.I,
)
_BOLD_TAG = re.compile(r"^\s*<(?:b|strong)>(.{1,200}?)</(?:b|strong)>", re.I)
_BREAK = re.compile(r"\s*<br\s*/?>\s*", re.I)
_BREAK_MARK = re.compile(r"\s*<br\s*/?>\s*(?=[.,;:](?:\s|$|\|))", re.I)
_ESCAPE = re.compile(r"\\+([_()\[\]*#~`|<>.!+{}$&-])")
_LINK = re.compile(r"\[((?:[^\[\]\\]|\\.){1,400})\]\(([^()\s]{0,600})\)")
_BULLET_BOLD = re.compile(r"^\s*[-*+•]\s+(?=\*\*|<b>|<strong>)", re.I)
_BOLD = re.compile(r"^\s*((?:\*\*(?:[^*]|\*(?!\*)){1,200}\*\*\s*)+)")
_HEADING = re.compile(r"^\s{0,3}#{1,6}\s+")
_RULE = re.compile(r"^[\s\-=_*|:+~—–]{3,}$")
_TABLE_RULE = re.compile(r"^[\s|:\-\t]*-{3,}[\s|:\-\t]*$")
_CELL = re.compile(r"(?<!\\)\|")
_NO_NAME = re.compile(r"^\s*Col\d{1,2}\s*$")  # what pymupdf4llm calls a column without a header
_LONG = 400  # characters: furniture is shorter, columns are narrower
_WIDE = re.compile(r"[ \t]{40,}")
_GAP = re.compile(r"(?<=\S)(?: {2,}|\t+)(?=\S)")
_ITALIC = re.compile(r"^_(.+)_$")
_DEFINITION = re.compile(r"^:\s{1,4}")


@dataclass(slots=True)
class Line:
    """One line without markup.

    ``mark``: how many of its first characters are set off as a label (bold, first cell, left
    column). ``indent``: it stands where values stand. ``opens``: a blank line or a cell's edge is
    before it. ``number``: its line in the file.
    """

    text: str
    number: int
    mark: int = 0
    heading: bool = False
    indent: bool = False
    opens: bool = False


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
    for number, raw, column in _raw_lines(text):
        if not raw.strip() or _RULE.match(raw) or _TABLE_RULE.match(raw):
            opens = True
            continue
        kept = _without_furniture(raw, document, previous_furniture)
        previous_furniture = kept is None
        if kept is None:
            continue
        for line in _plain(kept, number, column, document.links):
            line.opens = line.opens or opens
            document.lines.append(line)
            opens = False
    return document


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


def _plain(raw: str, number: int, column: int, links: dict[str, str]) -> list[Line]:
    if raw.lstrip().startswith("|"):
        return _table_row(raw, number, links)
    heading = bool(_HEADING.match(raw))
    if heading:
        raw = _HEADING.sub("", raw)
    if raw.startswith("\t"):
        return [Line(text, number, indent=True) for text in _pieces(raw, links)]
    if "\t" in raw.strip():
        cells = [cell for cell in raw.split("\t") if cell.strip()]
        return _cells(cells, number, links)
    indent = bool(column) and len(raw) - len(raw.lstrip()) >= column - 3
    definition = _DEFINITION.match(raw)
    if definition:
        raw, indent = raw[definition.end() :], True
    mark, text = _label_mark(raw, links, gaps=bool(column) and not indent)
    if not text:
        return []
    return [Line(text, number, mark, heading, indent and not mark)]


def _label_mark(raw: str, links: dict[str, str], *, gaps: bool) -> tuple[int, str]:
    """How much of a line its markup sets off at the start, and the line as plain text."""
    raw = _BULLET_BOLD.sub("", raw)
    bold = _BOLD_TAG.match(raw) or _BOLD.match(raw)
    gap = None if bold or not gaps else _GAP.search(raw.rstrip())
    cut = bold.end() if bold else gap.start() if gap else 0
    first = _clean(raw[:cut], links)
    rest = _clean(raw[cut:], links)
    return len(first), f"{first} {rest}".strip()


def _table_row(raw: str, number: int, links: dict[str, str]) -> list[Line]:
    body = raw.strip()[1:]
    body = body[:-1] if body.endswith("|") else body
    cells = [cell for cell in _CELL.split(body) if not _NO_NAME.match(cell)]
    if not cells:
        return []
    first = cells[0].strip()
    rest = "|".join(cells[1:]).strip()
    if rest.endswith("|"):
        rest = rest.rstrip("| ")
    return _cells([first, rest] if rest else [first], number, links) if first or rest else []


def _cells(cells: list[str], number: int, links: dict[str, str]) -> list[Line]:
    """A row of a table: its first cell is set off, what follows is value."""
    label = _clean(_BREAK.sub(" ", cells[0]), links)
    values = [piece for cell in cells[1:] for piece in _pieces(cell, links)]
    if not values:
        return [Line(label, number, len(label), opens=True)] if label else []
    lines = [Line(f"{label} {values[0]}".strip(), number, len(label), indent=not label, opens=True)]
    lines += [Line(value, number, indent=True) for value in values[1:]]
    return lines


def _pieces(cell: str, links: dict[str, str]) -> list[str]:
    cell = re.sub(r"</p>\s*<p>|</?p>|</div>\s*<div>", "<br>", _BREAK_MARK.sub("", cell), flags=re.I)
    pieces = (_clean(piece, links) for piece in _BREAK.split(cell))
    return [piece for piece in pieces if piece]


def _clean(raw: str, links: dict[str, str]) -> str:
    """Plain text of a piece of Markdown or of loose HTML tags; link targets go to ``links``."""
    if "](" in raw:
        raw = _LINK.sub(lambda match: _note(match, links), raw)
    if "<" in raw:
        raw = _TAG.sub(" ", _BREAK.sub(" ", raw))
    if "**" in raw:
        raw = raw.replace("**", "")
    if "\\" in raw:
        raw = _ESCAPE.sub(r"\1", raw)
    text = " ".join(raw.split())
    return _ITALIC.sub(r"\1", text) if text.startswith("_") else text


def _note(match: re.Match[str], links: dict[str, str]) -> str:
    words = match.group(1)
    if match.group(2) not in ("", "#"):
        links.setdefault(" ".join(_ESCAPE.sub(r"\1", words).split()), match.group(2))
    return words
