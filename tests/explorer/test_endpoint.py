"""The endpoint keeps the SPARQL 1.1 Protocol's part on queries, and nobody else's rules.

The cases follow the W3C's protocol tests (query_get, query_post_form, query_post_direct,
query_dataset_*, query_content_type_*, bad_*), written anew.
"""

from __future__ import annotations

import json

import pytest
from starlette.testclient import TestClient

ASK = "ASK {}"
COUNT = (
    "SELECT (COUNT(*) AS ?n) WHERE { ?s a <https://w3id.org/peace-agreements/ontology#Agreement> }"
)
SOURCE = "https://w3id.org/peace-agreements/id/source/"
JSON = "application/sparql-results+json"


def count(answer: object) -> int:
    bindings = json.loads(getattr(answer, "text"))["results"]["bindings"]  # noqa: B009
    return int(bindings[0]["n"]["value"])


def test_three_ways_to_ask(program: TestClient) -> None:
    headers = {"Accept": JSON}
    answers = [
        program.get("/sparql", params={"query": COUNT}, headers=headers),
        program.post("/sparql", data={"query": COUNT}, headers=headers),
        program.post(
            "/sparql",
            content=COUNT,
            headers=headers | {"Content-Type": "application/sparql-query"},
        ),
    ]
    assert [answer.status_code for answer in answers] == [200, 200, 200]
    assert len({count(answer) for answer in answers}) == 1
    assert count(answers[0]) > 10


@pytest.mark.parametrize(
    ("query", "accept", "kind"),
    [
        (COUNT, JSON, JSON),
        (COUNT, "application/sparql-results+xml", "application/sparql-results+xml"),
        (COUNT, "text/csv", "text/csv"),
        (COUNT, "text/tab-separated-values", "text/tab-separated-values"),
        (COUNT, "application/json;q=0.5, text/csv;q=0.1", "application/json"),
        (COUNT, "*/*", JSON),
        (COUNT, "", JSON),
        (ASK, JSON, JSON),
        (ASK, "application/sparql-results+xml", "application/sparql-results+xml"),
        ("CONSTRUCT WHERE { ?s ?p ?o }", "text/turtle", "text/turtle"),
        ("CONSTRUCT WHERE { ?s ?p ?o }", "application/rdf+xml", "application/rdf+xml"),
        ("CONSTRUCT WHERE { ?s ?p ?o }", "application/n-triples", "application/n-triples"),
        ("CONSTRUCT WHERE { ?s ?p ?o }", "application/ld+json", "application/ld+json"),
        ("DESCRIBE <https://w3id.org/peace-agreements/id/agreement/900001>", "", "text/turtle"),
    ],
)
def test_answers_come_in_the_form_that_is_asked_for(
    query: str, accept: str, kind: str, program: TestClient
) -> None:
    answer = program.get("/sparql", params={"query": query}, headers={"Accept": accept})
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].partition(";")[0] == kind


def test_a_form_that_is_not_given_is_406(program: TestClient) -> None:
    answer = program.get("/sparql", params={"query": ASK}, headers={"Accept": "image/png"})
    assert answer.status_code == 406


@pytest.mark.parametrize(
    ("method", "kwargs", "status"),
    [
        ("GET", {"params": {"query": "SELECT * WHERE {"}}, 400),
        ("GET", {"params": [("query", ASK), ("query", ASK)]}, 400),
        ("GET", {"params": {"update": "CLEAR ALL"}}, 403),
        ("GET", {"params": {"query": "CLEAR ALL"}}, 400),
        ("POST", {"data": {"update": "CLEAR ALL"}}, 403),
        ("POST", {"data": {}}, 415),
        ("POST", {"data": {"x": "y"}}, 400),
        ("POST", {"content": ASK, "headers": {"Content-Type": "text/plain"}}, 415),
        ("POST", {"content": b"\xff\xfe", "headers": {"Content-Type": "application/sparql-query"}}, 400),
        ("POST", {"content": "CLEAR ALL", "headers": {"Content-Type": "application/sparql-update"}}, 415),
        ("PUT", {"content": ASK}, 405),
        ("DELETE", {}, 405),
        ("POST", {"content": b"x" * 300_000, "headers": {"Content-Type": "application/sparql-query"}}, 413),
        ("GET", {"params": {"query": "SELECT * WHERE { SERVICE <http://localhost/> { ?s ?p ?o } }"}}, 400),
        ("GET", {"params": {"query": ASK, "default-graph-uri": "a b>"}}, 400),
    ],
)  # fmt: skip
def test_what_it_does_not_take_is_refused_in_a_line(
    method: str, kwargs: dict[str, object], status: int, program: TestClient
) -> None:
    answer = program.request(method, "/sparql", **kwargs)  # type: ignore[arg-type]
    assert answer.status_code == status, answer.text
    assert len(answer.text.strip().splitlines()) == 1
    assert "Traceback" not in answer.text


def test_graphs_are_chosen_by_the_protocol(program: TestClient) -> None:
    def ask(query: str, **parameters: str) -> int:
        return count(
            program.get("/sparql", params={"query": query} | parameters, headers={"Accept": JSON})
        )

    graphs = program.get(
        "/sparql",
        params={"query": "SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g"},
        headers={"Accept": "text/csv"},
    ).text.split()[1:]
    source = next(graph for graph in graphs if graph.startswith(SOURCE))
    whole = ask(COUNT)
    own = ask(COUNT, **{"default-graph-uri": source})
    assert 0 < own < whole
    inside = "SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s a <https://w3id.org/peace-agreements/ontology#Agreement> } }"
    assert ask(inside, **{"named-graph-uri": source}) == own
    assert (
        ask(
            f"SELECT (COUNT(*) AS ?n) FROM <{source}> WHERE {{ ?s a <https://w3id.org/peace-agreements/ontology#Agreement> }}"
        )
        == own
    )


def test_it_says_what_it_is(program: TestClient) -> None:
    answer = program.get("/sparql", headers={"Accept": "text/turtle"})
    assert answer.headers["content-type"].startswith("text/turtle")
    assert "sd:Service" in answer.text


def test_a_query_without_end_gets_its_limit_in_words(program: TestClient) -> None:
    heavy = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    answer = program.get("/sparql", params={"query": heavy}, headers={"Accept": JSON})
    assert answer.status_code == 503
    assert "5 seconds" in answer.text
    assert (
        program.get("/sparql", params={"query": ASK}, headers={"Accept": JSON}).status_code == 200
    )
