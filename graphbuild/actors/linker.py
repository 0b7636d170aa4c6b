"""Links the text of the fields ``parties`` and ``third_parties`` to actors."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graphbuild.actors.acquaintance import Acquaintance
from graphbuild.actors.assigning import Assignment, assign
from graphbuild.actors.authority import Authority
from graphbuild.actors.choosing import Choice
from graphbuild.actors.defining import definitions
from graphbuild.actors.evidence import Setting, Usage, settings
from graphbuild.actors.field import Field, Found
from graphbuild.actors.matching import matches
from graphbuild.actors.persons import persons
from graphbuild.actors.reader import Reader
from graphbuild.actors.result import LinkResult
from graphbuild.actors.words import content, words
from graphbuild.records import Agreement, Participation, Side

_SIDES: tuple[Side, Side] = ("party", "third party")
# An army or a body of a government says too little of whom a person acts for elsewhere.
_NOT_BY_PERSON = frozenset({"Military", "Government/state"})
_METHOD = {
    "known-name": "built-in",
    "short-name": "alternative-name",
    "reordered-name": "alternative-name",
    "other-source": "alternative-name",
}


def link(agreements: Sequence[Agreement], authority: Authority) -> LinkResult:
    """The participations that the agreements' texts name."""
    linker = _Linker(authority)
    fields = linker.open(agreements)
    linker.read(fields)
    result = LinkResult([[] for _ in agreements])
    for n, field in fields:
        result.participations[n] += linker.participations(field)
    return result


class _Linker:
    def __init__(self, authority: Authority) -> None:
        self.authority = authority
        self.usage = Usage()
        self.choice = Choice(authority, self.usage)
        self.acquaintance = Acquaintance()
        self.assignments: dict[int, list[Assignment]] = {}

    def open(self, agreements: Sequence[Agreement]) -> list[tuple[int, Field]]:
        """All fields with text, their names found; names beyond doubt are noted as evidence."""
        fields: list[tuple[int, Field]] = []
        for n, setting in enumerate(settings(agreements, self.authority.region)):
            agreement = setting.agreement
            for side, text in zip(
                _SIDES, (agreement.parties, agreement.third_parties), strict=True
            ):
                if text:
                    fields.append((n, self._field(setting, side, text)))
        for _, field in fields:
            self._note_usage(field)
        return fields

    def _field(self, setting: Setting, side: Side, text: str) -> Field:
        found = content(words(text))
        return Field(setting, side, text, found, matches(found, self.authority), persons(text))

    def _note_usage(self, field: Field) -> None:
        for match in field.matches:
            actors = {alias.actor for alias in match.aliases if alias.kind != "short-name"}
            best = self.choice.best(match, field.setting) if len(actors) == 1 else None
            if best and best.kind != "demonym":
                self.usage.add(field.setting.process, best.actor, field.side)

    def read(self, fields: list[tuple[int, Field]]) -> None:
        """Who is found in each field, and which persons act for whom."""
        defined = definitions((field for _, field in fields), self.authority, self.choice)
        reader = Reader(self.authority, self.usage, self.choice)
        for n, (_, field) in enumerate(fields):
            if own := defined.get(field.setting.process):
                field.matches = matches(field.words, self.authority, own)
            reader.read(field)
            self.assignments[n] = self._assign(field)
            self.acquaintance.learn(field, self.assignments[n])
        for n, (_, field) in enumerate(fields):
            field.found += self._by_person(field, self.assignments[n])

    def _assign(self, field: Field) -> list[Assignment]:
        taken = [field.span(match) for match in field.matches]
        people = [
            person
            for person in field.people
            if not any(first < person.end and person.start < last for first, last in taken)
        ]
        return assign(field.text, people, [(f.start, f.end) for f in field.found])

    def _by_person(self, field: Field, assignments: list[Assignment]) -> Iterator[Found]:
        for person, actor, _ in assignments:
            if actor >= 0:
                continue
            known = self.acquaintance.actor(field, person)
            if known and self.authority.type_of(known) not in _NOT_BY_PERSON:
                yield Found(known, person.start, person.end, "person", "likely")

    def participations(self, field: Field) -> list[Participation]:
        """One for each actor of a field, in the order in which the text names them."""
        out: dict[str, Participation] = {}
        for found in field.found:
            written = " ".join(field.text[found.start : found.end].split())
            own = out.get(found.actor)
            if own is None:
                method = _METHOD.get(found.kind, found.kind)
                own = out[found.actor] = Participation(
                    found.actor, field.side, "linked", method=method, certainty=found.certainty
                )
            if written not in own.as_written:
                own.as_written.append(written)
        return list(out.values())
