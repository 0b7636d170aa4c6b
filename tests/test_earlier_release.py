"""What release 0.1 wrote can still be used: its folders and caches are opened or made anew, its
judgements hold."""

from __future__ import annotations

import csv
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
NAMES = """name,process,agreements,reason,candidates,judgement,actor
Blue Nile Movement,165,900102,no such name,,ignore,
Red Nile Movement,165,900101,no such name,,{judgement},{actor}
"""


@pytest.mark.parametrize(
    ("judgement", "actor", "expected"),
    [
        ("same", "9001", {"158", "9001"}),
        ("new", "", {"158", "red-nile-movement"}),
        ("ignore", "", {"158"}),
        ("different", "", {"158"}),
    ],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_judgements_hold_and_stay(
    tmp_path: Path, judgement: str, actor: str, expected: set[str], line_end: str
) -> None:
    (tmp_path / "pax.csv").write_text(TABLE, encoding="utf-8")
    (tmp_path / "actors.csv").write_text(ACTORS, encoding="utf-8")
    out = tmp_path / "out"
    out.mkdir()
    text = NAMES.format(judgement=judgement, actor=actor)
    (out / "names.csv").write_bytes(text.replace("\n", line_end).encode("utf-8"))
    words = ["build", tmp_path / "pax.csv", "--actors", tmp_path / "actors.csv", "-o", out]
    done = CliRunner().invoke(main, [*map(str, words), "--format", "tables"])
    assert done.exit_code == 0, done.output
    with (out / "tables" / "participations.csv").open(encoding="utf-8", newline="") as handle:
        assert {row["actor_id"] for row in csv.DictReader(handle)} == expected
    with (out / "names.csv").open(encoding="utf-8", newline="") as handle:
        kept = {row["name"]: (row["judgement"], row["actor"]) for row in csv.DictReader(handle)}
    assert kept["Red Nile Movement"] == (judgement, actor)
    assert kept["Blue Nile Movement"] == ("ignore", "")


def test_a_folder_is_opened_whatever_its_cache_holds(own_folder: Path) -> None:
    before = _answer(own_folder)
    cache = own_folder / ".cache"
    cache.mkdir(exist_ok=True)
    (cache / ".gitignore").write_text("*\n", encoding="utf-8")
    stores = [cache / "store-0123456789abcdef-0123456789abcdef", *cache.glob("store-*")]
    for store in stores:
        store.mkdir(exist_ok=True)
        for file in [store / "CURRENT", *store.iterdir()]:
            file.write_bytes(b"of another engine")
    assert _answer(own_folder) == before
    assert _answer(own_folder) == before


def _answer(folder: Path) -> str:
    done = CliRunner().invoke(main, ["query", "agreement-sources", "--graph", str(folder)])
    assert done.exit_code == 0, done.output
    assert done.stdout.count("\n") > 3
    return done.stdout
