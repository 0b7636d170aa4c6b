"""Notebooks as ``.ipynb``, from the scripts in ``notebooks/`` (cells between ``# %%``)."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from graphbuild.errors import MissingExtra, OutputError
from graphbuild.files import check_folder, replacing
from graphbuild.resources import folder as shipped
from graphbuild.words import printable

MARK: Final = "graphbuild-notebooks.txt"
"""What says that a folder is ours, and may be written over."""
_WORDS: Final = (
    "graphbuild notebooks wrote this folder, and writes over the notebooks in it when it is run again.\n"
    "Save your own work under other names.\n"
)


def notebooks() -> list[Path]:
    """The shipped scripts in order: every one whose name begins with a number."""
    return sorted(shipped("notebooks").glob("[0-9]*.py"))


def write_notebooks(folder: str | Path) -> list[Path]:
    """Write the notebooks as ``.ipynb`` files without outputs; the same bytes every time.

    They open the graph in ``exports/`` beside or above them, or the one that the environment variable
    ``GRAPHBUILD_GRAPH`` names. Only notebooks of these names are written over; other files stay.

    :param folder: an empty or new folder, or one that this wrote before.
    :return: the files.
    :raises OutputError: for another folder, and where one cannot be written.
    :raises MissingExtra: where jupytext is not installed.
    """
    try:
        import jupytext  # noqa: F401
    except ImportError as error:
        raise MissingExtra("Writing notebooks", "notebooks") from error
    target = Path(folder)
    _refuse_foreign(target)
    check_folder(target)
    texts = {target / f"{source.stem}.ipynb": _notebook(source) for source in notebooks()}
    files = {**texts, target / MARK: _WORDS}
    with replacing(*files) as handles:
        for handle, text in zip(handles, files.values(), strict=True):
            handle.write(text.encode("utf-8"))
    return [*texts]


def _notebook(source: Path) -> str:
    import jupytext

    notebook = jupytext.read(source)
    notebook.metadata.pop("jupytext", None)
    for number, cell in enumerate(notebook.cells, start=1):
        cell["id"] = f"cell-{number}"  # those that are made by itself are random
    return f"{jupytext.writes(notebook, fmt='ipynb').rstrip()}\n"


def _refuse_foreign(target: Path) -> None:
    if target.is_dir() and any(target.iterdir()) and not (target / MARK).is_file():
        raise OutputError(
            f"{printable(str(target))}: the folder holds files that graphbuild notebooks did not write;"
            " give an empty folder with -o"
        )
