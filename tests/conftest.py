"""What every test may ask for."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from graphbuild.api import Graph

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's top folder."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with the real PA-X files, which no licence lets us ship."""
    if not SHARED.is_dir():
        message = f"the real PA-X files are not here ({SHARED.name}/ beside the checkout)"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)
    return SHARED


@pytest.fixture(scope="session")
def small_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph of ``catalogue/small.trig`` in a folder as ``build`` writes it."""
    from pyoxigraph import DefaultGraph, RdfFormat, parse, serialize

    out = tmp_path_factory.mktemp("exports")
    small = ROOT / "tests" / "catalogue" / "small.trig"
    quads = list(parse(path=str(small), format=RdfFormat.TRIG))
    quads += parse(path=str(ROOT / "ontology" / "codebook.ttl"), format=RdfFormat.TURTLE)
    serialize(quads, str(out / "graph.nq"), RdfFormat.N_QUADS)
    merged = [quad.triple for quad in quads if quad.graph_name == DefaultGraph()]
    serialize(merged, str(out / "graph.ttl"), RdfFormat.TURTLE)
    return out


@pytest.fixture(scope="session")
def small(small_folder: Path) -> Graph:
    """The small graph, opened in memory."""
    from graphbuild.api import load

    return load(small_folder)


@pytest.fixture
def own_folder(small_folder: Path, tmp_path: Path) -> Path:
    """A copy of the small graph's folder that a test may change."""
    target = tmp_path / "exports"
    shutil.copytree(small_folder, target, ignore=shutil.ignore_patterns(".graphbuild-cache"))
    return target
