"""One file to its records: its format opens it, its signs say what it is, its kind's reader reads it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from graphbuild.errors import SourceError
from graphbuild.records import SourceFile
from graphbuild.sources import detect
from graphbuild.sources.containers import text
from graphbuild.sources.containers.csvfile import SEPARATORS, csv_records, head_records
from graphbuild.sources.files import Found
from graphbuild.sources.findings import Findings
from graphbuild.sources.given import Given
from graphbuild.sources.headers import Rows, find_table
from graphbuild.sources.kinds import AUTHORITY, PAAX, Kind, reader
from graphbuild.sources.page.signs import may_be_page
from graphbuild.sources.recognition import Verdict, recognise
from graphbuild.sources.signs import Look

EPOCH_1904 = date(1904, 1, 1)
"""Day 0 of the day numbers of old Macs' workbooks."""
LARGEST_PAGE = 2**26
LARGEST_PDF = LARGEST_TABLE = 2**28
_WORTH = 2
"""Signs of a kind from which on a message says what it lacks."""


def read_file(
    found: Found, kinds: Sequence[Kind], date_format: str = "", encoding: str = ""
) -> SourceFile:
    """Recognise a file as one of ``kinds`` by its content and read it; its findings come with it.

    Raises ``NotASource`` for what is none, ``SourceError`` for a source that cannot be used.
    """
    head = found.head(detect.HEAD)
    form = detect.format_of(head, found.name, encoding)
    given = Given(found, form, Findings(found.name), date_format=date_format)
    if form in _TABLES:
        return _read(given, _sheets(given, _TABLES[form](given, encoding), kinds))
    nearest = Verdict(None)
    if form == "text":
        mark, nearest = _separator(text.decode_head(head, encoding), kinds)
        if nearest.kind:
            given.format = "csv"
            own = text.encoding_of(head[:4], encoding)
            rows = csv_records(found.stream, found.name, own, mark, given.findings)
            return _read(given, _sheets(given, [("", rows)], kinds))
    given.text = _page_text(found, form, encoding)
    return _read(given, _of_text(given, form, kinds, nearest))


def _read(given: Given, kind: Kind) -> SourceFile:
    source = reader(kind)(given)
    source.findings = given.findings.problems()
    return source


def _archive(given: Given, _: str) -> Iterator[tuple[str, Rows]]:
    """The sheets of a workbook, Excel's or OpenDocument's, which are zip archives."""
    from graphbuild.sources.containers.apart import sheets_apart
    from graphbuild.sources.containers.archive import check_size, measure, mimetype
    from graphbuild.sources.containers.workbook import read_workbook

    members = check_size(given.found.stream, given.name)
    given.format = detect.zip_format(members, mimetype(given.found.stream), given.name)
    if given.format == "ods":
        return sheets_apart(given.found.stream, given.name)
    measured = measure(given.found.stream, given.name)
    if measured.from_1904:
        given.epoch = EPOCH_1904
    return read_workbook(given.found.stream, given.name, measured, given.findings)


def _json(given: Given, encoding: str) -> Iterator[tuple[str, Rows]]:
    from graphbuild.sources.containers.jsonfile import json_rows

    content = text.decode(given.found.content(LARGEST_TABLE), given.name, encoding)
    rows = json_rows(content, given.name, given.findings)
    if rows is None:
        remedy = "give a list of objects with PA-X's column names, or the table as CSV"
        raise detect.NotASource(given.name, "JSON that is no list of objects", remedy)
    yield "", rows


def _stata(given: Given, _: str) -> Iterator[tuple[str, Rows]]:
    from graphbuild.sources.containers.stata import stata_rows

    yield "", stata_rows(given.found.content(LARGEST_TABLE), given.name)


_TABLES: dict[str, Callable[[Given, str], Iterator[tuple[str, Rows]]]] = {
    "xlsx": _archive,
    "json": _json,
    "stata": _stata,
}
"""What opens the formats that hold tables and nothing else."""


def _separator(head: str, kinds: Sequence[Kind]) -> tuple[str, Verdict]:
    """What parts the cells of a CSV file, and what its header shows; no kind for any other text."""
    found = []
    for separator in SEPARATORS:
        rows = head_records(head, separator)
        found.append((separator, find_table(rows, "", "", kinds, Findings("")).verdict))
    return max(found, key=lambda item: (item[1].kind is not None, *item[1].weight.near))


def _sheets(given: Given, sheets: Iterable[tuple[str, Rows]], kinds: Sequence[Kind]) -> Kind:
    """Find the tables; those of the one kind that the file has are handed to its reader."""
    found, others, unread = [], [], []
    nearest = Verdict(None)
    for name, rows in sheets:
        table = find_table(rows, given.name, name, kinds, given.findings)
        kind = table.verdict.kind
        if kind is None or table.sheet is None:
            others.append(name)
            nearest = max(nearest, table.verdict, key=lambda verdict: verdict.weight.near)
        elif kind.read:
            found.append((kind, table.sheet))
            _note_doubt(given, table.verdict)
        else:
            unread.append((name, kind))
    if not found:
        raise _refusal(given, unread[0][1]) if unread else _no_table(given, nearest)
    for name, kind in unread:
        message = f"sheet {name}: {kind.unread}, left out"
        given.findings.add("error", "foreign-sheet", message)
    if others:
        given.findings.add("info", "other-sheet", f"sheets that are not read: {', '.join(others)}")
    only = _only_kind(given, [kind for kind, _ in found])
    given.tables = [(_part(kind, only), sheet) for kind, sheet in found]
    return only


def _only_kind(given: Given, found: Sequence[Kind]) -> Kind:
    """The kind of a file; a workbook of two kinds is one too many."""
    names = list(dict.fromkeys(kind.name for kind in found))
    if set(names) == {PAAX, AUTHORITY}:
        names = [PAAX]
    if len(names) > 1:
        bare = (name.removesuffix(" table") for name in names)
        problem = f"a workbook with sheets of {' and of '.join(bare)}"
        raise SourceError(given.name, problem, "save them as two workbooks")
    return next(kind for kind in found if kind.name == names[0])


def _part(kind: Kind, only: Kind) -> str:
    """The part that a sheet is; an authority beside PAA-X's rows is PAA-X's sheet of actors."""
    return kind.part if kind.name == only.name else "actors"


def _refusal(given: Given, kind: Kind) -> SourceError:
    return detect.NotASource(given.name, kind.unread, kind.remedy, left_out=kind.left_out)


def _no_table(given: Given, nearest: Verdict) -> SourceError:
    what = "no sheet has the header of a PA-X or PAA-X table"
    return detect.NotASource(given.name, what + _nearly(nearest))


def _nearly(nearest: Verdict) -> str:
    """What is missing to the kind whose signs are most, where that is worth a word."""
    if nearest.nearest is None or nearest.weight.signs < _WORTH:
        return ""
    return f" (nearest: {nearest.nearest.name}, but {nearest.weight.words})"


def _of_text(given: Given, form: detect.Format, kinds: Sequence[Kind], table: Verdict) -> Kind:
    verdict = recognise(Look(text=given.text), kinds)
    if verdict.kind is None:
        if detect.looks_headless(given.text[: detect.HEAD]):
            problem = "a PA-X table without its header line"
            raise SourceError(given.name, problem, "put the line of column names back")
        left_out = form in ("html", "mhtml", "pdf") or may_be_page(given.text)
        nearest = max(verdict, table, key=lambda one: one.weight.near)
        what = _what(form) + _nearly(nearest)
        raise detect.NotASource(given.name, what, left_out=left_out)
    if not verdict.kind.read:
        raise _refusal(given, verdict.kind)
    _note_doubt(given, verdict)
    return verdict.kind


def _note_doubt(given: Given, verdict: Verdict) -> None:
    if verdict.kind and verdict.rival:
        message = (
            f"read as {verdict.kind.name} ({verdict.signs} signs); it may also be"
            f" {verdict.rival.unread or verdict.rival.name} ({verdict.rival_signs} signs)"
        )
        given.findings.add("warning", "doubtful-kind", message)


def _page_text(found: Found, form: detect.Format, encoding: str) -> str:
    if form == "pdf":
        from graphbuild.sources.containers.pdf import pdf_to_text

        return pdf_to_text(found.content(LARGEST_PDF), found.name)
    data = found.content(LARGEST_PAGE)
    if form == "mhtml":
        return _saved_page(data, found.name, encoding)
    if form == "html":
        from graphbuild.sources.containers.html import html_to_text

        return html_to_text(text.decode(data, found.name, encoding or detect.html_charset(data)))
    return text.decode(data, found.name, encoding)


def _saved_page(data: bytes, file: str, encoding: str) -> str:
    """The text of a page saved as one file, and below it the page's address, which may hold the id."""
    from graphbuild.sources.containers.html import html_to_text
    from graphbuild.sources.containers.mhtml import page_in

    content, stated, address = page_in(data, file)
    charset = stated if text.is_encoding(stated) else detect.html_charset(content)
    page = html_to_text(text.decode(content, file, encoding or charset))
    return f"{page}\n\n{address}\n" if address else page


def _what(form: detect.Format) -> str:
    return {
        "mhtml": "a saved page that is no coding page (a login or search page?)",
        "html": "an HTML page that is no coding page (a login or search page?)",
        "pdf": "a PDF that is no coding page (the agreement itself?)",
    }.get(form, "text that is no coding page and no table with PA-X's column names")
