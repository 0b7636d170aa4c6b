"""The whole graph as an ordered stream of blocks: the merged graph, the ontology, a graph for each source.

A block is what is stated of one subject. Blocks come sorted by IRI within each kind of thing, kinds
in a fixed order, so that the same records always give the same bytes; nothing but the records is
held in memory.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

from pyoxigraph import DefaultGraph, NamedNode

from graphbuild.graph import agreements, aliases, conflicts, participants, provenance, things
from graphbuild.graph.conflicts import Ties
from graphbuild.graph.entity import Block, Entity, integer, text
from graphbuild.graph.identity import own_key
from graphbuild.graph.merge import Merged
from graphbuild.graph.origins import Origins
from graphbuild.graph.participants import Naming
from graphbuild.graph.ucdp import Ucdp, gather
from graphbuild.ontology import concepts, vocabulary
from graphbuild.ontology.iris import Iris
from graphbuild.ontology.terms import DCTERMS, PA, PROV
from graphbuild.records import Actor, Agreement, Mention, OpenName, Participation, SourceFile

Graph = NamedNode | DefaultGraph
T = TypeVar("T")
Numbered = dict[str, list[tuple[int, T]]]
"""What agreements name, by key, each with the number that its IRI ends in."""
MERGED = DefaultGraph()


@dataclass(slots=True)
class Dataset:
    """Everything that is stated, and how to walk through it.

    ``participations`` and ``mentions`` are by agreement key; coded participations also stand in the
    graph of the file that lists them (``listed``), and what words say in the graphs of the files
    that have them. ``named`` is what texts say of others than participants. ``open_names``
    is what a user may judge, ``candidates`` the actors that it speaks of.
    ``ucdp`` is what UCDP's files say together.
    """

    iris: Iris
    sources: list[SourceFile]
    merged: list[Merged]
    actors: list[Actor] = field(default_factory=list)
    participations: dict[str, list[Participation]] = field(default_factory=dict)
    mentions: dict[str, list[Mention]] = field(default_factory=dict)
    listed: dict[str, dict[str, list[Participation]]] = field(default_factory=dict)
    named: dict[str, list[Participation]] = field(default_factory=dict)
    open_names: list[OpenName] = field(default_factory=list)
    candidates: dict[str, Actor] = field(default_factory=dict)
    ucdp: Ucdp = field(default_factory=Ucdp)
    _known_keys: dict[str, dict[int, str]] = field(default_factory=dict, repr=False)

    def blocks(self, sources: bool = True) -> Iterator[tuple[Graph, Block]]:
        """Every block with its graph: merged first, then, if asked for, ontology and sources by IRI."""
        for block in self.merged_blocks():
            yield MERGED, block
        if not sources:
            return
        for block in vocabulary.blocks():
            yield vocabulary.GRAPH, block
        for source in sorted(self.sources, key=lambda source: self.iri(source).value):
            graph = self.iri(source)
            for block in self.source_blocks(source):
                yield graph, block

    def size(self, sources: bool = True) -> int:
        """About how many blocks there are: for progress, not for proofs."""
        provisions = sum(len(item.record.provisions) for item in self.merged)
        listings = sum(len(file.listings) for file in self.sources)
        merged = provisions + len(self.merged) + len(self.actors) + listings
        if not sources:
            return merged
        records = (record for file in self.sources for record in file.agreements)
        rows = sum(len(record.provisions) + 1 for record in records)
        return merged + rows + len(self.actors) + listings

    def iri(self, source: SourceFile) -> NamedNode:
        """The IRI of a source and of its graph."""
        return self.iris.source(source.name, source.sha256)

    def merged_blocks(self) -> Iterator[Block]:
        """What stands, one block for each subject."""
        view = _View(
            self.iris,
            [(item.key, item.record) for item in self.merged],
            self.actors,
            self.participations,
            _numbered(self.mentions),
            _numbered({key: participants.namings(own) for key, own in self.named.items()}),
            self._names(),
            self._origins(),
            self.ucdp,
            conflicts.ties(self.actors),
            self._printed(),
            direct=True,
        )
        yield from view.blocks(self._with_provenance())
        for source in sorted(self.sources, key=lambda source: self.iri(source).value):
            yield provenance.source(self.iris, source).block()
        for source in sorted(self.sources, key=lambda source: self.iri(source).value):
            yield provenance.file(self.iris, source).block()
        yield from concepts.blocks()

    def source_blocks(self, source: SourceFile) -> Iterator[Block]:
        """What one file says."""
        keys = self._keys()[source.sha256]
        records = _once((keys[id(record)], record) for record in source.agreements)
        numbers = {key: record.row for key, record in records}

        def number(key: str, entity: Entity) -> None:
            row = numbers.get(key)
            entity.add(PA.recordNumber, None if row is None else integer(row))

        view = _View(
            self.iris,
            records,
            source.actors,
            self._said_by(source),
            self._mentions_in(source),
            self._namings_in(source),
            self._names(),
        )
        if source.conflicts or source.ucdp_agreements:
            view.ucdp = gather([source], self.merged)
            yield from _blocks(self._of_ucdp(view.ucdp))
        yield from view.blocks(number)

    def _of_ucdp(self, ucdp: Ucdp) -> Iterator[Entity]:
        """Which conflicts and dyads a file of UCDP gives to the agreements that PA-X numbers."""
        for key in sorted(ucdp.agreements):
            for _, given in ucdp.agreements[key]:
                entity = Entity(self.iris.agreement(key), PA.Agreement, given.name or key, key)
                entity.add(PA.recordNumber, integer(given.row))
                for number in given.conflicts:
                    entity.add(PA.addressesConflict, self.iris.conflict("ucdp", number))
                yield agreements.with_dyads(entity, self.iris, [given])

    def _printed(self) -> Callable[[str], list[NamedNode]]:
        """The sources that print the conflict of an agreement as it stands."""
        merged = {item.key: item for item in self.merged}

        def of(key: str) -> list[NamedNode]:
            said = merged[key].record.conflict
            own = merged[key].sources
            return [self.iri(file) for file, one in own if said and one.conflict == said]

        return of

    def _origins(self) -> Origins:
        return Origins.of(self.merged, self.listed, self.sources)

    def _names(self) -> dict[str, str]:
        return {actor.key: actor.name for actor in self.actors}

    def _said_by(self, source: SourceFile) -> dict[str, list[Participation]]:
        """The participations that a file's rows list, or that its words speak of.

        Of a coded one the words say who, where and in which role, not who is third to the conflict.
        """
        found = {key: list(rows) for key, rows in self.listed.get(source.sha256, {}).items()}
        origins = self._origins()
        for key in sorted(
            {self._keys()[source.sha256][id(record)] for record in source.agreements}
        ):
            rows = {given.id for given in found.get(key, ())} - {""}
            found.setdefault(key, []).extend(
                replace(given, third_to_conflict=None, third_condition="")
                for given in self.participations.get(key, ())
                if given.as_written
                and given.id not in rows
                and source in origins.of_words(key, given)
            )
        return found

    def _mentions_in(self, source: SourceFile) -> Numbered[Mention]:
        origins = self._origins()
        return {
            key: [pair for pair in own if source in origins.of_mention(key, pair[1])]
            for key, own in _numbered(self._own(self.mentions, source)).items()
        }

    def _namings_in(self, source: SourceFile) -> Numbered[Naming]:
        origins = self._origins()
        named = self._own(self.named, source)
        return {
            key: [pair for pair in own if source in origins.of_words(key, pair[1].words)]
            for key, own in _numbered(
                {key: participants.namings(given) for key, given in named.items()}
            ).items()
        }

    def _own(self, given: dict[str, list[T]], source: SourceFile) -> dict[str, list[T]]:
        """What is given of the agreements that a file has."""
        keys = set(self._keys()[source.sha256].values())
        return {key: own for key, own in given.items() if key in keys}

    def _keys(self) -> dict[str, dict[int, str]]:
        """The keys of each source's records, by their identity; worked out once."""
        if not self._known_keys:
            for source in self.sources:
                self._known_keys[source.sha256] = {}
            for item in self.merged:
                for source, record in item.sources:
                    self._known_keys[source.sha256][id(record)] = item.key
        return self._known_keys

    def _with_provenance(self) -> Callable[[str, Entity], None]:
        merged = {item.key: item for item in self.merged}
        listing: dict[str, set[NamedNode]] = defaultdict(set)
        for source in self.sources:
            for key in self.listed.get(source.sha256, {}):
                listing[key].add(self.iri(source))

        def add(key: str, entity: Entity) -> None:
            item = merged[key]
            for source, _ in item.sources:
                entity.add(PROV.wasDerivedFrom, self.iri(source))
            for iri in listing.get(key, ()):
                entity.add(PROV.wasDerivedFrom, iri)
            for source, record in item.sources:
                if not record.id and (own := own_key(source, record)) != key:
                    entity.add(DCTERMS.replaces, self.iris.agreement(own))
            for source, given in self.ucdp.agreements.get(key, ()):
                entity.add(PROV.wasDerivedFrom, self.iri(source))
                agreements.with_dyads(entity, self.iris, [given])
            for name in {entry.field for entry in item.disagreements}:
                entity.add(PA.disagreement, text(name))
            for flag in item.flags:
                entity.add_text(PA.flag, flag)

        return add


@dataclass(slots=True)
class _View:
    """One graph's records, and its blocks in order."""

    iris: Iris
    records: list[tuple[str, Agreement]]
    actors: list[Actor]
    participations: dict[str, list[Participation]]
    mentions: Numbered[Mention]
    namings: Numbered[Naming]
    names: dict[str, str]
    origins: Origins | None = None
    ucdp: Ucdp | None = None
    ties: Ties | None = None
    printed: Callable[[str], list[NamedNode]] | None = None
    direct: bool = False
    """Whether agreements lead to their actors directly: in the merged graph alone."""

    def blocks(self, complete: Callable[[str, Entity], None]) -> Iterator[Block]:
        """Actors, agreements, conflicts, ... each sorted by IRI; ``complete`` adds to agreements."""
        iris, records = self.iris, sorted(_once(self.records), key=lambda pair: pair[0])
        by_iri = sorted(self.actors, key=lambda actor: iris.actor(actor.key).value)
        plain = [record for _, record in records]
        tied = participants.known_otherwise(by_iri)
        others: list[tuple[NamedNode, Entity]] = []
        for actor in by_iri:
            entity = participants.actor(iris, actor, tied)
            if actor.key in tied:
                others.append((iris.actor(tied[actor.key]), entity))
            yield entity.block()
        places: list[things.Place] = []
        for key, record in records:
            entity = self._agreement(key, record, places, complete)
            others += aliases.replaced(entity)
            yield entity.block()
        places += [home for actor in self.actors for home in things.homes_of(actor)]
        yield from self._conflicts(records, places, others)
        yield from _blocks(aliases.aliases(iris, others))
        for key, _ in records:
            yield from _blocks(self._mentions(key))
        yield from self._participations(dict(records))
        yield from _blocks(self._namings())
        for key, record in records:
            yield from _blocks(agreements.passages(iris, key, record))
        everyone = [given for group in self.participations.values() for given in group]
        named = [
            replace(given.words, representations=[given.acting])
            for own in self.namings.values()
            for _, given in own
            if given.acting
        ]
        yield from _blocks(participants.persons(iris, everyone, named))
        yield from _blocks(things.place_entities(iris, places))
        yield from _blocks(things.process_entities(iris, plain))
        for key, record in records:
            yield from agreements.provisions(iris, key, record)

    def _agreement(
        self,
        key: str,
        record: Agreement,
        places: list[things.Place],
        complete: Callable[[str, Entity], None],
    ) -> Entity:
        own = things.places_of(record)
        places += own
        entity = agreements.agreement(
            self.iris, key, record, [self.iris.place(place.key) for place in own]
        )
        if self.direct:
            participants.link_directly(entity, self.iris, self.participations.get(key, ()))
        for number, _ in self.namings.get(key, ()):
            entity.add(PA.names, self.iris.naming(key, number))
        for place in things.locations_of(record):
            places.append(place)
            entity.add(PA.location, self.iris.place(place.key))
        for place in map(things.locality, record.localities):
            places.append(place)
            entity.add(PA.locality, self.iris.place(place.key))
        complete(key, entity)
        return entity

    def _conflicts(
        self,
        records: list[tuple[str, Agreement]],
        places: list[things.Place],
        others: list[tuple[NamedNode, Entity]],
    ) -> Iterator[Block]:
        """Conflicts, their sides and dyads.

        The countries in which they lie are added to ``places``, what they replace to ``others``.
        """
        iris, said_by = self.iris, self.printed
        told = [(record, said_by(key) if said_by else ()) for key, record in records]
        for entity in conflicts.conflict_entities(iris, told, self.ucdp, self.ties):
            others += aliases.replaced(entity)
            yield entity.block()
        if self.ucdp:
            yield from _blocks(conflicts.side_entities(iris, self.ucdp, self.ties))
            yield from _blocks(conflicts.dyad_entities(iris, self.ucdp))
            for given in self.ucdp.conflicts.values():
                places += conflicts.locations_of(given.record)

    def _derived(self, entity: Entity, files: Iterable[SourceFile]) -> Entity:
        for file in files:
            entity.add(PROV.wasDerivedFrom, self.iris.source(file.name, file.sha256))
        return entity

    def _mentions(self, key: str) -> Iterator[Entity]:
        for number, given in self.mentions.get(key, ()):
            entity = participants.mention(self.iris, key, number, given)
            yield self._derived(entity, self.origins.of_mention(key, given) if self.origins else ())

    def _namings(self) -> Iterator[Entity]:
        for key in sorted(self.namings):
            for number, given in self.namings[key]:
                entity = participants.naming(self.iris, key, number, given)
                files = self.origins.of_words(key, given.words) if self.origins else ()
                yield self._derived(entity, files)

    def _participations(self, records: dict[str, Agreement]) -> Iterator[Block]:
        order = sorted(
            (participants.participation_iri(self.iris, key, given).value, key, number)
            for key, group in self.participations.items()
            for number, given in enumerate(group)
        )
        for _, key, number in order:
            title = records[key].name if key in records else key
            given = self.participations[key][number]
            entity = participants.participation(self.iris, key, title, given, self.names)
            files = self.origins.of_participation(key, given) if self.origins else ()
            yield self._derived(entity, files).block()
        order = [item for item in order if self.participations[item[1]][item[2]].representations]
        for _, key, number in sorted(order, key=lambda item: f"{item[0]}/"):
            acting = participants.representations(self.iris, key, self.participations[key][number])
            yield from _blocks(sorted(acting, key=lambda entity: entity.iri.value))


def _numbered(given: Mapping[str, list[T]]) -> Numbered[T]:
    """Each with its number within its agreement, which its IRI ends in."""
    return {key: list(enumerate(own, 1)) for key, own in given.items()}


def _once(records: Iterable[tuple[str, Agreement]]) -> list[tuple[str, Agreement]]:
    """The first record of each key: a table row given twice was reported when it was grouped."""
    seen: dict[str, Agreement] = {}
    for key, record in records:
        seen.setdefault(key, record)
    return list(seen.items())


def _blocks(entities: Iterable[Entity]) -> Iterator[Block]:
    return (entity.block() for entity in entities)
