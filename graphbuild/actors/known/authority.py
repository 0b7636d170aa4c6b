"""The actors that are known, and the names by which a text may call them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from graphbuild.actors.known import organizations
from graphbuild.actors.known.armies import armies, army_names
from graphbuild.actors.known.cleaning import clean_names
from graphbuild.actors.known.names import (
    ENTITY_TYPE,
    ORGANIZATION_TYPE,
    STATE_TYPE,
    Alias,
    is_state,
)
from graphbuild.actors.known.states import code
from graphbuild.actors.known.words import key
from graphbuild.actors.rules import ALL, Rules
from graphbuild.records import Actor

Tree = dict[str, Any]
END = ""
_SEVERAL = re.compile(r"\s*[|;/,]\s*")


class Authority:
    """Actors by key, their names by comparable words, and a tree of these names to walk a text with.

    ``homes`` are the country codes of each actor, ``home`` the first (``""`` if it has none),
    ``open`` whether an actor may
    be made for a name that no actor has, which the built-in authority allows. ``rules`` are those
    that the linking follows.
    """

    def __init__(self, actors: Sequence[Actor], *, open: bool = False, rules: Rules = ALL) -> None:
        self.actors: dict[str, Actor] = {actor.key: actor for actor in actors}
        self.open = open
        self.rules = rules
        self.places: frozenset[str] = frozenset()
        self.homes = {actor.key: _homes(actor) for actor in actors}
        self.home = {key: homes[0] if homes else "" for key, homes in self.homes.items()}
        self.names: dict[tuple[str, ...], list[Alias]] = defaultdict(list)
        self.army_of = armies(actors, self.home) if "armies" in rules else {}
        for alias in (*clean_names(actors, rules), *army_names(self.army_of)):
            self.names[alias.key].append(alias)
        self.tree = self._tree()
        self.region = {
            self.home[a.key]: a.region for a in actors if is_state(a) and self.home[a.key]
        }
        self.state_of = {(self.home[a.key] or a.name): a.key for a in actors if is_state(a)}
        self.well_known = self._well_known()
        self._by_home: dict[str, list[Alias]] = defaultdict(list)
        self._of_type: dict[str, frozenset[str]] = {}

    @classmethod
    def from_records(cls, actors: Iterable[Actor], rules: Rules = ALL) -> Authority:
        """The authority that a file gives: it names everyone there is."""
        return cls(list(actors), rules=rules)

    @classmethod
    def builtin(cls, places: Iterable[str] = ()) -> Authority:
        """States, territories and intergovernmental organisations, and the entities ``places``.

        ``places`` are the names of entities in PA-X's field ``Con``. Other organisations become
        new actors when a text names them.
        """
        from graphbuild.actors.known.builtin import builtin_actors

        known = frozenset(places)
        made = cls(builtin_actors(known), open=True)
        made.places = known
        return made

    @classmethod
    def extended(
        cls,
        actors: Iterable[Actor],
        places: Iterable[str] = (),
        *,
        open: bool = True,
        rules: Rules = ALL,
    ) -> Authority:
        """The actors of the user's sources and, beside them, the built-in ones that are none of them."""
        from graphbuild.actors.known.builtin import with_builtin

        known = frozenset(places)
        made = cls(with_builtin(actors, known), open=open, rules=rules)
        made.places = known
        return made

    def type_of(self, actor: str) -> str:
        """The type of an actor by key."""
        return self.actors[actor].type

    def of_type(self, kind: str) -> frozenset[str]:
        """The keys of all actors of a type."""
        if kind not in self._of_type:
            keys = (actor.key for actor in self.actors.values() if actor.type == kind)
            self._of_type[kind] = frozenset(keys)
        return self._of_type[kind]

    def is_place(self, actor: str) -> bool:
        """Whether the actor is a state or a territory, whose name a mere place may bear."""
        return self.actors[actor].type in {STATE_TYPE, ENTITY_TYPE}

    def at_home(self, place: str) -> list[Alias]:
        """The names of the bodies of one country or entity (states themselves aside)."""
        if not self._by_home:
            for group in self.names.values():
                for alias in group:
                    if self.type_of(alias.actor) != STATE_TYPE:
                        for home in self.homes[alias.actor] or ("",):
                            self._by_home[home].append(alias)
        return self._by_home.get(place, [])

    def _tree(self) -> Tree:
        tree: Tree = {}
        for parts in self.names:
            node = tree
            for part in parts:
                node = node.setdefault(part, {})
            node[END] = parts
        return tree

    def _well_known(self) -> dict[str, str]:
        """The keys of organisations that rules speak of, by the key in the built-in table."""
        out: dict[str, str] = {}
        for actor in self.actors.values():
            if actor.type == ORGANIZATION_TYPE:
                known = organizations.find(re.sub(r"\s*\([^)]*\)", "", actor.name))
                if known:
                    out.setdefault(known.key, actor.key)
            elif actor.type == "State Coalition" and key(actor.name)[:2] == ("group", "friend"):
                out.setdefault("group-of-friends", actor.key)
        return out


def _homes(actor: Actor) -> tuple[str, ...]:
    """The codes of the countries of an actor (``SDN | SSD``); an entity of none is its own home."""
    codes = [part.strip() for part in _SEVERAL.split(actor.iso3)]
    if not any(codes):
        own = actor.name if actor.type == ENTITY_TYPE else ""
        whole = code(actor.country)
        codes = [whole] if whole else [code(part) for part in _SEVERAL.split(actor.country)]
        codes = codes if any(codes) else [own]
    return tuple(dict.fromkeys(filter(None, codes)))
