"""A whole answer, kept until it is read: small ones in memory, large ones in a file without a name."""

from __future__ import annotations

import io
import re
from itertools import accumulate
from typing import IO, TYPE_CHECKING, Any

from graphbuild.errors import GraphbuildError
from graphbuild.stores.frames import TRUTH

if TYPE_CHECKING:
    from pyoxigraph import QueryBoolean, QuerySolutions, QueryTriples

SPOOL = 32_000_000
"""Bytes that are kept in memory."""
DEPTH = 100
"""How deep an answer in JSON may be nested; the engine's reader ends the process far below."""


class NoAnswerError(GraphbuildError):
    """What was sent is no answer to a query."""


class Held:
    """The bytes of an answer with their media type; written once, then read as often as needed."""

    def __init__(self, media: str) -> None:
        self.media, self.size = media, 0
        self._file: IO[bytes] = io.BytesIO()

    def write(self, data: bytes) -> int:
        """Add bytes; beyond :data:`SPOOL` they go to disk, unless that is full."""
        if self.size <= SPOOL < self.size + len(data):
            self._to_disk()
        try:
            self._file.write(data)
        except OSError:
            self._to_memory()
            self._file.write(data)
        self.size += len(data)
        return len(data)

    def _to_disk(self) -> None:
        import tempfile

        assert isinstance(self._file, io.BytesIO)
        try:
            file = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115 - read later
            file.write(self._file.getbuffer())
        except OSError:
            return
        self._file = file

    def _to_memory(self) -> None:
        """Take back what a full disk has of it."""
        whole = io.BytesIO()
        self._file.seek(0)
        whole.write(self._file.read(self.size))
        self._file.close()
        self._file = whole

    def reader(self) -> IO[bytes]:
        """The bytes from the beginning; one reader at a time."""
        self._file.seek(0)
        return self._file

    def bytes(self) -> bytes:
        """All of it."""
        return self.reader().read()

    def answer(self) -> QuerySolutions | QueryTriples | QueryBoolean:
        """The answer as the engine gives one.

        :raises NoAnswerError: where the media type is none of an answer.
        :raises SyntaxError: where it is malformed.
        """
        from pyoxigraph import QuerySolutions

        if self.media.endswith("json") and _depth(self.bytes()) > DEPTH:
            raise NoAnswerError("an answer that is nested too deep")
        answer = read_answer(self.media, self.reader())
        if not isinstance(answer, QuerySolutions):
            return answer
        for _ in answer:  # what is malformed shows before a row of it is used
            pass
        return read_answer(self.media, self.reader())


def read_answer(media: str, source: IO[bytes]) -> QuerySolutions | QueryTriples | QueryBoolean:
    """What was sent, as the engine gives an answer; rows are read as they come.

    :raises NoAnswerError: where the media type is none of an answer.
    :raises SyntaxError: where it is malformed; of rows only while they are read.
    """
    from pyoxigraph import QueryResultsFormat, RdfFormat, parse_query_results
    from pyoxigraph import parse as parse_rdf

    if media == TRUTH:
        text = b'{"head":{},"boolean":%s}' % source.read()
        return parse_query_results(text, QueryResultsFormat.JSON)
    results = QueryResultsFormat.from_media_type(media)
    if results is not None:
        return parse_query_results(source, results)
    rdf = RdfFormat.from_media_type(media)
    if rdf is None:
        raise NoAnswerError(f"{media or 'something'}, which is no query result")
    return _as_triples(parse_rdf(source, rdf))


_TEXTS = re.compile(rb'"(?:[^"\\]|\\.)*"?', re.DOTALL)
_STEP = {ord("{"): 1, ord("["): 1, ord("}"): -1, ord("]"): -1}
_OTHER = bytes(set(range(256)) - set(_STEP))


def _depth(json: bytes) -> int:
    """How deep brackets and braces stand in one another, texts aside."""
    signs = _TEXTS.sub(b"", json).translate(None, _OTHER)
    return max(accumulate(map(_STEP.__getitem__, signs)), default=0)


def _as_triples(quads: Any) -> QueryTriples:
    """A graph that was sent, in the form in which the embedded engine gives one."""
    from pyoxigraph import QueryTriples, Store

    store = Store()
    store.extend(quads)
    answer = store.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")
    assert isinstance(answer, QueryTriples)
    return answer
