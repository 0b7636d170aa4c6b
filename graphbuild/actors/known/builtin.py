"""The built-in authority: states, territories and intergovernmental organisations of two tables.

The table of states: codes of ISO 3166-1; English, Spanish and French names after Unicode CLDR;
adjectives and further names compiled by hand. ``data/organizations.csv``: compiled by hand.
"""

from __future__ import annotations

from collections.abc import Iterable

from graphbuild.actors.known.names import ENTITY_TYPE, ORGANIZATION_TYPE, STATE_TYPE
from graphbuild.actors.known.organizations import organizations
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
