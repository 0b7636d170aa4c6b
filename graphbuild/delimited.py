"""Text of delimited cells (CSV), read strictly: what is broken is refused with its place.

Cells may be of any length up to :data:`LARGEST_CELL`, and blanks around quotes, as some programs
write them, belong to no cell.
"""

from __future__ import annotations

import csv
import io
import re
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from graphbuild.errors import SourceError

SEPARATORS = (",", ";", "\t", "|")
LARGEST_CELL = 4_194_304
"""Characters; the longest real cell has 20,460. A longer one is a quote that nobody closed."""

_FORMULA = re.compile(r"'*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
_NUMBER = re.compile(r"[+-]?\d{1,30}(?:[.,]\d{1,30})?(?:[eE][+-]?\d{1,4})?")

_LOCK = threading.Lock()
_BLANK_AFTER_QUOTE = re.compile(r'"[ \t]')


class _Limit:
    """The csv module's limit, which holds for the whole process, while anything is read here."""

    users = 0
    before = 0


@contextmanager
def _raised_limit() -> Iterator[None]:
    with _LOCK:
        if not _Limit.users:
            _Limit.before = csv.field_size_limit(LARGEST_CELL)
        _Limit.users += 1
    try:
        yield
    finally:
        with _LOCK:
            _Limit.users -= 1
            if not _Limit.users:
                csv.field_size_limit(_Limit.before)


def records(
    lines: Iterable[str], file: str, separator: str = ",", *, by_line: bool = False
) -> Iterator[tuple[int, list[str]]]:
    """The records with their numbers, from 1; with ``by_line`` the numbers of their first lines.

    Raises ``SourceError`` with that number where quoting is broken or a cell is too long.
    """
    reader = csv.reader(
        _without_blanks_after_quotes(lines, separator),
        delimiter=separator,
        strict=True,
        skipinitialspace=separator != " ",
    )
    number = 1
    with _raised_limit():
        try:
            for record in reader:
                yield number, record
                number = reader.line_num + 1 if by_line else number + 1
        except csv.Error as error:
            problem, remedy = _in_words(str(error))
            place = f"{file}, {'line' if by_line else 'row'} {number}"
            raise SourceError(place, problem, remedy) from None


def dicts(
    text: str, file: str, needed: Sequence[str], remedy: str
) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of a small table by the names of its columns, each with the number of its line.

    The separator is the one that shows the columns that are ``needed``; missing cells are empty.
    Raises ``SourceError`` where a column is missing, a row has more cells than the header, or
    quoting is broken.
    """
    lines = text.removeprefix("\ufeff")
    heads = {mark: next(head_records(lines, mark), (1, [""]))[1] for mark in SEPARATORS}
    mark = max(SEPARATORS, key=lambda mark: len({*needed} & {*map(str.strip, heads[mark])}))
    header = [name.strip() for name in heads[mark]]
    if missing := [name for name in needed if name not in header]:
        raise SourceError(file, f"no column {', '.join(map(repr, missing))}", remedy)
    found = (
        (line, record)
        for line, record in records(io.StringIO(lines, newline=""), file, mark, by_line=True)
        if any(map(str.strip, record))
    )
    while is_hint(next(found)[1]):  # what stands above the header; below it a row may begin so
        pass
    for line, record in found:
        if any(map(str.strip, record[len(header) :])):
            problem = f"{len(record)} cells under {len(header)} headers"
            raise SourceError(
                f"{file}, line {line}", problem, "put quotes around cells with commas"
            )
        yield line, dict(zip(header, [*record, *[""] * len(header)], strict=False))


def is_hint(record: Sequence[str]) -> bool:
    """Whether a record is Excel's hint at the separator (``sep=;``)."""
    return bool(record) and record[0].lower().startswith("sep=")


def head_records(head: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    """The records at the start of a text that may be cut anywhere, blank ones and hints left out.

    What is broken ends them.
    """
    try:
        for number, record in records(io.StringIO(head, newline=""), "", separator):
            if any(map(str.strip, record)) and not is_hint(record):
                yield number, record
    except SourceError:
        return


def _without_blanks_after_quotes(lines: Iterable[str], separator: str) -> Iterator[str]:
    """Take blanks out between a closing quote and the end of its cell.

    Whether a quote closes its cell is told by their number so far: within a cell they are doubled.
    """
    ends = (separator, "\n", "\r", "")
    inside = False
    for line in lines:
        if '"' not in line:
            yield line
        elif _BLANK_AFTER_QUOTE.search(line) is None:
            inside ^= line.count('"') % 2 == 1
            yield line
        else:
            kept, at = [], 0
            for quote in re.finditer('"', line):
                inside = not inside
                end = quote.end()
                while (
                    not inside and end < len(line) and line[end] in " \t" and line[end] != separator
                ):
                    end += 1
                if end > quote.end() and line[end : end + 1] in ends:
                    kept.append(line[at : quote.end()])
                    at = end
            kept.append(line[at:])
            yield "".join(kept)


def _in_words(error: str) -> tuple[str, str]:
    if "limit" in error:
        return f"a cell of more than {LARGEST_CELL:,} characters", "is a quote not closed there?"
    if "end of data" in error:
        return "the file ends inside a quoted cell", "it was cut off: get it again"
    return f"broken quoting ({error})", "save it again as CSV with quotes doubled inside cells"


def guarded(text: str) -> str:
    """A cell that no spreadsheet takes for a formula (OWASP, CSV injection): ``'`` stands before one.

    Plain numbers stay as they are. A text that begins with such marks already gets one more, so that
    :func:`unguarded` gives back every text.
    """
    if not _FORMULA.match(text) or _NUMBER.fullmatch(text):
        return text
    return f"'{text}"


def unguarded(text: str) -> str:
    """The text of a cell without the mark that :func:`guarded` put before it."""
    return text[1:] if text[:1] == "'" and guarded(text[1:]) == text else text
