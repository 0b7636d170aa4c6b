"""A chart in plain words, which the explorer and the picture files draw."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

PAIR, WITH = " – ", " · "
BETWEEN: Final = (WITH, PAIR)
"""What stands between two names of one label: of a pair, and of one thing in another."""
NOT_STATED: Final = "not stated"


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


def words(name: str) -> str:
    """A column's name in words."""
    return name.replace("_", " ")
