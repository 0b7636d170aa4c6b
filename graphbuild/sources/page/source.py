"""A file of coding pages: its records, with a word on each that has remarks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphbuild.records import SourceFile
from graphbuild.sources.page.reader import read_page

if TYPE_CHECKING:
    from graphbuild.sources.given import Given


def read_pages(given: Given) -> SourceFile:
    """The records of the pages in a text."""
    source = given.source("coding page")
    source.agreements = read_page(given.text, given.name, given.findings)
    for agreement in source.agreements:
        if count := len(agreement.warnings):
            message = f"{agreement.name[:60]!r}: {count} remarks, see its warnings"
            given.findings.add("info", "page-remark", message, agreement=agreement.id)
    return source
