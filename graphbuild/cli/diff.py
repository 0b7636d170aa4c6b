"""``graphbuild diff``: what changed between two releases or two graphs."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import click

EXAMPLE = """\b
Examples:
  graphbuild diff pax_v9.csv pax_v10.csv
  graphbuild diff exports/ exports-with-paax/ --format json > changes.json
  graphbuild diff old.csv new.csv --format csv > changes.csv
"""


@click.command(epilog=EXAMPLE)
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
@click.option(
    "--format",
    "format_",
    type=click.Choice(("table", "csv", "json", "markdown")),
    help="Default: table on a terminal, else csv.",
)
@click.option("--strict", is_flag=True, help="Exit with 1 if anything differs.")
@click.pass_context
def command(ctx: click.Context, old: Path, new: Path, format_: str | None, strict: bool) -> None:
    """Show what changed from OLD to NEW, agreement by agreement.

    Both are graphs (folders that build wrote, or RDF files), or both are sources: releases of PA-X,
    coding pages, PAA-X. Sources are compared before linking, in the columns that both show; null
    marks, forms of dates and of country lists are no difference.
    """
    from graphbuild.api import diff
    from graphbuild.diffing import writers

    comparison = diff(old, new)
    chosen = format_ or ("table" if sys.stdout.isatty() else "csv")
    if chosen == "json":
        click.echo(writers.as_json(comparison))
    elif chosen == "csv":
        click.echo(writers.as_csv(comparison), nl=False)
    elif chosen == "markdown":
        click.echo("\n".join(writers.as_markdown(comparison)))
    else:
        click.echo(writers.as_table(comparison, shutil.get_terminal_size((100, 24)).columns))
    if chosen in ("csv", "json"):
        click.echo("\n".join(writers.summary(comparison)), err=True)
    if strict and comparison.changes:
        ctx.exit(1)
