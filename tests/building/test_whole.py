"""A build's folder holds one build: all its files or all those before, and nothing of another."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from graphbuild import changes
from graphbuild.cli import main
from graphbuild.scratch import FOLDER

QUESTION = ["query", "agreements", "--format", "csv", "--graph"]
OTHER = ["--base", "https://example.org/id/"]


def _run(*words: object) -> str:
    done = CliRunner().invoke(main, [str(word) for word in words])
    assert done.exit_code == 0, done.output
    return done.stdout


def test_another_format_leaves_no_older_graph_to_be_opened(tmp_path: Path) -> None:
    _run("build", "--sample", "-o", tmp_path)
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    question = tmp_path / "all.rq"
    question.write_text("SELECT DISTINCT ?s { ?s ?p ?o }", encoding="utf-8")
    before = _run("query", question, "--graph", tmp_path)
    assert "https://example.org/id/agreement/" not in before
    _run("build", "--sample", "-o", tmp_path, "--format", "jsonld", *OTHER)
    assert not (tmp_path / "graph.ttl").exists()
    assert not (tmp_path / "graph.nq").exists()
    assert (tmp_path / "notes.txt").read_text(encoding="utf-8") == "mine"
    assert "https://example.org/id/agreement/" in _run("query", question, "--graph", tmp_path)


def test_an_older_graph_that_is_not_ours_stays_and_is_not_opened(tmp_path: Path) -> None:
    (tmp_path / "graph.ttl").write_text("<http://a/s> a <http://a/o> .\n", encoding="utf-8")
    _run("build", "--sample", "-o", tmp_path, "--format", "jsonld")
    assert (tmp_path / "graph.ttl").exists()
    assert _run(*QUESTION, tmp_path).count("\n") > 3


@pytest.mark.parametrize("name", ["graph.ttl", "graph.nq"])
def test_files_of_two_builds_side_by_side_are_told(tmp_path: Path, name: str) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    _run("build", "--sample", "-o", one)
    _run("build", "--sample", "-o", other, *OTHER)
    shutil.copy(other / name, one / name)
    done = CliRunner().invoke(main, [*QUESTION, str(one)])
    assert done.exit_code == 2
    assert "is not the file that the last build wrote beside the others" in done.stderr
    assert _run(*QUESTION, one / name)  # the one that is meant
    data = (other / name).read_bytes()
    (other / name).write_bytes(data.replace(b"Accord", b"accord", 1))  # of the same size
    assert CliRunner().invoke(main, [*QUESTION, str(other)]).exit_code == 2
    _run("build", "--again", one)
    assert _run(*QUESTION, one)
    for file in ("graph.ttl", "graph.nq"):  # all of another build, without its list
        (one / file).write_bytes(b"<http://a/s> a <http://a/o> .\n")
    assert CliRunner().invoke(main, [*QUESTION, str(one)]).exit_code == 0


def _state(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and FOLDER not in path.parts
    }


@pytest.mark.skipif(os.name != "posix", reason="ends processes by signal")
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT])
def test_a_build_that_is_ended_leaves_the_old_files(tmp_path: Path, number: int) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    _run("build", "--sample", "-o", old)
    _run("build", "--sample", "-o", new, *OTHER)
    states = (_state(old), _state(new))
    command = [sys.executable, "-m", "graphbuild", "build", "--sample", *OTHER, "-o", str(old)]
    for moment in (0.3, 0.6):
        run = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL)
        time.sleep(moment)
        run.send_signal(number)
        run.communicate(timeout=60)
        changes.settle(old)
        assert _state(old) in states
        assert not list((old / FOLDER).glob("writing-*"))


def test_a_refused_build_writes_nothing_at_all(tmp_path: Path) -> None:
    (tmp_path / "bad.csv").write_text("x,y\n", encoding="utf-8")
    words = [
        "build",
        "--sample",
        "--actors",
        str(tmp_path / "bad.csv"),
        "-o",
        str(tmp_path / "out"),
    ]
    assert CliRunner().invoke(main, words).exit_code == 2
    assert not (tmp_path / "out").exists()
