"""Asking over HTTP, against a server of a few lines that answers with pyoxigraph."""

from __future__ import annotations

import base64
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from pyoxigraph import NamedNode, QueryResultsFormat, QuerySolutions, QueryTriples, RdfFormat, Store

import graphbuild
from graphbuild.errors import UsageError
from graphbuild.stores.endpoint import Endpoint
from graphbuild.stores.http import ServerError

MERGED = "https://w3id.org/peace-agreements/id/graph/merged"


class Server:
    """What the handler answers from, what it was asked, and how it misbehaves."""

    def __init__(self, store: Store) -> None:
        self.store, self.asked, self.mode = store, [], ""  # type: ignore[var-annotated]
        self.union = False
        self.url = ""


@pytest.fixture
def server(small_folder: Path) -> Iterator[Server]:
    store = Store()
    store.bulk_load(path=str(small_folder / "graph.nq"), format=RdfFormat.N_QUADS)
    state = Server(store)

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *args: object) -> None:
            pass

        def reply(self, status: int, body: bytes, **headers: str) -> None:
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name.replace("_", "-"), value)
            self.end_headers()
            self.wfile.write(body)

        def do_POST(self) -> None:
            fields = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
            state.asked.append((fields, self.headers.get("Authorization", "")))
            if state.mode == "late":
                time.sleep(1)
            if state.mode == "moved":
                self.reply(301, b"", Location="http://user:pw@elsewhere.example/sparql?key=1")
            elif state.mode == "page":
                self.reply(200, b"<html>", Content_Type="text/html")
            elif state.mode == "broken":
                self.reply(200, b'{"head":', Content_Type="application/sparql-results+json")
            elif state.mode == "error":
                self.reply(400, b"Parse error:\nline 1, unexpected WHERE")
            elif state.mode == "login" and "Authorization" not in self.headers:
                self.reply(401, b"no", WWW_Authenticate='Basic realm="x"')
            else:
                self.answer(fields)

        def answer(self, fields: dict[str, list[str]]) -> None:
            graphs = [NamedNode(iri) for iri in fields.get("default-graph-uri", [])]
            names = [NamedNode(iri) for iri in fields.get("named-graph-uri", [])]
            result = state.store.query(
                fields["query"][0],
                use_default_graph_as_union=state.union and not graphs,
                **({"default_graph": graphs, "named_graphs": names} if graphs else {}),
            )
            if isinstance(result, QueryTriples):
                self.reply(
                    200, result.serialize(format=RdfFormat.TURTLE), Content_Type="text/turtle"
                )  # type: ignore
            else:
                body = result.serialize(format=QueryResultsFormat.JSON)
                self.reply(200, body, Content_Type="application/sparql-results+json")  # type: ignore

    class Quiet(ThreadingHTTPServer):
        def handle_error(self, *args: object) -> None:
            """Say nothing of a client that went away: that is what one test does."""

    with Quiet(("127.0.0.1", 0), Handler) as http:
        state.url = f"http://127.0.0.1:{http.server_port}/sparql?key=secret"
        threading.Thread(target=http.serve_forever, args=(0.01,), daemon=True).start()
        yield state
        http.shutdown()


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("third-party-ranking", {"sense": "practical"}),
        ("actor-agreements", {"actor": "HF"}),
        ("agreement-sources", {}),
        ("disagreements", {}),
        ("process-timeline", {"process": "Northland peace process"}),
    ],
)
def test_an_endpoint_gives_the_same_rows(
    name: str, values: dict[str, str], server: Server, small: graphbuild.Graph
) -> None:
    there = graphbuild.connect(server.url)
    assert list(there.query(name, **values)) == list(small.query(name, **values))


def test_a_graph_comes_back_as_a_graph(server: Server, small: graphbuild.Graph) -> None:
    there = graphbuild.connect(server.url).query("agreement", agreement="10")
    assert there.triples() == small.query("agreement", agreement="10").triples()


def test_a_store_without_default_graph_is_asked_for_its_merged_graph(
    server: Server, small: graphbuild.Graph
) -> None:
    server.store.update(f"ADD DEFAULT TO <{MERGED}>")
    server.store.update("CLEAR DEFAULT")
    server.union = True
    there = graphbuild.connect(server.url)
    for name in ("third-party-ranking", "disagreements", "interim-arrangements"):
        assert list(there.query(name)) == list(small.query(name))
    assert server.asked[-1][0]["default-graph-uri"] == [MERGED]


def test_a_default_graph_can_be_named(server: Server) -> None:
    server.store.update(f"ADD DEFAULT TO <{MERGED}>")
    there = graphbuild.connect(server.url, default_graph=MERGED)
    assert len(there.query("interim-arrangements")) == 1
    assert {asked[0]["default-graph-uri"][0] for asked in server.asked} == {MERGED}


@pytest.mark.parametrize(
    ("mode", "message"),
    [
        ("error", r"refused \(HTTP 400: Parse error: line 1, unexpected WHERE\)"),
        ("login", r"wants credentials \(HTTP 401\)"),
        ("moved", r"has moved to http://elsewhere.example/sparql; use that address"),
        ("page", r"sent text/html, which is no query result"),
        ("broken", r"broke off or sent what is no result"),
    ],
)
def test_what_a_server_does_wrong_is_said_in_one_line(
    mode: str, message: str, server: Server
) -> None:
    server.mode = mode
    with pytest.raises(ServerError, match=message) as caught:
        list(Endpoint(server.url).select("SELECT * WHERE { ?s ?p ?o }"))
    assert "\n" not in str(caught.value)
    assert "secret" not in str(caught.value)
    assert "pw" not in str(caught.value)


def test_a_slow_server_is_not_waited_for(server: Server) -> None:
    server.mode = "late"
    with pytest.raises(ServerError, match=r"did not answer within 0\.2 seconds"):
        Endpoint(server.url, timeout=0.2).ask("ASK {}")


def test_nobody_there() -> None:
    with pytest.raises(ServerError, match="cannot be reached"):
        Endpoint("http://127.0.0.1:9/sparql").ask("ASK {}")


def test_the_password_goes_to_the_server_and_nowhere_else(server: Server) -> None:
    server.mode = "login"
    url = server.url.replace("http://", "http://ann:s%40fe@")
    endpoint = Endpoint(url)
    assert isinstance(endpoint.query("SELECT * WHERE {}"), QuerySolutions)
    sent = base64.b64decode(server.asked[-1][1].removeprefix("Basic ")).decode()
    assert sent == "ann:s@fe"
    assert "s@fe" not in repr(vars(endpoint)["place"]) + endpoint.place + endpoint.url


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "ftp://a/b", "sparql", "http://", "http://a:b:c/"]
)
def test_only_web_addresses(url: str) -> None:
    with pytest.raises(UsageError, match=r"web address|cannot be read"):
        Endpoint(url)
