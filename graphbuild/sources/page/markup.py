"""Markdown, tables and loose HTML tags: what they set off as a label, and the plain words."""

from __future__ import annotations

import re

from graphbuild.patterns import late
from graphbuild.sources.page.characters import unescaped
from graphbuild.sources.page.line import Line
from graphbuild.sources.page.slots import is_heading, is_label

Links = dict[str, str]
"""Targets of the links of a text by their words."""

_TAG = late(
    r"</?(?:b|strong|em|i|u|s|p|div|span|font|a|table|tbody|thead|tr|td|th|sup|sub|small|mark|del|li"
    r"|ul|ol|dl|dt|dd|h[1-6]|blockquote|center|section|article|verbatim|nowiki|code|pre|tt)(?:\s[^<>]{0,300})?>",
    re.I,
)
_BOLD_TAG = re.compile(r"^\s*<(?:b|strong)>(.{1,200}?)</(?:b|strong)>", re.I)
_BREAK = re.compile(r"[ \t]{0,8}<br\s{0,4}/?>[ \t]{0,8}", re.I)
_BREAK_MARK = re.compile(r"[ \t]{0,8}<br\s{0,4}/?>[ \t]{0,8}(?=[.,;:](?:\s|$|\|))", re.I)
_PARAGRAPH = re.compile(r"</(?:p|div)>\s{0,8}<(?:p|div)>|</?(?:p|div)>", re.I)
_ESCAPE = re.compile(r"\\+([_()\[\]*#~`|<>.!+{}$&'\"-])")
_LINK = re.compile(r"\[((?:[^\[\]\\]|\\.){1,400})\]\(([^()\s]{0,600})\)")
_BULLET_BOLD = re.compile(r"^\s*[-*+•]\s+(?=\*\*|__|<b>|<strong>)", re.I)
_BOLD = re.compile(r"^\s*((?:(?:\*\*|__)(?:[^*_]|\*(?!\*)|_(?!_)){1,200}(?:\*\*|__)\s{0,8})+)")
_HEADING = re.compile(r"^\s{0,3}#{1,6}\s+")
_CELL = re.compile(r"(?<!\\)\|")
_NO_NAME = re.compile(r"^\s*Col\d{1,2}\s*$")  # what pymupdf4llm calls a column without a header
_GAP = re.compile(r"(?<=\S)(?: {2,}|\t+)(?=\S)")
_EDGES = re.compile(r"^(_{1,2}|~~|==|`)(.+?)\1$")
_STRUCK = re.compile(r"~~|(?<!\w)__(?=\S)|(?<=\S)__(?!\w)")
_DEFINITION = re.compile(r"^:\s{1,4}")


def plain_lines(raw: str, number: int, column: int, links: Links) -> list[Line]:
    """One line of a file as lines without markup; ``column`` is where values begin (0: unknown)."""
    if raw.lstrip().startswith("|"):
        return _piped(raw, number, links)
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


def _label_mark(raw: str, links: Links, *, gaps: bool) -> tuple[int, str]:
    """How much of a line its markup sets off at the start, and the line as plain text."""
    raw = _BULLET_BOLD.sub("", raw)
    bold = _BOLD_TAG.match(raw) or _BOLD.match(raw)
    gap = None if bold or not gaps else _GAP.search(raw.rstrip())
    cut = bold.end() if bold else gap.start() if gap else 0
    first = clean(raw[:cut], links)
    rest = clean(raw[cut:], links)
    return len(first), f"{first} {rest}".strip()


def _piped(raw: str, number: int, links: Links) -> list[Line]:
    body = raw.strip()[1:]
    body = body[:-1] if body.endswith("|") else body
    cells = [cell for cell in _CELL.split(body) if not _NO_NAME.match(cell)]
    cells = _behind_numbering(cells, links)
    if not cells:
        return []
    first = cells[0].strip()
    rest = "|".join(cells[1:]).strip()
    if rest.endswith("|"):
        rest = rest.rstrip("| ")
    return _cells([first, rest] if rest else [first], number, links) if first or rest else []


def _behind_numbering(cells: list[str], links: Links) -> list[str]:
    """The cells of a row without what stands before its label: a number, its section."""
    if len(cells) > 2 and not is_label(clean(cells[0], links)):
        for at in (1, 2):
            if is_label(clean(cells[at], links)):
                return cells[at:]
    return cells


def _cells(cells: list[str], number: int, links: Links) -> list[Line]:
    """A row of a table: its first cell is set off, what follows is value."""
    cells = _behind_numbering(cells, links)
    label = clean(_BREAK.sub(" ", cells[0]), links)
    values = [piece for cell in cells[1:] for piece in _pieces(cell, links)]
    row = number if is_label(label) and not is_heading(label) else 0
    if not values:
        return [Line(label, number, len(label), opens=True, row=row)] if label else []
    first = f"{label} {values[0]}".strip()
    lines = [Line(first, number, len(label), indent=not label, opens=True, row=row)]
    lines += [Line(value, number, indent=True, row=row) for value in values[1:]]
    return lines


def _pieces(cell: str, links: Links) -> list[str]:
    cell = _PARAGRAPH.sub("<br>", _BREAK_MARK.sub("", cell))
    pieces = (clean(piece, links) for piece in _BREAK.split(cell))
    return [piece for piece in pieces if piece]


def clean(raw: str, links: Links) -> str:
    """Plain text of a piece of Markdown or of loose HTML tags; link targets go to ``links``."""
    if "](" in raw:
        raw = _LINK.sub(lambda match: _note(match, links), raw)
    if "<" in raw:
        raw = _TAG.sub(" ", _BREAK.sub(" ", raw))
    if "**" in raw:
        raw = raw.replace("**", "")
    if "~~" in raw or "__" in raw:
        raw = _STRUCK.sub("", raw)
    if "\\" in raw:
        raw = _ESCAPE.sub(r"\1", raw)
        raw = raw.rstrip().removesuffix("\\")  # Markdown's line break
    text = " ".join(unescaped(raw).split())
    return _EDGES.sub(r"\2", text) if text[:1] in ("_", "~", "=", "`") else text


def _note(match: re.Match[str], links: Links) -> str:
    words = match.group(1)
    if match.group(2) not in ("", "#"):
        links.setdefault(" ".join(_ESCAPE.sub(r"\1", words).split()), match.group(2))
    return words
