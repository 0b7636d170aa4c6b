from __future__ import annotations

import asyncio
from types import SimpleNamespace
from typing import cast

import pytest

pytest.importorskip("starlette")

from starlette.requests import Request
from starlette.responses import Response

from graphbuild.explorer.app import _answered
from graphbuild.explorer.explorer import Explorer
from graphbuild.explorer.finished import Finished
from graphbuild.stores.limits import LimitError


def test_who_comes_while_all_are_busy_is_told_when_to_come_again() -> None:
    def page(explorer: Explorer, request: Request) -> Response:
        raise LimitError("2 other queries are being answered; ask again in a moment", "time")

    headers = [(b"accept", b"text/plain")]
    scope = {"type": "http", "path": "/actor/1", "query_string": b"", "headers": headers}
    explorer = cast("Explorer", SimpleNamespace(finished=Finished()))
    answer = asyncio.run(_answered(explorer, page)(Request(scope)))
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
    assert b"ask again in a moment" in answer.body
