"""Names left open, what a user says of them, and new actors without an authority."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pytest

from graphbuild.actors import Authority, link, read_judgements, write_open_names
from graphbuild.actors.review.judgements import COLUMNS
from graphbuild.errors import SourceError
from graphbuild.records import Actor, Agreement, OpenName

NAMES = {"20": Actor("20", "Liberation Movement")}


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


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def answer_all(path: Path, answer: str, actor: str = "", **more: str) -> None:
    """Answer every row of a file."""
    found = [row | {"judgement": answer, "actor": actor} | more for row in rows(path)]
    with path.open("w", encoding="utf-8", newline="") as handle:
        lines = csv.DictWriter(handle, found[0])
        lines.writeheader()
        lines.writerows(found)


def judge(path: Path, authority: Authority, answer: str, actor: str = "") -> None:
    write_open_names(path, link([agreement()], authority).open_names, NAMES)
    (row,) = rows(path)
    assert tuple(row) == COLUMNS and not row["judgement"] and not row["actor"]
    answer_all(path, answer, actor)


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
    assert list(judged.unmet()) == []
    write_open_names(path, result.open_names, NAMES, judged)
    assert read_judgements(path).rows == judged.rows
    again = [replace(one, line=0) for one in read_judgements(path).given]
    assert again == [replace(one, line=0) for one in judged.given]


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


HEADER = "name,process,agreements,reason,candidates,judgement,actor"


def write(folder: Path, *lines: str, separator: str = ",") -> Path:
    path = folder / "names.csv"
    path.write_text("\n".join([HEADER, *lines, ""]).replace(",", separator), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (['"Red Front,8,7,,,ignore,', "Blue Front,8,7,,,ignore,"], "line 2: a quote that is not"),
        (["Red Front,8,7,,,ignore,", '"Blue,8,7,,,ignore,'], "line 3: a quote that is not closed"),
        (['"Red,8,7,,,ignore,', 'Blue",8,7,,,ignore,'], "line 2: a name that runs over the end"),
        (['"Red" Front,8,7,,,ignore,'], "line 2: broken quoting"),
        (["Red Front,8,7,,,ignore,,,more"], "line 2: 9 cells under 7 columns"),
        (["Red Front,8,7,,,ignore,"] * 2 + ["X,8,7,,,perhaps,"], "line 4: judgement 'perhaps'"),
    ],
)
def test_a_table_that_is_doubtful_is_refused_with_its_line(
    tmp_path: Path, lines: list[str], message: str
) -> None:
    path = write(tmp_path, *lines)
    before = path.read_bytes()
    with pytest.raises(SourceError, match=message):
        read_judgements(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("hint", [False, True])
def test_any_separator_will_do(tmp_path: Path, separator: str, hint: bool) -> None:
    path = write(tmp_path, "Red Front,8,7,,,ignore,", separator=separator)
    if hint:
        path.write_text(f"sep={separator}\n{path.read_text(encoding='utf-8')}", encoding="utf-8")
    one = read_judgements(path).of("Red Front", "8")
    assert one is not None and (one.answer, one.actor) == ("ignore", "")


def test_what_is_the_users_is_kept_and_the_old_file_beside_the_new(tmp_path: Path) -> None:
    path = tmp_path / "names.csv"
    lines = [
        f"{HEADER},my note,who",
        "Red Front,8,7,no such name,,ignore,,seen,AB",
        "Blue Front,8,7,no such name,,,,ask Anna,",
        "Green Front,8,7,no such name,,,,,",
        "My Front,8,,,,,,,",
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    before = path.read_bytes()
    names = [OpenName("Blue Front", "9", "party", (), "like other names", "8")]
    write_open_names(path, names, {}, read_judgements(path))
    written = path.read_text(encoding="utf-8").splitlines()
    assert written[0] == ",".join((*COLUMNS, "my note", "who"))
    kept = [
        {name: row[name] for name in (*HEADER.split(","), "my note", "who")} for row in rows(path)
    ]
    assert [tuple(row.values()) for row in kept] == [
        ("Blue Front", "8", "9", "like other names", "", "", "", "ask Anna", ""),
        ("My Front", "8", "", "", "", "", "", "", ""),
        ("Red Front", "8", "7", "no such name", "", "ignore", "", "seen", "AB"),
    ]
    assert (tmp_path / "names.csv.bak").read_bytes() == before
    after = path.read_bytes()
    write_open_names(path, names, {}, read_judgements(path))
    assert path.read_bytes() == after
    assert (tmp_path / "names.csv.bak").read_bytes() == before
