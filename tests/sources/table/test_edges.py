"""Where reading of single cells begins and ends: years, day numbers, coordinates, marks, scales."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from graphbuild.ontology.topics import topics
from graphbuild.records import Agreement, SourceFile
from graphbuild.report import Report
from graphbuild.sources.findings import SHOWN, Findings
from graphbuild.sources.table import cells
from graphbuild.sources.table.dates import DateColumn, date_column
from graphbuild.sources.table.local import degrees, locality
from graphbuild.sources.table.written_dates import LONGEST, read_written

Write = Callable[..., Path]
Read = Callable[..., tuple[SourceFile, Report]]
Only = Callable[..., tuple[Agreement, Report]]


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        # the first and the last year, each way of writing
        ("1799", ""), ("1800", "1800"), ("2100", "2100"), ("2101", ""),
        ("17991231", ""), ("18000101", "1800-01-01"), ("21001231", "2100-12-31"), ("21010101", ""),
        ("1799-12", ""), ("1800-01", "1800-01"), ("2100-12", "2100-12"), ("2101-01", ""),
        ("December 1799", ""), ("Jan 1800", "1800-01"), ("Dec 2100", "2100-12"), ("Jan 2101", ""),
        # months and days
        ("1996-00", ""), ("1996-1", "1996-01"), ("1996-12", "1996-12"), ("1996-13", ""),
        ("1996.08", "1996-08"), ("1996.8", ""), ("8/1996", "1996-08"), ("13/1996", ""), ("0/1996", ""),
        ("1996-02-29", "1996-02-29"), ("1997-02-29", ""), ("1996-04-31", ""), ("1996-08-32", ""),
        ("1996-8-7", "1996-08-07"), ("1996/08.07", ""), ("1996-08-00", "1996-08"),
        ("1996-00-07", ""), ("1996-xx-xx", "1996"), ("1996-??-??", "1996"), ("1996-08-uu", "1996-08"),
        ("1996-XX-07", ""), ("19961301", ""), ("19960230", ""), ("1996.000000", "1996"),
        ("1996.0000000", ""), ("1996.5", ""),
        # years of two digits
        ("17 Aug 49", "2049-08-17"), ("17 Aug 50", "1950-08-17"), ("17 Aug 99", "1999-08-17"),
        ("17 Aug 00", "2000-08-17"), ("Aug 31", ""), ("Aug 32", "2032-08"), ("Aug 96", "1996-08"),
        ("31 Aug 96", "1996-08-31"), ("96 Aug 31", "1996-08-31"), ("32 Aug 05", "2032-08-05"),
        ("31 Aug 05", "2005-08-31"), ("Aug 996", ""), ("17 Aug 996", ""), ("017 Aug 1996", ""),
        # order of the parts
        ("1996 Aug 17", "1996-08-17"), ("1996, 17 August", "1996-08-17"), ("August 17 1996", "1996-08-17"),
        ("17 1996", ""), ("17 August July 1996", ""), ("17 18 August 1996", ""), ("August", ""),
        ("1996 1997 August", ""), ("17 x August 1996", ""), ("17 August 1996 (?)", ""),
        # weekdays and filling words
        ("Mon 17 Aug 1996", "1996-08-17"), ("Saturday August 1996", ""), ("sexta-feira, 17 de agosto de 1996", "1996-08-17"),
        ("mar 17 mar 1996", "1996-03-17"), ("17 mar 1996", "1996-03-17"), ("on the 17th of August, 1996", "1996-08-17"),
        ("le 1er mars 1996", "1996-03-01"), ("dated 2nd May 1996", "1996-05-02"), ("den 3. Mai 1996", "1996-05-03"),
        ("1 I 1996", "1996-01-01"), ("1 XII 1996", "1996-12-01"), ("1 IV 1996", "1996-04-01"),
        # times of day
        ("1996-08-17T24:61", "1996-08-17"), ("17 August 1996, 10:30 p.m.", "1996-08-17"),
        ("1996-08-17 10h30", "1996-08-17"), ("1996-08-17+02:00", "1996-08-17"), ("1996-08+02:00", ""),
    ],
)  # fmt: skip
def test_a_date_is_read_as_far_as_it_is_given(written: str, iso: str) -> None:
    found = read_written(written)
    assert (found.iso if found else "") == iso


@pytest.mark.parametrize("month", range(1, 13))
def test_every_language_has_every_month(month: int) -> None:
    names = {
        "en": "January February March April May June July August September October November December",
        "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
        "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
        "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
        "roman": "I II III IV V VI VII VIII IX X XI XII",
    }
    for language, line in names.items():
        found = read_written(f"7 {line.split()[month - 1]} 1996")
        assert found is not None, language
        assert found.iso == f"1996-{month:02}-07", language


@pytest.mark.parametrize(
    ("written", "remark"),
    [
        ("17 Aug 1996", ""), ("17 Aug 96", "two-digit-year"), ("Aug 96", "two-digit-year"),
        ("1996-08-17 00:00", ""), ("1996-08-17 00:00:00.000", ""), ("1996-08-17 00:01", "time-of-day"),
        ("1996-08-17 12:00 AM", ""), ("1996-08-17 12:00 PM", "time-of-day"), ("1996-08-17 12:00", "time-of-day"),
        ("1996-08-17 0:00 a.m.", ""), ("1996-08-17 10:00 UTC", "time-of-day"), ("19960817 10:00", "time-of-day"),
        ("17 August 1996 10:00", "time-of-day"), ("35294", "day-number"), ("35294.999", "day-number"),
        ("17 Aug 96 10:00", "two-digit-year"),
    ],
)  # fmt: skip
def test_what_is_assumed_of_a_date_is_said(written: str, remark: str) -> None:
    found = read_written(written)
    assert found is not None
    assert found.remark == remark


@pytest.mark.parametrize(
    ("written", "iso"),
    [("29220", ""), ("29221", "1980-01-01"), ("58074", "2058-12-30"), ("58075", ""), ("9999", ""), ("100000", ""),
     ("35294,5", "1996-08-17"), ("35294.", "")],
)  # fmt: skip
def test_day_numbers_are_those_of_these_decades(written: str, iso: str) -> None:
    found = read_written(written)
    assert (found.iso if found else "") == iso
    if iso:
        shifted = read_written(written, date(1904, 1, 1))
        assert shifted is not None
        assert (date.fromisoformat(shifted.iso) - date.fromisoformat(iso)).days == 1462


def test_a_date_has_at_most_eighty_characters() -> None:
    assert read_written("17 August 1996".ljust(LONGEST)) is not None
    assert read_written("17 August 1996".ljust(LONGEST + 1)) is None
    assert LONGEST == 80


def column(*texts: str, declared: str = "", epoch: date = date(1899, 12, 30)) -> DateColumn:
    return date_column(list(enumerate(texts, 2)), declared, "t.csv", epoch)


@pytest.mark.parametrize(
    ("texts", "form", "short", "mixed"),
    [
        ((), "yyyy-mm-dd", "", False),
        (("1996", "x", "31/31/1993"), "yyyy-mm-dd", "", False),
        (("1996-08-17",), "yyyy-mm-dd", "", False),
        (("13/09/1993",), "dd/mm/yyyy", "dd/mm/yyyy", True),
        (("09/13/1993",), "mm/dd/yyyy", "mm/dd/yyyy", True),
        (("17/08/96",), "yyyy-mm-dd", "dd/mm/yyyy", False),
        (("08/17/96",), "yyyy-mm-dd", "mm/dd/yyyy", False),
        (("1996-08-17", "04/10/98"), "yyyy-mm-dd", "", False),
        (("1996-08-17", "17/08/96"), "yyyy-mm-dd", "dd/mm/yyyy", False),
    ],
)
def test_a_column_shows_its_order(
    texts: tuple[str, ...], form: str, short: str, mixed: bool
) -> None:
    found = column(*texts)
    assert (found.form, found.short, found.mixed) == (form, short, mixed)


@pytest.mark.parametrize(
    ("texts", "asked", "hint"),
    [
        (("13/09/1993",), "09/13/1993", " as dd/mm/yyyy"),
        (("1996-08-17",), "17/08/1996", " as yyyy-mm-dd"),
        (("1996-08-17", "04/10/98"), "04/10/98", " that reads in one way"),
        (("1996-08-17", "04/10/98"), "99/99/99", ""),
        (("1996-08-17",), "summer", ""),
        (("13/09/1993",), "04/10/98", ""),
    ],
)
def test_why_a_date_was_not_read_is_told(texts: tuple[str, ...], asked: str, hint: str) -> None:
    assert column(*texts).hint(asked) == hint


def test_a_month_of_a_day_that_is_not_known_is_read_in_iso_order_alone() -> None:
    iso, other = column("1996-08-17"), column("13/09/1993")
    found = iso.read("1996-08-00")
    assert found is not None
    assert found.iso == "1996-08"
    assert other.read("00/08/1996") is None
    assert other.read("1996-08-17") is None
    assert other.read("35294") is None
    assert iso.read("10/04/98") is None


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("7", "7"), ("007", "7"), ("+7", "7"), ("7.", "7"), ("7.0", "7"), ("7.00", "7"), ("7,0", "7"),
        ("0", "0"), ("0.0", "0"), ("7.000", None), ("7,000", None), ("7,", None), ("7.5", None), ("-7", None), ("", None),
        ("1" * 18, "1" * 18), ("0" + "1" * 18, None), ("7e3", None), ("٧", None), ("7 ", None),
    ],
)  # fmt: skip
def test_whole_numbers(text: str, number: str | None) -> None:
    assert cells.whole(text) == number


@pytest.mark.parametrize(
    ("text", "is_one"),
    [("7", True), ("-999", True), ("+1.5", True), ("1,5", True), ("1" * 39, True), ("1" * 40, False), ("1.", False),
     ("1 2", False), ("x", False), ("", False), ("1.2.3", False)],
)  # fmt: skip
def test_a_number_and_nothing_else(text: str, is_one: bool) -> None:
    assert cells.is_number(text) is is_one


@pytest.mark.parametrize(
    ("text", "is_one"),
    [("", True), ("-", True), ("?!", True), ("…", True), ("N/A", True), ("Not Applicable", True), ("\\N", True),
     ("na na", False), ("0", False), ("x", False), ("Nonesuch", False), ("é", False),
     ("-" * 14, True), ("-" * 15, False)],
)  # fmt: skip
def test_marks_for_no_value(text: str, is_one: bool) -> None:
    assert max(map(len, cells.NULLS)) == 14
    assert cells.is_null(text) is is_one


@pytest.mark.parametrize(
    ("text", "lost"),
    [("Fran??ois", True), ("Fran?ois", False), ("who??", False), ("??who", False), ("a\ufffdb", True), ("\ufffd", True)],
)  # fmt: skip
def test_lost_letters(text: str, lost: bool) -> None:
    assert cells.has_lost_characters(text) is lost


@pytest.mark.parametrize(
    ("text", "short"),
    [("3.45E+12", True), ("3,45e12", True), ("-3E-4", True), ("3.45", False), ("E12", False), ("3E", False)],
)  # fmt: skip
def test_numbers_that_excel_shortened(text: str, short: bool) -> None:
    assert cells.is_scientific(text) is short


@pytest.mark.parametrize(
    ("written", "limit", "found"),
    [
        ("90", 90, "90"), ("-90", 90, "-90"), ("90.1", 90, None), ("-90.1", 90, None), ("180", 180, "180"),
        ("99", 90, ""), ("-99", 90, ""), ("99.0", 90, ""), ("99", 180, "99"), ("-99.0", 180, "-99.0"), ("999", 180, ""),
        ("9999", 180, ""), ("181", 180, None), ("1234", 180, None), ("", 90, ""), ("6.", 90, None), ("+6.30", 90, "6.30"),
        ("6,3", 90, "6.3"), ("0.0000001", 90, "0.0000001"), ("6." + "1" * 15, 90, "6." + "1" * 15),
        ("6." + "1" * 16, 90, None), ("N", 90, None),
    ],
)  # fmt: skip
def test_degrees_end_at_the_pole_and_the_date_line(
    written: str, limit: int, found: str | None
) -> None:
    assert degrees(written, limit) == found


def test_a_point_on_the_equator_or_the_first_meridian_is_one() -> None:
    for point in (("0", "10.5"), ("5.5", "0"), ("0.0", "-0.5")):
        place, doubt = locality("", *point)
        assert place is not None
        assert (place.latitude, place.longitude, doubt) == (*point, "")
    assert locality("", "0", "0") == (None, "LatDec 0, LongDec 0")
    assert locality("", "", "7") == (None, "LatDec missing, LongDec 7")
    assert locality("", "7", "") == (None, "LatDec 7, LongDec missing")


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ((0,), "m"),
        ((4,), "m"),
        ((0, 0), "m"),
        ((4, 7), "m (2 rows: 4, 7)"),
        ((0, 7), "m (2 rows: 7, ...)"),
        ((1, 2, 3, 4, 5), "m (5 rows: 1, 2, 3, 4, 5)"),
        ((1, 2, 3, 4, 5, 6), "m (6 rows: 1, 2, 3, 4, 5, ...)"),
    ],
)
def test_equal_findings_are_one_with_the_first_rows(rows: tuple[int, ...], told: str) -> None:
    findings = Findings("f.csv")
    for row in rows:
        findings.add("warning", "kind", "m", row, f"a{row}")
        findings.add("info", "kind", "m")
    first, second = findings.problems()
    assert SHOWN == 5
    assert first.message == told
    assert first.row == next((row for row in rows if row), None)
    assert first.agreement == (f"a{rows[0]}" if len(rows) == 1 else "")
    assert (first.file, first.level, first.kind) == ("f.csv", "warning", "kind")
    assert (second.level, second.row, second.message) == ("info", None, "m")


def coded(only: Only, **issues: str) -> tuple[Agreement, list[tuple[str, str]]]:
    agreement, report = only(**issues)
    return agreement, [(p.kind, p.message) for p in report.problems]


def test_issues_are_sections_and_paths_by_their_level(only: Only) -> None:
    levels = {topics()[code].level for code in ("GCh", "GChRhet", "Ce")}
    assert levels >= {1, 2}
    agreement, _ = coded(only, GCh="1", GChRhet="2", Ce="0", Pol="0.0")
    assert agreement.issue_codes == ["GCh", "GChRhet"]
    for code in ("GCh", "GChRhet"):
        topic = topics()[code]
        held = agreement.issues if topic.level == 1 else agreement.issue_paths
        assert topic.path in held
    assert len(agreement.issues) + len(agreement.issue_paths) == 2
    assert [(p.code, p.value) for p in agreement.provisions] == [("GCh", 1), ("GChRhet", 2)]


@pytest.mark.parametrize(
    ("written", "value", "kind"),
    [
        ("3", 3, ""), ("3.0", 3, ""), ("4", 4, "out-of-range"), ("10", 10, "out-of-range"), ("0", None, ""),
        ("00", None, ""), ("0.00", None, ""), ("-1", None, "issue-value"), ("yes", None, "issue-value"),
        ("NA", None, "empty-issue"), ("", None, "empty-issue"), ("1.5", None, "issue-value"),
    ],
)  # fmt: skip
def test_an_issue_cell_is_a_value_nothing_or_told(
    only: Only, written: str, value: int | None, kind: str
) -> None:
    agreement, told = coded(only, GCh=written, GRe="1")
    found = {p.code: p.value for p in agreement.provisions}
    assert found == ({"GCh": value} if value else {}) | {"GRe": 1}
    assert [one for one, _ in told] == ([kind] if kind else [])
    warned = [warning for warning in agreement.warnings if warning.startswith("GCh")]
    assert len(warned) == (kind in ("issue-value", "out-of-range"))
