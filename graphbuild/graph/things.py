"""What is stated of places, peace processes and conflicts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from pyoxigraph import NamedNode

from graphbuild.graph.derived import process_key
from graphbuild.graph.entity import Entity, decimal, text
from graphbuild.ontology import places, processes
from graphbuild.ontology.iris import Iris
from graphbuild.ontology.terms import PA, RDFS, SKOS
from graphbuild.records import Actor, Agreement, Locality, Location
from graphbuild.words import slug


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A place of the graph; ``key`` ends its IRI."""

    key: str
    name: str
    kind: str
    iso3: str = ""
    gwno: str = ""
    latitude: str = ""
    longitude: str = ""


@lru_cache(maxsize=4096)
def place(name: str, kind: str) -> Place:
    """The place that a name in ``Con`` stands for; codes where the codebook has them."""
    known = places.find(name)
    if known and known.kind != "unstated":
        return Place(known.iso3 or slug(known.name), known.name, known.kind, known.iso3, known.gwno)
    return Place(slug(name), name, kind)


def places_of(record: Agreement) -> list[Place]:
    """The places of an agreement: countries, entities, then names of which no source says what."""
    told = {*record.countries, *record.entities}
    return [
        *(place(name, "country") for name in record.countries),
        *(place(name, "entity") for name in record.entities),
        *(place(name, "unstated") for name in record.country_entity if name not in told),
    ]


def locations_of(record: Agreement) -> list[Place]:
    """The countries that a table gives as location, in no order that means anything."""
    return [found for given in record.locations if (found := location(given))]


@lru_cache(maxsize=4096)
def location(given: Location) -> Place | None:
    """The country that a table gives by its codes, if it gives any."""
    if known := places.of_code(given.iso3) or places.of_number(given.gwno):
        return place(known.name, known.kind)
    key = given.iso3 or f"gwno-{given.gwno}"
    return Place(key, given.iso3 or given.gwno, "country", *given) if any(given) else None


@lru_cache(maxsize=4096)
def locality(given: Locality) -> Place:
    """The place below a country that a table names; one name with other coordinates is another."""
    point = (given.latitude, given.longitude) if given.latitude else ()
    name = given.name or ", ".join(point)
    key = "_".join(filter(None, (slug(given.name) if given.name else "", *point)))
    return Place(f"locality-{key}", name, "locality", "", "", *point)


def homes_of(actor: Actor) -> list[Place]:
    """The places an actor is based in, where its authority says so; ``|`` parts several."""
    names, codes = actor.country.split("|"), actor.iso3.split("|")
    if len(names) != len(codes):
        names, codes = (names, [""] * len(names)) if actor.country else ([""] * len(codes), codes)
    pairs = [(name.strip(), code.strip()) for name, code in zip(names, codes, strict=True)]
    gwno = actor.gwno if len(pairs) == 1 else ""
    return [_home(name, code, gwno) for name, code in pairs if name or code]


def _home(name: str, code: str, gwno: str) -> Place:
    known = places.find(name) if name else places.of_code(code)
    if known and known.kind != "unstated":
        own = place(known.name, known.kind)
        return own if own.gwno else replace(own, gwno=gwno)
    return Place(code or slug(name), name or code, "country", code, gwno)


_CLASSES = {"country": "Country", "entity": "TerritorialEntity", "locality": "Locality"}


def place_entities(iris: Iris, found: Iterable[Place]) -> Iterator[Entity]:
    """One entity for each place; where sources name one place differently, the first name stands."""
    seen: dict[str, Place] = {}
    for item in sorted(set(found)):
        first = seen.setdefault(item.key, item)
        if item.gwno and not first.gwno:
            seen[item.key] = replace(first, gwno=item.gwno)
    for key in sorted(seen):
        item = seen[key]
        entity = Entity(iris.place(key), PA[_CLASSES.get(item.kind, "Place")], item.name, key)
        entity.add_text(PA.iso3, item.iso3)
        entity.add_text(PA.gwno, item.gwno)
        if item.latitude:
            entity.add(PA.latitude, decimal(item.latitude)).add(
                PA.longitude, decimal(item.longitude)
            )
        yield entity


def process_entities(iris: Iris, records: Iterable[Agreement]) -> Iterator[Entity]:
    """One entity for each process that the records name."""
    names: dict[str, set[str]] = {}
    numbers: dict[str, set[str]] = {}
    for record in records:
        if key := process_key(record):
            early = record.release in processes.EARLY_RELEASES or not record.release
            names.setdefault(key, set()).add(record.process)
            numbers.setdefault(key, set()).add(record.process_id if early else "")
    for key in sorted(names):
        label = processes.names().get(key, "")
        given = sorted(filter(None, names[key]))
        label = label if label in given else next(iter(given), label or key)
        entity = Entity(iris.process(key), PA.PeaceProcess, label, key)
        for name in given:
            if name != label:
                entity.add(SKOS.altLabel, text(name))
        for number in sorted(numbers[key]):
            if number and number != key:
                entity.add_text(PA.sourceNumber, number)
        yield entity


_SCHEMES = {"ucdp": "UCDP conflict {}", "cow": "Correlates of War {}"}


def conflict_entities(iris: Iris, records: Iterable[Agreement]) -> Iterator[Entity]:
    """One entity for each number of a conflict."""
    found = {
        (scheme, number)
        for record in records
        for scheme, number in record.conflict_ids.items()
        if scheme in _SCHEMES and number
    }
    for scheme, number in sorted(found):
        entity = Entity(
            iris.conflict(scheme, number), PA.Conflict, _SCHEMES[scheme].format(number), number
        )
        entity.add_text(PA.conflictScheme, scheme)
        if scheme == "ucdp" and number.isdigit():
            entity.add(RDFS.seeAlso, NamedNode(f"https://ucdp.uu.se/conflict/{number}"))
        yield entity
