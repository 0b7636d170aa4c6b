"""A small graph of our own, and the sample as built."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphbuild.stores.embedded import Embedded, open_graph
from tests.networks.small_graph import SMALL, Small


@pytest.fixture(scope="session")
def small() -> Small:
    return Small(SMALL)


@pytest.fixture(scope="session")
def sample_folder(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What ``build samples/`` writes."""
    from click.testing import CliRunner

    from graphbuild.cli import main

    folder = tmp_path_factory.mktemp("sample")
    done = CliRunner().invoke(main, ["build", str(root / "samples"), "-o", str(folder)])
    assert done.exit_code == 0, done.output
    return folder


@pytest.fixture(scope="session")
def sample(sample_folder: Path) -> Embedded:
    return open_graph(sample_folder, memory=True)


@pytest.fixture(scope="session")
def real_folder(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """PA-X v9 with the part of PAA-X that is at hand."""
    from click.testing import CliRunner

    from graphbuild.cli import main

    folder = tmp_path_factory.mktemp("real")
    data = [str(shared / "data" / name) for name in ("pax_v9.csv", "paax_v0.2_part.xlsx")]
    options = ["-o", str(folder), "--format", "turtle", "--coded-only"]
    done = CliRunner().invoke(main, ["build", *data, *options])
    assert done.exit_code == 0, done.output
    return folder
