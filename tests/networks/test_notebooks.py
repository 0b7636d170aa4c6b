"""The notebooks run from the first cell to the last, on the sample and on the real files."""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

pytest.importorskip("pandas")
pytest.importorskip("matplotlib")
pytest.importorskip("IPython")

ROOT = Path(__file__).parents[2]


def _render() -> ModuleType:
    spec = importlib.util.spec_from_file_location("render", ROOT / "notebooks" / "render.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


NOTEBOOKS: list[Path] = _render().notebooks()


def run(graph: Path, folder: Path) -> None:
    """Run them all in one process: a notebook is a program, too, and so needs no kernel."""
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "import runpy, sys; [runpy.run_path(path) for path in sys.argv[1:]]",
            *NOTEBOOKS,
        ],
        cwd=folder,
        env={**os.environ, "GRAPHBUILD_GRAPH": str(graph), "MPLBACKEND": "Agg"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_there_are_six() -> None:
    assert [path.stem[0] for path in NOTEBOOKS] == list("123456")


def test_they_run_on_the_sample(sample_folder: Path, tmp_path: Path) -> None:
    run(sample_folder, tmp_path)
    assert (tmp_path / "third-parties.png").stat().st_size > 10_000
    assert (tmp_path / "process.html").stat().st_size > 10_000


@pytest.mark.shared
def test_they_run_on_the_real_files(real_folder: Path, tmp_path: Path) -> None:
    run(real_folder, tmp_path)


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_it_says_what_cannot_be_concluded(notebook: Path) -> None:
    text = re.sub(r"\n# (?:> )?", " ", notebook.read_text(encoding="utf-8"))
    assert "no alliance, influence or effectiveness" in text


def test_one_is_rendered(sample_folder: Path, tmp_path: Path) -> None:
    pytest.importorskip("nbclient")
    pytest.importorskip("jupytext")
    path = _render().render(NOTEBOOKS[0], tmp_path / "site", sample_folder)
    page = path.read_text(encoding="utf-8")
    assert "data:image/png" in page
    assert "First steps" in page
