"""Asking the embedded engine in a process of its own, where a query can be ended: the one way to limits.

The engine has no limits of its own, and a query that nests too deep, or a damaged file, ends its process.
So it works in another one (:mod:`graphbuild.stores.worker`), which is ended when time, rows or memory are
used up and replaced by the next. The command line, Python and a server ask alike.
"""

from __future__ import annotations

import io
import json
import subprocess
import sys
import threading
import time
import weakref
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING, TypeVar, cast

from graphbuild.errors import GraphbuildError, SourceError, UsageError
from graphbuild.stores.cache import is_cached_intact
from graphbuild.stores.embedded import Embedded, data_files
from graphbuild.stores.held import Held, read_answer
from graphbuild.stores.limits import LimitError, Limits
from graphbuild.stores.outward import refuse_outward
from graphbuild.stores.tokens import asks_sources, tokenize
from graphbuild.words import one_line, printable

if TYPE_CHECKING:
    from pyoxigraph import QueryBoolean, QuerySolutions, QueryTriples

T = TypeVar("T")
_BOOT = (
    "import json, sys; paths, merged, whole, memory = json.loads(sys.argv[1]); sys.path[:] = paths;"
    " from graphbuild.stores.worker import main; main(merged, whole, memory)"
)
TOO_LARGE = 86
"""The status with which a worker ends when its memory is used up."""
LONGEST = 300
"""Characters of what the engine says."""
AHEAD = 8_000_000
"""Bytes of an answer that are read before its first row is handed out."""
AT_ONCE = 5.0
"""Seconds in which a process that breaks off may be tried once more."""
ATTEMPTS = 3
"""Processes that are tried where the store on disk is to blame: as found, made anew, in memory."""


class EngineError(GraphbuildError, OSError):
    """The engine could not answer, or broke off."""


class _Gone(Exception):  # noqa: N818 - never seen outside
    """The worker ended before its answer did."""


class Worker:
    """One process with the engine and the graph; it answers one question at a time."""

    def __init__(self, merged: Path, whole: Path, *, memory: bool, at: Path) -> None:
        given = json.dumps((sys.path, str(merged), str(whole), memory))
        self.process = subprocess.Popen(
            [sys.executable, "-P", "-c", _BOOT, given],
            cwd=at,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self._in, self._out = self.process.stdin, self.process.stdout
        self._end = weakref.finalize(self, _end, self.process, self._in, self._out)
        self._late = False
        self.ready = self.busy = False

    def wait(self) -> None:
        """Wait until the graph is open.

        :raises SourceError: where it cannot be read.
        """
        if not self.ready:
            self._frame()
            self.ready = True

    def ask(self, query: str, limits: Limits, *, sources: bool) -> tuple[str, Iterator[bytes]]:
        """The media type of the answer, and its pieces as they come.

        Only the time in which the engine is waited for counts.
        """
        self.wait()
        self._send(query, limits, sources)
        self._frame()  # the graph that is asked is open now
        left = [float(limits.seconds or 0)]
        letter, media = self._timed(limits, left)
        if letter != b"H":
            raise _Gone
        return media.decode("ascii"), self._pieces(limits, left)

    def _pieces(self, limits: Limits, left: list[float]) -> Iterator[bytes]:
        while True:
            letter, data = self._timed(limits, left)
            if letter == b".":
                return
            yield data

    def _timed(self, limits: Limits, left: list[float]) -> tuple[bytes, bytes]:
        """The next frame, if it comes in the seconds that are left."""
        clock: threading.Timer | None = None
        began = time.monotonic()
        if limits.seconds:
            clock = threading.Timer(max(left[0], 0.001), self._expire)
            clock.daemon = True
            clock.start()
        try:
            return self._frame(limits)
        except _Gone:
            status = self.process.wait()
            self.end()
            if self._late:
                raise limits.too_slow() from None
            if status == TOO_LARGE:
                raise limits.too_large() from None
            raise
        finally:
            if clock is not None:
                clock.cancel()
                left[0] -= time.monotonic() - began

    def _send(self, query: str, limits: Limits, sources: bool) -> None:
        question = {
            "query": query,
            "sources": sources,
            "seconds": limits.seconds or 0,
            "rows": limits.rows,
            "megabytes": limits.megabytes,
        }
        try:
            self._in.write(json.dumps(question).encode("ascii") + b"\n")
            self._in.flush()
        except (OSError, ValueError):
            raise _Gone from None

    def _frame(self, limits: Limits | None = None) -> tuple[bytes, bytes]:
        head = self._read(5)
        data = self._read(int.from_bytes(head[1:], "big"))
        if head[:1] == b"E":
            raise _error(json.loads(data), limits or Limits())
        return head[:1], data

    def _read(self, size: int) -> bytes:
        try:
            data = self._out.read(size)
        except (OSError, ValueError):
            raise _Gone from None
        if len(data) < size:
            raise _Gone
        return data

    def _expire(self) -> None:
        self._late = True
        with suppress(OSError):
            self.process.kill()

    @property
    def alive(self) -> bool:
        """Whether it can be asked."""
        return not self._late and self.process.poll() is None

    def end(self) -> None:
        """End the process, whatever it does."""
        self._end()


def _end(process: subprocess.Popen[bytes], questions: IO[bytes], answers: IO[bytes]) -> None:
    with suppress(OSError):
        process.kill()
    for pipe in (questions, answers):
        with suppress(OSError, ValueError):
            pipe.close()
    process.wait()


def _error(parts: list[str], limits: Limits) -> GraphbuildError:
    kind, *words = parts
    if kind == "rows":
        return limits.too_many()
    if kind == "source":
        return SourceError(words[0], words[1], words[2])
    said = printable(one_line(words[0]))
    said = said if len(said) <= LONGEST else said[: LONGEST - 3] + "..."
    if kind == "syntax":
        return UsageError(f"the query is not valid SPARQL: {said}")
    return EngineError(f"the engine could not answer the query ({said})")


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
    """A graph that is asked in processes of their own, within limits; also from several threads.

    ``workers`` processes are kept; one starts at once, so that its start does not keep the first
    question waiting, and one that had to be ended is replaced before anybody asks. ``memory`` and the
    files are as in :class:`~graphbuild.stores.embedded.Embedded`.
    """

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
        self._merged, self._whole, self._memory = merged, whole, memory
        self._at, self._workers = Path.cwd(), workers
        self._free = threading.Semaphore(workers)
        self._idle: list[Worker] = []
        self._lock = threading.Lock()
        self._closed = False
        self._idle.extend(self._start() for _ in range(workers))

    def _start(self) -> Worker:
        try:
            return Worker(self._merged, self._whole, memory=self._memory, at=self._at)
        except OSError as error:
            reason = error.strerror or str(error)
            raise EngineError(f"no process for the engine can be started ({reason})") from error

    def wait(self) -> None:
        """Wait until the graph is open.

        :raises SourceError: where it cannot be read.
        """
        self._tried(lambda worker: worker.wait())

    def hold(self, sparql: str, limits: Limits | None = None, *, patience: float = -1) -> Held:
        """The whole answer to a query, as bytes.

        ``patience`` are the seconds to wait for a process that is free; by default none is waited for,
        as another one is started.

        :raises UsageError: where it is not SPARQL, or asks other servers without leave.
        :raises LimitError: where it reached a limit.
        :raises EngineError: where the engine broke off.
        """
        if patience < 0:
            return self._begun(sparql, limits, whole=True)[0]
        if not self._free.acquire(timeout=patience):
            text = f"{self._workers} other queries are being answered"
            raise LimitError(f"{text}; ask again in a moment", "time")
        try:
            return self._begun(sparql, limits, whole=True)[0]
        finally:
            self._free.release()

    def query(self, sparql: str) -> QuerySolutions | QueryTriples | QueryBoolean:
        """Answer a query; the rows of a large answer come as they are read.

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
            self._merged,
            self._whole,
            memory=self._memory,
            allow_service=self.allow_service,
        )

    def close(self) -> None:
        """End all processes."""
        with self._lock:
            self._closed = True
            idle, self._idle = self._idle, []
        for worker in idle:
            worker.end()

    def _begun(
        self, sparql: str, limits: Limits | None = None, *, whole: bool = False
    ) -> tuple[Held, Iterator[bytes] | None]:
        """The beginning of an answer, and the rest of it, if there is more than can be held."""
        tokens = tokenize(sparql)
        refuse_outward(tokens, allowed=self.allow_service)
        sources, given = asks_sources(tokens), limits or self.limits

        def begin(worker: Worker) -> tuple[Held, Iterator[bytes] | None]:
            media, pieces = worker.ask(sparql, given, sources=sources)
            held = Held(media)
            for piece in pieces:
                held.write(piece)
                if held.size > AHEAD and not whole:
                    worker.busy = True
                    return held, self._rest(worker, pieces)
            return held, None

        return self._tried(begin)

    def _rest(self, worker: Worker, pieces: Iterator[bytes]) -> Iterator[bytes]:
        """What is read later; who reads no further ends the process."""
        try:
            yield from pieces
            worker.busy = False
        except _Gone as failure:
            raise _broken(failure) from None
        finally:
            if worker.busy:
                worker.end()
            self._give_back(worker)

    def _tried(self, what: Callable[[Worker], T]) -> T:
        """Do something with a process, and again with another where the store on disk is to blame."""
        for attempt in range(ATTEMPTS):
            worker, began = self._take(), time.monotonic()
            try:
                return what(worker)
            except (_Gone, EngineError) as failure:
                worker.end()
                # One that breaks off at once may have been short of threads or memory for a moment.
                passing = attempt == 0 and time.monotonic() - began < AT_ONCE
                if not self._may_recover(worker) and not (passing and isinstance(failure, _Gone)):
                    raise _broken(failure) from None
            except GraphbuildError:
                raise  # of the question; the process may be as well as before
            except BaseException:
                worker.end()
                raise
            finally:
                if not worker.busy:
                    self._give_back(worker)
        raise _broken(_Gone())

    def _take(self) -> Worker:
        with self._lock:
            while self._idle:
                worker = self._idle.pop()
                if worker.alive or not worker.ready:
                    return worker
        return self._start()

    def _give_back(self, worker: Worker) -> None:
        if not worker.alive:
            worker.end()
            if self._workers == 1 or self._closed:
                return  # the next question starts one
            worker = self._start()
        with self._lock:
            if not self._closed:
                self._idle.append(worker)
                return
        worker.end()

    def _may_recover(self, worker: Worker) -> bool:
        """Whether another process may succeed: where the store on disk is to blame."""
        if self._memory:
            return False
        if not worker.ready:
            self._memory = True  # what lies on disk cannot be opened: pass it by
            return True
        return not (is_cached_intact(self._merged) and is_cached_intact(self._whole))


def _broken(failure: Exception) -> EngineError:
    if isinstance(failure, EngineError):
        return failure
    return EngineError(
        "the engine broke off; the query may be nested too deep, or need more memory than there is:"
        " ask for less"
    )
