"""The sheet that every picture is drawn on: title, caption, fonts, and files without dates."""

from __future__ import annotations

import textwrap
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from graphbuild.errors import MissingExtra
from graphbuild.files import replacing
from graphbuild.networks.about import caption
from graphbuild.words import one_line

if TYPE_CHECKING:
    import networkx
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    Graph = networkx.Graph[Any]

INK: Final = "#1d2530"
SOFT: Final = "#5c6470"
FAINT: Final = "#d5d9de"
DPI: Final = 200
_MARGIN: Final = 0.35
_LINE: Final = 0.135
"""Height of a line of the caption, in inches."""


def sheet(width: float, height: float) -> tuple[Figure, Axes]:
    """A figure whose drawing has this size in inches; ``saved`` adds room for title and caption.

    :raises MissingExtra: where matplotlib is not installed.
    """
    try:
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure as NewFigure
    except ImportError as error:
        raise MissingExtra("A picture", "pictures") from error
    figure = NewFigure(figsize=(width, height), dpi=DPI, facecolor="white")
    FigureCanvasAgg(figure)
    axes = figure.add_axes((0, 0, 1, 1))
    return figure, axes


def short(text: str, length: int) -> str:
    """A text of at most this length; what is cut off is marked."""
    text = one_line(str(text))
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


def saved(figure: Figure, graph: Graph, path: Path) -> Path:
    """Put title and caption around the drawing and write it."""
    notes = [*getattr(figure, "notes", ()), *(caption(graph) if "question" in graph.graph else [])]
    width, height = figure.get_size_inches()
    lines = [line for note in notes for line in textwrap.wrap(note, int(width * 17.5))]
    below = _LINE * len(lines) + 2 * _MARGIN * 0.6
    above = 0.62
    total = height + below + above
    figure.set_size_inches(width, total)
    for axes in figure.axes:
        left, bottom, wide, high = axes.get_position().bounds
        axes.set_position((left, (bottom * height + below) / total, wide, high * height / total))
    title = str(graph.graph.get("title", "Network"))
    left = _MARGIN / width
    put = figure.text
    put(left, 1 - 0.3 / total, title, size=13, weight="bold", color=INK, va="center")
    for number, line in enumerate(lines):
        y = (below - _MARGIN * 0.6 - _LINE * (number + 0.5)) / total
        put(left, y, line, size=7, color=SOFT, va="center")
    _write(figure, path)
    return path


def _write(figure: Figure, path: Path) -> None:
    from matplotlib import rc_context

    suffix = path.suffix.lower()[1:]
    # Neither today's date nor random ids, so that equal networks give equal files.
    dates = {"svg": {"Date": None}, "pdf": {"CreationDate": None, "ModDate": None}, "png": {}}
    rules: Any = {"svg.hashsalt": "graphbuild", "svg.fonttype": "none", "pdf.fonttype": 42}
    with rc_context(rules), replacing(path) as (handle,):
        figure.savefig(handle, format=suffix, dpi=DPI, metadata=dates[suffix])
