"""States and territories by any of their names."""

from __future__ import annotations

import re
from functools import cache

from graphbuild.actors.known.words import form, key
from graphbuild.ontology.states import State, states

__all__ = ["State", "adjectives", "code", "states"]


@cache
def _index() -> dict[tuple[str, ...], str]:
    index: dict[tuple[str, ...], str] = {}
    for state in states().values():
        index.setdefault(key(state.name), state.code)
    for state in states().values():
        for name in state.names:
            index.setdefault(key(name), state.code)
    return index


@cache
def code(name: str) -> str:
    """The code of a state by any of its names (``Congo, Democratic Republic of the``), else ``""``."""
    bare = re.sub(r"\s*\([^)]*\)", "", name)
    turned = " ".join(reversed(name.split(","))) if "," in name else name
    for candidate in (name, bare, turned):
        if candidate and (found := _index().get(key(candidate))):
            return found
    return ""


@cache
def adjectives() -> frozenset[str]:
    """The adjectives of all states, as comparable words."""
    return frozenset(form(name) for state in states().values() for name in state.demonyms)
