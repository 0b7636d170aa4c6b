"""A triple store of a hundred lines, on loopback, that can be told to misbehave."""

from __future__ import annotations

import base64
import hashlib
import re
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest
from pyoxigraph import (
    DefaultGraph,
    NamedNode,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Store,
    parse,
)

Answer = tuple[int, dict[str, str], bytes]
Script = Callable[["Seen"], Answer | None]


class Seen:
    """One request as it arrived."""

    def __init__(self, method: str, target: str, headers: dict[str, str], body: bytes) -> None:
        parts = urlsplit(target)
        self.method, self.path, self.headers, self.body = method, parts.path, headers, body
        self.query = {
            name: values[0]
            for name, values in parse_qs(parts.query, keep_blank_values=True).items()
        }
        self.form = (
            {name: values[0] for name, values in parse_qs(body.decode()).items()}
            if (headers.get("content-type") == "application/x-www-form-urlencoded")
            else {}
        )

    def __repr__(self) -> str:
        return f"{self.method} {self.path} {self.query}"


class FakeStore(ThreadingHTTPServer):
    """Speaks query, update and the Graph Store Protocol, as far as it is told to.

    ``script`` sees every request first and may answer in its stead; ``auth`` is ``""``, ``basic`` or
    ``digest`` (user ``ada``, password ``tr0ub&dor/3``).
    """

    USER, PASSWORD = "ada", "tr0ub&dor/3"
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.store, self.seen = Store(), list[Seen]()
        self.script: Script = lambda _: None
        self.auth = ""
        self.union = False
        self.paths = {"/query": "query", "/update": "update", "/store": "graphs"}
        self.server_header = "Fake/1.0"
        self.lock = threading.Lock()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/"

    def counts(self) -> dict[str, int]:
        """Triples by graph; the default graph is ``""``."""
        found: dict[str, int] = {}
        for quad in self.store:
            name = quad.graph_name.value if isinstance(quad.graph_name, NamedNode) else ""
            found[name] = found.get(name, 0) + 1
        return found

    def writes(self) -> list[str]:
        return [
            repr(seen)
            for seen in self.seen
            if seen.method in ("PUT", "DELETE") or seen.path == "/update"
        ]

    def answer(self, seen: Seen) -> Answer:
        with self.lock:
            self.seen.append(seen)
            scripted = self.script(seen)
            if scripted is not None:
                return scripted
            if self.auth and not self._allowed(seen):
                return 401, {"WWW-Authenticate": self._challenge()}, b""
            serve = {"query": self._query, "update": self._update, "graphs": self._graphs}
            kind = self.paths.get(seen.path)
            return (
                serve[kind](seen)
                if kind
                else (404, {"Content-Type": "text/plain"}, b"nothing here")
            )

    def _challenge(self) -> str:
        if self.auth == "basic":
            return 'Basic realm="store"'
        return 'Digest realm="store", nonce="abc123", qop="auth", algorithm="MD5", opaque="x"'

    def _allowed(self, seen: Seen) -> bool:
        given = seen.headers.get("authorization", "")
        if self.auth == "basic":
            pair = base64.b64encode(f"{self.USER}:{self.PASSWORD}".encode()).decode()
            return given == f"Basic {pair}"
        parts = dict(re.findall(r'(\w+)="?([^",]+)"?', given))
        if "response" not in parts:
            return False
        one = _md5(f"{self.USER}:store:{self.PASSWORD}")
        two = _md5(f"{seen.method}:{parts['uri']}")
        wanted = _md5(f"{one}:abc123:{parts['nc']}:{parts['cnonce']}:auth:{two}")
        return parts["response"] == wanted

    def _query(self, seen: Seen) -> Answer:
        text = seen.form.get("query") or seen.query.get("query", "")
        chosen = seen.form.get("default-graph-uri")
        try:
            result = self.store.query(
                text,
                use_default_graph_as_union=self.union and not chosen,
                default_graph=NamedNode(chosen) if chosen else None,
            )
        except SyntaxError as error:
            return 400, {"Content-Type": "text/plain"}, str(error).encode()
        if isinstance(result, (QuerySolutions, QueryBoolean)):
            body = result.serialize(format=QueryResultsFormat.JSON)
            return 200, {"Content-Type": "application/sparql-results+json"}, body or b""
        body = result.serialize(format=RdfFormat.N_TRIPLES)
        return 200, {"Content-Type": "application/n-triples"}, body or b""

    def _update(self, seen: Seen) -> Answer:
        try:
            self.store.update(seen.body.decode())
        except SyntaxError as error:
            return 400, {"Content-Type": "text/plain"}, str(error).encode()
        return 204, {}, b""

    def _graphs(self, seen: Seen) -> Answer:
        name = seen.query.get("graph") or seen.query.get("graph-uri")
        graph = NamedNode(name) if name else DefaultGraph()
        if seen.method in ("PUT", "DELETE"):
            if seen.method == "DELETE" and not any(
                self.store.quads_for_pattern(None, None, None, graph)
            ):
                return 404, {}, b""
            self.store.clear_graph(graph)
        if seen.method in ("PUT", "POST"):
            try:
                quads = list(parse(seen.body, RdfFormat.N_TRIPLES))
            except SyntaxError as error:
                return 400, {"Content-Type": "text/plain"}, str(error).encode()
            self.store.extend(Quad(q.subject, q.predicate, q.object, graph) for q in quads)
        return 204, {}, b""


def _md5(text: str) -> str:
    return hashlib.md5(text.encode()).hexdigest()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: FakeStore

    def version_string(self) -> str:
        return self.server.server_header

    def log_message(self, format: str, *args: object) -> None:
        pass

    def _serve(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        headers = {name.lower(): value for name, value in self.headers.items()}
        status, more, reply = self.server.answer(Seen(self.command, self.path, headers, body))
        if status == 0:  # hang up without a word
            self.close_connection = True
            return
        self.send_response(status)
        for name, value in more.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(reply)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(reply)

    do_GET = do_PUT = do_POST = do_DELETE = do_HEAD = _serve  # noqa: N815


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch, tmp_path) -> Iterator[FakeStore]:
    """A running store; no credentials of whoever runs the tests are seen."""
    for name in ("GRAPHBUILD_USER", "GRAPHBUILD_PASSWORD", "GRAPHBUILD_TOKEN", "NETRC"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    server = FakeStore()
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()
