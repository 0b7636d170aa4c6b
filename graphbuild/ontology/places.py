"""The names in PA-X's field ``Con``: which are countries, which are entities, their codes.

PA-X's own names stand in ``codebook/places.csv``; other names of countries, and those that PA-X does
not have, come from the table of states.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from graphbuild.ontology._tables import rows
from graphbuild.ontology.states import State, states
from graphbuild.words import fold


@dataclass(frozen=True, slots=True)
class Place:
    """A country or entity as PA-X names it; ``kind`` is ``country``, ``entity`` or ``unstated``."""

    name: str
    kind: str
    iso3: str
    gwno: str


@cache
def places() -> dict[str, Place]:
    """Every place of PA-X by name."""
    return {
        row["name"]: Place(row["name"], row["kind"], row["iso3"], row["gwno"])
        for row in rows("places")
    }


@cache
def _of_state() -> dict[str, Place]:
    """The place of every state by the state's code: PA-X's, by code or else by name, or one more."""
    by_code = {place.iso3: place for place in places().values() if place.iso3}
    by_name = {fold(name): place for name, place in places().items()}
    found: dict[str, Place] = {}
    for state in states().values():
        own = by_code.get(state.iso3)
        named = (
            by_name[fold(name)] for name in (state.name, *state.names) if fold(name) in by_name
        )
        found[state.code] = own or next(named, None) or _new(state)
    return found


def _new(state: State) -> Place:
    return Place(state.name, "unstated" if state.kind == "territory" else "country", state.iso3, "")


@cache
def _by_name() -> dict[str, Place | None]:
    """Places by folded name; ``None`` where a name is that of several (``Congo``)."""
    index: dict[str, Place | None] = {}
    for state in states().values():
        place = _of_state()[state.code]
        for name in {_key(name) for name in (state.name, *state.names)}:
            index[name] = place if index.get(name, place) == place else None
    for state in states().values():
        index[_key(state.name)] = _of_state()[state.code]
    return index | {_key(name): place for name, place in places().items()}


def find(name: str) -> Place | None:
    """The place of this name, case and punctuation aside; ``None`` if unknown or that of several.

    Inverted names (``Korea, Republic of``; ``Iran (Islamic Republic of)``) are read straight, and
    of two names of one place (``Myanmar (Burma)``) either counts.
    """
    known = _by_name()
    if found := known.get(_key(name)) or known.get(_key(_straight(name))):
        return found
    names = name.rstrip(" )").split("(") if "(" in name else ()
    same = {known.get(_key(part)) for part in names}
    return same.pop() if len(same) == 1 else None


def is_name(name: str) -> bool:
    """Whether this is the name of a place, be it of several."""
    known = _by_name()
    return _key(name) in known or _key(_straight(name)) in known or find(name) is not None


def _straight(name: str) -> str:
    head, mark, tail = name.partition("," if "," in name else "(")
    return f"{tail} {head}".strip() if mark and head.strip() else name


def _key(name: str) -> str:
    """How names are compared: letters and digits alone, without an article."""
    return fold(name[4:] if name[:4].casefold() == "the " else name)


@cache
def _by_code() -> dict[str, Place]:
    known = {place.iso3: place for place in places().values() if place.iso3}
    return {code: place for code, place in _of_state().items() if len(code) == 3} | known


def of_code(iso3: str) -> Place | None:
    """The country of this ISO 3166-1 alpha-3 code, or Kosovo for ``XKX``; ``None`` if it is no code."""
    return _by_code().get(iso3)


@cache
def _links() -> dict[str, tuple[str, str]]:
    return {row["iso3"]: (row["wikidata"], row["geonames"]) for row in rows("links")}


def wikidata(iso3: str) -> str:
    """The address of a country's item in Wikidata, from ``codebook/links.csv``; empty if unknown."""
    item = _links().get(iso3, ("", ""))[0]
    return f"http://www.wikidata.org/entity/{item}" if item else ""


def geonames(iso3: str) -> str:
    """The address of a country in GeoNames, from the same table; empty if unknown."""
    number = _links().get(iso3, ("", ""))[1]
    return f"https://sws.geonames.org/{number}/" if number else ""


def of_number(gwno: str) -> Place | None:
    """The country of this Gleditsch-Ward number; of several names (345) the one with an ISO code."""
    same = [place for place in places().values() if gwno and place.gwno == gwno]
    return next((place for place in same if place.iso3), same[0] if same else None)
