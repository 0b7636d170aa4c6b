"""Queries and networks read the values of their parameters alike."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from graphbuild.api import Graph
from graphbuild.errors import UsageError

Ask = Callable[..., Any]
QUERY, NETWORK = "third-party-entry", "third-party-process"


def asked_by(graph: Graph) -> list[tuple[str, Ask]]:
    return [
        (f"query {QUERY!r}", lambda **given: graph.query(QUERY, **given)),
        (f"network {NETWORK!r}", lambda **given: graph.network(NETWORK, **given)),
    ]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"proces": "1"}, "has no parameter 'proces'; did you mean 'process'? its parameters are "),
        ({"process": 1.5}, "parameter 'process' takes a text, a whole number or a date, not 1.5"),
        ({"basis": {"a": 1}}, "parameter 'basis' takes a text, a whole number or a date"),
        ({"sense": True}, "parameter 'sense' cannot be 'yes'; it takes listed or practical"),
        ({"process": "no such"}, "parameter 'process': nothing that is a process is named"),
        ({"sense": ["listed"] * 2}, "parameter 'sense' is given 2 times; it takes one value"),
        ({"sense": "practical", "basis": "linked"}, "use sense=listed or basis=coded"),
    ],
)
def test_what_does_not_fit_is_refused_in_the_same_words(
    small: Graph, given: dict[str, object], said: str
) -> None:
    for name, ask in asked_by(small):
        values = {"process": "1", "sense": "listed", **given}
        with pytest.raises(UsageError, match=re.escape(said)) as refusal:
            ask(**values)
        assert name in str(refusal.value) or not said.startswith("has")


def test_a_missing_value_is_asked_for_with_an_example(small: Graph) -> None:
    words = r"network 'third-party-process' needs a value for 'sense' \(what.*\): listed or practical, for example sense=practical"
    with pytest.raises(UsageError, match=words):
        small.network(NETWORK)
    words = r"query 'actor-agreements' needs a value for 'actor' \(.*\): an actor as id.*, for example actor="
    with pytest.raises(UsageError, match=words):
        small.query("actor-agreements")


def test_none_is_no_value(small: Graph) -> None:
    for _, ask in asked_by(small):
        plain = list(ask(process="1", sense="listed"))
        assert plain
        assert list(ask(process="1", sense="listed", basis=None)) == plain
        assert list(ask(process=("1",), sense=["listed"], basis=[])) == plain


def test_a_date_is_a_day_and_several_values_are_a_list(small: Graph) -> None:
    one = small.query("agreements", process="1", to=date(2020, 1, 1))
    assert '"2020-01-01"' in one.sparql
    assert len(one) > 0
    both = small.network(NETWORK, sense="listed", process=["1", ("3",)])
    assert both.graph["parameters"]["process"] == "1; 3"
