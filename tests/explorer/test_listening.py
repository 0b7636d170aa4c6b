"""Who is idle or slow keeps nobody else waiting; the server ends when it is told to."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlencode

import httpx2 as httpx
import pytest
from starlette.testclient import TestClient

from graphbuild.explorer import endpoint, listening
from graphbuild.explorer.app import application
from graphbuild.explorer.explorer import Explorer

HEAVY = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


@pytest.fixture
def at(opened: Explorer, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, int]]:
    """A server that is impatient, so that tests are not."""
    for name in ("HEAD", "TAKING"):
        monkeypatch.setattr(listening, name, 0.6)
    monkeypatch.setattr(endpoint, "BUSY", 0.6)
    taken = socket.create_server(("127.0.0.1", 0), backlog=512)
    ready = threading.Event()
    server = listening.Server(application(opened, seconds=2), ready.set)
    running = threading.Thread(target=server.run, kwargs={"sockets": [taken]})
    running.start()
    assert ready.wait(10)
    yield taken.getsockname()
    server.should_exit = True
    running.join(10)
    assert not running.is_alive()


def answers(at: tuple[str, int]) -> float:
    began = time.perf_counter()
    assert httpx.get(f"http://{at[0]}:{at[1]}/healthz", timeout=5).status_code == 200
    return time.perf_counter() - began


def closed(connection: socket.socket) -> bool:
    """Whether the other side has ended it."""
    connection.settimeout(3)
    try:
        return b"200" not in connection.recv(1000)
    except ConnectionError:
        return True


def test_hundreds_of_idle_and_slow_clients_keep_nobody_waiting(at: tuple[str, int]) -> None:
    with ExitStack() as stack:
        clients = [stack.enter_context(socket.create_connection(at)) for _ in range(300)]
        for client in clients[::2]:
            client.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ")
        assert answers(at) < 3
        assert closed(clients[0])
        assert closed(clients[1])


def test_a_head_that_trickles_is_cut_off_also_after_a_first_request(at: tuple[str, int]) -> None:
    with socket.create_connection(at) as client:
        client.sendall(b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        assert b"200 OK" in client.recv(2000)
        began = time.perf_counter()
        with pytest.raises(ConnectionError):
            for _ in range(40):
                client.sendall(b"G")
                time.sleep(0.1)
        assert time.perf_counter() - began < 3


def test_an_answer_that_nobody_takes_is_cut_off(at: tuple[str, int]) -> None:
    with socket.socket() as client:
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
        client.connect(at)
        client.sendall(b"GET /agreements.ttl HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n" * 40)
        time.sleep(1.5)
        assert answers(at) < 3


@pytest.mark.parametrize(
    "request_",
    [
        b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: evil.example\r\n\r\n",
        b"GET / HTTP/1.1\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01",
        b"GET /" + b"a" * 70_000 + b" HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: " + b"a" * 600_000 + b"\r\n\r\n",
        b"POST /sparql HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 5\r\n"
        b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /x HTTP/1.1\r\n\r\n",
        b"GET http://evil.example/ HTTP/1.1\r\nHost: evil.example\r\n\r\n",
    ],
)
def test_broken_requests_get_a_refusal_and_harm_nobody(
    request_: bytes, at: tuple[str, int]
) -> None:
    with socket.create_connection(at) as client:
        client.settimeout(3)
        try:
            client.sendall(request_)
            head = client.recv(4000).partition(b"\r\n")[0]
        except ConnectionError:
            head = b""
    assert head == b"" or head.split()[1] in (b"400", b"404", b"414", b"415", b"421", b"431"), head
    assert answers(at) < 3


def test_it_ends_in_seconds_while_a_question_is_being_answered(root: Path, tmp_path: Path) -> None:
    shutil.copytree(root / "exports", tmp_path / "exports", ignore=shutil.ignore_patterns(".*"))
    command = [sys.executable, "-m", "graphbuild", "serve", "exports", "--port", "0", "--no-open"]
    server = subprocess.Popen(
        [*command, "--timeout", "60"], cwd=tmp_path, stdout=subprocess.PIPE, text=True
    )
    try:
        assert server.stdout is not None
        address = server.stdout.readline().strip()
        host, _, port = address.removeprefix("http://").strip("/").partition(":")
        with socket.create_connection((host, int(port))) as client:
            path = f"/sparql?{urlencode({'query': HEAVY})}"
            client.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
            time.sleep(1)
            began = time.perf_counter()
            server.terminate()
            server.wait(15)
            assert time.perf_counter() - began < 8
    finally:
        server.kill()
        server.wait()


def test_a_page_that_a_browser_has_is_not_sent_again(browser: TestClient) -> None:
    first = browser.get("/agreement/900001")
    mark = first.headers["etag"]
    assert first.headers["cache-control"] == "private, no-cache"
    again = browser.get("/agreement/900001", headers={"If-None-Match": mark})
    assert (again.status_code, again.content) == (304, b"")
    assert "content-security-policy" in again.headers
    other = browser.get("/agreement/900002", headers={"If-None-Match": mark})
    assert other.status_code == 200
    assert browser.get("/agreement/900001").content == first.content
    for address in ("/nowhere", "/review"):
        assert "etag" not in browser.get(address).headers


def test_kept_pages_have_an_end() -> None:
    from starlette.responses import Response

    from graphbuild.explorer.finished import Finished

    kept = Finished(most=1000)
    for number in range(50):
        kept.put(str(number), Response(b"x" * 100))
    assert kept.get("0") is None
    assert kept.get("49") is not None
    assert sum(kept.get(str(number)) is not None for number in range(50)) == 10
    kept.put("bad", Response(b"x", 503))
    assert kept.get("bad") is None


def test_what_is_too_much_at_once_is_told_when_to_come_again(at: tuple[str, int]) -> None:
    address, found = f"http://{at[0]}:{at[1]}/sparql", list[tuple[int, str, str]]()

    def ask() -> None:
        answer = httpx.get(address, params={"query": HEAVY}, headers={"Accept": ""}, timeout=20)
        found.append((answer.status_code, answer.headers.get("retry-after", ""), answer.text))

    asking = [threading.Thread(target=ask) for _ in range(4)]
    for one in asking:
        one.start()
    time.sleep(0.3)
    assert answers(at) < 2  # pages go on
    for one in asking:
        one.join(30)
    assert [status[:2] for status in found] == [(503, "5")] * 4
    assert sorted("other questions" in text for _, _, text in found) == [False, False, True, True]
