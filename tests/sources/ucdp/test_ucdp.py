"""UCDP's two datasets: what their rows say together, and cells that hold several names and numbers."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import pytest

from graphbuild.errors import SourceError
from graphbuild.records import ConflictSide, SourceFile
from graphbuild.report import Report
from graphbuild.sources import read_sources
from graphbuild.sources.ucdp.pairing import names_of, paired, several

Read = Callable[..., tuple[SourceFile, Report]]

HEAD = (
    "conflict_id,location,side_a,side_a_id,side_a_2nd,side_b,side_b_id,side_b_2nd,incompatibility,"
    "territory_name,year,intensity_level,type_of_conflict,start_date,start_prec,gwno_a,gwno_a_2nd,"
    "gwno_b,gwno_b_2nd,gwno_loc,region,version"
)
WAR = """\
11,Testland,Government of Testland,501,,"Hill Front, Army of Zion",502,,2,,1981,1,3,1980-06-15,1,900,,,,900,1,"22,1"
11,Testland,Government of Testland,501,"Government of Uland, Government of Vland","Zeal, Young",\
"503, 504",,2,,1983,1,4,1980-06-15,1,900,"902, 901",,,900,1,"22,1"
11,Testland,Government of Testland,501,,Young,503,,2,,1984,1,3,1980-06-15,1,900,,,,900,1,"22,1"
11,Testland,Government of Testland,501,,"Beta, Gamma","505, 506",,2,,1985,1,3,1980-06-15,1,900,,,,900,1,"22,1"
12,"Testland, Uland",Government of Testland,501,,Government of Uland,507,,1,"Hill, Dale",1990,1,2,\
1990-01-02,3,900,,902,,"900, 902","1, 3","22,1"
13,Testland,Government of Testland,501,,Red,508,,1,Coast,1991,1,3,soon,9,900,,,,900,7,"22,1"
"""


@pytest.fixture
def acd(tmp_path: Path) -> Callable[[str], Path]:
    def write(rows: str) -> Path:
        path = tmp_path / "acd.csv"
        path.write_text(f"{HEAD}\n{rows}", encoding="utf-8")
        return path

    return write


def test_rows_of_years_become_conflicts(acd: Callable[[str], Path], read: Read) -> None:
    source, report = read(acd(WAR))
    assert (source.kind, source.release) == ("UCDP conflicts", "22.1")
    war, border, coast = source.conflicts
    assert [c.name for c in source.conflicts] == [
        "Testland: Government",
        "Testland - Uland: Hill, Dale",
        "Testland: Coast",
    ]
    assert (war.start, war.start_precision, war.first_year, war.last_year) == (
        "1980-06-15", 1, 1981, 1985,
    )  # fmt: skip
    assert war.types == ("intrastate", "internationalised-intrastate")
    assert (war.incompatibility, war.territory) == ("government", "")
    assert (border.territory, border.regions) == ("Hill, Dale", ("europe", "asia"))
    assert border.locations == (("Testland", "900"), ("Uland", "902"))
    assert (coast.start, coast.start_precision, coast.regions) == ("", None, ())
    told = [p.message for p in report.problems if p.kind == "unknown-value"]
    assert any("'soon' is no date" in words for words in told)
    assert any("region 7" in words for words in told)


def test_names_go_to_the_numbers_that_rows_prove(acd: Callable[[str], Path], read: Read) -> None:
    source, report = read(acd(WAR))
    sides = {(side.camp, side.number or side.gwno): side for side in source.conflicts[0].sides}
    # Young stands alone as 503, so that Zeal, the first name beside the first number, is 504.
    assert sides["b", "503"].names == ("Young",)
    assert sides["b", "504"].names == ("Zeal",)
    assert (sides["b", "503"].first_year, sides["b", "503"].last_year) == (1983, 1984)
    # One number has one name, whatever commas it holds.
    assert sides["b", "502"].names == ("Hill Front, Army of Zion",)
    # Nothing shows who of these is who.
    assert sides["b", "505"].names == sides["b", "506"].names == ("Beta", "Gamma")
    assert "2 numbers of actors" in next(
        p.message for p in report.problems if p.kind == "open-side"
    )
    # A supporter's number of UCDP is known from where it fights itself.
    assert sides["a-supporting", "507"] == ConflictSide(
        "a-supporting", "507", ("Government of Uland",), "902", 1983, 1983
    )
    assert sides["a-supporting", "901"].names == ("Government of Vland",)
    assert sides["a", "501"].gwno == "900"


def test_rows_without_numbers_are_told(acd: Callable[[str], Path], read: Read) -> None:
    bad = (
        WAR
        + "x,Testland,A,1,,B,2,,2,,1999,1,3,,,,,,,,1,22.1\n14,Testland,A,,,B,,,2,,1999,1,3,,,,,,,,1,\n"
    )
    source, report = read(acd(bad))
    assert [c.number for c in source.conflicts] == ["11", "12", "13", "14"]
    assert [(p.kind, p.row) for p in report.problems if p.kind == "bad-conflict"] == [
        ("bad-conflict", 8)
    ]
    told = [p.message for p in report.problems if p.kind == "side-without-number"]
    assert [words[12:18] for words in told] == ["side_a", "side_b"]
    with pytest.raises(SourceError, match="no conflict below the header"):
        read(acd(""))


def test_the_other_dataset_names_conflicts_and_dyads(tmp_path: Path, read: Read) -> None:
    path = tmp_path / "ucdp_peace_agreements_v21.csv"
    path.write_text(
        "paid,conflict_id,conflict_name,dyad_id,dyad_name,pa_name,pa_date,version\n"
        "30,11,Testland: Government,7,Testland - Zeal,Accord,1999-01-02,21.1\n"
        '31,"12, 11","Hill: Dale, Testland: Government","9, 7","Testland - Young, Testland - Zeal",Pact,1999,21.1\n'
        '32,"13, 14","A: B, C: D",8,"Hill, Dale - Coast",Pact,1999,21.1\n'
        ",11,Testland: Government,7,Testland - Zeal,Nothing,1999,21.1\n"
        '31,11,Testland: Government,8,"Hill, Dale - Coast",Pact,1999,21.1\n',
        encoding="utf-8",
    )
    source, report = read(path)
    assert (source.kind, source.release) == ("UCDP agreements", "21.1")
    assert {c.number: c.name for c in source.conflicts}["12"] == "Hill: Dale"
    first, second, _ = source.ucdp_agreements
    assert (first.number, first.conflicts, first.dyads) == (
        "30",
        ("11",),
        (("7", "Testland - Zeal"),),
    )
    assert second.conflicts == ("12", "11")
    assert second.dyads == (
        ("7", "Testland - Zeal"), ("8", "Hill, Dale - Coast"), ("9", "Testland - Young"),
    )  # fmt: skip
    assert [(p.kind, p.row) for p in report.problems] == [("bad-agreement", 5)]


def test_places_count_only_where_every_proof_agrees() -> None:
    sorted_apart = [(("B",), ("2",)), (("A", "B"), ("2", "3")), (("C", "D"), ("4", "5"))]
    assert paired(sorted_apart)["4"] == ("C", "D")
    in_order = [(("B",), ("2",)), (("B", "A"), ("2", "3")), (("C", "D"), ("4", "5"))]
    assert paired(in_order) == {"2": ("B",), "3": ("A",), "4": ("C",), "5": ("D",)}
    assert paired([(("A", "B"), ("1",))]) == {}


def test_commas_in_brackets_part_nothing() -> None:
    assert several("CPP, Faction (of X, Y & Z)") == ("CPP", "Faction (of X, Y & Z)")
    assert several("a) , b") == ("a)", "b")
    assert names_of("Law, Order and Peace", ["1"]) == ("Law, Order and Peace",)


@pytest.mark.shared
def test_the_real_conflicts_are_those_of_the_rows(shared: Path) -> None:
    path = shared / "data" / "ucdp_acd_v22.1.csv"
    (source,) = read_sources([path], Report())
    years: dict[str, set[int]] = defaultdict(set)
    with path.open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle):
            years[row["conflict_id"]].add(int(row["year"]))
    assert {c.number: (c.first_year, c.last_year) for c in source.conflicts} == {
        key: (min(found), max(found)) for key, found in years.items()
    }
    assert sum(len(side.names) > 1 for c in source.conflicts for side in c.sides) == 47


@pytest.mark.shared
def test_the_real_agreements_are_the_same_from_csv_and_workbook(shared: Path) -> None:
    pytest.importorskip("python_calamine")
    files = [shared / "data" / f"ucdp_peace_agreements_v22.1.{end}" for end in ("csv", "xlsx")]
    text, workbook = (read_sources([file], Report())[0] for file in files)
    assert text.ucdp_agreements == workbook.ucdp_agreements
    assert text.conflicts == workbook.conflicts
    assert len(text.ucdp_agreements) == 374
