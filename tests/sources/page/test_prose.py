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


@pytest.mark.parametrize(
    ("previous", "word", "width", "goes_on"),
    [
        (40, 17, 60, False),  # 58 of 60: the word would have had its place
        (40, 18, 60, True),
        (57, 1, 60, True),
        (56, 1, 60, False),
        (60, 1, 60, True),
        (40, 18, 0, False),
    ],
)
def test_a_line_goes_on_where_its_next_word_had_no_place(
    previous: int, word: int, width: int, goes_on: bool
) -> None:
    lines = ["x" * previous, "Y" * word + " and more"]
    assert joined(lines, [True, True], width) == (" " if goes_on else "\n").join(lines)


def test_the_line_before_decides_and_not_the_text_so_far() -> None:
    full, short = "ab " * 19 + "c", "short"
    assert joined([full, short, "Zeta"], [True] * 3, 60) == f"{full} {short}\nZeta"
    assert joined([short, full, "Zeta"], [True] * 3, 60) == f"{short}\n{full} Zeta"


@pytest.mark.parametrize(
    ("lines", "fresh", "text"),
    [
        (["One", "two"], [True, False], "One two"),
        (["One", "two"], [True, True], "One\ntwo"),
        (["One", "Two"], [True, False], "One\nTwo"),
        (["One", "2"], [True, False], "One\n2"),
        (["", "two"], [True, True], "two"),
        (["One", ""], [True, False], "One"),
        (["a-", "b", "c"], [True, False, False], "a-b c"),
        (["1-", "b"], [True, False], "1- b"),
        ([], [], ""),
    ],
)
def test_a_small_letter_goes_on_within_a_paragraph(
    lines: list[str], fresh: list[bool], text: str
) -> None:
    assert joined(lines, fresh, 0) == text


def test_the_width_is_what_nearly_all_lines_keep() -> None:
    assert usual_width([80] * 97 + [120] * 3) == 120
    assert usual_width([80] * 98 + [120] * 2) == 80
    assert usual_width([120, *[80] * 98, 120]) == 80
    assert usual_width([]) == 0
