"""Persons of whom other agreements of the process say for whom they act."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection

from graphbuild.actors.field.text import Field
from graphbuild.actors.persons.assigning import Assignment
from graphbuild.actors.persons.forms import families, person_key
from graphbuild.actors.persons.names import Person
from graphbuild.actors.rules import ALL, Rules
from graphbuild.words import one_slip

# Words next to a name say more of it than a heading above a list; three such votes are enough.
_STATED, _LISTED = 2, 1
_ENOUGH = 3
_NEXT = 0.67
# Shorter surnames differ by a letter too often.
_LONG = 7
# As many actors as a user may be asked to choose from.
_MOST = 3
# Names that are too short to be told from other words.
_SHORT = 5


class Acquaintance:
    """For whom the persons of a process act, from the places where its texts say so.

    Surname and initial are one person within a process; a surname alone is nobody. ``parties`` are
    the political parties: who leads one and also acts for a state or an armed group is there for
    the latter if the text names the person alone.
    """

    def __init__(self, parties: Collection[str] = (), rules: Rules = ALL) -> None:
        self._parties = parties
        self._rules = rules
        self._votes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        self._sides: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._forms: dict[str, Counter[str]] = defaultdict(Counter)
        self._full: dict[tuple[str, str], str] = {}
        self._by_initial: dict[str, list[tuple[str, str]]] = defaultdict(list)

    def learn(self, field: Field, assignments: list[Assignment]) -> None:
        """Note what one field says."""
        for assignment in assignments:
            name = assignment.person.name
            if assignment.actor < 0:
                continue
            actor, own = field.found[assignment.actor].actor, person_key(name)
            self._forms[actor][name] += 1
            if own[1] and len(name) > _SHORT:
                self._votes[own][actor] += _LISTED if assignment.how == "header" else _STATED
                self._sides[own].add(field.side)

    def full_names(self) -> dict[tuple[str, str], str]:
        """The form to use for each name of a person who acts for an actor in this process.

        Forms are one person's where only one whole name fits them: ``V. Kazimirov`` and ``Vladimir
        Kazimirov``, not where ``Viktor Kazimirov`` is there too.
        """
        return self._full

    def settle(self) -> None:
        """Decide, after all has been learnt, which forms of names are one person's."""
        for actor, forms in sorted(self._forms.items()):
            self._full.update({(actor, form): best for form, best in families(forms).items()})

    def actor(self, field: Field, person: Person) -> tuple[str, str]:
        """For whom a person acts of whom this text does not say it, and how surely.

        ``""`` if that is not clear. It is likely only where the text names at most one body, so that
        the person is there for somebody, and where many more places speak for the actor.
        """
        own = person_key(person.name)
        misspelt = "persons-misspelt" in self._rules
        if misspelt and own not in self._votes and len(own[0]) >= _LONG:
            own = self._misspelt(own)
        counts = self._votes.get(own)
        if counts is None or field.side not in self._sides[own]:
            return "", ""
        found, lead = _clear(self._in_charge(counts))
        few = sum(one.kind != "person" for one in field.found) <= 1
        return found, "likely" if few and lead >= _ENOUGH else "doubtful"

    def perhaps(self, person: Person) -> list[str]:
        """For whom a person may act of whom too little is known: a few votes, or a surname alone."""
        own = person_key(person.name)
        counts = Counter(self._votes.get(own, ()))
        if not counts and not own[1] and len(own[0]) >= _SHORT:
            for known, votes in self._votes.items():
                if known[0] == own[0]:
                    counts.update(votes)
        ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        return [actor for actor, _ in ranked[:_MOST]]

    def _misspelt(self, own: tuple[str, str]) -> tuple[str, str]:
        """The one known name whose long surname differs by a letter or a swap, else the name itself."""
        if not self._by_initial:
            for known in self._votes:
                self._by_initial[known[1]].append(known)
        near = [k for k in self._by_initial.get(own[1], ()) if _one_slip(own[0], k[0])]
        return near[0] if len(near) == 1 else own

    def _in_charge(self, counts: Counter[str]) -> Counter[str]:
        """The votes without those for political parties, unless too few others are left."""
        if "persons-over-parties" not in self._rules:
            return counts
        others = Counter({actor: n for actor, n in counts.items() if actor not in self._parties})
        return others if max(others.values(), default=0) > _STATED else counts


def _clear(counts: Counter[str]) -> tuple[str, int]:
    """The actor that has enough votes, and how many more than the next; ``""`` if nobody has."""
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    actor, votes = ranked[0] if ranked else ("", 0)
    second = ranked[1][1] if len(ranked) > 1 else 0
    clear = votes >= _ENOUGH and second <= votes * _NEXT
    return (actor, votes - second) if clear else ("", 0)


def _one_slip(one: str, other: str) -> bool:
    """Whether two long words differ by one slip of the pen."""
    return min(len(one), len(other)) >= _LONG and one_slip(one, other)
