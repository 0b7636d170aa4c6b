"""Lines that a printed page wrapped."""

from __future__ import annotations

import pytest

from graphbuild.sources.page.prose import flat, joined, usual_width


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["the cease-", "fire holds"], "the cease-fire holds"),
        (["talks -", "held in Oslo"], "talks - held in Oslo"),
        (["resolution 12-", "14 stands"], "resolution 12- 14 stands"),
        (["one", "two"], "one two"),
        (["-", "x"], "- x"),
    ],
)
def test_a_hyphen_within_a_word_joins_and_a_dash_does_not(lines: list[str], text: str) -> None:
    assert flat(lines) == text
    if lines[1][0].islower():
        assert joined(lines, [True, False], 0) == text


def test_a_short_line_ends_and_a_full_one_goes_on() -> None:
    full = "x" * 40 + " " + "y" * 18
    assert joined([full, "Zeta"], [True, True], 60) == f"{full} Zeta"
    assert joined(["short", "Zeta"], [True, True], 60) == "short\nZeta"
    assert joined(["short", "Zeta"], [True, False], 0) == "short\nZeta"


@pytest.mark.parametrize(
    ("lengths", "width"),
    [
        ([80] * 7, 0),
        ([80] * 8, 80),
        ([49] * 9, 0),
        ([50] * 9, 50),
        ([160] * 9, 160),
        ([161] * 9, 0),
    ],
)
def test_a_page_is_wrapped_where_enough_lines_reach_one_width(
    lengths: list[int], width: int
) -> None:
    assert usual_width(lengths) == width
