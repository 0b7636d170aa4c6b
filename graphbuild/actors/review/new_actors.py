"""Actors that are made of names which no authority has."""

from __future__ import annotations

from graphbuild.actors.field.text import Field
from graphbuild.actors.field.unlisted import new_actor
from graphbuild.actors.known.authority import Authority
from graphbuild.actors.known.states import states
from graphbuild.records import Actor


class NewActors:
    """Those of a whole run, by key."""

    def __init__(self, authority: Authority) -> None:
        self.authority = authority
        self.made: dict[str, Actor] = {}

    def of(self, field: Field, name: str) -> str:
        """The key of the actor of a name, made if need be."""
        home = next((states()[p].name for p in field.setting.places if p in states()), "")
        actor = new_actor(name, home)
        return self.made.setdefault(actor.key, actor).key

    def get(self, key: str) -> Actor | None:
        """An actor of the authority, or a new one."""
        return self.authority.actors.get(key) or self.made.get(key)
