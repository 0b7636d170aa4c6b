"""Bytes to text: which encoding, and a clear word where it is another."""

from __future__ import annotations

import codecs
from typing import BinaryIO

from graphbuild.errors import SourceError, UsageError

REMEDY = "save it as UTF-8 (Excel: 'CSV UTF-8'), or give --encoding, e.g. --encoding cp1252"

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def encoding_of(head: bytes, declared: str = "") -> str:
    """The encoding that a byte order mark proves, else the declared one, else UTF-8."""
    for mark, name in _MARKS:
        if head.startswith(mark):
            return name
    return check_encoding(declared) or "utf-8"


def check_encoding(name: str) -> str:
    """The name of an encoding that Python knows; raises ``UsageError`` for another."""
    if name and not is_encoding(name):
        raise UsageError(f"no encoding {name!r}; try utf-8, utf-16, cp1252 or latin-1")
    return name


def is_encoding(name: str) -> bool:
    """Whether Python knows this encoding of texts."""
    try:
        "".encode(name)
    except (LookupError, ValueError):
        return False
    return bool(name)


def decode(data: bytes, file: str, declared: str = "") -> str:
    """The whole text of a file, line ends as they are."""
    try:
        return data.decode(encoding_of(data, declared))
    except UnicodeError as error:
        line = data.count(b"\n", 0, getattr(error, "start", 0)) + 1
        raise SourceError(f"{file}, line {line}", wrong_encoding(error), REMEDY) from None


def decode_head(head: bytes, declared: str = "") -> str:
    """The text at the start of a file, whose last character may be cut; doubtful bytes replaced."""
    return head.decode(encoding_of(head, declared), errors="replace")


def undecodable_line(stream: BinaryIO, encoding: str) -> int:
    """The number of the first line of a file that is not in its encoding; 0 if all are."""
    stream.seek(0)
    decoder = codecs.getincrementaldecoder(encoding)()
    for number, line in enumerate(stream, 1):
        try:
            decoder.decode(line)
        except UnicodeError:
            return number
    return 0


def wrong_encoding(error: UnicodeError) -> str:
    """What is wrong, in a user's words."""
    if isinstance(error, UnicodeDecodeError) and error.start < len(error.object):
        return f"not {error.encoding.upper()} text (byte 0x{error.object[error.start]:02X})"
    return "not text in the encoding that it seems to have"
