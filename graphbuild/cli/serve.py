"""``graphbuild serve``: the graph as web pages on this machine."""

from __future__ import annotations

import os
import sys
import threading
from pathlib import Path

import click

from graphbuild.cli._asking import QUERIES

EXAMPLE = """\b
Examples:
  graphbuild serve
  graphbuild serve exports/ --port 0 --no-open
  graphbuild serve exports/ --review
"""


@click.command(epilog=EXAMPLE)
@click.argument("path", type=click.Path(path_type=Path), default="exports/")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="Port; 0 takes a free one.",
)
@click.option(
    "--timeout",
    type=click.FloatRange(min=0.1),
    default=10,
    show_default=True,
    help="Seconds that a question may take.",
)
@click.option(
    "--cors", multiple=True, metavar="ORIGIN", help="Let pages of this origin ask the endpoint."
)
@click.option("--no-persons", is_flag=True, help="Leave out pages and names of persons.")
@click.option("--no-texts", is_flag=True, help="Leave out passages, written fields, long texts.")
@click.option("--review", is_flag=True, help="Judge doubtful names and links on a page.")
@click.option("--no-open", is_flag=True, help="Do not open a browser.")
@QUERIES
def command(
    path: Path,
    host: str,
    port: int,
    timeout: float,
    cors: tuple[str, ...],
    no_persons: bool,
    no_texts: bool,
    review: bool,
    no_open: bool,
    folders: tuple[Path, ...],
) -> None:
    """Open a graph in the browser: search, pages of all things, questions, networks, SPARQL.

    It listens on this machine alone and changes nothing. End it with Ctrl+C. What a limit cut off, or
    came while too much was asked, is told in words (status 503).
    """
    from graphbuild.api import serve
    from graphbuild.explorer.safety import is_loopback

    if not is_loopback(host):
        click.echo(
            f"anyone who reaches {host} can read this graph, persons' names included; no licence of"
            " PA-X or PAA-X data is known, so ask their makers before you publish it (--no-persons and"
            " --no-texts leave out names of persons, and texts)",
            err=True,
        )

    def ready(address: str) -> None:
        click.echo(address)
        sys.stdout.flush()
        if not no_open and sys.stdout.isatty():
            click.launch(address)

    serve(
        path,
        host=host,
        port=port,
        timeout=timeout,
        cors=cors,
        queries=folders,
        persons=not no_persons,
        texts=not no_texts,
        review=review,
        ready=ready,
        tell=(lambda _: None)
        if is_loopback(host)
        else lambda line: click.echo(f"data: {line}", err=True),
    )
    _end()


def _end() -> None:
    """End now, whatever is still being made for those who asked last; the engine's processes follow."""
    main = threading.main_thread()
    if any(one is not main and not one.daemon for one in threading.enumerate()):
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(0)
