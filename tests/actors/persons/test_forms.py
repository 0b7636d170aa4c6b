"""Forms of one person's name, and runs of several names."""

from __future__ import annotations

from collections import Counter

import pytest

from graphbuild.actors.persons.forms import families
from graphbuild.actors.persons.names import Person, persons
from graphbuild.actors.persons.runs import separate, whole_names


@pytest.mark.parametrize(
    ("forms", "expected"),
    [
        (["Zoran Kavić", "ZORAN KAVIC", "Z. Kavic"], ["Zoran Kavić"]),
        (["Mara Coronel-Ferro", "Mara Coronel Ferro"], ["Mara Coronel-Ferro"]),
        (["Omar al-Amin", "Omar Amin", "O. Al Amin"], ["Omar al-Amin"]),
        (["Luis Paz Jr", "Luis Paz", "Luis Paz"], ["Luis Paz"]),
        (["Camilo Roe", "Camilo Roe Doe", "C. Roe Doe"], ["Camilo Roe", "Camilo Roe Doe"]),
        (["Vera P. Roe", "Vera Roe", "V. P. Roe"], ["Vera P. Roe"]),
        # a short form that fits two people stays by itself
        (["A. Roe", "Ali Roe", "Ann Roe"], ["A. Roe", "Ali Roe", "Ann Roe"]),
        (["Roe", "Ali Roe"], ["Ali Roe", "Roe"]),
        (["Ali Roe", "Ali Doe"], ["Ali Doe", "Ali Roe"]),
    ],
)
def test_forms_of_a_name_are_one_family(forms: list[str], expected: list[str]) -> None:
    found = families(Counter(forms))
    assert set(found) == set(forms)
    assert sorted(set(found.values())) == expected


def names(text: str, *known: str) -> list[str]:
    apart = [Person(name, 0, len(name), False) for name in known]
    return [p.name for p in separate(persons(text), frozenset(whole_names(apart)))]


def test_a_run_is_divided_where_surnames_are_in_capitals() -> None:
    assert names("Said Ali CHEIKH Omar Said MAOUL") == ["Said Ali CHEIKH", "Omar Said MAOUL"]
    assert names("Ann Marie DE LA ROE") == ["Ann Marie DE LA ROE"]
    assert names("H E YORIK K. MUSE") == ["H E YORIK K. MUSE"]


def test_a_run_is_divided_into_names_that_stand_by_themselves_elsewhere() -> None:
    run = "RAMÓN REYES JUAN PAZ CARLOS ANTONIO LOYO"
    assert names(run) == [run]
    known = ("Ramón Reyes", "Juan Paz", "Carlos Antonio Loyo")
    assert names(run, *known) == ["RAMÓN REYES", "JUAN PAZ", "CARLOS ANTONIO LOYO"]
    assert names(run, *known[:2]) == [run]


def test_the_places_of_divided_names_are_those_of_the_text() -> None:
    text = "For the Front: Said Ali CHEIKH Omar Said MAOUL"
    for person in separate(persons(text), frozenset()):
        assert text[person.start : person.end] == person.name


def test_a_run_too_long_for_one_name_is_none() -> None:
    assert names("Aa Bb Cc Dd Ee Ff Gg Hh Ii Jj") == []
