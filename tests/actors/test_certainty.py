"""How sure a link is, by what it rests on."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graphbuild.actors import Authority, LinkResult, link
from graphbuild.records import Agreement

from .conftest import body, state

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
        ("SLM", "third party", "doubtful"),  # who fights in a country is seldom a third party there
        ("Sudan Liberation Movement", "third party", "likely"),
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


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("Kenya, represented by A. Roe", "Kenya: A. Roe", "A. Roe"), "likely"),
        (
            ("Kenya, represented by A. Roe", "Kenya: A. Roe", "Norway and Chad\n\nA. Roe"),
            "doubtful",
        ),
        (
            (*["Kenya, represented by A. Roe"] * 2, "Norway, represented by A. Roe", "A. Roe"),
            "doubtful",
        ),
    ],
)
def test_a_person_known_from_elsewhere_is_likely_where_few_others_are_named(
    linked: Linked, texts: tuple[str, ...], expected: str
) -> None:
    found = linked(*texts).participations[-1]
    assert [one.certainty for one in found if one.method == "person"] == [expected]


@pytest.mark.parametrize(("side", "expected"), [("party", "likely"), ("third party", "doubtful")])
def test_a_kind_of_group_among_third_parties_is_doubtful(side: str, expected: str) -> None:
    known = Authority.from_records(
        [state("1", "Sudan", "SDN"), body("2", "Youth Representative", "Sudan", "Civil Society")]
    )
    text = {"parties" if side == "party" else "third_parties": "the youth organisations"}
    (found,) = link([Agreement(countries=["Sudan"], **text)], known).participations[0]  # type: ignore[arg-type]
    assert (found.method, found.certainty) == ("kind-of-group", expected)


def test_a_name_nearly_of_a_body_is_doubtful_where_it_may_be_a_places() -> None:
    known = Authority.from_records(
        [
            state("1", "Sudan", "SDN"),
            body("2", "Zimbara State Party", "Sudan"),
            body("3", "Quollaba Revival Front", "Sudan"),
        ]
    )
    texts = [
        Agreement(countries=["Sudan"], parties=words)
        for words in ("Zimbara State", "Quolaba Revival Front")
    ]
    found = [one for group in link(texts, known).participations for one in group]
    assert [(one.method, one.certainty) for one in found] == [
        ("similar-name", "doubtful"),
        ("similar-name", "likely"),
    ]
