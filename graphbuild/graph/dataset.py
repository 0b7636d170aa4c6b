"""The whole graph as an ordered stream of blocks: the merged graph, the ontology, a graph for each source.

A block is what is stated of one subject. What belongs to one agreement stands together, agreements by
key; the rest is sorted by IRI within each kind of thing, kinds in a fixed order, so that the same records
always give the same bytes; nothing but the records is held in memory.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import TypeVar

from pyoxigraph import DefaultGraph, NamedNode

from graphbuild.graph import agreements, conflicts, participants, provenance
from graphbuild.graph.entity import Block, Entity, integer, text
from graphbuild.graph.identity import own_key
from graphbuild.graph.merge import Merged
from graphbuild.graph.origins import Origins
from graphbuild.graph.participants import Naming
from graphbuild.graph.ucdp import Ucdp, gather
from graphbuild.graph.view import Numbered, Piece, Rests, View, blocks, numbered
from graphbuild.ontology import concepts, vocabulary
from graphbuild.ontology.iris import Iris
from graphbuild.ontology.terms import PA, PROV
from graphbuild.records import Actor, Mention, OpenName, Participation, SourceFile

Graph = NamedNode | DefaultGraph
T = TypeVar("T")
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
        for graph, piece in self.pieces(sources):
            for block in piece.make():
                yield graph, block

    def pieces(self, sources: bool = True) -> Iterator[tuple[Graph, Piece]]:
        """The same in pieces, of which each says what it follows from."""
        for piece in self.merged_pieces():
            yield MERGED, piece
        if not sources:
            return
        yield vocabulary.GRAPH, Piece(vocabulary.blocks)
        for source in sorted(self.sources, key=lambda source: self.iri(source).value):
            graph = self.iri(source)
            for piece in self.source_pieces(source):
                yield graph, piece

    def size(self, sources: bool = True) -> int:
        """About how many pieces there are: for progress, not for proofs."""
        own = sum(len(file.agreements) for file in self.sources) if sources else 0
        return own + len(self.merged)

    def iri(self, source: SourceFile) -> NamedNode:
        """The IRI of a source and of its graph."""
        return self.iris.source(source.name, source.sha256)

    def merged_blocks(self) -> Iterator[Block]:
        """What stands, one block for each subject."""
        return (block for piece in self.merged_pieces() for block in piece.make())

    def merged_pieces(self) -> Iterator[Piece]:
        """What stands."""
        merged = {item.key: item for item in self.merged}
        view = View(
            self.iris,
            [(item.key, item.record) for item in self.merged],
            self.actors,
            self.participations,
            numbered(self.mentions),
            numbered({key: participants.namings(own) for key, own in self.named.items()}),
            self._names(),
            self._origins(),
            self.ucdp,
            conflicts.ties(self.actors),
            self._printed(),
            direct=True,
            complete=self._with_provenance(),
            rests=self._behind(),
            replaced=lambda key: self._replaced(merged[key]),
        )
        yield from view.pieces()
        yield Piece(self._files)
        yield Piece(concepts.blocks)

    def _files(self) -> Iterator[Block]:
        """The sources, then their files."""
        ordered = sorted(self.sources, key=lambda source: self.iri(source).value)
        yield from blocks(provenance.source(self.iris, source) for source in ordered)
        yield from blocks(provenance.file(self.iris, source) for source in ordered)

    def source_blocks(self, source: SourceFile) -> Iterator[Block]:
        """What one file says."""
        return (block for piece in self.source_pieces(source) for block in piece.make())

    def source_pieces(self, source: SourceFile) -> Iterator[Piece]:
        """What one file says."""
        keys = self._keys()[source.sha256]
        records = [(keys[id(record)], record) for record in source.agreements]
        numbers: dict[str, int | None] = {}
        for key, record in records:
            numbers.setdefault(key, record.row)

        def number(key: str, entity: Entity) -> None:
            row = numbers.get(key)
            entity.add(PA.recordNumber, None if row is None else integer(row))

        view = View(
            self.iris,
            records,
            source.actors,
            self._said_by(source),
            self._mentions_in(source),
            self._namings_in(source),
            self._names(),
            complete=number,
            rests=lambda key: (source, numbers.get(key)),
        )
        if source.conflicts or source.ucdp_agreements:
            view.ucdp = ucdp = gather([source], self.merged)
            yield Piece(lambda: blocks(self._of_ucdp(ucdp)))
        yield from view.pieces()

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
            for key, own in numbered(self._own(self.mentions, source)).items()
        }

    def _namings_in(self, source: SourceFile) -> Numbered[Naming]:
        origins = self._origins()
        named = self._own(self.named, source)
        return {
            key: [pair for pair in own if source in origins.of_words(key, pair[1].words)]
            for key, own in numbered(
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

    def _replaced(self, item: Merged) -> Iterator[NamedNode]:
        """The IRIs that records of an agreement would have alone."""
        for source, record in item.sources:
            if not record.id and (own := own_key(source, record)) != item.key:
                yield self.iris.agreement(own)

    def _behind(self) -> Callable[[str], Rests]:
        """All that the provenance of an agreement, and of what it names, follows from."""
        merged = {item.key: item for item in self.merged}
        lists = [(source, self.listed.get(source.sha256, {})) for source in self.sources]

        def of(key: str) -> Rests:
            item = merged[key]
            rows = [(source, own[key]) for source, own in lists if key in own]
            told = [(file, record, record.row) for file, record in item.sources]
            ucdp = self.ucdp.agreements.get(key, ())
            return (told, "rows", rows, "ucdp", ucdp, item.disagreements, item.flags)

        return of

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
            for source, given in self.ucdp.agreements.get(key, ()):
                entity.add(PROV.wasDerivedFrom, self.iri(source))
                agreements.with_dyads(entity, self.iris, [given])
            for name in {entry.field for entry in item.disagreements}:
                entity.add(PA.disagreement, text(name))
            for flag in item.flags:
                entity.add_text(PA.flag, flag)

        return add
