"""What is stated of one thing, as N-Triples writes it."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal

from graphbuild.graph.entity import text, written


@pytest.mark.parametrize(
    "value",
    [
        "",
        "signed",
        "a b",
        'the "Front"',
        "C:\\x",
        "a\nb\tc\r",
        "a\x00b\x7f",
        "Eugène",
        "Eugène",
        "\u202e",
    ],
)
def test_a_text_is_written_as_the_engine_writes_it(value: str) -> None:
    assert written(value) == str(text(value))
    assert Literal(text(value).value) == text(value)


def test_quotes_and_backslashes_are_escaped() -> None:
    assert written('a "b" \\ c') == r'"a \"b\" \\ c"'
