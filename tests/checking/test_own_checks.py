"""A check of one's own that the engine cannot carry out is one line, not a defect."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from graphbuild.cli import main


def test_an_unknown_function_in_a_check_is_one_line(small_folder: Path, tmp_path: Path) -> None:
    (tmp_path / "checks").mkdir()
    text = "#+ severity: info\nSELECT ?x { BIND(<http://a/f>(1) AS ?x) }"
    (tmp_path / "checks" / "mine.rq").write_text(text, encoding="utf-8")
    words = ["validate", str(small_folder), "--queries", str(tmp_path)]
    done = CliRunner().invoke(main, words)
    assert done.exit_code == 2, done.output
    assert done.stderr.count("\n") == 1
    assert "not supported" in done.stderr
