"""What single cells say: nulls of every spelling, whole numbers, and what Excel did to them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from graphbuild.words import composed

Row = Sequence[str]
Get = Callable[[Row, str], str]

NULLS = frozenset((
    "", "na", "n/a", "n.a.", "n.a", "n/a.", "#n/a", "<na>", "(na)", "nan", "-nan", "+nan", "nat", "null", "(null)",
    "<null>", "[null]", "nil", "none", "none.", "(none)", "\\n", "1.#qnan", "1.#ind", "-1.#ind", "#missing", "missing",
    "unknown", "not known", "not available", "not applicable", "no data", "n.d.", "(blank)", "[blank]",
))  # fmt: skip
"""Spellings of "no value", case-folded; so is whatever has neither letter nor digit (``-``, ``.``, ``?``)."""

EXCEL_ERRORS = frozenset({"#NAME?", "#REF!", "#VALUE!", "#DIV/0!", "#NUM!", "#NULL!"})
"""What Excel writes in place of a text that it took for a formula (it began with ``-`` or ``=``)."""

EXCEL_LIMIT = 32_767
"""The most characters that a cell of Excel holds; longer texts are cut there."""

_LONGEST_NULL = max(map(len, NULLS))
_NUMBER = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)?")
_WEB = re.compile(r"""https?://[^\s<>"{}|\\^`/?#\x00-\x20]+(?:[/?#][^\s<>"{}|\\^`\x00-\x20]*)?""")
_WHOLE = re.compile(r"\+?([0-9]{1,18})(?:\.0{0,2}|,0{1,2})?")  # three noughts may be thousands
_SCIENTIFIC = re.compile(r"[+-]?\d+(?:[.,]\d+)?[eE][+/-]?\d+")
_LOST = re.compile(r"\w\?{2,}\w|\ufffd")


def getter(header: Sequence[str], named: Callable[[str], str]) -> Get:
    """What gives the cell of a row below a column, ``""`` for a null or where there is no such column.

    ``named`` makes the names of columns comparable; of equal ones the first counts.
    """
    at = {named(name): index for index, name in reversed(list(enumerate(header)))}

    def get(row: Row, column: str) -> str:
        index = at.get(named(column))
        return "" if index is None else plain(row[index])

    return get


def plain(cell: str) -> str:
    r"""The text of a cell: line ends as ``\n``, no edge blanks, composed letters, ``""`` for a null."""
    if "\r" in cell:
        cell = cell.replace("\r\n", "\n").replace("\r", "\n")
    cell = composed(cell.strip())
    return "" if is_null(cell) else cell


def is_null(text: str) -> bool:
    """Whether a text without edge blanks is a mark for "no value"."""
    if len(text) > _LONGEST_NULL:
        return False
    return text.casefold() in NULLS or not any(map(str.isalnum, text))


def is_number(text: str) -> bool:
    """Whether a text is a number and nothing else, as a mark of statistics programs is (``-999``)."""
    return len(text) < 40 and _NUMBER.fullmatch(text) is not None


def is_web_address(text: str) -> bool:
    """Whether a text is an IRI of the web with a host, without what no IRI may hold (RFC 3987)."""
    return _WEB.fullmatch(text) is not None


def whole(text: str) -> str | None:
    """The digits of a whole number (``388``, ``388.0``), without leading zeros; else ``None``."""
    if text.isascii() and text.isdigit() and text[0] != "0":
        return text
    match = _WHOLE.fullmatch(text)
    return str(int(match[1])) if match else None


def is_scientific(text: str) -> bool:
    """Whether Excel shortened a long number (``3.45E+12``): its last digits are lost."""
    return _SCIENTIFIC.fullmatch(text) is not None


def has_lost_characters(text: str) -> bool:
    """Whether a text shows where a conversion lost letters (``Fran????ois``)."""
    return ("??" in text or "\ufffd" in text) and _LOST.search(text) is not None
