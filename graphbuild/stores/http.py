"""HTTP to a store: credentials that are never shown, refusals in plain words, retries where they help.

Only the standard library. Basic and digest authentication and tokens; a password is sent to the host
it is meant for alone, never over a redirect, and only once that host has asked for it.
"""

from __future__ import annotations

import http.client
import json
import re
import ssl
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from email.message import Message
from functools import partial
from html import unescape
from typing import IO, Any, Protocol
from urllib import error, parse, request

from graphbuild.errors import GraphbuildError, UsageError
from graphbuild.stores.credentials import Address, Authenticator, Credentials
from graphbuild.stores.exchange import Exchange, WatchedConnection, WatchedSecureConnection
from graphbuild.words import one_line, printable

TIMEOUT = 60.0
"""Seconds to wait for each answer, and for each piece of it."""
WAITS = (1.0, 2.0, 4.0, 8.0)
"""Seconds before each new attempt."""
LONGEST_WAIT = 60.0
"""Seconds that a server may ask us to wait (``Retry-After``)."""
PASSING = frozenset({408, 425, 429, 502, 503, 504})
"""Statuses of trouble that may pass."""
LARGEST = 64_000_000
"""Bytes of a short answer, such as a list of graphs."""
PIECE = 1 << 16
"""Bytes that are read at a time."""
LARGEST_ERROR = 20_000
"""Bytes that are read of what a server says about a failure."""
_FULL = re.compile(
    r"no space left|disk (is )?full|not enough space|quota|ENOSPC|unsafe memory access operation",
    re.IGNORECASE,
)
"""How servers say so; the last is what Java says where a mapped file cannot grow (Fuseki's TDB2)."""


class ServerError(GraphbuildError, OSError):
    """A server did not answer, or said no: which, why, what to do.

    ``status`` is the HTTP status, 0 where there was no answer; ``passing`` says that a later attempt
    may succeed.
    """

    def __init__(self, message: str, *, status: int = 0, passing: bool = False) -> None:
        super().__init__(printable(message))
        self.status, self.passing = status, passing
        self.retry_after = 0.0


class AccessError(ServerError):
    """A server wants credentials, or does not accept those it was given."""


class StoreFullError(ServerError):
    """A store has no room for more."""


class Body(Protocol):
    """What is sent: its length in bytes, and its pieces as often as they are needed."""

    @property
    def size(self) -> int:
        """Bytes in all."""
        ...

    def __iter__(self) -> Iterator[bytes]: ...


@dataclass(slots=True)
class Reply:
    """An answer whose body can be read as it comes."""

    status: int
    headers: Message
    stream: IO[bytes]
    place: str
    exchange: Exchange

    @property
    def media_type(self) -> str:
        """Such as ``text/turtle``; ``""`` where the server names none."""
        return self.headers.get_content_type() if "Content-Type" in self.headers else ""

    def read(self, limit: int | None = None) -> bytes:
        """The body, or its first bytes.

        :raises ServerError: where it breaks off, takes too long or has more than :data:`LARGEST` bytes.
        """
        return b"".join(self.pieces(LARGEST, limit))

    def pieces(self, most: int, limit: int | None = None) -> Iterator[bytes]:
        """The body as it comes, or the pieces with its first ``limit`` bytes; at most ``most`` bytes.

        :raises ServerError: where it breaks off, takes too long or has more.
        """
        size = 0
        try:
            with self.stream:
                while limit is None or size < limit:
                    want = PIECE if limit is None else min(PIECE, limit - size)
                    piece = self.stream.read(want)
                    size += len(piece)
                    if self.exchange.late:
                        raise self._too_late()
                    if not piece:
                        break
                    if size > most:
                        raise ServerError(f"{self.place} sent more than {most:,} bytes, the limit")
                    yield piece
                if limit is None and getattr(self.stream, "length", None):
                    text = f"{self.place} broke off in the middle of its answer"
                    raise ServerError(text, passing=True)
        except ServerError:
            raise
        except TimeoutError:
            raise ServerError(
                f"{self.place} stopped in the middle of its answer", passing=True
            ) from None
        except (OSError, ValueError, http.client.HTTPException) as failure:
            if self.exchange.late:
                raise self._too_late() from None
            text = f"{self.place} broke off in the middle of its answer ({_reason(failure)})"
            raise ServerError(text, passing=True) from None
        finally:
            self.exchange.done()

    def _too_late(self) -> ServerError:
        text = f"{self.place} did not end its answer within {self.exchange.seconds:g} seconds"
        return ServerError(f"{text}; ask for less, or give a longer --timeout")

    def json(self) -> Any:
        """The body as JSON; ``None`` where it is none."""
        try:
            return json.loads(self.read())
        except (ValueError, RecursionError):
            return None


class Client:
    """Sends requests to one host; its messages name :attr:`place` and hold no secret."""

    def __init__(
        self,
        address: Address,
        credentials: Credentials | None = None,
        *,
        timeout: float = TIMEOUT,
        waits: tuple[float, ...] = WAITS,
        tell: Callable[[str], None] | None = None,
    ) -> None:
        self.address, self.place = address, address.shown
        self.timeout, self.waits, self.tell = timeout, waits, tell or _say_nothing
        self._auth = Authenticator(credentials or address.credentials)
        handlers: list[request.BaseHandler] = [_NoRedirect(), _WatchedHTTP(), _WatchedHTTPS()]
        if address.loopback:
            handlers.append(request.ProxyHandler({}))
        self._opener = request.build_opener(*handlers)

    def send(
        self,
        method: str,
        url: str,
        *,
        body: bytes | Body | None = None,
        headers: Mapping[str, str] | None = None,
        retry: bool = False,
    ) -> Reply:
        """Send one request; with ``retry`` again, after a pause, while the trouble may pass.

        :raises ServerError: where there is no answer, or a refusal (any status from 300 on).
        """
        for wait in self.waits if retry else ():
            try:
                return self._send(method, url, body, headers or {})
            except ServerError as failure:
                if not failure.passing:
                    raise
                pause = failure.retry_after or wait
                self.tell(f"{failure}; trying again in {pause:g} seconds")
                time.sleep(pause)
        return self._send(method, url, body, headers or {})

    def form(self, url: str, fields: list[tuple[str, str]], accept: str, **more: Any) -> Reply:
        """POST a form, as the SPARQL 1.1 Protocol has it."""
        headers = {"Accept": accept, "Content-Type": "application/x-www-form-urlencoded"}
        return self.send("POST", url, body=_encoded(fields), headers=headers, **more)

    def _send(
        self, method: str, url: str, body: bytes | Body | None, headers: Mapping[str, str]
    ) -> Reply:
        sent = self._auth.header(method, url)
        try:
            return self._open(method, url, body, {**headers, **sent})
        except error.HTTPError as refusal:
            answer = self._auth.answer(method, url, refusal.code, refusal.headers, bool(sent))
            if answer is None:
                raise self._refused(refusal, bool(sent)) from None
            refusal.close()
        try:
            return self._open(method, url, body, {**headers, **answer})
        except error.HTTPError as refusal:
            raise self._refused(refusal, True) from None

    def _open(
        self, method: str, url: str, body: bytes | Body | None, headers: dict[str, str]
    ) -> Reply:
        headers["User-Agent"] = "graphbuild"
        if body is not None and not isinstance(body, bytes):
            headers["Content-Length"] = str(body.size)
        data: Any = body if body is None or isinstance(body, bytes) else iter(body)
        call = _Call(url, data, headers, method=method)
        call.exchange = exchange = Exchange(self.timeout)
        try:
            response = self._opener.open(call, timeout=self.timeout)
        except error.HTTPError as refusal:
            refusal.msg = _said(refusal)
            exchange.done()
            raise
        except error.URLError as failure:
            exchange.done()
            raise self._unreachable(TimeoutError() if exchange.late else failure.reason) from None
        except (OSError, ValueError, http.client.HTTPException) as failure:
            exchange.done()
            raise self._unreachable(TimeoutError() if exchange.late else failure) from None
        except BaseException:
            exchange.done()
            raise
        return Reply(response.status, response.headers, response, self.place, exchange)

    def _unreachable(self, reason: object) -> ServerError:
        if isinstance(reason, TimeoutError):
            waited = f"{self.place} did not answer within {self.timeout:g} seconds"
            # Not tried again: whoever waits this long once does not want to wait five times.
            return ServerError(
                f"{waited}; give a longer --timeout, or see whether its disk is full"
            )
        if isinstance(reason, ssl.SSLCertVerificationError):
            text = (
                f"{self.place} has a certificate that cannot be verified ({reason.verify_message})"
            )
            return ServerError(f"{text}; SSL_CERT_FILE can name your organisation's own")
        if isinstance(reason, (ConnectionResetError, BrokenPipeError, http.client.HTTPException)):
            text = f"{self.place} broke off the connection ({_reason(reason)})"
            return ServerError(text, passing=True)
        text = f"{self.place} cannot be reached ({self.hide(_reason(reason))}); is the address right, and the server running?"
        return ServerError(text, passing=isinstance(reason, ConnectionError))

    def _refused(self, refusal: error.HTTPError, with_credentials: bool) -> ServerError:
        code, place = refusal.code, self.place
        if 300 <= code < 400:
            there = _moved_to(refusal)
            return ServerError(f"{place} has moved to {there}; use that address", status=code)
        said = self.hide(refusal.msg)
        if code == 407:
            return AccessError(
                f"the proxy before {place} wants credentials of its own", status=code
            )
        if code in (401, 403):
            return AccessError(self._no_access(code, with_credentials), status=code)
        if code == 507 or (code >= 500 and _FULL.search(said)):
            text = f"{place} has no room for more (HTTP {code}: {said}); free some space there and run again"
            return StoreFullError(text, status=code)
        failure = ServerError(
            f"{place} refused (HTTP {code}: {said})", status=code, passing=code in PASSING
        )
        after = refusal.headers.get("Retry-After", "")
        if after.isascii() and after.isdigit() and len(after) < 10:
            failure.retry_after = min(float(after), LONGEST_WAIT)
        return failure

    def _no_access(self, code: int, with_credentials: bool) -> str:
        if with_credentials:
            return f"{self.place} does not accept these credentials for this (HTTP {code}); check user, password and rights"
        return (
            f"{self.place} wants credentials (HTTP {code}); set GRAPHBUILD_USER and GRAPHBUILD_PASSWORD,"
            " or GRAPHBUILD_TOKEN, or add the host to your netrc file"
        )

    def hide(self, text: str) -> str:
        """A text without the secrets, should a server or library have repeated them."""
        return self._auth.credentials.hide(text)


def _say_nothing(line: str) -> None:
    """Where nobody wants to hear of retries."""


def _encoded(fields: list[tuple[str, str]]) -> bytes:
    return parse.urlencode(fields).encode("utf-8")


def _reason(failure: object) -> str:
    if isinstance(failure, http.client.RemoteDisconnected):
        return "no answer"
    if isinstance(failure, OSError):
        return failure.strerror or str(failure) or type(failure).__name__
    return str(failure) or type(failure).__name__


def _moved_to(refusal: error.HTTPError) -> str:
    """Where a redirect leads, without its secrets."""
    try:
        target = parse.urljoin(refusal.url, refusal.headers.get("Location", ""))
        return Address.parse(target).shown
    except (ValueError, UsageError):
        return "no address that can be read"


def _said(refusal: error.HTTPError) -> str:
    """What a server says about a refusal, on one line; of a web page its title."""
    try:
        text = refusal.read(LARGEST_ERROR).decode("utf-8", "replace")
    except (OSError, ValueError, http.client.HTTPException):
        text = ""
    if "html" in refusal.headers.get("Content-Type", "") or text.lstrip()[:1] == "<":
        detail = re.search(
            r"<xmp>(.*?)</xmp>|<title>(.*?)</title>", text, re.DOTALL | re.IGNORECASE
        )
        text = unescape(detail[1] or detail[2] or "") if detail else ""
    line = one_line(text)
    return (line if len(line) <= 300 else line[:297] + "...") or refusal.reason or "no reason given"


class _NoRedirect(request.HTTPRedirectHandler):
    """Follows no redirect: what is sent would be lost, and a password might go to another host."""

    def redirect_request(
        self,
        req: request.Request,  # noqa: ARG002
        fp: IO[bytes],  # noqa: ARG002
        code: int,  # noqa: ARG002
        msg: str,  # noqa: ARG002
        headers: Message,  # noqa: ARG002
        newurl: str,  # noqa: ARG002
    ) -> None:
        """No request at all."""
        return


class _WatchedHTTP(request.HTTPHandler):
    def http_open(self, req: request.Request) -> http.client.HTTPResponse:
        """Open with a connection of the request's exchange."""
        return self.do_open(_watched(WatchedConnection, req), req)


class _WatchedHTTPS(request.HTTPSHandler):
    def https_open(self, req: request.Request) -> http.client.HTTPResponse:
        """Open with a connection of the request's exchange."""
        return self.do_open(_watched(WatchedSecureConnection, req), req)


class _Call(request.Request):
    """A request that belongs to an exchange."""

    exchange: Exchange


def _watched(kind: type, req: request.Request) -> Any:
    assert isinstance(req, _Call)
    return partial(kind, exchange=req.exchange)
