"""Whatever is asked, no page breaks and nothing that was typed runs."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from benchmarks.fuzz_pages import cases, wrong
from graphbuild.explorer.app import application
from graphbuild.explorer.explorer import Explorer


@pytest.mark.parametrize("seed", range(4))
def test_hostile_addresses_break_nothing(seed: int, opened: Explorer) -> None:
    client = TestClient(
        application(opened, seconds=3),
        base_url="http://127.0.0.1",
        headers={"Accept": "text/html"},
        raise_server_exceptions=False,
        follow_redirects=False,
    )
    for path in cases(80, seed):
        answer = client.get(path)
        kind = answer.headers.get("content-type", "")
        assert not wrong(answer.status_code, kind, answer.text, path), path
