"""Names left open, what a user says of them, and new actors without an authority."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphbuild.actors import Authority, link, read_judgements, write_open_names
from graphbuild.errors import SourceError
from graphbuild.records import Agreement

NAMES = {"20": "Liberation Movement"}


def agreement(text: str = "the Red Nile Movement") -> Agreement:
    return Agreement(id="7", parties=text, countries=["Sudan"], process="P")


def test_a_name_that_fits_nobody_is_asked_about(authority: Authority) -> None:
    result = link([agreement()], authority)
    assert result.participations == [[]]
    (name,) = result.open_names
    assert (name.name, name.agreement, name.side, name.place) == (
        "Red Nile Movement",
        "7",
        "party",
        "P",
    )


def test_candidates_share_words_and_place(authority: Authority) -> None:
    (name,) = link([agreement("the Liberation Movement Unity")], authority).open_names
    assert name.candidates == ("20",)


def judge(path: Path, authority: Authority, answer: str, actor: str = "") -> None:
    write_open_names(path, link([agreement()], authority).open_names, NAMES)
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines[0].endswith("judgement,actor") and lines[1].endswith(",,")
    path.write_text(f"{lines[0]}\n{lines[1][:-2]},{answer},{actor}\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("answer", "actor", "expected"),
    [
        ("same", "20", ["20"]),
        ("new", "", ["red-nile-movement"]),
        ("ignore", "", []),
        ("different", "", []),
    ],
)
def test_a_judgement_is_applied_and_not_asked_again(
    tmp_path: Path, authority: Authority, answer: str, actor: str, expected: list[str]
) -> None:
    path = tmp_path / "open.csv"
    judge(path, authority, answer, actor)
    judged = read_judgements(path)
    result = link([agreement()], authority, judged)
    assert [p.actor for p in result.participations[0]] == expected
    assert all(p.method == "judgement" for p in result.participations[0])
    assert result.open_names == []
    assert [a.key for a in result.new_actors] == (expected if answer == "new" else [])
    write_open_names(path, result.open_names, NAMES, judged)
    assert read_judgements(path).answers == judged.answers


def test_judgements_hold_only_in_their_process(tmp_path: Path, authority: Authority) -> None:
    path = tmp_path / "open.csv"
    judge(path, authority, "same", "20")
    elsewhere = agreement()
    elsewhere.process = "Q"
    result = link([elsewhere], authority, read_judgements(path))
    assert result.participations == [[]]
    assert len(result.open_names) == 1


@pytest.mark.parametrize(("answer", "message"), [("maybe", "judgement"), ("same", "as whom")])
def test_a_bad_judgement_is_refused_with_its_line(
    tmp_path: Path, authority: Authority, answer: str, message: str
) -> None:
    path = tmp_path / "open.csv"
    judge(path, authority, answer)
    with pytest.raises(SourceError, match=message):
        read_judgements(path)


def test_without_an_authority_an_organisation_becomes_a_new_actor() -> None:
    result = link([agreement()], Authority.builtin())
    (one,) = result.participations[0]
    assert (one.actor, one.method) == ("red-nile-movement", "new")
    assert [(a.key, a.name, a.country) for a in result.new_actors] == [
        ("red-nile-movement", "Red Nile Movement", "Sudan")
    ]
