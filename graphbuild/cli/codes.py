"""``graphbuild codes``: the PA-X coding scheme, searched."""

from __future__ import annotations

import csv
import shutil
import sys
from dataclasses import astuple

import click

from graphbuild.errors import UsageError

COLUMNS = ("code", "label", "section", "scale", "releases")

EXAMPLE = """\b
Examples:
  graphbuild codes gender
  graphbuild codes power sharing
  graphbuild codes GeWom
  graphbuild codes --format csv > codes.csv
"""


@click.command(epilog=EXAMPLE)
@click.argument("words", nargs=-1)
@click.option(
    "--format",
    "format_",
    type=click.Choice(("table", "csv", "markdown")),
    help="Default: table on a terminal, else csv.",
)
def command(words: tuple[str, ...], format_: str | None) -> None:
    """Find codes of the PA-X coding scheme by code or by words: what they mean, their scale and releases.

    A code that is a heading (no scale) means any code below it in queries.
    """
    from graphbuild.ontology.codes import find_codes, near_codes
    from graphbuild.tabular import aligned, markdown_lines, text_table

    asked = " ".join(words)
    found = find_codes(asked)
    if not found:
        near = ", ".join(f"{item.code} ({item.label})" for item in near_codes(asked))
        advice = f"the nearest are {near}" if near else "graphbuild codes lists them all"
        raise UsageError(f"no code has the words {asked!r}; {advice}")
    rows = [astuple(item)[: len(COLUMNS)] for item in found]
    chosen = format_ or ("table" if sys.stdout.isatty() else "csv")
    if chosen == "csv":
        writer = csv.writer(sys.stdout)
        writer.writerows([COLUMNS, *rows])
    elif chosen == "markdown":
        click.echo("\n".join(markdown_lines(COLUMNS, rows)))
    else:
        click.echo(text_table(COLUMNS, rows, shutil.get_terminal_size((100, 24)).columns))
    if len(found) == 1 and chosen == "table":
        click.echo("\n".join(aligned([("path", found[0].path), ("meaning", found[0].definition)])))
