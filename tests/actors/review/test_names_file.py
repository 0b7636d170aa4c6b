"""``names.csv`` holds any text: what is written is read back, and no spreadsheet runs it."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graphbuild.actors import read_judgements, write_open_names
from graphbuild.actors.review.identity import row_key
from graphbuild.actors.review.judgements import ANSWERS, COLUMNS, NEED_ACTOR
from graphbuild.delimited import guarded, unguarded
from graphbuild.records import Actor, OpenName
from graphbuild.words import one_line

HOSTILE = st.text(
    st.one_of(
        st.sampled_from("=+-@'\"|;,\t\r\n 1aéÑ؟中\u2028\uff1d"), st.characters(codec="utf-8")
    ),
    max_size=12,
)
NAME = HOSTILE.map(one_line).filter(bool)


@given(HOSTILE)
def test_a_guarded_cell_is_no_formula_and_is_read_as_it_was(text: str) -> None:
    cell = guarded(text)
    assert unguarded(cell) == text
    assert cell[:1] not in tuple("=+-@\t\r\n＝＋－＠") or cell.lstrip("+-")[:1].isdigit()


@pytest.mark.parametrize(
    "text", ["-5", "+1.25", "-1,5", "1e5", "-2E-3", "Red Front", "'quoted'", ""]
)
def test_what_no_spreadsheet_runs_stays_as_it_is(text: str) -> None:
    assert guarded(text) == text == unguarded(text)


@pytest.mark.parametrize("text", ["=1+1", "-1+cmd|' /C calc'!A0", "@SUM(A1)", "+A1", "\t=1", "'=1"])
def test_what_a_spreadsheet_runs_gets_a_mark(text: str) -> None:
    assert guarded(text) == f"'{text}"


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    names=st.lists(st.tuples(NAME, st.sampled_from(["8", "90", "A - B"])), max_size=4),
    answers=st.lists(st.sampled_from(ANSWERS), min_size=4, max_size=4),
    mine=st.lists(HOSTILE, min_size=4, max_size=4),
    plain=st.booleans(),
)
def test_any_name_goes_round(
    tmp_path: Path, names: list[tuple[str, str]], answers: list[str], mine: list[str], plain: bool
) -> None:
    path = tmp_path / "names.csv"
    path.unlink(missing_ok=True)
    asked = [
        OpenName(name, str(n), "party", ("7",), "no such name", p)
        for n, (name, p) in enumerate(names)
    ]
    actors = {"7": Actor("7", "=A|B", type="-x")}
    write_open_names(path, asked, actors, plain=plain)
    with path.open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    assert {row["key"] for row in rows} == {row_key(n, p, "party", "open") for n, p in names}
    for row, answer, own in zip(rows, answers, mine, strict=False):
        row["judgement"], row["mine"] = answer, own.replace("\r", "\n")
        row["actor"] = "-7" if answer in NEED_ACTOR else ""
    with path.open("w", encoding="utf-8", newline="") as handle:
        out = csv.DictWriter(handle, (*COLUMNS, "mine"))
        out.writeheader()
        out.writerows(rows)
    judged = read_judgements(path)
    for name, place in names:
        one = judged.of(name, place, "party", "open")
        assert one is not None and one.answer in answers
    for _ in range(2):  # this build's file, and the next one's
        write_open_names(path, [], actors, judged, plain=plain)
        again = read_judgements(path)
        assert sorted(map(str, again.rows)) == sorted(map(str, judged.rows))
        assert again.columns == judged.columns
