"""The sheet that every picture is drawn on: title, caption, fonts, and files without dates."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

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
_TITLE_LINE: Final = 0.24
_ABOVE_TITLE: Final = 0.38


class Style(NamedTuple):
    """What was asked of a picture; ``title`` is ``None`` for the network's own."""

    colour: str = ""
    title: str | None = None
    caption: bool = True
    dpi: int = DPI
    size: tuple[float, float] | None = None


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


def names(graph: Graph, nodes: Iterable[Any], length: int) -> dict[Any, str]:
    """The labels of nodes, cut to a length such that no two different ones look the same.

    Those that begin alike are cut in the middle; where that is not enough the id follows.
    """
    out: dict[Any, str] = {}
    whole = {node: one_line(str(graph.nodes[node].get("label", node))) for node in nodes}
    for cut in (_at_the_end, _in_the_middle):
        out |= {node: cut(text, length) for node, text in whole.items() if node not in out}
        alike = Counter(out.values())
        out = {node: text for node, text in out.items() if alike[text] == 1}
    for node, text in whole.items():
        if node not in out:
            known = f" [{graph.nodes[node].get('identifier', node)}]"
            out[node] = _at_the_end(text, max(8, length - len(known))) + known
    return {node: out[node] for node in whole}


def _at_the_end(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


def _in_the_middle(text: str, length: int) -> str:
    half = (length - 1) // 2
    return text if len(text) <= length else f"{text[:half].rstrip()}…{text[-half:].lstrip()}"


def plain_words(text: str) -> str:
    """A text in which a dollar sign begins no formula."""
    return text.replace("$", r"\$")


def saved(figure: Figure, graph: Graph, path: Path, style: Style) -> Path:
    """Put title and caption around the drawing and write it."""
    width, height = figure.get_size_inches()
    lines = caption_lines(figure, graph, style, width)
    title = title_lines(graph, style, width)
    below = _below(lines)
    total = height + frame_height(title, lines)
    figure.set_size_inches(width, total)
    for axes in figure.axes:
        left, bottom, wide, high = axes.get_position().bounds
        axes.set_position((left, (bottom * height + below) / total, wide, high * height / total))
    left = _MARGIN / width
    put = figure.text
    for number, line in enumerate(title):
        y = 1 - (0.3 + _TITLE_LINE * number) / total
        put(left, y, plain_words(line), size=13, weight="bold", color=INK, va="center")
    for number, line in enumerate(lines):
        y = (below - _MARGIN * 0.6 - _LINE * (number + 0.5)) / total
        put(left, y, plain_words(line), size=7, color=SOFT, va="center")
    if style.size:
        _fit(figure, style.size)
    _write(figure, path, style.dpi)
    return path


def _below(lines: list[str]) -> float:
    return (_LINE * len(lines) + 2 * _MARGIN * 0.6) if lines else 0.15


def frame_height(title: list[str], lines: list[str]) -> float:
    """What title and caption take above and below a drawing, in inches."""
    above = _ABOVE_TITLE + _TITLE_LINE * len(title) if title else 0.12
    return _below(lines) + above


def caption_lines(figure: Figure, graph: Graph, style: Style, width: float) -> list[str]:
    """What stands below the drawing: what it leaves out, and the network's own caption."""
    if not style.caption:
        return []
    notes = [*getattr(figure, "notes", ()), *(caption(graph) if "question" in graph.graph else [])]
    return [line for note in notes for line in textwrap.wrap(note, int(width * 17.5))]


def title_lines(graph: Graph, style: Style, width: float) -> list[str]:
    """The whole title, in as many lines as it takes."""
    title = str(graph.graph.get("title", "Network")) if style.title is None else style.title
    return textwrap.wrap(one_line(title), max(12, int((width - 2 * _MARGIN) * 8.6)))


def _fit(figure: Figure, size: tuple[float, float]) -> None:
    """Make the whole larger or smaller, words and marks with it, until it fits."""
    from matplotlib.collections import Collection
    from matplotlib.text import Text

    width, height = figure.get_size_inches()
    scale = min(size[0] / width, size[1] / height)
    if abs(scale - 1) < 0.005:
        return
    figure.set_size_inches(width * scale, height * scale)
    for text in figure.findobj(Text):
        text.set_fontsize(text.get_fontsize() * scale)
    found: list[Any] = figure.findobj(Collection)
    for marks in found:
        marks.set_linewidths([width * scale for width in marks.get_linewidths()])
        if hasattr(marks, "set_sizes"):
            marks.set_sizes(marks.get_sizes() * scale * scale)


def _write(figure: Figure, path: Path, dpi: int = DPI) -> None:
    from matplotlib import rc_context

    suffix = path.suffix.lower()[1:]
    # Neither today's date nor random ids, so that equal networks give equal files.
    dates = {"svg": {"Date": None}, "pdf": {"CreationDate": None, "ModDate": None}, "png": {}}
    rules: Any = {"svg.hashsalt": "graphbuild", "svg.fonttype": "none", "pdf.fonttype": 42}
    with rc_context(rules), replacing(path) as (handle,):
        figure.savefig(handle, format=suffix, dpi=dpi, metadata=dates[suffix])
