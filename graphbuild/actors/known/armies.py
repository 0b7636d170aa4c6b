"""The armed forces of a country, where an authority lists them as an actor of their own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from graphbuild.actors.known.lists import word_list
from graphbuild.actors.known.names import Alias
from graphbuild.actors.known.states import State, states
from graphbuild.actors.known.words import form, key
from graphbuild.records import Actor

_TYPE = "Military"
_WORDS = frozenset(form(word) for word in word_list("army"))
_ACLED = re.compile(r"Military Forces of ", re.I)


def armies(actors: Iterable[Actor], home: Mapping[str, str]) -> dict[str, str]:
    """The key of the armed forces by country, where there is one such actor for it.

    An air force or a regional command is none: nothing but words for an army and for the country
    may stand in the name, or another dataset must know the actor as the country's military.
    """
    found = [
        actor
        for actor in actors
        if actor.type == _TYPE and (state := states().get(home[actor.key])) and _whole(actor, state)
    ]
    count = Counter(home[actor.key] for actor in found)
    return {home[actor.key]: actor.key for actor in found if count[home[actor.key]] == 1}


def _whole(actor: Actor, state: State) -> bool:
    if any(_ACLED.match(name) for name in actor.identifiers.values()):
        return True
    rest = set(key(re.sub(r"\s*\([^)]*\)", "", actor.name)))
    for name in (state.name, *state.names, *state.demonyms):
        if set(key(name)) <= rest:
            return rest - set(key(name)) <= _WORDS
    return False


def army_names(army_of: Mapping[str, str]) -> Iterator[Alias]:
    """Abbreviations of armed forces: ``AFL`` and ``LAF`` of those of Liberia, ``ARBiH`` of Bosnia's."""
    for country, actor in army_of.items():
        state = states()[country]
        for name in (state.name, *state.names):
            parts = key(name)
            initials = "".join(part[0] for part in parts if part != "republic")
            heads = ["af", "fa"]
            if len(parts) == 1 and sum(letter.isupper() for letter in name) > 1:
                initials, heads = parts[0], ["af", "fa", "a", "ar"]  # "BiH" is short already
            for written in (*(head + initials for head in heads), f"{initials}af"):
                yield Alias(actor, "short-name", (written,), written.upper())
