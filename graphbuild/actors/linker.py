"""Links the text of the fields ``parties`` and ``third_parties`` to actors."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from graphbuild.actors.collection.abbreviations import Definitions
from graphbuild.actors.collection.acquaintance import Acquaintance
from graphbuild.actors.field.matching import Match, matches
from graphbuild.actors.field.ranking import Choice
from graphbuild.actors.field.reader import Reader, is_part_of_person
from graphbuild.actors.field.text import Field, Found
from graphbuild.actors.known.authority import Authority
from graphbuild.actors.persons.assigning import Assignment, assign
from graphbuild.actors.persons.names import Person, without
from graphbuild.actors.persons.names import persons as names_of_persons
from graphbuild.actors.result import LinkResult
from graphbuild.actors.review.judgements import Judgements
from graphbuild.actors.review.open_names import Opening
from graphbuild.actors.settings import Setting, Usage, settings
from graphbuild.actors.statement.participations import participations
from graphbuild.records import Agreement, Side

_SIDES: tuple[Side, Side] = ("party", "third party")
# An army or a body of a government says too little of whom a person acts for elsewhere.
_OFTEN = 3
_NOT_BY_PERSON = frozenset({"Military", "Government/state"})


def link(
    agreements: Sequence[Agreement],
    authority: Authority,
    judgements: Judgements | None = None,
    *,
    persons: str = "",
) -> LinkResult:
    """The participations that the agreements' texts name.

    All agreements are read together, because one says what another leaves open. Persons of local
    agreements are private people and left out, unless ``persons`` is ``all``. ``judgements`` are
    the user's on names that fitted nobody.
    """
    entities = {name for one in agreements for name in one.entities}
    if authority.open and not entities <= authority.places:
        authority = Authority.builtin(entities)
    linker = _Linker(authority)
    fields = linker.open(agreements)
    linker.read(fields)
    result = LinkResult([[] for _ in agreements])
    opening = Opening(authority, judgements or Judgements(), result)
    for _, field in fields:
        opening.look(field)
    result.new_actors = sorted(opening.made.values(), key=lambda actor: actor.key)
    for place, (n, field) in enumerate(fields):
        local = field.setting.agreement.level_code == "IntraLocal"
        result.participations[n] += participations(
            field,
            linker.assignments[place],
            linker.acquaintance.full_names(field.setting.process),
            persons=persons == "all" or not local,
        )
    return result


class _Linker:
    def __init__(self, authority: Authority) -> None:
        self.authority = authority
        self.usage = Usage()
        self.choice = Choice(authority, self.usage)
        self.acquaintance = Acquaintance(authority.of_type("Political Party"), authority.rules)
        self.common: Counter[str] = Counter()
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
        field = Field(setting, side, text, people=names_of_persons(text))
        field.matches = matches(field.words, self.authority)
        self.common.update(word.raw for word in field.words if word.raw.islower())
        field.close()
        return field

    def _note_usage(self, field: Field) -> None:
        for match in field.matches:
            actors = {alias.actor for alias in match.aliases if alias.kind != "short-name"}
            if len(actors) != 1 or is_part_of_person(field, *field.span(match)):
                continue
            best = self.choice.best(match, field.setting)
            if best and best.kind != "demonym":
                self.usage.add(field.setting.process, best.actor, field.side)

    def read(self, fields: list[tuple[int, Field]]) -> None:
        """Who is found in each field, and which persons act for whom."""
        defined = Definitions((field for _, field in fields), self.authority, self.choice)
        reader = Reader(self.authority, self.usage, self.choice)
        for n, (_, field) in enumerate(fields):
            if own := defined.of(field):
                field.matches = matches(field.words, self.authority, own)
            reader.read(field)
            self.assignments[n] = self._assign(field)
            self.acquaintance.learn(field, self.assignments[n])
            field.matches = []
            field.close()
        self.acquaintance.settle()
        for n, (_, field) in enumerate(fields if "persons" in self.authority.rules else ()):
            self._add_by_person(field, self.assignments[n])

    def _assign(self, field: Field) -> list[Assignment]:
        names = {(person.start, person.end) for person in field.people}
        taken = [
            span
            for match in field.matches
            if (span := field.span(match)) not in names or not self._is_persons_name(match)
        ]
        people = [
            person
            for person in without(field.people, taken, field.text)
            if not self._common(person)
        ]
        found = field.found
        return assign(
            field.text, people, [(f.start, f.end) for f in found], [f.actor for f in found]
        )

    def _is_persons_name(self, match: Match) -> bool:
        """Whether an authority lists a person's name among an actor's alternative names."""
        names = match.aliases
        return match.size > 1 and all(a.kind == "alternative-name" and not a.short for a in names)

    def _common(self, person: Person) -> bool:
        """Whether all words of what looks like a name stand elsewhere in small letters."""
        if "common-words" not in self.authority.rules:
            return False
        parts = [part for part in re.findall(r"[^\W\d_]+", person.name) if len(part) > 1]
        return all(self.common[part.casefold()] >= _OFTEN for part in parts)

    def _add_by_person(self, field: Field, assignments: list[Assignment]) -> None:
        """Find the actors of persons of whom only other agreements say for whom they act."""
        for n, (person, actor, _) in enumerate(assignments):
            if actor >= 0:
                continue
            known = self.acquaintance.actor(field, person)
            if known and self.authority.type_of(known) not in _NOT_BY_PERSON:
                assignments[n] = Assignment(person, len(field.found), "person")
                field.found.append(Found(known, person.start, person.end, "person", "likely"))
