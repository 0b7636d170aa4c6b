"""The command starts, says where it is, answers, and ends."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest
from click.testing import CliRunner

from graphbuild.cli import main


def test_it_prints_one_line_answers_and_ends(root: Path, tmp_path: Path) -> None:
    shutil.copytree(root / "exports", tmp_path / "exports", ignore=shutil.ignore_patterns(".*"))
    process = subprocess.Popen(
        [sys.executable, "-m", "graphbuild", "serve", "exports", "--port", "0", "--no-open"],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        assert address.startswith("http://127.0.0.1:")
        with urllib.request.urlopen(f"{address}healthz", timeout=60) as answer:
            assert answer.status == 200
        with urllib.request.urlopen(f"{address}agreement/900001", timeout=60) as answer:
            assert "Good Friday" in answer.read().decode()
    finally:
        process.terminate()
        rest, told = process.communicate(timeout=60)
    assert rest == ""
    assert "Traceback" not in told


def test_a_taken_port_and_a_folder_without_a_graph_are_told_in_a_line(
    root: Path, tmp_path: Path
) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = CliRunner().invoke(main, ["serve", str(root / "exports"), "--port", port])
    assert done.exit_code == 2
    assert "cannot listen" in done.stderr
    done = CliRunner().invoke(main, ["serve", str(tmp_path), "--port", "0"])
    assert done.exit_code == 2
    assert "no graph in this folder" in done.stderr


def test_without_the_extra_it_says_what_to_install(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "jinja2", None)
    done = CliRunner().invoke(main, ["serve", str(root / "exports"), "--port", "0"])
    assert done.exit_code == 2
    assert "graphbuild[explorer]" in done.stderr
