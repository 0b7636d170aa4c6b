"""Columns are found by name, whatever their order, release and the programs in between."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from graphbuild.errors import SourceError
from graphbuild.ontology.columns import known, own_name
from graphbuild.report import Report
from graphbuild.sources import read_sources
from graphbuild.sources.table.release import of_release_1

HEADER = "AgtId,Agt,Dat,Con,Part"
ROW = "556,Good Friday Agreement,1998-04-10,Ireland,All"


def read(tmp_path: Path, text: str) -> tuple[list[str], Report, str]:
    path = tmp_path / "t.csv"
    path.write_text(text, encoding="utf-8", newline="")
    report = Report()
    (source,) = read_sources([path], report)
    return [agreement.parties for agreement in source.agreements], report, source.release


def kinds(report: Report) -> list[str]:
    """The findings, without those on what these small tables lack."""
    passed_over = ("unknown-release", "missing-column")
    return [problem.kind for problem in report.problems if problem.kind not in passed_over]


def test_order_does_not_matter(tmp_path: Path) -> None:
    parties, report, _ = read(tmp_path, "Part,Con,Dat,Agt,AgtId\nAll,Ireland,1998-04-10,GFA,556\n")
    assert parties == ["All"]
    assert kinds(report) == []


def test_unknown_columns_are_reported_together(tmp_path: Path) -> None:
    _, report, _ = read(tmp_path, f"{HEADER},Mood,Colour\n{ROW},good,red\n")
    (problem,) = (p for p in report.problems if p.kind == "unknown-column")
    assert problem.message == "unknown columns, not read: Mood, Colour"


def test_columns_that_others_added_to_v1_are_known(tmp_path: Path) -> None:
    text = f",{HEADER},Year,Y-10,Y+10,conflict_id,Year,PeaceProcess\n1,{ROW},1998,0,0,223,1998,NI\n"
    parties, report, _ = read(tmp_path, text)
    assert parties == ["All"]
    assert kinds(report) == ["foreign-column", "renamed-column"]
    assert "conflict_id as UcdpCon" in report.problems[1].message


@pytest.mark.parametrize(
    ("header", "own"),
    [
        ("PpsGe:St", "PpsGe:St"),
        ("PpsGe.St", "PpsGe:St"),
        ("ppsge_st", "PpsGe:St"),
        ("stage - sort", "stage - sort"),
        ("stage...sort", "stage - sort"),
        ("Year", ""),
        ("Mood", None),
        ("", None),
        ("→", None),
    ],
)
def test_headers_as_programs_alter_them(header: str, own: str | None) -> None:
    assert own_name(header) == own


def test_altered_headers_never_collide_among_columns_that_are_read() -> None:
    from graphbuild.words import fold

    read_ones = [own for own in set(known().values()) if own]
    assert len({fold(name) for name in read_ones}) == len(read_ones)


def test_retired_columns_are_named_with_their_successor(tmp_path: Path) -> None:
    _, report, release = read(tmp_path, f"{HEADER},GeSo\n{ROW},1\n")
    assert release == ""  # a part of release 2 may have no more
    assert "GeSo (now GeLgbti)" in report.problems[0].message


def test_a_doubled_column_of_equal_content_is_fine(tmp_path: Path) -> None:
    parties, report, _ = read(tmp_path, f"{HEADER},Part\n{ROW},All\n")
    assert (parties, kinds(report)) == (["All"], [])


def test_a_doubled_column_of_different_content_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"t\.csv, row 2: column Part stands twice"):
        read(tmp_path, f"{HEADER},Part\n{ROW},Nobody\n")


def test_columns_without_header_at_the_end_are_passed_over(tmp_path: Path) -> None:
    parties, report, _ = read(tmp_path, f"{HEADER},,,\n{ROW},,,\n{ROW}\n{ROW},,,,,\n")
    assert len(parties) == 3
    assert kinds(report) == ["duplicate-id"]


@pytest.mark.parametrize(
    ("extra", "release"),
    [
        ("Ver", "v9"),
        ("GeSo", ""),
        (",".join(sorted(of_release_1() - {"GRef"})) + ",GRef", "v1"),
        ("GeSo,N_characters", "v2"),
        ("GeSo,DevSoc", "v2"),
        ("Lgt", ""),
        ("HrFra,PpsSt,N_characters", ""),  # release 3 still had some that are retired today
    ],
)
def test_the_release_is_told_by_the_columns(tmp_path: Path, extra: str, release: str) -> None:
    values = ",".join("9" for _ in extra.split(","))
    assert read(tmp_path, f"{HEADER},{extra}\n{ROW},{values}\n")[2] == release


def test_a_selection_of_old_rows_is_not_taken_for_an_old_release(tmp_path: Path) -> None:
    assert read(tmp_path, f"{HEADER},Ver\n{ROW},1\n")[2] == ""


@pytest.mark.parametrize(
    ("column", "words"),
    [
        ("AgtId", "no column AgtId: the agreements have no number, by which files are joined"),
        ("Agt", "no column Agt: the agreements have no title"),
        ("Dat", "no column Dat: the agreements have no date"),
        ("Con", "no column Con: the agreements have no countries"),
        ("Stage", "no column Stage: the agreements have no stage"),
        ("Agtp", "no column Agtp: the agreements have no level"),
        ("PP PPName", "no column PP or PPName: the agreements have no process"),
    ],
)
def test_a_missing_key_column_is_one_finding(
    column: str, words: str, table: Callable[..., Path]
) -> None:
    report = Report()
    read_sources([table({}, {"AgtId": "7"}, without=column.split())], report)
    told = [(p.level, p.message) for p in report.problems if p.kind == "missing-column"]
    assert told == [("warning", words)]


def test_one_of_two_columns_for_the_process_is_enough(table: Callable[..., Path]) -> None:
    for column in ("PP", "PPName"):
        report = Report()
        read_sources([table(without=[column])], report)
        assert report.problems == []
