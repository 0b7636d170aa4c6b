"""Talking to a server: who we say we are, what we repeat, what we make of refusals."""

from __future__ import annotations

import socket

import pytest

from graphbuild.errors import UsageError
from graphbuild.stores.credentials import Address, Credentials, find_credentials
from graphbuild.stores.http import AccessError, Client, ServerError, StoreFullError

SECRET = "tr0ub&dor/3"


def client(server, **more) -> Client:
    address = Address.parse(server.url)
    return Client(address, find_credentials(address), waits=(0.01, 0.01), timeout=5, **more)


def ask(it: Client) -> None:
    it.form(it.address.url + "query", [("query", "ASK {}")], "*/*").read()


@pytest.mark.parametrize("auth", ["basic", "digest"])
def test_credentials_from_the_environment_answer_what_the_server_asks_for(fake, monkeypatch, auth):
    fake.auth = auth
    monkeypatch.setenv("GRAPHBUILD_USER", "ada")
    monkeypatch.setenv("GRAPHBUILD_PASSWORD", SECRET)
    it = client(fake)
    ask(it)
    ask(it)
    # The first request waits to be asked; after that the header goes along at once.
    assert ["authorization" in seen.headers for seen in fake.seen] == [False, True, True]


@pytest.mark.parametrize("auth", ["basic", "digest"])
def test_a_wrong_password_is_refused_in_one_line_without_it(fake, monkeypatch, auth):
    fake.auth = auth
    monkeypatch.setenv("GRAPHBUILD_USER", "ada")
    monkeypatch.setenv("GRAPHBUILD_PASSWORD", "wr0ng")
    with pytest.raises(AccessError, match="does not accept these credentials") as refusal:
        ask(client(fake))
    assert "wr0ng" not in str(refusal.value)
    assert len(fake.seen) == 2


def test_without_credentials_the_message_says_where_to_put_them(fake):
    fake.auth = "basic"
    with pytest.raises(AccessError, match="GRAPHBUILD_USER and GRAPHBUILD_PASSWORD"):
        ask(client(fake))


def test_a_stale_nonce_is_answered_anew(fake, monkeypatch):
    monkeypatch.setenv("GRAPHBUILD_USER", "ada")
    monkeypatch.setenv("GRAPHBUILD_PASSWORD", SECRET)
    fake.auth = "digest"
    it = client(fake)
    ask(it)
    stale = 'Digest realm="store", nonce="abc123", qop="auth", stale=true'
    fake.script = lambda _: (401, {"WWW-Authenticate": stale}, b"") if len(fake.seen) == 3 else None
    ask(it)
    assert len(fake.seen) == 4


@pytest.mark.parametrize(
    ("header", "sent"), [("Authorization", "Bearer t0ken"), ("X-API-Key", "t0ken")]
)
def test_a_token_goes_in_the_header_that_takes_it(fake, monkeypatch, header, sent):
    monkeypatch.setenv("GRAPHBUILD_TOKEN", "t0ken")
    address = Address.parse(fake.url)
    ask(Client(address, find_credentials(address, header)))
    assert fake.seen[0].headers[header.lower()] == sent


def test_netrc_gives_user_and_password(fake, monkeypatch, tmp_path):
    fake.auth = "basic"
    path = tmp_path / "netrc"
    path.write_text(f"machine 127.0.0.1 login ada password {SECRET}\n", encoding="utf-8")
    path.chmod(0o600)
    monkeypatch.setenv("NETRC", str(path))
    ask(client(fake))


def test_a_bad_netrc_is_named_but_not_repeated(fake, monkeypatch, tmp_path):
    path = tmp_path / "netrc"
    path.write_text("machine h login ada\nhunter2 x\n", encoding="utf-8")
    monkeypatch.setenv("NETRC", str(path))
    with pytest.raises(UsageError) as refusal:
        client(fake)
    assert "line 2" in str(refusal.value)
    assert "hunter2" not in str(refusal.value)


def test_the_address_goes_before_the_environment():
    address = Address.parse("https://ada:s%3Acret@h:8080/ds?x=1#frag")
    found = find_credentials(address, environment={"GRAPHBUILD_TOKEN": "t"})
    assert (found.user, found.password) == ("ada", "s:cret")
    assert (address.url, address.shown) == ("https://h:8080/ds?x=1", "https://h:8080/ds")
    assert "s:cret" not in repr(address)


def test_half_the_credentials_are_refused():
    with pytest.raises(UsageError, match="both"):
        find_credentials(Address.parse("http://h/"), environment={"GRAPHBUILD_USER": "ada"})


@pytest.mark.parametrize(
    "text",
    [
        "",
        "localhost:3030/ds",
        "ftp://u:hunter2@h/",
        "http://u:hunter2@/",
        "http://h:port/",
        "http://[::1/",
        "http://a b/",
    ],
)
def test_what_is_no_web_address_is_refused_without_repeating_it(text):
    with pytest.raises(UsageError, match="http://HOST:PORT/") as refusal:
        Address.parse(text)
    assert "hunter2" not in str(refusal.value)


def test_secrets_are_hidden_however_they_are_written():
    given = Credentials("ada", SECRET, "t0ken")
    text = f"{SECRET} tr0ub%26dor%2F3 YWRhOnRyMHViJmRvci8z t0ken fine"
    assert given.hide(text) == "*** *** *** *** fine"


def test_a_server_that_repeats_the_password_does_not_get_it_into_our_message(fake, monkeypatch):
    monkeypatch.setenv("GRAPHBUILD_USER", "ada")
    monkeypatch.setenv("GRAPHBUILD_PASSWORD", SECRET)
    fake.script = lambda _: (400, {}, f"bad login ada:{SECRET}".encode())
    with pytest.raises(ServerError, match="bad login") as refusal:
        ask(client(fake))
    assert SECRET not in str(refusal.value)


def test_a_redirect_is_told_and_not_followed(fake):
    fake.script = lambda _: (301, {"Location": "https://u:hunter2@elsewhere.org/query"}, b"")
    with pytest.raises(ServerError, match=r"has moved to https://elsewhere\.org/query") as refusal:
        ask(client(fake))
    assert "hunter2" not in str(refusal.value)
    assert len(fake.seen) == 1


def test_of_a_web_page_only_the_title_is_told(fake):
    page = b"<!DOCTYPE html><html><head><title>Blocked by\n policy</title></head><body>lots</body>"
    fake.script = lambda _: (406, {"Content-Type": "text/html"}, page)
    with pytest.raises(ServerError, match=r"\(HTTP 406: Blocked by policy\)$"):
        ask(client(fake))


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (507, b""),
        (500, b"write failed: No space left on device"),
        (503, b"Disk full"),
        (500, b"a fault occurred in a recent unsafe memory access operation"),
    ],
)
def test_a_full_store_is_not_tried_again(fake, status, said):
    fake.script = lambda _: (status, {}, said)
    with pytest.raises(StoreFullError, match="free some space"):
        client(fake).send("PUT", fake.url + "store?default", body=b"", retry=True)
    assert len(fake.seen) == 1


@pytest.mark.parametrize(
    "answer", [(503, {}, b"busy"), (429, {"Retry-After": "0"}, b""), (0, {}, b"")]
)
def test_trouble_that_passes_is_tried_again(fake, answer):
    told: list[str] = []
    fake.script = lambda _: answer if len(fake.seen) < 3 else None
    client(fake, tell=told.append).send("PUT", fake.url + "store?default", body=b"", retry=True)
    assert len(fake.seen) == 3
    assert all("trying again" in line for line in told)
    assert len(told) == 2


def test_trouble_that_stays_is_told_in_the_end(fake):
    fake.script = lambda _: (502, {}, b"bad gateway")
    with pytest.raises(ServerError, match="HTTP 502: bad gateway"):
        client(fake).send("GET", fake.url, retry=True)
    assert len(fake.seen) == 3


def test_a_refusal_is_not_tried_again(fake):
    fake.script = lambda _: (400, {}, b"no")
    with pytest.raises(ServerError, match="HTTP 400"):
        client(fake).send("GET", fake.url, retry=True)
    assert len(fake.seen) == 1


def test_nobody_at_home():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(ServerError, match="cannot be reached"):
        ask(Client(Address.parse(f"http://127.0.0.1:{port}/")))


def test_a_server_that_never_answers_is_left(fake):
    with socket.create_server(("127.0.0.1", 0)) as deaf:
        it = Client(Address.parse(f"http://127.0.0.1:{deaf.getsockname()[1]}/"), timeout=0.2)
        with pytest.raises(ServerError, match=r"within 0\.2 seconds"):
            it.send("PUT", it.address.url, body=b"", retry=True)
