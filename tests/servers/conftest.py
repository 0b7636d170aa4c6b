"""The servers, one running at a time, each with an empty folder for every test module."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.servers.stores import KINDS, Server


def require(kind: type[Server]) -> None:
    """Skip where a server is not installed; in CI that is a failure."""
    missing = kind.missing()
    if missing and os.environ.get("CI") == "true":
        pytest.fail(f"{missing} is not here; run .ci/install-servers")
    if missing:
        pytest.skip(f"{missing} is not here; .ci/install-servers fetches it")


@pytest.fixture(params=list(KINDS))
def server(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Server]:
    """A running, empty store; its credentials are in the environment."""
    kind = KINDS[request.param]
    require(kind)
    for name in ("GRAPHBUILD_USER", "GRAPHBUILD_PASSWORD", "GRAPHBUILD_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    for name, value in kind.environment.items():
        monkeypatch.setenv(name, value)
    started = kind(tmp_path / kind.name)
    started.start()
    yield started
    started.kill()
