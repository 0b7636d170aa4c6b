"""The field Con: countries, entities, and what older releases leave open."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphbuild.records import Agreement
from graphbuild.report import Report
from graphbuild.sources.table.con import read_con, split


@pytest.mark.parametrize(
    ("text", "countries", "entities"),
    [
        ("Azerbaijan", ("Azerbaijan",), ()),
        ("Armenia/Azerbaijan/(Nagorno-Karabakh)", ("Armenia", "Azerbaijan"), ("Nagorno-Karabakh",)),
        ("Yugoslavia (former)/Croatia", ("Yugoslavia (former)", "Croatia"), ()),
        (
            "Philippines/(Rebolusyonaryong Partido ng Manggagawa-Pilipineas (RPMP/RPA/ABB))",
            ("Philippines",),
            ("Rebolusyonaryong Partido ng Manggagawa-Pilipineas (RPMP/RPA/ABB)",),
        ),
        ("(Southern Kordofan - Blue Nile - Abyei)", (), ("Southern Kordofan - Blue Nile - Abyei",)),
        ("Cote d'Ivoire", ("Cote d'Ivoire",), ()),
        ("(One) and (Two)", ("(One) and (Two)",), ()),
        ("", (), ()),
    ],
)
def test_marked_names(text: str, countries: tuple[str, ...], entities: tuple[str, ...]) -> None:
    con = read_con(text, marked=True)
    assert (con.countries, con.entities, con.told, con.open) == (countries, entities, (), ())


def test_an_unmarked_entity_is_known_from_the_scheme() -> None:
    con = read_con("Georgia/Abkhazia", marked=False)
    assert (con.countries, con.entities, con.told) == (("Georgia",), ("Abkhazia",), ("Abkhazia",))


def test_a_slash_inside_parentheses_is_part_of_an_unmarked_name() -> None:
    name = "Rebolusyonaryong Partido ng Manggagawa-Pilipineas (RPMP/RPA/ABB)"
    assert read_con(f"Philippines/{name}", marked=False).entities == (name,)


def test_a_name_that_nobody_explains_is_left_open_in_v1_and_v2_alone() -> None:
    early = read_con("Mali/Mopti", marked=False)
    assert (early.names, early.countries, early.open) == (("Mali", "Mopti"), ("Mali",), ("Mopti",))
    assert read_con("Ruritania", marked=True).countries == ("Ruritania",)


def test_open_and_told_names_are_reported(only: Callable[..., tuple[Agreement, Report]]) -> None:
    agreement, report = only(without=("Ver",), Con="Mali/Mopti/Azawad ", GeSo="0")
    assert agreement.country_entity == ["Mali", "Mopti", "Azawad"]
    assert {"unmarked-entity", "unknown-place"} <= {p.kind for p in report.problems}


@given(st.text(alphabet="ab()/ ", max_size=30))
def test_no_letter_is_lost(text: str) -> None:
    assert sum(name.count("a") for name in split(text)) == text.count("a")
