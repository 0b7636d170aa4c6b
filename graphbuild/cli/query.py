"""``graphbuild query``: run a saved query, or a file with one."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import IO, TYPE_CHECKING, cast

import click

from graphbuild.cli._asking import (
    ALLOW_SERVICE,
    GRAPH,
    PARAMETER,
    QUERIES,
    endpoint_options,
    opened_graph,
    read_params,
)
from graphbuild.errors import UsageError
from graphbuild.files import replacing

if TYPE_CHECKING:
    from graphbuild.catalogue.answer import Answer
    from graphbuild.catalogue.style import Style

FORMATS = (
    "table",
    "csv",
    "tsv",
    "json",
    "xml",
    "markdown",
    "xlsx",
    "png",
    "svg",
    "html",
    "turtle",
    "ntriples",
    "jsonld",
)

EXAMPLE = """\b
Examples:
  graphbuild query third-party-ranking -p sense=listed
  graphbuild query process-timeline -p process=8 --format csv -o timeline.csv
  graphbuild query provision-share-by-year -p code=GeWom -o gender.png
  graphbuild query my-question.rq --graph other-exports/
  graphbuild query agreements --endpoint https://example.org/sparql
"""


@click.command(epilog=EXAMPLE)
@click.argument("name", metavar="NAME-or-FILE")
@PARAMETER
@GRAPH
@endpoint_options
@ALLOW_SERVICE
@click.option(
    "--format",
    "format_",
    type=click.Choice(FORMATS),
    help="Default: table on a terminal, else csv; turtle for graphs.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="File to write; its suffix chooses the format (.png .svg .html for charts).",
)
@QUERIES
@click.option("--show", is_flag=True, help="Print the final SPARQL and stop.")
@click.option("--bom", is_flag=True, help="CSV: begin with a byte order mark, as Excel wants it.")
@click.option(
    "--safe", is_flag=True, help="CSV: put ' before texts that a spreadsheet would run as formulas."
)
@click.option("--title", default="", help="Charts: a title of your own.")
@click.option("--no-caption", is_flag=True, help="Charts: leave the caption out.")
@click.option("--dpi", type=click.IntRange(50, 1200), help="PNG: dots an inch (200).")
@click.option(
    "--size",
    metavar="WxH",
    default="",
    help="Charts: width and height, as 8x5 (inches) or 20x12cm.",
)
def command(
    name: str,
    params: tuple[str, ...],
    graph: str,
    endpoint: str | None,
    default_graph: str,
    timeout: float,
    allow_service: bool,
    format_: str | None,
    output: Path | None,
    folders: tuple[Path, ...],
    show: bool,
    bom: bool,
    safe: bool,
    title: str,
    no_caption: bool,
    dpi: int | None,
    size: str,
) -> None:
    """Answer a question with a saved query (see: graphbuild queries) or a .rq file of your own."""
    graph_ = opened_graph(
        graph, endpoint, default_graph, timeout, folders, allow_service=allow_service
    )
    answer = graph_.query(name, **read_params(params))
    if show:
        click.echo(answer.sparql)
        return
    from graphbuild.catalogue.style import Style

    style = Style(bom=bom, safe=safe, title=title, no_caption=no_caption, dpi=dpi or 0, size=size)
    _write(answer, _format(answer, format_, output), output, style)


def _format(answer: Answer, chosen: str | None, output: Path | None) -> str:
    from graphbuild.catalogue.writers import format_for

    file = None if output is None or str(output) == "-" else output
    found = chosen or format_for(answer, file)
    plain = not chosen and file is None and found == "csv"
    return "table" if plain and sys.stdout.isatty() else found


def _write(answer: Answer, format: str, output: Path | None, style: Style) -> None:
    from graphbuild.catalogue.writers import write

    if output is None or str(output) == "-":  # a file is the same whatever terminal is open
        style = replace(style, width=shutil.get_terminal_size((style.width, 24)).columns)
    with opened(output) as out:
        if format in ("xlsx", "png") and out.isatty():
            raise UsageError(f"{format} cannot be shown on a terminal; give -o FILE.{format}")
        count = write(answer, out, format, style)
    lines = answer.notes
    if count == 0 and answer.form == "SELECT" and answer.hint:
        lines.append(answer.hint)
    if count >= 0 and answer.form == "SELECT":
        lines.insert(0, f"{count:,} row{'' if count == 1 else 's'}")
    click.echo("\n".join(lines), err=True)


@contextmanager
def opened(output: Path | None) -> Iterator[IO[bytes]]:
    """The file to write, put in place only when it is whole; stdout for none or ``-``."""
    if output is None or str(output) == "-":
        out: IO[bytes] = sys.stdout.buffer
        if sys.stdout.isatty():
            from graphbuild.cli._terminal import Terminal

            out = cast("IO[bytes]", Terminal(out))
        yield out
        out.flush()
        return
    with replacing(output) as (handle,):
        yield handle
