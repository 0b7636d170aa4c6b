"""What format a file has, by its content; its name says nothing."""

from __future__ import annotations

import re
from typing import Literal

from graphbuild.errors import SourceError
from graphbuild.sources.containers import text
from graphbuild.sources.containers.csvfile import head_records

HEAD = 65_536
"""How many bytes from the start are looked at."""

REMEDY = "give coding pages, PA-X tables, PAA-X or actor files"

Format = Literal["csv", "xlsx", "html", "pdf", "text"]


class NotASource(SourceError):  # noqa: N818 - a finding about a folder's content, an error if named
    """The file is readable but nothing that graphbuild reads.

    ``left_out`` is whether it counts as left out where a folder holds it: a page or a dataset that
    its owner may believe to be read does, a stranger such as a picture does not.
    """

    def __init__(self, file: str, what: str, remedy: str = "", *, left_out: bool = False) -> None:
        self.left_out = left_out
        super().__init__(file, f"not a PA-X source: {what}", remedy or REMEDY)


_OTHER_MAGIC = (
    (
        b"\xd0\xcf\x11\xe0",
        "an old or password-protected Office file; save it as .xlsx without password",
    ),
    (b"\x1f\x8b", "a compressed file; unpack it first"),
    (b"7z\xbc\xaf", "a compressed file; unpack it first"),
    (b"BZh", "a compressed file; unpack it first"),
    (b"\xfd7zXZ", "a compressed file; unpack it first"),
    (b"\x28\xb5\x2f\xfd", "a compressed file; unpack it first"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"SQLite format 3", "a database"),
    (b"PAR1", "a Parquet file; save it as CSV"),
    (b"RDX", "an R data file; save it as CSV"),
)
_CHARSET = re.compile(rb"""<meta[^>]{1,200}charset=["']?([A-Za-z0-9_-]{1,40})""", re.I)
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)

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
    for magic, what in _OTHER_MAGIC:
        if head.startswith(magic):
            raise NotASource(file, what)
    _refuse_binary(head, file, encoding)
    start = text.decode_head(head, encoding)
    if _RDF.match(start.lstrip("\ufeff")):
        raise NotASource(file, "an RDF graph, such as graphbuild writes")
    return "html" if _HTML.match(start) else "text"


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
