"""What is stated of actors, their participations, the persons who act for them, and mentions."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import NamedNode

from graphbuild.errors import UnknownTerm
from graphbuild.graph.agreements import head, locate
from graphbuild.graph.conflicts import STATE_TYPE, state_number
from graphbuild.graph.entity import Entity, boolean, text
from graphbuild.graph.things import homes_of
from graphbuild.ontology import places
from graphbuild.ontology.iris import Iris
from graphbuild.ontology.terms import PA, RDFS, SKOS, concept
from graphbuild.records import Actor, Mention, Participation, Representation, person_key
from graphbuild.words import slug


def _concept(scheme: str, label: str) -> NamedNode | None:
    """The concept of a label, where the scheme has one; an unknown one is kept by its caller."""
    try:
        return concept(scheme, slug(label) if scheme == "actor-type" else label)
    except UnknownTerm:
        return None


def known_otherwise(actors: Iterable[Actor]) -> dict[str, str]:
    """The state actors that have another IRI by their code, with the code; none where two share one."""
    codes = Counter(record.iso3 for record in actors if record.type == STATE_TYPE)
    return {
        record.key: record.iso3
        for record in actors
        if record.type == STATE_TYPE and record.iso3 != record.key and codes[record.iso3] == 1
        if places.of_code(record.iso3)
    }


def actor(iris: Iris, record: Actor, codes: dict[str, str]) -> Entity:
    """One actor of an authority, with its names and numbers; ``codes`` are :func:`known_otherwise`."""
    entity = Entity(iris.actor(record.key), PA.Actor, record.name, record.key)
    if record.type:
        kind = _concept("actor-type", record.type)
        entity.add(PA.actorType, kind)
        if kind is None:
            entity.add_text(PA.actorSubType, record.type)
    for name in record.alternative_names:
        entity.add(SKOS.altLabel, text(name))
    for home in homes_of(record):
        entity.add(PA.basedIn, iris.place(home.key))
    if record.type == STATE_TYPE:
        known = places.of_code(record.iso3)
        entity.add_text(PA.iso3, known.iso3 if known else "")
        if known and (address := places.wikidata(known.iso3)):
            entity.add(SKOS.exactMatch, NamedNode(address))
        entity.add_text(PA.gwno, state_number(record))
    if (number := record.identifiers.get("ucdp", "")).isdigit():
        entity.add(RDFS.seeAlso, NamedNode(f"https://ucdp.uu.se/actor/{number}"))
    for predicate, value in (
        (PA.abbreviation, record.abbreviation),
        (PA.actorSubType, record.sub_type or record.civil_society_type),
        (PA.actorRegion, record.region),
        (PA.unType, record.un_type),
        (PA.paaxId, record.identifiers.get("paax", "")),
        (PA.ucdpActorId, record.identifiers.get("ucdp", "")),
        (PA.ucdpName, record.identifiers.get("ucdp_name", "")),
        (PA.acledName, record.identifiers.get("acled_name", "")),
    ):
        entity.add_text(predicate, value)
    if record.women:
        entity.add(PA.womenGroup, boolean(True))
    if code := codes.get(record.key):
        entity.add(SKOS.exactMatch, iris.actor(code))
    return entity


def participation_iri(iris: Iris, key: str, record: Participation) -> NamedNode:
    """Coded ones by their signatory id; linked ones by agreement, side and actor."""
    if record.id:
        return iris.coded_participation(record.id)
    return iris.linked_participation(key, record.side, record.actor)


def participation(
    iris: Iris, key: str, title: str, record: Participation, names: dict[str, str]
) -> Entity:
    """One actor on one side of one agreement."""
    iri = participation_iri(iris, key, record)
    name = names.get(record.actor, record.actor)
    tail = iri.value.removeprefix(iris.base + "participation/")
    entity = Entity(iri, PA.Participation, f"{name} as {record.side} in {title}", record.id or tail)
    entity.add(PA.inAgreement, iris.agreement(key))
    entity.add(PA.ofActor, iris.actor(record.actor))
    entity.add(PA.listedAs, concept("side", record.side.replace(" ", "-")))
    entity.add(PA.basis, concept("basis", record.basis))
    if record.third_to_conflict is not None:
        entity.add(PA.thirdToConflict, boolean(record.third_to_conflict))
    if record.third_condition:
        entity.add(PA.thirdCondition, _concept("third-condition", record.third_condition))
    for predicate, scheme, code in (
        (PA.linkMethod, "link-method", record.method),
        (PA.certainty, "certainty", record.certainty),
        (PA.signing, "signing", record.signing),
    ):
        entity.add(predicate, concept(scheme, code) if code else None)
    for role in record.roles:
        entity.add(PA.statedRole, concept("role", role))
    for words in record.as_written:
        entity.add_text(PA.asWritten, words)
    entity.add_text(PA.reservation, record.reservation)
    for number in range(1, len(record.representations) + 1):
        entity.add(PA.hasRepresentation, iris.representation(iri, number))
    return entity


def link_directly(entity: Entity, iris: Iris, records: Iterable[Participation]) -> None:
    """Lead from an agreement to its actors: what is coded, certain or likely, nothing doubtful.

    Of a coded participation the row says the side, and the words, which may be doubtful, the role.
    """
    for record in records:
        doubtful = record.certainty == "doubtful"
        if doubtful and record.basis != "coded":
            continue
        who = iris.actor(record.actor)
        entity.add(PA.participant, who)
        entity.add(PA.party if record.side == "party" else PA.thirdParty, who)
        if "mediator" in record.roles and not doubtful:
            entity.add(PA.mediator, who)


def key_of(given: Representation, actor: str) -> str:
    """What the IRI of a person ends in: as a user has judged, else by name and actor."""
    return given.key or person_key(given.person, actor)


def representations(iris: Iris, key: str, record: Participation) -> Iterator[Entity]:
    """Who acts for the actor here, in which office."""
    iri = participation_iri(iris, key, record)
    for number, given in enumerate(record.representations, 1):
        own = iris.representation(iri, number)
        name = own.value.removeprefix(iris.base + "representation/")
        label = ", ".join(filter(None, (given.person, given.office))) or given.as_written
        entity = Entity(own, PA.Representation, label, name)
        if given.person:
            entity.add(PA.ofPerson, iris.person(key_of(given, record.actor)))
        entity.add_text(PA.office, given.office)
        if given.person:
            entity.add(PA.namedBy, concept("named-by", given.named_by))
        entity.add(PA.signing, concept("signing", given.signing))
        entity.add_text(PA.asWritten, given.as_written)
        yield entity


def persons(
    iris: Iris, records: Iterable[Participation], named: Iterable[Participation] = ()
) -> Iterator[Entity]:
    """Every person with the actor for which they act; sorted by IRI.

    Those who stand only in what agreements say of others than participants (``named``) are said to
    act for nobody.
    """
    found: dict[str, list[tuple[Representation, str]]] = defaultdict(list)
    for known, group in ((True, records), (False, named)):
        for record in group:
            for given in record.representations:
                if given.person:
                    key = key_of(given, record.actor)
                    found[key].append((given, record.actor if known else ""))
    for key in sorted(found):
        yield _person(iris, key, found[key])


def _person(iris: Iris, key: str, given: list[tuple[Representation, str]]) -> Entity:
    """One person, with the names of those whom a user has called the same."""
    by_key = {person_key(one.person, actor): (one, actor) for one, actor in reversed(given)}
    own, actor = by_key.get(key, given[0])
    name = own.person
    entity = Entity(iris.person(key), PA.Person, name, key)
    entity.add(PA.actsFor, iris.actor(actor) if actor else None)
    for other in dict.fromkeys(one.person for one, _ in given):
        entity.add(SKOS.altLabel, None if other == name else text(other))
    return entity


@dataclass(frozen=True, slots=True)
class Naming:
    """What a text says of somebody who is no participant: of a body, or of one who acts for it."""

    words: Participation
    acting: Representation | None = None


def namings(records: Iterable[Participation]) -> list[Naming]:
    """One for the body, and one for each person or office that acts for it, in the order of the text."""
    out: list[Naming] = []
    for record in records:
        if record.as_written:
            out.append(Naming(record))
        out += [Naming(record, acting) for acting in record.representations]
    return out


def naming(iris: Iris, key: str, number: int, given: Naming) -> Entity:
    """One such statement; it has no actor and no side, so that nothing counts it as a participation."""
    words, acting = given.words, given.acting
    written = [acting.as_written] if acting else words.as_written
    parts = (acting.person, acting.office) if acting else ()
    label = ", ".join(filter(None, parts)) or "; ".join(written)
    entity = Entity(iris.naming(key, number), PA.Naming, label, f"{key}/{number}")
    for text_of in written:
        entity.add_text(PA.asWritten, text_of)
    for role in words.roles:
        entity.add(PA.statedRole, concept("role", role))
    entity.add(PA.signing, concept("signing", acting.signing if acting else words.signing))
    entity.add(PA.linkMethod, concept("link-method", words.method))
    entity.add(PA.certainty, concept("certainty", words.certainty))
    if acting is None:
        entity.add_text(PA.reservation, words.reservation)
    else:
        entity.add_text(PA.office, acting.office)
        if acting.person:
            entity.add(PA.namedBy, concept("named-by", acting.named_by))
            entity.add(PA.ofPerson, iris.person(key_of(acting, words.actor)))
    return entity


def mention(iris: Iris, key: str, number: int, record: Mention) -> Entity:
    """A passage in which an agreement names another."""
    entity = Entity(iris.mention(key, number), PA.Mention, head(record.text), f"{key}/{number}")
    entity.add(PA.inAgreement, iris.agreement(key))
    entity.add_text(PA.asWritten, record.text)
    locate(entity, record.page)
    if record.target:
        entity.add(PA.mentions, iris.agreement(record.target))
        entity.add(PA.linkMethod, concept("link-method", record.method))
    return entity
