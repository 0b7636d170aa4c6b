"""``graphbuild build`` as a user calls it."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from graphbuild.cli import main

TABLE = """Con,Contp,PP,PPName,Reg,AgtId,Agt,Dat,Status,Agtp,Stage,StageSub,Part,ThrdPart
Sudan,Government,165,Sudan Local Processes,Africa (excl MENA),900101,Accord of the Ford,2001-02-03,\
Multiparty signed/agreed,Intra,Cea,Ceas,Government of Sudan; Red Nile Movement,
"""
ACTORS = """actor_id,id_paax,actor_name,actor_type,actor_iso3c,actor_country,abbreviation,alternative_names
158,CON_158,Sudan,Country/State,SDN,Sudan,,
9001,ARM_9001,Nile Liberation Army,Armed Organization,SDN,Sudan,NLA,
"""


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "pax.csv").write_text(TABLE, encoding="utf-8")
    (tmp_path / "actors.csv").write_text(ACTORS, encoding="utf-8")
    return tmp_path


def build(place: Path, *more: str) -> str:
    words = ["build", str(place / "pax.csv"), "--actors", str(place / "actors.csv")]
    words += ["-o", str(place / "out"), "--format", "turtle", "--format", "tables", *more]
    done = CliRunner().invoke(main, words)
    assert done.exit_code == 0, done.output
    return done.output


def participants(place: Path) -> set[str]:
    path = place / "out" / "tables" / "participations.csv"
    with path.open(encoding="utf-8", newline="") as handle:
        return {row["actor_id"] for row in csv.DictReader(handle)}


@pytest.mark.parametrize(
    ("answer", "actor", "expected"),
    [
        ("same", "9001", {"158", "9001"}),
        ("new", "", {"158", "red-nile-movement"}),
        ("ignore", "", {"158"}),
        ("different", "", {"158"}),
    ],
)
def test_a_judgement_on_an_open_name_holds_from_the_next_build_on(
    place: Path, answer: str, actor: str, expected: set[str]
) -> None:
    assert "names.csv" in build(place)
    assert participants(place) == {"158"}
    names = place / "out" / "names.csv"
    with names.open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    assert [row["name"] for row in rows] == ["Red Nile Movement"]
    rows[0] |= {"judgement": answer, "actor": actor}
    with names.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    for _ in range(2):
        build(place)
        assert participants(place) == expected
        with names.open(encoding="utf-8", newline="") as handle:
            assert [row["judgement"] for row in csv.DictReader(handle)] == [answer]


def test_the_order_of_sources_makes_no_difference(place: Path) -> None:
    sample = Path(__file__).parents[2] / "samples"
    given = [str(path) for path in sorted(sample.glob("*.csv"))] + [str(sample / "pages")]
    for name, sources in (("one", given), ("two", given[::-1])):
        done = CliRunner().invoke(main, ["build", *sources, "-o", str(place / name)])
        assert done.exit_code == 0, done.output
    one, two = (json.loads((place / n / "build.json").read_text("utf-8")) for n in ("one", "two"))
    assert one["sources"] == two["sources"][::-1]  # so that the same build is repeated
    assert (one["options"], one["checksums"]) == (two["options"], two["checksums"])
    for path in sorted(path for path in (place / "one").iterdir() if path.is_file()):
        if path.name != "build.json":
            assert path.read_bytes() == (place / "two" / path.name).read_bytes(), path.name


def test_an_unknown_condition_of_paax_is_reported_and_does_no_harm(place: Path) -> None:
    rows = (
        "signatory_id,AgtId,agt_name,signatory_type,practical_third,condition,actor_id,actor_name\n"
        "1,900101,Accord of the Ford (03/02/2001),third party,1,C9,9001,Nile Liberation Army\n"
    )
    (place / "paax.csv").write_text(rows, encoding="utf-8")
    assert "C9" in build(place, str(place / "paax.csv"))
    assert participants(place) == {"9001"}


def test_nobody_linked_and_a_source_without_effect_are_said_last(tmp_path: Path) -> None:
    (tmp_path / "pax.csv").write_text(
        TABLE.replace("Government of Sudan; Red Nile Movement", "nobody in particular"),
        encoding="utf-8",
    )
    (tmp_path / "actors.csv").write_text("actor_id,actor_name\n1,Blue Front\n", encoding="utf-8")
    signatories = "signatory_id,AgtId,actor_id,signatory_type,actor_name\n1,55,9,party,Red Front\n"
    (tmp_path / "paax.csv").write_text(signatories, encoding="utf-8")
    words = ["build", str(tmp_path / "pax.csv"), str(tmp_path / "paax.csv"), "-o"]
    words += [str(tmp_path / "out"), "--actors", str(tmp_path / "actors.csv")]
    done = CliRunner().invoke(main, words)
    assert done.exit_code == 0, done.output
    assert done.stderr.splitlines()[-3:] == [
        "attention: actors.csv: contributes nothing: none of its 1 actors takes part in an agreement",
        "attention: paax.csv: contributes nothing: none of its 1 rows lists an agreement of the"
        " other sources",
        "attention: nobody is linked: the texts of 1 agreements name no known actor",
    ]


def test_a_build_with_links_has_no_such_last_lines(place: Path) -> None:
    assert "attention" not in build(place)
