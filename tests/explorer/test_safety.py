"""A page on this machine answers this machine alone, and loads nothing."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from graphbuild.explorer.app import application
from graphbuild.explorer.explorer import Explorer
from graphbuild.explorer.safety import host_of, is_loopback


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:8000", 200),
        ("localhost:8000", 200),
        ("[::1]:8000", 200),
        ("evil.example", 421),
        ("127.0.0.1.evil.example", 421),
        ("localhost.evil.example:8000", 421),
        ("192.168.0.1", 421),
        ("", 421),
    ],
)
def test_foreign_names_are_refused(host: str, status: int, browser: TestClient) -> None:
    assert browser.get("/healthz", headers={"Host": host}).status_code == status


def test_a_server_for_others_is_asked_by_number_or_by_its_own_name(opened: Explorer) -> None:
    client = TestClient(application(opened, host="192.168.0.7"), base_url="http://192.168.0.7")
    assert client.get("/healthz").status_code == 200
    assert client.get("/healthz", headers={"Host": "10.0.0.1:80"}).status_code == 200
    assert client.get("/healthz", headers={"Host": "evil.example"}).status_code == 421


def test_every_answer_carries_the_headers_of_safety(browser: TestClient) -> None:
    for address in ("/", "/nowhere", "/sparql", "/static/page.css", "/suggest?q=su"):
        headers = browser.get(address).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"
        assert "access-control-allow-origin" not in headers
        assert "server" not in headers


def test_another_origin_may_ask_only_where_it_is_named(
    opened: Explorer, browser: TestClient
) -> None:
    origin = {"Origin": "https://friend.example"}
    assert "access-control-allow-origin" not in browser.get("/sparql", headers=origin).headers
    app = application(opened, cors=["https://friend.example"])
    client = TestClient(app, base_url="http://127.0.0.1")
    shared = client.get("/sparql?query=ASK{}", headers=origin).headers
    assert shared["access-control-allow-origin"] == "https://friend.example"
    stranger = client.get(
        "/sparql?query=ASK{}", headers={"Origin": "https://other.example"}
    ).headers
    assert "access-control-allow-origin" not in stranger
    assert client.options("/sparql", headers=origin).status_code == 204
    assert "access-control-allow-origin" not in client.get("/", headers=origin).headers


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_pages_cannot_be_written_to(method: str, browser: TestClient) -> None:
    for address in ("/", "/agreement/900001", "/agreements", "/cite"):
        assert browser.request(method, address).status_code == 405


def test_hosts_are_read_as_they_are_written() -> None:
    assert [host_of(text) for text in ("a:1", "[::1]:8", "A", "::1")] == ["a", "::1", "a", "::1"]
    assert [is_loopback(text) for text in ("127.0.0.1", "::1", "localhost", "0.0.0.0", "x")] == [
        True,
        True,
        True,
        False,
        False,
    ]
