"""What changed is told, agreement by agreement, and nothing else is."""

from __future__ import annotations

import csv
import json
from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner

import graphbuild
from graphbuild.cli import main
from graphbuild.errors import UsageError

HEAD = "Con,Contp,PP,PPName,Reg,AgtId,Agt,Dat,Status,Agtp,Stage,StageSub,Part,ThrdPart,GeWom"
FIRST = [
    "Sudan/Chad,Government,165,Sudan Talks,Africa (excl MENA),900101,Accord of the Ford,2001-02-05,"
    "Multiparty signed/agreed,Intra,Cea,Ceas,Government of Sudan,,0",
    "Sudan,Government,165,Sudan Talks,Africa (excl MENA),900102,Second Accord,2002-03-01,"
    "Multiparty signed/agreed,Intra,Cea,Ceas,Government of Sudan,NA,1",
    "Sudan,Government,165,Sudan Talks,Africa (excl MENA),900103,Third Accord,2003-03-01,"
    "Multiparty signed/agreed,Intra,Cea,Ceas,Government of Sudan,,1",
]
SECOND = [
    # other marks for nothing, another order and separator of countries, a number with .0: no difference
    "Chad; Sudan,Government,165.0,Sudan Talks,Africa (excl MENA),900101,Accord of the Ford,05/02/2001,"
    "Multiparty signed/agreed,Intra,Cea,Ceas,Government of Sudan,NULL,0",
    "Sudan,Government,165,Sudan Talks,Africa (excl MENA),900102,Second Accord,15/03/2002,"
    "Multiparty signed/agreed,Intra,Cea,Ceas,Government of Sudan,Kenya,0",
    "Sudan,Government,165,Sudan Talks,Africa (excl MENA),900104,Fourth Accord,13/04/2004,"
    "Multiparty signed/agreed,Intra,Cea,Ceas,Government of Sudan,,1",
]


def table(path: Path, rows: list[str], head: str = HEAD) -> Path:
    path.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Path, Path]:
    return table(tmp_path / "old.csv", FIRST), table(tmp_path / "new.csv", SECOND)


EXPECTED = [
    {
        "agreement_id": "900102",
        "change": "changed",
        "field": "Dat",
        "old": "2002-03-01",
        "new": "2002-03-15",
    },
    {
        "agreement_id": "900102",
        "change": "changed",
        "field": "ThrdPart",
        "old": "",
        "new": "Kenya",
    },
    {"agreement_id": "900102", "change": "changed", "field": "code:GeWom", "old": "1", "new": ""},
    {
        "agreement_id": "900103",
        "change": "removed",
        "field": "",
        "old": "Third Accord",
        "new": "",
    },
    {"agreement_id": "900104", "change": "added", "field": "", "old": "", "new": "Fourth Accord"},
]


def test_two_tables_differ_in_what_they_say_and_not_in_how(pair: tuple[Path, Path]) -> None:
    done = CliRunner().invoke(main, ["diff", *map(str, pair), "--format", "json"])
    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout) == EXPECTED


def test_every_format_has_the_same_changes_after_a_summary(pair: tuple[Path, Path]) -> None:
    words = ["diff", *map(str, pair)]
    rows = list(csv.DictReader(CliRunner().invoke(main, words).stdout.splitlines()))
    assert rows == EXPECTED
    for format_ in ("table", "markdown"):
        out = CliRunner().invoke(main, [*words, "--format", format_]).stdout
        assert out.index("agreements added") < out.index("Fourth Accord")
        assert out.count("900102") == 3


def test_strict_makes_a_difference_a_failure(pair: tuple[Path, Path]) -> None:
    old, new = map(str, pair)
    assert CliRunner().invoke(main, ["diff", old, new, "--strict"]).exit_code == 1
    assert CliRunner().invoke(main, ["diff", old, old, "--strict"]).exit_code == 0


def test_a_column_that_one_table_lacks_is_named_and_not_compared(tmp_path: Path) -> None:
    def without(line: str) -> str:
        return line.rpartition(",")[0]

    old = table(tmp_path / "old.csv", FIRST)
    new = table(tmp_path / "new.csv", [without(row) for row in FIRST], without(HEAD))
    comparison = graphbuild.diff(old, new)
    assert comparison.changes == ()
    assert comparison.old_only == ("code:GeWom",)
    out = CliRunner().invoke(main, ["diff", str(old), str(new), "--format", "table"]).stdout
    assert "so not compared: code:GeWom" in out


def test_graphs_are_compared_by_fields_actors_roles_and_persons(tmp_path: Path) -> None:
    changed = [
        FIRST[0],
        FIRST[1].replace("Government of Sudan,NA", "Government of Chad,Mediated by Kenya"),
        FIRST[2],
    ]
    for name, rows in (("old", FIRST), ("new", changed)):
        graphbuild.build(table(tmp_path / f"{name}.csv", rows), tmp_path / name)
    changes = graphbuild.diff(tmp_path / "old", tmp_path / "new").changes
    found = {(change.agreement_id, change.field, change.old, change.new) for change in changes}
    assert found == {
        ("900102", "Part", "Government of Sudan", "Government of Chad"),
        ("900102", "ThrdPart", "", "Mediated by Kenya"),
        ("900102", "actor", "Sudan (party)", ""),
        ("900102", "actor", "", "Chad (party)"),
        ("900102", "actor", "", "Kenya (third party)"),
        ("900102", "role", "", "Kenya: mediator"),
    }
    assert graphbuild.diff(tmp_path / "old" / "graph.ttl", tmp_path / "old").changes == ()


@pytest.mark.parametrize("other", ["graph", "page", "nothing", "broken"])
def test_what_cannot_be_compared_is_refused_with_what_would_work(
    other: str, tmp_path: Path, root: Path
) -> None:
    old = table(tmp_path / "old.csv", FIRST)
    new = {
        "graph": root / "exports",
        "page": tmp_path / "note.txt",
        "nothing": tmp_path / "nothing.csv",
        "broken": tmp_path / "graph.ttl",
    }[other]
    (tmp_path / "note.txt").write_text("A letter to the editor.\n", encoding="utf-8")
    (tmp_path / "graph.ttl").write_text("<a> <b> .", encoding="utf-8")
    done = CliRunner().invoke(main, ["diff", str(old), str(new)])
    assert done.exit_code == 2
    assert len(done.stderr.strip().splitlines()) == 1
    assert "Traceback" not in done.output
    if other in ("graph", "broken"):
        with pytest.raises(UsageError, match="is a graph"):
            graphbuild.diff(old, new)


RELEASES = [
    (
        "pax_v9.csv",
        "pax_v10_metadata.csv",
        113,
        {
            "Part": 20,
            "ThrdPart": 12,
            "UcdpCon": 10,
            "PPName": 6,
            "PP": 4,
            "N_characters": 2,
            "Agt": 1,
        },
    ),
    ("pax_v2.xlsx", "pax_v9.csv", 355, {"Dat": 17}),
]


@pytest.mark.shared
@pytest.mark.parametrize(("old", "new", "added", "fields"), RELEASES)
def test_releases_of_pax_differ_as_counted_by_hand(
    old: str, new: str, added: int, fields: dict[str, int], shared: Path
) -> None:
    comparison = graphbuild.diff(shared / "data" / old, shared / "data" / new)
    counts = Counter(comparison.counts())
    assert (counts.pop("added"), counts.pop("removed", 0)) == (added, 0)
    if new.startswith("pax_v10"):
        assert +counts == Counter(fields)
    assert {name: counts[name] for name in fields} == fields
    for change in comparison.changes:  # countries are compared as names, however they are written
        if change.field == "Con":
            assert set(change.old.split("/")) != set(change.new.split("/"))
