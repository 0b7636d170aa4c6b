"""Who takes part in which agreement: coded rows where there are any, else what the text names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields, replace

from graphbuild.actors import Authority, Judgements, link
from graphbuild.graph.listings import ByAgreement
from graphbuild.graph.merge import Merged
from graphbuild.records import Actor, OpenName, SourceFile


@dataclass(slots=True)
class Linked:
    """Participations by agreement, the actors they need, and the names that fit nobody."""

    participations: ByAgreement
    actors: list[Actor]
    open_names: list[OpenName] = field(default_factory=list)


def link_texts(
    merged: Sequence[Merged],
    coded: ByAgreement,
    known: Sequence[Actor],
    judgements: Judgements | None = None,
    persons: str = "",
) -> Linked:
    """Link the parties and third parties of every agreement that has no coded rows.

    The texts of the others are read too, as evidence of who is called what. ``known`` are the
    actors of PAA-X or of an authority; without any the built-in authority serves. ``judgements``
    are the user's on names that fitted nobody; ``persons`` is ``all`` to name those of local
    agreements too.
    """
    entities = {name for item in merged for name in item.record.entities}
    authority = Authority.from_records(known) if known else Authority.builtin(sorted(entities))
    found = link([item.record for item in merged], authority, judgements, persons=persons)
    participations = dict(coded)
    for item, linked in zip(merged, found.participations, strict=True):
        if linked and item.key not in coded:
            participations[item.key] = linked
    actors = [*known, *found.new_actors]
    if not known:
        used = {given.actor for group in participations.values() for given in group}
        actors = [actor for actor in (*authority.actors.values(), *actors) if actor.key in used]
    open_names = [name for name in found.open_names if name.agreement not in coded]
    return Linked(participations, actors, open_names)


def known_actors(sources: Iterable[SourceFile]) -> list[Actor]:
    """Every actor of the sources once: PAA-X's own entry before that of another authority file.

    What the entry leaves empty (PAA-X has no alternative names) comes from the others of the same
    key and name.
    """
    found: dict[str, Actor] = {}
    for source in sorted(sources, key=lambda source: (source.kind != "PAA-X", source.name)):
        for actor in source.actors:
            first = found.get(actor.key)
            found[actor.key] = _completed(first, actor) if first else actor
    return list(found.values())


def _completed(first: Actor, other: Actor) -> Actor:
    if first.name.casefold() != other.name.casefold():
        return first
    empty = [item.name for item in fields(first) if getattr(first, item.name) in ("", [], {})]
    return replace(first, **{name: getattr(other, name) for name in empty})
