"""No value can change what a query asks: not its structure, not another parameter."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Store

from graphbuild.api import Graph
from graphbuild.catalogue.binding import bind
from graphbuild.catalogue.library import parse_query
from graphbuild.catalogue.run import prepare
from graphbuild.errors import UsageError
from graphbuild.stores.tokens import form, tokenize

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
HOSTILE = [
    '" } INSERT { <a> <b> <c> } #',
    "'''",
    '"""',
    "\\",
    "\\u0022 } #",
    "} VALUES ?_other { 1 }",
    "\r\n",
    "# ?_text",
    "<http://x>",
    "\x00",
]


def _both(text: str, other: str) -> list[tuple[str, str]]:
    sparql = (
        "SELECT ?a ?b WHERE { # VALUES ?_a { 'comment' }\n"
        ' VALUES ?_a { "x" } VALUES ?_ab { "y" } BIND("VALUES ?_a { 1 }" AS ?string)\n'
        " BIND(?_a AS ?a) BIND(?_ab AS ?b) }"
    )
    bound = bind(sparql, {"a": [Literal(text)], "ab": [Literal(other)]})
    return [(row["a"].value, row["b"].value) for row in Store().query(bound)]  # type: ignore


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_values_stay_values(text: str) -> None:
    assert _both(text, "y") == [(text, "y")]


@given(TEXTS, TEXTS)
@settings(deadline=None)
def test_any_text_comes_back_as_it_went_in(text: str, other: str) -> None:
    assert _both(text, other) == [(text, other)]


@given(st.text(max_size=200))
@settings(deadline=None)
def test_tokens_give_the_text_back(text: str) -> None:
    assert "".join(token.text for token in tokenize(text)) == text


def test_only_the_slots_of_the_parameters_change() -> None:
    sparql = (
        'SELECT * WHERE { VALUES ?_a { "x" } VALUES ?a { "x" } VALUES (?_a) { ("x") } } LIMIT 5'
    )
    assert bind(sparql, {"a": [NamedNode("http://y")]}) == sparql.replace(
        '?_a { "x" }', "?_a { <http://y> }"
    )
    assert bind(sparql, {"limit": [Literal(7)]}).endswith("LIMIT 7")


def test_only_a_parameters_own_variable_is_a_slot() -> None:
    sparql = (
        'SELECT * WHERE { VALUES ?x_a { "x" } VALUES ?xa { "x" } VALUES ?_a { "x" "y" } '
        'VALUES $_a { "z" } VALUES ?_ab { "x" } } LIMIT 5'
    )
    asked = {"a": [Literal("1"), Literal("2")], "limit": [Literal(7)]}
    assert bind(sparql, asked) == (
        'SELECT * WHERE { VALUES ?x_a { "x" } VALUES ?xa { "x" } VALUES ?_a { "1" "2" } '
        'VALUES $_a { "1" "2" } VALUES ?_ab { "x" } } LIMIT 7'
    )


@pytest.mark.parametrize(
    "text",
    [
        "INSERT DATA { <a> <b> <c> }",
        "PREFIX a: <b> DELETE WHERE { ?s ?p ?o }",
        "# SELECT\nDROP ALL",
        "BASE <x> LOAD <http://x>",
        "",
        "# nothing",
    ],
)
def test_updates_are_refused(text: str, small: Graph) -> None:
    with pytest.raises(UsageError, match=r"updates|no query"):
        small.sparql(text)


def test_the_form_is_found_behind_prologue_and_comments() -> None:
    text = "# ASK\nPREFIX select: <http://x#>\nbase <http://y>\nCoNsTrUcT { ?s ?p ?o } WHERE {}"
    assert form(tokenize(text), "q") == "CONSTRUCT"


RANKING = "third-party-ranking"


@pytest.mark.parametrize(
    ("name", "values", "message"),
    [
        (RANKING, {"sens": "listed"}, "no parameter 'sens'; did you mean 'sense'"),
        (RANKING, {"sense": "mediator"}, "cannot be 'mediator'; it takes listed or practical"),
        (RANKING, {"limit": "many"}, "whole number from 1, or all"),
        (RANKING, {"limit": 0}, "whole number from 1"),
        (RANKING, {"limit": "-1"}, "whole number"),
        (RANKING, {"from": "1990-02-30"}, "a year or an ISO date"),
        (RANKING, {"to": "01/02/1990"}, "a year or an ISO date"),
        (RANKING, {"sense": ["listed", "practical"]}, "takes one value"),
        (RANKING, {"limit": 1.5}, "not 1.5"),
        (RANKING, {"sense": "practical", "basis": "linked"}, "use sense=listed"),
        ("agreements", {"text": "\ud800"}, "not valid Unicode"),
        ("actor-agreements", {}, "needs a value for 'actor'"),
        ("actor-agreements", {"actor": ""}, "cannot be ''"),
        (
            "interim-arrangements",
            {"year": 1},
            "its parameters are local, from, to, place, region, process, release",
        ),
    ],
)
def test_what_does_not_fit_is_refused(
    name: str, values: dict[str, object], message: str, small: Graph
) -> None:
    with pytest.raises(UsageError, match=message):
        small.query(name, **values)


def test_years_months_and_days_reach_to_their_ends(small: Graph) -> None:
    def bound(**values: object) -> str:
        return small.query(RANKING, **values).sparql

    assert '?_from { "1992-01-01"^^<' in bound(from_=1992)
    assert '?_to { "1992-02-29"^^<' in bound(to="1992-02")
    assert '?_to { "1992-12-31"^^<' in bound(to=1992)
    assert '?_to { "1992-03-04"^^<' in bound(to=date(1992, 3, 4))


def test_limit_all_is_no_limit(small: Graph) -> None:
    answer = small.query("co-signing-pairs", limit="all")
    assert len(answer) == 11
    # Stores written in Java take no greater number.
    assert "LIMIT 2147483647 " in answer.sparql


@pytest.mark.parametrize(("length", "shown"), [(60, "x" * 60), (61, "x" * 59 + "…")])
def test_a_refused_value_is_shown_in_one_line(small: Graph, length: int, shown: str) -> None:
    with pytest.raises(UsageError, match=f"cannot be '{shown}'; it takes"):
        small.query(RANKING, sense="x" * length)


def test_the_ends_of_a_range_are_in_it(small: Graph) -> None:
    query = parse_query(
        "q",
        "#+ parameters:\n#+   n: {type: integer, default: 2, minimum: 2, maximum: 4, meaning: m}\n"
        "SELECT * WHERE { VALUES ?_n { 2 } }",
        "q.rq",
    )
    for good in (2, 4):
        assert f'?_n {{ "{good}"^^<' in prepare(query, {"n": good}, small.store).sparql
    for bad in (1, 5, "", "4.0", "four"):
        with pytest.raises(UsageError, match="a whole number from 2"):
            prepare(query, {"n": bad}, small.store)


def test_practical_needs_paax(small: Graph) -> None:
    class Nothing:
        place = "here"

        def select(self, _sparql: str) -> list[object]:
            return []

    query = parse_query(
        "q",
        "#+ parameters:\n#+   sense: {type: choice, default: listed, allowed: [listed, practical], "
        'meaning: m}\nSELECT * WHERE { VALUES ?_sense { "listed" } }',
        "q.rq",
    )
    with pytest.raises(UsageError, match=r"needs PAA-X.*sense=listed"):
        prepare(query, {"sense": "practical"}, Nothing())  # type: ignore[arg-type]
