"""``graphbuild show``: all about one thing."""

from __future__ import annotations

import json
import shutil

import click

from graphbuild.cli._asking import GRAPH, endpoint_options, opened_graph
from graphbuild.finding import THINGS

EXAMPLE = """\b
Examples:
  graphbuild show actor "United Nations"
  graphbuild show process 8 --all
  graphbuild show place Colombia
  graphbuild show agreement 1731 --format markdown > card.md
"""


@click.command(epilog=EXAMPLE)
@click.argument("kind", type=click.Choice(THINGS))
@click.argument("name")
@GRAPH
@endpoint_options
@click.option("--all", "all_", is_flag=True, help="All rows of every table, not the first fifteen.")
@click.option(
    "--format",
    "format_",
    type=click.Choice(("text", "markdown", "json")),
    default="text",
    show_default=True,
    help="markdown and json hold all rows.",
)
def command(
    kind: str,
    name: str,
    graph: str,
    endpoint: str | None,
    default_graph: str,
    timeout: float,
    all_: bool,
    format_: str,
) -> None:
    """Show all about one thing, for reading: by its id, code, name or IRI.

    An agreement: its facts, who took part with which role and persons, provisions by section,
    mentions both ways, sources and where they differ. An actor, person, process, conflict or place:
    its agreements in time, with whom, in what. What stands in [ ] is the id to show next.
    """
    from graphbuild.cards.text import ROWS, markdown, text_lines

    card = opened_graph(graph, endpoint, default_graph, timeout).show(kind, name)
    if format_ == "json":
        click.echo(json.dumps(card.as_dict(), ensure_ascii=False, indent=2))
    elif format_ == "markdown":
        click.echo("\n".join(markdown(card)))
    else:
        width = shutil.get_terminal_size((100, 24)).columns
        click.echo("\n".join(text_lines(card, width, None if all_ else ROWS)))
