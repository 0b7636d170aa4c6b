"""The four questions on conflicts, asked of the sample; the answers are worked out by hand from its tables."""

from __future__ import annotations

from datetime import date

import pytest

import graphbuild
from graphbuild.api import Graph


@pytest.fixture(scope="module")
def sample() -> Graph:
    return graphbuild.build(sample=True)


def test_sides_of_one_conflict(sample: Graph) -> None:
    assert [
        (row.side_id, row.actor_id, row.first_year, row.last_year, row.camp, row.gwno)
        for row in sample.query("conflict-sides", conflict="ucdp-341")
    ] == [
        ("79", "9034", "1989", "2003", "side A", "450"),
        ("509", "9035", "2000", "2003", "side B", None),
        ("510", "9036", "2003", "2003", "side B", None),
        ("507", None, "1989", "1990", "side B", None),
    ]


def test_sides_that_never_stand_on_an_agreement(sample: Graph) -> None:
    answer = sample.query("sides-without-agreement")
    assert [(row.conflict_id, row.side_id, row.actor_id) for row in answer] == [
        ("247", "26", "ARG"),
        ("289", "744", "9073"),  # the ELN; the FARC stand on the agreement of 2016
        ("292", "21", "PER"),
        ("352", "145", "LKA"),
    ]
    # Montoneros, Palipehutu, CNDD, Sendero Luminoso, JEM, SLM/A, RIRA, MNLF, NPFL, LTTE, BRA, AFRC, the
    # Serbian Republic and both UCK
    assert answer.left_out == {"not_tied": 15}
    assert {row.not_tied for row in answer} == {15}


def test_sides_that_are_not_tied_are_told_of_the_conflict_that_is_asked_about(
    sample: Graph,
) -> None:
    assert sample.query("sides-without-agreement", conflict="ucdp-309").left_out == {"not_tied": 2}
    assert sample.query("sides-without-agreement", conflict="ucdp-366").left_out == {}
    untied = sample.query("sides-without-agreement", conflict="ucdp-309", tied="no")
    assert [row.side for row in untied] == ["JEM", "SLM/A"]
    assert untied.left_out == {}
    assert sample.query("sides-without-agreement", tied="any").left_out == {}


def test_time_to_the_first_agreement(sample: Graph) -> None:
    found = {row.conflict_id: row for row in sample.query("time-to-agreement")}
    assert len(found) == 13
    for number, began, agreement, signed, early in (
        ("309", date(1971, 7, 22), "900017", date(2002, 7, 20), "yes"),  # Machakos, before Naivasha
        ("315", date(1970, 8, 11), "900016", date(1993, 12, 15), "yes"),  # before the ceasefire
        ("366", date(1989, 5, 2), "900006", date(2005, 8, 15), "yes"),
        ("382", date(1991, 3, 23), "900018", date(1996, 11, 30), "no"),  # Abidjan, before Lomé
        (
            "412",
            date(1996, 4, 22),
            "900014",
            date(1999, 6, 9),
            "no",
        ),  # a day before resolution 1244
    ):
        row = found[number]
        assert (row.start_date, row.first_date, row.agreement_id) == (began, signed, agreement)
        assert (row.days, row.began_before_1990) == ((signed - began).days, early)


def test_conflicts_without_an_agreement(sample: Graph) -> None:
    found = [tuple(row) for row in sample.query("conflicts-without-agreement")]
    assert found == [
        ("352", "Sri Lanka: Eelam", "1984", "2009"),
        ("292", "Peru: Government", "1982", "2010"),
    ]
    earlier = {row.conflict_id for row in sample.query("conflicts-without-agreement", from_=1970)}
    assert earlier == {"247", "292", "352"}
