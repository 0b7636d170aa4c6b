"""The field ``Con``: names between slashes, entities in parentheses.

A name wrapped whole in parentheses is an entity (a sub-state unit, a territory without
recognition, a group). Releases 9 and 10 wrap every entity, so that a bare name is a country;
releases 1 and 2 wrap few, so the coding scheme decides there. ``Yugoslavia (former)`` is a country, and slashes inside parentheses
belong to the name.
"""

from __future__ import annotations

from typing import NamedTuple

from graphbuild.ontology import places


class Con(NamedTuple):
    """The names of one cell in its order, sorted into kinds.

    ``told`` are entities only known as such from the coding scheme, ``open`` names of which
    neither the cell nor the scheme says what they are.
    """

    names: tuple[str, ...]
    countries: tuple[str, ...]
    entities: tuple[str, ...]
    told: tuple[str, ...]
    open: tuple[str, ...]


def split(text: str) -> list[str]:
    """The names of a cell, cut at slashes outside parentheses."""
    if "(" not in text:
        return [name for part in text.split("/") if (name := part.strip())]
    parts, depth = [""], 0
    for letter in text:
        if letter == "/" and depth <= 0:
            parts.append("")
            continue
        depth += {"(": 1, ")": -1}.get(letter, 0)
        parts[-1] += letter
    return [name for part in parts if (name := part.strip())]


def _is_wrapped(name: str) -> bool:
    """Whether the first parenthesis opens the name and closes at its very end."""
    if not (name.startswith("(") and name.endswith(")")):
        return False
    depth = 0
    for position, letter in enumerate(name):
        depth += {"(": 1, ")": -1}.get(letter, 0)
        if depth == 0:
            return position == len(name) - 1
    return False


def read_con(text: str, *, marked: bool) -> Con:
    """The countries and entities of one cell; ``marked`` if its release wraps every entity."""
    names: list[str] = []
    kinds: dict[str, list[str]] = {"country": [], "entity": [], "told": [], "open": []}
    for written in split(text):
        wrapped = _is_wrapped(written)
        name = written[1:-1].strip() if wrapped else written
        names.append(name)
        place = places.find(name)
        kind = "entity" if wrapped else place.kind if place else "unstated"
        if kind == "unstated":
            kind = "country" if marked else "open"
        kinds[kind].append(name)
        if kind == "entity" and not wrapped:
            kinds["told"].append(name)
    return Con(
        tuple(names),
        tuple(kinds["country"]),
        tuple(kinds["entity"]),
        tuple(kinds["told"]),
        tuple(kinds["open"]),
    )
