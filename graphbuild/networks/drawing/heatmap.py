"""Actors and years: on how many agreements of each year an actor stands."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from graphbuild.errors import UsageError
from graphbuild.networks.about import DOCUMENTS
from graphbuild.networks.attributes import JOINED
from graphbuild.networks.drawing.paper import FAINT, INK, Style, names, plain_words, sheet

if TYPE_CHECKING:
    import networkx
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    Graph = networkx.Graph[Any]

MOST: Final = 40
_ROW: Final = 0.19
_COLUMN: Final = 0.22
_NAMES: Final = 2.6


def figure(graph: Graph, style: Style = Style()) -> Figure:  # noqa: ARG001, B008
    """The actors on most agreements, in the order of their first one.

    :raises UsageError: where nodes do not say on which dated agreements they are.
    """
    import numpy as np

    counts = _counts(graph)
    if not counts:
        raise UsageError(
            "a heat map needs nodes with dated agreements; use agreement-actor, co-signing,"
            " third-party-process or mediator-conflict"
        )
    kept = sorted(counts, key=lambda node: -sum(counts[node].values()))[:MOST]
    kept.sort(key=lambda node: (min(counts[node]), -sum(counts[node].values())))
    years = range(min(map(min, counts.values())), max(map(max, counts.values())) + 1)
    table = np.array([[counts[node][year] or np.nan for year in years] for node in kept])
    wide, high = _NAMES + _COLUMN * len(years) + 0.9, _ROW * len(kept) + 0.55
    paper, axes = sheet(max(wide, 6.0), high)
    wide = max(wide, 6.0)
    axes.set_position(
        (_NAMES / wide, 0.4 / high, _COLUMN * len(years) / wide, _ROW * len(kept) / high)
    )
    _paint(axes, table)
    said = [plain_words(name) for name in names(graph, kept, 42).values()]
    axes.set_yticks(range(len(kept)), said, size=7, color=INK)
    axes.set_xticks(range(len(years)), [str(year) for year in years], size=6.5, rotation=90)
    note = f"Cells count agreements. Rows are the {len(kept)} on most agreements of {len(counts):,}"
    paper.notes = [f"{note}, by the year of their first one."]  # type: ignore[attr-defined]
    return paper


def _counts(graph: Graph) -> dict[Any, Counter[int]]:
    documents = graph.graph.get(DOCUMENTS, {})
    years = {key: int(item["date"][:4]) for key, item in documents.items() if item["date"]}
    found: dict[Any, Counter[int]] = {}
    for node, data in graph.nodes(data=True):
        if data.get("kind") not in ("actor", "person"):
            continue
        dated = [
            years[key] for key in str(data.get("agreement_ids", "")).split(JOINED) if key in years
        ]
        if dated:
            found[node] = Counter(dated)
    return found


def _paint(axes: Axes, table: Any) -> None:
    import numpy as np
    from matplotlib import colormaps
    from matplotlib.ticker import MaxNLocator

    highest = float(np.nanmax(table))
    image = axes.imshow(
        table, cmap=colormaps["YlGnBu"], vmin=0, vmax=max(highest, 3), aspect="auto"
    )
    axes.set_xticks([x - 0.5 for x in range(table.shape[1] + 1)], minor=True)
    axes.set_yticks([y - 0.5 for y in range(table.shape[0] + 1)], minor=True)
    axes.grid(which="minor", color=FAINT, linewidth=0.3)
    axes.tick_params(which="both", length=0)
    for spine in axes.spines.values():
        spine.set_color(FAINT)
    for y, x in np.argwhere(~np.isnan(table)):
        value = table[y, x]
        tone = "white" if value > 0.42 * max(highest, 3) else INK
        axes.text(x, y, f"{value:.0f}", size=5.5, ha="center", va="center", color=tone)
    bar = axes.inset_axes(
        (1.015, 0.0, min(0.02, 0.6 / table.shape[1]), min(1.0, 10 / table.shape[0]))
    )
    scale = axes.figure.colorbar(image, cax=bar)
    scale.outline.set_visible(False)
    scale.locator = MaxNLocator(integer=True, nbins=5)
    scale.update_ticks()
    scale.set_label("agreements", size=6.5)
    scale.ax.tick_params(labelsize=6, length=2)
