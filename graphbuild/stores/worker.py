"""The engine in a process of its own, which may be ended or break off without harm to the one that asks.

It reads questions from its standard input and writes :mod:`frames <graphbuild.stores.frames>` to its
standard output. It ends by itself when nobody asks any more, when its memory or its time is used up, and
when the process that started it is gone.

Each command starts one, so it imports little: no ``typing`` and no ``dataclasses``.
"""

from __future__ import annotations

import faulthandler
import json
import os
import signal
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

from graphbuild.errors import GraphbuildError, SourceError
from graphbuild.stores.frames import SOLUTIONS, TOO_LARGE, TRIPLES, TRUTH, send
from graphbuild.stores.memory import megabytes_used
from graphbuild.stores.opening import open_store

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import IO, Any

    from pyoxigraph import Store

GRACE = 5.0
"""Seconds beyond the limit after which it ends itself, should nobody else have done so."""
PIECE = 1 << 18
"""Bytes in a frame."""
PULSE = 0.05
"""Seconds between two looks at the memory."""


class TooManyError(Exception):
    """An answer has more rows than are allowed."""


class Clock:
    """Ends the process when the time is up, even in the middle of the engine's work."""

    def __init__(self) -> None:
        self.nowhere = Path(os.devnull).open("w")  # noqa: SIM115 - as long as the process lives
        self.left = 0.0
        self.began = 0.0

    def start(self, seconds: float) -> None:
        """Begin to count; 0 is for ever."""
        self.left = seconds and seconds + GRACE
        self.go_on()

    def stop(self) -> None:
        """Stop counting."""
        if self.left:
            faulthandler.cancel_dump_traceback_later()
            self.left = max(self.left - (time.monotonic() - self.began), 0.1)

    def go_on(self) -> None:
        """Count what is left."""
        if self.left:
            self.began = time.monotonic()
            faulthandler.dump_traceback_later(self.left, exit=True, file=self.nowhere)


class Pipe:
    """The answer on its way: cut into frames, its lines counted."""

    def __init__(self, out: IO[bytes], most: int, clock: Clock) -> None:
        self.out, self.most, self.lines, self.held = out, most, 0, bytearray()
        self.clock = clock

    def write(self, data: bytes) -> int:
        """Take a piece of the answer."""
        self.held += data
        if self.most:
            self.lines += data.count(b"\n")
            if self.lines > self.most:
                raise TooManyError
        if len(self.held) >= PIECE:
            self.flush()
        return len(data)

    def flush(self) -> None:
        """Send what is held."""
        if self.held:
            # Who reads slowly takes his own time, not ours.
            self.clock.stop()
            send(self.out, b"D", bytes(self.held))
            self.held.clear()
            self.clock.go_on()


def answer(store: Store, question: dict[str, Any], out: IO[bytes], clock: Clock) -> None:
    """Ask the engine and send what it says."""
    from pyoxigraph import QueryResultsFormat, QuerySolutions, QueryTriples, RdfFormat

    found = store.query(question["query"])
    most = question["rows"]
    pipe: Any  # the engine takes whatever can be written to
    if isinstance(found, QuerySolutions):
        send(out, b"H", SOLUTIONS.encode())
        # A row is a line in TSV, below one line of names.
        pipe = Pipe(out, most + 1 if most else 0, clock)
        found.serialize(pipe, QueryResultsFormat.TSV)
    elif isinstance(found, QueryTriples):
        send(out, b"H", TRIPLES.encode())
        pipe = Pipe(out, most, clock)
        found.serialize(pipe, RdfFormat.N_TRIPLES)
    else:
        send(out, b"H", TRUTH.encode())
        pipe = Pipe(out, 0, clock)
        pipe.write(b"true" if found else b"false")
    pipe.flush()
    send(out, b".")


class Guard(threading.Thread):
    """Ends the process when it takes too much memory, or when its parent is gone."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.most = 0.0
        self.parent = os.getppid()

    def run(self) -> None:
        """Look every now and then: the engine leaves Python free while it works."""
        while True:
            time.sleep(PULSE)
            most = self.most  # once, as it becomes nothing at the end of an answer
            if most and megabytes_used() > most:
                os._exit(TOO_LARGE)
            if os.name == "posix" and os.getppid() != self.parent:
                os._exit(1)


def main(merged: str, whole: str, memory: bool) -> None:
    """Open the graph and answer until nobody asks."""
    with suppress(ValueError, OSError):
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # the one who asks decides
    out, questions = sys.stdout.buffer, sys.stdin.buffer
    guard, clock = Guard(), Clock()
    guard.start()
    try:
        opened = {False: open_store(Path(merged), memory=memory)}
    except (GraphbuildError, OSError, RuntimeError) as error:
        send(out, b"E", _words(error))
        return
    send(out, b"R")
    for line in questions:
        question = json.loads(line)
        try:
            sources = question["sources"] and merged != whole
            if sources not in opened:
                opened[sources] = open_store(Path(whole), memory=memory)
            send(out, b"R")
            clock.start(question["seconds"])
            guard.most = megabytes_used() + question["megabytes"] if question["megabytes"] else 0
            answer(opened[sources], question, out, clock)
        except TooManyError:
            send(out, b"E", json.dumps(("rows", "")).encode())
        except (GraphbuildError, SyntaxError, OSError, RuntimeError, ValueError) as error:
            send(out, b"E", _words(error))
        finally:
            clock.stop()
            guard.most = 0


def _words(error: Exception) -> bytes:
    if isinstance(error, SourceError):
        parts = ["source", error.place, error.problem, error.remedy]
    elif isinstance(error, SyntaxError):
        parts = ["syntax", str(error)]
    else:
        parts = ["engine", str(error) or type(error).__name__]
    return json.dumps(parts).encode()
