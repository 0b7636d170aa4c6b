"""Delimited text: strict, whatever the length of cells and the blanks around quotes."""

from __future__ import annotations

import csv
import io
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphbuild.delimited import LARGEST_CELL, dicts, records
from graphbuild.errors import SourceError

CELL = st.text(st.sampled_from('ab ",;\n\t'), max_size=6)


def read(text: str, separator: str = ",") -> list[list[str]]:
    return [record for _, record in records(io.StringIO(text, newline=""), "t", separator)]


@pytest.mark.parametrize(
    "text",
    [
        '"a", "b"\n"1", "x, ""y"" , z"\n',
        '"a" ,"b" \n"1"\t,"x, ""y"" , z"  \n',
        '"a"  , "b"\r\n"1" , "x, ""y"" , z"',
    ],
)
def test_blanks_around_quotes_belong_to_no_cell(text: str) -> None:
    assert read(text) == [["a", "b"], ["1", 'x, "y" , z']]


@given(st.lists(st.lists(CELL, min_size=2, max_size=3), max_size=4), st.sampled_from(",;\t"))
def test_what_the_csv_module_writes_is_read_as_it_was(rows: list[list[str]], mark: str) -> None:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=mark, quoting=csv.QUOTE_ALL).writerows(rows)
    assert read(out.getvalue(), mark) == rows


@given(
    st.lists(st.lists(CELL, min_size=2, max_size=3), max_size=4), st.sampled_from(["", " ", "  "])
)
def test_blanks_after_quotes_change_nothing(rows: list[list[str]], blank: str) -> None:
    text = "".join(
        ",".join('"' + cell.replace('"', '""') + '"' + blank for cell in row) + "\n" for row in rows
    )
    assert read(text) == rows


@pytest.mark.parametrize("broken", ['a,b\n1,"x"y,2\n', 'a,b\n"1,x\n2,y\n', 'a,b\n1,"x" y\n'])
def test_broken_quoting_is_refused_with_its_place(broken: str) -> None:
    with pytest.raises(SourceError, match=r"^t, row 2: "):
        read(broken)
    with pytest.raises(SourceError, match=r"^t, line 2: "):
        list(dicts(broken, "t", ["a"], "mend it"))


def test_cells_of_any_length(monkeypatch: pytest.MonkeyPatch) -> None:
    before = csv.field_size_limit()
    long = "x" * 1_000_000
    assert read(f'a,"{long}"\n') == [["a", long]]
    one, other = (records(io.StringIO(f"{long}\n{long}\n"), "t") for _ in range(2))
    assert next(one) == (1, [long])
    assert next(other) == (1, [long])
    one.close()  # type: ignore[attr-defined]
    assert next(other) == (2, [long])
    other.close()  # type: ignore[attr-defined]
    assert csv.field_size_limit() == before
    assert len(long) < LARGEST_CELL


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_small_tables_by_the_names_of_their_columns(mark: str) -> None:
    text = "\ufeffsep=x\nname,mine, actor \n\nA,1,7\nB,2\n".replace(",", mark)
    assert list(dicts(text, "t", ["name", "actor"], "mend it")) == [
        (4, {"name": "A", "mine": "1", "actor": "7"}),
        (5, {"name": "B", "mine": "2", "actor": ""}),
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "t: no column 'name', 'actor'; mend it"),
        ("name,other\n", "t: no column 'actor'; mend it"),
        ("name,actor\nA,7,8\n", "t, line 2: 3 cells under 2 headers"),
    ],
)
def test_small_tables_that_cannot_be_used(text: str, words: str) -> None:
    with pytest.raises(SourceError) as caught:
        list(dicts(text, "t", ["name", "actor"], "mend it"))
    assert str(caught.value).startswith(words)


@pytest.mark.timeout(300)
@pytest.mark.parametrize("unit", ['" ', '"" ', '" ,', '"\t', ' "'])
def test_quotes_and_blanks_are_read_in_linear_time(unit: str) -> None:
    with suppress(SourceError):
        read(unit * 500_000)  # in quadratic time, hours


def test_a_row_below_the_header_may_begin_like_a_hint() -> None:
    found = list(dicts("sep=,\nname,actor\nsep=x,7\nB,8\n", "t.csv", ["name"], "mend it"))
    assert [row["name"] for _, row in found] == ["sep=x", "B"]
