"""What is stated of conflicts: by number, by the name on a coding page, by what UCDP says of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pyoxigraph import NamedNode

from graphbuild.graph.derived import PrintedConflict, conflicts, printed_conflict
from graphbuild.graph.entity import Entity, date, integer, text
from graphbuild.graph.things import Place, location, place
from graphbuild.graph.ucdp import Described, Ucdp
from graphbuild.ontology import places
from graphbuild.ontology.iris import NAMED, Iris
from graphbuild.ontology.terms import DCTERMS, PA, PROV, RDFS, SKOS, concept
from graphbuild.records import Actor, Agreement, Conflict, ConflictSide, Location
from graphbuild.report import Report
from graphbuild.words import one_line, slug

Key = tuple[str, str]
"""The scheme (``ucdp``, ``cow``, ``pax``) and the number, or the slug of a name."""
Tied = Mapping[str, Sequence[str]]
"""The keys of actors by a number: UCDP's, or a state's."""

STATE_TYPE = "Country/State"
_UNNAMED = {"ucdp": "UCDP conflict {}", "cow": "Correlates of War {}"}
_PLACES = 3


@dataclass(slots=True)
class _Met:
    """What agreements say of one conflict."""

    printed: Counter[str] = field(default_factory=Counter)
    descriptions: Counter[str] = field(default_factory=Counter)
    places: Counter[str] = field(default_factory=Counter)
    agreements: int = 0
    related: set[Key] = field(default_factory=set)
    sources: set[NamedNode] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Ties:
    """The actors of the graph by the numbers by which UCDP's sides are known."""

    by_ucdp: Tied = field(default_factory=dict)
    by_state: Tied = field(default_factory=dict)

    def of(self, side: ConflictSide) -> Iterator[tuple[str, Sequence[str]]]:
        """Each method that fits with the actors that a side is by it."""
        if found := self.by_ucdp.get(side.number):
            yield "ucdp-number", found
        if found := self.by_state.get(side.gwno):
            yield "state-number", found


def ties(actors: Iterable[Actor]) -> Ties:
    """The actors by UCDP's number, and states by Gleditsch-Ward number; several may share one."""
    by_ucdp: dict[str, list[str]] = defaultdict(list)
    by_state: dict[str, list[str]] = defaultdict(list)
    for actor in sorted(actors, key=lambda actor: actor.key):
        if number := actor.identifiers.get("ucdp", ""):
            by_ucdp[number].append(actor.key)
        if number := state_number(actor):
            by_state[number].append(actor.key)
    return Ties(by_ucdp, by_state)


def state_number(actor: Actor) -> str:
    """The Gleditsch-Ward number of an actor that is a state, the codebook's before its file's."""
    if actor.type != STATE_TYPE:
        return ""
    known = places.of_code(actor.iso3) or places.find(actor.name)
    return (known.gwno if known else "") or actor.gwno


def _meet(
    records: Iterable[tuple[Agreement, Sequence[NamedNode]]],
) -> dict[Key, _Met]:
    """Gather by conflict what agreements say; each comes with the sources that print its conflict.

    The name on a page is that of the agreement's UCDP conflict, else of its war in Correlates of
    War, else the conflict has nothing but its name.
    """
    met: dict[Key, _Met] = defaultdict(_Met)
    for record, sources in records:
        keys = conflicts(record)
        for key in keys:
            met[key].agreements += 1
            met[key].places.update(dict.fromkeys(record.country_entity, 1))
        for key in keys[1:]:
            met[keys[0]].related.add(key)
        if keys and record.conflict:
            own = met[keys[0]]
            own.printed[one_line(record.conflict)] += 1
            if record.conflict_description:
                own.descriptions[record.conflict_description] += 1
            own.sources.update(sources)
    return met


def conflict_entities(
    iris: Iris,
    records: Iterable[tuple[Agreement, Sequence[NamedNode]]],
    ucdp: Ucdp | None = None,
    ties: Ties | None = None,
) -> Iterator[Entity]:
    """One entity for each conflict that agreements address or UCDP describes, sorted by IRI.

    With ``ties`` the graph is the merged one, which says what replaces what.
    """
    met = _meet(records)
    known = {("ucdp", number): given for number, given in ucdp.conflicts.items()} if ucdp else {}
    for key in sorted({*met, *known}, key=lambda key: iris.conflict(*key).value):
        entity = _conflict(iris, key, met.get(key, _Met()), known.get(key))
        if ties is not None:
            _tie(entity, iris, key, met, known.get(key))
        if ucdp and key[0] == "ucdp":
            for number, (_, conflict) in ucdp.dyads.items():
                if conflict == key[1]:
                    entity.add(PA.hasDyad, iris.dyad(number))
        yield entity


def _conflict(iris: Iris, key: Key, met: _Met, known: Described | None) -> Entity:
    scheme, number = key
    printed = [printed_conflict(name) for name in _by_count(met.printed)]
    names = dict.fromkeys(known.names if known else ())
    names |= dict.fromkeys(one.name for one in printed)
    names |= dict.fromkeys(_by_count(met.printed))
    label = next(iter(names), "") or _unnamed(key, met)
    entity = Entity(iris.conflict(*key), PA.Conflict, label, number)
    entity.add_text(PA.conflictScheme, scheme)
    for name in names:
        if name != label:
            entity.add(SKOS.altLabel, text(name))
    _state_printed(entity, printed)
    for description in _by_count(met.descriptions)[:1]:
        entity.add_text(DCTERMS.description, description)
    if scheme == "ucdp" and number.isdigit():
        entity.add(RDFS.seeAlso, NamedNode(f"https://ucdp.uu.se/conflict/{number}"))
    if known:
        _state_described(entity, iris, known.record)
    return entity


def _by_count(counts: Counter[str]) -> list[str]:
    return sorted(counts, key=lambda name: (-counts[name], name))


def _unnamed(key: Key, met: _Met) -> str:
    """``UCDP conflict 289 (Colombia)``: the places that at least half of its agreements concern."""
    order = [name for name in _by_count(met.places) if met.places[name] * 2 >= met.agreements]
    bare = _UNNAMED[key[0]].format(key[1]) if key[0] in _UNNAMED else key[1]
    return f"{bare} ({', '.join(order[:_PLACES])})" if order else bare


def _state_printed(entity: Entity, printed: Sequence[PrintedConflict]) -> None:
    """The years of the form of name that most pages print."""
    for one in printed[:1]:
        entity.add(PA.startYear, date(one.start) if one.start else None)
        entity.add(PA.endYear, date(one.end) if one.end else None)


def _state_described(entity: Entity, iris: Iris, record: Conflict) -> None:
    entity.add_text(PA.territory, record.territory)
    if record.incompatibility:
        entity.add(PA.incompatibility, concept("incompatibility", record.incompatibility))
    for kind in record.types:
        entity.add(PA.conflictType, concept("conflict-type", kind))
    for region in record.regions:
        entity.add(PA.conflictRegion, concept("conflict-region", region))
    for country in locations_of(record):
        entity.add(PA.conflictLocation, iris.place(country.key))
    if record.start:
        entity.add(PA.startDate, date(record.start))
        precision = record.start_precision
        entity.add(PA.startPrecision, None if precision is None else integer(precision))
    for predicate, year in ((PA.firstYear, record.first_year), (PA.lastYear, record.last_year)):
        entity.add(predicate, None if year is None else date(str(year)))
    for side in record.sides:
        entity.add(PA.hasSide, side_iri(iris, record, side))


def locations_of(record: Conflict) -> list[Place]:
    """The countries in which UCDP locates a conflict: the codebook's by number, else under UCDP's name."""
    return [_country(name, gwno) for name, gwno in record.locations]


def _country(name: str, gwno: str) -> Place:
    if known := places.of_number(gwno):
        return place(known.name, known.kind)
    found = location(Location("", gwno))
    key = found.key if found else slug(name)
    return Place(key, name, "country", "", gwno, rank=2)


def _tie(
    entity: Entity, iris: Iris, key: Key, met: Mapping[Key, _Met], known: Described | None
) -> None:
    own = met.get(key, _Met())
    for source in own.sources:
        entity.add(PROV.wasDerivedFrom, source)
    for file in known.sources if known else ():
        entity.add(PROV.wasDerivedFrom, iris.source(file.name, file.sha256))
    for other in own.related:
        entity.add(SKOS.relatedMatch, iris.conflict(*other))
    for name in own.printed if key[0] != NAMED else ():
        alone = (NAMED, slug(printed_conflict(name).name))
        # Where an agreement without a number has this name, the conflict of that name stands too.
        predicate = SKOS.relatedMatch if alone in met else DCTERMS.replaces
        entity.add(predicate, iris.conflict(*alone))


def side_iri(iris: Iris, record: Conflict, side: ConflictSide) -> NamedNode:
    """By UCDP's number of who stands there; supporters by their state's, which all of them have."""
    key = side.number if not side.camp.endswith("supporting") else f"gwno-{side.gwno}"
    return iris.conflict_side(record.number, side.camp, key)


def side_entities(iris: Iris, ucdp: Ucdp, ties: Ties | None = None) -> Iterator[Entity]:
    """The sides of all conflicts, sorted by IRI; tied to actors where ``ties`` are given."""
    found = [
        (side_iri(iris, given.record, side), given, side)
        for given in ucdp.conflicts.values()
        for side in given.record.sides
    ]
    start = len(iris.mint("conflict-side", "").value)
    for iri, given, side in sorted(found, key=lambda item: item[0].value):
        name = " or ".join(side.names)
        label = f"{name} ({_CAMPS[side.camp]} in {given.names[0]})"
        entity = Entity(iri, PA.ConflictSide, label, iri.value[start:])
        entity.add(PA.camp, concept("camp", side.camp))
        for written in side.names:
            entity.add_text(PA.asWritten, written)
        entity.add_text(PA.ucdpActorId, side.number)
        entity.add_text(PA.gwno, side.gwno)
        entity.add(PA.firstYear, date(str(side.first_year)))
        entity.add(PA.lastYear, date(str(side.last_year)))
        for method, actors in ties.of(side) if ties else ():
            entity.add(PA.linkMethod, concept("link-method", method))
            for actor in actors:
                entity.add(PA.sideActor, iris.actor(actor))
        yield entity


_CAMPS = {
    "a": "side A",
    "b": "side B",
    "a-supporting": "with side A",
    "b-supporting": "with side B",
}


def dyad_entities(iris: Iris, ucdp: Ucdp) -> Iterator[Entity]:
    """The dyads, sorted by IRI."""
    for number in sorted(ucdp.dyads):
        name = ucdp.dyads[number][0] or f"UCDP dyad {number}"
        yield Entity(iris.dyad(number), PA.Dyad, name, number)


def note_names(records: Iterable[tuple[str, Agreement]], report: Report) -> None:
    """Report each name of a conflict that pages of agreements with different numbers print."""
    numbers: dict[str, dict[Key, str]] = defaultdict(dict)
    names: dict[str, str] = {}
    for key, record in records:
        if record.conflict and (keys := conflicts(record)) and keys[0][0] != NAMED:
            name = printed_conflict(record.conflict).name
            names.setdefault(slug(name), name)
            numbers[slug(name)].setdefault(keys[0], key)
    for name, found in sorted(numbers.items()):
        if len(found) > 1:
            told = ", ".join(f"{'-'.join(one)} (agreement {found[one]})" for one in sorted(found))
            message = f"{names[name]!r} names conflicts with different numbers, kept apart: {told}"
            report.add("info", "conflict-name", message)
