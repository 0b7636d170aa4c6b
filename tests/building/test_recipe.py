"""``build.json`` says how a folder was built, and ``build --again`` does it again."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import graphbuild
from graphbuild.cli import main
from graphbuild.errors import SourceError, UsageError

HEAD = "Con,Contp,PP,PPName,Reg,AgtId,Agt,Dat,Status,Agtp,Stage,StageSub,Part,ThrdPart"
ROW = (
    "Sudan,Government,165,Nile talks,Africa (excl MENA),900101,Accord of the Ford,05/02/2001,"
    "Multiparty signed/agreed,Intra,Cea,Ceas,Government of Sudan; Red Nile Movement,"
)
ACTORS = """actor_id,id_paax,actor_name,actor_type,actor_iso3c,actor_country,abbreviation
158,CON_158,Sudan,Country/State,SDN,Sudan,
"""


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "pax é.csv").write_text(f"{HEAD}\n{ROW}\n", encoding="utf-8")
    (tmp_path / "data" / "actors.csv").write_text(ACTORS, encoding="utf-8")
    return tmp_path


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(main, list(map(str, words)))


def first(place: Path) -> Path:
    out = place / "out"
    data = place / "data"
    words = ["--actors", data / "actors.csv", "--date-format", "dd/mm/yyyy", "--format", "tables"]
    done = run("build", data / "pax é.csv", "-o", out, *words, "--plain", "--persons", "all")
    assert done.exit_code == 0, done.output
    assert "build.json" in done.output
    return out


def recipe(out: Path) -> Any:
    return json.loads((out / "build.json").read_text(encoding="utf-8"))


def test_it_has_paths_options_and_checksums_and_nothing_else(place: Path) -> None:
    made = recipe(first(place))
    assert set(made) == {"sources", "options", "checksums"}
    assert made["sources"] == ["../data/pax é.csv"]
    options = made["options"]
    assert options["actors"] == ["../data/actors.csv"]
    assert options["date_format"] == "dd/mm/yyyy" and options["formats"] == ["tables"]
    assert options["plain"] is True and options["persons"] == "all"
    assert "output" not in options
    assert [one["file"] for one in made["checksums"]] == ["actors.csv", "pax é.csv"]
    assert all(len(one["sha256"]) == 64 for one in made["checksums"])
    assert str(place) not in (place / "out" / "build.json").read_text(encoding="utf-8")


def test_again_makes_the_same_bytes_wherever_the_folders_lie(place: Path, tmp_path: Path) -> None:
    out = first(place)
    before = {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}
    done = run("build", "--again", out)
    assert done.exit_code == 0, done.output
    assert {path: path.read_bytes() for path in out.rglob("*") if path.is_file()} == before
    moved = tmp_path / "elsewhere"
    shutil.copytree(place / "data", moved / "data")
    shutil.copytree(out, moved / "out")
    graphbuild.build(again=moved / "out")
    for path, held in before.items():
        assert (moved / "out" / path.relative_to(out)).read_bytes() == held


@pytest.mark.parametrize("python", [False, True])
def test_again_applies_what_was_judged_and_tells_what_changed(place: Path, python: bool) -> None:
    out = first(place)
    names = out / "names.csv"
    text = names.read_text(encoding="utf-8")
    assert text.count(",,,open,") == 1
    names.write_text(text.replace(",,,open,", ",new,,open,"), encoding="utf-8")
    (place / "data" / "pax é.csv").write_text(f"{HEAD}\n{ROW} \n", encoding="utf-8")
    if python:
        assert graphbuild.build(again=out).files
    else:
        done = run("build", "--again", out)
        assert done.exit_code == 0
        assert "changed since the last build: pax é.csv" in done.output
        assert "actors.csv" not in done.output.split("changed since", 1)[1].splitlines()[0]
    table = (out / "tables" / "participations.csv").read_text(encoding="utf-8")
    assert "red-nile-movement" in table
    assert ",new,,open," in names.read_text(encoding="utf-8")


def test_again_without_a_folder_means_exports(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first(place)
    (place / "out").rename(place / "exports")
    monkeypatch.chdir(place)
    assert run("build", "--again").exit_code == 0


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--again", "nowhere"], "nowhere"),
        (["--again", "out", "data"], "--again repeats a build as it was and takes no sources"),
        (["--again", "out", "--plain"], "takes no --plain"),
    ],
)
def test_what_cannot_be_repeated_is_refused(
    place: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], message: str
) -> None:
    first(place)
    monkeypatch.chdir(place)
    done = run("build", *words)
    assert done.exit_code == 2 and message in done.output and "Traceback" not in done.output


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "null", '{"sources": 1}', '{"sources": [], "options": {}, "checksums": []}',
     "[" * 100_000],
)  # fmt: skip
def test_a_recipe_that_no_build_wrote_is_refused(place: Path, text: str) -> None:
    out = first(place)
    before = (out / "report.json").read_bytes()
    (out / "build.json").write_text(text, encoding="utf-8")
    with pytest.raises(SourceError, match=r"build\.json"):
        graphbuild.build(again=out)
    assert (out / "report.json").read_bytes() == before


def test_an_option_of_a_later_release_is_refused(place: Path) -> None:
    out = first(place)
    made = recipe(out)
    made["options"]["later"] = True
    (out / "build.json").write_text(json.dumps(made), encoding="utf-8")
    with pytest.raises(SourceError, match="not what build wrote"):
        graphbuild.build(again=out)


def test_standard_input_cannot_be_read_again(place: Path) -> None:
    out = place / "out"
    text = f"{HEAD}\n{ROW.replace('05/02/2001', '2001-02-05')}\n"
    done = CliRunner().invoke(main, ["build", "-", "-o", str(out)], input=text)
    assert done.exit_code == 0, done.output
    with pytest.raises(UsageError, match="standard input"):
        graphbuild.build(again=out)


def test_again_stands_alone_in_python_too(place: Path) -> None:
    out = first(place)
    with pytest.raises(UsageError, match="leave strict out"):
        graphbuild.build(again=out, strict=True)
