"""``graphbuild notebooks``: the notebooks for Jupyter."""

from __future__ import annotations

from pathlib import Path

import click

from graphbuild.words import printable

EXAMPLE = """\b
Examples:
  graphbuild notebooks -o notebooks/
  GRAPHBUILD_GRAPH=exports jupyter lab notebooks/
"""


@click.command(epilog=EXAMPLE)
@click.option(
    "-o",
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    help="Folder to write: an empty one, or one that this command wrote.",
)
def command(output: Path) -> None:
    """Write the notebooks, questions from start to finish, as .ipynb files.

    They open the graph in exports/, or the one that the variable GRAPHBUILD_GRAPH names.
    """
    from graphbuild.notebooks.write import write_notebooks

    for path in write_notebooks(output):
        click.echo(printable(str(path)))
