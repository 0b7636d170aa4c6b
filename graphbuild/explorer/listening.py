"""The server itself: it cuts off who keeps it waiting, and ends when it is told to.

Idle and slow clients cost a connection and no more: a request that is not whole in time, a body that
trickles, an answer that nobody takes are cut off.
"""

from __future__ import annotations

import asyncio
import socket
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

import uvicorn
from anyio.to_thread import current_default_thread_limiter, run_sync
from uvicorn.protocols.http.h11_impl import H11Protocol

if TYPE_CHECKING:
    from starlette.types import ASGIApp

T = TypeVar("T")
HEAD, IDLE, TAKING, ENDING = 10, 5, 30, 3
"""Seconds for the head of a request, between two requests, without an answer being taken, and for
answers that are under way when the server ends."""
THREADS = 12
"""Pages that are made at once: more would only wait for each other."""
CONNECTIONS = 4000
"""Open connections, as far as the system allows."""


class Patient(H11Protocol):
    """A connection whose client may not keep it waiting for ever."""

    _clock: asyncio.TimerHandle | None = None
    _taking: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:
        """A client is there; its request has to come."""
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Go on waiting while the head of the request is not whole."""
        super().data_received(data)
        cycle = self.cycle
        if cycle is not None and not cycle.response_complete:
            self._stop()
        elif self._clock is None:
            self._wait()

    def pause_writing(self) -> None:
        """The client takes nothing more at the moment."""
        super().pause_writing()
        if self._taking is None:
            self._taking = self.loop.call_later(TAKING, self._cut)

    def resume_writing(self) -> None:
        """It takes the answer again."""
        super().resume_writing()
        if self._taking is not None:
            self._taking.cancel()
            self._taking = None

    def connection_lost(self, exc: Exception | None) -> None:
        """It is gone."""
        self._stop()
        self.resume_writing()
        super().connection_lost(exc)

    def _wait(self) -> None:
        self._stop()
        self._clock = self.loop.call_later(HEAD, self._cut)

    def _stop(self) -> None:
        if self._clock is not None:
            self._clock.cancel()
            self._clock = None

    def _cut(self) -> None:
        with suppress(RuntimeError, AttributeError):
            self.transport.abort()


async def in_thread(work: Callable[..., T], *given: Any) -> T:
    """Do something in a thread; when the server ends nobody waits for it."""
    return await run_sync(partial(work, *given), abandon_on_cancel=True)


class Server(uvicorn.Server):
    """Says when it answers."""

    def __init__(self, app: ASGIApp, ready: Callable[[], None]) -> None:
        super().__init__(
            uvicorn.Config(
                app,
                http=Patient,
                ws="none",
                lifespan="off",
                log_level="critical",
                access_log=False,
                server_header=False,
                timeout_keep_alive=IDLE,
                timeout_graceful_shutdown=ENDING,
                backlog=1024,
                h11_max_incomplete_event_size=32768,
            )
        )
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to answer."""
        current_default_thread_limiter().total_tokens = THREADS
        await super().startup(sockets)
        self._ready()


def run(app: ASGIApp, listening: socket.socket, ready: Callable[[], None]) -> None:
    """Answer until interrupted; ``ready`` is called when requests are answered."""
    _allow_connections()
    with suppress(KeyboardInterrupt):
        Server(app, ready).run(sockets=[listening])


def _allow_connections() -> None:
    """As many open files as many connections need, where the system lets us."""
    if sys.platform == "win32":
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = CONNECTIONS + 200 if hard == resource.RLIM_INFINITY else min(CONNECTIONS + 200, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
