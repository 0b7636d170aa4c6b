"""Places are found by any of their names; only what is one name counts as one."""

from __future__ import annotations

import pytest

from graphbuild.ontology import places


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("democratic republic of the congo", "Democratic Republic of Congo"),
        ("Congo, Democratic Republic of the", "Democratic Republic of Congo"),
        ("Congo, Dem. Rep.", "Democratic Republic of Congo"),
        ("Congo-Brazzaville", "Republic of Congo"),
        ("Myanmar (Burma)", "Myanmar"),
        ("Iran (Islamic Republic of)", "Iran"),
        ("State of Palestine", "Palestine"),
        ("Republic of Kosovo", "Kosovo"),
        ("Greece", "Greece"),
    ],
)
def test_other_names_of_a_place(name: str, found: str) -> None:
    place = places.find(name)
    assert place is not None
    assert place.name == found


def test_a_name_of_two_countries_is_a_name_and_none_of_them() -> None:
    assert places.find("Congo") is None
    assert places.is_name("Congo")
    assert not places.is_name("Congo and Rwanda")


def test_codes_that_are_none_stand_for_nothing() -> None:
    assert [places.of_code(code) for code in ("CAR", "LIB", "", "XYZ")] == [None] * 4
    assert [places.of_code(code).name for code in ("GRC", "COD", "XKX")] == [  # type: ignore[union-attr]
        "Greece",
        "Democratic Republic of Congo",
        "Kosovo",
    ]
