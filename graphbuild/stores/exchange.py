"""The limit on a whole exchange with a server: one that sends a byte now and then must end, too."""

from __future__ import annotations

import http.client
import socket
import threading
from contextlib import suppress
from typing import Any


class Exchange:
    """One request and its answer, which are cut off when their time is up."""

    def __init__(self, seconds: float) -> None:
        self.seconds, self.late = seconds, False
        self._sockets: list[socket.socket] = []
        self._lock = threading.Lock()
        self._clock = threading.Timer(seconds, self._expire)
        self._clock.daemon = True
        self._clock.start()

    def watch(self, connection: socket.socket) -> None:
        """Cut off this connection, too, when the time is up."""
        with self._lock:
            self._sockets.append(connection)
        if self.late:
            self._expire()

    def done(self) -> None:
        """All was said."""
        self._clock.cancel()
        with self._lock:
            self._sockets.clear()

    def _expire(self) -> None:
        self.late = True
        with self._lock:
            for connection in self._sockets:
                with suppress(OSError):
                    # Of the plain socket: that of TLS would forget its keys while it is read.
                    socket.socket.shutdown(connection, socket.SHUT_RDWR)


class Watched:
    """A connection that belongs to an exchange, and reads the answer of a server that hangs up early."""

    def __init__(self, *args: Any, exchange: Exchange, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._exchange = exchange

    def connect(self) -> None:
        """Connect, and be watched."""
        super().connect()  # type: ignore[misc]
        self._exchange.watch(self.sock)  # type: ignore[attr-defined]

    def endheaders(self, message_body: Any = None, *, encode_chunked: bool = False) -> None:
        """Send headers and body; a refusal may arrive before all of it is out."""
        try:
            super().endheaders(message_body, encode_chunked=encode_chunked)  # type: ignore[misc]
        except (BrokenPipeError, ConnectionResetError):
            if getattr(self, "sock", None) is None:
                raise


class WatchedConnection(Watched, http.client.HTTPConnection):
    """Of HTTP."""


class WatchedSecureConnection(Watched, http.client.HTTPSConnection):
    """Of HTTPS; certificates are verified as the system has it."""
