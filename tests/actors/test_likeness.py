"""Names that are nearly an actor's, and groups that are named by their kind alone."""

from __future__ import annotations

import pytest

from graphbuild.actors import Authority, LinkResult, link
from graphbuild.records import Agreement
from tests.actors.conftest import body, state

KNOWN = [
    state("1", "Sudan", "SDN"),
    state("2", "Kenya", "KEN"),
    body("10", "Habr Yunis Shirkole Front", "Sudan"),
    body("11", "Movement for Gedaref Renewal", "Sudan"),
    body("12", "Democratic Rally of Nyala", "Sudan"),
    body("13", "Peace Commission", "Sudan", "Other"),
    body("20", "Youth Representative", "Sudan", "Civil Society"),
    body("21", "Church Leaders", "Sudan", "Civil Society"),
    body("22", "Women's Groups", "Sudan", "Civil Society"),
    body("23", "Women's Bloc", "Sudan", "Civil Society"),
]


def linked(words: str, country: str = "Sudan") -> LinkResult:
    given = Agreement(id="1", parties=words, countries=[country], process="P")
    return link([given], Authority.from_records(KNOWN))


def actors(result: LinkResult) -> list[str]:
    return sorted(p.actor for p in result.participations[0])


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Habar Yunis Shirkolle Front", ["10"]),  # another transliteration
        ("Democratic Rally of Niala", ["12"]),
        ("Chairman of the Democratic Raly of Nyala", ["12"]),  # a slip
        ("Independent Habar Yunis Shirkolle Front", []),  # a sibling
        ("Democratic Front of Nyalla", []),  # another word: another body
        ("Pease Commission", []),  # words that many bodies share
        ("Rally of Delegates", []),
    ],
)
def test_a_name_in_another_spelling_is_known_in_its_country(
    words: str, expected: list[str]
) -> None:
    assert actors(linked(words)) == expected
    assert actors(linked(words, "Kenya")) == []


def test_nearly_the_same_is_said_to_be_likely() -> None:
    (found,) = linked("Habar Yunis Shirkolle Front").participations[0]
    assert (found.method, found.certainty) == ("similar-name", "likely")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("youth organisations and the churches", ["20", "21"]),
        ("les représentants de la jeunesse", ["20"]),
        ("women's organisations", []),  # two groups: ask
        ("National Youth Congress", []),  # a name of its own
        ("A. Roe, Minister of Culture and Youth", []),  # what an office is in charge of
        ("youth of Kordofan", []),
    ],
)
def test_a_kind_of_group_is_the_only_one_of_the_country(words: str, expected: list[str]) -> None:
    assert [a for a in actors(linked(words)) if a != "1"] == expected
    assert actors(linked(words, "Kenya")) == [] or "Minister" in words


@pytest.mark.parametrize(
    "words", ["the Independent Democratic Rally of Nyala", "New Democratic Rally of Nyala"]
)
def test_a_word_that_tells_siblings_apart_makes_another_body(words: str) -> None:
    assert actors(linked(words)) == []
