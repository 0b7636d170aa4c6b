"""The field Con: countries, entities, and what older releases leave open."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphbuild.records import Agreement
from graphbuild.report import Report
from graphbuild.sources.table.con import read_con, split
from tests.work import calls


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
        ("(One) or (Two)", ("(One) or (Two)",), ()),
        ("(One) and (Two)", (), ("One", "Two")),
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


@pytest.mark.parametrize(
    "mark", ["/", " / ", "\n", ", ", ";", " | ", " and ", " & ", "<br>", "\\n", " - "]
)
@pytest.mark.parametrize("marked", [True, False])
def test_every_usual_mark_divides_known_names(mark: str, marked: bool) -> None:
    con = read_con(mark.join(["Armenia", "Georgia", "(Abkhazia)"]), marked=marked)
    assert con == (
        ("Armenia", "Georgia", "Abkhazia"),
        ("Armenia", "Georgia"),
        ("Abkhazia",),
        (),
        (),
    )


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        ("Armenia, Azerbaijan, and Georgia", ("Armenia", "Azerbaijan", "Georgia")),
        ("Bosnia and Herzegovina and Croatia", ("Bosnia and Herzegovina", "Croatia")),
        ("Antigua & Barbuda, Grenada", ("Antigua & Barbuda", "Grenada")),
        ("Burundi, Congo, Democratic Republic of", ("Burundi", "Congo, Democratic Republic of")),
        ("Korea, South, Japan", ("Korea, South", "Japan")),
        ("Gambia, The; Senegal", ("Gambia, The", "Senegal")),
        ("Yemen, Arab Republic of Egypt", ("Yemen", "Arab Republic of Egypt")),
        ("Iran (Islamic Republic of), Iraq", ("Iran (Islamic Republic of)", "Iraq")),
        ("- Mali\n- Niger", ("Mali", "Niger")),
        ("['Mali', 'Niger']", ("Mali", "Niger")),
        ("Mali/NA/Niger/Mali", ("Mali", "Niger")),
        ("Guinea\nGuinea-Bissau", ("Guinea", "Guinea-Bissau")),
    ],
)
def test_no_name_is_cut_at_a_mark_of_its_own(text: str, countries: tuple[str, ...]) -> None:
    assert read_con(text, marked=False).countries == countries


def test_a_country_and_its_entity_in_one_name() -> None:
    con = read_con("Georgia (Abkhazia)", marked=True)
    assert (con.countries, con.entities) == (("Georgia",), ("Abkhazia",))


@pytest.mark.parametrize("text", ["Sudan and Ruritania", "Ruritania & Freedonia", "99"])
def test_what_may_be_several_names_or_none_is_left_open(text: str) -> None:
    assert read_con(text, marked=True) == ((text,), (), (), (), (text,))


def test_unknown_names_between_commas_are_left_open() -> None:
    assert read_con("Ruritania, Mali", marked=True).open == ("Ruritania",)


def test_a_bracket_that_nobody_closes_hides_no_name() -> None:
    assert read_con("Sudan/(Abyei/Chad", marked=True).names == ("Sudan", "(Abyei", "Chad")


@pytest.mark.timeout(300)
@pytest.mark.parametrize("unit", ["(", "a/", " and ", ", ", "()", "\n", "['"])
def test_work_grows_with_the_length_alone(unit: str) -> None:
    def work(length: int) -> int:
        return calls(lambda: read_con(unit * (length // len(unit)), marked=True))

    assert work(4_800) < 2.2 * work(2_400) + 100
    assert read_con(unit * 8_000_000, marked=True).names == ()


def test_what_is_too_long_for_names_is_left_open() -> None:
    text = "Mali/" * 2001
    assert read_con(text, marked=True) == ((), (), (), (), (text,))


@given(st.text(alphabet="ab()/ ", max_size=30))
def test_no_letter_is_lost(text: str) -> None:
    assert sum(name.count("a") for name in split(text)) == text.count("a")
