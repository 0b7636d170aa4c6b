"""Asking a store short questions with SPARQL, by the SPARQL 1.1 Protocol."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from pyoxigraph import QueryResultsFormat, QuerySolution, QuerySolutions

from graphbuild.errors import GraphbuildError
from graphbuild.stores.held import Held, NoAnswerError
from graphbuild.stores.http import Client, Reply, ServerError

RESULTS = "application/sparql-results+json, application/sparql-results+xml;q=0.8"


@contextmanager
def understood(place: str) -> Iterator[None]:
    """Take what can be made nothing of for what it is: an answer to another question.

    :raises ServerError: then.
    """
    try:
        yield
    except (AttributeError, IndexError, KeyError, TypeError, ValueError) as failure:
        if isinstance(failure, GraphbuildError):
            raise
        text = f"{place} sent an answer that fits no such question; is it a SPARQL endpoint?"
        raise ServerError(text) from None


def exists(client: Client, url: str, pattern: str) -> bool:
    """Whether anything fits a graph pattern.

    A SELECT, as Virtuoso 7 answers ASK in JSON with a table.
    """
    return next(select(client, url, f"SELECT * WHERE {{ {pattern} }} LIMIT 1"), None) is not None


def select(client: Client, url: str, query: str) -> Iterator[QuerySolution]:
    """Answer a SELECT.

    :raises ServerError: where the server refuses, or sends what is no result.
    """
    reply = client.form(url, [("query", query)], RESULTS, retry=True)
    found = read_rows(reply)
    if found is None:
        text = f"{client.place} sent no result of the query but {reply.media_type or 'nothing'}"
        raise ServerError(f"{text}; does a proxy stand before it?")
    return iter(found)


def read_rows(reply: Reply) -> list[QuerySolution] | None:
    """The rows of a SELECT; ``None`` where a reply is no such thing."""
    kind = QueryResultsFormat.from_media_type(reply.media_type)
    data = reply.read()
    if kind is None:
        return None
    held = Held(reply.media_type)
    held.write(data)
    try:
        result = held.answer()
        return list(result) if isinstance(result, QuerySolutions) else None
    except (SyntaxError, ValueError, NoAnswerError):
        return None
