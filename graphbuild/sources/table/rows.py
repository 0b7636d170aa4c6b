"""Rows of a PA-X table to agreements."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from graphbuild.errors import SourceError
from graphbuild.ontology import fields, places, values
from graphbuild.ontology.fields import Field
from graphbuild.records import Agreement, Location
from graphbuild.sources.containers.sheet import Sheet
from graphbuild.sources.findings import Findings
from graphbuild.sources.table import cells, con, local
from graphbuild.sources.table.columns import Columns
from graphbuild.sources.table.dates import EPOCH, date_column, remarks
from graphbuild.sources.table.issues import Issues
from graphbuild.sources.table.release import early_release, release_of
from graphbuild.words import fold, one_line

_OF_WORDS = frozenset({"text", "process name", "texts", "coded", "answer", "places"})
"""Kinds of fields that no number can be."""


_HEADINGS = 3  # cells of a row that say what the heading of their column says


class Row(NamedTuple):
    """One row: its cells, its number in the sheet, and the agreement that they make."""

    cells: Sequence[str]
    number: int
    agreement: Agreement


Reader = Callable[[Field, str, Row], None]
"""Reads one field, whose cell is not empty, into the agreement of its row."""


@dataclass(slots=True)
class Rows:
    """Reads the rows of one sheet, noting what they have wrong."""

    sheet: Sheet
    columns: Columns
    findings: Findings
    epoch: date = EPOCH
    _coded: dict[tuple[str, str, str], tuple[str, str]] = field(default_factory=dict)
    _cons: dict[str, con.Con] = field(default_factory=dict)
    _ids: dict[str, int] = field(default_factory=dict)
    _dates: list[tuple[int, str, Agreement]] = field(default_factory=list)
    _readers: list[tuple[Field, int, Reader]] = field(init=False)
    _locations: list[tuple[str, str]] = field(init=False)
    _marked: bool = field(init=False)
    _localities: tuple[str, ...] = field(init=False)
    _local: bool = field(init=False)

    def __post_init__(self) -> None:
        there = self.columns.at.keys()
        self._localities = next(
            (
                item.columns
                for item in fields.fields()
                if item.kind == "localities" and not there.isdisjoint(item.columns)
            ),
            (),
        )
        self._local = "Agtp" not in there and local.is_local(self.columns)
        self._readers = self._choose_readers()
        self._marked = "Ver" in self.columns.at and not early_release(self.columns)
        self._locations = [
            pair
            for item in fields.fields()
            if item.kind == "locations"
            for pair in item.pairs()
            if not self.columns.at.keys().isdisjoint(pair)
        ]

    def read(self, date_format: str = "") -> tuple[str, list[Agreement]]:
        """The release, and an agreement for every row."""
        agreements, issues = [], Issues(self.columns, self.findings)
        for number, row in self.sheet.rows:
            if self._is_header(row):
                message = "the headings once more, left out"
                self.findings.add("info", "repeated-header", message, number)
                continue
            agreement = Agreement(file=self.sheet.file, row=number)
            self._fill(Row(row, number, agreement))
            if self._is_no_agreement(row, agreement):
                said = one_line(" ".join(filter(None, map(str.strip, row))))[:80]
                message = (
                    f"a row without number, title and date (a note or a total?), left out: {said!r}"
                )
                self.findings.add("error", "no-agreement", message, number)
                continue
            issues.read(row, number, agreement)
            agreements.append(agreement)
        highest = max((int(a.first_release) for a in agreements if a.first_release), default=0)
        release = release_of(self.columns, highest)
        issues.finish(release)
        self._set_dates(date_format)
        for agreement in agreements:
            agreement.release = release
        return release, agreements

    def _is_no_agreement(self, row: Sequence[str], agreement: Agreement) -> bool:
        """Whether a row has neither a number nor a title that is one, nor anything for a date."""
        at = self.columns.at.get("Dat")
        return not (agreement.id or agreement.name or (at is not None and cells.plain(row[at])))

    def _is_header(self, row: Sequence[str]) -> bool:
        """Whether a row repeats the headings, as tables that were put together do."""
        filled = [(fold(cell), at) for at, cell in enumerate(row) if cell.strip()]
        known = {at: fold(self.sheet.header[at]) for at in self.columns.at.values()}
        same = sum(known.get(at) == cell for cell, at in filled)
        return same >= _HEADINGS and 2 * same > len(filled)

    def _fill(self, row: Row) -> None:
        self._check_twins(row)
        row.agreement.id = self._identity(row)
        plain = cells.plain
        for item, at, read in self._readers:
            if (text := plain(row.cells[at])) and not self._is_no_value(item, text, row):
                read(item, text, row)
        for code, number in self._locations:
            self._read_location(code, number, row)
        if self._localities:
            self._read_locality(row)
        if self._local:
            local.set_level(row.agreement)
        if "Dat" in self.columns.at and not self._plain(row, "Dat"):
            self.findings.add("warning", "no-date", "no date", row.number, row.agreement.id)

    def _is_no_value(self, item: Field, text: str, row: Row) -> bool:
        """Whether a cell holds an error of Excel, or a number alone where only words can be."""
        if text in cells.EXCEL_ERRORS:
            message = f"{item.code}: Excel wrote {text} in place of the text"
            self._note("excel-damage", message, row, f"{item.code}: {text}")
            return True
        if text[0] in "+-0123456789" and item.kind in _OF_WORDS and cells.is_number(text):
            message = f"{item.code}: {text[:40]!r} is a number in place of words, taken as no value"
            self._note("number-for-words", message, row, f"{item.code}: {text}")
            return True
        return False

    def _choose_readers(self) -> list[tuple[Field, int, Reader]]:
        """The fields that the table has columns for, where they stand, and what reads their kind."""
        by_kind: dict[str, Reader] = {
            "text": self._read_text,
            "process name": self._read_text,
            "texts": self._read_texts,
            "column": self._read_text,
            "coded": self._read_coded,
            "answer": self._read_coded,
            "process number": self._read_number,
            "release": self._read_number,
            "conflict number": self._read_number,
            "number": self._read_number,
            "count": self._read_count,
            "places": self._read_places,
            "address": self._read_address,
            "date": self._read_date,
        }
        return [
            (item, self.columns.at[item.code], by_kind[item.kind])
            for item in fields.by_kind()
            if item.kind in by_kind and item.code in self.columns.at
        ]

    def _plain(self, row: Row, column: str) -> str:
        at = self.columns.at.get(column)
        return "" if at is None else cells.plain(row.cells[at])

    def _note(self, kind: str, message: str, row: Row, cell: str) -> None:
        """Report doubtful content and keep its wording with the agreement."""
        self.findings.add("warning", kind, message, row.number, row.agreement.id)
        row.agreement.warnings.append(cell)

    def _check_twins(self, row: Row) -> None:
        for name, first, second in self.columns.twice:
            if cells.plain(row.cells[first]) != cells.plain(row.cells[second]):
                raise SourceError(
                    f"{self.sheet.file}, row {row.number}",
                    f"column {name} stands twice with different values",
                    "rename or remove one of the two",
                )

    def _identity(self, row: Row) -> str:
        identity = self._whole("AgtId", self._plain(row, "AgtId"), row)
        if not identity:
            if "AgtId" in self.columns.at:
                message = "no usable AgtId; known by title and date alone"
                self.findings.add("warning", "no-id", message, row.number)
            return ""
        first = self._ids.setdefault(identity, row.number)
        if first != row.number:
            message = f"AgtId {identity} stands in row {first} already"
            self.findings.add("warning", "duplicate-id", message, row.number, identity)
        return identity

    def _text(self, column: str, text: str, row: Row) -> str:
        if len(text) >= cells.EXCEL_LIMIT:
            message = f"{column}: as long as a cell of Excel can be, perhaps cut off"
            self.findings.add("warning", "cut-text", message, row.number, row.agreement.id)
        if cells.has_lost_characters(text):
            message = f"{column}: letters were lost in an earlier conversion (kept as it is)"
            self.findings.add("warning", "lost-characters", message, row.number, row.agreement.id)
        return text

    def _value(self, item: Field, text: str, broader: str, row: Row) -> tuple[str, str]:
        """Label and code of a coded cell; an unknown value stays as written, without a code."""
        column, key = item.code, (item.code, text, broader)
        if key not in self._coded:
            value = values.find(item.scheme, text, broader)
            self._coded[key] = (value.label, value.code) if value else (text, "")
        label, code = self._coded[key]
        if not code:
            message = f"{column}: {text!r} is no value of the coding scheme (kept as it is)"
            self.findings.add("warning", "unknown-value", message, row.number, row.agreement.id)
        return label, code

    def _whole(self, column: str, text: str, row: Row) -> str:
        digits = cells.whole(text) if text else ""
        if digits is not None:
            return digits
        if cells.is_scientific(text):
            message = f"{column}: Excel cut the digits of a long number, not taken over"
        else:
            message = f"{column}: {text[:40]!r} is no whole number, not taken over"
        kind = "excel-damage" if "Excel" in message else "not-a-number"
        self._note(kind, message, row, f"{column}: {text}")
        return ""

    def _read_text(self, item: Field, text: str, row: Row) -> None:
        item.put(row.agreement, self._text(item.code, text, row))

    def _read_texts(self, item: Field, text: str, row: Row) -> None:
        if text := self._text(item.code, text, row):
            item.put(row.agreement, [text])

    def _read_coded(self, item: Field, text: str, row: Row) -> None:
        broader = row.agreement.stage_code if item.scheme == "substage" else ""
        label, code = self._value(item, text, broader, row)
        item.put(row.agreement, label)
        if item.kind == "coded":
            fields.put(row.agreement, item.attributes[1], code)

    def _read_number(self, item: Field, text: str, row: Row) -> None:
        digits = self._whole(item.code, text, row)
        if digits == "0":
            message = f"{item.code}: 0 is the number of nothing, taken as no value"
            self._note("zero-number", message, row, f"{item.code}: 0")
        else:
            item.put(row.agreement, digits)

    def _read_count(self, item: Field, text: str, row: Row) -> None:
        digits = self._whole(item.code, text, row)
        if digits == "0":
            message = f"{item.code} is 0, not taken over"
            self.findings.add("warning", "zero-length", message, row.number, row.agreement.id)
        elif digits:
            item.put(row.agreement, int(digits))

    def _read_location(self, code: str, number: str, row: Row) -> None:
        iso3, gwno = self._plain(row, code), self._whole(number, self._plain(row, number), row)
        if iso3 and not places.of_code(iso3):
            message = (
                f"{code}: {iso3[:40]!r} is no country's code (ISO 3166-1 alpha-3), not taken over"
            )
            self._note("unknown-code", message, row, f"{code}: {iso3}")
            iso3 = ""
        if gwno == "0":
            message = f"{number}: 0 is the number of nothing, taken as no value"
            self._note("zero-number", message, row, f"{number}: 0")
            gwno = ""
        if iso3 or gwno:
            row.agreement.locations.append(Location(iso3, gwno))

    def _read_locality(self, row: Row) -> None:
        name, latitude, longitude = (self._plain(row, column) for column in self._localities)
        found, doubt = local.locality(one_line(name), latitude, longitude)
        if found:
            row.agreement.localities.append(found)
        if doubt:
            message = f"{doubt}: no point on the globe, not taken over"
            self._note("not-a-coordinate", message, row, doubt)

    def _read_places(self, _: Field, text: str, row: Row) -> None:
        if text not in self._cons:
            self._cons[text] = con.read_con(text, marked=self._marked)
        found = self._cons[text]
        agreement = row.agreement
        agreement.country_entity = list(found.names)
        agreement.countries = list(found.countries)
        agreement.entities = list(found.entities)
        if found.told:
            message = "Con: entities without parentheses, known from the coding scheme"
            self.findings.add("info", "unmarked-entity", message, row.number, row.agreement.id)
        for name in found.open:
            message = f"Con: {name[:80]!r} may be a country or an entity, left open"
            if len(name) > con.LONGEST_CELL:
                message = f"Con: {len(name):,} characters are no list of names, not read"
            self.findings.add("warning", "unknown-place", message, row.number, row.agreement.id)

    def _read_address(self, item: Field, text: str, row: Row) -> None:
        if cells.is_web_address(text):
            item.put(row.agreement, text)
        else:
            message = f"{item.code}: no web address, not taken over"
            self._note("not-an-address", message, row, f"{item.code}: {text}")

    def _read_date(self, _: Field, text: str, row: Row) -> None:
        self._dates.append((row.number, text, row.agreement))

    def _set_dates(self, declared: str) -> None:
        written = [(number, text) for number, text, _ in self._dates]
        column = date_column(written, declared, self.sheet.file, self.epoch)
        for number, text, agreement in self._dates:
            known = column.read(text)
            if known is None:
                message = f"Dat: {text[:40]!r} is no date{column.hint(text)}, left out"
                self.findings.add("error", "not-a-date", message, number, agreement.id)
                agreement.warnings.append(f"Dat: {text}")
                continue
            agreement.date = known.iso
            for level, kind, message in remarks(known, self.epoch):
                self.findings.add(level, kind, message, number, agreement.id)
        self._dates.clear()
