"""The registry of kinds: what each is known by, what is refused by name, and kinds of other packages."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from graphbuild.errors import SourceError
from graphbuild.records import SourceFile
from graphbuild.report import Report
from graphbuild.sources import read_sources
from graphbuild.sources.kinds import OWN, Kind, columns, reader
from graphbuild.sources.recognition import recognise
from graphbuild.sources.signs import Look

Write = Callable[..., Path]
Read = Callable[..., tuple[SourceFile, Report]]

PAD = "paid,year,actor_id,actor_name,pa_name\n30,2015,72,Red Front,Accord\n"
ACD = (
    "conflict_id,location,side_a,side_b,incompatibility,year,intensity_level\n"
    "11,Testland,Government of Testland,Red Front,2,1999,1\n"
)
DYADIC = (
    "dyad_id,conflict_id,location,side_a,side_b,incompatibility,year,intensity_level\n"
    "7,11,Testland,Government of Testland,Red Front,2,1999,1\n"
)
ONE_SIDED = (
    "conflict_id,dyad_id,actor_id,actor_name,year,best_fatality_estimate,is_government_actor\n"
    "5,6,72,Red Front,1999,30,0\n"
)
FILMS = "actor_id,actor_name,film,part,studio\n1,A. Player,One,Lead,X\n2,B. Player,Two,Lead,Y\n"
ATTACKS = "actor_id,actor_name\n" + "72,Red Front\n" * 8
JOINED = "AgtId,Agt,Dat,actor_id,actor_name\n7,Accord,1999-05-04,72,Red Front\n"


def refusal(folder: Path, text: str, **more: list[Path]) -> str:
    path = folder / "t.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SourceError) as caught:
        read_sources([] if more else [path], Report(), **more)
    assert "\n" not in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (DYADIC, "UCDP's Dyadic Dataset"),
        (ONE_SIDED, "UCDP's One-sided Violence Dataset"),
        ("event_id_cnty,event_date,actor1,event_type\nX1,1999,A,B\n", "ACLED's events"),
        ("actor_id,actor_name,year\n72,Red Front,1999\n", "actor authority, but year speaks"),
        (FILMS, "actor authority, but columns that are no actor's (film, part, studio)"),
        (ATTACKS, "actor authority, but the same actor in row after row speaks against it"),
        (JOINED, "nearest: PA-X table, but actor_id speaks against it, actor_name speaks"),
        ("Agt,Stage,Con\nAccord,Cea,Ireland\n", "PA-X table, but no column AgtId, or Agt and Dat"),
    ],
)
def test_what_is_no_source_is_refused_with_its_name_or_what_speaks_against_it(
    text: str, words: str, tmp_path: Path
) -> None:
    assert words in refusal(tmp_path, text)


@pytest.mark.parametrize("text", [PAD, ACD, ONE_SIDED, ATTACKS, JOINED])
def test_a_foreign_table_is_no_authority_even_if_it_is_called_one(
    text: str, tmp_path: Path
) -> None:
    path = tmp_path / "t.csv"
    assert "not an actor authority" in refusal(tmp_path, text, actors=[path])


def test_a_table_of_agreements_is_no_authority(table: Write) -> None:
    with pytest.raises(SourceError, match="not an actor authority: a PA-X table; an authority"):
        read_sources([], Report(), actors=[table()])


def test_what_is_doubtful_is_an_authority_if_it_is_called_one(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text(FILMS, encoding="utf-8")
    (source,) = read_sources([], Report(), actors=[path])
    assert [actor.name for actor in source.actors] == ["A. Player", "B. Player"]


def test_a_foreign_table_in_a_folder_counts_as_left_out(table: Write, tmp_path: Path) -> None:
    table()
    (tmp_path / "pad.csv").write_text(ONE_SIDED, encoding="utf-8")
    report = Report()
    assert len(read_sources([tmp_path], report)) == 1
    assert [(p.level, p.kind, p.file) for p in report.problems] == [
        ("error", "not-a-source", "pad.csv")
    ]


def test_what_a_build_wrote_in_a_folder_does_not(table: Write, tmp_path: Path) -> None:
    table()
    header = "name,process,agreements,reason,candidates,judgement,actor\n"
    (tmp_path / "names.csv").write_text(header, encoding="utf-8")
    (tmp_path / "persons.csv").write_text("agreement_id,person_id\n", encoding="utf-8")
    report = Report()
    assert len(read_sources([tmp_path], report)) == 1
    assert [(p.level, p.kind) for p in report.problems] == [("info", "not-a-source")] * 2
    assert "a table of names to judge, which a build wrote" in report.problems[0].message


def test_a_doubt_is_reported_with_both_candidates(table: Write, read: Read) -> None:
    extra = dict.fromkeys(("pa_name", "pa_date", "year", "intgov", "shagov", "pko", "termdur"), "1")
    _, sure = read(table())
    source, report = read(table({"paid": "30", "dyad_id": "7", "conflict_name": "X", **extra}))
    assert source.kind == "PA-X table"
    assert [p.kind for p in sure.problems] == []
    assert "doubtful-kind" not in [p.kind for p in report.problems]  # AgtId denies UCDP

    mine = Kind("mine", columns([["AgtId"]], known=("Agt", "Dat", "Con", "Part", "Status", "PP")))
    other = Kind("other", columns([["AgtId"]], known=("Agt", "Dat", "Con")))
    verdict = recognise(Look(("AgtId", "Agt", "Dat", "Con", "Part", "Status", "PP")), (other, mine))
    assert (verdict.kind, verdict.rival) == (mine, other)
    assert (verdict.signs, verdict.rival_signs) == (7, 4)


@pytest.mark.parametrize("kind", OWN, ids=lambda kind: f"{kind.name} {kind.part}")
def test_every_kind_has_a_reader_or_a_word_why_not(kind: Kind) -> None:
    assert callable(reader(kind)) if kind.read else kind.unread


def test_findings_come_with_the_records(table: Write, tmp_path: Path) -> None:
    table({}, {"AgtId": "7", "Dat": "soon"}, name="a.csv")
    table({"AgtId": "8", "Stage": "Xyz"}, name="b.csv")
    report = Report()
    first, second = read_sources([tmp_path], report)
    assert {p.file for p in first.findings} == {"a.csv"}
    assert {p.file for p in second.findings} == {"b.csv"}
    assert report.problems == [*first.findings, *second.findings]


READER = """
from graphbuild.records import Agreement
from graphbuild.sources.kinds import Kind, columns

def read(given):
    source = given.source("treaty list")
    for _, sheet in given.tables:
        for number, row in sheet.rows:
            name, date, parties = row
            source.agreements.append(
                Agreement(file=given.name, row=number, name=name, date=date, parties=parties)
            )
            if not date:
                given.findings.add("warning", "no-date", "no date", number)
    return source

KIND = Kind("treaty list", columns([["treaty"], ["signed_on"]], known=("signers",)), read)
"""


def install(folder: Path, value: str) -> Path:
    """What an installer leaves behind of a package with one entry point."""
    place = folder / "site"
    (place / "treaties-1.0.dist-info").mkdir(parents=True)
    (place / "treaties.py").write_text(READER, encoding="utf-8")
    (place / "treaties-1.0.dist-info" / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: treaties\nVersion: 1.0\n", encoding="utf-8"
    )
    (place / "treaties-1.0.dist-info" / "entry_points.txt").write_text(
        f"[graphbuild.sources]\ntreaty-list = {value}\n", encoding="utf-8"
    )
    return place


def run(place: Path, root: Path, *words: str | Path) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "PYTHONPATH": os.pathsep.join([str(place), str(root)])}
    command = [sys.executable, "-m", "graphbuild", *map(str, words)]
    return subprocess.run(
        command, env=env, capture_output=True, check=False, encoding="utf-8", cwd=place.parent
    )


@pytest.fixture
def treaties(tmp_path: Path) -> Path:
    path = tmp_path / "treaties.csv"
    rows = "Pact of the Ford,1901-02-03,Sudan and Kenya\nUndated Pact,,Chad\n"
    path.write_text(f"Treaty;Signed_on;Signers\n{rows}".replace(",", ";"), encoding="utf-8")
    return path


def test_another_package_adds_a_kind(treaties: Path, root: Path) -> None:
    place = install(treaties.parent, "treaties:KIND")
    done = run(place, root, "parse", treaties)
    assert done.returncode == 0, done.stderr
    names = [json.loads(line)["name"] for line in done.stdout.splitlines()]
    assert names == ["Pact of the Ford", "Undated Pact"]
    assert "warning: treaties.csv, row 3: no date" in done.stderr
    out = treaties.parent / "out"
    done = run(place, root, "build", treaties, "-o", out)
    assert done.returncode == 0, done.stderr
    graph = (out / "graph.nq").read_text(encoding="utf-8")
    assert "Pact of the Ford" in graph
    assert '"treaty list"' in graph
    assert "Introducing PA-X" not in graph  # what another package reads is not cited as PA-X


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("treaties:NOTHING", "cannot be loaded"),
        ("no_such_module:KIND", "cannot be loaded"),
        ("treaties:READER", "cannot be loaded"),
        ("treaties:read", "is no graphbuild.sources.kinds.Kind"),
    ],
)
def test_a_broken_package_is_named_in_one_line(
    value: str, words: str, treaties: Path, root: Path
) -> None:
    done = run(install(treaties.parent, value), root, "parse", treaties)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert f"the kind of source treaty-list ({value}) {words}" in done.stderr
    assert done.stderr.endswith("mend or uninstall that package\n")


def test_datasets_of_ucdp_are_no_authorities(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    for text in (PAD, ACD):
        path.write_text(text, encoding="utf-8")
        with pytest.raises(SourceError, match="not an actor authority: a UCDP"):
            read_sources([], Report(), actors=[path])


@pytest.mark.shared
def test_actors_are_the_same_from_csv_and_workbook(shared: Path, tmp_path: Path) -> None:
    python_calamine = pytest.importorskip("python_calamine")
    import csv

    book = python_calamine.CalamineWorkbook.from_path(shared / "data" / "paax_v0.2_part.xlsx")
    rows = book.get_sheet_by_name("actors").to_python()
    path = tmp_path / "actors.csv"
    with path.open("w", encoding="utf-8", newline="") as handle:
        csv.writer(handle).writerows(rows)
    (text,) = read_sources([path], Report())
    (workbook,) = read_sources([shared / "data" / "paax_v0.2_part.xlsx"], Report())
    assert text.actors == workbook.actors
