"""Formats that are not read, by how their files begin: what each is, and the way out."""

from __future__ import annotations

from typing import Final, NamedTuple

_R = "an R data file", 'in R: write.csv(x, "x.csv", row.names = FALSE, na = "")'
_SPSS = "an SPSS file", "in SPSS: File > Save As > CSV"
_SAS = "a SAS file", "in SAS: PROC EXPORT with DBMS=CSV"
_WORD = (
    "a Word document, a zip file that is no Excel workbook",
    "save it as plain text (.txt) or PDF",
)
_PACKED = "a compressed file", "unpack it first"
_ARROW = "a Feather or Arrow file", "save it as CSV"


class Stranger(NamedTuple):
    """A format: what it is, what to do, and whether its owner may believe that it is read."""

    what: str
    remedy: str
    left_out: bool = True


MAGIC: Final = (
    (
        b"\xd0\xcf\x11\xe0",
        Stranger("an old or password-protected Office file", "save it as .xlsx without password"),
    ),
    (b"{\\rtf", Stranger("an RTF document", "save it as plain text (.txt) or PDF")),
    (b"RDX", Stranger(*_R)),
    (b"RDA", Stranger(*_R)),
    (b"X\n\0\0\0", Stranger(*_R)),
    (b"$FL2", Stranger(*_SPSS)),
    (b"$FL3", Stranger(*_SPSS)),
    (b"\0" * 12 + b"\xc2\xea\x81\x60", Stranger(*_SAS)),
    (b"HEADER RECORD*******", Stranger(*_SAS)),
    (b"ARROW1", Stranger(*_ARROW)),
    (b"FEA1", Stranger(*_ARROW)),
    (b"7z\xbc\xaf", Stranger(*_PACKED)),
    (b"Rar!", Stranger(*_PACKED)),
    (b"\x28\xb5\x2f\xfd", Stranger(*_PACKED)),
    (b"PAR1", Stranger("a Parquet file", "save it as CSV", False)),
    (b"SQLite format 3", Stranger("a database", "save its table as CSV", False)),
    (b"\x89PNG", Stranger("an image", "", False)),
    (b"\xff\xd8\xff", Stranger("an image", "", False)),
    (b"GIF8", Stranger("an image", "", False)),
)

_R_INSIDE: Final = (b"RDX", b"RDA", b"X\n", b"A\n", b"B\n")

IN_ZIP: Final = (
    ("word/document.xml", Stranger(*_WORD)),
    ("ppt/presentation.xml", Stranger("a PowerPoint file", "save the page as PDF")),
    ("META-INF/container.xml", Stranger("an e-book", "save the page as PDF")),
    ("Index/Document.iwa", Stranger("a Numbers or Pages file", "export it as CSV or PDF")),
)
"""Formats that are zip archives, by a member that each has."""

ZIP: Final = Stranger(
    "a zip file that is no Excel workbook",
    "unpack it and give coding pages, PA-X tables, PAA-X or actor files",
)


def known(head: bytes) -> Stranger | None:
    """The format that a file begins as, if it is one of these."""
    for magic, stranger in MAGIC:
        if head.startswith(magic):
            return stranger
    if b"SPSS PORT FILE" in head[:600]:
        return Stranger(*_SPSS)
    inside = _inside(head)
    if inside is None:
        return None
    return Stranger(*_R) if inside.startswith(_R_INSIDE) else Stranger(*_PACKED)


def _inside(head: bytes) -> bytes | None:
    """The first bytes of a compressed file; ``None`` if it is none, ``b""`` if they are damaged."""
    opener = next((_OPENERS[magic] for magic in _OPENERS if head.startswith(magic)), None)
    return opener(head) if opener else None


def _gzip(head: bytes) -> bytes:
    import zlib

    try:
        return zlib.decompressobj(31).decompress(head, 16)
    except zlib.error:
        return b""


def _bzip2(head: bytes) -> bytes:
    import bz2

    try:
        return bz2.BZ2Decompressor().decompress(head, 16)
    except (OSError, EOFError):
        return b""


def _xz(head: bytes) -> bytes:
    import lzma

    try:
        return lzma.LZMADecompressor(memlimit=2**26).decompress(head, 16)
    except (lzma.LZMAError, EOFError):
        return b""


_OPENERS = {b"\x1f\x8b": _gzip, b"BZh": _bzip2, b"\xfd7zXZ": _xz}
