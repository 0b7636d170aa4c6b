"""What is stated of places and peace processes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from pyoxigraph import NamedNode

from graphbuild.graph.derived import process_key
from graphbuild.graph.entity import Entity, decimal, text
from graphbuild.ontology import places, processes
from graphbuild.ontology.iris import Iris
from graphbuild.ontology.terms import PA, SKOS
from graphbuild.records import Actor, Agreement, Locality, Location, SourceFile
from graphbuild.words import slug


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A place of the graph as one source has it; ``key`` ends its IRI.

    ``rank`` says whose name it is: 0 the codebook's, 1 PA-X's, 2 another source's; ``other`` is how
    the source writes it where the codebook has another name.
    """

    key: str
    name: str
    kind: str
    iso3: str = ""
    gwno: str = ""
    latitude: str = ""
    longitude: str = ""
    rank: int = 1
    other: str = ""


@lru_cache(maxsize=4096)
def place(name: str, kind: str) -> Place:
    """The place that a name in ``Con`` stands for; codes where the codebook has them."""
    known = places.find(name)
    if known and known.kind != "unstated":
        return _of_codebook(known, name)
    return Place(slug(name), name, kind)


def _of_codebook(known: places.Place, written: str) -> Place:
    key, other = known.iso3 or slug(known.name), written if written != known.name else ""
    return Place(key, known.name, known.kind, known.iso3, known.gwno, rank=0, other=other)


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
    return Place(key, key, "country", *given, rank=2) if any(given) else None


@lru_cache(maxsize=4096)
def locality(given: Locality) -> Place:
    """The place below a country that a table names; one name with other coordinates is another."""
    point = (given.latitude, given.longitude) if given.latitude else ()
    name = given.name or ", ".join(point)
    key = "_".join(filter(None, (slug(given.name) if given.name else "", *point)))
    return Place(f"locality-{key}", name, "locality", "", "", *point)


def homes_of(actor: Actor) -> list[Place]:
    """The places an actor is based in, where its authority says so; ``|`` parts several.

    An entity of which no country is known is tied to the place of its name.
    """
    if actor.type == ENTITY and not actor.country and not actor.iso3:
        known = places.find(actor.name)
        return [place(actor.name, "entity")] if known or actor.key == slug(actor.name) else []
    names, codes = actor.country.split("|"), actor.iso3.split("|")
    if len(names) != len(codes):
        names, codes = (names, [""] * len(names)) if actor.country else ([""] * len(codes), codes)
    pairs = [(name.strip(), code.strip()) for name, code in zip(names, codes, strict=True)]
    gwno = actor.gwno if len(pairs) == 1 else ""
    return [_home(name, code, gwno) for name, code in pairs if name or code]


def _home(name: str, code: str, gwno: str) -> Place:
    known = places.find(name) if name else places.of_code(code)
    by_code = places.of_code(code)
    known = known or by_code  # a name that nobody knows, or that of two countries
    if known and known.kind != "unstated":
        own = _of_codebook(known, name or known.name)
        return own if own.gwno else replace(own, gwno=gwno)
    iso3 = code if by_code else ""
    return Place(code or slug(name), name or code, "country", iso3, gwno, rank=2)


def clashes(source: SourceFile) -> Iterator[tuple[str, str]]:
    """Words and the agreement or actor where a country's codes do not fit its name or each other.

    The codebook's stand. Codes that ISO 3166-1 does not have are told here for actors; a table's
    reader has told its own.
    """
    for record in source.agreements:
        for given in record.locations:
            known = places.of_code(given.iso3)
            if known and known.gwno and given.gwno and known.gwno != given.gwno:
                words = f"{given.iso3} has number {known.gwno}, not {given.gwno}; the code counts"
                yield words, record.id
    for actor in source.actors:
        for words in _clashes_of(actor):
            yield words, f"actor {actor.key}"


def _clashes_of(actor: Actor) -> Iterator[str]:
    if "|" in actor.country + actor.iso3:
        return
    code, named = actor.iso3.strip(), places.find(actor.country) if actor.country else None
    coded = places.of_code(code)
    if code and not coded:
        yield f"{code[:20]!r} is no country's code (ISO 3166-1 alpha-3), not taken over"
    elif named and coded and named != coded:
        yield f"country {actor.country[:60]!r} has not the code {code}; the name counts"
    known = named or coded
    if known and known.gwno and actor.gwno and actor.gwno != known.gwno:
        yield f"{known.name} has number {known.gwno}, not {actor.gwno[:20]}; the codebook's counts"


ENTITY = "Entity"
"""PAA-X's type of actors that are territories, regions or governments of such."""
_CLASSES = {"country": "Country", "entity": "TerritorialEntity", "locality": "Locality"}


def place_entities(iris: Iris, found: Iterable[Place]) -> Iterator[Entity]:
    """One entity for each place: the codebook's name, else PA-X's, else the one that most have.

    Other names are alternative ones; codes are taken in the same order.
    """
    seen: dict[str, Counter[Place]] = {}
    for item in found:
        seen.setdefault(item.key, Counter())[item] += 1
    for key in sorted(seen):
        counts = seen[key]
        order = sorted(counts, key=lambda item: (item.rank, -counts[item], item))
        item = order[0]
        entity = Entity(iris.place(key), PA[_CLASSES.get(item.kind, "Place")], item.name, key)
        code = next(filter(None, (one.iso3 for one in order)), "")
        entity.add_text(PA.iso3, code)
        for address in filter(None, (places.wikidata(code), places.geonames(code))):
            entity.add(SKOS.exactMatch, NamedNode(address))
        entity.add_text(PA.gwno, next(filter(None, (one.gwno for one in order)), ""))
        names = {name for one in order for name in (one.name, one.other)} - {item.name, ""}
        for name in sorted(names):
            entity.add(SKOS.altLabel, text(name))
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
