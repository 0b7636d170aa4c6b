"""The sample, opened as the shipped build of it stands in ``exports/``."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphbuild.api import Graph, load


@pytest.fixture(scope="session")
def sample(root: Path) -> Graph:
    """The graph of the sample."""
    return load(root / "exports")
