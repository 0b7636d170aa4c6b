"""Networks to files and to tables; what is computed from one stands in ``graphbuild.networks``."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphbuild.api._given import Place

if TYPE_CHECKING:
    import networkx


def write_network(
    network: networkx.Graph[Any],
    path: Place,
    *,
    picture: str = "",
    colour: str = "",
    title: str | None = None,
    no_caption: bool = False,
    dpi: int | None = None,
    size: str = "",
    plain: bool = False,
) -> list[Path]:
    """Write a network to a file, in the format of its suffix; any graph of networkx may be given.

    ``.graphml .gexf .json .cyjs .csv .parquet .html .png .svg .pdf``. A picture is a ``drawing``, or
    ``matrix``, ``timeline`` or ``heatmap`` where ``picture`` says so; ``colour`` is what its nodes are coloured by
    (``type community stage process``, in GEXF too), ``title`` another title (``""`` none),
    ``no_caption`` leaves the caption out, ``dpi`` is for PNG, ``size`` in inches (``7x5``). In CSV a ``'`` stands before
    texts that a spreadsheet would run as formulas, unless ``plain``.

    :return: the files written, the named one first.
    :raises UsageError: for an unknown suffix or picture.
    :raises MissingExtra: where the format needs a library that is not installed.
    :raises OutputError: where it cannot be written.
    """
    from graphbuild.networks.files import write

    words = {"picture": picture, "colour": colour, "size": size}
    return write(
        network,
        path,
        title=title,
        no_caption=no_caption,
        dpi=dpi,
        plain=plain,
        **{name: value for name, value in words.items() if value},
    )


def series_table(
    slices: Mapping[str, networkx.Graph[Any]],
) -> list[dict[str, str | int | float]]:
    """One row for each slice of a series: agreements, nodes with a tie, edges, measures of the whole."""
    from graphbuild.networks.analysis.slices import table

    return table(slices)
