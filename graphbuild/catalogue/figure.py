"""Which chart fits an answer: a plain description, which the explorer and the picture files draw.

A series over time has a column ``year``, ``period`` or ``decade``; a ranking has names and a number. A
list of dated documents is neither, whatever numbers stand in it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final, Literal

from graphbuild.tabular import shown

TIMES: Final = ("year", "period", "decade")
DATED: Final = ("date", "from_date", "to_date")
"""A column of these makes rows documents of a list."""
NO_MEASURES: Final = frozenset(
    {*TIMES, "from", "to", "page", "camp", "gwno", "not_coded", "not_tied"}
)
"""Numbers that tell when, where or what is missing, not how much."""
SHOWN_SERIES: Final = 7
NOT_STATED: Final = "not stated"
PAIR, WITH = " – ", " · "
BETWEEN: Final = (WITH, PAIR)
"""What stands between two names of one label: of a pair, and of one thing in another."""
WHAT_CAN: Final = (
    "a series has a column year, period or decade and a number; a ranking has names and a number"
)
_LONGEST_AXIS: Final = 300
_ROUNDING: Final = 0.0002

Rows = Sequence[Sequence[Any]]


@dataclass(frozen=True, slots=True)
class Series:
    """Numbers by label on the axis, under a name; ``None`` where nothing is known."""

    name: str
    values: Mapping[str, float | None]


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart in plain words: ``lines`` or ``bars`` over time, or a ``ranking``.

    ``measure`` says whether the numbers are shares (1 is all) or counts, ``unit`` of what. Bars of
    several series are parts that stand on each other. ``part`` and ``base`` are the counts that a
    share divides, where the answer has them. ``ids`` are the things behind the labels, of ``kind``.
    ``notes`` say what of the answer is not drawn.
    """

    form: Literal["lines", "bars", "ranking"]
    measure: Literal["share", "count"]
    unit: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    part: Series | None = None
    base: Series | None = None
    kind: str = ""
    ids: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def figure_of(columns: Sequence[str], rows: Rows, most: int = 25) -> Figure | None:
    """The chart of an answer, with at most so many bars in a ranking; ``None`` where none fits it."""
    if len(rows) < 2 or any(name in columns for name in DATED):
        return None
    answer = _Answer(columns, rows)
    if not answer.measures:
        return None
    time = next((name for name in TIMES if name in columns), "")
    return _series(answer, time) if time else _ranking(answer, most)


def value_text(figure: Figure, label: str) -> str:
    """A value as it stands behind its bar: ``31% (11 of 36)``."""
    value = figure.series[0].values.get(label)
    if value is None:
        return ""
    if figure.measure == "count":
        return f"{value:,}" if value == int(value) else f"{value:,.2f}"
    text = f"{value:.0%}" if value >= 0.01 or not value else f"{value:.1%}"
    part = figure.part.values.get(label) if figure.part else None
    base = figure.base.values.get(label) if figure.base else None
    if part is None:
        return text
    return f"{text} ({part:,} of {base:,})" if base is not None else f"{text} ({part:,})"


class _Answer:
    """Columns by what they hold: measures, texts, and the share that is to be drawn."""

    def __init__(self, columns: Sequence[str], rows: Rows) -> None:
        self.columns, self.rows = tuple(columns), rows
        self.measures = [name for name in self.columns if self._measures(name)]
        self.counts = [name for name in self.measures if not _is_share(name)]
        self.shares = [name for name in self.measures if _is_share(name)]

    def column(self, name: str) -> list[Any]:
        at = self.columns.index(name)
        return [row[at] for row in self.rows]

    def _measures(self, name: str) -> bool:
        if name in NO_MEASURES or name.endswith(("_id", "_year", "_date")):
            return False
        values = [value for value in self.column(name) if value is not None]
        return bool(values) and all(map(_is_number, values))

    def texts(self) -> list[str]:
        """Columns of words, in order; dates and ids are none."""
        return [
            name
            for name in self.columns
            if not name.endswith(("_id", "_date"))
            and name not in TIMES
            and any(isinstance(value, str) for value in self.column(name))
        ]

    def fraction(self, share: str) -> tuple[str, str]:
        """The columns that a share divides, ``""`` where they are not in the answer."""
        for part in self.counts:
            for base in self.counts:
                if part != base and self._divides(part, base, share):
                    return part, base
        # A share "with" something is one of the agreements beside it.
        return "", "agreements" if share.startswith(
            "share_with"
        ) and "agreements" in self.counts else ""

    def _divides(self, part: str, base: str, share: str) -> bool:
        rows = zip(self.column(part), self.column(base), self.column(share), strict=True)
        whole = [row for row in rows if None not in row]
        return bool(whole) and all(
            bottom and abs(top / bottom - value) < _ROUNDING for top, bottom, value in whole
        )

    def left(self) -> list[str]:
        """What the answer itself says that it could not count."""
        if "not_coded" not in self.columns:
            return []
        missing = sum(value or 0 for value in self.column("not_coded"))
        return [f"Not coded, and so in no share: {missing:,}."] if missing and self.shares else []


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _is_share(name: str) -> bool:
    return name in ("share", "jaccard", "percent") or name.startswith("share_")


def words(name: str) -> str:
    """A column's name in words."""
    return name.replace("_", " ")


def _unit(share: str, base: str) -> str:
    if share.startswith("share_") and base:
        return f"share of {words(base)} {words(share.removeprefix('share_'))}"
    return f"share of {words(base)}" if base else words(share)


def _at(time: str, value: Any) -> str:
    return f"{value}s" if time == "decade" and isinstance(value, int) else shown(value)


def _labels(time: str, values: Sequence[Any]) -> tuple[str, ...]:
    """What stands on the axis of time, in order; years without a row have their place."""
    known = list(dict.fromkeys(value for value in values if value is not None))
    if time == "year" and all(isinstance(value, int) for value in known):
        first, last = min(known), max(known)
        if last - first < _LONGEST_AXIS:
            return tuple(str(year) for year in range(first, last + 1))
    return tuple(sorted(_at(time, value) for value in known))


def _series(answer: _Answer, time: str) -> Figure | None:
    times = answer.column(time)
    notes = answer.left()
    if undated := sum(value is None for value in times):
        notes.append(f"Rows without {time} are not drawn: {undated:,}.")
    labels = _labels(time, times)
    at = [_at(time, value) for value in times]
    if len(labels) < 2:
        return None
    if len(set(at)) == len(at):
        return _wide(answer, at, labels, notes)
    for name in answer.texts():
        names = [NOT_STATED if value is None else shown(value) for value in answer.column(name)]
        if len(set(zip(at, names, strict=True))) == len(at):
            return _long(answer, at, labels, names, notes)
    return None


def _wide(answer: _Answer, at: list[str], labels: tuple[str, ...], notes: list[str]) -> Figure:
    """One row a year: its shares, else its counts."""

    def series(name: str) -> Series:
        return Series(words(name), dict(zip(at, answer.column(name), strict=True)))

    if answer.shares:
        part, base = answer.fraction(answer.shares[0])
        drawn = tuple(series(name) for name in answer.shares)
        if len(labels) > len(at):
            notes.append("A gap is a year without agreements.")
        unit = _unit(answer.shares[0], base)
        return Figure(
            "lines", "share", unit, labels, drawn,
            series(part) if part else None, series(base) if base else None, notes=tuple(notes),
        )  # fmt: skip
    drawn = tuple(series(name) for name in answer.counts)
    unit = drawn[0].name if len(drawn) == 1 else "number"
    # Counts of one row may hold each other, so they never stand on each other.
    form: Literal["bars", "lines"] = "bars" if len(drawn) == 1 else "lines"
    return Figure(form, "count", unit, labels, drawn, notes=tuple(notes))


def _long(
    answer: _Answer, at: list[str], labels: tuple[str, ...], names: list[str], notes: list[str]
) -> Figure:
    """A row for each year and kind: parts that stand on each other; of shares, lines."""
    value = (answer.shares or answer.counts)[0]
    parts: dict[str, dict[str, float | None]] = {}
    for when, name, number in zip(at, names, answer.column(value), strict=True):
        parts.setdefault(name, {})[when] = number
    size = {name: sum(number or 0 for number in by.values()) for name, by in parts.items()}
    ranked = sorted(parts, key=lambda name: (name == NOT_STATED, -size[name], name))
    drawn = [Series(name, parts[name]) for name in ranked[:SHOWN_SERIES]]
    if rest := ranked[SHOWN_SERIES:]:
        if answer.shares:
            notes.append(f"Not drawn, as the smallest: {', '.join(sorted(rest))}.")
        else:
            together = {
                label: sum(parts[name].get(label) or 0 for name in rest) for label in labels
            }
            drawn.append(Series(f"{len(rest)} others", together))
            notes.append(f"Others are {', '.join(sorted(rest))}.")
    if answer.shares:
        return Figure("lines", "share", words(value), labels, tuple(drawn), notes=tuple(notes))
    return Figure("bars", "count", words(value), labels, tuple(drawn), notes=tuple(notes))


def _ranking(answer: _Answer, most: int) -> Figure | None:
    named = _named(answer)
    if named is None:
        return None
    labels, kind, ids = named
    share = answer.shares[0] if answer.shares and answer.shares[0] == "share" else ""
    value = share or _ordered(answer)
    part, base = answer.fraction(share) if share else ("", "")
    if share and not base:
        part = answer.counts[0] if answer.counts else ""
    numbers = answer.column(value)
    order = sorted(
        (at for at, number in enumerate(numbers) if number is not None),
        key=lambda at: -numbers[at],
    )
    notes = answer.left()
    if unknown := len(numbers) - len(order):
        notes.append(f"Rows without a value are not drawn: {unknown:,}.")
    if len(order) > most:
        tied = numbers[order[most - 1]] == numbers[order[most]]
        more = "; others have as many as the last" if tied else ""
        notes.append(f"Drawn are the first {most} of the answer's {len(order):,} rows{more}.")
        order = order[:most]

    def series(name: str) -> Series:
        held = answer.column(name)
        return Series(words(name), {labels[at]: held[at] for at in order})

    return Figure(
        "ranking",
        "share" if share or _is_share(value) else "count",
        _unit(share, base) if share else words(value),
        tuple(labels[at] for at in order),
        (series(value),),
        series(part) if part else None,
        series(base) if base else None,
        kind,
        tuple(ids[at] for at in order) if ids else (),
        tuple(notes),
    )


def _ordered(answer: _Answer) -> str:
    """The number by which the rows are in order, the largest first; else the first one."""
    for name in answer.measures:
        values = answer.column(name)
        if None not in values and all(one >= other for one, other in pairwise(values)):
            return name
    return answer.measures[0]


def _named(answer: _Answer) -> tuple[list[str], str, list[str]] | None:
    """A name of its own for each row, the kind of thing and the ids; as few columns as will do."""
    texts = answer.texts()
    for one in texts:
        other = f"{one.removesuffix('_a')}_b"
        if one.endswith("_a") and other in texts:
            return _distinct(answer, [one, other], PAIR)
    if not texts:
        return None
    chosen = texts[:1]
    for name in texts[1:]:
        if len(set(_joined(answer, [*chosen, name]))) > len(set(_joined(answer, chosen))):
            chosen.append(name)
    return _distinct(answer, chosen, WITH)


def _joined(answer: _Answer, names: Sequence[str]) -> list[tuple[str, ...]]:
    held = [[NOT_STATED if v is None else shown(v) for v in answer.column(name)] for name in names]
    return list(zip(*held, strict=True))


def _distinct(
    answer: _Answer, names: list[str], between: str
) -> tuple[list[str], str, list[str]] | None:
    """Names joined; those that two rows share get their ids behind them."""
    labels = [between.join(parts) for parts in _joined(answer, names)]
    own = [f"{name}_id" for name in names if f"{name}_id" in answer.columns]
    if len(set(labels)) < len(labels):
        if not own:
            return None
        ids = [", ".join(parts) for parts in _joined(answer, own)]
        twice = {label for label in labels if labels.count(label) > 1}
        labels = [
            f"{label} ({key})" if label in twice else label
            for label, key in zip(labels, ids, strict=True)
        ]
        if len(set(labels)) < len(labels):
            return None
    single = names[0] if len(names) == 1 and own else ""
    return labels, single, [shown(value) for value in answer.column(own[0])] if single else []
