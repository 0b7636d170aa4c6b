"""What format a file has, by its content; its name says nothing."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Literal

from graphbuild.errors import SourceError
from graphbuild.sources.containers import strangers, text
from graphbuild.sources.containers.csvfile import head_records
from graphbuild.sources.containers.mhtml import is_mhtml
from graphbuild.sources.containers.stata import is_stata

HEAD = 65_536
"""How many bytes from the start are looked at."""

REMEDY = "give coding pages, PA-X tables, PAA-X or actor files"

Format = Literal["csv", "xlsx", "ods", "json", "stata", "html", "mhtml", "pdf", "text"]


class NotASource(SourceError):  # noqa: N818 - a finding about a folder's content, an error if named
    """The file is readable but nothing that graphbuild reads.

    ``left_out`` is whether it counts as left out where a folder holds it: a page or a dataset that
    its owner may believe to be read does, a stranger such as a picture does not.
    """

    def __init__(self, file: str, what: str, remedy: str = "", *, left_out: bool = False) -> None:
        self.left_out = left_out
        super().__init__(file, f"not a PA-X source: {what}", remedy or REMEDY)


_CHARSET = re.compile(rb"""<meta[^>]{1,200}charset=["']?([A-Za-z0-9_-]{1,40})""", re.I)
_HTML = re.compile(r"\s*<(?:!doctype\s+html|html|head|body)\b", re.I)
_DECLARATION = re.compile(r"\s*<\?xml[^>]{0,1000}>")

_JSON = re.compile(r"\s*(?:\[\s*[{\[\]\"0-9]|\{\s*[\"}])")
"""How JSON begins, and no other text that is read."""

_RDF = re.compile(
    r"\s*(?:@prefix\b|@base\b|prefix\s+\S*:\s*<|<[^<>\s]+>\s+<[^<>\s]+>\s+[<\"_]"
    r"|(?:<\?xml[^>]*>\s*)?<rdf:RDF\b|[{\[]\s*(?:\{\s*)?\"@(?:context|graph|id)\")",
    re.I,
)
"""How a graph begins in Turtle, TriG, N-Triples, N-Quads, RDF/XML and JSON-LD."""


def format_of(head: bytes, file: str, encoding: str = "") -> Format:
    """The format of a file that starts with these bytes; raises :class:`NotASource`.

    ``text`` may still be CSV: its header tells.
    """
    if not head:
        raise SourceError(file, "the file is empty", "get it again")
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(b"PK\x03\x04"):
        return "xlsx"
    if is_stata(head):
        return "stata"
    if stranger := strangers.known(head):
        raise unread(file, stranger)
    _refuse_binary(head, file, encoding)
    if is_mhtml(head):
        return "mhtml"
    start = text.decode_head(head, encoding)
    if _RDF.match(start.lstrip("\ufeff")):
        raise NotASource(file, "an RDF graph, such as graphbuild writes")
    if _JSON.match(start.lstrip("\ufeff")):
        return "json"
    return "html" if _HTML.match(_behind_comments(start)) else "text"


def _behind_comments(start: str) -> str:
    """What follows the declaration and the comments at the head of a text."""
    declared = _DECLARATION.match(start)
    at = declared.end() if declared else 0
    while True:
        while start[at : at + 1].isspace():
            at += 1
        end = start.find("-->", at + 4) if start.startswith("<!--", at) else -1
        if end < 0:
            return start[at:]
        at = end + 3


def zip_format(members: Collection[str], kind: str, file: str) -> Literal["xlsx", "ods"]:
    """The format of a zip archive by its members and its member ``mimetype``; raises ``NotASource``."""
    if "xl/workbook.xml" in members or "xl/workbook.bin" in members:
        return "xlsx"
    if "content.xml" in members and "opendocument.spreadsheet" in kind:
        return "ods"
    if "opendocument" in kind:
        what = "an OpenDocument text"
        raise unread(file, strangers.Stranger(what, "save it as plain text (.txt) or PDF"))
    found = next((one for member, one in strangers.IN_ZIP if member in members), strangers.ZIP)
    raise unread(file, found)


def unread(file: str, stranger: strangers.Stranger) -> NotASource:
    """The refusal of a file whose format is known and not read."""
    return NotASource(file, stranger.what, stranger.remedy, left_out=stranger.left_out)


def html_charset(data: bytes) -> str:
    """The encoding that a page states of itself and Python knows; ``""`` if none."""
    match = _CHARSET.search(data[:4096])
    name = match[1].decode("ascii") if match else ""
    return name if text.is_encoding(name) else ""


def _refuse_binary(head: bytes, file: str, encoding: str) -> None:
    if text.encoding_of(head, encoding).lower().replace("_", "-").startswith(("utf-16", "utf-32")):
        return
    nul = head.count(0)
    if nul > len(head) // 3 and (not any(head[::2]) or not any(head[1::2])):
        remedy = "save it as UTF-8, or give --encoding utf-16-le (or utf-16-be)"
        raise SourceError(file, "UTF-16 text without a byte order mark", remedy)
    controls = sum(head.count(byte) for byte in (*range(9), *range(14, 27), *range(28, 32)))
    if controls > len(head) // 50:
        raise NotASource(file, "binary data")


def looks_headless(head: str) -> bool:
    """Whether a text is rows of PA-X's table without their header line."""
    cells = next((cells for _, cells in head_records(head, ",")), [])
    known = {"Multiparty signed/agreed", "Unilateral document", "Status unclear"}
    return len(cells) > 5 and bool(known.intersection(cells))
