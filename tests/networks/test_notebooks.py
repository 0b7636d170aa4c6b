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
from click.testing import CliRunner

from graphbuild.cli import main

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


def test_there_are_seven() -> None:
    assert [path.stem[0] for path in NOTEBOOKS] == list("1234567")


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


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_its_claims_are_held_and_it_ends_with_the_citation(notebook: Path) -> None:
    text = notebook.read_text(encoding="utf-8")
    cells = re.split(r"\n# %%", text)
    assert sum("\nassert " in cell or "\n    assert " in cell for cell in cells) >= 3
    assert cells[-1].rstrip().endswith("print(citation)")
    assert "graph.cite()" in cells[-1]


def test_they_are_written_for_jupyter(tmp_path: Path) -> None:
    nbformat = pytest.importorskip("nbformat")
    pytest.importorskip("jupytext")
    folder = tmp_path / "own"
    done = CliRunner().invoke(main, ["notebooks", "-o", str(folder)])
    assert done.exit_code == 0, done.output
    assert done.stdout.splitlines() == [str(folder / f"{path.stem}.ipynb") for path in NOTEBOOKS]
    first = {path.name: path.read_bytes() for path in sorted(folder.iterdir())}
    for source in NOTEBOOKS:
        notebook = nbformat.read(folder / f"{source.stem}.ipynb", as_version=4)
        nbformat.validate(notebook)
        assert notebook.cells[0].source.startswith("# ")
        assert "print(citation)" in notebook.cells[-1].source
        assert all(not cell.outputs for cell in notebook.cells if cell.cell_type == "code")
    (folder / "mine.ipynb").write_text("{}", encoding="utf-8")
    assert CliRunner().invoke(main, ["notebooks", "-o", str(folder)]).exit_code == 0
    assert {**first, "mine.ipynb": b"{}"} == {p.name: p.read_bytes() for p in folder.iterdir()}


def test_no_folder_of_somebody_else_is_written_to(tmp_path: Path) -> None:
    pytest.importorskip("jupytext")
    (tmp_path / "thesis.ipynb").write_text("{}", encoding="utf-8")
    done = CliRunner().invoke(main, ["notebooks", "-o", str(tmp_path)])
    assert done.exit_code == 2
    assert "give an empty folder with -o" in done.output
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.ipynb"]


def test_one_is_rendered(sample_folder: Path, tmp_path: Path) -> None:
    pytest.importorskip("nbclient")
    pytest.importorskip("jupytext")
    path = _render().render(NOTEBOOKS[0], tmp_path / "site", sample_folder)
    page = path.read_text(encoding="utf-8")
    assert "data:image/png" in page
    assert "First steps" in page
