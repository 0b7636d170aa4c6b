"""The built-in authority: states, territories and intergovernmental organisations of two tables.

The table of states: codes of ISO 3166-1; English, Spanish and French names after Unicode CLDR;
adjectives and further names compiled by hand. ``data/organizations.csv``: compiled by hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from graphbuild.actors.known.names import ENTITY_TYPE, ORGANIZATION_TYPE, STATE_TYPE
from graphbuild.actors.known.organizations import find, organizations
from graphbuild.actors.known.states import code, states
from graphbuild.records import Actor
from graphbuild.words import hyphenated


def builtin_actors(places: Iterable[str] = ()) -> list[Actor]:
    """All built-in actors, and one entity for each of ``places`` that is none of them."""
    out: dict[str, Actor] = {}
    for state in states().values():
        kind = ENTITY_TYPE if state.kind == "territory" else STATE_TYPE
        key = state.iso3 or hyphenated(state.name)
        out[key] = Actor(key, state.name, type=kind, country=state.name, iso3=state.iso3)
    for body in organizations():
        out[body.key] = Actor(
            body.key, body.name, type=ORGANIZATION_TYPE, abbreviation=body.abbreviation
        )
    for name in sorted(set(places)):
        key = hyphenated(name)
        if key and key not in out and not code(name):
            out[key] = Actor(key, name, type=ENTITY_TYPE)
    return list(out.values())


def with_builtin(actors: Iterable[Actor], places: Iterable[str] = ()) -> list[Actor]:
    """The actors of the user's sources, and every built-in one that is none of them.

    Two are the same if they have one key, or if they are states of one ISO code, or a state,
    territory or organisation of one name. The user's entry stands, with its own key; what it leaves
    empty of type, country and code comes from the built-in one.
    """
    own = list(actors)
    builtin = {actor.key: actor for actor in builtin_actors(places)}
    taken: dict[str, str] = {}
    for at, actor in enumerate(own):
        for key in _same(actor, builtin):
            taken.setdefault(key, actor.key)
            own[at] = _completed(actor, builtin[key])
    return [*own, *(actor for key, actor in builtin.items() if key not in taken)]


def _same(actor: Actor, builtin: dict[str, Actor]) -> Iterator[str]:
    """The keys of the built-in actors that an actor is."""
    if actor.key in builtin:
        yield actor.key
    if actor.type in ("", STATE_TYPE, ENTITY_TYPE):
        of_state = actor.iso3.strip() if actor.type == STATE_TYPE else ""
        for key in (of_state, code(actor.name), hyphenated(code(actor.name) or actor.name)):
            if key in builtin and key != actor.key:
                yield key
                return
    if actor.type in ("", ORGANIZATION_TYPE):
        body = find(actor.name, re.sub(r"\s*\([^)]*\)", "", actor.name))
        if body and body.key != actor.key:
            yield body.key


def _completed(actor: Actor, known: Actor) -> Actor:
    if actor.type:
        return actor
    iso3, country = actor.iso3 or known.iso3, actor.country or known.country
    return replace(actor, type=known.type, iso3=iso3, country=country)
