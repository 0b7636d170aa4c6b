"""The processes with the engine that are kept for one graph: taken, given back, replaced, tried again."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from graphbuild.errors import GraphbuildError
from graphbuild.stores.cache import is_cached_intact
from graphbuild.stores.engine import EngineError, Gone, Worker
from graphbuild.stores.limits import LimitError

T = TypeVar("T")
AT_ONCE = 5.0
"""Seconds in which a process that breaks off may be tried once more."""
ATTEMPTS = 3
"""Processes that are tried where the store on disk is to blame: as found, made anew, in memory."""
PATIENT = 10.0
"""Seconds for which a question waits at the most for a process that is free."""


class Pool:
    """Processes for one graph; also for several threads.

    ``size`` are kept; all start at once, so that no start keeps the first question waiting, and one
    that had to be ended is replaced before anybody asks. Of several there are never more: a server's
    further questions wait. Beside a single one another is started while it is busy, so that a program
    can ask while it reads an answer. ``memory``, and the files, are as in
    :class:`~graphbuild.stores.embedded.Embedded`.
    """

    def __init__(self, merged: Path, whole: Path, *, memory: bool, size: int) -> None:
        self.merged, self.whole, self.memory, self.size = merged, whole, memory, size
        self._at = Path.cwd()
        self._lock = threading.Lock()
        self._places = threading.Semaphore(size)
        self._closed = False
        self._taken: set[Worker] = set()
        self.idle = [self._start() for _ in range(size)]

    @property
    def bounded(self) -> bool:
        """Whether there are never more processes than are kept."""
        return self.size > 1

    def _start(self) -> Worker:
        try:
            return Worker(self.merged, self.whole, memory=self.memory, at=self._at)
        except OSError as error:
            reason = error.strerror or str(error)
            raise EngineError(f"no process for the engine can be started ({reason})") from error

    def tried(self, what: Callable[[Worker], T], patience: float = -1) -> T:
        """Do something with a process, and again with another where the store on disk is to blame.

        ``patience`` are the seconds to wait for one that is free. A process that is ``busy`` then stays
        with whoever asked, who gives it back.

        :raises LimitError: where none became free.
        """
        with self._place(patience):
            for attempt in range(ATTEMPTS):
                worker, began = self._take(), time.monotonic()
                try:
                    return what(worker)
                except (Gone, EngineError) as failure:
                    worker.end()
                    # One that breaks off at once may have been short of threads or memory for a moment.
                    passing = attempt == 0 and time.monotonic() - began < AT_ONCE
                    again = self._may_recover(worker) or (passing and isinstance(failure, Gone))
                    if self._closed or not again:
                        raise broken(failure) from None
                except GraphbuildError:
                    raise  # of the question; the process may be as well as before
                except BaseException:
                    worker.end()
                    raise
                finally:
                    if not worker.busy:
                        self.give_back(worker)
            raise broken(Gone())

    @contextmanager
    def _place(self, patience: float) -> Iterator[None]:
        """A place among those who ask at once."""
        if not self.bounded and patience < 0:
            yield
            return
        if not self._places.acquire(timeout=PATIENT if patience < 0 else patience):
            others = "another query is" if self.size == 1 else f"{self.size} other queries are"
            raise LimitError(f"{others} being answered; ask again in a moment", "time")
        try:
            yield
        finally:
            self._places.release()

    def _take(self) -> Worker:
        with self._lock:
            while self.idle:
                worker = self.idle.pop()
                if worker.alive or not worker.ready:
                    self._taken.add(worker)
                    return worker
        worker = self._start()
        with self._lock:
            self._taken.add(worker)
        return worker

    def give_back(self, worker: Worker) -> None:
        """Keep a process for the next question; another one in its place where it is gone."""
        with self._lock:
            self._taken.discard(worker)
        if not worker.alive:
            worker.end()
            if self.size == 1 or self._closed:
                return  # the next question starts one
            worker = self._start()
        with self._lock:
            if not self._closed:
                self.idle.append(worker)
                return
        worker.end()

    def _may_recover(self, worker: Worker) -> bool:
        """Whether another process may succeed: where the store on disk is to blame."""
        if self.memory:
            return False
        if not worker.ready:
            self.memory = True  # what lies on disk cannot be opened: pass it by
            return True
        return not (is_cached_intact(self.merged) and is_cached_intact(self.whole))

    def close(self) -> None:
        """End all processes, those of several that are answering too: nobody waits for a server's."""
        with self._lock:
            self._closed = True
            ended, self.idle = self.idle, []
            if self.bounded:
                ended += self._taken
        for worker in ended:
            worker.end()


def broken(failure: Exception) -> EngineError:
    """What a user is told of a process that broke off."""
    if isinstance(failure, EngineError):
        return failure
    return EngineError(
        "the engine broke off; the query may be nested too deep, or need more memory than there is:"
        " ask for less"
    )
