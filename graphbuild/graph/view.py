"""One graph, piece by piece: what stands in it, in a fixed order, and what each piece follows from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import NamedTuple, TypeVar

from pyoxigraph import NamedNode

from graphbuild.graph import agreements, aliases, conflicts, participants, things
from graphbuild.graph.conflicts import Ties
from graphbuild.graph.entity import Block, Entity
from graphbuild.graph.origins import Origins
from graphbuild.graph.participants import Naming
from graphbuild.graph.ucdp import Ucdp
from graphbuild.ontology.iris import Iris
from graphbuild.ontology.terms import DCTERMS, PA, PROV
from graphbuild.records import Actor, Agreement, Mention, Participation, SourceFile

T = TypeVar("T")
Numbered = dict[str, list[tuple[int, T]]]
"""What agreements name, by key, each with the number that its IRI ends in."""
Rests = tuple[object, ...]


class Piece(NamedTuple):
    """Some blocks of a graph, in their order.

    They follow from what ``rests_on`` gives and from the base of IRIs alone, so that two pieces that rest
    on equal things are equal; where that is nothing, nothing is promised.
    """

    make: Callable[[], Iterable[Block]]
    rests_on: Callable[[], Rests] = tuple


def nothing(key: str, entity: Entity | None = None) -> Rests:  # noqa: ARG001
    """What is added to an agreement, or what that rests on, where it is nothing."""
    return ()


@dataclass(slots=True)
class View:
    """One graph's records, and its blocks in order.

    ``complete`` adds to agreements what only this graph says of them, ``rests`` are the things that
    this, and the files behind statements, follow from. ``replaced`` are other IRIs of an agreement.
    """

    iris: Iris
    records: list[tuple[str, Agreement]]
    actors: list[Actor]
    participations: Mapping[str, list[Participation]]
    mentions: Numbered[Mention]
    namings: Numbered[Naming]
    names: dict[str, str]
    origins: Origins | None = None
    ucdp: Ucdp | None = None
    ties: Ties | None = None
    printed: Callable[[str], list[NamedNode]] | None = None
    direct: bool = False
    """Whether agreements lead to their actors directly: in the merged graph alone."""
    complete: Callable[[str, Entity], object] = nothing
    rests: Callable[[str], Rests] = nothing
    replaced: Callable[[str], Iterable[NamedNode]] = nothing  # type: ignore[assignment]
    _by_key: dict[str, Agreement] = field(default_factory=dict)
    _conflicts: list[Entity] = field(default_factory=list)

    def pieces(self) -> Iterator[Piece]:
        """Actors, each agreement with all that belongs to it, conflicts, persons, places, processes."""
        for key, record in self.records:
            self._by_key.setdefault(
                key, record
            )  # a row given twice was reported when it was grouped
        records = [self._by_key[key] for key in sorted(self._by_key)]
        yield Piece(self._actors, lambda: ("actors", *self.actors))
        for key in sorted({*self._by_key, *self.participations, *self.mentions, *self.namings}):
            rests_on = partial(self._agreement_rests_on, key)
            yield Piece(partial(self._all_of_agreement, key), rests_on)
        yield Piece(self._of_conflicts)
        yield Piece(self._aliases)
        yield Piece(self._of_persons, self._persons_rest_on)
        yield Piece(partial(self._of_places, records), partial(self._places_rest_on, records))
        process = partial(things.process_entities, self.iris, records)
        yield Piece(lambda: blocks(process()), lambda: ("processes", *records))

    def _agreement_rests_on(self, key: str) -> Rests:
        given = self.participations.get(key, ())
        return (
            "agreement",
            self.direct,
            key,
            self._by_key.get(key),
            *self.rests(key),
            *given,
            *(self.names.get(one.actor) for one in given),
            "mentions",
            self.mentions.get(key, ()),
            "namings",
            self.namings.get(key, ()),
        )

    def _actors(self) -> Iterator[Block]:
        by_iri = sorted(self.actors, key=lambda actor: self.iris.actor(actor.key).value)
        tied = participants.known_otherwise(by_iri)
        return blocks(participants.actor(self.iris, actor, tied) for actor in by_iri)

    def _all_of_agreement(self, key: str) -> Iterator[Block]:
        """The agreement, and what has its key in its IRI, kind by kind."""
        iris, record = self.iris, self._by_key.get(key)
        if record is not None:
            yield self._agreement(key, record).block()
        yield from blocks(self._mentions(key))
        yield from self._participations(key, record.name if record else key)
        yield from blocks(self._namings(key))
        if record is not None:
            yield from blocks(agreements.passages(iris, key, record))
            yield from agreements.provisions(iris, key, record)

    def _agreement(self, key: str, record: Agreement) -> Entity:
        places = [self.iris.place(place.key) for place in things.places_of(record)]
        entity = agreements.agreement(self.iris, key, record, places)
        if self.direct:
            participants.link_directly(entity, self.iris, self.participations.get(key, ()))
        for number, _ in self.namings.get(key, ()):
            entity.add(PA.names, self.iris.naming(key, number))
        for place in things.locations_of(record):
            entity.add(PA.location, self.iris.place(place.key))
        for place in map(things.locality, record.localities):
            entity.add(PA.locality, self.iris.place(place.key))
        self.complete(key, entity)
        for iri in self.replaced(key):
            entity.add(DCTERMS.replaces, iri)
        return entity

    def _conflict_entities(self) -> list[Entity]:
        if not self._conflicts:
            told = [
                (self._by_key[key], self.printed(key) if self.printed else ())
                for key in sorted(self._by_key)
            ]
            found = conflicts.conflict_entities(self.iris, told, self.ucdp, self.ties)
            self._conflicts = list(found)
        return self._conflicts

    def _of_conflicts(self) -> Iterator[Block]:
        """Conflicts, their sides and dyads."""
        yield from blocks(self._conflict_entities())
        if self.ucdp:
            yield from blocks(conflicts.side_entities(self.iris, self.ucdp, self.ties))
            yield from blocks(conflicts.dyad_entities(self.iris, self.ucdp))

    def _aliases(self) -> Iterator[Block]:
        """What other graphs call actors, agreements and conflicts."""
        others: list[tuple[NamedNode, Entity]] = []
        tied = participants.known_otherwise(self.actors)
        for actor in self.actors:
            if actor.key in tied:
                entity = participants.actor(self.iris, actor, tied)
                others.append((self.iris.actor(tied[actor.key]), entity))
        for key, record in self._by_key.items():
            named = Entity(self.iris.agreement(key), PA.Agreement, record.name, key)
            others += ((iri, named) for iri in self.replaced(key))
        for entity in self._conflict_entities():
            others += aliases.replaced(entity)
        return blocks(aliases.aliases(self.iris, others))

    def _places_rest_on(self, records: list[Agreement]) -> Rests:
        described = [one.record for one in self.ucdp.conflicts.values()] if self.ucdp else []
        return ("places", records, self.actors, described)

    def _of_places(self, records: list[Agreement]) -> Iterator[Block]:
        places = []
        for record in records:
            places += things.places_of(record)
            places += things.locations_of(record)
            places += map(things.locality, record.localities)
        places += [home for actor in self.actors for home in things.homes_of(actor)]
        if self.ucdp:
            for given in self.ucdp.conflicts.values():
                places += conflicts.locations_of(given.record)
        return blocks(things.place_entities(self.iris, places))

    def _persons(self) -> tuple[list[Participation], list[Participation]]:
        """Who names persons: participants, and others."""
        everyone = [given for group in self.participations.values() for given in group]
        named = [
            replace(given.words, representations=[given.acting])
            for own in self.namings.values()
            for _, given in own
            if given.acting
        ]
        return [one for one in everyone if one.representations], named

    def _persons_rest_on(self) -> Rests:
        told = ([(one.actor, one.representations) for one in group] for group in self._persons())
        return ("persons", *told)

    def _of_persons(self) -> Iterator[Block]:
        return blocks(participants.persons(self.iris, *self._persons()))

    def _derived(self, entity: Entity, files: Iterable[SourceFile]) -> Entity:
        for file in files:
            entity.add(PROV.wasDerivedFrom, self.iris.source(file.name, file.sha256))
        return entity

    def _mentions(self, key: str) -> Iterator[Entity]:
        for number, given in self.mentions.get(key, ()):
            entity = participants.mention(self.iris, key, number, given)
            yield self._derived(entity, self.origins.of_mention(key, given) if self.origins else ())

    def _namings(self, key: str) -> Iterator[Entity]:
        for number, given in self.namings.get(key, ()):
            entity = participants.naming(self.iris, key, number, given)
            files = self.origins.of_words(key, given.words) if self.origins else ()
            yield self._derived(entity, files)

    def _participations(self, key: str, title: str) -> Iterator[Block]:
        """Those of one agreement by their IRIs, then who acts for each."""
        ordered = sorted(
            self.participations.get(key, ()),
            key=lambda given: participants.participation_iri(self.iris, key, given).value,
        )
        for given in ordered:
            entity = participants.participation(self.iris, key, title, given, self.names)
            files = self.origins.of_participation(key, given) if self.origins else ()
            yield self._derived(entity, files).block()
        for given in ordered:
            if given.representations:
                acting = participants.representations(self.iris, key, given)
                yield from blocks(sorted(acting, key=lambda entity: entity.iri.value))


def numbered(given: Mapping[str, list[T]]) -> Numbered[T]:
    """Each with its number within its agreement, which its IRI ends in."""
    return {key: list(enumerate(own, 1)) for key, own in given.items()}


def blocks(entities: Iterable[Entity]) -> Iterator[Block]:
    """What is stated of each."""
    return (entity.block() for entity in entities)
