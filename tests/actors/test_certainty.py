"""How sure a link is, by what it rests on."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graphbuild.actors import LinkResult

Linked = Callable[..., LinkResult]


@pytest.mark.parametrize(
    ("words", "side", "expected"),
    [
        ("Kenya", "party", "certain"),  # another state's name
        ("Kenya", "third party", "certain"),
        ("Sudan", "party", "certain"),
        ("Republic of the Sudan", "party", "certain"),
        ("Sudan", "third party", "likely"),  # the own state is seldom a third party
        ("the Sudanese side", "party", "likely"),
        ("the Government", "party", "likely"),
        ("SLM", "party", "certain"),
        ("SLM", "third party", "likely"),
        ("Civil Society", "party", "likely"),  # words that every country has
        ("representatives of civil society", "party", "likely"),
        ("African Union", "third party", "certain"),
        ("Special Representative of the Secretary-General", "third party", "likely"),
    ],
)
def test_certainty_follows_from_what_a_link_rests_on(
    linked: Linked, words: str, side: str, expected: str
) -> None:
    texts = {"party": (words, ""), "third party": ("", words)}[side]
    (found,) = linked(texts[0], third=texts[1]).participations[0]
    assert (found.side, found.certainty) == (side, expected)
