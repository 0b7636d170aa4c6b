"""``graphbuild network``."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from graphbuild.cli._asking import (
    GRAPH,
    PARAMETER,
    endpoint_options,
    opened_graph,
    read_params,
)
from graphbuild.errors import UsageError
from graphbuild.words import printable

if TYPE_CHECKING:
    import networkx

Options = dict[str, str | int | bool]

EXAMPLE = """\b
Examples:
  graphbuild network co-signing -p process=8
  graphbuild network third-party-process -p sense=practical -o thirds.gexf
  graphbuild network agreement-actor -p process="Bosnia peace process" -o bosnia.html
  graphbuild network co-signing --by 5years -o by-period.graphml
  graphbuild network co-signing -p max_actors=50 --sensitivity > sensitivity.csv
"""


@click.command("network", epilog=EXAMPLE)
@click.argument("name")
@PARAMETER
@GRAPH
@endpoint_options
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="File to write; its suffix chooses the format:"
    " .graphml .gexf .json .cyjs .csv .parquet .html .png .svg .pdf",
)
@click.option(
    "--measures",
    is_flag=True,
    help="Put measures on the nodes; without -o print them as CSV.",
)
@click.option(
    "--exact",
    is_flag=True,
    help="In the summary: order by betweenness even where that takes long.",
)
@click.option("--by", metavar="SLICE", help="A series of networks: year, 5years or stage.")
@click.option(
    "--backbone",
    type=float,
    metavar="LEVEL",
    help="Keep ties that are stronger than chance at this level, e.g. 0.05.",
)
@click.option(
    "--backbone-test",
    type=click.Choice(["disparity", "bonferroni", "fdr"]),
    default="disparity",
    show_default=True,
    help="By weight (disparity filter), or by what two share against chance, corrected.",
)
@click.option("--sensitivity", is_flag=True, help="Print what changes with each choice, as CSV.")
@click.option(
    "--aliases",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="CSV of actors to be taken for another: columns actor,same_as.",
)
@click.option(
    "--picture",
    metavar="KIND",
    help="For .png .svg .pdf: drawing, matrix, timeline or heatmap.",
)
@click.option(
    "--colour",
    metavar="BY",
    help="Colour nodes by type, community, stage or process: .gexf .html .png .svg .pdf.",
)
@click.option("--title", metavar="TEXT", help="For .png .svg .pdf: another title, or '' for none.")
@click.option("--no-caption", is_flag=True, help="For .png .svg .pdf: no caption below.")
@click.option(
    "--dpi", type=click.IntRange(30, 1200), help="For .png: dots per inch. [default: 200]"
)
@click.option(
    "--size",
    metavar="WIDTHxHEIGHT",
    help="For .png .svg .pdf: size of the whole in inches, e.g. 7x5.",
)
@click.option(
    "--plain",
    is_flag=True,
    help="CSV: put no ' before texts that a spreadsheet would run as formulas.",
)
def command(
    name: str,
    params: tuple[str, ...],
    graph: str,
    endpoint: str | None,
    default_graph: str,
    timeout: float,
    output: Path | None,
    measures: bool,
    exact: bool,
    by: str | None,
    backbone: float | None,
    backbone_test: str,
    sensitivity: bool,
    aliases: Path | None,
    picture: str | None,
    colour: str | None,
    title: str | None,
    no_caption: bool,
    dpi: int | None,
    size: str | None,
    plain: bool,
) -> None:
    """Build a network (see: graphbuild networks) and write it; without -o print a summary."""
    from graphbuild.networks.files import check

    options = _options(picture, colour, title, no_caption, dpi, size)
    if options and output is None:
        raise UsageError(f"--{next(iter(options)).replace('_', '-')} needs -o FILE")
    if output is not None:
        check(output, options)
    if sensitivity and (by or backbone or measures or output):
        raise UsageError(
            "--sensitivity prints one table; leave --by, --backbone, --measures, -o out"
        )
    given = read_params(params)
    opened = opened_graph(graph, endpoint, default_graph, timeout)
    if sensitivity:
        _print_table(opened.sensitivity(name, given, aliases=aliases), plain=plain)
        return
    if by:
        from graphbuild.networks.analysis.slices import table

        found = opened.series(name, given, by=by, aliases=aliases)
        found = {
            label: _shaped(item, backbone, backbone_test, measures) for label, item in found.items()
        }
        for label, item in found.items() if output else ():
            assert output is not None
            _write(item, _sliced(output, label), options, plain)
        _print_table(table(found), plain=plain)
        return
    network = opened.network(name, given, aliases=aliases)
    built = _shaped(network, backbone, backbone_test, measures)
    _show(built, output, options, measures, plain, exact)


def _options(
    picture: str | None,
    colour: str | None,
    title: str | None,
    no_caption: bool,
    dpi: int | None,
    size: str | None,
) -> Options:
    """What was asked of the file, by the names that ``write`` knows."""
    asked = {"picture": picture, "colour": colour, "title": title, "dpi": dpi, "size": size}
    given: Options = {name: value for name, value in asked.items() if value is not None}
    return given | ({"no_caption": True} if no_caption else {})


def _sliced(output: Path, label: str) -> Path:
    """``net-Ceasefire-related.gexf``: a stage's name may hold what a file's must not."""
    return output.with_name(f"{output.stem}-{re.sub(r'[^0-9A-Za-z]+', '-', label)}{output.suffix}")


def _shaped(
    graph: networkx.Graph[Any], level: float | None, test: str, measures: bool
) -> networkx.Graph[Any]:
    if level is not None:
        from graphbuild.networks.analysis.backbone import backbone

        isolates = graph.graph["parameters"]["isolates"] == "yes"
        graph = backbone(graph, level, isolates=isolates, test=test)
    if measures:
        from graphbuild.networks.analysis.measures import measure, slow

        if long := slow(graph):
            click.echo(f"note: {long}", err=True)
        measure(graph)
    return graph


def _show(
    graph: networkx.Graph[Any],
    output: Path | None,
    options: Options,
    measures: bool,
    plain: bool,
    exact: bool,
) -> None:
    from graphbuild.networks.about import caption

    if output is None and measures:
        from graphbuild.networks.attributes import NODE
        from graphbuild.networks.files.tables import columns, node_rows
        from graphbuild.networks.values import safe

        rows = list(node_rows(safe(graph)))
        _print_table(rows, columns(rows, ("id", "label"), NODE), plain=plain)
    elif output is None:
        from graphbuild.networks.analysis.summary import summary

        click.echo(summary(graph, exact=exact), nl=False)
        return
    else:
        _write(graph, output, options, plain)
    for line in caption(graph):
        click.echo(line, err=True)


def _write(graph: networkx.Graph[Any], output: Path, options: Options, plain: bool) -> None:
    from graphbuild.networks.files import write

    for path in write(graph, output, plain=plain, **options):
        size = f"{len(graph):,} nodes, {graph.number_of_edges():,} edges"
        click.echo(f"{printable(str(path))}: {size}", err=True)


def _print_table(
    rows: Sequence[Mapping[str, Any]], names: Sequence[str] = (), *, plain: bool = False
) -> None:
    from graphbuild.networks.files.tables import csv_bytes

    named = list(names) or list(dict.fromkeys(name for row in rows for name in row))
    click.echo(csv_bytes(named, rows, plain=plain), nl=False)
