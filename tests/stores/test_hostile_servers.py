"""Whatever a server sends, or does not send, is one line and exit 2, within the time given."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress

import pytest
from click.testing import CliRunner

from graphbuild.cli import main
from graphbuild.stores import endpoint, http

Talk = Callable[[socket.socket], None]
JSON = "Content-Type: application/sparql-results+json\r\n"
QUESTION = "SELECT ?agreement { ?agreement ?p ?o }"


class Hostile:
    """A server that reads a request and then says what it was told to."""

    def __init__(self) -> None:
        self.talk: Talk = lambda _: None
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self.socket.getsockname()[1]}/sparql"
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self.socket.accept()
            except OSError:
                return
            threading.Thread(target=self._answer, args=(connection,), daemon=True).start()

    def _answer(self, connection: socket.socket) -> None:
        with connection, suppress(OSError):
            connection.settimeout(5)
            connection.recv(1 << 20)
            self.talk(connection)


@pytest.fixture(scope="module")
def hostile() -> Iterator[Hostile]:
    server = Hostile()
    yield server
    server.socket.close()


def says(status: str, headers: str = "", body: bytes | str = b"") -> Talk:
    data = body if isinstance(body, bytes) else body.encode()
    length = (
        "" if "Length" in headers or "chunked" in headers else f"Content-Length: {len(data)}\r\n"
    )
    head = f"HTTP/1.1 {status}\r\nConnection: close\r\n{length}{headers}\r\n"
    return lambda connection: connection.sendall(head.encode("latin-1") + data)


def drips(head: bytes) -> Talk:
    def talk(connection: socket.socket) -> None:
        connection.sendall(head)
        for _ in range(100):
            time.sleep(0.05)
            connection.sendall(b" ")

    return talk


def rows(*bindings: object, names: tuple[str, ...] = ("agreement",)) -> str:
    return json.dumps({"head": {"vars": names}, "results": {"bindings": bindings}})


DEEP = '{"head":{"vars":["agreement"]},"results":{"bindings":[{"agreement":' + (
    '{"type":"triple","value":{"subject":' * 100_000
)
TALKS: dict[str, Talk] = {
    "nothing": lambda _: None,
    "drips its head": drips(b"HTTP/1.1 200 OK\r\nX: "),
    "drips its body": drips(f"HTTP/1.1 200 OK\r\n{JSON}\r\n".encode()),
    "drips a refusal": drips(b"HTTP/1.1 500 No\r\n\r\n"),
    "no http": says("nonsense"),
    "cut off": says("200 OK", f"{JSON}Content-Length: 999\r\n", rows()),
    "cut in a row": says("200 OK", JSON, rows({"agreement": {"type": "uri"}})[:-9]),
    "bad chunks": says("200 OK", f"{JSON}Transfer-Encoding: chunked\r\n", "zz\r\nx"),
    "negative chunk": says("200 OK", f"{JSON}Transfer-Encoding: chunked\r\n", "-5\r\nx"),
    "odd pause": says("503 Later", "Retry-After: \xb2\r\n"),
    "moved nowhere": says("302 Found", "Location: http://[::1\r\n"),
    "moved to a file": says("302 Found", "Location: file:///etc/passwd\r\n"),
    "realm without value": says("401 No", "WWW-Authenticate: Basic realm=\r\n"),
    "odd digest": says("401 No", "WWW-Authenticate: Digest realm=x, qop=auth-int, nonce=\r\n"),
    "truth for rows": says("200 OK", JSON, '{"head":{},"boolean":true}'),
    "graph for rows": says("200 OK", "Content-Type: text/turtle\r\n", "<a:a> a <a:b> ."),
    "other columns": says("200 OK", JSON, rows(names=("x",))),
    "no json": says("200 OK", JSON, "<html>"),
    "deep": says("200 OK", JSON, DEEP),
    "deep list": says("200 OK", JSON, "[" * 100_000),
    "number for text": says("200 OK", JSON, rows({"agreement": {"type": "uri", "value": 1}})),
    "no iri": says("200 OK", JSON, rows({"agreement": {"type": "uri", "value": "a b"}})),
    "html": says("200 OK", "Content-Type: text/html\r\n", "<title>Log in\x1b[2J</title>"),
    "odd type": says("200 OK", "Content-Type: \x1b]0;x\x07\r\n", "x"),
    "escapes": says("400 Bad \x1b[31m", "", "\x1b]0;owned\x07 no \x9b31m \u202e"),
    "many headers": says("200 OK", "X: y\r\n" * 1000),
    "long header": says("200 OK", "X: " + "y" * 100_000 + "\r\n"),
    "entities": says(
        "200 OK",
        "Content-Type: application/sparql-results+xml\r\n",
        '<!DOCTYPE x [<!ENTITY a "b">]><sparql>&a;</sparql>',
    ),
}


@pytest.mark.parametrize("name", TALKS)
def test_what_a_server_says_is_one_line(
    hostile: Hostile, tmp_path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv("GRAPHBUILD_USER", "ada")
    monkeypatch.setenv("GRAPHBUILD_PASSWORD", "tr0ub")
    (tmp_path / "q.rq").write_text(QUESTION, encoding="utf-8")
    hostile.talk = TALKS[name]
    words = ["query", str(tmp_path / "q.rq"), "--endpoint", hostile.url, "--timeout", "0.4"]
    began = time.monotonic()
    done = CliRunner().invoke(main, [*words, "--default-graph", "http://x/"])
    assert done.exit_code == 2, done.output
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert done.stderr.strip().isprintable()
    assert "tr0ub" not in done.stderr
    assert time.monotonic() - began < 4


def test_an_answer_without_end_is_left(hostile: Hostile, monkeypatch: pytest.MonkeyPatch) -> None:
    def talk(connection: socket.socket) -> None:
        connection.sendall(f"HTTP/1.1 200 OK\r\n{JSON}\r\n".encode())
        while True:
            connection.sendall(b" " * 10_000)

    hostile.talk = talk
    monkeypatch.setattr(endpoint, "LARGEST", 1_000_000)
    asked = endpoint.Endpoint(hostile.url, default_graph="http://x/")
    with pytest.raises(http.ServerError, match="more than 1,000,000 bytes"):
        asked.query(QUESTION)


@pytest.mark.parametrize("name", [name for name in TALKS if "drips" not in name])
def test_publishing_to_such_a_server_is_one_line(
    hostile: Hostile, tmp_path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(http, "WAITS", ())
    (tmp_path / "g.ttl").write_text("<http://a/a> a <http://a/b> .", encoding="utf-8")
    hostile.talk = TALKS[name]
    monkeypatch.setattr("graphbuild.stores.http.Client.send", _once(http.Client.send))
    words = ["publish", str(tmp_path / "g.ttl"), "--to", hostile.url, "--timeout", "0.4"]
    done = CliRunner().invoke(main, words)
    assert done.exit_code in (1, 2), done.output
    assert all(line.isprintable() for line in done.stderr.splitlines())


def _once(send: Callable[..., http.Reply]) -> Callable[..., http.Reply]:
    """The same without waiting for another attempt."""
    return lambda *args, **more: send(*args, **{**more, "retry": False})
