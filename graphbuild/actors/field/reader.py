"""Reads one field: which of the names in it are participants, and whom they mean."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graphbuild.actors.field import offices
from graphbuild.actors.field.certainty import certainty
from graphbuild.actors.field.exclusions import EXCLUSIONS, Naming
from graphbuild.actors.field.generics import Generics
from graphbuild.actors.field.ranking import Choice
from graphbuild.actors.field.surroundings import follows_of
from graphbuild.actors.field.text import Field, Found
from graphbuild.actors.field.variants import Variants
from graphbuild.actors.known.authority import Authority
from graphbuild.actors.persons.names import is_title
from graphbuild.actors.settings import Usage


class Reader:
    """Reads fields with an authority and what is known of the collection."""

    def __init__(
        self,
        authority: Authority,
        usage: Usage,
        choice: Choice,
        variants: Variants,
        generics: Generics,
    ) -> None:
        self.authority, self.usage, self.choice = authority, usage, choice
        self._rules = rules = authority.rules
        self._variants, self._generics = variants, generics
        self._exclusions = [excluded for name, excluded in EXCLUSIONS if name in rules]

    def read(self, field: Field) -> None:
        """Fill ``field.found``, in the order of the text."""
        self._drop_names_of_persons(field)
        found = list(self._found(field))
        state = offices.own_state(field.setting, self.authority, self.usage)
        if "the-government" in self._rules:
            found += offices.governments(field, self.authority, state)
        if "armies" in self._rules:
            found += offices.armies_alone(field, state, self.authority)
        field.found = sorted(found, key=lambda item: (item.start, item.end, item.actor))
        if "generics" in self._rules:
            field.found += self._generics.find(field)
        if "variants" in self._rules:
            field.found += self._variants.find(field)
            field.found.sort(key=lambda item: (item.start, item.end, item.actor))
        if field.side == "party" and "offices-of-state" in self._rules:
            sure = offices.own_state(field.setting, self.authority, self.usage, offices.FAR_AHEAD)
            field.found += offices.state_offices(field, sure, self.authority)

    def _found(self, field: Field) -> Iterator[Found]:
        covered: list[tuple[int, int]] = []
        un_offices = offices.un_offices if "un-offices" in self._rules else _nobody
        for office in un_offices(field, self.authority):
            covered.append((office.start, office.end))
            if office.actor:
                yield office
        for match in field.matches:
            start, _ = field.span(match)
            if any(first <= start < last for first, last in covered):
                continue
            alias = self.choice.best(match, field.setting)
            if alias:
                naming = Naming(field, match, alias, self.authority)
                if not any(excluded(naming) for excluded in self._exclusions):
                    yield from self._meant(naming)

    def _drop_names_of_persons(self, field: Field) -> None:
        """Leave out states that are words of persons' names and nobody speaks of in the process."""
        known = self.usage.named
        kept = []
        for match in field.matches:
            place = any(self.authority.is_place(alias.actor) for alias in match.aliases)
            span = field.span(match)
            spoken_of = any(known[alias.actor] for alias in match.aliases)
            named = place and is_part_of_person(field, *span)
            if not named or (spoken_of and not self._is_line_of_its_own(field, span[0])):
                kept.append(match)
        field.matches = kept

    @staticmethod
    def _is_line_of_its_own(field: Field, start: int) -> bool:
        """Whether the person's name around a place is all that its line holds, titles aside."""
        first = field.text.rfind("\n", 0, start) + 1
        end = field.text.find("\n", start)
        last = end if end >= 0 else len(field.text)
        inside = [p for p in field.people if first <= p.start and p.end <= last]
        if len(inside) != 1:
            return False
        rest = field.text[first : inside[0].start] + field.text[inside[0].end : last]
        return all(is_title(word) for word in re.findall(r"[^\W\d]+", rest))

    def _meant(self, naming: Naming) -> Iterator[Found]:
        field, start, end = naming.field, naming.start, naming.end
        actor, authority, rules = naming.alias.actor, self.authority, self._rules
        body = "un-envoys" in rules and offices.body_instead(field, start, end, actor, authority)
        army = "armies" in rules and offices.army_instead(field, start, end, actor, authority)
        if body:
            yield Found(body, start, end, "un-office", "likely")
        elif army:
            yield Found(army, start, end, "office", "likely")
        else:
            yield Found(actor, start, end, naming.alias.kind, certainty(naming))
            if "commanders" in rules and (
                state := offices.commanded_by_head(field, start, actor, authority)
            ):
                yield Found(state, start, end, "office", "likely")


def _nobody(field: Field, authority: Authority) -> Iterator[Found]:  # noqa: ARG001
    return iter(())


def is_part_of_person(field: Field, start: int, end: int) -> bool:
    """Whether a stretch is part of what looks like a person's name (``Israel Torres``)."""
    for person in field.people:
        if person.start > start:
            break
        rest = (person.end - person.start) - (end - start)
        if person.start <= start and end <= person.end and rest > 1:
            return not (person.start == start and follows_of(field.text, start))
    return False
