"""The SPARQL 1.1 Protocol, query part: case by case after the W3C's test list, over a real connection.

The names are those of the list (https://www.w3.org/2009/sparql/docs/tests/data-sparql11/protocol/);
the data are ours. Updates are outside what the endpoint does: each is refused.
"""

from __future__ import annotations

import csv
import json
import socket
import threading
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree

import httpx2 as httpx
import pytest
from rdflib import RDF, Graph, Namespace, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore

from graphbuild.explorer import listening
from graphbuild.explorer.app import application
from graphbuild.explorer.explorer import Explorer

SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
PA = "https://w3id.org/peace-agreements/ontology#"
AGREEMENTS = f"SELECT ?s WHERE {{ ?s a <{PA}Agreement> }}"
ROWS = "application/sparql-results+json"
FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"


@pytest.fixture(scope="module")
def endpoint(opened: Explorer) -> Iterator[str]:
    taken = socket.create_server(("127.0.0.1", 0))
    ready = threading.Event()
    app = application(opened, seconds=5, cors=["https://friend.example"])
    server = listening.Server(app, ready.set)
    running = threading.Thread(target=server.run, kwargs={"sockets": [taken]})
    running.start()
    assert ready.wait(10)
    yield f"http://127.0.0.1:{taken.getsockname()[1]}/sparql"
    server.should_exit = True
    running.join(10)


@pytest.fixture(scope="module")
def sources(opened: Explorer) -> list[str]:
    """Graphs of sources that say something of an agreement."""
    pattern = f"GRAPH ?g {{ ?s a <{PA}Agreement> }} ?g a <{PA}Source>"
    rows = opened.store.select(f"SELECT DISTINCT ?g WHERE {{ {pattern} }} ORDER BY ?g")
    found = [row[0].value for row in rows]
    assert len(found) > 2
    return found


def get(endpoint: str, accept: str = ROWS, **fields: Any) -> httpx.Response:
    return httpx.get(endpoint, params=fields, headers={"Accept": accept}, timeout=20)


def post(endpoint: str, accept: str = ROWS, **fields: Any) -> httpx.Response:
    return httpx.post(endpoint, data=fields, headers={"Accept": accept}, timeout=20)


def direct(endpoint: str, query: str, accept: str = ROWS, **fields: Any) -> httpx.Response:
    headers = {"Accept": accept, "Content-Type": DIRECT}
    return httpx.post(endpoint, params=fields, content=query, headers=headers, timeout=20)


def truth(answer: httpx.Response) -> bool:
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].startswith(ROWS)
    return bool(answer.json()["boolean"])


def test_query_get(endpoint: str) -> None:
    assert truth(get(endpoint, query="ASK {}"))


def test_query_post_form(endpoint: str) -> None:
    assert truth(post(endpoint, query="ASK {}"))


def test_query_post_direct(endpoint: str) -> None:
    assert truth(direct(endpoint, "ASK {}"))


@pytest.mark.parametrize("way", [get, post, direct])
def test_query_dataset_default_graphs(way: Any, endpoint: str, sources: list[str]) -> None:
    """query_dataset_default_graphs_get and _post: several graphs are one."""
    both = "ASK { ?a a ?class . ?b a ?class FILTER(?a != ?b) }"
    count = f"SELECT (COUNT(DISTINCT ?s) AS ?n) WHERE {{ ?s a <{PA}Agreement> }}"
    fields = {"default-graph-uri": sources[:2]}
    assert truth(way(endpoint, query=both, **fields) if way is not direct
                 else way(endpoint, both, **fields))  # fmt: skip

    def of(*graphs: str) -> int:
        fields = {"default-graph-uri": list(graphs)}
        answer = (
            way(endpoint, count, **fields)
            if way is direct
            else way(endpoint, query=count, **fields)
        )
        return int(answer.json()["results"]["bindings"][0]["n"]["value"])

    assert of(*sources[:2]) >= max(of(sources[0]), of(sources[1])) > 0
    assert of("https://w3id.org/peace-agreements/id/none") == 0


@pytest.mark.parametrize("way", [get, post])
def test_query_dataset_named_graphs(way: Any, endpoint: str, sources: list[str]) -> None:
    """query_dataset_named_graphs_get and _post: only those that were named can be asked."""
    query = "SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g"
    answer = way(endpoint, query=query, **{"named-graph-uri": sources[:2]})
    found = [row["g"]["value"] for row in answer.json()["results"]["bindings"]]
    assert found == sorted(sources[:2])
    assert not truth(way(endpoint, query="ASK { ?s ?p ?o }", **{"named-graph-uri": sources[:2]}))


def test_query_dataset_full(endpoint: str, sources: list[str]) -> None:
    query = "SELECT DISTINCT ?g WHERE { ?x a ?any GRAPH ?g { ?s ?p ?o } } ORDER BY ?g"
    answer = get(endpoint, query=query, **{"default-graph-uri": sources[0],
                                           "named-graph-uri": sources[1:3]})  # fmt: skip
    found = [row["g"]["value"] for row in answer.json()["results"]["bindings"]]
    assert found == sorted(sources[1:3])


@pytest.mark.parametrize("way", [get, post])
def test_query_multiple_dataset(way: Any, endpoint: str, sources: list[str]) -> None:
    """What the protocol names goes before the query's own FROM."""
    query = f"ASK FROM <{sources[0]}> {{ ?s ?p ?o }}"
    assert truth(way(endpoint, query=query))
    none = {"default-graph-uri": "https://w3id.org/peace-agreements/id/none"}
    assert not truth(way(endpoint, query=query, **none))


@pytest.mark.parametrize(
    ("query", "forms"),
    [
        ("SELECT (1 AS ?value) {}", [ROWS, "application/sparql-results+xml", "text/csv",
                                     "text/tab-separated-values"]),
        ("ASK {}", [ROWS, "application/sparql-results+xml", "text/csv", "text/tab-separated-values"]),
        ("DESCRIBE <https://w3id.org/peace-agreements/id/agreement/900001>",
         ["text/turtle", "application/rdf+xml", "application/n-triples", "application/ld+json"]),
        ("CONSTRUCT { ?s ?p 1 } WHERE { ?s ?p ?o } LIMIT 20",
         ["text/turtle", "application/rdf+xml", "application/n-triples", "application/ld+json"]),
    ],
)  # fmt: skip
def test_query_content_type(query: str, forms: list[str], endpoint: str) -> None:
    """query_content_type_select, _ask, _describe and _construct, in every form that can be read back."""
    for form in forms:
        answer = get(endpoint, accept=form, query=query)
        assert answer.status_code == 200, answer.text
        assert answer.headers["content-type"].partition(";")[0] == form
        assert "Accept" in answer.headers["vary"]
        _read(answer.text, form)
    assert get(endpoint, accept="", query=query).headers["content-type"].startswith(forms[0])
    assert get(endpoint, accept="image/png", query=query).status_code == 406


def _read(text: str, form: str) -> None:
    """It is what it says."""
    if "json" in form and "ld" not in form:
        assert set(json.loads(text)) >= {"head"}
    elif form.endswith("results+xml"):
        assert ElementTree.fromstring(text).tag.endswith("}sparql")
    elif form == "text/csv":
        assert list(csv.reader(text.splitlines()))
    elif form == "text/tab-separated-values":
        assert text.startswith(("?", "true"))
    else:
        assert len(Graph().parse(data=text, format=form)) > 0


@pytest.mark.parametrize(
    ("accept", "given"),
    [
        ("text/csv;q=0.2, application/sparql-results+xml;q=0.8", "application/sparql-results+xml"),
        ("text/*", "text/csv"),
        ("application/sparql-results+json;q=0, */*;q=0.1", "application/sparql-results+xml"),
        ("TEXT/CSV", "text/csv"),
        ("text/csv;charset=utf-8;q=1.0", "text/csv"),
        ("nonsense", ""),
        ("*/*;q=nonsense", ""),
    ],
)
def test_the_form_is_negotiated(accept: str, given: str, endpoint: str) -> None:
    answer = get(endpoint, accept=accept, query="SELECT (1 AS ?n) {}")
    assert answer.status_code == (200 if given else 406)
    assert given == "" or answer.headers["content-type"].startswith(given)


@pytest.mark.parametrize(
    ("name", "method", "url", "headers", "body", "status"),
    [
        ("bad_query_method", "PUT", "?query=ASK%20%7B%7D", {}, b"", 405),
        ("bad_query_method", "DELETE", "?query=ASK%20%7B%7D", {}, b"", 405),
        ("bad_multiple_queries", "GET", "?query=ASK%20%7B%7D&query=SELECT%20*%20%7B%7D", {}, b"", 400),
        ("bad_multiple_queries", "POST", "?query=ASK%20%7B%7D", {"Content-Type": FORM}, b"query=ASK%20%7B%7D", 400),
        ("bad_query_wrong_media_type", "POST", "", {"Content-Type": "text/plain"}, b"ASK {}", 415),
        ("bad_query_missing_form_type", "POST", "", {}, b"query=ASK%20%7B%7D", 415),
        ("bad_query_missing_direct_type", "POST", "", {}, b"ASK {}", 415),
        ("bad_query_non_utf8", "POST", "", {"Content-Type": DIRECT + "; charset=UTF-16"}, "ASK {}".encode("utf-16"), 415),
        ("bad_query_non_utf8", "POST", "", {"Content-Type": DIRECT}, "ASK {}".encode("utf-16"), 400),
        ("bad_query_non_utf8", "POST", "", {"Content-Type": FORM}, b"query=ASK%20%7B%FF%7D", 400),
        ("bad_query_non_utf8", "GET", "?query=ASK%20%7B%FF%7D", {}, b"", 400),
        ("bad_query_syntax", "GET", "?query=ASK%20%7B", {}, b"", 400),
        ("bad_query_syntax", "POST", "", {"Content-Type": DIRECT}, b"", 400),
        ("no query", "POST", "", {"Content-Type": FORM}, b"", 400),
        ("too many fields", "POST", "", {"Content-Type": FORM}, b"a=b&" * 5000, 400),
        ("update_get", "GET", "?update=CLEAR%20ALL", {}, b"", 403),
        ("update_post_form", "POST", "", {"Content-Type": FORM}, b"update=CLEAR%20ALL", 403),
        ("update_post_direct", "POST", "", {"Content-Type": "application/sparql-update"}, b"CLEAR ALL", 415),
        ("update as query", "POST", "", {"Content-Type": DIRECT}, b"DELETE WHERE { ?s ?p ?o }", 400),
        ("update after a prefix", "POST", "", {"Content-Type": DIRECT}, b"PREFIX a: <b:> # ASK\nDROP ALL", 400),
        ("no IRI", "GET", "?query=ASK%20%7B%7D&default-graph-uri=%3E%20%7D", {}, b"", 400),
        ("SERVICE", "GET", "?query=" + quote("ASK { SERVICE <http://127.0.0.1/> { } }"), {}, b"", 400),
        ("SERVICE", "GET", "?query=" + quote("ASK { SERVICE SILENT <http://127.0.0.1/> { } }"), {}, b"", 400),
        ("FROM a file", "GET", "?query=" + quote("SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }"), {}, b"", 200),
    ],
)  # fmt: skip
def test_bad_requests(
    name: str,
    method: str,
    url: str,
    headers: dict[str, str],
    body: bytes,
    status: int,
    endpoint: str,
) -> None:
    answer = httpx.request(
        method, endpoint + url, headers={"Accept": ROWS} | headers, content=body, timeout=20
    )
    assert answer.status_code == status, (name, answer.text)
    if status != 200:
        assert len(answer.text.strip().splitlines()) == 1
    else:
        assert answer.json()["results"]["bindings"] == []
    if status == 405:
        assert {"GET", "POST"} <= set(answer.headers["allow"].replace(" ", "").split(","))


@pytest.mark.parametrize("form", ["text/turtle", "application/rdf+xml", "application/ld+json"])
def test_the_service_describes_itself(form: str, endpoint: str, sources: list[str]) -> None:
    answer = httpx.get(endpoint, headers={"Accept": form})
    assert answer.headers["content-type"].startswith(form)
    graph = Graph().parse(data=answer.text, format=form)
    service = graph.value(predicate=RDF.type, object=SD.Service)
    assert graph.value(service, SD.endpoint) == URIRef(endpoint)
    assert (service, SD.supportedLanguage, SD.SPARQL11Query) in graph
    assert {str(name) for name in graph.objects(None, SD.name)} >= set(sources)


def test_other_origins_ask_only_where_they_are_named(endpoint: str) -> None:
    query = {"query": "ASK {}"}
    for origin, shared in (("https://friend.example", True), ("https://evil.example", False),
                           ("null", False)):  # fmt: skip
        answer = httpx.get(endpoint, params=query, headers={"Origin": origin})
        assert (answer.headers.get("access-control-allow-origin") == origin) == shared
        assert "Origin" in answer.headers["vary"]
        asked = httpx.options(
            endpoint, headers={"Origin": origin, "Access-Control-Request-Method": "POST"}
        )
        assert (asked.status_code == 204) == shared
    foreign = httpx.get(endpoint, params=query, headers={"Host": "evil.example"})
    assert foreign.status_code == 421


def test_a_limit_is_told_in_the_answer(endpoint: str) -> None:
    heavy = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    answer = get(endpoint, query=heavy)
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
    assert "5 seconds" in answer.text
    assert truth(get(endpoint, query="ASK {}"))


def test_a_large_answer_comes_whole(endpoint: str, opened: Explorer) -> None:
    whole = get(endpoint, accept="application/n-triples", query="CONSTRUCT WHERE { ?s ?p ?o }")
    count = next(iter(opened.store.select("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }")))[0].value
    assert len(set(whole.text.splitlines())) == int(count) > 10_000


def test_rdflib_asks_it_as_a_remote_store(endpoint: str, sources: list[str]) -> None:
    graph = Graph(SPARQLStore(endpoint, returnFormat="json"))
    agreements = set(graph.subjects(RDF.type, URIRef(PA + "Agreement")))
    assert URIRef("https://w3id.org/peace-agreements/id/agreement/900001") in agreements
    rows = graph.query(AGREEMENTS)
    assert {row[0] for row in rows} == agreements  # type: ignore[index]
    for form in ("xml", "csv"):
        again = Graph(SPARQLStore(endpoint, returnFormat=form))
        assert {row[0] for row in again.query(AGREEMENTS)} == agreements  # type: ignore[index]
    one = Graph(SPARQLStore(endpoint), identifier=URIRef(sources[0]))
    assert 0 < len(set(one.subjects(RDF.type, URIRef(PA + "Agreement")))) < len(agreements)


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("way", ["urlencoded", "postdirectly"])
def test_sparqlwrapper_asks_it(method: str, way: str, endpoint: str) -> None:
    from SPARQLWrapper import CSV, JSON, JSONLD, RDFXML, TSV, TURTLE, XML, SPARQLWrapper

    client = SPARQLWrapper(endpoint)
    client.setMethod(method)
    if method == "POST":
        client.setRequestMethod(way)
    client.setQuery(AGREEMENTS)
    for form in (JSON, XML, CSV, TSV):
        client.setReturnFormat(form)
        found = client.query().convert()
        text = found.toxml() if hasattr(found, "toxml") else found
        text = text.decode() if isinstance(text, bytes) else str(text)
        assert "agreement/900001" in text
    client.setQuery(f"CONSTRUCT {{ ?s a ?c }} WHERE {{ VALUES ?c {{ <{PA}Agreement> }} ?s a ?c }}")
    for form in (TURTLE, RDFXML, JSONLD):
        client.setReturnFormat(form)
        found = client.query().convert()
        text = found.decode() if isinstance(found, bytes) else found.serialize(format="nt")
        assert "agreement/900001" in text
    client.setQuery("ASK {}")
    client.setReturnFormat(JSON)
    assert client.query().convert()["boolean"] is True


@pytest.mark.parametrize(
    ("query", "accept"),
    [
        (AGREEMENTS, "application/sparql-results+json,*/*;q=0.9"),
        ("ASK {}", "application/sparql-results+json,*/*;q=0.9"),
        ("CONSTRUCT WHERE { ?s ?p ?o } LIMIT 9", "application/n-triples,*/*;q=0.9"),
        ("CONSTRUCT WHERE { ?s ?p ?o } LIMIT 9", "text/turtle,*/*;q=0.9"),
    ],
)
def test_yasgui_asks_it(query: str, accept: str, endpoint: str) -> None:
    """The request that Yasgui 4 sends by default: a form by POST from another origin."""
    answer = httpx.post(
        endpoint,
        data={"query": query},
        headers={"Accept": accept, "Origin": "https://friend.example", "Sec-Fetch-Mode": "cors",
                 "Sec-Fetch-Site": "cross-site", "User-Agent": "Mozilla/5.0"},
    )  # fmt: skip
    assert answer.status_code == 200
    assert answer.headers["access-control-allow-origin"] == "https://friend.example"
    assert answer.headers["content-type"].startswith(accept.partition(",")[0])
    _read(answer.text, accept.partition(",")[0])
