"""The explorer over the shipped sample, asked as a browser or a program asks it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from graphbuild.explorer.app import application
from graphbuild.explorer.explorer import Explorer
from graphbuild.explorer.serve import open_explorer


@pytest.fixture(scope="package")
def opened(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Explorer]:
    folder = tmp_path_factory.mktemp("explored") / "exports"
    shutil.copytree(root / "exports", folder, ignore=shutil.ignore_patterns(".*"))
    explorer = open_explorer(folder)
    yield explorer
    explorer.guarded.close()


@pytest.fixture(scope="package")
def browser(opened: Explorer) -> TestClient:
    """Asks as a browser does."""
    app = application(opened, seconds=5)
    return TestClient(app, base_url="http://127.0.0.1", headers={"Accept": "text/html,*/*;q=0.5"})


@pytest.fixture(scope="package")
def program(opened: Explorer) -> TestClient:
    """Asks as a SPARQL client does."""
    return TestClient(
        application(opened, seconds=5), base_url="http://127.0.0.1", headers={"Accept": ""}
    )
