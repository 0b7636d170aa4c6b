from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import click

from graphbuild.api import parse
from graphbuild.cli._sources import reading_options, show_findings, sources_argument
from graphbuild.files import replacing
from graphbuild.records import Agreement, SourceFile

_LINE_ENDS = {"\x85": "\\u0085", "\u2028": "\\u2028", "\u2029": "\\u2029"}
"""Line ends of Unicode that JSON lets stand, but at which some programs would cut the line."""

_encode = json.JSONEncoder(ensure_ascii=False).encode


@click.command(name="parse")
@sources_argument
@reading_options
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    default=None,
    help="Write there instead of to the standard output.",
)
@click.pass_context
def command(
    ctx: click.Context,
    sources: tuple[Path, ...],
    date_format: str | None,
    encoding: str | None,
    output: Path | None,
) -> None:
    """Print what the sources say: one JSON object per agreement and source, nothing linked.

    SOURCE is a coding page, a PA-X table, PAA-X, or a folder of such files; - is standard input.
    Exit status 1 means that something was left out; the findings say what.

    \b
    Examples:
      graphbuild parse pax_v9.csv > agreements.jsonl
      graphbuild parse pages/ -o pages.jsonl
      cat pax.csv | graphbuild parse - --date-format dd/mm/yyyy
    """
    counts = Counter[str]()
    records = parse(sources, date_format=date_format or "", encoding=encoding or "")
    with _target(output) as handle:
        for source in records.files():
            _write(source.agreements, handle)
            _count(source, counts)
    click.echo(_in_words(counts), err=True)
    show_findings(records.report)
    if records.report.count("error"):
        ctx.exit(1)


@contextmanager
def _target(output: Path | None) -> Iterator[BinaryIO]:
    if output is None or str(output) == "-":
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
    else:
        with replacing(output) as (handle,):
            yield handle


def _write(agreements: Iterable[Agreement], handle: BinaryIO) -> None:
    for agreement in agreements:
        line = _encode(agreement.to_json())
        for end, escaped in _LINE_ENDS.items():
            line = line.replace(end, escaped)
        handle.write(line.encode("utf-8", errors="surrogatepass") + b"\n")


def _count(source: SourceFile, counts: Counter[str]) -> None:
    counts["file"] += 1
    counts["agreement"] += len(source.agreements)
    counts["actor"] += len(source.actors)
    counts["signatory row"] += len(source.listings)


def _in_words(counts: Counter[str]) -> str:
    told = (f"{n:,} {what}{'' if n == 1 else 's'}" for what, n in counts.items() if n)
    return f"read {', '.join(told)}"
