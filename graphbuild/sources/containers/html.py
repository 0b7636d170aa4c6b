"""Saved HTML as text: the words of its body, cells parted by tabs, blocks by line ends."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from graphbuild.errors import SourceError

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


class _Reader(HTMLParser):
    """Collects text; ``**`` around what the page sets off as a label, a tab before a further cell."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.out: list[str] = []
        self.skipping = ""
        self.depth = 0
        self.cells = 0
        self.document = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.skipping:
            self.depth += tag == self.skipping
        elif tag in _SKIPPED:
            self.skipping, self.depth = tag, 1
        elif tag in ("td", "th"):
            self.out.append("\t" if self.cells else "")
            self.cells += 1
        elif tag == "a":
            address = dict(attrs).get("href") or ""
            if _DOCUMENT.fullmatch(address) and not self.document:
                self.document = address
                self.out.append("[")
        elif tag in _HEADINGS:
            self.out.append("\n\n# ")
        elif tag == "br" or tag in _BLOCKS:
            self.out.append("\n\n" if tag in _PARAGRAPHS else "\n")
            if tag == "tr":
                self.cells = 0
        if not self.skipping and tag in _LABELS:
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
        if tag in _LABELS:
            self.out.append("** ")
        if tag in _BLOCKS:
            self.out.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.skipping:
            self.out.append(data.replace("\n", " ").replace("\t", " "))


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

    Headings begin with ``#``, labels stand between ``**``, a table's row is a line with tabs, and a
    link to a PDF is kept as in Markdown. Raises :class:`SourceError` if the page is larger than 50 MB.
    """
    if len(html) > _LARGEST:
        raise SourceError("HTML", "a page of more than 50 MB", "split it into smaller files")
    reader = _Reader()
    reader.feed(_NO_TAG.sub("&lt;", _without_comments(html)))
    reader.close()
    lines = "".join(reader.out).replace("****", "").split("\n")
    return "\n".join(" ".join(filter(None, line.strip(" ").split(" "))) for line in lines)
