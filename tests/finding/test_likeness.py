"""How like names are to words that none of them has."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from graphbuild.finding.likeness import most_like

STATES = ("mali", "malaysia", "malawi", "somalia", "government of malaysia", "government of peru")


def test_a_rare_word_counts_for_more_than_a_common_one() -> None:
    assert next(name for _, name in most_like("gouvernement du mali", STATES, 3)) == "mali"


def test_fewer_other_words_are_liker() -> None:
    names = ("hill front", "hill front of the river people")
    assert [name for _, name in most_like("hil front", names, 2)] == list(names)


@given(st.text(max_size=60), st.lists(st.text(max_size=30), max_size=8))
def test_any_words_are_taken(text: str, names: list[str]) -> None:
    found = most_like(text, names, 5)
    assert len(found) <= 5 and {name for _, name in found} <= set(names)
    assert all(0 <= likeness <= 1 for likeness, _ in found)
    assert found == most_like(text, sorted(names, reverse=True), 5)
