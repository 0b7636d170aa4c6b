"""Reading an authority of actors, from CSV and from a workbook."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphbuild.errors import SourceError
from graphbuild.records import Actor
from graphbuild.report import Report
from graphbuild.sources import iter_sources

HEAD = "actor_id,actor_name,actor_type,alternative_names,actor_iso3c,actor_gwno,ucdp_id,domestic\n"


def authority_of(path: Path, report: Report | None = None) -> list[Actor]:
    """The actors of a file that the user calls an authority."""
    (source,) = iter_sources([], report or Report(), actors=[path])
    return source.actors


def write(folder: Path, text: str) -> Path:
    path = folder / "x.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_row_becomes_an_actor(tmp_path: Path) -> None:
    text = HEAD + "7.0,Red  Front,Armed Organization,Front Rouge | RF |,,450.0,388.0,1.0\n"
    (actor,) = authority_of(write(tmp_path, text))
    assert (actor.key, actor.name, actor.gwno, actor.scope) == ("7", "Red Front", "450", "domestic")
    assert actor.alternative_names == ["Front Rouge", "RF"]
    assert actor.identifiers == {"ucdp": "388"}


def test_rows_without_name_and_repeated_ones_are_reported(tmp_path: Path) -> None:
    report = Report()
    text = HEAD + "1,A,,,,,,\n,B,,,,,,\n1,C,,,,,,\n"
    assert [a.name for a in authority_of(write(tmp_path, text), report)] == ["A"]
    assert [p.kind for p in report.problems] == ["nameless-actor", "duplicate-actor"]


def test_a_file_is_read_from_its_path(tmp_path: Path) -> None:
    path = tmp_path / "actors.csv"
    path.write_text("\ufeffactor_id,actor_name\n1,Ä\n", encoding="utf-8")
    assert [a.name for a in authority_of(path)] == ["Ä"]


def test_a_workbook_gives_the_same_actors_as_csv(tmp_path: Path) -> None:
    xlsxwriter = pytest.importorskip("xlsxwriter")
    pytest.importorskip("python_calamine")
    rows = [
        HEAD.strip().split(","),
        [7, "Red Front", "Armed Organization", "Front  Rouge|RF", "", 450, 388, 1],
        ["blue", "Blue Front", "NA", "", "LBR", "", "", "TRUE"],
        ["", "Nobody", "", "", "", "", "", ""],
        [7, "Red Front again", "", "", "", "", "", ""],
    ]
    book = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"))
    sheet = book.add_worksheet("mine")
    for at, row in enumerate(rows):
        sheet.write_row(at, 0, row)
    book.close()
    text = "\n".join(",".join(str(cell) for cell in row) for row in rows) + "\n"
    reports = Report(), Report()
    ours = authority_of(write(tmp_path, text), reports[0])
    assert ours == authority_of(tmp_path / "a.xlsx", reports[1])
    assert [(a.key, a.type, a.scope) for a in ours] == [
        ("7", "Armed Organization", "domestic"),
        ("blue", "", "domestic"),
    ]
    told = [[(p.kind, p.row, p.message) for p in report.problems] for report in reports]
    assert told[0] == told[1] != []


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", "actor_id\n1\n"])
def test_another_table_is_refused_with_what_is_missing(text: str, tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="actor_name"):
        authority_of(write(tmp_path, text))


def test_a_file_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "actors.csv"
    path.write_bytes(b"actor_id,actor_name\n1,\xe4\n")
    with pytest.raises(SourceError, match="UTF-8"):
        authority_of(path)
