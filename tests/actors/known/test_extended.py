"""An authority adds to the built-in actors: the same state or organisation is one actor."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from click.testing import CliRunner

from graphbuild.actors.known.builtin import builtin_actors, with_builtin
from graphbuild.building.linking import known_actors
from graphbuild.cli import main
from graphbuild.records import Actor, SourceFile
from graphbuild.report import Report

STATE, IGO = "Country/State", "Intergovernmental Organization"
ECOWAS = "economic-community-of-west-african-states"


def source(name: str, *actors: Actor, kind: str = "actor authority") -> SourceFile:
    return SourceFile(name, kind, "csv", name, 1, actors=list(actors))


@pytest.mark.parametrize(
    ("own", "builtin"),
    [
        (Actor("7", "Liberia", type=STATE, iso3="LBR"), "LBR"),
        (Actor("7", "Republic of Liberia (state)", type=STATE, iso3="LBR"), "LBR"),
        (Actor("7", "liberia"), "LBR"),
        (Actor("7", "Kosovo", type="Entity"), "XKX"),
        (Actor("7", "African Union", type=IGO), "african-union"),
        (Actor("7", "Economic Community of West African States (ECOWAS)", type=IGO), ECOWAS),
        (Actor("7", "African Union"), "african-union"),
        (Actor("LBR", "The Republic"), "LBR"),
    ],
)
def test_the_same_actor_stands_once_with_the_users_key(own: Actor, builtin: str) -> None:
    before = {actor.key for actor in builtin_actors()}
    assert builtin in before
    after = [actor.key for actor in with_builtin([own])]
    assert sorted(after) == sorted((before - {builtin}) | {own.key})


@pytest.mark.parametrize(
    "own",
    [
        Actor("7", "Liberia National Army", type="Military", country="Liberia", iso3="LBR"),
        Actor("7", "Liberia", type="Armed Organization"),
        Actor("7", "African Union", type="Armed Organization"),
        Actor("7", "United Nations Women", type=IGO),
    ],
)
def test_another_actor_takes_no_place(own: Actor) -> None:
    assert len(with_builtin([own])) == len(builtin_actors()) + 1


def test_type_and_code_are_completed_where_the_user_gives_none() -> None:
    made = {actor.key: actor for actor in with_builtin([Actor("7", "Liberia")])}["7"]
    assert (made.type, made.iso3, made.country) == (STATE, "LBR", "Liberia")


def test_actors_of_two_files_are_one_by_code_or_name() -> None:
    paax = source("paax.xlsx", kind="PAA-X")
    paax.actors = [
        Actor("5", "Liberia", type=STATE, iso3="LBR", country="Liberia"),
        Actor("6", "River Front", type="Armed Organization", country="Liberia", iso3="LBR"),
        Actor("8", "Civil Society", type="Civil Society", country="Liberia"),
        Actor("9", "Civil Society", type="Civil Society", country="Sudan"),
    ]
    mine = source("mine.csv")
    mine.actors = [
        Actor("a", "Republic of Liberia", type=STATE, iso3="LBR", alternative_names=["RoL"]),
        Actor("b", "river front", abbreviation="RF"),
        Actor("c", "Civil Society"),
        Actor("d", "River Front", type="Political Party"),
    ]
    report = Report()
    found = {actor.key: actor for actor in known_actors([mine, paax], report)}
    assert list(found) == ["5", "6", "8", "9", "c", "d"]
    assert found["5"].alternative_names == ["RoL", "Republic of Liberia"]
    assert (found["6"].abbreviation, found["6"].alternative_names) == ("RF", [])
    assert report.problems == []


def test_one_key_for_two_actors_is_reported() -> None:
    report = Report()
    first = source("a.csv", Actor("5", "River Front"))
    found = known_actors([first, source("b.csv", Actor("5", "Delta Union"))], report)
    assert [actor.name for actor in found] == ["River Front"]
    (problem,) = report.problems
    assert (problem.level, problem.kind, problem.file) == ("error", "actor-clash", "b.csv")
    assert "actor 5 is 'Delta Union' here and 'River Front' in another file" in problem.message


TABLE = """Con,PP,PPName,AgtId,Agt,Dat,Stage,Agtp,Part,ThrdPart
Liberia,60,Liberia process,7,Accord,2001-02-03,Cea,Intra,Government of Liberia; Red Front,ECOWAS and Ghana
"""


def participants(folder: Path, *more: str) -> dict[str, str]:
    (folder / "pax.csv").write_text(TABLE, encoding="utf-8")
    words = ["build", str(folder / "pax.csv"), "-o", str(folder / "out"), "--format", "tables"]
    done = CliRunner().invoke(main, [*words, *more])
    assert done.exit_code == 0, done.output
    path = folder / "out" / "tables" / "participations.csv"
    with path.open(encoding="utf-8", newline="") as handle:
        return {row["actor_id"]: row["actor"] for row in csv.DictReader(handle)}


def test_an_authority_of_one_actor_takes_nobody_away(tmp_path: Path) -> None:
    alone = participants(tmp_path)
    assert {"LBR", "GHA", ECOWAS} <= set(alone)
    mine = tmp_path / "mine.csv"
    mine.write_text("actor_id,actor_name\n72,Red Front\n", encoding="utf-8")
    assert set(participants(tmp_path, "--actors", str(mine))) == {"LBR", "GHA", ECOWAS, "72"}
    mine.write_text("actor_id,actor_name,actor_iso3c\n9,Liberia,LBR\n", encoding="utf-8")
    assert set(participants(tmp_path, "--actors", str(mine))) == {"9", "GHA", ECOWAS}
