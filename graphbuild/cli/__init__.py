"""The command ``graphbuild``: one module per sub-command, imported only when it is called.

A sub-command is a module of this package with an attribute ``command``, and one line in
:data:`COMMANDS`. Commands print results to stdout and everything else to stderr; they end with
``ctx.exit(1)`` for findings, and raise :class:`~graphbuild.errors.GraphbuildError` for what cannot
be used.
"""

from __future__ import annotations

import click

from graphbuild.cli._group import LazyGroup
from graphbuild.version import __version__

COMMANDS: dict[str, str] = {
    "build": "Read sources and write the knowledge graph.",
    "parse": "Print what the sources say, one JSON object per agreement.",
    "query": "Answer a question: a saved query, or a file with one of your own.",
    "queries": "List the saved queries, or show one.",
    "network": "Build a network from the graph and write it to a file.",
    "networks": "List the networks.",
    "show": "Show all about one agreement, actor, person, process, conflict or place.",
    "codes": "Find codes of the PA-X coding scheme by code or words.",
    "review": "Judge doubtful names and links, one after another.",
    "cite": "Show how to cite what a graph rests on.",
    "validate": "Check a graph against the ontology's shapes.",
    "publish": "Load a graph into a triple store.",
    "serve": "Open a graph as a local web page with a SPARQL endpoint.",
    "site": "Write the explorer's pages as files.",
    "notebooks": "Write the notebooks, as .ipynb files.",
    "diff": "Show what changed between two graphs or two releases.",
}


@click.group(
    cls=LazyGroup,
    package=__name__,
    table=COMMANDS,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Start with: graphbuild build SOURCE... , then: graphbuild queries",
)
@click.version_option(__version__, prog_name="graphbuild", message="%(prog)s %(version)s")
@click.pass_context
def main(ctx: click.Context) -> None:
    """Turn records of peace agreements (PA-X, PAA-X) into a knowledge graph."""
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())
