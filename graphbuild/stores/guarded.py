"""Asking the embedded engine in a process of its own, where a query can be ended: the one way to limits.

The engine has no limits of its own, and a query that nests too deep, or a damaged file, ends its process.
So it works in others (:mod:`graphbuild.stores.engine`), which are ended when time, rows or memory are
used up and replaced by the next. The command line, Python and a server ask alike.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, cast

from graphbuild.stores.embedded import Embedded, data_files
from graphbuild.stores.engine import Gone, Worker
from graphbuild.stores.held import Held, read_answer
from graphbuild.stores.limits import Limits
from graphbuild.stores.outward import refuse_outward
from graphbuild.stores.pool import PATIENT, Pool, broken
from graphbuild.stores.tokens import asks_sources, tokenize

if TYPE_CHECKING:
    from pyoxigraph import QueryBoolean, QuerySolutions, QueryTriples

AHEAD = 8_000_000
"""Bytes of an answer that are read before its first row is handed out."""


class _Stream:
    """A large answer as a file: what is held of it, then the rest as it comes."""

    def __init__(self, held: Held, rest: Iterator[bytes]) -> None:
        self._held, self._rest = held.reader(), rest

    def read(self, size: int = -1) -> bytes:
        """The next bytes."""
        return self._held.read(size) or self._next(size)

    def _next(self, size: int) -> bytes:
        self._held = io.BytesIO(next(self._rest, b""))
        return self._held.read(size)


def open_guarded(
    path: str | Path,
    *,
    memory: bool = False,
    limits: Limits | None = None,
    workers: int = 1,
    allow_service: bool = False,
) -> Guarded:
    """Open a folder that ``build`` wrote, or an RDF file, to be asked within limits.

    It returns at once, while the graph is being opened; :meth:`Guarded.wait` waits for that.

    :raises SourceError: where there is no graph.
    """
    merged, whole = data_files(Path(path))
    return Guarded(
        str(path),
        merged,
        whole,
        memory=memory,
        limits=limits,
        workers=workers,
        allow_service=allow_service,
    )


class Guarded:
    """A graph that is asked in ``workers`` processes of their own, within limits; also from several threads."""

    def __init__(
        self,
        place: str,
        merged: Path,
        whole: Path,
        *,
        memory: bool = False,
        limits: Limits | None = None,
        workers: int = 1,
        allow_service: bool = False,
    ) -> None:
        self.place, self.limits, self.allow_service = place, limits or Limits(), allow_service
        self._pool = Pool(merged, whole, memory=memory, size=workers)

    def wait(self) -> None:
        """Wait until the graph is open.

        :raises SourceError: where it cannot be read.
        """
        self._pool.tried(lambda worker: worker.wait())

    def hold(self, sparql: str, limits: Limits | None = None, *, patience: float = -1) -> Held:
        """The whole answer to a query, as bytes.

        ``patience`` are the seconds to wait for a process that is free. Where it is not given, several
        workers are waited for as long as a query may take, ten seconds at most; beside a single one
        another is started.

        :raises UsageError: where it is not SPARQL, or asks other servers without leave.
        :raises LimitError: where it reached a limit, or no process became free.
        :raises EngineError: where the engine broke off.
        """
        return self._begun(sparql, limits, whole=True, patience=patience)[0]

    def query(self, sparql: str) -> QuerySolutions | QueryTriples | QueryBoolean:
        """Answer a query; the rows of a large answer come as they are read.

        Several workers hold it whole first: who reads slowly, or no further, keeps none of them busy.
        Errors are as of :meth:`hold`; those of a large answer may come while it is read.
        """
        held, rest = self._begun(sparql)
        source = held.reader() if rest is None else cast("IO[bytes]", _Stream(held, rest))
        return read_answer(held.media, source)

    def select(self, sparql: str) -> QuerySolutions:
        """Answer a SELECT."""
        return cast("QuerySolutions", self.query(sparql))

    def ask(self, sparql: str) -> bool:
        """Answer an ASK."""
        return bool(self.query(sparql))

    def in_process(self) -> Embedded:
        """The same graph opened in this process, where it can be changed and nothing ends a query."""
        return Embedded(
            self.place,
            self._pool.merged,
            self._pool.whole,
            memory=self._pool.memory,
            allow_service=self.allow_service,
        )

    def close(self) -> None:
        """End all processes."""
        self._pool.close()

    def _begun(
        self,
        sparql: str,
        limits: Limits | None = None,
        *,
        whole: bool = False,
        patience: float = -1,
    ) -> tuple[Held, Iterator[bytes] | None]:
        """The beginning of an answer, and the rest of it, if there is more than can be held."""
        tokens = tokenize(sparql)
        refuse_outward(tokens, allowed=self.allow_service)
        sources, given = asks_sources(tokens), limits or self.limits
        whole = whole or self._pool.bounded
        if patience < 0 and given.seconds:
            patience = min(given.seconds, PATIENT) if self._pool.bounded else patience

        def begin(worker: Worker) -> tuple[Held, Iterator[bytes] | None]:
            media, pieces = worker.ask(sparql, given, sources=sources)
            held = Held(media)
            for piece in pieces:
                held.write(piece)
                if held.size > AHEAD and not whole:
                    worker.busy = True
                    return held, self._rest(worker, pieces)
            return held, None

        return self._pool.tried(begin, patience)

    def _rest(self, worker: Worker, pieces: Iterator[bytes]) -> Iterator[bytes]:
        """What is read later; who reads no further ends the process."""
        try:
            yield from pieces
            worker.busy = False
        except Gone as failure:
            raise broken(failure) from None
        finally:
            if worker.busy:
                worker.end()
            self._pool.give_back(worker)
