"""What the reader of a kind gets to read."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from graphbuild.records import SourceFile
from graphbuild.sources.containers.sheet import Sheet
from graphbuild.sources.files import Found
from graphbuild.sources.findings import Findings


@dataclass(slots=True)
class Given:
    """What a reader gets: a file whose kind is known, opened as tables or as a text.

    ``tables`` are its sheets of this kind, each with the part that it is (``""`` where a kind has
    one part only); ``epoch`` is day 0 of a workbook's day numbers; ``findings`` is where the reader
    notes what it could not take.
    """

    found: Found
    format: str
    findings: Findings
    tables: list[tuple[str, Sheet]] = field(default_factory=list)
    text: str = ""
    date_format: str = ""
    epoch: date = date(1899, 12, 30)

    @property
    def name(self) -> str:
        """The base name of the file."""
        return self.found.name

    def source(self, kind: str, release: str = "") -> SourceFile:
        """The record of the file, still without what it says."""
        found = self.found
        return SourceFile(found.name, kind, self.format, found.sha256, found.size, release)
