"""Executes the notebooks and renders them to HTML, as the documentation shows them.

    python notebooks/render.py OUTPUT_FOLDER [GRAPH]

Needs the extra ``notebooks``. GRAPH is a folder that ``graphbuild build`` wrote (default ``exports``).
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent


def notebooks() -> list[Path]:
    """The notebooks in order: every file here whose name begins with a number."""
    return sorted(HERE.glob("[0-9]*.py"))


def render(source: Path, target: Path, graph: Path) -> Path:
    """Execute one notebook on a graph and write it as one HTML page.

    :raises nbclient.exceptions.CellExecutionError: where a cell fails.
    """
    import jupytext
    from nbclient import NotebookClient
    from nbconvert import HTMLExporter

    notebook = jupytext.read(source)
    os.environ["GRAPHBUILD_GRAPH"] = str(graph.resolve())
    with tempfile.TemporaryDirectory() as folder:
        NotebookClient(notebook, timeout=300, resources={"metadata": {"path": folder}}).execute()
    page, _ = HTMLExporter().from_notebook_node(notebook)
    target.mkdir(parents=True, exist_ok=True)
    path = target / f"{source.stem}.html"
    path.write_text(page, encoding="utf-8")
    return path


def main(words: list[str]) -> None:
    """Render all notebooks to the folder that is named first."""
    if not words:
        sys.exit(str(__doc__))
    graph = Path(words[1] if len(words) > 1 else "exports")
    for source in notebooks():
        print(render(source, Path(words[0]), graph))


if __name__ == "__main__":
    main(sys.argv[1:])
