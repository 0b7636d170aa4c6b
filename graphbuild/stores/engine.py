"""One process with the embedded engine, as the one that asks it sees it: started, asked, ended."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
import weakref
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO

from graphbuild.errors import GraphbuildError, SourceError, UsageError
from graphbuild.stores.frames import HEAD, TOO_LARGE
from graphbuild.stores.limits import Limits
from graphbuild.words import one_line, printable

_BOOT = (
    "import json, sys; paths, merged, whole, memory = json.loads(sys.argv[1]); sys.path[:] = paths;"
    " from graphbuild.stores.worker import main; main(merged, whole, memory)"
)
LONGEST = 300
"""Characters of what the engine says."""


class EngineError(GraphbuildError, OSError):
    """The engine could not answer, or broke off."""


class Gone(Exception):  # noqa: N818 - no user sees it
    """The worker ended before its answer did."""


class Worker:
    """One process with the engine and the graph; it answers one question at a time."""

    def __init__(self, merged: Path, whole: Path, *, memory: bool, at: Path) -> None:
        paths = [*sys.path, str(Path(__file__).parents[2])]
        given = json.dumps((paths, str(merged), str(whole), memory))
        self.process = subprocess.Popen(
            # Without site: all that it imports lies in these paths.
            [sys.executable, "-P", "-S", "-c", _BOOT, given],
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
            raise Gone
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
        except Gone:
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
            raise Gone from None

    def _frame(self, limits: Limits | None = None) -> tuple[bytes, bytes]:
        head = self._read(HEAD)
        data = self._read(int.from_bytes(head[1:], "big"))
        if head[:1] == b"E":
            raise _error(json.loads(data), limits or Limits())
        return head[:1], data

    def _read(self, size: int) -> bytes:
        try:
            data = self._out.read(size)
        except (OSError, ValueError):
            raise Gone from None
        if len(data) < size:
            raise Gone
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
