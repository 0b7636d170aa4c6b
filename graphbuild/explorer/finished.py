"""Pages that were made before: the last ones, as many as fit, with a mark by which a browser asks anew."""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from typing import TYPE_CHECKING

from starlette.responses import Response, StreamingResponse

if TYPE_CHECKING:
    from starlette.requests import Request

MOST, LARGEST = 24_000_000, 1_000_000
"""Bytes of all pages that are kept, and of one of them."""


class Finished:
    """Answers by address; they hold as long as the graph does not change."""

    def __init__(self, most: int = MOST) -> None:
        self._most, self._held, self._size = most, OrderedDict[str, Response](), 0
        self._lock = threading.Lock()

    def get(self, key: str) -> Response | None:
        """The answer that was given before."""
        with self._lock:
            found = self._held.get(key)
            if found is not None:
                self._held.move_to_end(key)
            return found

    def put(self, key: str, answer: Response) -> None:
        """Keep a whole answer that is a success; the longest unused ones go."""
        if answer.status_code != 200 or isinstance(answer, StreamingResponse):
            return
        mark = hashlib.sha256(answer.body).hexdigest()[:24]
        answer.headers["ETag"] = f'"{mark}"'
        answer.headers["Cache-Control"] = "private, no-cache"
        if len(answer.body) > LARGEST:
            return
        with self._lock:
            before = self._held.pop(key, None)
            self._size += len(answer.body) - (len(before.body) if before else 0)
            self._held[key] = answer
            while self._size > self._most:
                self._size -= len(self._held.popitem(last=False)[1].body)


def as_asked(request: Request, answer: Response) -> Response:
    """The answer, or that it is still the same as the one that the browser has."""
    mark = answer.headers.get("etag", "")
    known = [
        one.strip().removeprefix("W/")
        for one in request.headers.get("if-none-match", "").split(",")
    ]
    if mark and mark in known:
        kept = ("etag", "cache-control", "vary")
        headers = {name: answer.headers[name] for name in kept if name in answer.headers}
        return Response(status_code=304, headers=headers)
    return answer
