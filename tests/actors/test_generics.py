"""Groups that a text names by their kind alone, and long words before them."""

from __future__ import annotations

import time

import pytest

from graphbuild.actors.field import generics


@pytest.mark.parametrize(
    ("before", "named"),
    [
        ("the Catholic ", True),
        ("Inter-", True),
        (f"{'w' * 69}-", True),
        ("and the ", False),
        ("Catholic, ", False),
    ],
)
def test_a_group_is_within_a_longer_name_behind_a_capital_or_a_hyphen(
    before: str, named: bool
) -> None:
    assert bool(generics._NAMED_BEFORE.search(before)) is named


@pytest.mark.parametrize("letters", ["a", "a-", "Aa "])
def test_a_word_without_end_takes_no_time(letters: str) -> None:
    start = time.process_time()
    generics._NAMED_BEFORE.search(f"{letters * 80_000}.")
    assert time.process_time() - start < 3
