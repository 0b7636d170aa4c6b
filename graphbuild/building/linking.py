"""Who takes part in which agreement: coded rows where there are any, else what the text names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace

from graphbuild.actors import Authority, Judgements, link
from graphbuild.actors.known.builtin import with_builtin
from graphbuild.actors.known.names import is_state
from graphbuild.building.kept import NOTHING_KEPT, Kept
from graphbuild.building.kept.links import linking
from graphbuild.graph.conflicts import state_number
from graphbuild.graph.listings import ByAgreement
from graphbuild.graph.merge import Merged
from graphbuild.records import Actor, OpenName, Participation, SourceFile
from graphbuild.report import Report
from graphbuild.words import plain


@dataclass(slots=True)
class Linked:
    """Participations by agreement, the actors they need, and what fits nobody.

    ``named`` is what the texts say of others than the participants: of actors that PAA-X does not
    list for the agreement, and of bodies that are no actors.
    """

    participations: ByAgreement
    actors: list[Actor]
    named: ByAgreement = field(default_factory=dict)
    open_names: list[OpenName] = field(default_factory=list)
    candidates: dict[str, Actor] = field(default_factory=dict)


def link_texts(
    merged: Sequence[Merged],
    coded: ByAgreement,
    known: Sequence[Actor],
    judgements: Judgements | None = None,
    persons: str = "",
    kept: Kept = NOTHING_KEPT,
) -> Linked:
    """Link the parties and third parties of every agreement.

    An agreement with coded rows has exactly those participations; what its text says of the same
    actor on the same side is stated of them, the rest is ``named``. ``known`` are the actors of
    PAA-X and of authorities, to which the built-in states and organisations are added; only
    without any may a text bring in other new actors. ``judgements`` are the user's; ``persons`` is
    ``all`` to name those of local agreements too.
    """
    entities = sorted({name for item in merged for name in item.record.entities})
    authority = Authority.extended(known, entities, open=not known)
    recall = linking(kept, authority, persons)
    texts = [item.record for item in merged]
    found = link(texts, authority, judgements, persons=persons, recall=recall)
    participations = dict(coded)
    named: ByAgreement = {}
    for item, linked, others in zip(merged, found.participations, found.unlisted, strict=True):
        if item.key in coded:
            participations[item.key], more = _with_evidence(coded[item.key], linked)
            others = [*more, *others]
        elif linked:
            participations[item.key] = linked
        if others:
            named[item.key] = others
    used = {given.actor for group in participations.values() for given in group}
    used.update(actor.key for actor in known)
    actors = [
        actor for actor in (*authority.actors.values(), *found.new_actors) if actor.key in used
    ]
    open_names = [name for name in found.open_names if name.agreement not in coded]
    return Linked(participations, actors, named, open_names, found.candidates)


def _with_evidence(
    coded: Sequence[Participation], linked: Iterable[Participation]
) -> tuple[list[Participation], list[Participation]]:
    """The coded participations with what the text says of them, and what fits none of them.

    Method and certainty are those of the words then: that the row is coded, its basis says.
    """
    out, rest = list(coded), []
    for given in linked:
        place = next(
            (n for n, row in enumerate(out) if (row.actor, row.side) == (given.actor, given.side)),
            -1,
        )
        if place < 0:
            rest.append(given)
            continue
        out[place] = replace(out[place], **{name: getattr(given, name) for name in _OF_THE_TEXT})
    return out, rest


_OF_THE_TEXT = (
    "as_written", "method", "certainty", "roles", "signing", "reservation", "representations",
)  # fmt: skip


def known_actors(sources: Iterable[SourceFile], report: Report) -> list[Actor]:
    """Every actor of the sources once: PAA-X's own entry before that of an authority.

    Two files mean one actor by one key, by the ISO code of a state, or by one name where type and
    country do not differ; what the first entry leaves empty (PAA-X has no alternative names) comes
    from the other. A key that means two actors is reported, and the second left out.
    """
    found: dict[str, Actor] = {}
    for source in sorted(sources, key=lambda source: (source.kind != "PAA-X", source.name)):
        earlier = list(found.values())
        names: dict[str, list[Actor]] = defaultdict(list)
        for actor in earlier:
            names[plain(actor.name)].append(actor)
        states = {actor.iso3: actor for actor in earlier if is_state(actor) and actor.iso3}
        for actor in source.actors:
            first = found.get(actor.key)
            if first is None:
                first = _same(actor, states, names)
                key = first.key if first else actor.key
                found[key] = _completed(found[key], actor) if first else actor
            elif _is_one(first, actor):
                found[first.key] = _completed(first, actor)
            else:
                message = (
                    f"actor {actor.key} is {actor.name!r} here and {first.name!r} in another file,"
                    " left out here; give it another actor_id"
                )
                report.add("error", "actor-clash", message, file=source.name)
    return list(found.values())


def _same(
    actor: Actor, states: Mapping[str, Actor], names: Mapping[str, list[Actor]]
) -> Actor | None:
    """The actor of another file that is meant by an entry with another key."""
    if is_state(actor) and actor.iso3 in states:
        return states[actor.iso3]
    alike = [one for one in names.get(plain(actor.name), ()) if _agree(one, actor)]
    return alike[0] if len(alike) == 1 else None


def _agree(one: Actor, other: Actor) -> bool:
    """Whether nothing that both entries give of type and country differs."""
    pairs = ((one.type, other.type), (one.iso3, other.iso3), (one.country, other.country))
    return all(not a or not b or plain(a) == plain(b) for a, b in pairs)


def _is_one(first: Actor, other: Actor) -> bool:
    """Whether two entries of one key mean one actor."""
    number = first.identifiers.get("paax", "")
    state = is_state(first) and is_state(other) and first.iso3 == other.iso3 != ""
    named = plain(first.name) == plain(other.name)
    return named or state or (number != "" and number == other.identifiers.get("paax", ""))


def _completed(first: Actor, other: Actor) -> Actor:
    """An entry with what another adds to it; its own values stand."""
    empty = [item.name for item in fields(first) if getattr(first, item.name) in ("", [], {})]
    made = replace(first, **{name: getattr(other, name) for name in empty})
    more = [other.name, *other.alternative_names]
    names = dict.fromkeys([*made.alternative_names, *more])
    made.alternative_names = [name for name in names if plain(name) != plain(first.name)]
    return made


def with_states_of_sides(actors: Sequence[Actor], sources: Iterable[SourceFile]) -> list[Actor]:
    """The actors, and every built-in state that fights in a conflict of UCDP and is none of them."""
    conflicts = [conflict for source in sources for conflict in source.conflicts]
    needed = {side.gwno for conflict in conflicts for side in conflict.sides} - {""}
    if not needed:
        return list(actors)
    needed -= set(map(state_number, actors))
    known = {actor.key for actor in actors}
    more = [
        actor
        for actor in with_builtin(actors)
        if actor.key not in known and state_number(actor) in needed
    ]
    return [*actors, *more]
