"""Charts as SVG that needs no script: they can be read, printed and saved as they stand.

Colours are classes of the stylesheet (``c0`` to ``c7``), so that they follow light and dark. Every chart
has a title and says its values in ``<title>`` elements; the page shows the numbers in a table as well.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup, escape

from graphbuild.catalogue.figure import Figure, value_text
from graphbuild.catalogue.figure import Series as Series

WIDTH: Final = 760
COLOURS: Final = 8
LETTER: Final = 6.6
"""Width of a letter, about."""


def steps(most: float, count: int = 5) -> list[float]:
    """Round numbers from 0 to at least ``most``."""
    if most <= 0:
        return [0, 1]
    rough = most / count
    size = 10 ** math.floor(math.log10(rough))
    step = next(size * factor for factor in (1, 2, 5, 10) if size * factor >= rough)
    if most >= 1:
        step = max(step, 1)
    return [step * number for number in range(math.ceil(most / step) + 1)]


def number(value: float) -> str:
    """A number as an axis writes it."""
    return f"{value:,.0f}" if value == int(value) else f"{value:g}"


def _frame(
    title: str, height: int, parts: Sequence[Markup], names: Sequence[str], *, links: bool = False
) -> Markup:
    """The sheet; what holds links is a group of things, else it is one picture."""
    keys, x, y = [], 40.0, height + 6
    for at, name in enumerate(names):  # as many in a line as fit
        width = 32 + LETTER * len(name)
        if x > 40 and x + width > WIDTH:
            x, y = 40.0, y + 18
        keys.append(
            Markup(
                '<g transform="translate({:.0f},{})"><rect width="10" height="10" class="c{}"/>'
                '<text x="15" y="9">{}</text></g>'
            ).format(x, y, at % COLOURS, name)
        )
        x += width
    full = y + 18 if names else height + 4
    return Markup(
        '<div class="scroll drawn" tabindex="0" role="region" aria-label="{title}, drawn">'
        '<svg class="chart" role="{role}" viewBox="0 0 {width} {height}" aria-label="{title}">'
        "<title>{title}</title>{parts}</svg></div>"
    ).format(
        title=title,
        role="group" if links else "img",
        width=WIDTH,
        height=full,
        parts=Markup("").join([*parts, *keys]),
    )


def _axes(labels: Sequence[str], most: float, height: int, left: int = 40) -> list[Markup]:
    """Lines and numbers at the left, labels below: as many as there is room for."""
    bottom, top = height - 24, 10
    parts = []
    ticks = steps(most)
    for tick in ticks:
        y = bottom - (bottom - top) * tick / ticks[-1]
        parts.append(
            Markup('<line x1="{}" x2="{}" y1="{:.1f}" y2="{:.1f}" class="grid"/>'
                   '<text x="{}" y="{:.1f}" class="tick end">{}</text>').format(
                left, WIDTH, y, y, left - 6, y + 4, number(tick)
            )
        )  # fmt: skip
    width = (WIDTH - left) / max(len(labels), 1)
    every = max(1, math.ceil(len(labels) * 46 / (WIDTH - left)))
    parts += [
        Markup('<text x="{:.1f}" y="{}" class="tick mid">{}</text>').format(
            left + width * (at + 0.5), height - 8, label
        )
        for at, label in enumerate(labels)
        if at % every == 0
    ]
    return parts


def bars(title: str, labels: Sequence[str], series: Sequence[Series], height: int = 220) -> Markup:
    """Bars that stand on each other, one for each label."""
    left, bottom, top = 40, height - 24, 10
    totals = [sum(one.values.get(label) or 0 for one in series) for label in labels]
    most = max(totals, default=0)
    scale = (bottom - top) / steps(most)[-1]
    width = (WIDTH - left) / max(len(labels), 1)
    parts = _axes(labels, most, height)
    for at, label in enumerate(labels):
        base = float(bottom)
        for place, one in enumerate(series):
            value = one.values.get(label) or 0
            if value:
                base -= value * scale
                parts.append(
                    Markup('<rect x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}" class="c{}">'
                           "<title>{} {}: {}</title></rect>").format(
                        left + width * at + width * 0.08, base, width * 0.84, value * scale,
                        place % COLOURS, label, one.name, number(value),
                    )
                )  # fmt: skip
    return _frame(title, height, parts, [one.name for one in series] if len(series) > 1 else [])


def lines(title: str, labels: Sequence[str], series: Sequence[Series], height: int = 220) -> Markup:
    """Lines over an axis; a gap where nothing is known."""
    left, bottom, top = 40, height - 24, 10
    known = [value for one in series for value in one.values.values() if value is not None]
    most = max(known, default=0)
    scale = (bottom - top) / steps(most)[-1]
    width = (WIDTH - left) / max(len(labels), 1)
    parts = _axes(labels, most, height)
    for place, one in enumerate(series):
        strokes, pen = [], "M"
        for at, label in enumerate(labels):
            value = one.values.get(label)
            if value is None:
                pen = "M"
                continue
            x, y = left + width * (at + 0.5), bottom - value * scale
            strokes.append(f"{pen}{x:.1f},{y:.1f}")
            pen = "L"
            parts.append(
                Markup('<circle cx="{:.1f}" cy="{:.1f}" r="3" class="c{}"><title>{} {}: {}</title></circle>')
                .format(x, y, place % COLOURS, label, one.name, number(round(value, 3)))
            )  # fmt: skip
        parts.append(
            Markup('<path d="{}" class="line s{}"/>').format("".join(strokes), place % COLOURS)
        )
    return _frame(title, height, parts, [one.name for one in series] if len(series) > 1 else [])


def drawing(figure: Figure, title: str, addresses: Sequence[str] = ()) -> Markup:
    """The chart that fits an answer; ``addresses`` are those of a ranking's labels."""
    if figure.form == "bars":
        return bars(title, figure.labels, figure.series)
    if figure.form == "lines":
        share = figure.measure == "share"
        series = [_percent(one) for one in figure.series] if share else figure.series
        drawn = lines(f"{title}, in percent" if share else title, figure.labels, series)
        if figure.base is not None:  # no share without the number that it is a share of
            drawn += bars(figure.base.name, figure.labels, [figure.base], height=110)
        return drawn
    values = [float(figure.series[0].values.get(label) or 0) for label in figure.labels]
    texts = [value_text(figure, label) for label in figure.labels]
    where = addresses or [""] * len(values)
    return ranking(title, list(zip(figure.labels, values, where, texts, strict=True)))


def _percent(series: Series) -> Series:
    return Series(
        series.name,
        {
            label: None if value is None else round(100 * value, 1)
            for label, value in series.values.items()
        },
    )


def ranking(title: str, rows: Sequence[tuple[str, float, str, str]]) -> Markup:
    """Bars that lie, longest first as given: label, value, address, and the value in words."""
    line, left = 22, 300
    most = steps(max((value for _, value, _, _ in rows), default=0))[-1]
    room = 20 + 7 * max((len(words) for _, _, _, words in rows), default=0)
    parts = []
    for at, (label, value, address, words) in enumerate(rows):
        y = at * line + 4
        shown = label if len(label) <= 46 else label[:45] + "…"
        text = Markup('<text x="{}" y="{}" class="end">{}</text>').format(left - 8, y + 13, shown)
        if address:
            text = Markup('<a href="{}">{}</a>').format(address, text)
        length = (WIDTH - left - room) * value / most
        parts.append(
            Markup('{}<rect x="{}" y="{}" width="{:.1f}" height="16" class="c0"><title>{}: {}</title></rect>'
                   '<text x="{:.1f}" y="{}" class="tick">{}</text>').format(
                text, left, y, length, label, words, left + length + 6, y + 13, words
            )
        )  # fmt: skip
    linked = any(address for *_, address in rows)
    return _frame(title, len(rows) * line + 6, parts, [], links=linked)


LANE, FLOORS, TITLE = 36, 10, 90
"""Letters of a lane's name, and dots that stand above each other (half as many in many lanes), letters of
a dot's title."""


@dataclass(frozen=True, slots=True)
class Dot:
    """Something at a time: a date (``1996-08`` may do), a lane, what it is and where it leads."""

    date: str
    lane: str
    label: str
    address: str
    colour: int = 0


def timeline(title: str, dots: Sequence[Dot], lanes: Sequence[str]) -> Markup:
    """Dots in time, a lane below the other; each is a link that the keyboard reaches.

    What happened at the same time stands one above the other.
    """
    longest = max((len(lane) for lane in lanes), default=0)
    left = min(250, 18 + int(LETTER * min(longest, LANE))) if len(lanes) > 1 else 20
    known = sorted(dots, key=lambda dot: (dot.date, dot.label))
    if not known:
        return Markup("")
    first, last = _years(known[0].date), _years(known[-1].date)
    first, last = math.floor(first), max(math.floor(last) + 1, math.floor(first) + 1)
    scale = (WIDTH - left - 16) / (last - first)
    radius = 5 if len(known) < 60 else 4
    most = FLOORS if len(lanes) < 4 else FLOORS // 2
    placed: list[str] = []
    named: list[Markup] = []
    y = 10.0
    for lane in lanes:
        inside = [
            (dot, left + (_years(dot.date) - first) * scale) for dot in known if dot.lane == lane
        ]
        rises, floors = _piled([x for _, x in inside], 2 * radius + 1, most)
        y += max(22, floors * (2 * radius + 1) + 8)
        for (dot, x), rise in zip(inside, rises, strict=True):
            at = y - radius - 4 - rise * (2 * radius + 1)
            placed.append(
                # Many: put together as text, each value escaped.
                f'<a href="{escape(dot.address)}"><circle cx="{x:.1f}" cy="{at:.1f}" r="{radius}"'
                f' class="c{dot.colour % COLOURS} dot"><title>{escape(dot.date)} {escape(_cut(dot.label))}'
                "</title></circle></a>"
            )
        if len(lanes) > 1:
            shown = lane if len(lane) <= LANE else f"{lane[: LANE // 2]}…{lane[1 - LANE // 2 :]}"
            named.append(
                Markup('<line x1="0" x2="{}" y1="{:.1f}" y2="{:.1f}" class="lane"/>'
                       '<text x="{}" y="{:.1f}" class="end">{}<title>{}</title></text>').format(
                    WIDTH, y, y, left - 10, y - 6, shown, lane
                )
            )  # fmt: skip
    height = int(y) + 28
    every = max(1, math.ceil((last - first) * 46 / (WIDTH - left)))
    grid = [
        Markup('<line x1="{0:.1f}" x2="{0:.1f}" y1="10" y2="{1}" class="grid"/>'
               '<text x="{0:.1f}" y="{2}" class="tick mid">{3}</text>').format(
            left + (year - first) * scale, height - 24, height - 8, year
        )
        for year in range(first, last + 1, every)
    ]  # fmt: skip
    return _frame(title, height, [*grid, *named, Markup("".join(placed))], [], links=True)


def _piled(places: Sequence[float], width: float, most: int) -> tuple[list[int], int]:
    """On which floor each stands, so that none covers another, and how many floors there are."""
    ends: list[float] = []
    found = []
    for x in places:
        free = next((floor for floor, end in enumerate(ends) if end <= x), len(ends))
        if free == most:  # no room: over the one that ends first
            free = min(range(most), key=lambda floor: ends[floor])
        if free == len(ends):
            ends.append(x + width)
        ends[free] = x + width
        found.append(free)
    return found, max(len(ends), 1)


def _cut(text: str) -> str:
    """A title short enough for hundreds of dots."""
    return text if len(text) <= TITLE else text[: TITLE - 1] + "…"


def _years(text: str) -> float:
    """A date as years; what is not known of it is its middle."""
    year, *rest = text.split("-")
    month = int(rest[0]) - 1 if rest else 5.5
    day = (int(rest[1]) - 1) / 31 if len(rest) > 1 else 0.5
    return int(year) + (month + day) / 12
