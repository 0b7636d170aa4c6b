"""What a careful person must know stands first in the report and last on the screen."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from graphbuild.cli import main

HEADER = "Con,PP,PPName,AgtId,Agt,Dat,Status,Agtp,Stage,Part,ThrdPart\n"
ROWS = (
    "Sudan,1,Sudan process,900101,An accord,2001-05-07,Multiparty signed/agreed,Intra,Pre,"
    "Government of Sudan,Kenya\n"
    "Sudan,1,Sudan process,900102,A letter,2001-06-07,Multiparty signed/agreed,Intra,Pre,"
    "seventeen participants,\n"
    "Sudan,1,Sudan process,900103,A note,some day,Multiparty signed/agreed,Intra,Pre,"
    "Government of Sudan,\n"
)


def build(folder: Path, rows: str) -> tuple[list[str], list[str]]:
    """The lines on the screen that ask for attention, and those that open the report."""
    (folder / "pax.csv").write_text(HEADER + rows, encoding="utf-8")
    out = folder / "out"
    result = CliRunner().invoke(main, ["build", str(folder / "pax.csv"), "-o", str(out)])
    assert result.exit_code == 0, result.output
    said = [line for line in result.stderr.splitlines() if line.startswith("attention: ")]
    report = (out / "report.md").read_text(encoding="utf-8")
    opening = report.partition("## What to know first\n\n")[2].partition("\n\n")[0]
    assert report.index("What to know first") < report.index("| source |")
    return [line.removeprefix("attention: ") for line in said], opening.splitlines()


def test_what_was_left_out_and_who_is_linked_to_nobody_is_said(tmp_path: Path) -> None:
    said, opening = build(tmp_path, ROWS)
    assert said[-2:] == [
        "1 thing was left out: not-a-date (1)",
        "in 1 of 3 agreements nobody could be linked to an actor: 900102",
    ]
    assert len(said) <= 5
    assert [f"- {line}" for line in said] == opening[: len(said)]
    assert any("kept and doubtful" in line for line in opening)


def test_a_build_with_nothing_to_say_says_so(tmp_path: Path) -> None:
    said, opening = build(tmp_path, ROWS.splitlines()[0] + "\n")
    assert said == []
    assert not any("left out:" in line or "nobody could be" in line for line in opening)


def test_many_things_are_at_most_five_lines(tmp_path: Path) -> None:
    for number in range(9):
        text = f"actor_id,actor_name,actor_type\nx{number},Nobody {number},Armed Organization\n"
        (tmp_path / f"a{number}.csv").write_text(text, encoding="utf-8")
    (tmp_path / "pax.csv").write_text(HEADER + ROWS, encoding="utf-8")
    words = ["build", str(tmp_path / "pax.csv"), "-o", str(tmp_path / "out")]
    for number in range(9):
        words += ["--actors", str(tmp_path / f"a{number}.csv")]
    lines = CliRunner().invoke(main, words).stderr.splitlines()
    said = [line for line in lines if line.startswith("attention: ")]
    assert len(said) == 5
    assert lines[-5:] == said
    assert "more, see report.md" in said[-1]
