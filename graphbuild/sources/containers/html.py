"""Saved HTML as text: the words of its body, cells parted by tabs, blocks by line ends."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import pairwise

from graphbuild.errors import SourceError
from graphbuild.words import one_line

_SKIPPED = frozenset(("script", "style", "noscript", "template", "svg", "head", "select", "iframe"))
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "tfoot",
        "thead",
        "tr",
        "ul",
    ]
)
_PARAGRAPHS = frozenset(("p", "tr", "li", "dt", "table", "ul", "dl"))
_LABELS = frozenset(("dt", "th", "strong", "b"))
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_LARGEST = 50_000_000
"""Characters of a page."""
_DOCUMENT = re.compile(r"https?://[^\s()<>]{1,500}\.pdf", re.IGNORECASE)
"""The one link that a coding page is read for: to the agreement's document."""
_NO_TAG = re.compile(r"<(?![^<>]{1,5000}>)")
"""What opens no tag is text; else the parser would look for its end again and again."""


_ROWS = {"tr": "table", "dt": "dl"}
"""What begins a row, and what holds it."""
_CELLS = frozenset(("td", "th", "dt", "dd"))


@dataclass(slots=True)
class _Grid:
    """A table or a list of definitions that is open: where its row and the row's cells begin."""

    tag: str
    row: int = -1
    cells: list[int] = field(default_factory=list)
    nested: bool = False


class _Reader(HTMLParser):
    """Collects text; ``**`` around what the page sets off as a label, a tab before a further cell."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.out: list[str] = []
        self.skipping = ""
        self.depth = 0
        self.grids: list[_Grid] = []
        self.kept = 0  # open elements whose line ends and blanks count
        self.document = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.skipping:
            self.depth += tag == self.skipping
            return
        if tag in _SKIPPED:
            self.skipping, self.depth = tag, 1
            return
        if tag in _ROWS.values():
            for grid in self.grids[-1:]:
                grid.nested = True
            self.grids.append(_Grid(tag))
        if tag in _ROWS or tag in _CELLS:
            self._open(tag)
        elif tag == "a":
            address = dict(attrs).get("href") or ""
            if _DOCUMENT.fullmatch(address) and not self.document:
                self.document = address
                self.out.append("[")
        elif tag in _HEADINGS:
            self.out.append("\n\n# ")
        elif tag == "br" or tag in _BLOCKS:
            self.out.append("\n\n" if tag in _PARAGRAPHS else "\n")
        self.kept += tag == "pre"
        if tag in _LABELS:
            self.out.append("**")

    def handle_endtag(self, tag: str) -> None:
        if self.skipping:
            self.depth -= tag == self.skipping
            if self.depth <= 0:
                self.skipping = ""
            return
        if tag == "a" and self.document:
            self.out.append(f"]({self.document})")
            self.document = ""
        self.kept = max(0, self.kept - (tag == "pre"))
        if tag in _LABELS:
            self.out.append("** ")
        if tag == "tr" and self.grids:
            self._close_row()
        if self.grids and tag == self.grids[-1].tag:
            self._close_row()
            self.grids.pop()
        if tag in _BLOCKS:
            self.out.append("\n")

    def handle_data(self, data: str) -> None:
        if self.skipping:
            return
        if self.kept:
            self.out.append(data.replace(" ", "\u00a0"))
        else:
            self.out.append(data.replace("\n", " ").replace("\t", " "))

    def _open(self, tag: str) -> None:
        """Begin a row or a cell; what stands in no table is a block."""
        grid = self.grids[-1] if self.grids else _Grid("")
        if tag in _ROWS:
            self._close_row()
            self.out.append("\n\n")
            grid.row = len(self.out)
        if tag in _CELLS:
            self.out.append("\t" if grid.cells and tag != "dd" else "\n" if tag == "dd" else "")
            grid.cells.append(len(self.out))

    def _close_row(self) -> None:
        """Write a row of cells as ``label`` TAB ``value``, further lines of values behind a tab."""
        if not self.grids:
            return
        grid = self.grids[-1]
        if len(grid.cells) > 1 and not grid.nested and grid.row >= 0:
            edges = [*grid.cells, len(self.out)]
            first, *others = ("".join(self.out[a:b]) for a, b in pairwise(edges))
            cells = [re.sub(r"\n(?=[^\n])", "\n\t", cell.strip("\n\t ")) for cell in others]
            self.out[grid.row :] = ["\t".join([one_line(first), *cells]), "\n"]
        grid.row, grid.cells, grid.nested = -1, [], False


def _without_comments(html: str) -> str:
    """The page without its comments; one that never ends takes the rest with it, as in a browser."""
    kept = []
    at = 0
    while (start := html.find("<!--", at)) >= 0:
        kept.append(html[at:start])
        end = html.find("-->", start + 2)
        if end < 0:
            return "".join(kept)
        at = end + 3
    kept.append(html[at:])
    return "".join(kept)


def html_to_text(html: str) -> str:
    """The visible words of a page, safe on any input: nothing is fetched, run or expanded.

    Headings begin with ``#``, labels stand between ``**``, a row of a table or a list is ``label``
    TAB ``value`` with further lines of the value behind a tab, and a link to a PDF is kept as in
    Markdown. Raises :class:`SourceError` if the page is larger than 50 MB.
    """
    if len(html) > _LARGEST:
        raise SourceError("HTML", "a page of more than 50 MB", "split it into smaller files")
    reader = _Reader()
    reader.feed(_NO_TAG.sub("&lt;", _without_comments(html)))
    reader.close()
    lines = "".join(reader.out).replace("****", "").split("\n")
    return "\n".join(" ".join(filter(None, line.strip(" ").split(" "))) for line in lines)
