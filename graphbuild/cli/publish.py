"""``graphbuild publish``: load a graph into a triple store, or write files for its bulk loader."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graphbuild.errors import UsageError
from graphbuild.words import printable

if TYPE_CHECKING:
    from graphbuild.publishing.dump import Dump
    from graphbuild.publishing.publish import Outcome, Publication

EXAMPLE = """\b
Examples:
  graphbuild publish --to http://localhost:7878/            (Oxigraph)
  graphbuild publish exports/ --to http://localhost:3030/peace   (Fuseki)
  GRAPHBUILD_USER=dba GRAPHBUILD_PASSWORD=... graphbuild publish --to http://localhost:8890/   (Virtuoso)
  graphbuild publish --files bulk/

Credentials come from GRAPHBUILD_USER and GRAPHBUILD_PASSWORD, from GRAPHBUILD_TOKEN, or from your
netrc file. Exit status: 0 the store holds what was sent; 1 some graph failed or differs; 2 the store
cannot be used.
"""


@click.command(name="publish", epilog=EXAMPLE)
@click.argument("path", type=click.Path(path_type=Path), default="exports/")
@click.option("--to", "url", metavar="URL", help="Address of a server or of one of its datasets.")
@click.option(
    "--files",
    "folder",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Write files and scripts for bulk loaders here instead.",
)
@click.option("--dry-run", is_flag=True, help="Show what would be done; change nothing.")
@click.option(
    "--overwrite", is_flag=True, help="Replace a default graph that holds other things than ours."
)
@click.option(
    "--no-bulk",
    is_flag=True,
    help="Oxigraph: replace each graph in one step, many times slower, for a server in use.",
)
@click.option(
    "--timeout",
    type=click.FloatRange(min=0.1),
    default=600,
    show_default=True,
    help="Seconds to wait for the store to take one graph.",
)
@click.option(
    "--token-header",
    metavar="NAME",
    default="Authorization",
    show_default=True,
    help="Header that takes GRAPHBUILD_TOKEN.",
)
@click.option(
    "--split",
    type=click.IntRange(min=1),
    default=500_000,
    show_default=True,
    help="With --files: statements in one file.",
)
@click.pass_context
def command(
    ctx: click.Context,
    path: Path,
    url: str | None,
    folder: Path | None,
    dry_run: bool,
    overwrite: bool,
    no_bulk: bool,
    timeout: float,
    token_header: str,
    split: int,
) -> None:
    """Load a graph into a triple store.

    PATH is a folder that build wrote (default exports/) or an RDF file. The merged graph becomes the
    default graph, each source a graph of its own. Publishing again replaces them, and removes the graphs
    of sources that are gone; graphs of others are not touched.
    """
    if bool(url) == bool(folder):
        raise UsageError("give either --to URL (a store) or --files DIR (files for bulk loaders)")
    from graphbuild.publishing import transfer

    if folder:
        for file in transfer.write(path, folder, split=split, tell=_tell):
            click.echo(printable(str(file)))
        return
    done = transfer.send(
        path,
        url or "",
        dry_run=dry_run,
        overwrite=overwrite,
        bulk=not no_bulk,
        timeout=timeout,
        token_header=token_header,
        tell=_tell,
        watch=partial(_bar, hidden=dry_run),
    )
    _show(done)
    if not done.complete:
        ctx.exit(1)


def _tell(message: str) -> None:
    click.echo(message, err=True)


@contextmanager
def _bar(dump: Dump, *, hidden: bool) -> Iterator[Callable[[int], None] | None]:
    if hidden or not sys.stderr.isatty():
        yield None
        return
    size = sum(graph.size for graph in dump.graphs)
    with click.progressbar(length=size, label="Sending", file=sys.stderr) as bar:
        yield bar.update


def _show(done: Publication) -> None:
    """One line for each graph on stdout, the rest on stderr."""
    from graphbuild.tabular import aligned

    rows: list[tuple[str, ...]] = [("graph", "result", "sent", "stored", "seconds")]
    rows += [_row(outcome, done.base) for outcome in done.outcomes]
    for line in aligned(rows, right=(2, 3, 4)):
        click.echo(printable(line))  # names of graphs and of the store come from the server
    for outcome in done.outcomes:
        if outcome.problem:
            name = outcome.graph or "default graph"
            click.echo(printable(f"Problem: {name}: {outcome.problem}"), err=True)
    click.echo(printable(_summary(done)), err=True)


def _row(outcome: Outcome, base: str) -> tuple[str, ...]:
    stored = "" if outcome.stored is None else f"{outcome.stored:,}"
    name = outcome.graph.removeprefix(base) or "default graph"
    return name, outcome.action, f"{outcome.sent:,}", stored, f"{outcome.seconds:.1f}"


def _summary(done: Publication) -> str:
    routes = done.routes
    if done.dry_run:
        return (
            f"Nothing was changed. {routes.name} takes graphs at {routes.graphs or routes.update}"
        )
    if not done.complete:
        failed = sum(bool(outcome.problem) for outcome in done.outcomes)
        return f"{failed} of {len(done.outcomes)} graphs are not as they should be; publish again to mend that"
    triples = sum(outcome.stored or 0 for outcome in done.outcomes)
    ask = f"graphbuild query NAME --endpoint {routes.query}"
    return f"{routes.name} holds {triples:,} triples, as sent. Ask it: {ask}"
