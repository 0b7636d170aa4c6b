"""Rows of a PA-X table to agreements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from graphbuild.errors import SourceError
from graphbuild.ontology import values
from graphbuild.records import Agreement, Location
from graphbuild.sources.containers.sheet import Sheet
from graphbuild.sources.findings import Findings
from graphbuild.sources.table import cells, con
from graphbuild.sources.table.columns import Columns
from graphbuild.sources.table.dates import column_format, read_date
from graphbuild.sources.table.issues import Issues
from graphbuild.sources.table.release import early_release, release_of

TEXTS = (
    ("name", "Agt"),
    ("process", "PPName"),
    ("parties", "Part"),
    ("third_parties", "ThrdPart"),
    ("mentions", "OthAgr"),
    ("description", "description"),
)
CODED = (
    ("status", "Status"),
    ("level", "Agtp"),
    ("stage", "Stage"),
    ("nature", "Contp"),
    ("region", "Reg"),
)
IDENTIFIERS = (
    ("ucdp", "UcdpCon"),
    ("cow", "CowWar"),
    ("ucdp_agreement", "UcdpAgr"),
    ("pam", "PamAgr"),
)


@dataclass(slots=True)
class Rows:
    """Reads the rows of one sheet, noting what they have wrong."""

    sheet: Sheet
    columns: Columns
    findings: Findings
    _coded: dict[tuple[str, str, str], tuple[str, str]] = field(default_factory=dict)
    _cons: dict[str, con.Con] = field(default_factory=dict)
    _ids: dict[str, int] = field(default_factory=dict)
    _dates: list[tuple[int, str, Agreement]] = field(default_factory=list)

    def read(self, date_format: str = "") -> tuple[str, list[Agreement]]:
        """The release, and an agreement for every row."""
        agreements, issues = [], Issues(self.columns, self.findings)
        for number, row in self.sheet.rows:
            agreement = self._agreement(row, number)
            issues.read(row, number, agreement)
            agreements.append(agreement)
        highest = max((int(a.first_release) for a in agreements if a.first_release), default=0)
        release = release_of(self.columns, highest)
        issues.finish(release)
        self._set_dates(date_format)
        for agreement in agreements:
            agreement.release = release
        return release, agreements

    def _agreement(self, row: Sequence[str], number: int) -> Agreement:
        agreement = Agreement(file=self.sheet.file, row=number)
        self._check_twins(row, number)
        agreement.id = self._identity(row, number, agreement)
        for name, column in TEXTS:
            setattr(agreement, name, self._text(row, column, number, agreement))
        for name, column in CODED:
            label, code = self._value(name, row, column, number, agreement)
            setattr(agreement, name, label)
            setattr(agreement, f"{name}_code", code)
        agreement.substage, agreement.substage_code = self._value(
            "substage", row, "StageSub", number, agreement, agreement.stage_code
        )
        agreement.interim = self._value("interim", row, "Interim", number, agreement)[0]
        self._set_numbers(row, number, agreement)
        self._set_places(row, number, agreement)
        self._set_addresses(row, number, agreement)
        if date := self._plain(row, "Dat"):
            self._dates.append((number, date, agreement))
        elif "Dat" in self.columns.at:
            self.findings.add("warning", "no-date", "no date", number, agreement.id)
        return agreement

    def _plain(self, row: Sequence[str], column: str) -> str:
        at = self.columns.at.get(column)
        return "" if at is None else cells.plain(row[at])

    def _note(self, kind: str, message: str, number: int, agreement: Agreement, cell: str) -> None:
        """Report doubtful content and keep its wording with the agreement."""
        self.findings.add("warning", kind, message, number, agreement.id)
        agreement.warnings.append(cell)

    def _check_twins(self, row: Sequence[str], number: int) -> None:
        for name, first, second in self.columns.twice:
            if cells.plain(row[first]) != cells.plain(row[second]):
                raise SourceError(
                    f"{self.sheet.file}, row {number}",
                    f"column {name} stands twice with different values",
                    "rename or remove one of the two",
                )

    def _identity(self, row: Sequence[str], number: int, agreement: Agreement) -> str:
        identity = self._whole(row, "AgtId", number, agreement)
        if not identity:
            if "AgtId" in self.columns.at:
                message = "no usable AgtId; known by title and date alone"
                self.findings.add("warning", "no-id", message, number)
            return ""
        first = self._ids.setdefault(identity, number)
        if first != number:
            message = f"AgtId {identity} stands in row {first} already"
            self.findings.add("warning", "duplicate-id", message, number, identity)
        return identity

    def _text(self, row: Sequence[str], column: str, number: int, agreement: Agreement) -> str:
        text = self._plain(row, column)
        if text in cells.NO_TEXT:
            return ""
        if text in cells.EXCEL_ERRORS:
            message = f"{column}: Excel wrote {text} in place of the text"
            self._note("excel-damage", message, number, agreement, f"{column}: {text}")
            return ""
        if len(text) >= cells.EXCEL_LIMIT:
            message = f"{column}: as long as a cell of Excel can be, perhaps cut off"
            self.findings.add("warning", "cut-text", message, number, agreement.id)
        if cells.has_lost_characters(text):
            message = f"{column}: letters were lost in an earlier conversion (kept as it is)"
            self.findings.add("warning", "lost-characters", message, number, agreement.id)
        return text

    def _value(
        self,
        name: str,
        row: Sequence[str],
        column: str,
        number: int,
        agreement: Agreement,
        broader: str = "",
    ) -> tuple[str, str]:
        """Label and code of a coded cell; an unknown value stays as written, without a code."""
        text = self._plain(row, column)
        if not text:
            return "", ""
        key = (name, text, broader)
        if key not in self._coded:
            value = values.find(name, text, broader)
            self._coded[key] = (value.label, value.code) if value else (text, "")
        label, code = self._coded[key]
        if not code:
            message = f"{column}: {text!r} is no value of the coding scheme (kept as it is)"
            self.findings.add("warning", "unknown-value", message, number, agreement.id)
        return label, code

    def _whole(self, row: Sequence[str], column: str, number: int, agreement: Agreement) -> str:
        text = self._plain(row, column)
        digits = cells.whole(text) if text else ""
        if digits is not None:
            return digits
        if cells.is_scientific(text):
            message = f"{column}: Excel cut the digits of a long number, not taken over"
        else:
            message = f"{column}: {text[:40]!r} is no whole number, not taken over"
        kind = "excel-damage" if "Excel" in message else "not-a-number"
        self._note(kind, message, number, agreement, f"{column}: {text}")
        return ""

    def _set_numbers(self, row: Sequence[str], number: int, agreement: Agreement) -> None:
        agreement.process_id = self._whole(row, "PP", number, agreement)
        agreement.first_release = self._whole(row, "Ver", number, agreement)
        pages = self._whole(row, "Lgt", number, agreement)
        characters = self._whole(row, "N_characters", number, agreement)
        agreement.length_pages = int(pages) if pages else None
        agreement.length_characters = int(characters) if characters else None
        for name, column in (("length_pages", "Lgt"), ("length_characters", "N_characters")):
            if getattr(agreement, name) == 0:
                setattr(agreement, name, None)
                message = f"{column} is 0, not taken over"
                self.findings.add("warning", "zero-length", message, number, agreement.id)
        for key, column in IDENTIFIERS:
            if identifier := self._whole(row, column, number, agreement):
                agreement.conflict_ids[key] = identifier

    def _set_places(self, row: Sequence[str], number: int, agreement: Agreement) -> None:
        for slot in ("1", "2"):
            iso3 = self._plain(row, f"Loc{slot}ISO")
            gwno = self._whole(row, f"Loc{slot}GWNO", number, agreement)
            if iso3 or gwno:
                agreement.locations.append(Location(iso3, gwno))
        text = self._plain(row, "Con")
        if text not in self._cons:
            marked = not early_release(self.columns) and "Ver" in self.columns.at
            self._cons[text] = con.read_con(text, marked=marked)
        found = self._cons[text]
        agreement.country_entity = list(found.names)
        agreement.countries = list(found.countries)
        agreement.entities = list(found.entities)
        if found.told:
            message = "Con: entities without parentheses, known from the coding scheme"
            self.findings.add("info", "unmarked-entity", message, number, agreement.id)
        for name in found.open:
            message = f"Con: {name!r} may be a country or an entity, left open"
            self.findings.add("warning", "unknown-place", message, number, agreement.id)

    def _set_addresses(self, row: Sequence[str], number: int, agreement: Agreement) -> None:
        for name, column in (("page_url", "PAX_Hyperlink"), ("pdf_url", "PDF_Hyperlink")):
            address = self._plain(row, column)
            if address and not (address.startswith(("http://", "https://")) and " " not in address):
                message = f"{column}: no web address, not taken over"
                self._note("not-an-address", message, number, agreement, f"{column}: {address}")
                address = ""
            setattr(agreement, name, address)

    def _set_dates(self, declared: str) -> None:
        form = column_format([(n, text) for n, text, _ in self._dates], declared, self.sheet.file)
        for number, text, agreement in self._dates:
            date = read_date(text, form)
            if date is None:
                message = f"Dat: {text[:40]!r} is no date as {form}, left out"
                self.findings.add("error", "not-a-date", message, number, agreement.id)
                agreement.warnings.append(f"Dat: {text}")
            agreement.date = date or ""
        self._dates.clear()
