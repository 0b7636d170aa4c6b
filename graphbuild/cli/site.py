"""``graphbuild site``: the explorer's pages as files."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click

from graphbuild.cli._asking import QUERIES
from graphbuild.cli._progress import watched

EXAMPLE = """\b
Examples:
  graphbuild site exports/ -o docs/
  graphbuild site exports/ -o public/ --no-persons --no-texts
"""


@click.command(epilog=EXAMPLE)
@click.argument("path", type=click.Path(path_type=Path), default="exports/")
@click.option(
    "-o",
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    help="Folder to write: an empty one, or one that this command wrote.",
)
@click.option("--no-persons", is_flag=True, help="Leave out pages and names of persons.")
@click.option("--no-texts", is_flag=True, help="Leave out passages, written fields, long texts.")
@QUERIES
def command(
    path: Path, output: Path, no_persons: bool, no_texts: bool, folders: tuple[Path, ...]
) -> None:
    """Write the explorer's pages as files, for GitHub Pages or an archive.

    All things have their pages, the search works in the browser, questions and networks are answered
    at their defaults. What goes out is public: ask the makers of PA-X and PAA-X first.
    """
    from graphbuild.api import site

    click.echo(
        "What goes out: data of PA-X and PAA-X, of which no licence is known; ask their makers before"
        " you publish. Signatories are living people; their pages ask search engines to stay away"
        " (--no-persons leaves them out, --no-texts the quoted texts).",
        err=True,
    )
    count = site(
        path,
        output,
        persons=not no_persons,
        texts=not no_texts,
        queries=folders,
        watch=partial(watched, least=200),
        tell=lambda line: click.echo(f"data: {line}", err=True),
    )
    click.echo(f"{count:,} pages in {output}; open {output / 'index.html'}", err=True)
