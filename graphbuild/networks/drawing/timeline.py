"""A process in time: its agreements by stage, and under them who is on each, on which side."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final

from graphbuild.errors import UsageError
from graphbuild.networks.dates import middle_day
from graphbuild.networks.drawing.looks import SIDE_COLOURS, STAGE_COLOURS
from graphbuild.networks.drawing.paper import FAINT, INK, Style, names, plain_words, sheet

if TYPE_CHECKING:
    import networkx
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    Graph = networkx.Graph[Any]

MOST: Final = 45
_ROW: Final = 0.19
_FEW: Final = 150
"""Agreements up to which each gets a line of its own through the rows."""
_NAMES: Final = 2.6
_UNKNOWN: Final = "#5c6470"

Stands = dict[Any, dict[Any, set[str]]]
"""Actor to agreement to sides."""


def figure(graph: Graph, style: Style = Style()) -> Figure:  # noqa: ARG001, B008
    """One column for each agreement, one row for each actor, those on most agreements only.

    :raises UsageError: where the network does not hold dated agreements with their actors.
    """
    stands = _stands(graph)
    agreements = [
        n for n, d in graph.nodes(data=True) if d.get("kind") == "agreement" and "date" in d
    ]
    if not stands or not agreements:
        raise UsageError(
            "a timeline needs dated agreements with their actors; use the network agreement-actor"
        )
    kept = sorted(stands, key=lambda actor: -len(stands[actor]))[:MOST]
    first = {actor: min(graph.nodes[key]["date"] for key in stands[actor]) for actor in kept}
    kept.sort(key=lambda actor: (first[actor], -len(stands[actor])))
    wide, high = 10.5, _ROW * (len(kept) + 2) + 1.0
    paper, axes = sheet(wide, high)
    axes.set_position((_NAMES / wide, 0.75 / high, 1 - (_NAMES + 0.3) / wide, 1 - 0.85 / high))
    days = {key: middle_day(graph.nodes[key]["date"]).toordinal() for key in agreements}
    _agreements(axes, graph, agreements, days, len(kept))
    _actors(axes, stands, kept, days)
    _finish(axes, graph, kept, days)
    if len(kept) < len(stands):
        note = f"Rows: the {len(kept)} of {len(stands):,} actors that are on most agreements."
        paper.notes = [note]  # type: ignore[attr-defined]
    return paper


def _stands(graph: Graph) -> Stands:
    found: Stands = {}
    for source, target, data in graph.edges(data=True):
        agreement, actor = source, target
        if graph.nodes[source].get("kind") != "agreement":
            agreement, actor = target, source
        if "side" in data and "date" in graph.nodes[agreement]:
            found.setdefault(actor, {}).setdefault(agreement, set()).add(data["side"])
    return found


def _agreements(
    axes: Axes, graph: Graph, agreements: list[Any], days: dict[Any, int], rows: int
) -> None:
    for stage in [*STAGE_COLOURS, ""]:
        keys = [
            key
            for key in agreements
            if graph.nodes[key].get("stage", "") == stage
            or (not stage and graph.nodes[key].get("stage", "") not in STAGE_COLOURS)
        ]
        if not keys:
            continue
        tone = STAGE_COLOURS.get(stage, _UNKNOWN)
        place = [days[key] for key in keys]
        few = len(agreements) <= _FEW
        if few:
            axes.vlines(place, -0.6, rows - 0.4, colors=FAINT, linewidth=0.5, zorder=1)
        label = f"{stage or 'stage not stated'} ({len(keys)})"
        axes.scatter(
            place,
            [-1.2] * len(keys),
            marker="s" if few else "|",
            s=26 if few else 60,
            c=tone,
            edgecolors="#33393f" if few else None,
            linewidths=0.3 if few else 0.8,
            zorder=3,
            label=label,
        )


def _actors(axes: Axes, stands: Stands, kept: list[Any], days: dict[Any, int]) -> None:
    for side, tone in SIDE_COLOURS.items():
        points = [
            (days[key], row + (0.14 if len(sides) > 1 else 0) * (1 if side == "party" else -1))
            for row, actor in enumerate(kept)
            for key, sides in stands[actor].items()
            if side in sides
        ]
        if points:
            marker = "o" if side == "party" else "D"
            size = 16 if side == "party" else 13
            axes.scatter(
                *_columns(points),
                marker=marker,
                s=size,
                c=tone,
                linewidths=0,
                alpha=0.9,
                zorder=2,
                label=side,
            )


def _columns(points: list[tuple[int, float]]) -> tuple[list[float], list[float]]:
    return [x for x, _ in points], [y for _, y in points]


def _finish(axes: Axes, graph: Graph, kept: list[Any], days: dict[Any, int]) -> None:
    said = [plain_words(name) for name in names(graph, kept, 42).values()]
    axes.set_yticks([-1.2, *range(len(kept))], ["Agreements", *said], size=7, color=INK)
    axes.get_yticklabels()[0].set_fontweight("bold")
    axes.set_ylim(len(kept) - 0.4, -2)
    for row in range(len(kept)):
        axes.axhline(row, color="#eef0f2", linewidth=0.5, zorder=0)
    first, last = min(days.values()), max(days.values())
    margin = max(30, (last - first) * 0.02)
    axes.set_xlim(first - margin, last + margin)
    years = range(date.fromordinal(first).year, date.fromordinal(last).year + 2)
    step = -(-len(years) // 20)  # more labels than these would run together
    starts = [(date(year, 1, 1).toordinal(), str(year)) for year in years[::step]]
    starts = [item for item in starts if first - margin <= item[0] <= last + margin]
    axes.set_xticks([day for day, _ in starts], [year for _, year in starts], size=7)
    axes.tick_params(length=0)
    for spine in axes.spines.values():
        spine.set_color(FAINT)
    axes.legend(
        loc="upper left",
        bbox_to_anchor=(-0.3, -0.28 / (_ROW * (len(kept) + 2)) - 0.005),
        ncols=5,
        fontsize=6.5,
        frameon=False,
        handletextpad=0.3,
        columnspacing=1.1,
    )
