"""What the commands that read sources share: arguments, options, the summary of findings."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import Any

import click

from graphbuild.report import Report

SHOWN = 20
LAST = 5
FORMATS = ("yyyy-mm-dd", "dd/mm/yyyy", "mm/dd/yyyy")

SOURCES: dict[str, Any] = {
    "nargs": -1,
    "metavar": "SOURCE...",
    "type": click.Path(path_type=Path, allow_dash=True),
}
sources_argument = click.argument("sources", required=True, **SOURCES)
"""Files and folders; ``-`` is standard input."""

optional_sources_argument = click.argument("sources", required=False, **SOURCES)
"""The same for a command that can do without."""


def reading_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add ``--date-format`` and ``--encoding``, which settle what a file does not tell."""
    form = click.option(
        "--date-format",
        type=click.Choice(FORMATS),
        default=None,
        help="How the tables write dates, if that cannot be told from them.",
    )
    encoding = click.option(
        "--encoding",
        metavar="NAME",
        default=None,
        help="Encoding of texts that are not UTF-8, e.g. cp1252 (Excel in western Europe).",
    )
    return form(encoding(command))


def show_findings(
    report: Report, last: Collection[str] = (), attention: Sequence[str] = ()
) -> None:
    """Print errors and warnings on stderr, at most a screenful, and the count of the rest.

    Findings of the kinds ``last``, then the sentences of ``attention``, stand at the end: at most
    five lines.
    """
    told = [problem for problem in report.problems if problem.level != "info"]
    shown = [problem for problem in told if problem.kind not in last]
    shown.sort(key=lambda problem: problem.level)
    for problem in shown[:SHOWN]:
        click.echo(f"{problem.level}: {problem.place}: {problem.message}", err=True)
    if len(shown) > SHOWN:
        click.echo(f"... and {len(shown) - SHOWN} more", err=True)
    counts = ((report.count(level), level) for level in ("error", "warning", "info"))
    counted = ", ".join(f"{count} {level}" for count, level in counts if count)
    if counted:
        click.echo(f"findings: {counted}", err=True)
    final = [problem for problem in told if problem.kind in last]
    places = (f"{problem.place}: " if problem.place else "" for problem in final)
    lines = [place + problem.message for place, problem in zip(places, final, strict=True)]
    lines += attention
    if len(lines) > LAST:
        lines[LAST - 1 :] = [f"and {len(lines) - LAST + 1} more, see report.md"]
    for line in lines:
        click.echo(f"attention: {line}", err=True)
