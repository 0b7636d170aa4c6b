"""One file of any kind to its records."""

from __future__ import annotations

from graphbuild.errors import SourceError
from graphbuild.records import Actor, Listing, SourceFile, SourceKind
from graphbuild.report import Report
from graphbuild.sources import detect
from graphbuild.sources.containers import text
from graphbuild.sources.containers.csvfile import read_csv, with_commas
from graphbuild.sources.containers.sheet import Sheet
from graphbuild.sources.containers.workbook import check_size, read_workbook
from graphbuild.sources.files import Found
from graphbuild.sources.findings import Findings
from graphbuild.sources.paax import reader as paax
from graphbuild.sources.table import read_table

LARGEST_PAGE = 2**26
LARGEST_PDF = 2**28
_PAAX = ("signatories", "actors")


def read_file(found: Found, report: Report, date_format: str, encoding: str) -> SourceFile:
    """Recognise a file by its content and read it.

    Raises ``NotASource`` for what is none, ``SourceError`` for a source that cannot be used.
    """
    head = found.head(detect.HEAD)
    form = detect.format_of(head, found.name, encoding)
    if form == "xlsx":
        return _from_workbook(found, report, date_format)
    if form == "text":
        separator, header = detect.separator_of(text.decode_head(head, encoding))
        if separator:
            return _from_csv(found, report, date_format, encoding, separator, header)
    return _from_page(found, form, report, encoding)


def _from_csv(
    found: Found,
    report: Report,
    date_format: str,
    encoding: str,
    separator: str,
    header: list[str],
) -> SourceFile:
    kind = detect.classify(header)
    if kind == "actor authority":
        from graphbuild.sources.paax.authority import read_authority

        content = text.decode(found.content(LARGEST_PAGE), found.name, encoding)
        source = _source(found, "actor authority", "csv")
        content = with_commas(content, separator)
        source.actors = read_authority(content, report, file=found.name)
        return source
    findings = Findings(found.name)
    own = text.encoding_of(found.head(4), encoding)
    sheet = read_csv(found.stream, found.name, own, separator, findings)
    source = _from_sheets(found, "csv", [(kind, sheet)], findings, date_format)
    findings.tell(report)
    return source


def _from_workbook(found: Found, report: Report, date_format: str) -> SourceFile:
    members = check_size(found.stream, found.name)
    if "xl/workbook.xml" not in members and "xl/workbook.bin" not in members:
        raise detect.NotASource(found.name, "a zip file that is no Excel workbook")
    findings = Findings(found.name)
    sheets = read_workbook(found.stream, found.name, detect.classify, findings)
    if not sheets:
        raise detect.NotASource(found.name, "no sheet has the header of a PA-X or PAA-X table")
    source = _from_sheets(found, "xlsx", sheets, findings, date_format)
    findings.tell(report)
    return source


def _from_sheets(
    found: Found,
    form: str,
    sheets: list[tuple[str, Sheet]],
    findings: Findings,
    date_format: str,
) -> SourceFile:
    """Read the sheets of the kind that comes first; a workbook of both kinds is one too many."""
    kinds = {"PAA-X" if kind != "PA-X table" else kind for kind, _ in sheets}
    if len(kinds) > 1:
        problem = "a workbook with sheets of PA-X and of PAA-X"
        raise SourceError(found.name, problem, "save them as two workbooks")
    if kinds == {"PAA-X"}:
        return _from_paax(found, form, sheets, findings)
    source = _source(found, "PA-X table", form)
    for _, sheet in sheets:
        release, columns, agreements = read_table(sheet, findings, date_format)
        source.release = source.release or release
        source.columns |= columns
        source.agreements += agreements
    if not source.agreements:
        raise SourceError(found.name, "no usable row below the header", _why(findings))
    return source


def _why(findings: Findings) -> str:
    ragged = [message for _, kind, message in findings.groups if kind == "ragged-row"]
    if ragged:
        return f"every row is uneven ({ragged[0]}); from R, write with row.names = FALSE"
    return "get it again"


def _from_paax(
    found: Found, form: str, sheets: list[tuple[str, Sheet]], findings: Findings
) -> SourceFile:
    own = any(kind != "actor authority" for kind, _ in sheets)
    source = _source(found, "PAA-X" if own else "actor authority", form)
    source.release = paax.release_in_name(found.name)
    described: list[Actor] = []
    for kind, sheet in sheets:
        listings: list[Listing]
        if kind == "signatories":
            listings, actors = paax.read_signatories(sheet, findings)
            source.listings += listings
            described += actors
        else:
            source.actors += paax.read_actors(sheet, findings)
    source.actors = paax.complete(source.listings, source.actors, described, findings)
    paax.require_some(source.listings, source.actors, found.name)
    return source


def _from_page(found: Found, form: detect.Format, report: Report, encoding: str) -> SourceFile:
    from graphbuild.sources.page import looks_like_page, read_page

    content = _page_text(found, form, encoding)
    if not looks_like_page(content):
        if detect.looks_headless(content[: detect.HEAD]):
            problem = "a PA-X table without its header line"
            raise SourceError(found.name, problem, "put the line of column names back")
        raise detect.NotASource(found.name, _what(form))
    source = _source(found, "coding page", form)
    source.agreements = read_page(content, found.name)
    for agreement in source.agreements:
        if agreement.warnings:
            message = (
                f"{agreement.name[:60]!r}: {len(agreement.warnings)} remarks, see its warnings"
            )
            report.add("info", "page-remark", message, file=found.name, agreement=agreement.id)
    return source


def _page_text(found: Found, form: detect.Format, encoding: str) -> str:
    if form == "pdf":
        from graphbuild.sources.containers.pdf import pdf_to_text

        return pdf_to_text(found.content(LARGEST_PDF), found.name)
    data = found.content(LARGEST_PAGE)
    if form == "html":
        from graphbuild.sources.containers.html import html_to_text

        return html_to_text(text.decode(data, found.name, encoding or detect.html_charset(data)))
    return text.decode(data, found.name, encoding)


def _what(form: detect.Format) -> str:
    return {
        "html": "an HTML page that is no coding page (a login or search page?)",
        "pdf": "a PDF that is no coding page (the agreement itself?)",
    }.get(form, "text that is no coding page and no table with PA-X's column names")


def _source(found: Found, kind: SourceKind, form: str) -> SourceFile:
    return SourceFile(found.name, kind, form, found.sha256, found.size)
