"""Persons of whom other agreements say for whom they act."""

from __future__ import annotations

from collections import Counter, defaultdict

from graphbuild.actors.assigning import Assignment
from graphbuild.actors.field import Field
from graphbuild.actors.persons import Person, full_key, person_key

_STATED, _LISTED = 2, 1
_ENOUGH = 2
_FULL_SHARE = 0.75


class Acquaintance:
    """For whom the persons of each process act, from the places where the text says so.

    Within a process surname and initial are enough; across processes only first name and surname,
    said at least twice and nearly always of the same actor.
    """

    def __init__(self) -> None:
        self._process: dict[tuple[str, tuple[str, str]], Counter[str]] = defaultdict(Counter)
        self._surnames: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        self._sides: dict[tuple[str, tuple[str, str]], set[str]] = defaultdict(set)
        self._anywhere: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)

    def learn(self, field: Field, assignments: list[Assignment]) -> None:
        """Note what one field says."""
        process = field.setting.process
        for assignment in assignments:
            name = assignment.person.name
            if assignment.actor < 0 or len(name) <= 5:
                continue
            actor, own = field.found[assignment.actor].actor, person_key(name)
            weight = _LISTED if assignment.how == "header" else _STATED
            self._process[process, own][actor] += weight
            self._surnames[process, own[0]][actor] += weight
            self._sides[process, own].add(field.side)
            if assignment.how != "header" and (full := full_key(name)):
                self._anywhere[full][actor] += 1

    def actor(self, field: Field, person: Person) -> str:
        """For whom a person acts of whom this text does not say it; ``""`` if that is not clear."""
        process, own = field.setting.process, person_key(person.name)
        counts = self._process.get((process, own))
        if counts is None and not own[1]:
            return _clear(self._surnames.get((process, own[0])), 0.5)
        if counts is not None:
            known = field.side in self._sides[process, own]
            return _clear(counts, 0.5) if known else ""
        return _clear(self._anywhere.get(full_key(person.name)), _FULL_SHARE)


def _clear(counts: Counter[str] | None, share: float) -> str:
    """The actor that has enough of the votes: more than ``share`` against the next, or of all."""
    if not counts:
        return ""
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    actor, votes = ranked[0]
    second = ranked[1][1] if len(ranked) > 1 else 0
    if votes < _ENOUGH:
        return ""
    if share > 0.5:
        return actor if votes >= share * sum(counts.values()) else ""
    return actor if second * 2 <= votes else ""
