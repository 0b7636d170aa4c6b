"""``graphbuild review``: the next question, its answer, and taking it back."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import graphbuild
from graphbuild.actors.review.judgements import COLUMNS
from graphbuild.cli import main
from graphbuild.cli import review as command
from graphbuild.errors import SourceError, UsageError

Ask = Callable[..., Result]


def row(name: str, **more: str) -> dict[str, str]:
    usual = {
        "name": name, "process": "8", "agreements": "17 18", "reason": "like other names",
        "candidates": "158: Sudan (Country/State) | red-front: Red Front", "kind": "open",
        "side": "party", "sentence": f"For the {name}: A. Roe", "statements": "3",
        "changes": "same or new: 2 participations more", "key": f"key{name}".lower(),
    }  # fmt: skip
    return dict.fromkeys((*COLUMNS, "my note"), "") | usual | more


@pytest.fixture
def names(tmp_path: Path) -> Path:
    path = tmp_path / "names.csv"
    rows = [
        row("Blue"), row("Green", kind="doubtful"), row("Old", judgement="ignore"),
        row("=Red", kind="actor"), {**row("White", kind="person"), "my note": " ask Anna "},
    ]  # fmt: skip
    with path.open("w", encoding="utf-8", newline="") as handle:
        lines = csv.DictWriter(handle, rows[0])
        lines.writeheader()
        lines.writerows(rows)
    return path


@pytest.fixture
def ask(names: Path, monkeypatch: pytest.MonkeyPatch) -> Ask:
    """Run the command as on a terminal, with these answers."""
    monkeypatch.setattr(command, "_is_terminal", lambda: True)

    def run(*said: str, words: tuple[str, ...] = ()) -> Result:
        given = "".join(f"{line}\n" for line in said)
        return CliRunner().invoke(main, ["review", str(names.parent), *words], input=given)

    return run


def answers(path: Path) -> dict[str, tuple[str, str]]:
    with path.open(encoding="utf-8", newline="") as handle:
        return {row["name"]: (row["judgement"], row["actor"]) for row in csv.DictReader(handle)}


def test_each_question_is_shown_with_all_that_helps(ask: Ask) -> None:
    done = ask("q")
    assert done.exit_code == 0, done.output
    for told in ("[1/4] Blue", "For the Blue: A. Roe", "158: Sudan (Country/State)",
                 "3 statements in 17 18", "same or new: 2 participations more"):  # fmt: skip
        assert told in done.output
    assert "Old" not in done.output and "graphbuild build --again" in done.output


def test_answers_are_written_at_once_and_nothing_else_changes(ask: Ask, names: Path) -> None:
    before = answers(names)
    done = ask("s b", "d", "m red-front", "i")
    assert done.exit_code == 0 and "0 left" in done.output
    assert answers(names) == {
        "Blue": ("same", "red-front"), "Green": ("different", ""), "Old": ("ignore", ""),
        "'=Red": ("merge", "red-front"), "White": ("ignore", ""),
    }  # fmt: skip
    assert list(answers(names)) == ["'=Red" if name == "=Red" else name for name in before]
    with names.open(encoding="utf-8", newline="") as handle:
        assert [row["my note"] for row in csv.DictReader(handle)][-1] == " ask Anna "
    assert (names.parent / "names.csv.bak").is_file()


def test_an_answer_is_taken_back_and_asked_again(ask: Ask, names: Path) -> None:
    done = ask("s 158", "u", "n", "", "q")
    assert "taken back: Blue" in done.output
    assert answers(names)["Blue"] == ("new", "")
    assert answers(names)["Green"] == ("", "")
    assert "nothing to take back" in ask("u", "q").output


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("s", "needs a candidate's"),
        ("s a b", "needs a candidate's"),
        ("m a", "does not answer this"),
        ("perhaps", "does not answer this"),
        ("i 5", "takes nothing behind it"),
    ],
)
def test_what_is_no_answer_is_asked_again(ask: Ask, names: Path, said: str, told: str) -> None:
    done = ask(said, "q")
    assert done.exit_code == 0 and told in done.output
    assert answers(names)["Blue"] == ("", "")


def test_split_takes_agreements(ask: Ask, names: Path) -> None:
    ask("x 18", words=("--kind", "actor"))
    with names.open(encoding="utf-8", newline="") as handle:
        (red,) = [row for row in csv.DictReader(handle) if row["name"] == "'=Red"]
    assert (red["judgement"], red["agreements"]) == ("split", "18")


def test_kinds_are_chosen_and_help_is_given(ask: Ask) -> None:
    done = ask("?", "q", words=("--kind", "doubtful"))
    assert "[1/1] Green" in done.output and "none of the candidates" in done.output


def test_without_a_terminal_it_says_how_to_judge(names: Path) -> None:
    done = CliRunner().invoke(main, ["review", str(names.parent)])
    assert done.exit_code == 2
    assert len(done.output.strip().splitlines()) == 1
    for told in ("names.csv", "(4 rows)", "same, different, new", "build --again"):
        assert told in done.output


def test_nothing_left_to_judge_is_no_failure(names: Path) -> None:
    lines = names.read_text(encoding="utf-8").splitlines()
    kept = [lines[0], *(line for line in lines if line.startswith("Old"))]
    names.write_text("\n".join(kept) + "\n", encoding="utf-8")
    done = CliRunner().invoke(main, ["review", str(names)])
    assert done.exit_code == 0 and "nothing is left to judge" in done.output


def test_a_folder_without_names_is_refused(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["review", str(tmp_path)])
    assert done.exit_code == 2 and "names.csv: no such file" in done.output


def test_from_python_another_program_is_not_overwritten(names: Path) -> None:
    review = graphbuild.review(names)
    review.answer(0, "same", "158")
    changed = names.read_text(encoding="utf-8").replace(",ignore,", ",new,")
    names.write_text(changed, encoding="utf-8")
    with pytest.raises(SourceError, match="changed by another program"):
        review.answer(1, "ignore")
    assert review.undo() is None  # what was answered before is no longer this review's
    assert names.read_text(encoding="utf-8") == changed
    assert [one.row["name"] for one in review.left()] == ["Green", "=Red", "White"]
    review.answer(1, "ignore")
    assert answers(names)["Old"] == ("new", "")
    with pytest.raises(UsageError, match="no question 9"):
        review.answer(9, "ignore")


def test_judged_on_the_terminal_it_holds_in_the_next_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    head = "Con,Contp,PP,PPName,Reg,AgtId,Agt,Dat,Status,Agtp,Stage,StageSub,Part,ThrdPart"
    line = (
        "Sudan,Government,165,Nile talks,Africa (excl MENA),900101,Accord,2001-02-05,"
        "Multiparty signed/agreed,Intra,Cea,Ceas,Red Nile Movement,"
    )
    (tmp_path / "pax.csv").write_text(f"{head}\n{line}\n", encoding="utf-8")
    out = str(tmp_path / "out")
    run = CliRunner().invoke
    assert run(main, ["build", str(tmp_path / "pax.csv"), "-o", out]).exit_code == 0
    monkeypatch.setattr(command, "_is_terminal", lambda: True)
    assert run(main, ["review", out], input="s SDN\n").exit_code == 0
    done = run(main, ["build", "--again", out])
    assert done.exit_code == 0, done.output
    (found,) = graphbuild.load(out).query("agreement-actors")
    assert (found.actor, found.method) == ("Sudan", "judgement")
