"""Changes, and how two states of many agreements are compared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

ADDED, REMOVED, CHANGED = "added", "removed", "changed"


class Change(NamedTuple):
    """One difference. ``field`` is empty where the whole agreement was added or removed.

    ``field`` is PA-X's column (``Part``), the name of a field that only pages print
    (``x:ConflictName``), or ``actor``, ``side``, ``role``, ``person``, ``code:NAME``.
    """

    agreement_id: str
    change: str
    field: str = ""
    old: str = ""
    new: str = ""


class Parts(NamedTuple):
    """What an agreement says: ``values`` by field, of which there is one each, ``sets`` by kind.

    A set is of pairs: what is there (an actor), and how (its side).
    """

    title: str
    values: Mapping[str, str]
    sets: Mapping[str, Mapping[str, str]] = {}


@dataclass(frozen=True, slots=True)
class State:
    """One side of a comparison: its agreements by key, and which fields it shows (``None``: all)."""

    place: str
    agreements: Mapping[str, Parts]
    shown: frozenset[str] | None = None
    unread: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Comparison:
    """All changes, sorted; ``compared`` are the fields that both sides show.

    ``old_only`` and ``new_only`` are those that one side alone shows: of them nothing is said.
    ``findings`` is how many things could not be read on either side.
    """

    old: str
    new: str
    changes: tuple[Change, ...]
    compared: tuple[str, ...]
    old_only: tuple[str, ...] = ()
    new_only: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    def counts(self) -> dict[str, int]:
        """How many agreements were added and removed, then how many changes each field has."""
        kinds = Counter(change.change for change in self.changes)
        fields = Counter(change.field for change in self.changes if change.change == CHANGED)
        return {
            ADDED: kinds[ADDED],
            REMOVED: kinds[REMOVED],
            **dict(sorted(fields.items(), key=lambda item: (-item[1], item[0]))),
        }


def compare(old: State, new: State, notes: Iterable[str] = ()) -> Comparison:
    """Every difference between two states, agreement by agreement, in the order of their ids."""
    changes: list[Change] = []
    for key in sorted(old.agreements.keys() | new.agreements.keys(), key=_by_number):
        before, after = old.agreements.get(key), new.agreements.get(key)
        if before is None or after is None:
            title = (before or after or Parts("", {})).title
            kind = ADDED if before is None else REMOVED
            changes.append(Change(key, kind, "", *(("", title) if before is None else (title, ""))))
            continue
        changes += _values(key, before, after, old.shown, new.shown)
        changes += _sets(key, before, after)
    both, first, second = _fields(old.shown, new.shown)
    lines = (*old.unread, *new.unread, *notes)
    return Comparison(old.place, new.place, tuple(changes), both, first, second, tuple(lines))


def _fields(
    old: frozenset[str] | None, new: frozenset[str] | None
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    if old is None or new is None:
        return tuple(sorted(old or new or ())), (), ()
    return tuple(sorted(old & new)), tuple(sorted(old - new)), tuple(sorted(new - old))


def _values(
    key: str,
    before: Parts,
    after: Parts,
    old: frozenset[str] | None,
    new: frozenset[str] | None,
) -> Iterable[Change]:
    for name in sorted(before.values.keys() | after.values.keys()):
        if any(shown is not None and name not in shown for shown in (old, new)):
            continue
        a, b = before.values.get(name, ""), after.values.get(name, "")
        if a != b:
            yield Change(key, CHANGED, name, a, b)


def _sets(key: str, before: Parts, after: Parts) -> Iterable[Change]:
    """Members that came or went, and those whose manner changed (``side``, of an ``actor``)."""
    for name in sorted(before.sets.keys() | after.sets.keys()):
        a, b = before.sets.get(name, {}), after.sets.get(name, {})
        for member in sorted(a.keys() | b.keys()):
            old, new = a.get(member), b.get(member)
            if old is None:
                yield Change(key, CHANGED, name, "", _shown(member, new))
            elif new is None:
                yield Change(key, CHANGED, name, _shown(member, old), "")
            elif old != new:
                yield Change(
                    key, CHANGED, _MANNER.get(name, name), _shown(member, old), _shown(member, new)
                )


_MANNER = {"actor": "side"}
"""What it is called if a member of a set stays and its manner changes."""


def _shown(member: str, manner: str | None) -> str:
    return f"{member} ({manner})" if manner else member


def _by_number(key: str) -> tuple[bool, int, str]:
    return (not key.isdigit(), int(key) if key.isdigit() else 0, key)
