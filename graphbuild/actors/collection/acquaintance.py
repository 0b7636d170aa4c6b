"""Persons of whom other agreements say for whom they act."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection

from graphbuild.actors.field.text import Field
from graphbuild.actors.persons.assigning import Assignment
from graphbuild.actors.persons.names import Person, full_key, person_key
from graphbuild.actors.rules import ALL, Rules
from graphbuild.words import plain

_STATED, _LISTED = 2, 1
# Parties send the same people again and again; third parties' people change their employers.
_ENOUGH = {"party": 2, "third party": 3}
_ANYWHERE = 3
_FULL_SHARE = 0.75
_LONG = 7


class Acquaintance:
    """For whom the persons of each process act, from the places where the text says so.

    Within a process surname and initial are enough; across processes only first name and surname,
    said at least twice and nearly always of the same actor. ``parties`` are the political parties:
    who leads one and also acts for a state or an armed group is there for the latter if the text
    names the person alone.
    """

    def __init__(self, parties: Collection[str] = (), rules: Rules = ALL) -> None:
        self._parties = parties
        self._rules = rules
        self._process: dict[tuple[str, tuple[str, str]], Counter[str]] = defaultdict(Counter)
        self._surnames: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        self._sides: dict[tuple[str, tuple[str, str]], set[str]] = defaultdict(set)
        self._forms: dict[tuple[str, str, tuple[str, str]], Counter[str]] = defaultdict(Counter)
        self._full: dict[str, dict[tuple[str, str], str]] = {}
        self._known: dict[tuple[str, str], list[tuple[str, str]]] = {}
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
            if own[1]:
                self._forms[process, actor, own][name] += 1
            self._sides[process, own].add(field.side)
            if assignment.how != "header" and (full := full_key(name)):
                self._anywhere[full][actor] += 1

    def full_names(self, process: str) -> dict[tuple[str, str], str]:
        """The form to use for each name of a person who acts for an actor in this process.

        Forms are one person where surname and initial agree and there is one full form only:
        ``V. Kazimirov`` and ``Vladimir Kazimirov``, not where ``Viktor Kazimirov`` is there too.
        """
        return self._full.get(process, {})

    def settle(self) -> None:
        """Decide, after all has been learnt, which forms of names are one person's."""
        for (process, actor, _), forms in sorted(self._forms.items()):
            full = [form for form in forms if full_key(form)]
            if len({full_key(form) for form in full}) != 1:
                continue
            best = max(full, key=lambda form: (forms[form], len(form), form))
            own = self._full.setdefault(process, {})
            own.update({(actor, form): best for form in forms if _is_form_of(form, best)})

    def _misspelt(self, process: str, own: tuple[str, str]) -> tuple[str, str] | None:
        """The one known name in the process whose long surname differs by a letter or a swap."""
        if not self._known:
            for place, known in sorted(self._process):
                self._known.setdefault((place, known[1]), []).append(known)
        near = [k for k in self._known.get((process, own[1]), ()) if _one_slip(own[0], k[0])]
        return near[0] if len(near) == 1 else None

    def _in_charge(self, counts: Counter[str]) -> Counter[str]:
        """The votes without those for political parties, unless too few others are left."""
        others = Counter({actor: n for actor, n in counts.items() if actor not in self._parties})
        return others if max(others.values(), default=0) > _STATED else counts

    def actor(self, field: Field, person: Person) -> str:
        """For whom a person acts of whom this text does not say it; ``""`` if that is not clear."""
        process, own = field.setting.process, person_key(person.name)
        enough = _ENOUGH[field.side]
        counts = self._process.get((process, own))
        misspelt = counts is None and len(own[0]) >= _LONG and "persons-misspelt" in self._rules
        if misspelt and (other := self._misspelt(process, own)):
            own = other
            counts = self._process.get((process, own))
        if counts is None and not own[1] and "persons-by-surname" in self._rules:
            return _clear(self._surnames.get((process, own[0])), 0.5, enough)
        if counts is not None:
            known = field.side in self._sides[process, own]
            return _clear(self._in_charge(counts), 0.5, enough) if known else ""
        if "persons-anywhere" not in self._rules:
            return ""
        return _clear(self._anywhere.get(full_key(person.name)), _FULL_SHARE, _ANYWHERE)


def _clear(counts: Counter[str] | None, share: float, enough: int) -> str:
    """The actor that has enough of the votes: more than ``share`` against the next, or of all."""
    if not counts:
        return ""
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    actor, votes = ranked[0]
    second = ranked[1][1] if len(ranked) > 1 else 0
    if votes < enough:
        return ""
    if share > 0.5:
        return actor if votes >= share * sum(counts.values()) else ""
    return actor if second * 3 <= votes * 2 else ""


def _one_slip(one: str, other: str) -> bool:
    """Whether two words differ by one letter more, less or other, or by two letters swapped."""
    short, long = sorted((one, other), key=len)
    if len(short) < _LONG or len(long) - len(short) > 1:
        return False
    first = next(
        (i for i, pair in enumerate(zip(short, long, strict=False)) if len(set(pair)) > 1),
        len(short),
    )
    if len(short) < len(long):
        return short[first:] == long[first + 1 :]
    swapped = short[first : first + 2] == long[first : first + 2][::-1]
    return short[first + 1 :] == long[first + 1 :] or (
        swapped and short[first + 2 :] == long[first + 2 :]
    )


def _is_form_of(one: str, other: str) -> bool:
    """Whether two names differ only in initials and in names left out: ``V. P. Roe``, ``Vera Roe``."""
    short, long = sorted((_parts(one), _parts(other)), key=len)
    rest = iter(long)
    return all(any(_agree(part, more) for more in rest) for part in short)


def _parts(name: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", plain(name))


def _agree(one: str, other: str) -> bool:
    return one == other or (min(len(one), len(other)) == 1 and one[0] == other[0])
