"""Whom a server is told we are: from the address, the environment or a netrc file; never shown."""

from __future__ import annotations

import base64
import netrc
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.message import Message
from ipaddress import ip_address
from pathlib import Path
from urllib import parse, request

from graphbuild.errors import UsageError

USER, PASSWORD, TOKEN = "GRAPHBUILD_USER", "GRAPHBUILD_PASSWORD", "GRAPHBUILD_TOKEN"
"""The environment variables that are read."""


@dataclass(frozen=True, slots=True)
class Credentials:
    """User and password, or a token and the header that takes it; without any, all are empty."""

    user: str = ""
    password: str = field(default="", repr=False)
    token: str = field(default="", repr=False)
    token_header: str = "Authorization"

    def __bool__(self) -> bool:
        return bool(self.user or self.token)

    def hide(self, text: str) -> str:
        """A text in which no secret stands, in any of the forms in which one is sent."""
        forms = {self.token, self.password, parse.quote(self.password, safe="")}
        if self.password:
            forms.add(_basic(self))
        for secret in sorted(forms - {""}, key=len, reverse=True):
            text = text.replace(secret, "***")
        return text


@dataclass(frozen=True, slots=True)
class Address:
    """A web address: ``url`` to call, ``shown`` for messages (neither holds a password)."""

    url: str
    shown: str
    host: str
    credentials: Credentials

    @classmethod
    def parse(cls, text: str) -> Address:
        """Take an address apart.

        :raises UsageError: where it is none that begins with http:// or https://.
        """
        form = "write http://HOST:PORT/ or https://HOST/..."
        try:
            parts = parse.urlsplit(text.strip())
            host, port = parts.hostname or "", parts.port
        except ValueError:
            raise UsageError(f"the server's address cannot be read; {form}") from None
        if (
            parts.scheme not in ("http", "https")
            or not host
            or any(c.isspace() for c in text.strip())
        ):
            raise UsageError(f"the server's address is not a web address; {form}")
        netloc = f"[{host}]" if ":" in host else host
        netloc += f":{port}" if port is not None else ""
        url = parse.urlunsplit((parts.scheme, netloc, parts.path, parts.query, ""))
        shown = parse.urlunsplit((parts.scheme, netloc, parts.path, "", ""))
        user, password = parse.unquote(parts.username or ""), parse.unquote(parts.password or "")
        return cls(url, shown, host, Credentials(user, password))

    @property
    def loopback(self) -> bool:
        """Whether this is our own machine, which no proxy can reach for us."""
        try:
            return ip_address(self.host).is_loopback
        except ValueError:
            return self.host == "localhost" or self.host.endswith(".localhost")


def find_credentials(
    address: Address,
    token_header: str = "Authorization",
    environment: Mapping[str, str] | None = None,
) -> Credentials:
    """The credentials for an address: its own, else the environment's, else those of the netrc file.

    :raises UsageError: where half of them is missing, or the netrc file cannot be read.
    """
    env = os.environ if environment is None else environment
    if address.credentials:
        return address.credentials
    if env.get(TOKEN):
        return Credentials(token=_printable(env[TOKEN], TOKEN), token_header=token_header)
    if env.get(USER) or env.get(PASSWORD):
        if not (env.get(USER) and env.get(PASSWORD)):
            raise UsageError(f"set both {USER} and {PASSWORD}, or neither")
        return Credentials(env[USER], env[PASSWORD])
    return _from_netrc(address.host, env)


def _printable(token: str, name: str) -> str:
    token = token.strip()
    if not token.isascii() or not token.isprintable():
        raise UsageError(f"{name} holds characters that no token has; set it again")
    return token


def _from_netrc(host: str, env: Mapping[str, str]) -> Credentials:
    named = env.get("NETRC")
    home = Path(env.get("HOME") or env.get("USERPROFILE") or ".")
    places = [Path(named)] if named else [home / ".netrc", home / "_netrc"]
    for path in places:
        try:
            found = netrc.netrc(str(path)).authenticators(host)
        except netrc.NetrcParseError as problem:
            # Its own words may repeat what stands in the file.
            where = f"{path}, line {problem.lineno}" if problem.lineno else str(path)
            raise UsageError(f"{where}: not in the form of a netrc file; mend it") from None
        except OSError as problem:
            if named:
                raise UsageError(f"NETRC {path}: cannot be read ({problem.strerror})") from None
            continue
        if found:
            return Credentials(found[0] or found[1] or "", found[2] or "")
    return Credentials()


def _basic(credentials: Credentials) -> str:
    pair = f"{credentials.user}:{credentials.password}".encode()
    return base64.b64encode(pair).decode("ascii")


class Authenticator:
    """Makes the header that each request needs, once the server has said what it wants."""

    def __init__(self, credentials: Credentials) -> None:
        self.credentials = credentials
        self._digest: dict[str, str] | None = None
        self._use_basic = False
        self._handler = _handler(credentials)

    def header(self, method: str, url: str) -> dict[str, str]:
        """The header to send unasked: a token, or an answer to the last challenge."""
        given = self.credentials
        if given.token:
            bearer = given.token_header.lower() == "authorization" and " " not in given.token
            return {given.token_header: f"Bearer {given.token}" if bearer else given.token}
        if self._digest is not None:
            return self._digest_header(method, url)
        return {"Authorization": f"Basic {_basic(given)}"} if self._use_basic else {}

    def answer(
        self, method: str, url: str, status: int, headers: Message, sent: bool
    ) -> dict[str, str] | None:
        """The header with which to ask again; ``None`` where the refusal is final."""
        if status not in (401, 403) or not self.credentials.user:
            return None
        challenges = _challenges(headers)
        digest = challenges.get("digest")
        stale = digest is not None and digest.get("stale", "").lower() == "true"
        if sent and not stale:
            return None
        self._digest, self._use_basic = None, False
        if digest is not None and digest.get("algorithm", "MD5").upper() in ("MD5", "SHA"):
            self._digest = digest
        elif "basic" in challenges or not challenges:
            self._use_basic = True
        return self.header(method, url) or None

    def _digest_header(self, method: str, url: str) -> dict[str, str]:
        call = request.Request(url, method=method)
        try:
            value = self._handler.get_authorization(call, self._digest or {})
        except (OSError, ValueError):  # a kind of digest that we do not know
            return {}
        return {"Authorization": f"Digest {value}"} if value else {}


def _handler(credentials: Credentials) -> request.HTTPDigestAuthHandler:
    class Passwords(request.HTTPPasswordMgr):
        def find_user_password(self, realm: str, authuri: str) -> tuple[str | None, str | None]:  # noqa: ARG002
            return credentials.user, credentials.password

    return request.HTTPDigestAuthHandler(Passwords())


def _challenges(headers: Message) -> dict[str, dict[str, str]]:
    """The ways to authenticate that a server offers, by name in lower case."""
    found = {}
    for text in headers.get_all("WWW-Authenticate") or []:
        scheme, _, rest = text.strip().partition(" ")
        parts = [part for part in request.parse_http_list(rest) if "=" in part]
        try:
            found[scheme.lower()] = request.parse_keqv_list(parts)
        except (ValueError, IndexError):  # a name without a value
            found[scheme.lower()] = {}
    return found
