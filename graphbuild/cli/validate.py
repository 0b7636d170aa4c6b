"""``graphbuild validate``: the shapes and the checking queries, on a graph."""

from __future__ import annotations

import csv
import io
import json
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graphbuild.cli._asking import QUERIES

if TYPE_CHECKING:
    from graphbuild.checking.checks import Finding

EXAMPLE = """\b
Examples:
  graphbuild validate
  graphbuild validate exports/ --findings 50
  graphbuild validate exports/graph.ttl --format csv > findings.csv
"""


@click.command(epilog=EXAMPLE)
@click.argument("path", type=click.Path(path_type=Path), default=Path("exports"), metavar="[PATH]")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "csv", "json"]),
    default="text",
    show_default=True,
)
@click.option(
    "--findings",
    type=click.IntRange(min=0),
    default=5,
    show_default=True,
    help="How many to show of each rule.",
)
@QUERIES
@click.pass_context
def command(
    ctx: click.Context,
    path: Path,
    format_: str,
    findings: int,
    folders: tuple[Path, ...],
) -> None:
    """Check a graph against the ontology's shapes and the rules of quality; 1 if it breaks one.

    A violation means that the graph is wrong; warnings and infos tell what is doubtful or missing in
    the data, and leave the status 0.
    """
    from graphbuild.api import load

    found = load(path, queries=folders, timeout=0, max_memory=0).validate()
    click.echo({"text": _text, "csv": _csv, "json": _json}[format_](found, findings), nl=False)
    counts = [f"{sum(item.severity == name for item in found)} {name}" for name in _names(found)]
    click.echo(", ".join(counts) if counts else "no findings: the graph conforms", err=True)
    if any(item.severity == "violation" for item in found):
        ctx.exit(1)


def _names(found: list[Finding]) -> list[str]:
    return list(dict.fromkeys(item.severity for item in found))


def _text(found: list[Finding], shown: int) -> str:
    from graphbuild.tabular import shown as words

    lines = []
    for (severity, rule), group in groupby(found, key=lambda item: (item.severity, item.rule)):
        items = list(group)
        lines.append(f"{severity:<9}  {rule}  ({len(items):,}): {items[0].message}")
        for item in items[:shown]:
            cells = (
                f"{name}={words(value)[:80]}"
                for name, value in item.found.items()
                if value is not None
            )
            lines.append("             " + "  ".join(cells))
        if shown and len(items) > shown:
            lines.append(f"             and {len(items) - shown:,} more")
    return "".join(f"{line}\n" for line in lines)


def _csv(found: list[Finding], shown: int) -> str:  # noqa: ARG001 - a file has all of them
    out = io.StringIO()
    lines = csv.writer(out, lineterminator="\r\n")
    lines.writerow(["severity", "rule", "message", "found"])
    for item in found:
        cells = "; ".join(
            f"{name}={value}" for name, value in item.found.items() if value is not None
        )
        lines.writerow([item.severity, item.rule, item.message, cells])
    return out.getvalue()


def _json(found: list[Finding], shown: int) -> str:  # noqa: ARG001 - a file has all of them
    rows = [
        {"severity": item.severity, "rule": item.rule, "message": item.message, "found": item.found}
        for item in found
    ]
    return json.dumps(rows, ensure_ascii=False, indent=1, default=str) + "\n"
