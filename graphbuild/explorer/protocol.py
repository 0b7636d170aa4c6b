"""Requests as the SPARQL 1.1 Protocol has them: the query, and the graphs that it is asked of."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from starlette.responses import PlainTextResponse, Response

from graphbuild.ontology.namespaces import DEFAULT_BASE
from graphbuild.stores.tokens import Token, tokenize

if TYPE_CHECKING:
    from starlette.requests import Request

LARGEST = 200_000
"""Bytes of a request that are read."""
SENDING = 10
"""Seconds in which a request has to be whole."""
MERGED = DEFAULT_BASE + "graph/merged"


class Refused(Exception):  # noqa: N818 - an answer, not a fault
    """A request that gets a status and a line."""

    def __init__(self, status: int, text: str) -> None:
        super().__init__(text)
        self.status, self.text = status, text


def said(status: int, text: str) -> Response:
    """A line of plain text."""
    return PlainTextResponse(text + "\n", status)


def late(text: str) -> Response:
    """A limit in words, and when to ask again."""
    return PlainTextResponse(f"{text}\n", 503, {"Retry-After": "5"})


async def read(request: Request) -> tuple[str, list[str], list[str]]:
    """The query of a request, with the default and the named graphs that it asks for.

    :raises Refused: for a request that the protocol does not know.
    """
    pairs = _pairs(bytes(request.scope["query_string"]).decode("latin-1"))
    if request.method == "POST":
        kind, *about = request.headers.get("content-type", "").lower().replace('"', "").split(";")
        kind = kind.strip()
        for name, _, value in (one.partition("=") for one in about):
            if name.strip() == "charset" and value.strip() not in ("utf-8", "utf8", "us-ascii"):
                raise Refused(415, "send UTF-8")
        if kind == "application/sparql-query":
            pairs.append(("query", _text(await _body(request))))
        elif kind == "application/x-www-form-urlencoded":
            pairs += await form(request)
        else:
            raise Refused(415, "send application/sparql-query or application/x-www-form-urlencoded")
    elif request.method not in ("GET", "HEAD"):
        raise Refused(405, "ask with GET or POST")
    names = [name for name, _ in pairs]
    if "update" in names:
        raise Refused(403, "this endpoint takes no updates")
    queries = [value for name, value in pairs if name == "query"]
    if len(queries) != 1:
        raise Refused(400, f"send one query, not {len(queries)}")
    default = [value for name, value in pairs if name == "default-graph-uri"]
    named = [value for name, value in pairs if name == "named-graph-uri"]
    return queries[0], default, named


def _pairs(text: str, most: int = 1000) -> list[tuple[str, str]]:
    """Names and values, strictly: what is no UTF-8 is no query."""
    try:
        return parse_qsl(text, keep_blank_values=True, max_num_fields=most, errors="strict")
    except UnicodeDecodeError as error:
        raise Refused(400, "the request is not UTF-8") from error
    except ValueError as error:
        raise Refused(400, "the request has too many fields") from error


async def form(request: Request, most: int = LARGEST) -> list[tuple[str, str]]:
    """The fields of a form that was sent.

    :raises Refused: for one that is too large, or no text.
    """
    return _pairs(_text(await _body(request, most)), 50)


async def _body(request: Request, most: int = LARGEST) -> bytes:
    found = bytearray()
    try:
        async with asyncio.timeout(SENDING):
            async for piece in request.stream():
                found += piece
                if len(found) > most:
                    raise Refused(413, f"the request is larger than {most:,} bytes, the limit")
    except TimeoutError:
        raise Refused(408, f"the request was not whole after {SENDING} seconds") from None
    return bytes(found)


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Refused(400, "the request is not UTF-8") from error


def with_dataset(query: str, default: list[str], named: list[str]) -> str:
    """The query asked of the graphs that the protocol names: they go before its own ``FROM``.

    :raises Refused: for what is no IRI.
    """
    if default == [MERGED] and not named:
        return query
    if not default and not named:
        return query
    for iri in (*default, *named):
        if any(char in iri for char in '<>"{}|^`\\') or any(ord(char) <= 32 for char in iri):
            raise Refused(400, "a graph's name must be an IRI")
    clause = "".join(f" FROM <{iri}>" for iri in default if iri != MERGED)
    clause += "".join(f" FROM NAMED <{iri}>" for iri in named)
    return _placed(query, clause)


def _placed(query: str, clause: str) -> str:
    """The clause before the pattern of a query, in place of its own ``FROM``."""
    tokens = tokenize(query)
    heard = [at for at, token in enumerate(tokens) if token.kind not in ("blank", "comment")]
    dropped = _own_dataset(tokens, heard)
    pattern = _pattern(tokens, heard)
    parts = [
        (clause + " " if at == pattern else "") + ("" if at in dropped else token.text)
        for at, token in enumerate(tokens)
    ]
    return "".join(parts) + ("" if pattern is not None else clause)


def _own_dataset(tokens: list[Token], heard: list[int]) -> set[int]:
    """Where the query's own ``FROM`` and ``FROM NAMED`` stand; they belong to the query as a whole."""
    found: set[int] = set()
    for place, at in enumerate(heard):
        if tokens[at].is_word("FROM"):
            named = tokens[heard[place + 1]].is_word("NAMED") if place + 1 < len(heard) else False
            found |= set(heard[place : place + (3 if named else 2)])
    return found


def _pattern(tokens: list[Token], heard: list[int]) -> int | None:
    """Where the query's pattern begins: at ``WHERE``, or at the first brace that is no template."""
    depth, template = 0, False
    for place, at in enumerate(heard):
        token = tokens[at]
        if depth == 0 and token.is_word("CONSTRUCT"):
            template = tokens[heard[place + 1]].text == "{" if place + 1 < len(heard) else False
        elif depth == 0 and (token.is_word("WHERE") or (token.text == "{" and not template)):
            return at
        depth += {"{": 1, "}": -1}.get(token.text, 0)
        if token.text == "}" and depth == 0:
            template = False
    return None
