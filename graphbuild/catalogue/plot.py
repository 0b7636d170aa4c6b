"""A chart as a picture for print: PNG or SVG by matplotlib, with title and caption around it.

The same answer gives the same bytes: no dates, no random ids, none of the user's own settings.
"""

from __future__ import annotations

import math
import textwrap
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Any, Final

from graphbuild.catalogue.figure import BETWEEN, Figure, Series, value_text
from graphbuild.catalogue.style import DPI, Style
from graphbuild.errors import MissingExtra, UsageError

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Sheet

INK, SOFT, FAINT = "#1d2530", "#4d5560", "#d5d9de"
COLOURS: Final = (
    "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#7a5c00", "#8a8f98",
)  # fmt: skip
"""Told apart by eyes that see few colours too (after Okabe and Ito)."""
MARKERS: Final = "osD^vP*X"
WIDTH: Final = 8.0
_MARGIN, _LINE, _TITLE, _KEY, _ROW, _LABEL = 0.2, 0.145, 0.2, 0.19, 0.19, 44
"""In inches: the margin, lines of caption, title, key and label; and characters of a label's line."""


def draw(
    figure: Figure, title: str, caption: Sequence[str], out: IO[bytes], format: str, style: Style
) -> None:
    """Draw a chart to a binary file, as ``png`` or ``svg``.

    :raises MissingExtra: where matplotlib is not installed.
    :raises UsageError: for a size without room for it.
    """
    with _matplotlib():
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure as NewSheet

        sheet = NewSheet(dpi=style.dpi or DPI, facecolor="white")
        FigureCanvasAgg(sheet)
        _Layout(sheet, figure, title, caption, style).place()
        about: dict[str, Any] = {"Title": title, "Description": "\n".join(caption)}
        if format == "svg":
            about.update(Date=None, Creator="graphbuild")
        else:
            about["Software"] = "graphbuild"
        sheet.savefig(out, format=format, dpi=style.dpi or DPI, metadata=about)


@contextmanager
def _matplotlib() -> Iterator[None]:
    """Matplotlib as it comes, whatever the user's own settings are."""
    try:
        import matplotlib
    except ImportError as error:
        raise MissingExtra("A chart", "pictures") from error
    with matplotlib.rc_context():
        matplotlib.rcdefaults()
        matplotlib.rcParams.update(
            {
                "svg.hashsalt": "graphbuild",
                "svg.fonttype": "none",
                "font.family": "DejaVu Sans",
                "text.parse_math": False,
                "font.size": 8,
            }
        )
        yield


class _Layout:
    """Where title, key, drawing and caption stand, in inches from the lower left corner."""

    def __init__(
        self, sheet: Sheet, figure: Figure, title: str, caption: Sequence[str], style: Style
    ) -> None:
        self.sheet, self.figure = sheet, figure
        self.width, height = style.inches() if style.size else (WIDTH, 0.0)
        characters = max(20, int((self.width - 2 * _MARGIN) * 19.5))
        self.title = textwrap.wrap(title, max(12, int((self.width - 2 * _MARGIN) * 9.2)))
        self.caption = [line for note in caption for line in textwrap.wrap(note, characters)]
        self.names = _key(figure)
        self.columns = max(1, min(3, int(self.width // 3.6)))
        self.labels = [_wrapped(label) for label in figure.labels]
        named = 0.22 if figure.form != "ranking" else 0.06
        above = _MARGIN + _TITLE * len(self.title) + _KEY * self.key_rows + named + 0.06
        below = _LINE * len(self.caption) + _MARGIN
        least = above + below + self._room(least=True)
        self.height = height or above + below + self._room()
        if self.height < least - 0.01:
            raise UsageError(
                f"--size {style.size} has no room for this chart, which needs a height of {math.ceil(least * 10) / 10:g}"
                f" inches ({math.ceil(least * 2.54)} cm) at this width; give more, or --no-caption"
            )
        self.above, self.below = above, below

    @property
    def key_rows(self) -> int:
        """Lines that the key takes."""
        return math.ceil(len(self.names) / self.columns)

    def _room(self, *, least: bool = False) -> float:
        """The height of the drawing with its axes."""
        if self.figure.form == "ranking":
            lines = sum(1 + label.count("\n") for label in self.labels)
            row = 0.155 if least else _ROW
            return lines * row + 0.08 * len(self.labels) + 0.5
        base = 0.9 if self.figure.base else 0.0
        return (1.4 if least else 3.0) + base

    def place(self) -> None:
        """Put everything on the sheet."""
        sheet = self.sheet
        sheet.set_size_inches(self.width, self.height)
        for at, line in enumerate(self.title):
            self._text(_MARGIN, self.height - _MARGIN - _TITLE * at, line, 12, INK, weight="bold")
        for at, line in enumerate(self.caption):
            self._text(_MARGIN, self.below - _LINE * at - 0.06, line, 7, SOFT)
        bottom, top = self.below + 0.42, self.height - self.above
        if self.figure.form == "ranking":
            self._ranking(bottom, top)
        else:
            self._series(bottom, top)
        if self.names:
            self._keys()

    def _text(self, x: float, y: float, text: str, size: float, colour: str, **more: Any) -> None:
        place = (x / self.width, y / self.height)
        self.sheet.text(*place, text, size=size, color=colour, va="top", **more)

    def _keys(self) -> None:
        from matplotlib.patches import Rectangle

        step = (self.width - 2 * _MARGIN) / self.columns
        top = self.height - _MARGIN - _TITLE * len(self.title) - 0.04
        for at, name in enumerate(self.names):
            x = _MARGIN + step * (at % self.columns)
            y = top - _KEY * (at // self.columns)
            box = Rectangle(
                (x / self.width, (y - 0.12) / self.height),
                0.11 / self.width,
                0.11 / self.height,
                color=COLOURS[at % len(COLOURS)],
                transform=self.sheet.transFigure,
            )
            self.sheet.add_artist(box)
            self._text(x + 0.17, y, _cut(name, int(step * 13) - 3), 7.5, INK)

    def _axes(self, left: float, bottom: float, right: float, top: float) -> Axes:
        place = (
            left / self.width,
            bottom / self.height,
            (right - left) / self.width,
            (top - bottom) / self.height,
        )
        axes = self.sheet.add_axes(place)
        for side in ("top", "right", "left"):
            axes.spines[side].set_visible(False)
        axes.spines["bottom"].set_color(SOFT)
        axes.tick_params(colors=INK, length=0, labelsize=8)
        axes.set_axisbelow(True)
        return axes

    def _series(self, bottom: float, top: float) -> None:
        left, right = _MARGIN + 0.5, self.width - _MARGIN
        figure = self.figure
        floor = bottom
        if figure.base is not None:
            floor = bottom + 0.9
            below = self._axes(left, bottom, right, bottom + 0.6)
            values = [figure.base.values.get(label) or 0 for label in figure.labels]
            below.bar(range(len(values)), values, color="#b4bac2", width=0.8)
            _scale(below, max(values), figure.base.name, "count", steps=2)
            self._ticks(below, right - left)
        axes = self._axes(left, floor, right, top)
        if figure.form == "bars":
            self._bars(axes)
        else:
            _lines(axes, figure)
        _scale(axes, _most(figure), figure.unit, figure.measure)
        self._ticks(axes, right - left, named=figure.base is None)

    def _bars(self, axes: Axes) -> None:
        at = range(len(self.figure.labels))
        floor = [0.0] * len(at)
        for place, series in enumerate(self.figure.series):
            values = [series.values.get(label) or 0 for label in self.figure.labels]
            axes.bar(at, values, bottom=floor, width=0.8, color=COLOURS[place % len(COLOURS)])
            floor = [low + value for low, value in zip(floor, values, strict=True)]

    def _ticks(self, axes: Axes, width: float, *, named: bool = True) -> None:
        """Labels of time, as many as have room; years by fives or tens."""
        labels = self.figure.labels
        axes.set_xlim(-0.6, len(labels) - 0.4)
        room = max(1, int(width / (0.085 * max(map(len, labels)) + 0.1)))
        every = next(n for n in (1, 2, 5, 10, 20, 50, 100, 200, 500) if len(labels) <= n * room)
        years = all(label.isdigit() for label in labels)
        first = -int(labels[0]) % every if years else 0
        at = range(first, len(labels), every)
        axes.set_xticks(list(at), [labels[place] for place in at] if named else [])

    def _ranking(self, bottom: float, top: float) -> None:
        figure, drawn = self.figure, self.figure.series[0]
        lines = [1 + label.count("\n") for label in self.labels]
        total = top - bottom
        each = total / (sum(lines) + 0.4 * len(lines))
        values = [float(drawn.values[label] or 0) for label in figure.labels]
        texts = [value_text(figure, label) for label in figure.labels]
        left = _MARGIN + min(self.width * 0.5, 0.072 * _longest(self.labels) + 0.1)
        right = self.width - _MARGIN - (0.066 * max(map(len, texts)) + 0.08)
        axes = self._axes(left, bottom, right, top)
        axes.set_ylim(0, total)
        y = total
        for label, value, text, count in zip(self.labels, values, texts, lines, strict=True):
            height = each * (count + 0.4)
            y -= height
            axes.barh(y + height / 2, value, height=min(height * 0.72, 0.2), color=COLOURS[0])
            axes.annotate(
                text, (value, y + height / 2), (4, 0), textcoords="offset points",
                va="center", size=7.5, color=INK,
            )  # fmt: skip
            axes.annotate(
                label, (0, y + height / 2), (-5, 0), textcoords="offset points",
                xycoords="data", va="center", ha="right", size=8, color=INK, linespacing=1.0,
            )  # fmt: skip
        axes.set_yticks([])
        _scale(axes, max(values), figure.unit, figure.measure, along="x")


def _key(figure: Figure) -> list[str]:
    return [series.name for series in figure.series] if len(figure.series) > 1 else []


def _lines(axes: Axes, figure: Figure) -> None:
    for place, series in enumerate(figure.series):
        values = [_known(series, label) for label in figure.labels]
        axes.plot(
            range(len(values)), values, marker=MARKERS[place % len(MARKERS)], markersize=3.5,
            linewidth=1.5, color=COLOURS[place % len(COLOURS)],
        )  # fmt: skip


def _known(series: Series, label: str) -> float:
    value = series.values.get(label)
    return math.nan if value is None else float(value)


def _most(figure: Figure) -> float:
    if figure.form == "bars":
        return max(
            sum(one.values.get(label) or 0 for one in figure.series) for label in figure.labels
        )
    return max((value or 0 for one in figure.series for value in one.values.values()), default=0)


def _scale(
    axes: Axes, most: float, unit: str, measure: str, steps: int = 5, along: str = "y"
) -> None:
    """An axis from 0 in round steps, with lines and its name; shares in percent."""
    from matplotlib.ticker import FuncFormatter, MaxNLocator, PercentFormatter

    axis = axes.yaxis if along == "y" else axes.xaxis
    share = measure == "share"
    top = most * 1.04 or 1
    (axes.set_ylim if along == "y" else axes.set_xlim)(0, top)
    axis.set_major_locator(MaxNLocator(nbins=steps, integer=not share, steps=[1, 2, 5, 10]))
    axis.set_major_formatter(
        PercentFormatter(1, decimals=None if top < 0.05 else 0)
        if share
        else FuncFormatter(
            lambda value, _: f"{value:,.0f}" if value == int(value) else f"{value:g}"
        )
    )
    axes.grid(axis="y" if along == "y" else "x", color=FAINT, linewidth=0.6)
    if along == "y":
        axes.set_title(unit, loc="left", size=8, color=SOFT, pad=4)
    else:
        axes.set_xlabel(unit, size=8, color=SOFT)


def _wrapped(label: str) -> str:
    """A label over two lines at most, two names a line each; what is longer is cut in its middle."""
    if len(label) <= _LABEL:
        return label
    for between in BETWEEN:
        first, found, second = label.partition(between)
        if found:
            return "\n".join((f"{_middle(first)}{between}".rstrip(), _middle(second)))
    lines = textwrap.wrap(label, _LABEL)
    if len(lines) > 2:  # both ends tell two bodies of one organisation apart
        half = _LABEL - 4
        lines = [label[:half].rstrip() + " …", "… " + label[-half:].lstrip()]
    return "\n".join(lines)


def _middle(text: str) -> str:
    if len(text) <= _LABEL:
        return text
    half = (_LABEL - 3) // 2
    return f"{text[:half].rstrip()} … {text[-half:].lstrip()}"


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else text[: max(length - 1, 1)].rstrip() + "…"


def _longest(labels: Sequence[str]) -> int:
    return max(len(line) for label in labels for line in label.split("\n"))
