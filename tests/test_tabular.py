"""Tables for people are made in one place, and nothing in a cell can break them."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphbuild.ontology.namespaces import DEFAULT_BASE, ONTOLOGY, PREFIXES, SCHEME
from graphbuild.tabular import aligned, html_table, markdown_lines, shown, text_table

HOUSE = Path(__file__).parent.parent / "graphbuild"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (3, "3"),
        (0.123456, "0.1235"),
        (2.0, "2"),
        (f"{DEFAULT_BASE}actor/21", "actor/21"),
        (f"{SCHEME}stage/Cea", "stage/Cea"),
        (f"{ONTOLOGY}signedOn", "pa:signedOn"),
        (f"{PREFIXES['skos']}prefLabel", "skos:prefLabel"),
        ("two\nlines \x1b[31m\u202ered", "two lines [31m red"),
    ],
)
def test_values_are_shown_in_one_line(value: object, text: str) -> None:
    assert shown(value) == text


def test_numbers_stand_right_and_the_widest_column_is_cut() -> None:
    rows = [("a" * 40, 7), ("b", 1234)]
    assert text_table(("name", "n"), rows, 20).splitlines() == [
        "name               n",
        "──────────────  ────",
        "aaaaaaaaaaaaa…     7",
        "b               1234",
    ]


def test_wide_letters_take_two_columns() -> None:
    assert aligned([("和平", "x"), ("ab", "y"), ("e\u0301", "z")]) == [
        "和平  x",
        "ab    y",
        "e\u0301     z",
    ]


def test_lines_are_aligned_left_or_right() -> None:
    rows = [("graph", "sent"), ("source/a", "1,234"), ("b", "5")]
    assert aligned(rows, right=(1,)) == ["graph      sent", "source/a  1,234", "b             5"]
    assert aligned(rows[2:], least=(4, 3)) == ["b     5"]
    assert aligned([]) == []


def test_a_cell_cannot_end_its_cell_or_begin_markup() -> None:
    rows = [("a|b\\|c\n| d", "<b>&")]
    assert list(markdown_lines(("x", "y"), rows)) == [
        "| x | y |",
        "| --- | --- |",
        "| a\\|b\\\\\\|c \\| d | &lt;b&gt;&amp; |",
    ]
    assert next(
        line for line in markdown_lines(("x", "y"), [], ("---", "---:")) if "-" in line
    ) == ("|---|---:|")
    assert "<td>&lt;b&gt;&amp;</td>" in html_table(("x", "y"), rows, 5)


@given(st.lists(st.tuples(st.text(), st.integers()), min_size=1, max_size=4))
def test_a_table_has_a_line_for_each_row_whatever_is_in_it(rows: list[tuple[str, int]]) -> None:
    assert len("\n".join(markdown_lines(("x", "y"), rows)).splitlines()) == len(rows) + 2
    assert len(text_table(("x", "y"), rows, 40).splitlines()) == len(rows) + 2


def test_more_rows_than_are_shown_are_told() -> None:
    assert html_table(("x",), [(1,), (2,)], 2).count("<td>") == 2
    assert "more rows" not in html_table(("x",), [(1,), (2,)], 2)
    assert "more rows" in html_table(("x",), [(1,), (2,), (3,)], 2)


def test_no_other_module_draws_a_table() -> None:
    drawn = [
        (path.relative_to(HOUSE).as_posix(), node.value)
        for path in HOUSE.rglob("*.py")
        if path != HOUSE / "tabular.py"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and any(mark in node.value for mark in ("<td", "<th>", "|---", "---|", "| ---"))
    ]
    assert drawn == []
