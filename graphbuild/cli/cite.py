"""``graphbuild cite``: how to cite what a graph rests on."""

from __future__ import annotations

from pathlib import Path

import click

EXAMPLE = """\b
Examples:
  graphbuild cite
  graphbuild cite exports/ --format bibtex > references.bib
  graphbuild cite exports/ --format csl-json > references.json
"""


@click.command(epilog=EXAMPLE)
@click.argument("path", type=click.Path(path_type=Path), default=Path("exports"), metavar="[PATH]")
@click.option(
    "--format",
    "format_",
    type=click.Choice(("text", "bibtex", "ris", "csl-json")),
    default="text",
    show_default=True,
)
def command(path: Path, format_: str) -> None:
    """Show how to cite the data and releases that a graph rests on, and graphbuild itself.

    PATH is a folder that build wrote, or an RDF file. Only what was read is named.
    """
    from graphbuild.api import load

    click.echo(load(path).cite(format_), nl=False)
