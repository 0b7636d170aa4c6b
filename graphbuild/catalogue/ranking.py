"""Answers with names and a number as charts: a bar for each name, the largest first."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from graphbuild.catalogue.figure import NOT_STATED, PAIR, WITH, Figure, Series, words
from graphbuild.catalogue.measures import Measured, is_share, unit
from graphbuild.tabular import shown


def ranked(answer: Measured, most: int) -> Figure | None:
    """The chart of an answer with at most so many bars; ``None`` where its rows have no names."""
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
        "share" if share or is_share(value) else "count",
        unit(share, base) if share else words(value),
        tuple(labels[at] for at in order),
        (series(value),),
        series(part) if part else None,
        series(base) if base else None,
        kind,
        tuple(ids[at] for at in order) if ids else (),
        tuple(notes),
    )


def _ordered(answer: Measured) -> str:
    """The number by which the rows are in order, the largest first; else the first one."""
    for name in answer.measures:
        values = answer.column(name)
        if None not in values and all(one >= other for one, other in pairwise(values)):
            return name
    return answer.measures[0]


def _named(answer: Measured) -> tuple[list[str], str, list[str]] | None:
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


def _joined(answer: Measured, names: Sequence[str]) -> list[tuple[str, ...]]:
    held = [[NOT_STATED if v is None else shown(v) for v in answer.column(name)] for name in names]
    return list(zip(*held, strict=True))


def _distinct(
    answer: Measured, names: list[str], between: str
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
