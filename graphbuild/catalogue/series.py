"""Answers over time as charts: a row a year, or a row for each year and kind."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, Literal

from graphbuild.catalogue.figure import NOT_STATED, Figure, Series, words
from graphbuild.catalogue.measures import Measured, unit
from graphbuild.tabular import shown

SHOWN_SERIES: Final = 7
_LONGEST_AXIS: Final = 300


def over_time(answer: Measured, time: str) -> Figure | None:
    """The chart of an answer with a column of time; ``None`` where its rows have no such form."""
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


def _wide(answer: Measured, at: list[str], labels: tuple[str, ...], notes: list[str]) -> Figure:
    """One row a year: its shares, else its counts."""

    def series(name: str) -> Series:
        return Series(words(name), dict(zip(at, answer.column(name), strict=True)))

    if answer.shares:
        part, base = answer.fraction(answer.shares[0])
        drawn = tuple(series(name) for name in answer.shares)
        if len(labels) > len(at):
            notes.append("A gap is a year without agreements.")
        return Figure(
            "lines", "share", unit(answer.shares[0], base), labels, drawn,
            series(part) if part else None, series(base) if base else None, notes=tuple(notes),
        )  # fmt: skip
    drawn = tuple(series(name) for name in answer.counts)
    of = drawn[0].name if len(drawn) == 1 else "number"
    # Counts of one row may hold each other, so they never stand on each other.
    form: Literal["bars", "lines"] = "bars" if len(drawn) == 1 else "lines"
    return Figure(form, "count", of, labels, drawn, notes=tuple(notes))


def _long(
    answer: Measured, at: list[str], labels: tuple[str, ...], names: list[str], notes: list[str]
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
