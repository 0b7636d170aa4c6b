"""Lines of a query that count under some values of its parameters alone."""

from __future__ import annotations

import pytest
from pyoxigraph import Store

from graphbuild.api import Graph
from graphbuild.catalogue.library import catalogue, parse_query
from graphbuild.catalogue.lines import as_file, asked, awake, named
from graphbuild.catalogue.run import prepare
from graphbuild.errors import SourceError

TEXT = """SELECT ?x WHERE {
  ?x a "# not this #: local=exclude" .
  MINUS { ?x a 1 } #: local=exclude
  # ?x a 2 . #: place
  # { ?x a 3 } #: side=third party, sense=listed
  # a remark #: other
}
"""
VALUES = {"local": ["exclude"], "place": ["any"], "side": ["any"], "sense": ["listed"]}


@pytest.mark.parametrize(
    ("given", "lines"),
    [
        ({}, ["MINUS { ?x a 1 }"]),
        ({"local": ["include"]}, []),
        ({"place": ["COL", "AZE"]}, ["MINUS { ?x a 1 }", "?x a 2 ."]),
        ({"place": ["COL", "any"]}, ["MINUS { ?x a 1 }"]),
        ({"side": ["third party"]}, ["MINUS { ?x a 1 }", "{ ?x a 3 }"]),
        ({"side": ["third party"], "sense": ["practical"]}, ["MINUS { ?x a 1 }"]),
    ],
)
def test_only_the_lines_that_count_are_asked(given: dict[str, list[str]], lines: list[str]) -> None:
    text = asked(TEXT, VALUES | given)
    assert [line.strip() for line in text.splitlines()] == [
        "SELECT ?x WHERE {",
        '?x a "# not this #: local=exclude" .',
        *lines,
        "# a remark #: other",
        "}",
    ]


def test_a_file_has_the_other_lines_as_comments() -> None:
    assert as_file(TEXT, VALUES) == TEXT
    changed = as_file(TEXT, VALUES | {"local": ["include"], "place": ["COL"]})
    assert "  # MINUS { ?x a 1 } #: local=exclude\n  ?x a 2 . #: place\n" in changed
    assert as_file(changed, VALUES) == TEXT
    assert named(TEXT, list(VALUES)) == {"local", "place", "side", "sense"}
    assert "  ?x a 2 .\n" in awake(TEXT, list(VALUES))


@pytest.mark.parametrize(
    ("kind", "default", "line"),
    [
        ("place", "any", "?x a ?y #: name"),
        ("choice, allowed: [yes, no]", "no", "# BIND(1 AS ?y) #: name=no"),
    ],
)
def test_a_file_that_asks_other_than_its_defaults_is_refused(
    kind: str, default: str, line: str
) -> None:
    head = f"#+ parameters:\n#+   name: {{type: {kind}, default: {default}, meaning: m}}\n"
    with pytest.raises(SourceError, match="a line that does not count by default is no comment"):
        parse_query("q", f"{head}SELECT * WHERE {{\n  {line}\n}}\n", "q.rq")


def test_a_question_that_restricts_nothing_says_nothing_of_it(small: Graph) -> None:
    text = small.query("third-party-ranking", local="include", certainty="any").sparql
    body = text[text.index("SELECT") :]
    for word in ("_place", "_release", "MINUS", "#:", "level:"):
        assert word not in body
    given = small.query("third-party-ranking", place="NTH").sparql
    assert "VALUES ?_place { <https://w3id.org/peace-agreements/id/place/NTH> }" in given


def test_a_query_can_be_read_under_each_value(small: Graph) -> None:
    """Whoever takes the sign of comment away has a query that engines read."""
    for query in catalogue():
        assert prepare(query, _needed(query), small.store).sparql.count("#:") == 0
        for item in query.parameters:
            for value in (*item.allowed, item.example or "given"):
                text = asked(query.text, query.defaults | {item.name: [value]})
                Store().query(text)


def _needed(query: object) -> dict[str, str]:
    known = {"agreement": "10", "process": "1", "actor": "1", "actors": "1", "place": "NTH"}
    return {
        item.name: known.get(item.name, item.example)
        for item in query.parameters  # type: ignore[attr-defined]
        if item.required
    }
