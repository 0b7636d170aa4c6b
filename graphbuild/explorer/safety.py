"""What keeps a page on this machine safe: whose requests are answered, and what pages may do.

A page that somebody visits elsewhere can make a browser ask ``127.0.0.1``. So requests that come under
a foreign name are refused (that is how DNS rebinding works), nothing is shared with other origins unless
asked for, and no page loads anything from outside.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self';"
    " frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'"
)
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "SAMEORIGIN",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
AT_ONCE = 400
"""Requests that are under way; more are told to come again."""
LOOPBACK = ("127.0.0.1", "localhost", "::1")
OPEN = ("/sparql", "/id/", "/ontology", "/scheme/")
"""Addresses that may be shared with other origins where ``--cors`` asks for it."""


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach an address."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def allowed_hosts(host: str) -> frozenset[str]:
    """The names under which a server that listens there may be asked."""
    names = {host.lower(), *LOOPBACK}
    if not is_loopback(host):
        names |= {socket.gethostname().lower(), socket.getfqdn().lower()}
    return frozenset(names)


def host_of(header: str) -> str:
    """The name in a Host header, without the port."""
    header = header.strip().lower()
    if header.startswith("["):
        return header[1:].partition("]")[0]
    return header.rpartition(":")[0] if header.count(":") == 1 else header


class Guard:
    """Refuses foreign names, and puts the headers of safety on every answer."""

    def __init__(self, app: ASGIApp, host: str, cors: Sequence[str] = ()) -> None:
        self.app, self.cors, self.under_way = app, frozenset(cors), 0
        self.hosts, self.outside = allowed_hosts(host), not is_loopback(host)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or refuse."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = {key.lower(): value.decode("latin-1") for key, value in scope["headers"]}
        if not self._is_known(host_of(headers.get(b"host", ""))):
            await _answer(send, 421, b"this server is not asked under this name\n")
            return
        origin = headers.get(b"origin", "")

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [
                    *message.get("headers", ()),
                    *self._added(scope["path"], origin, message["status"]),
                ]
            await send(message)

        if self.under_way >= AT_ONCE:
            await _answer(guarded, 503, b"too many requests at once; ask again in a moment\n")
            return
        if scope["method"] == "OPTIONS" and self._shares(scope["path"], origin):
            await _preflight(guarded)
            return
        self.under_way += 1
        try:
            await self.app(scope, receive, guarded)
        finally:
            self.under_way -= 1

    def _is_known(self, name: str) -> bool:
        if name in self.hosts:
            return True
        if not self.outside:
            return False
        try:
            ipaddress.ip_address(name)  # a number cannot be rebound
        except ValueError:
            return False
        return True

    def _shares(self, path: str, origin: str) -> bool:
        return bool(origin) and ("*" in self.cors or origin in self.cors) and path.startswith(OPEN)

    def _added(self, path: str, origin: str, status: int) -> list[tuple[bytes, bytes]]:
        found = dict(HEADERS)
        inner = path.startswith("/network/") and path.endswith("/page") and status == 200
        if not inner:  # the page of a network brings its own policy
            found["Content-Security-Policy"] = POLICY
        if self.cors and path.startswith(OPEN):
            found["Vary"] = "Origin"
        if self._shares(path, origin):
            found["Access-Control-Allow-Origin"] = "*" if "*" in self.cors else origin
            found["Cross-Origin-Resource-Policy"] = "cross-origin"
        return [(name.lower().encode(), value.encode("latin-1")) for name, value in found.items()]


async def _answer(send: Send, status: int, body: bytes) -> None:
    headers = [
        (b"content-type", b"text/plain; charset=utf-8"),
        (b"content-length", str(len(body)).encode()),
    ]
    if status == 503:
        headers.append((b"retry-after", b"1"))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


async def _preflight(send: Send) -> None:
    headers = [
        (b"access-control-allow-methods", b"GET, POST"),
        (b"access-control-allow-headers", b"accept, content-type"),
        (b"content-length", b"0"),
    ]
    await send({"type": "http.response.start", "status": 204, "headers": headers})
    await send({"type": "http.response.body", "body": b""})
